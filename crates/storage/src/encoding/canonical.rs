//! The parts of which every encoding is made.

use base::{Date, Exact, Known};

use super::Malformed;

/// How deep choices may be nested: the ends of a post can hold ends.
const DEEPEST: usize = 32;

/// Something with exactly one way to be written as bytes.
pub(crate) trait Canonical: Sized {
    /// Appends its bytes.
    fn write(&self, out: &mut Vec<u8>);
    /// Takes it from the front.
    fn read(input: &mut Input<'_>) -> Result<Self, Malformed>;
}

/// Bytes that are being read.
pub(crate) struct Input<'b> {
    bytes: &'b [u8],
    at: usize,
    depth: usize,
}

impl<'b> Input<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        let (at, depth) = (0, 0);
        Self { bytes, at, depth }
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Malformed> {
        let byte = *self.bytes.get(self.at).ok_or(Malformed::CutOff)?;
        self.at += 1;
        Ok(byte)
    }

    fn take(&mut self, length: usize) -> Result<&'b [u8], Malformed> {
        let end = self.at.checked_add(length).ok_or(Malformed::CutOff)?;
        let taken = self.bytes.get(self.at..end).ok_or(Malformed::CutOff)?;
        self.at = end;
        Ok(taken)
    }

    /// What was just read is not written so.
    pub(crate) fn refuse(&self, what: &'static str) -> Malformed {
        let at = self.at.saturating_sub(1);
        Malformed::NotCanonical { at, what }
    }

    /// Reads something that may hold more of its own kind.
    pub(crate) fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        if self.depth == DEEPEST {
            return Err(self.refuse("it is nested too deep"));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }
}

impl Canonical for u128 {
    fn write(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        loop {
            let low = rest.to_le_bytes()[0] & 0x7f;
            rest >>= 7;
            match rest {
                0 => return out.push(low),
                _ => out.push(low | 0x80),
            }
        }
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let mut value = 0_u128;
        for shift in (0..).step_by(7) {
            let byte = input.byte()?;
            let low = u128::from(byte & 0x7f);
            if shift >= 128 || (low << shift) >> shift != low {
                return Err(input.refuse("a number is too large"));
            }
            value |= low << shift;
            if byte & 0x80 == 0 {
                if byte == 0 && shift > 0 {
                    return Err(input.refuse("a number has more bytes than it needs"));
                }
                break;
            }
        }
        Ok(value)
    }
}

macro_rules! smaller_numbers {
    ($($type:ty),*) => { $(
        impl Canonical for $type {
            fn write(&self, out: &mut Vec<u8>) {
                // Every number of this type is one of the larger.
                u128::try_from(*self).unwrap_or(u128::MAX).write(out);
            }
            fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
                let value = u128::read(input)?;
                Self::try_from(value).map_err(|_| input.refuse("a number is too large"))
            }
        }
    )* };
}

smaller_numbers!(u16, u32, u64, usize);

impl Canonical for i128 {
    fn write(&self, out: &mut Vec<u8>) {
        ((self << 1) ^ (self >> 127)).cast_unsigned().write(out);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let folded = u128::read(input)?;
        Ok((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed())
    }
}

impl Canonical for i64 {
    fn write(&self, out: &mut Vec<u8>) {
        i128::from(*self).write(out);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let value = i128::read(input)?;
        Self::try_from(value).map_err(|_| input.refuse("a number is too large"))
    }
}

impl Canonical for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        match input.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(input.refuse("neither yes nor no")),
        }
    }
}

impl Canonical for String {
    fn write(&self, out: &mut Vec<u8>) {
        self.len().write(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let length = usize::read(input)?;
        let bytes = input.take(length)?.to_vec();
        Self::from_utf8(bytes).map_err(|_| input.refuse("a text is not UTF-8"))
    }
}

impl<const N: usize> Canonical for [u8; N] {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let bytes = input.take(N)?;
        Self::try_from(bytes).map_err(|_| Malformed::CutOff)
    }
}

impl<T: Canonical> Canonical for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        bool::read(input)?.then(|| T::read(input)).transpose()
    }
}

impl<T: Canonical + Clone> Canonical for Known<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.clone().known().write(out);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        Option::read(input).map(Self::from)
    }
}

impl<T: Canonical> Canonical for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.len().write(out);
        for item in self {
            item.write(out);
        }
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let length = usize::read(input)?;
        // Every item has at least one byte, so a false length takes no memory.
        if length > input.left() {
            return Err(Malformed::CutOff);
        }
        (0..length).map(|_| T::read(input)).collect()
    }
}

impl<T: Canonical> Canonical for Box<T> {
    fn write(&self, out: &mut Vec<u8>) {
        T::write(self, out);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        T::read(input).map(Self::new)
    }
}

impl Canonical for Exact {
    fn write(&self, out: &mut Vec<u8>) {
        self.numer().write(out);
        self.denom().write(out);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let (numerator, denominator) = (i128::read(input)?, i128::read(input)?);
        // The lowest number has no opposite, so a fraction with it could not be cancelled.
        if denominator <= 0 || numerator == i128::MIN {
            return Err(input.refuse("a fraction has no such denominator"));
        }
        let fraction = base::exact(numerator, denominator);
        match (*fraction.numer(), *fraction.denom()) == (numerator, denominator) {
            true => Ok(fraction),
            false => Err(input.refuse("a fraction is not in lowest terms")),
        }
    }
}

impl Canonical for Date {
    fn write(&self, out: &mut Vec<u8>) {
        i64::from(self.year()).write(out);
        out.push(self.month().cast_unsigned());
        out.push(self.day().cast_unsigned());
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        let year = i64::read(input)?;
        let (month, day) = (input.byte()?.cast_signed(), input.byte()?.cast_signed());
        i16::try_from(year)
            .ok()
            .and_then(|year| Self::new(year, month, day).ok())
            .ok_or_else(|| input.refuse("no day of the calendar"))
    }
}
