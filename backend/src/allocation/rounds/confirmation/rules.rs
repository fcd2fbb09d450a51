//! What stands in the way of a confirmation, and how a commitment is split. No I/O.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::allocation::rounds::assignments::rules::split_value;
use crate::allocation::rounds::model::{Lot, LotClient, LotId};

/// Numbers of lots that hold a client that must be under a named manager, and that nobody in standing gets.
pub fn uncovered(lots: &[Lot], members: &[LotClient], given: &HashSet<LotId>) -> Vec<i32> {
    let demanding: HashSet<LotId> = members.iter().filter(|m| m.must_allocate).map(|m| m.lot_id).collect();
    let mut out: Vec<i32> = lots
        .iter()
        .filter(|l| l.sent_to.is_none() && demanding.contains(&l.id) && !given.contains(&l.id))
        .map(|l| l.number)
        .collect();
    out.sort_unstable();
    out
}

/// A client's part of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Part {
    /// The client.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: String,
    /// Its part in basis points; those of a commitment add up to 10,000.
    #[schema(minimum = 0, maximum = 10000)]
    pub bps: i64,
}

/// Splits a commitment over a lot's clients by their worth; evenly where none is worth anything.
pub fn parts(members: &[&LotClient]) -> Vec<Part> {
    let worths: Vec<i64> = members.iter().map(|m| m.worth_fen).collect();
    members
        .iter()
        .zip(split_value(10_000, &worths))
        .map(|(m, bps)| Part { client_id: m.client_id.to_string(), bps })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocation::rounds::model::RoundId;
    use crate::clients::model::ClientId;
    use crate::db::Json;

    fn lot(number: i32) -> Lot {
        Lot {
            id: LotId::new(),
            round_id: RoundId::new(),
            number,
            name: String::new(),
            reserve_value: 0,
            worth_fen: 0,
            exposure_fen: 0,
            client_count: 1,
            base_fen: 0,
            sent_to: None,
        }
    }

    fn member(lot: &Lot, worth_fen: i64, must_allocate: bool) -> LotClient {
        LotClient {
            round_id: lot.round_id,
            client_id: ClientId::new(),
            lot_id: lot.id,
            worth_fen,
            exposure_fen: 0,
            has_credit: false,
            must_allocate,
            standing: None,
            size: None,
            flags: Json(serde_json::json!([])),
        }
    }

    #[test]
    fn only_a_lot_that_must_be_covered_and_is_not_stands_in_the_way() {
        let mut sent = lot(4);
        sent.sent_to = Some(RoundId::new());
        let lots = [lot(2), lot(1), lot(3), sent];
        let members = [
            member(&lots[0], 1, true),
            member(&lots[1], 1, true),
            member(&lots[2], 1, false),
            member(&lots[3], 1, true),
        ];
        assert_eq!(uncovered(&lots, &members, &HashSet::new()), [1, 2]);
        assert_eq!(uncovered(&lots, &members, &HashSet::from([lots[0].id])), [1]);
    }

    #[test]
    fn a_commitment_is_split_by_worth_and_adds_up() {
        let lot = lot(1);
        let (a, b) = (member(&lot, 2, false), member(&lot, 1, false));
        let split: Vec<i64> = parts(&[&a, &b]).iter().map(|p| p.bps).collect();
        assert_eq!(split, [6_667, 3_333]);
    }
}
