//! Who somebody is, in a provider's words.

use serde_json::{Map, Value};

use crate::settings::ClaimNames;

/// The most groups that are read: a person of a large council may be in hundreds.
const MOST_GROUPS: usize = 1_000;

/// Who somebody is, in a provider's words. The issuer and the subject together are the person, for ever; all
/// else may change.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person there.
    pub subject: String,
    /// Their e-mail address, if the provider says that it is theirs.
    pub address: Option<String>,
    /// What they are called.
    pub name: Option<String>,
    /// The groups that they are in.
    pub groups: Vec<String>,
}

impl Identity {
    pub(crate) fn of(
        issuer: &str,
        subject: &str,
        claims: &Map<String, Value>,
        names: &ClaimNames,
    ) -> Self {
        let text = |name: &str| {
            let said = claims.get(name).and_then(Value::as_str).map(str::trim);
            said.filter(|said| !said.is_empty()).map(str::to_owned)
        };
        let is_verified = claims.get(&names.address_is_verified) == Some(&Value::Bool(true));
        Self {
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
            address: text(&names.address).filter(|_| is_verified),
            name: text(&names.name),
            groups: groups(claims.get(&names.groups)),
        }
    }
}

/// It names a person, so it does not go into a log.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity")
    }
}

/// Some providers write one group as a text.
fn groups(said: Option<&Value>) -> Vec<String> {
    let several = said
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let one = said.filter(|said| said.is_string());
    let all = one.into_iter().chain(several).take(MOST_GROUPS);
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Identity;
    use crate::settings::ClaimNames;

    fn identity(claims: &Value) -> Identity {
        let claims = claims.as_object().expect("claims");
        Identity::of("https://issuer", "1", claims, &ClaimNames::default())
    }

    #[test]
    fn an_address_counts_only_if_the_provider_says_that_it_is_theirs() {
        let theirs = json!({ "email": "officer@example.org", "email_verified": true });
        assert_eq!(
            identity(&theirs).address.as_deref(),
            Some("officer@example.org")
        );
        for claims in [
            json!({ "email": "officer@example.org" }),
            json!({ "email": "officer@example.org", "email_verified": false }),
            json!({ "email": "officer@example.org", "email_verified": "true" }),
            json!({ "email": ["officer@example.org"], "email_verified": true }),
            json!({ "email": " ", "email_verified": true }),
        ] {
            assert_eq!(identity(&claims).address, None, "{claims}");
        }
    }

    #[test]
    fn groups_are_one_or_several() {
        assert_eq!(identity(&json!({ "groups": "hr" })).groups, ["hr"]);
        assert_eq!(
            identity(&json!({ "groups": ["hr", 7, "staff"] })).groups,
            ["hr", "staff"]
        );
        assert!(
            identity(&json!({ "groups": { "hr": true } }))
                .groups
                .is_empty()
        );
        assert!(identity(&json!({})).groups.is_empty());
    }
}
