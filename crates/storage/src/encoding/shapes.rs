//! The three shapes of a fact, each written and read from one description.

/// A record: its fields, in the order in which they are written.
macro_rules! record {
    ($type:ident { $($field:ident),* $(,)? }) => {
        impl $crate::encoding::canonical::Canonical for $type {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)*
            }
            fn read(input: &mut $crate::encoding::canonical::Input<'_>) -> Result<Self, $crate::encoding::Malformed> {
                Ok(Self { $($field: $crate::encoding::canonical::Canonical::read(input)?),* })
            }
        }
    };
}

/// A choice: the number of each variant, and what it holds.
macro_rules! choice {
    ($type:ident { $($number:literal => $variant:ident
        $(($($item:ident),*))? $({ $($field:ident),* })?),* $(,)? }) => {
        impl $crate::encoding::canonical::Canonical for $type {
            fn write(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $(($($item),*))? $({ $($field),* })? => {
                        out.push($number);
                        $($($item.write(out);)*)?
                        $($($field.write(out);)*)?
                    })*
                }
            }
            fn read(input: &mut $crate::encoding::canonical::Input<'_>) -> Result<Self, $crate::encoding::Malformed> {
                input.nested(|input| match input.byte()? {
                    $($number => {
                        $($(let $item = $crate::encoding::canonical::Canonical::read(input)?;)*)?
                        $($(let $field = $crate::encoding::canonical::Canonical::read(input)?;)*)?
                        Ok(Self::$variant $(($($item),*))? $({ $($field),* })?)
                    })*
                    _ => Err(input.refuse(concat!("no such variant of ", stringify!($type)))),
                })
            }
        }
    };
}

/// Something that is written as its one part.
macro_rules! wrapped {
    ($type:ident: $part:ty, $to:expr, $from:expr) => {
        impl $crate::encoding::canonical::Canonical for $type {
            fn write(&self, out: &mut Vec<u8>) {
                let part: $part = $to(*self);
                part.write(out);
            }
            fn read(
                input: &mut $crate::encoding::canonical::Input<'_>,
            ) -> Result<Self, $crate::encoding::Malformed> {
                <$part as $crate::encoding::canonical::Canonical>::read(input).map($from)
            }
        }
    };
}

pub(super) use {choice, record, wrapped};
