//! How days and outcomes are written in a step.

/// A day as `2019-05-20`.
pub(crate) mod day {
    use base::Date;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(crate) fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(day)
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// A day as `2019-05-20`, or none.
pub(crate) mod some_day {
    use base::Date;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    #[expect(clippy::ref_option, reason = "serde gives a reference")]
    pub(crate) fn serialize<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.collect_str(day),
            None => to.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        let day = text.map(|text| text.parse()).transpose();
        day.map_err(D::Error::custom)
    }
}

/// A day as TOML writes it, without quotes.
pub(crate) mod toml_day {
    use base::Date;
    use serde::{Deserialize as _, Deserializer, de::Error as _};

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Date, D::Error> {
        let day = toml::value::Datetime::deserialize(from)?;
        day.to_string().parse().map_err(D::Error::custom)
    }
}

/// An outcome in the words of the case file.
pub(crate) mod outcome {
    use proposal::case::Outcome;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
    pub(crate) fn serialize<S: Serializer>(outcome: &Outcome, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(outcome.words())
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Outcome, D::Error> {
        let text = String::deserialize(from)?;
        let found = Outcome::ALL.into_iter().find(|one| one.words() == text);
        found.ok_or_else(|| D::Error::custom("no such outcome"))
    }
}
