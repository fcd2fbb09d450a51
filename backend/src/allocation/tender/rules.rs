//! What a bid says, what is sealed of it and what its receipt signs: pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::model::BidStep;
use crate::allocation::preimage::{CanonicalError, canonical_json};
use crate::allocation::rounds::model::{LotId, RoundState};
use crate::allocation::sealing::bid_digest;
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code};
use crate::keyring::{BidAddress, KeyError, RoundKey};
use crate::text_enum;

/// Most bids that one clearing holds (CLEARING, The award).
pub const MAX_BOOK: usize = 1 << 17;
/// Most live bids that a manager may have in a round, where few take part.
const MAX_OF_ONE: usize = 1_000;
/// Smallest sealed body in bytes; larger ones are padded to the next power of two, so that a ciphertext's length
/// says little about how many lots it names.
const SMALLEST: usize = 1_024;

text_enum! {
    /// What a bid is for (D9.5).
    BidKind {
        /// One lot.
        Single = "single",
        /// Several lots, all or nothing.
        Bundle = "bundle",
    }
}

/// What a bid says. Its canonical JSON (RFC 8785, all four members present) is what the digest covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BidBody {
    /// Single or bundle.
    pub kind: BidKind,
    /// The lots, in the order of their ids.
    #[schema(max_items = 500, value_type = Vec<String>)]
    pub lots: Vec<LotId>,
    /// Committed value, in the round's unit.
    #[schema(minimum = 1, maximum = 1000000000)]
    pub value: i64,
    /// At most one of the manager's bids with the same group wins.
    #[schema(max_length = 40)]
    pub group: Option<String>,
}

impl BidBody {
    /// A body whose lots are in order, each once.
    ///
    /// Errors: a lot named twice; a single bid for other than one lot, a bundle for fewer than two.
    pub fn new(kind: BidKind, lots: &[LotId], value: i64, group: Option<&str>) -> AppResult<Self> {
        let mut sorted = lots.to_vec();
        sorted.sort_unstable();
        if let Some(twice) = sorted.windows(2).find(|w| w[0] == w[1]) {
            let at = lots.iter().rposition(|l| *l == twice[0]).unwrap_or_default();
            return Err(AppError::field(format!("/lots/{at}"), "duplicate").clause("D9.5"));
        }
        let fits = match kind {
            BidKind::Single => sorted.len() == 1,
            BidKind::Bundle => sorted.len() >= 2,
        };
        if !fits {
            return Err(AppError::field("/kind", "lots_of_kind").clause("D9.5"));
        }
        Ok(Self { kind, lots: sorted, value, group: group.map(str::to_owned) })
    }

    /// The bytes that the digest covers.
    pub fn canonical(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical_json(self)
    }
}

/// The reserve of a set of lots, each with its own. `None` where the value reaches it, else the reserve.
pub fn below_reserve(value: i64, reserves: impl IntoIterator<Item = i64>) -> Option<i128> {
    let needed: i128 = reserves.into_iter().map(i128::from).sum();
    (i128::from(value) < needed).then_some(needed)
}

/// Whether a bid is accepted at a moment. The round's state may lag behind the clock; the clock decides.
///
/// Errors: `bidding_closed` at or after `closes_at` and in every later state; `round_state` before `opens_at`.
pub fn accepts(state: RoundState, opens_at: Option<Ts>, closes_at: Option<Ts>, at: Ts) -> AppResult<()> {
    let refused = |code| Err(AppError::new(code).clause("D9.1").param("state", state.as_str()));
    match state {
        RoundState::Draft | RoundState::Cancelled => return refused(Code::RoundState),
        RoundState::Published | RoundState::Open => {}
        _ => return refused(Code::BiddingClosed),
    }
    if closes_at.is_none_or(|closes| at >= closes) {
        return refused(Code::BiddingClosed);
    }
    if opens_at.is_none_or(|opens| at < opens) {
        return refused(Code::RoundState);
    }
    Ok(())
}

/// How many live bids a manager may have, so that all participants' fit into one clearing.
pub fn bids_of_one(participants: usize) -> usize {
    (MAX_BOOK / participants.max(1)).clamp(1, MAX_OF_ONE)
}

/// What is encrypted of a version of a bid.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sealed {
    /// What the bid says.
    pub body: BidBody,
    /// 32 random bytes of this version's own, as hexadecimal digits.
    pub salt: String,
}

impl Sealed {
    /// The salt's bytes.
    pub fn salt_bytes(&self) -> AppResult<[u8; 32]> {
        let mut out = [0; 32];
        hex::decode_to_slice(&self.salt, &mut out).map_err(AppError::internal)?;
        Ok(out)
    }

    /// The digest of this version.
    pub fn digest(&self, address: &BidAddress) -> AppResult<[u8; 32]> {
        let body = self.body.canonical().map_err(AppError::internal)?;
        Ok(bid_digest(address, &body, &self.salt_bytes()?))
    }

    /// The ciphertext, padded with spaces that JSON ignores.
    pub fn close(&self, key: &RoundKey, address: &BidAddress) -> AppResult<Vec<u8>> {
        let mut text = serde_json::to_vec(self)?;
        text.resize(text.len().next_power_of_two().max(SMALLEST), b' ');
        key.seal_bid(address, &text).map_err(internal)
    }

    /// What a ciphertext says.
    pub fn open(key: &RoundKey, address: &BidAddress, ciphertext: &[u8]) -> AppResult<Self> {
        Ok(serde_json::from_slice(&key.open_bid(address, ciphertext).map_err(internal)?)?)
    }
}

/// A failure of the keys is ours, never the caller's.
pub fn internal(e: KeyError) -> AppError {
    AppError::new(Code::Internal).because(e)
}

/// The canonical JSON that a receipt's signature covers. It holds no salt, so that it can be checked when the
/// salt of a withdrawn version is gone.
pub fn receipt_message(
    address: &BidAddress,
    step: BidStep,
    at: Ts,
    digest: Option<&[u8]>,
) -> AppResult<Vec<u8>> {
    let message = json!({
        "type": "kejing/receipt/v1",
        "round": address.round,
        "manager": address.manager,
        "bid": address.bid,
        "version": address.version,
        "step": step,
        "placed_at": at.text(),
        "digest": digest.map(hex::encode),
    });
    canonical_json(&message).map_err(AppError::internal)
}

/// Numbers exclusive groups over all managers, in the order in which they appear.
#[derive(Debug, Default)]
pub struct Groups(BTreeMap<(uuid::Uuid, String), i64>);

impl Groups {
    /// The number of a manager's group.
    pub fn number(&mut self, manager: uuid::Uuid, group: &str) -> i64 {
        let next = self.0.len() as i64;
        *self.0.entry((manager, group.to_owned())).or_insert(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn lot(n: u128) -> LotId {
        LotId(Uuid::from_u128(n))
    }

    fn address() -> BidAddress {
        BidAddress {
            round: Uuid::from_u128(1),
            manager: Uuid::from_u128(2),
            bid: Uuid::from_u128(3),
            version: 1,
        }
    }

    #[test]
    fn a_body_names_each_lot_once_and_as_many_as_its_kind_says() {
        let body = BidBody::new(BidKind::Bundle, &[lot(9), lot(4)], 7, Some("一")).unwrap();
        assert_eq!(body.lots, [lot(4), lot(9)]);
        let twice = BidBody::new(BidKind::Bundle, &[lot(4), lot(9), lot(4)], 7, None).unwrap_err();
        assert_eq!((twice.fields()[0].pointer.as_str(), twice.fields()[0].code), ("/lots/2", "duplicate"));
        for (kind, lots) in [(BidKind::Single, vec![lot(1), lot(2)]), (BidKind::Bundle, vec![lot(1)])] {
            assert_eq!(BidBody::new(kind, &lots, 1, None).unwrap_err().fields()[0].code, "lots_of_kind");
        }
    }

    #[test]
    fn the_canonical_body_has_four_members_in_order() {
        let body = BidBody::new(BidKind::Single, &[lot(1)], 900, None).unwrap();
        assert_eq!(
            String::from_utf8(body.canonical().unwrap()).unwrap(),
            r#"{"group":null,"kind":"single","lots":["00000000-0000-0000-0000-000000000001"],"value":900}"#
        );
    }

    #[test]
    fn a_reserve_is_reached_by_the_sum() {
        assert_eq!(below_reserve(10, [4, 6]), None);
        assert_eq!(below_reserve(9, [4, 6]), Some(10));
        assert_eq!(below_reserve(i64::MAX, [i64::MAX, 1]), Some(i128::from(i64::MAX) + 1));
    }

    #[test]
    fn the_clock_decides_and_not_a_late_job() {
        let at = |s: i64| Ts::new(chrono::DateTime::from_timestamp(1_800_000_000 + s, 0).unwrap());
        let ask = |state, now| accepts(state, Some(at(10)), Some(at(20)), at(now)).err().map(|e| e.code());
        for state in [RoundState::Published, RoundState::Open] {
            assert_eq!(ask(state, 9), Some(Code::RoundState));
            assert_eq!(ask(state, 10), None);
            assert_eq!(ask(state, 19), None);
            assert_eq!(ask(state, 20), Some(Code::BiddingClosed));
        }
        for state in [RoundState::Closed, RoundState::Cleared, RoundState::Notice, RoundState::Effective] {
            assert_eq!(ask(state, 15), Some(Code::BiddingClosed));
        }
        assert_eq!(ask(RoundState::Draft, 15), Some(Code::RoundState));
        assert_eq!(ask(RoundState::Cancelled, 15), Some(Code::RoundState));
        let tick = Ts::new(at(20).utc() - chrono::Duration::microseconds(1));
        assert!(accepts(RoundState::Open, Some(at(10)), Some(at(20)), tick).is_ok());
    }

    #[test]
    fn everybodys_bids_fit_into_one_clearing() {
        for n in [0, 1, 131, 132, 500, 200_000] {
            assert!(bids_of_one(n) >= 1 && (n > MAX_BOOK || bids_of_one(n) * n.max(1) <= MAX_BOOK), "{n}");
        }
        assert_eq!(bids_of_one(3), 1_000);
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_at_its_address_alone(value in 1_i64..1_000_000_000, lots in 1_usize..60, salt in any::<[u8; 32]>()) {
            let key = RoundKey::generate().unwrap();
            let ids: Vec<LotId> = (0..lots as u128).map(lot).collect();
            let kind = if lots == 1 { BidKind::Single } else { BidKind::Bundle };
            let sealed = Sealed { body: BidBody::new(kind, &ids, value, Some("组")).unwrap(), salt: hex::encode(salt) };
            let bytes = sealed.close(&key, &address()).unwrap();
            prop_assert!((bytes.len() - 28).is_power_of_two());
            let opened = Sealed::open(&key, &address(), &bytes).unwrap();
            prop_assert_eq!(&opened.body, &sealed.body);
            prop_assert_eq!(opened.digest(&address()).unwrap(), sealed.digest(&address()).unwrap());
            let elsewhere = BidAddress { version: 2, ..address() };
            prop_assert!(Sealed::open(&key, &elsewhere, &bytes).is_err());
        }
    }
}
