//! What an address asks, after its question mark.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

/// The most that an address may ask.
const MOST_PAIRS: usize = 60;

/// Names and values, in the order of the address. All state of a view is here, so that its address
/// can be shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    pub(crate) fn parse(text: &str) -> Self {
        Self(
            form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .take(MOST_PAIRS)
                .collect(),
        )
    }

    /// The value of a name, without white space around it; none if it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut pairs = self.0.iter();
        let (_, value) = pairs.find(|(key, _)| key == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// Is the name there, whatever its value?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// The same with another value; without the name, if the value is empty.
    #[must_use]
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut changed = self.without(&[name]);
        if !value.is_empty() {
            changed.0.push((name.to_owned(), value.to_owned()));
        }
        changed
    }

    /// The same without some names.
    #[must_use]
    pub(crate) fn without(&self, names: &[&str]) -> Self {
        let kept = self
            .0
            .iter()
            .filter(|(key, _)| !names.contains(&key.as_str()));
        Self(kept.cloned().collect())
    }

    /// Only some names.
    #[must_use]
    pub(crate) fn only(&self, names: &[&str]) -> Self {
        let kept = self
            .0
            .iter()
            .filter(|(key, value)| names.contains(&key.as_str()) && !value.is_empty());
        Self(kept.cloned().collect())
    }

    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// An address that asks this of a path.
    pub(crate) fn address(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let mut text = form_urlencoded::Serializer::new(String::new());
        for (key, value) in &self.0 {
            text.append_pair(key, value);
        }
        format!("{path}?{}", text.finish())
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn an_address_is_what_was_asked_with_one_thing_changed() {
        let query = Query::parse("on=2019-05-20&words=a+%26+b&page=3&unit=");
        assert_eq!(query.get("words"), Some("a & b"));
        assert_eq!(query.get("unit"), None);
        let next = query.with("page", "4");
        assert_eq!(
            next.address("/x"),
            "/x?on=2019-05-20&words=a+%26+b&unit=&page=4"
        );
        assert_eq!(next.only(&["on"]).address("/x"), "/x?on=2019-05-20");
        assert_eq!(Query::parse("").address("/x"), "/x");
    }
}
