//! The book of a round: everything that its clearing may read, as a canonical file. Pure.
//!
//! Ids of people and clients stand for them; there is no name in it, for it is never changed and never erased.
//! Numbers are those of the clearing's input file: a client, lot, manager or bid has the same number in every
//! revision. Bids are numbered in the order of their salted digests, which says nothing about who came first.

use std::collections::{BTreeMap, HashMap};

use kejing_clearing::{self as clearing, Instance, Seed};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::dto::ReasonView;
use super::model::BidId;
use super::rules::{BidBody, BidKind, Groups, Sealed};
use crate::allocation::awards::model::ObjectionId;
use crate::allocation::preimage::canonical_json;
use crate::allocation::rounds::model::{LotId, RoundId};
use crate::clients::model::ClientId;
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code};
use crate::keyring::BidAddress;
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;

/// What the format is called; another layout gets another name.
pub const FORMAT: &str = "kejing/book/v1";

/// A book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Book {
    /// `kejing/book/v1`.
    #[schema(max_length = 20)]
    pub format: String,
    /// The round.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub round: RoundId,
    /// The round's code.
    #[schema(max_length = 60)]
    pub code: String,
    /// The round's branch.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub branch: OrgUnitId,
    /// Counts from 1.
    #[schema(minimum = 1, maximum = 1000)]
    pub revision: i32,
    /// When bidding began.
    pub opens_at: Option<Ts>,
    /// When bidding ended.
    pub closes_at: Option<Ts>,
    /// The policy that decided.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub policy_number: i64,
    /// The round's terms.
    #[schema(value_type = Object)]
    pub terms: Value,
    /// SHA-256 of the draw's secret, as published; hexadecimal.
    #[schema(max_length = 64)]
    pub commitment: String,
    /// The public figure that joins the draw, as named at publication.
    #[schema(max_length = 200)]
    pub beacon: Option<String>,
    /// How many fen one unit of exposure of the clearing's input file is.
    #[schema(minimum = 1, maximum = 1000000)]
    pub exposure_unit_fen: i64,
    /// Clients, by number.
    #[schema(max_items = 20000)]
    pub clients: Vec<BookClient>,
    /// Lots, by number.
    #[schema(max_items = 5000)]
    pub lots: Vec<BookLot>,
    /// Participants, by number.
    #[schema(max_items = 5000)]
    pub managers: Vec<BookManager>,
    /// Live bids that may win, by number.
    #[schema(max_items = 131072)]
    pub bids: Vec<BookBid>,
    /// Live bids that may not, by number.
    #[schema(max_items = 131072)]
    pub excluded: Vec<ExcludedBid>,
    /// What upheld objections changed, in order.
    #[schema(max_items = 1000)]
    pub changes: Vec<RecordedChange>,
}

/// A client of a lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookClient {
    /// Number in the clearing's input file.
    #[schema(minimum = 0, maximum = 20000)]
    pub number: i64,
    /// The client.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub id: ClientId,
    /// Credit outstanding, in fen, as frozen at publication.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub exposure_fen: i64,
}

/// A lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookLot {
    /// Number within the round, also in the clearing's input file.
    #[schema(minimum = 1, maximum = 5000)]
    pub number: i64,
    /// The lot.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub id: LotId,
    /// The least committed value.
    #[schema(minimum = 0, maximum = 1000000000)]
    pub reserve_value: i64,
    /// Its clients.
    #[schema(max_items = 500, value_type = Vec<String>)]
    pub clients: Vec<ClientId>,
}

/// A participant and what the participant may win at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookManager {
    /// Number in the clearing's input file.
    #[schema(minimum = 0, maximum = 5000)]
    pub number: i64,
    /// The manager.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub id: ManagerId,
    /// Clients; absent: without limit.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub capacity: Option<i64>,
    /// Credit, in fen; absent: without limit.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub max_exposure_fen: Option<i64>,
}

/// A live bid, opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookBid {
    /// Number in the clearing's input file.
    #[schema(minimum = 0, maximum = 131072)]
    pub number: i64,
    /// The bid; stands for it in the draw.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub id: BidId,
    /// Who bid.
    #[schema(value_type = String, format = Uuid, max_length = 36)]
    pub manager: ManagerId,
    /// The version that was live at closing.
    #[schema(minimum = 1, maximum = 1000000)]
    pub version: u32,
    /// Single or bundle.
    pub kind: BidKind,
    /// The lots.
    #[schema(max_items = 500, value_type = Vec<String>)]
    pub lots: Vec<LotId>,
    /// Committed value.
    #[schema(minimum = 1, maximum = 1000000000)]
    pub value: i64,
    /// Exclusive group.
    #[schema(max_length = 40)]
    pub group: Option<String>,
    /// The digest's salt, hexadecimal.
    #[schema(max_length = 64)]
    pub salt: String,
    /// The digest of the receipt, hexadecimal.
    #[schema(max_length = 64)]
    pub digest: String,
}

impl BookBid {
    /// What the bidder sealed.
    pub fn sealed(&self) -> Sealed {
        let body = BidBody {
            kind: self.kind,
            lots: self.lots.clone(),
            value: self.value,
            group: self.group.clone(),
        };
        Sealed { body, salt: self.salt.clone() }
    }
}

/// A live bid that may not win.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExcludedBid {
    /// The bid.
    pub bid: BookBid,
    /// Why.
    #[schema(max_items = 20)]
    pub reasons: Vec<ReasonView>,
}

/// How an upheld objection corrects a book. Never a new bid: new bids mean a new round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BookChange {
    /// Excludes a bid.
    ExcludeBid {
        /// The bid.
        #[schema(value_type = String, format = Uuid, max_length = 36)]
        bid: BidId,
    },
    /// Takes back an exclusion that was wrong.
    ReinstateBid {
        /// The bid.
        #[schema(value_type = String, format = Uuid, max_length = 36)]
        bid: BidId,
    },
    /// Corrects what a participant may win.
    CorrectLimits {
        /// The participant.
        #[schema(value_type = String, format = Uuid, max_length = 36)]
        manager: ManagerId,
        /// Clients; absent: without limit.
        #[schema(minimum = 0, maximum = 1000000)]
        capacity: Option<i64>,
        /// Credit, in fen; absent: without limit.
        #[schema(minimum = 0, maximum = 9007199254740991i64)]
        max_exposure_fen: Option<i64>,
    },
}

/// A change on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecordedChange {
    /// The revision that it made.
    #[schema(minimum = 2, maximum = 1000)]
    pub revision: i32,
    /// The objection behind it, if one is.
    #[schema(value_type = Option<String>, format = Uuid, max_length = 36)]
    pub objection: Option<ObjectionId>,
    /// What it changes.
    pub change: BookChange,
}

/// A live bid before it has a number.
pub struct Opened {
    /// The bid.
    pub id: BidId,
    /// Who bid.
    pub manager: ManagerId,
    /// The live version.
    pub version: u32,
    /// What was sealed.
    pub sealed: Sealed,
    /// The digest on record.
    pub digest: Vec<u8>,
    /// Why it may not win; empty: may.
    pub reasons: Vec<ReasonView>,
}

impl Opened {
    /// Whether the digest on record is that of what was sealed.
    pub fn is_genuine(&self, round: RoundId) -> AppResult<bool> {
        let address =
            BidAddress { round: round.0, manager: self.manager.0, bid: self.id.0, version: self.version };
        Ok(self.sealed.digest(&address)?.as_slice() == self.digest)
    }
}

/// Puts opened bids into a book, numbered in the order of their digests.
pub fn enter(book: &mut Book, mut opened: Vec<Opened>) {
    opened.sort_by(|a, b| a.digest.cmp(&b.digest));
    for (number, o) in (0..).zip(opened) {
        let BidBody { kind, lots, value, group } = o.sealed.body;
        let bid = BookBid {
            number,
            id: o.id,
            manager: o.manager,
            version: o.version,
            kind,
            lots,
            value,
            group,
            salt: o.sealed.salt,
            digest: hex::encode(o.digest),
        };
        if o.reasons.is_empty() {
            book.bids.push(bid);
        } else {
            book.excluded.push(ExcludedBid { bid, reasons: o.reasons });
        }
    }
}

/// The least power of ten in which the exposures of a clearing's input file stay within its bound of 10^15:
/// 1 fen but for sums that no branch has.
pub fn exposure_unit(exposures: impl IntoIterator<Item = i64>) -> i64 {
    let total: i128 = exposures.into_iter().map(i128::from).sum();
    let mut unit = 1;
    while total / i128::from(unit) >= i128::from(clearing::MAX_TOTAL) / 2 {
        unit *= 10;
    }
    unit
}

impl Book {
    /// The bytes that are frozen and digested.
    pub fn canonical(&self) -> AppResult<Vec<u8>> {
        canonical_json(self).map_err(AppError::internal)
    }

    /// Every live bid, excluded or not, by number.
    pub fn all_bids(&self) -> Vec<&BookBid> {
        let mut all: Vec<&BookBid> = self.bids.iter().chain(self.excluded.iter().map(|e| &e.bid)).collect();
        all.sort_by_key(|b| b.number);
        all
    }

    /// The live bid with this id and version.
    pub fn find(&self, bid: BidId, version: u32) -> Option<&BookBid> {
        self.bids
            .iter()
            .chain(self.excluded.iter().map(|e| &e.bid))
            .find(|b| b.id == bid && b.version == version)
    }

    /// The next revision: changed as an upheld objection says, and saying so.
    ///
    /// Errors: `invalid_body` for a bid or manager that the book does not have in that place.
    pub fn amended(&self, changes: &[BookChange], objection: Option<ObjectionId>) -> AppResult<Book> {
        let mut next = Book { revision: self.revision + 1, ..self.clone() };
        let unknown = |i: usize, field: &str| {
            AppError::field(format!("/changes/{i}/{field}"), "not_found").clause("D9.1")
        };
        for (i, change) in changes.iter().enumerate() {
            match change {
                BookChange::ExcludeBid { bid } => {
                    let at = next.bids.iter().position(|b| b.id == *bid).ok_or_else(|| unknown(i, "bid"))?;
                    let reasons = vec![ReasonView { code: "objection_upheld".into(), clause: "D9.1".into() }];
                    next.excluded.push(ExcludedBid { bid: next.bids.remove(at), reasons });
                    next.excluded.sort_by_key(|e| e.bid.number);
                }
                BookChange::ReinstateBid { bid } => {
                    let at = next
                        .excluded
                        .iter()
                        .position(|e| e.bid.id == *bid)
                        .ok_or_else(|| unknown(i, "bid"))?;
                    next.bids.push(next.excluded.remove(at).bid);
                    next.bids.sort_by_key(|b| b.number);
                }
                BookChange::CorrectLimits { manager, capacity, max_exposure_fen } => {
                    let m = next
                        .managers
                        .iter_mut()
                        .find(|m| m.id == *manager)
                        .ok_or_else(|| unknown(i, "manager"))?;
                    (m.capacity, m.max_exposure_fen) = (*capacity, *max_exposure_fen);
                }
            }
            next.changes.push(RecordedChange { revision: next.revision, objection, change: change.clone() });
        }
        Ok(next)
    }

    /// The book as the clearing's input. Exposures are rounded up and limits down to `exposure_unit_fen`, so that
    /// an award never exceeds a limit by a fen.
    pub fn instance(&self, seed: Option<&[u8]>) -> AppResult<Instance> {
        let unit = self.exposure_unit_fen;
        let of_client: HashMap<ClientId, i64> = self.clients.iter().map(|c| (c.id, c.number)).collect();
        let of_lot: HashMap<LotId, Vec<i64>> = self
            .lots
            .iter()
            .map(|l| (l.id, l.clients.iter().filter_map(|c| of_client.get(c).copied()).collect()))
            .collect();
        let of_manager: HashMap<ManagerId, i64> = self.managers.iter().map(|m| (m.id, m.number)).collect();
        let mut groups = Groups::default();
        let mut bids = Vec::with_capacity(self.bids.len());
        for b in &self.bids {
            let mut clients: Vec<i64> =
                b.lots.iter().filter_map(|l| of_lot.get(l)).flatten().copied().collect();
            clients.sort_unstable();
            bids.push(clearing::Bid {
                id: b.number,
                manager: of_manager.get(&b.manager).copied().ok_or_else(|| AppError::new(Code::Internal))?,
                clients,
                value: b.value,
                xor: b.group.as_deref().map(|g| groups.number(b.manager.0, g)),
                key: Some(b.id.to_string()),
            });
        }
        Ok(Instance {
            clients: self
                .clients
                .iter()
                .map(|c| clearing::Client {
                    id: c.number,
                    exposure: c.exposure_fen.div_euclid(unit)
                        + i64::from(c.exposure_fen.rem_euclid(unit) > 0),
                })
                .collect(),
            managers: self
                .managers
                .iter()
                .map(|m| clearing::Manager {
                    id: m.number,
                    capacity: m.capacity,
                    max_exposure: m.max_exposure_fen.map(|e| e.div_euclid(unit)),
                })
                .collect(),
            bids,
            lots: Some(
                self.lots
                    .iter()
                    .map(|l| {
                        let mut clients = of_lot.get(&l.id).cloned().unwrap_or_default();
                        clients.sort_unstable();
                        clearing::Lot { id: l.number, clients }
                    })
                    .collect(),
            ),
            seed: seed.map(|s| Seed::Hex(hex::encode(s))),
            book_digest: Some(hex::encode(digest(&self.canonical()?))),
        })
    }

    /// The clearing's input file, with what it was made from.
    pub fn instance_file(&self, seed: Option<&[u8]>) -> AppResult<Value> {
        let mut file = serde_json::to_value(self.instance(seed)?)?;
        file["name"] = json!(self.code);
        file["family"] = json!("kejing-book");
        file["params"] = json!({
            "round": self.round, "revision": self.revision, "exposure_unit_fen": self.exposure_unit_fen,
        });
        Ok(file)
    }
}

/// SHA-256 of a book's bytes.
pub fn digest(content: &[u8]) -> [u8; 32] {
    Sha256::digest(content).into()
}

/// Numbers things in the order of their ids.
pub fn numbered<I: Ord + Copy>(ids: impl IntoIterator<Item = I>) -> BTreeMap<I, i64> {
    let mut sorted: Vec<I> = ids.into_iter().collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.into_iter().zip(0..).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn u(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn opened(n: u128, manager: u128, lots: &[u128], value: i64, group: Option<&str>) -> Opened {
        let lots: Vec<LotId> = lots.iter().map(|l| LotId(u(*l))).collect();
        let kind = if lots.len() == 1 { BidKind::Single } else { BidKind::Bundle };
        let sealed = Sealed {
            body: BidBody::new(kind, &lots, value, group).unwrap(),
            salt: hex::encode([n as u8; 32]),
        };
        let address = BidAddress { round: u(1), manager: u(manager), bid: u(n), version: 1 };
        let digest = sealed.digest(&address).unwrap().to_vec();
        Opened {
            id: BidId(u(n)),
            manager: ManagerId(u(manager)),
            version: 1,
            sealed,
            digest,
            reasons: Vec::new(),
        }
    }

    fn book() -> Book {
        let client =
            |n: u128, exposure_fen| BookClient { number: n as i64, id: ClientId(u(100 + n)), exposure_fen };
        let lot = |n: u128, clients: &[u128]| BookLot {
            number: n as i64,
            id: LotId(u(n)),
            reserve_value: 1,
            clients: clients.iter().map(|c| ClientId(u(100 + c))).collect(),
        };
        let mut book = Book {
            format: FORMAT.into(),
            round: RoundId(u(1)),
            code: "B01-2026-001".into(),
            branch: OrgUnitId(u(9)),
            revision: 1,
            opens_at: None,
            closes_at: None,
            policy_number: 0,
            terms: json!({}),
            commitment: "00".into(),
            beacon: None,
            exposure_unit_fen: 1,
            clients: vec![client(0, 1_000_001), client(1, 0), client(2, 7)],
            lots: vec![lot(1, &[0, 2]), lot(2, &[1])],
            managers: vec![
                BookManager {
                    number: 0,
                    id: ManagerId(u(50)),
                    capacity: Some(2),
                    max_exposure_fen: Some(1_000_008),
                },
                BookManager { number: 1, id: ManagerId(u(51)), capacity: None, max_exposure_fen: None },
            ],
            bids: Vec::new(),
            excluded: Vec::new(),
            changes: Vec::new(),
        };
        enter(
            &mut book,
            vec![
                opened(0xA1, 50, &[1], 10, Some("g")),
                opened(0xA2, 50, &[2], 9, Some("g")),
                opened(0xA3, 51, &[1, 2], 18, None),
                Opened {
                    reasons: vec![ReasonView { code: "capacity".into(), clause: "E4.2".into() }],
                    ..opened(0xA4, 51, &[2], 5, Some("g"))
                },
            ],
        );
        book
    }

    #[test]
    fn the_export_clears_and_its_award_verifies() {
        let instance = book().instance(Some(&[7; 32])).unwrap();
        assert_eq!(instance.bids.len(), 3);
        let award = clearing::solve(&instance, &clearing::Options::default(), &mut |_| {
            std::ops::ControlFlow::Continue(())
        });
        let award = award.unwrap();
        assert_eq!((award.value, award.winners.len()), (18, 1));
        assert_eq!(clearing::verify(&instance, &award).unwrap().value, 18);
    }

    #[test]
    fn every_client_and_every_fen_arrives() {
        let b = book();
        let i = b.instance(None).unwrap();
        assert_eq!(i.clients.iter().map(|c| c.exposure).collect::<Vec<_>>(), [1_000_001, 0, 7]);
        assert_eq!(i.managers[0].max_exposure, Some(1_000_008));
        let groups: Vec<_> = i.bids.iter().filter_map(|b| b.xor).collect();
        assert_eq!(groups, [0, 0]);
        let coarse = Book { exposure_unit_fen: 10, ..b }.instance(None).unwrap();
        assert_eq!(coarse.clients.iter().map(|c| c.exposure).collect::<Vec<_>>(), [100_001, 0, 1]);
        assert_eq!(coarse.managers[0].max_exposure, Some(100_000));
    }

    #[test]
    fn exposures_stay_in_fen_until_no_branch_has_them() {
        assert_eq!(exposure_unit([1_000, 2_000]), 1);
        assert_eq!(exposure_unit([0]), 1);
        assert_eq!(exposure_unit(std::iter::repeat_n(9_007_199_254_740_991, 3)), 100);
    }

    #[test]
    fn a_frozen_book_reads_back_to_the_same_bytes() {
        let bytes = book().canonical().unwrap();
        let again: Book = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(again.canonical().unwrap(), bytes);
        assert!(opened(5, 50, &[1], 3, None).is_genuine(RoundId(u(1))).unwrap());
        assert!(!opened(5, 50, &[1], 3, None).is_genuine(RoundId(u(2))).unwrap());
    }

    #[test]
    fn an_amendment_is_recorded_and_keeps_every_number() {
        let b = book();
        let first = b.bids[0].clone();
        let changes = [
            BookChange::ExcludeBid { bid: first.id },
            BookChange::ReinstateBid { bid: BidId(u(0xA4)) },
            BookChange::CorrectLimits {
                manager: ManagerId(u(50)),
                capacity: Some(1),
                max_exposure_fen: None,
            },
        ];
        let next = b.amended(&changes, None).unwrap();
        assert_eq!((next.revision, next.changes.len()), (2, 3));
        assert_eq!(next.excluded[0].bid, first);
        assert_eq!(next.managers[0].capacity, Some(1));
        let numbers = |b: &Book| b.all_bids().iter().map(|x| (x.number, x.id)).collect::<Vec<_>>();
        assert_eq!(numbers(&b), numbers(&next));
        let twice = [BookChange::ExcludeBid { bid: first.id }];
        assert_eq!(next.amended(&twice, None).unwrap_err().fields()[0].pointer, "/changes/0/bid");
    }
}
