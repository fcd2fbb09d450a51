//! The validity of cuts.

use crate::award::{Cut, Limit};
use crate::problem::Problem;
use crate::verify::VerifyError;
use crate::verify::bound::{CheckedCut, rhs};

/// Checks every cut and returns them with their bids as indices.
pub(super) fn check(p: &Problem, cuts: &[Cut]) -> Result<Vec<CheckedCut>, VerifyError> {
    cuts.iter().enumerate().map(|(index, cut)| one(p, cut).ok_or(VerifyError::Cut { index })).collect()
}

fn one(p: &Problem, cut: &Cut) -> Option<CheckedCut> {
    let (Cut::Cover { bids: ids, .. } | Cut::Clique { bids: ids } | Cut::OddHole { bids: ids }) = cut;
    let mut bids = Vec::with_capacity(ids.len());
    for id in ids {
        bids.push(p.bid_ids.binary_search(id).ok()? as u32);
    }
    let mut sorted = bids.clone();
    sorted.sort_unstable();
    if sorted.windows(2).any(|w| w[0] == w[1]) {
        return None;
    }
    let valid = match cut {
        Cut::Cover { manager, limit, rhs, .. } => cover(p, *manager, *limit, &bids, *rhs)?,
        Cut::Clique { .. } => {
            (0..bids.len()).all(|i| (0..i).all(|j| p.conflict(bids[i] as usize, bids[j] as usize)))
        }
        Cut::OddHole { .. } => {
            bids.len() >= 3
                && bids.len() % 2 == 1
                && (0..bids.len()).all(|i| p.conflict(bids[i] as usize, bids[(i + 1) % bids.len()] as usize))
        }
    };
    valid.then(|| CheckedCut { bids, rhs: rhs(cut) })
}

/// Any `rhs` + 1 of the manager's bids exceed the limit: shown by the `rhs` + 1 smallest.
fn cover(p: &Problem, manager: i64, limit: Limit, bids: &[u32], rhs: i64) -> Option<bool> {
    let m = p.manager_ids.binary_search(&manager).ok()?;
    let (most, sizes) = match limit {
        Limit::Capacity => (p.capacity[m]?, &p.size),
        Limit::Exposure => (p.max_exposure[m]?, &p.exposure),
    };
    let take = usize::try_from(rhs).ok()?.checked_add(1)?;
    if bids.len() < take || bids.iter().any(|&b| p.manager[b as usize] as usize != m) {
        return Some(false);
    }
    let mut used: Vec<i64> = bids.iter().map(|&b| sizes[b as usize]).collect();
    used.sort_unstable();
    Some(used[..take].iter().map(|&s| i128::from(s)).sum::<i128>() > i128::from(most))
}
