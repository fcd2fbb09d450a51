//! The draw of a round: committed to before bids, revealed after the book is frozen, repeatable by anybody (D9.1).

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::preimage::digest;

const LABEL: &[u8] = b"kejing/draw/v1";

/// What a round's publication commits to: SHA-256 of its 32 secret random bytes.
pub fn commitment(secret: &[u8; 32]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// True when the revealed secret is the one that was committed to.
pub fn keeps_commitment(secret: &[u8; 32], committed: &[u8; 32]) -> bool {
    commitment(secret) == *committed
}

/// The seed that breaks ties; [`preimage`](super::preimage) states the bytes.
///
/// `beacon` is the public figure that was named at publication and fixed after closing, where policy asks for one.
pub fn seed(round: Uuid, book_digest: &[u8; 32], secret: &[u8; 32], beacon: Option<&str>) -> [u8; 32] {
    let round = round.to_string();
    let mut parts: Vec<&[u8]> = vec![LABEL, round.as_bytes(), book_digest, secret];
    parts.extend(beacon.map(str::as_bytes));
    digest(&parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUND: Uuid = Uuid::from_u128(0x0192_F3A0_0000_7000_8000_0000_0000_00AB);

    #[test]
    fn seed_and_commitment_equal_those_computed_by_another_program() {
        let (book, secret) = ([0xB0; 32], [0x5E; 32]);
        assert_eq!(
            hex::encode(commitment(&secret)),
            "9985b2e4b9b71b28ce59ea5ce77f0b110637b625c6d7f41e982c9510940a2056"
        );
        assert_eq!(
            hex::encode(seed(ROUND, &book, &secret, None)),
            "9323931262cc2f3af38479ee816f0a7d8f939562d491ff2837b7c3e2b6651fff"
        );
        assert_eq!(
            hex::encode(seed(ROUND, &book, &secret, Some("上证指数 4012.33"))),
            "0a0cb7b1d39dfea6ab63a83be68d1b101cbc97a0fbc7a5d79c5618932f5a9266"
        );
    }

    #[test]
    fn book_secret_and_beacon_each_change_the_seed() {
        let seed = |book, secret, beacon| seed(ROUND, &[book; 32], &[secret; 32], beacon);
        let base = seed(1, 2, None);
        assert_ne!(base, seed(2, 2, None));
        assert_ne!(base, seed(1, 1, None));
        assert_ne!(base, seed(1, 2, Some("")));
        assert_ne!(seed(1, 2, Some("1")), seed(1, 2, Some("2")));
        assert!(keeps_commitment(&[7; 32], &commitment(&[7; 32])));
        assert!(!keeps_commitment(&[8; 32], &commitment(&[7; 32])));
    }
}
