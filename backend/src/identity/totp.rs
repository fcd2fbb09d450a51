//! Time-based codes of RFC 6238: SHA-1, 30 seconds, six digits, which is what every authenticator takes.

use hmac::{Hmac, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::db::Ts;

/// Bytes of a secret: as long as the digest.
pub const SECRET_BYTES: usize = 20;
const STEP_SECONDS: i64 = 30;
/// A clock may be this many steps off.
const WINDOW: i64 = 1;

/// The step that a moment falls into.
pub fn step_of(at: Ts) -> i64 {
    at.utc().timestamp().div_euclid(STEP_SECONDS)
}

/// The code of a step.
pub fn code_at(secret: &[u8], step: i64) -> String {
    let mut mac = <Hmac<Sha1> as Mac>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 0xf);
    let number = u32::from_be_bytes([digest[at] & 0x7f, digest[at + 1], digest[at + 2], digest[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

/// The step whose code this is, within the window and after the last one that was spent: a code works once.
pub fn accept(secret: &[u8], code: &str, now: Ts, last_step: i64) -> Option<i64> {
    let current = step_of(now);
    let mut found = None;
    for step in current - WINDOW..=current + WINDOW {
        let same = bool::from(code_at(secret, step).as_bytes().ct_eq(code.as_bytes()));
        if same && step > last_step && found.is_none() {
            found = Some(step);
        }
    }
    found
}

/// The secret as people type it: RFC 4648 base 32, without padding.
pub fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut bits, mut count) = (0u32, 0);
    for &b in bytes {
        bits = (bits << 8) | u32::from(b);
        count += 8;
        while count >= 5 {
            count -= 5;
            out.push(char::from(ALPHABET[(bits >> count) as usize & 31]));
        }
    }
    if count > 0 {
        out.push(char::from(ALPHABET[(bits << (5 - count)) as usize & 31]));
    }
    out
}

/// What an authenticator reads from a picture.
pub fn uri(issuer: &str, username: &str, secret: &[u8]) -> String {
    let (issuer, username) = (escape(issuer), escape(username));
    format!(
        "otpauth://totp/{issuer}:{username}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
        base32(secret)
    )
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> Ts {
        Ts::new(Utc.timestamp_opt(seconds, 0).unwrap())
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        let vectors = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, code) in vectors {
            assert_eq!(code_at(SECRET, step_of(at(seconds))), code);
        }
    }

    #[test]
    fn a_code_works_once_and_not_late() {
        let now = at(1_234_567_890);
        let step = accept(SECRET, "005924", now, 0).unwrap();
        assert_eq!(step, step_of(now));
        assert_eq!(accept(SECRET, "005924", now, step), None);
        assert!(accept(SECRET, "005924", at(1_234_567_890 + 30), 0).is_some());
        assert!(accept(SECRET, "005924", at(1_234_567_890 - 30), 0).is_some());
        assert_eq!(accept(SECRET, "005924", at(1_234_567_890 + 60), 0), None);
        assert_eq!(accept(SECRET, "00592", now, 0), None);
    }

    #[test]
    fn secrets_are_written_as_authenticators_read_them() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        assert_eq!(base32(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let uri = uri("客经", "zhang.wei", SECRET);
        assert!(uri.starts_with("otpauth://totp/%E5%AE%A2%E7%BB%8F:zhang.wei?secret=GEZD"), "{uri}");
    }
}
