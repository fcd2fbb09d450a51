//! Why each losing bid lost.

use std::collections::BTreeMap;

use crate::award::Loser;
use crate::greedy::Packing;
use crate::problem::Problem;

/// For every bid outside the feasible set `winners`: who is in its way and by how much value it fell short.
pub(crate) fn losers(p: &Problem, winners: &[u32]) -> BTreeMap<i64, Loser> {
    let packing = Packing::of(p, winners);
    (0..p.bids() as u32)
        .filter(|&b| !packing.contains(b))
        .map(|b| {
            let out = packing.in_the_way(p, b);
            let short_by = out
                .as_ref()
                .map_or(0, |out| out.iter().map(|&x| p.value[x as usize]).sum::<i64>() - p.value[b as usize]);
            let beaten_by = out.unwrap_or_default().into_iter().map(|x| p.bid_ids[x as usize]).collect();
            (p.bid_ids[b as usize], Loser { beaten_by, short_by })
        })
        .collect()
}
