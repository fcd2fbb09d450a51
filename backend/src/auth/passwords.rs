//! Passwords: Argon2id, and the rules for choosing one.
//!
//! Length counts and common or guessable passwords are refused; no composition rules and no forced rotation
//! (ASVS 6.2). A bank that must follow the other school sets that in its configuration.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::error::{AppError, AppResult, Code, FieldError};

/// Argon2id with m = 19 MiB, t = 2, p = 1; `cheap` is for tests alone.
pub struct Passwords {
    argon: Argon2<'static>,
    /// A hash to verify against when there is no such user, so that both cases cost the same.
    decoy: String,
}

/// The fewest characters of a password.
pub const MIN_CHARS: usize = 12;
/// The most characters of a password; nothing is cut off below it.
pub const MAX_CHARS: usize = 128;

const COMMON: &str = include_str!("common_passwords.txt");

impl Passwords {
    /// Errors: parameters that Argon2 refuses.
    pub fn new(cheap: bool) -> AppResult<Self> {
        let (m, t) = if cheap { (8, 1) } else { (19 * 1024, 2) };
        let params = Params::new(m, t, 1, None).map_err(AppError::internal)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        // Never computed, so that no password has it; salt and hash are as long as real ones.
        let decoy = format!("$argon2id$v=19$m={m},t={t},p=1$bm90IGEgcmVhbCBzYWx0IQ${}", "A".repeat(43));
        Ok(Self { argon, decoy })
    }

    /// A PHC string of the password, with its own salt. Takes tens of milliseconds: outside transactions.
    pub fn hash(&self, password: &str) -> AppResult<String> {
        hash_with(&self.argon, password)
    }

    /// Whether the password is the one behind the hash; the same cost when there is no hash.
    pub fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        let known = hash.is_some();
        let Ok(parsed) = PasswordHash::new(hash.unwrap_or(&self.decoy)) else { return false };
        self.argon.verify_password(password.as_bytes(), &parsed).is_ok() && known
    }
}

fn hash_with(argon: &Argon2<'_>, password: &str) -> AppResult<String> {
    argon.hash_password(password.as_bytes()).map(|h| h.to_string()).map_err(AppError::internal)
}

/// Checks a new password: 12 to 128 characters, not among the common ones, not made of the words given
/// (user name, the bank's name).
pub fn check_strength(password: &str, words: &[&str]) -> AppResult<()> {
    let count = password.chars().count();
    let weak = |code| {
        let limits = [("min", MIN_CHARS), ("max", MAX_CHARS)].map(|(k, v)| (k.to_owned(), v.into()));
        let field = FieldError {
            pointer: "/password".into(),
            code,
            params: limits.into_iter().collect(),
            clause: None,
        };
        Err(AppError::new(Code::PasswordWeak).with_fields(vec![field]))
    };
    if count < MIN_CHARS {
        return weak("too_short");
    }
    if count > MAX_CHARS {
        return weak("too_long");
    }
    let folded = password.to_lowercase();
    if COMMON.lines().any(|w| w == folded) {
        return weak("password_common");
    }
    // Two Chinese characters are a word; two letters are not.
    let is_word = |w: &str| w.chars().count() >= if w.is_ascii() { 3 } else { 2 };
    if words.iter().any(|w| is_word(w) && folded.contains(&w.to_lowercase())) {
        return weak("password_context");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_verifies_against_its_own_hash_alone() {
        let p = Passwords::new(true).unwrap();
        let h = p.hash("correct horse battery").unwrap();
        assert!(h.starts_with("$argon2id$"));
        assert!(p.verify("correct horse battery", Some(&h)));
        assert!(!p.verify("correct horse batterz", Some(&h)));
        assert!(!p.verify("no such user", None));
    }

    #[test]
    fn what_is_verified_for_nobody_costs_what_a_real_hash_does() {
        let p = Passwords::new(true).unwrap();
        let h = p.hash("correct horse battery").unwrap();
        assert_eq!((p.decoy.len(), p.decoy.rsplitn(3, '$').nth(2)), (h.len(), h.rsplitn(3, '$').nth(2)));
        assert!(PasswordHash::new(&p.decoy).is_ok());
    }

    #[test]
    fn long_passwords_are_not_cut_off() {
        let p = Passwords::new(true).unwrap();
        let long = "x".repeat(127);
        let h = p.hash(&format!("{long}a")).unwrap();
        assert!(!p.verify(&format!("{long}b"), Some(&h)));
    }

    #[test]
    fn weak_passwords_are_refused() {
        for bad in ["short", "passwordpassword", "zhang.wei-2026!", &"y".repeat(129)] {
            assert!(check_strength(bad, &["zhang.wei"]).is_err(), "{bad}");
        }
        assert!(check_strength("三月的雨落在江南的青石板路上", &["zhang.wei"]).is_ok());
    }
}
