//! The file of settings: what an administrator sets beside the arguments. `docs/running.md` explains each.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use access::{Held, Role, Scope};
use app::LocalSignIn;
use mail::Mailer;
use oidc::{ClaimNames, Provider, Secret};
use serde::Deserialize;
use server::{GroupAccess, Mailing, SignOn};

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
    mail: Option<Mail>,
}

/// Sending notices by e-mail.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Mail {
    /// The server, by name, and its port.
    server: String,
    port: u16,
    security: Security,
    /// From whom messages are.
    from: String,
    user: Option<String>,
    password_file: Option<PathBuf>,
    password_env: Option<String>,
}

/// How what is sent is kept from others on the way.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Security {
    Starttls,
    Tls,
    None,
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
    /// How notices are sent by e-mail.
    pub(super) mailing: Option<Mailing>,
}

/// Reads a file of settings.
pub(super) fn read(path: &Path) -> Result<FromFile, Failure> {
    let bytes = read_file(path)?;
    let wrong =
        |why: &dyn std::fmt::Display| Failure::arguments(format!("{}: {why}", path.display()));
    let text = String::from_utf8(bytes).map_err(|_| wrong(&"it is not a text in UTF-8"))?;
    let file: File = toml::from_str(&text).map_err(|fault| wrong(&fault))?;
    let address = || address(file.address.as_deref());
    let sign_on = file.sign_in.map(|one| one.read(path, address()?));
    let mailing = file.mail.map(|one| one.read(path, address()?));
    Ok(FromFile {
        sign_on: sign_on.transpose().map_err(|why| wrong(&why))?,
        mailing: mailing.transpose().map_err(|why| wrong(&why))?,
    })
}

/// Where browsers reach Muster, without a slash at its end. It is never taken from what a browser sends.
fn address(given: Option<&str>) -> Result<&str, String> {
    let example = "write where browsers reach Muster, such as address = \"https://muster.example.org\", \
        above the first [section]";
    let given = given.ok_or_else(|| format!("address is missing: {example}"))?;
    let host = given
        .strip_prefix("https://")
        .or_else(|| given.strip_prefix("http://"));
    let is_odd = |letter: char| letter.is_whitespace() || letter.is_control();
    match host {
        Some(host) if !host.is_empty() && !given.contains(is_odd) => {
            Ok(given.trim_end_matches('/'))
        }
        _ => Err(format!("address is {given:?}, which is none: {example}")),
    }
}

impl Mail {
    fn read(self, file: &Path, address: &str) -> Result<Mailing, String> {
        let given = self.password_file.as_deref();
        let password = secret("password", file, given, self.password_env.as_deref());
        let password = password.map_err(|why| format!("[mail]: {why}"))?;
        let account = match (self.user, password) {
            (None, None) => None,
            (Some(user), Some(password)) => Some((user, password)),
            (Some(_), None) => {
                return Err(
                    "[mail]: user is given without a password: add password-file or password-env, or leave \
                     user out"
                        .to_owned(),
                );
            }
            (None, Some(_)) => {
                return Err("[mail]: a password is given without user: add user".to_owned());
            }
        };
        let mailer = Mailer::new(&mail::Settings {
            server: self.server,
            port: self.port,
            security: match self.security {
                Security::Starttls => mail::Security::StartTls,
                Security::Tls => mail::Security::Tls,
                Security::None => mail::Security::None,
            },
            account,
            from: self.from,
        });
        Ok(Mailing {
            mailer: Arc::new(mailer.map_err(|fault| format!("[mail]: {}", mended(&fault)))?),
            address: address.to_owned(),
        })
    }
}

/// What is wrong with the settings of e-mail, by the key that mends it.
fn mended(fault: &mail::SettingsError) -> String {
    match fault {
        mail::SettingsError::NotSecret => format!(
            "security is \"none\", but {fault}: write \"starttls\" (port 587) or \"tls\" (port 465)"
        ),
        mail::SettingsError::From(_) => format!("from: {fault}"),
        mail::SettingsError::Tls(_) => format!("server: {fault}"),
    }
}

impl SignIn {
    fn read(self, file: &Path, address: &str) -> Result<SignOn, String> {
        let usual = ClaimNames::default();
        let given = self.client_secret_file.as_deref();
        let secret = secret(
            "client-secret",
            file,
            given,
            self.client_secret_env.as_deref(),
        );
        let secret = secret.map_err(|why| format!("[sign-in]: {why}"))?;
        let provider = Provider::new(oidc::Settings {
            issuer: self.issuer,
            client_id: self.client_id,
            client_secret: secret.map(Secret::new),
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
            provider: Arc::new(provider.map_err(|fault| format!("[sign-in]: {fault}"))?),
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
            format!(
                "[[sign-in.group]]: the group {name:?} has the role {role:?}; there are: {known}"
            )
        })?;
        let scope = r#where.parse().map_err(|_| {
            format!(
                "[[sign-in.group]]: the group {name:?} has its role where there is none; \
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
    key: &str,
    settings: &Path,
    file: Option<&Path>,
    variable: Option<&str>,
) -> Result<Option<String>, String> {
    let text = match (file, variable) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => {
            return Err(format!(
                "{key}-file and {key}-env are both given: leave one out"
            ));
        }
        (None, Some(variable)) => {
            let value = std::env::var(variable);
            value.map_err(|_| format!("{key}-env: the environment has no {variable}; set it"))?
        }
        (Some(file), None) => {
            let beside = settings.parent().unwrap_or(Path::new("."));
            let path = beside.join(file);
            let failed = |why: &dyn std::fmt::Display| {
                format!("{key}-file: cannot read {}: {why}", path.display())
            };
            let length = fs::metadata(&path).map_err(|why| failed(&why))?.len();
            if length > LONGEST_SECRET {
                return Err(failed(&"it is too long for a secret"));
            }
            fs::read_to_string(&path).map_err(|why| failed(&why))?
        }
    };
    match text.trim() {
        "" => Err(format!(
            "{key} is empty: write it into the file or the variable"
        )),
        text => Ok(Some(text.to_owned())),
    }
}
