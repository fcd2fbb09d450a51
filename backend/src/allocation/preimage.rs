//! The bytes that a round's published digests are taken of: one encoding, stated here and nowhere else, so that
//! anybody can recompute them (CLEARING, Secrecy and Closing; D9.1).
//!
//! A preimage is its parts in order, neighbours separated by the single byte 0x1F. Parts are
//! - the label, ASCII, for instance `kejing/bid/v1`;
//! - an id: the 36 characters of the UUID in small letters with hyphens, ASCII;
//! - a number: decimal digits without sign, leading zeros or separators, ASCII;
//! - a JSON body: its canonical form by RFC 8785, UTF-8;
//! - a digest, salt or secret: its 32 bytes as they are, not as hexadecimal digits;
//! - a text: its UTF-8 bytes.
//!
//! The encoding is unambiguous: labels, ids, numbers and canonical JSON never hold the byte 0x1F (RFC 8785 writes
//! it as `\u001f`), the 32-byte parts have a fixed length, and a text stands last.
//!
//! ```text
//! commitment = SHA-256(s)
//! bid_digest = SHA-256("kejing/bid/v1" | round | manager | bid | version | body | salt)
//! seed       = SHA-256("kejing/draw/v1" | round | book_digest | s)             without a beacon
//! seed       = SHA-256("kejing/draw/v1" | round | book_digest | s | beacon)    with one
//! ```

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

const SEPARATOR: u8 = 0x1F;

/// The largest integer that every JSON reader holds exactly: 2^53 − 1.
const MAX_SAFE_INTEGER: u64 = 9_007_199_254_740_991;

/// SHA-256 of the parts in the module's encoding.
pub(super) fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            hasher.update([SEPARATOR]);
        }
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// Why a body has no canonical form that all readers agree on.
#[derive(Debug, Error)]
pub enum CanonicalError {
    /// A number that is not whole: awards know no fractions.
    #[error("{pointer}: not a whole number")]
    Fraction { pointer: String },
    /// A whole number beyond ±(2^53 − 1), which other JSON readers would round.
    #[error("{pointer}: beyond 2^53 - 1")]
    TooLarge { pointer: String },
    /// The value has no JSON form.
    #[error("no JSON form: {0}")]
    NotJson(#[from] serde_json::Error),
}

/// The canonical JSON of a value (RFC 8785), refusing numbers that other readers may read differently.
///
/// # Errors
/// A fraction, or an integer beyond ±(2^53 − 1), with its JSON pointer; a value without a JSON form.
pub fn canonical_json(value: &impl Serialize) -> Result<Vec<u8>, CanonicalError> {
    let value = serde_json::to_value(value)?;
    require_safe_numbers(&value, &mut String::new())?;
    Ok(serde_json_canonicalizer::to_vec(&value)?)
}

fn require_safe_numbers(value: &Value, pointer: &mut String) -> Result<(), CanonicalError> {
    let below = |step: &str, value: &Value, pointer: &mut String| {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
        require_safe_numbers(value, pointer)?;
        pointer.truncate(length);
        Ok(())
    };
    match value {
        Value::Number(number) => {
            let magnitude = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            match magnitude {
                None => Err(CanonicalError::Fraction { pointer: pointer.clone() }),
                Some(m) if m > MAX_SAFE_INTEGER => Err(CanonicalError::TooLarge { pointer: pointer.clone() }),
                Some(_) => Ok(()),
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(i, item)| below(&i.to_string(), item, pointer))
        }
        Value::Object(fields) => fields.iter().try_for_each(|(name, field)| below(name, field, pointer)),
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn canonical_json_orders_names_and_drops_space() {
        let body = json!({"value": 900, "lots": ["b", "a"], "a\u{1f}": null, "名": "张三"});
        let text = String::from_utf8(canonical_json(&body).unwrap()).unwrap();
        assert_eq!(text, r#"{"a\u001f":null,"lots":["b","a"],"value":900,"名":"张三"}"#);
        assert!(!text.as_bytes().contains(&SEPARATOR));
    }

    #[test]
    fn numbers_that_readers_disagree_on_are_refused_by_pointer() {
        let fraction = canonical_json(&json!({"lots": [{"a/b": 0.5}]})).unwrap_err();
        assert_eq!(fraction.to_string(), "/lots/0/a~1b: not a whole number");
        let large = canonical_json(&json!({"x": 1, "y": MAX_SAFE_INTEGER + 1})).unwrap_err();
        assert_eq!(large.to_string(), "/y: beyond 2^53 - 1");
        assert!(canonical_json(&json!([-9_007_199_254_740_992_i64])).is_err());
        assert!(canonical_json(&json!([i64::MIN, 0])).is_err());
        assert_eq!(
            canonical_json(&json!([-9_007_199_254_740_991_i64, MAX_SAFE_INTEGER])).unwrap(),
            b"[-9007199254740991,9007199254740991]"
        );
    }
}
