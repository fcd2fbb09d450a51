//! Secrets, scopes, and how long a token of an older secret counts.

use subtle::ConstantTimeEq;

use super::model::{ApiClientId, ApiScope};
use crate::db::Ts;
use crate::error::{AppError, AppResult};
use crate::keyring::{Keyring, random_bytes};

/// A rotated secret goes on beside its successor for at most this long.
pub const LONGEST_OVERLAP_HOURS: u32 = 72;

/// A new secret: 256 random bits under a prefix that scanners for leaked secrets recognise.
pub fn new_secret() -> AppResult<String> {
    use base64::Engine as _;
    let bytes = random_bytes::<32>().map_err(AppError::internal)?;
    Ok(format!("kjs_{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)))
}

/// What is kept of a secret, with the id of its key.
pub fn digest(keys: &Keyring, client: ApiClientId, secret: &str) -> (Vec<u8>, String) {
    let made = keys.audit_hmac("api_client/secret", &bound(client, secret));
    (made.value.to_vec(), made.key_id)
}

/// Whether a secret is the one that was kept, compared in constant time.
pub fn matches(keys: &Keyring, client: ApiClientId, secret: &str, kept: &[u8], key_id: &str) -> bool {
    keys.audit_hmac_under(key_id, "api_client/secret", &bound(client, secret))
        .is_ok_and(|value| bool::from(value.ct_eq(kept)))
}

fn bound(client: ApiClientId, secret: &str) -> Vec<u8> {
    [client.0.as_bytes().as_slice(), secret.as_bytes()].concat()
}

/// The scopes that a request names, space-separated; all of the client's where it names none. None where one is
/// unknown or not the client's.
pub fn granted(asked: Option<&str>, held: &[ApiScope]) -> Option<Vec<ApiScope>> {
    let asked = asked.unwrap_or_default();
    let named: Vec<&str> = asked.split(' ').filter(|s| !s.is_empty()).collect();
    if named.is_empty() {
        return Some(held.to_vec());
    }
    let mut out: Vec<ApiScope> = Vec::with_capacity(named.len());
    for name in named {
        let scope = name.parse::<ApiScope>().ok().filter(|s| held.contains(s))?;
        if !out.contains(&scope) {
            out.push(scope);
        }
    }
    Some(out)
}

/// Scopes as a token and its answer write them.
pub fn text_of(scopes: &[ApiScope]) -> String {
    scopes.iter().map(|s| s.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a token counts that was issued at a moment: under the present secret, or while the one before still counts.
pub fn token_counts(issued: i64, secret_since: Ts, previous_until: Option<Ts>, now: Ts) -> bool {
    issued >= secret_since.utc().timestamp() || previous_until.is_some_and(|until| now < until)
}

/// The client's id and secret from `Authorization: Basic`, each form-encoded before the whole was base64 (RFC 6749 2.3.1).
pub fn basic(header: &str) -> Option<(String, String)> {
    use base64::Engine as _;
    let (scheme, rest) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let bytes = base64::engine::general_purpose::STANDARD.decode(rest.trim()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((form_decoded(id)?, form_decoded(secret)?))
}

fn form_decoded(text: &str) -> Option<String> {
    let pair = format!("v={text}");
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(&pair).ok()?.into_inner();
    match pairs.as_slice() {
        [(_, v)] => Some(v.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> Ts {
        Ts::new(Utc.timestamp_opt(1_800_000_000 + seconds, 0).unwrap())
    }

    #[test]
    fn a_secret_is_known_again_for_its_client_alone() {
        let keys = Keyring::ephemeral();
        let (one, other) = (ApiClientId::new(), ApiClientId::new());
        let secret = new_secret().unwrap();
        assert!(secret.len() == 47 && secret != new_secret().unwrap());
        let (mac, key) = digest(&keys, one, &secret);
        assert!(matches(&keys, one, &secret, &mac, &key));
        assert!(!matches(&keys, other, &secret, &mac, &key));
        assert!(!matches(&keys, one, "kjs_", &mac, &key));
        assert!(!matches(&keys, one, &secret, &mac, "audit-20200101-000000"));
    }

    #[test]
    fn a_client_gets_no_scope_that_it_does_not_hold() {
        use ApiScope::*;
        let held = [EmployeesRead, EventsWrite];
        assert_eq!(granted(None, &held), Some(held.to_vec()));
        assert_eq!(granted(Some(""), &held), Some(held.to_vec()));
        assert_eq!(granted(Some("hr.events:write hr.events:write"), &held), Some(vec![EventsWrite]));
        assert_eq!(granted(Some("hr.events:write hr.staffing:read"), &held), None);
        assert_eq!(granted(Some("everything"), &held), None);
    }

    #[test]
    fn a_token_of_the_secret_before_dies_with_the_overlap() {
        let since = at(100);
        assert!(token_counts(at(100).utc().timestamp(), since, None, at(101)));
        assert!(!token_counts(at(99).utc().timestamp(), since, None, at(101)));
        assert!(token_counts(at(99).utc().timestamp(), since, Some(at(200)), at(199)));
        assert!(!token_counts(at(99).utc().timestamp(), since, Some(at(200)), at(200)));
    }

    #[test]
    fn basic_credentials_are_decoded_twice() {
        use base64::Engine as _;
        let of = |s: &str| format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(s));
        assert_eq!(basic(&of("a%3Ab:c%20d")), Some(("a:b".into(), "c d".into())));
        assert_eq!(basic(&of("no colon")), None);
        assert_eq!(basic("Bearer x"), None);
        assert_eq!(basic("Basic ***"), None);
    }

    proptest! {
        #[test]
        fn what_is_granted_was_held(text in "[a-z.: ]{0,40}") {
            let held = [ApiScope::EmployeesRead, ApiScope::StaffingRead];
            if let Some(scopes) = granted(Some(&text), &held) {
                prop_assert!(scopes.iter().all(|s| held.contains(s)));
            }
        }
    }
}
