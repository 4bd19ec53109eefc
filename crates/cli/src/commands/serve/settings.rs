//! The file of settings: what an administrator sets beside the arguments. `docs/running.md` explains each.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use access::{Held, Role, Scope};
use app::LocalSignIn;
use oidc::{ClaimNames, Provider, Secret};
use serde::Deserialize;
use server::{GroupAccess, SignOn};

use crate::failure::Failure;
use crate::load::read_file;

/// The longest secret, in bytes: more is some other file.
const LONGEST_SECRET: u64 = 4096;

/// What the file says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    /// Where browsers reach Muster.
    address: Option<String>,
    sign_in: Option<SignIn>,
}

/// Signing in through an identity provider.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SignIn {
    /// What people call it.
    name: String,
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    client_secret_env: Option<String>,
    #[serde(default = "usual_scopes")]
    scopes: Vec<String>,
    #[serde(default)]
    passwords: Passwords,
    #[serde(default)]
    claims: Claims,
    #[serde(default)]
    group: Vec<Group>,
}

fn usual_scopes() -> Vec<String> {
    ["profile", "email"].map(str::to_owned).into()
}

/// Whose passwords count.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Passwords {
    #[default]
    Everybody,
    Administrators,
}

/// Under which names the provider says what.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Claims {
    email: Option<String>,
    email_verified: Option<String>,
    name: Option<String>,
    groups: Option<String>,
}

/// What a group lets somebody do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Group {
    name: String,
    role: String,
    #[serde(default = "everywhere")]
    r#where: String,
}

fn everywhere() -> String {
    Scope::Everywhere.to_string()
}

/// What is set.
#[derive(Debug, Default)]
pub(super) struct FromFile {
    /// How people sign in through an identity provider.
    pub(super) sign_on: Option<SignOn>,
}

/// Reads a file of settings.
pub(super) fn read(path: &Path) -> Result<FromFile, Failure> {
    let bytes = read_file(path)?;
    let wrong =
        |why: &dyn std::fmt::Display| Failure::arguments(format!("{}: {why}", path.display()));
    let text = String::from_utf8(bytes).map_err(|_| wrong(&"it is not a text in UTF-8"))?;
    let file: File = toml::from_str(&text).map_err(|fault| wrong(&fault))?;
    let sign_on = file.sign_in.map(|sign_in| {
        let address = file.address.as_deref();
        let address =
            address.ok_or("it does not say the address at which browsers reach Muster")?;
        sign_in.read(path, address.trim_end_matches('/'))
    });
    let sign_on = sign_on.transpose().map_err(|why: String| wrong(&why))?;
    Ok(FromFile { sign_on })
}

impl SignIn {
    fn read(self, file: &Path, address: &str) -> Result<SignOn, String> {
        let usual = ClaimNames::default();
        let given = self.client_secret_file.as_deref();
        let secret = secret(file, given, self.client_secret_env.as_deref())?;
        let provider = Provider::new(oidc::Settings {
            issuer: self.issuer,
            client_id: self.client_id,
            client_secret: secret,
            comes_back_to: format!("{address}/sign-in/return"),
            signed_out_to: format!("{address}/sign-in"),
            scopes: self.scopes,
            claims: ClaimNames {
                address: self.claims.email.unwrap_or(usual.address),
                address_is_verified: self
                    .claims
                    .email_verified
                    .unwrap_or(usual.address_is_verified),
                name: self.claims.name.unwrap_or(usual.name),
                groups: self.claims.groups.unwrap_or(usual.groups),
            },
        });
        let groups: Result<Vec<GroupAccess>, String> =
            self.group.into_iter().map(Group::read).collect();
        Ok(SignOn {
            name: self.name,
            provider: Arc::new(provider.map_err(|fault| fault.to_string())?),
            groups: groups?,
            passwords: match self.passwords {
                Passwords::Everybody => LocalSignIn::Everybody,
                Passwords::Administrators => LocalSignIn::AdministratorsAlone,
            },
        })
    }
}

impl Group {
    fn read(self) -> Result<GroupAccess, String> {
        let Self {
            name,
            role,
            r#where,
        } = self;
        let known = Role::ALL.map(Role::name).join(", ");
        let role = Role::named(&role).ok_or_else(|| {
            format!("the group {name:?} has the role {role:?}; there are: {known}")
        })?;
        let scope = r#where.parse().map_err(|_| {
            format!(
                "the group {name:?} has its role in a place that is none; \
                 write \"everywhere\", \"council:NAME\" or \"unit:NUMBER\""
            )
        })?;
        let held = Held { role, scope };
        Ok(GroupAccess { group: name, held })
    }
}

/// A secret from a file of its own, beside the settings unless it says where, or from the environment. It is
/// never in the settings, which are copied about.
fn secret(
    settings: &Path,
    file: Option<&Path>,
    variable: Option<&str>,
) -> Result<Option<Secret>, String> {
    let text = match (file, variable) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => {
            return Err("it gives a secret in a file and in the environment".to_owned());
        }
        (None, Some(variable)) => {
            let value = std::env::var(variable);
            value.map_err(|_| format!("the environment has no {variable}"))?
        }
        (Some(file), None) => {
            let beside = settings.parent().unwrap_or(Path::new("."));
            let path = beside.join(file);
            let failed =
                |why: &dyn std::fmt::Display| format!("cannot read {}: {why}", path.display());
            let length = fs::metadata(&path).map_err(|why| failed(&why))?.len();
            if length > LONGEST_SECRET {
                return Err(failed(&"it is too long for a secret"));
            }
            fs::read_to_string(&path).map_err(|why| failed(&why))?
        }
    };
    match text.trim() {
        "" => Err("a secret is empty".to_owned()),
        text => Ok(Some(Secret::new(text))),
    }
}
