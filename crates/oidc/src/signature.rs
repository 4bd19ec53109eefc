//! Signed tokens (RFC 7515) and the keys that check them (RFC 7517), by `ring`, on which the connection to the
//! provider rests too.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents,
    UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::fault::Fault;

/// A public key of the provider.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Key {
    #[serde(rename = "kid")]
    id: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    /// The one algorithm that it is for, if it is for one alone.
    #[serde(rename = "alg")]
    algorithm: Option<String>,
    #[serde(flatten)]
    material: Material,
}

/// What a key is made of. A secret that both sides share is none: whoever can check such a signature can make
/// one.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kty")]
enum Material {
    #[serde(rename = "RSA")]
    Rsa { n: String, e: String },
    #[serde(rename = "EC")]
    Elliptic { crv: String, x: String, y: String },
    #[serde(rename = "OKP")]
    Edwards { crv: String, x: String },
}

/// How a token says that it is signed.
#[derive(Debug, Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// What must be understood: nothing is, so it must be absent.
    crit: Option<Value>,
}

/// What a token says, if one of the keys signed it.
///
/// # Errors
/// [`Fault::WrongSignature`], which newer keys may mend; [`Fault::Unreadable`].
pub(crate) fn signed(token: &str, keys: &[Key]) -> Result<Map<String, Value>, Fault> {
    let mut parts = token.split('.');
    let (Some(header), Some(claims), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Fault::Unreadable);
    };
    let message = &token[..header.len() + 1 + claims.len()];
    let header: Header = read(header)?;
    if header.crit.is_some() {
        return Err(Fault::Unreadable);
    }
    let signature = bytes(signature).ok_or(Fault::Unreadable)?;
    let is_signed = keys
        .iter()
        .filter(|key| key.is_for(&header))
        .any(|key| key.has_signed(&header.alg, message.as_bytes(), &signature));
    match is_signed {
        true => read(claims),
        false => Err(Fault::WrongSignature),
    }
}

impl Key {
    /// Is it the key that a token names, and one that signs in that way?
    fn is_for(&self, header: &Header) -> bool {
        let is_meant = header.kid.is_none() || self.id == header.kid;
        let signs = self
            .purpose
            .as_deref()
            .is_none_or(|purpose| purpose == "sig");
        let in_that_way = self.algorithm.as_ref().is_none_or(|one| *one == header.alg);
        is_meant && signs && in_that_way
    }

    /// The algorithm must be one of the key's own kind: nobody chooses for a key.
    fn has_signed(&self, algorithm: &str, message: &[u8], signature: &[u8]) -> bool {
        let has = match &self.material {
            Material::Rsa { n, e } => by_rsa(algorithm, n, e, message, signature),
            Material::Elliptic { crv, x, y } => {
                let by: &'static dyn VerificationAlgorithm = match (algorithm, crv.as_str()) {
                    ("ES256", "P-256") => &ECDSA_P256_SHA256_FIXED,
                    ("ES384", "P-384") => &ECDSA_P384_SHA384_FIXED,
                    _ => return false,
                };
                // An uncompressed point: section 2.3.3 of SEC 1.
                let point = [Some(vec![4]), bytes(x), bytes(y)];
                let point: Option<Vec<Vec<u8>>> = point.into_iter().collect();
                point.map(|point| verify(by, &point.concat(), message, signature))
            }
            Material::Edwards { crv, x } => match (algorithm, crv.as_str()) {
                ("EdDSA" | "Ed25519", "Ed25519") => {
                    bytes(x).map(|point| verify(&ED25519, &point, message, signature))
                }
                _ => None,
            },
        };
        has.unwrap_or(false)
    }
}

fn by_rsa(algorithm: &str, n: &str, e: &str, message: &[u8], signature: &[u8]) -> Option<bool> {
    let by: &'static RsaParameters = match algorithm {
        "RS256" => &RSA_PKCS1_2048_8192_SHA256,
        "RS384" => &RSA_PKCS1_2048_8192_SHA384,
        "RS512" => &RSA_PKCS1_2048_8192_SHA512,
        "PS256" => &RSA_PSS_2048_8192_SHA256,
        "PS384" => &RSA_PSS_2048_8192_SHA384,
        "PS512" => &RSA_PSS_2048_8192_SHA512,
        _ => return None,
    };
    let (n, e) = (bytes(n)?, bytes(e)?);
    let key = RsaPublicKeyComponents { n, e };
    Some(key.verify(by, message, signature).is_ok())
}

fn verify(
    by: &'static dyn VerificationAlgorithm,
    point: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    let key = UnparsedPublicKey::new(by, point);
    key.verify(message, signature).is_ok()
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

fn read<T: for<'a> Deserialize<'a>>(part: &str) -> Result<T, Fault> {
    let bytes = bytes(part).ok_or(Fault::Unreadable)?;
    serde_json::from_slice(&bytes).map_err(|_| Fault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::{Key, signed};
    use crate::fault::Fault;

    /// The example of section A.4 of RFC 8037.
    const TOKEN: &str = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.\
        hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    const KEY: &str =
        r#"{ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }"#;

    /// The example of section A.3 of RFC 7515.
    const ELLIPTIC: &str = "eyJhbGciOiJFUzI1NiJ9.\
        eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
        DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    const ELLIPTIC_KEY: &str = r#"{ "kty": "EC", "crv": "P-256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" }"#;

    fn key(text: &str) -> Key {
        serde_json::from_str(text).expect("a key")
    }

    #[test]
    fn the_examples_of_the_standards_are_signed_by_their_keys_alone() {
        // The first example says no JSON, and is signed all the same.
        assert_eq!(signed(TOKEN, &[key(KEY)]), Err(Fault::Unreadable));
        assert_eq!(
            signed(TOKEN, &[key(ELLIPTIC_KEY)]),
            Err(Fault::WrongSignature)
        );
        let claims = signed(ELLIPTIC, &[key(KEY), key(ELLIPTIC_KEY)]).expect("claims");
        assert_eq!(claims["iss"], "joe");
        assert_eq!(signed(ELLIPTIC, &[]), Err(Fault::WrongSignature));
        let tampered = ELLIPTIC.replace("eyJpc3MiOiJqb2Ui", "eyJpc3MiOiJqb2Vq");
        assert_eq!(
            signed(&tampered, &[key(ELLIPTIC_KEY)]),
            Err(Fault::WrongSignature)
        );
    }

    #[test]
    fn nobody_chooses_the_algorithm_for_a_key() {
        let claims = "eyJpc3MiOiJqb2UifQ";
        for (header, why) in [
            // {"alg":"none"}
            ("eyJhbGciOiJub25lIn0", Fault::WrongSignature),
            // {"alg":"HS256"}
            ("eyJhbGciOiJIUzI1NiJ9", Fault::WrongSignature),
            // {"alg":"ES256","crit":["exp"]}
            (
                "eyJhbGciOiJFUzI1NiIsImNyaXQiOlsiZXhwIl19",
                Fault::Unreadable,
            ),
            ("not base64", Fault::Unreadable),
        ] {
            for signature in ["", "AAAA"] {
                let token = format!("{header}.{claims}.{signature}");
                let keys = [key(KEY), key(ELLIPTIC_KEY)];
                assert_eq!(signed(&token, &keys).as_ref(), Err(&why), "{token}");
            }
        }
        for token in ["", "a.b", "a.b.c.d", "..", "eyJhbGciOiJFUzI1NiJ9..AAAA="] {
            assert_eq!(
                signed(token, &[key(KEY)]),
                Err(Fault::Unreadable),
                "{token}"
            );
        }
    }

    #[test]
    fn a_key_says_what_it_is_for() {
        let with = |more: &str| key(&ELLIPTIC_KEY.replacen('{', &format!("{{ {more},"), 1));
        for more in [r#""use": "sig""#, r#""alg": "ES256""#, r#""kid": "1""#] {
            assert!(signed(ELLIPTIC, &[with(more)]).is_ok(), "{more}");
        }
        for more in [r#""use": "enc""#, r#""alg": "ES384""#] {
            let refused = signed(ELLIPTIC, &[with(more)]);
            assert_eq!(refused, Err(Fault::WrongSignature), "{more}");
        }
        let shared = r#"{ "kty": "oct", "k": "AAAA" }"#;
        assert!(serde_json::from_str::<Key>(shared).is_err());
    }
}
