//! The salted digest of a bid: what a receipt proves and what is published after closing (D9.1).

use super::preimage::digest;
use crate::keyring::BidAddress;

const LABEL: &[u8] = b"kejing/bid/v1";

/// The digest of one version of a bid; [`preimage`](super::preimage) states the bytes.
///
/// `body` is the bid's canonical JSON ([`canonical_json`](super::preimage::canonical_json)); `salt` is 32 random
/// bytes of this version's own: a bid has so few plausible values that an unsalted digest could be guessed.
pub fn bid_digest(address: &BidAddress, body: &[u8], salt: &[u8; 32]) -> [u8; 32] {
    digest(&[
        LABEL,
        address.round.to_string().as_bytes(),
        address.manager.to_string().as_bytes(),
        address.bid.to_string().as_bytes(),
        address.version.to_string().as_bytes(),
        body,
        salt,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocation::preimage::canonical_json;
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    fn address() -> BidAddress {
        BidAddress {
            round: Uuid::from_u128(0x0192_F3A0_0000_7000_8000_0000_0000_00AB),
            manager: Uuid::from_u128(0x0192_F3A0_0000_7000_8000_0000_0000_00CD),
            bid: Uuid::from_u128(0x0192_F3A0_0000_7000_8000_0000_0000_00EF),
            version: 3,
        }
    }

    #[test]
    fn a_digest_equals_the_one_computed_by_another_program() {
        let body = canonical_json(&json!({"value": 900, "lots": ["L1", "L2"], "group": null})).unwrap();
        assert_eq!(
            hex::encode(bid_digest(&address(), &body, &[0x1F; 32])),
            "3b66bb4a1680e5d81501bbc88893eb338e3d26ff7e4b0c8f06078591e992d57f"
        );
    }

    proptest! {
        #[test]
        fn every_part_counts(version in 1_u32..99, salt in any::<[u8; 32]>(), body in "[a-z]{0,8}", other in "[a-z]{0,8}") {
            let address = BidAddress { version, ..address() };
            let here = bid_digest(&address, body.as_bytes(), &salt);
            let mut flipped = salt;
            flipped[31] ^= 1;
            prop_assert_ne!(here, bid_digest(&address, body.as_bytes(), &flipped));
            prop_assert_ne!(here, bid_digest(&BidAddress { version: version + 1, ..address }, body.as_bytes(), &salt));
            prop_assert_ne!(here, bid_digest(&BidAddress { bid: address.round, ..address }, body.as_bytes(), &salt));
            prop_assert_eq!(here == bid_digest(&address, other.as_bytes(), &salt), body == other);
        }
    }
}
