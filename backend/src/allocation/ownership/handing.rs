//! Handing a manager's part of a client on to another, for whoever leaves the post (D9.4).

use chrono::NaiveDate;

use super::model::OwnershipId;
use super::service::{Source, Statement, record};
use super::store;
use crate::allocation::shares::{BasisPoints, Shares};
use crate::app::Cx;
use crate::clients::holdings;
use crate::clients::model::ClientId;
use crate::error::{AppError, AppResult};
use crate::staffing::model::ManagerId;

/// The shares with one owner's part given to another, who may have one already.
pub fn replaced<O: Ord + Clone>(shares: &Shares<O>, from: &O, to: &O) -> Shares<O> {
    let moved = shares.of(from);
    let mut parts: Vec<(O, BasisPoints)> =
        shares.parts().iter().filter(|(o, _)| o != from && o != to).cloned().collect();
    let sum = moved.get() + if from == to { 0 } else { shares.of(to).get() };
    if sum > 0 {
        parts.push((to.clone(), BasisPoints(sum)));
    }
    // The parts are those of shares that were whole, so they are whole.
    Shares::new(parts).unwrap_or_else(|_| shares.clone())
}

/// Gives a manager's part of a client, and of its accounts with owners of their own, to another from a day on: of every
/// span that stands, present and future ones, so that no part stays and no day is without an owner. How many spans.
pub fn hand_over(
    cx: &mut Cx<'_>,
    client: ClientId,
    from: ManagerId,
    to: ManagerId,
    day: NaiveDate,
    source: &Source,
) -> AppResult<usize> {
    let parts = holdings::parts_held(cx, from, &[client], day)?;
    let ids: Vec<OwnershipId> = parts.iter().map(|p| p.ownership_id).collect();
    let rows = store::list_by_id(cx.conn, &ids)?;
    let mut shares = store::list_shares(cx.conn, &ids)?;
    let spans = rows.len();
    for row in rows {
        let held = Shares::new(shares.remove(&row.id).unwrap_or_default())
            .map_err(|e| AppError::internal(format!("stored shares: {e}")))?;
        record(
            cx,
            &Statement {
                kind: row.subject_kind,
                subject: row.subject_id,
                from: row.valid_from.max(day),
                until: row.valid_to,
                shares: replaced(&held, &from, &to),
                source: source.clone(),
                base_version: None,
            },
        )?;
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_part_joins_what_the_receiver_has() {
        let shares = Shares::new([(1, BasisPoints(3_000)), (2, BasisPoints(7_000))]).unwrap();
        assert_eq!(replaced(&shares, &1, &2), Shares::sole(2));
        assert_eq!(replaced(&shares, &1, &3).of(&3), BasisPoints(3_000));
        assert_eq!(replaced(&shares, &4, &3), shares);
    }

    proptest! {
        #[test]
        fn nothing_is_left_and_nothing_is_lost(cuts in proptest::collection::btree_set(1i32..10_000, 0..5), from in 0u8..6, to in 0u8..8) {
            prop_assume!(from != to);
            let mut at = 0;
            let mut parts = Vec::new();
            for (owner, cut) in (0u8..).zip(cuts.iter().copied().chain([10_000])) {
                parts.push((owner, BasisPoints(cut - at)));
                at = cut;
            }
            let shares = Shares::new(parts).unwrap();
            let after = replaced(&shares, &from, &to);
            prop_assert_eq!(after.parts().iter().map(|p| p.1.get()).sum::<i32>(), 10_000);
            prop_assert_eq!(after.of(&from), BasisPoints::ZERO);
            prop_assert_eq!(after.of(&to).get(), shares.of(&to).get() + shares.of(&from).get());
        }
    }
}
