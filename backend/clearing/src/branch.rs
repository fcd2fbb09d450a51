//! Which decision splits a node.

use crate::lp::WHOLE;
use crate::node::{Decision, TreeNode, dense};
use crate::problem::Problem;
use crate::rows::Rows;

/// A fraction closer to 0 or 1 than this counts as whole.
const NEAR: i64 = WHOLE / 10_000;

fn fractional(x: i64) -> bool {
    x > NEAR && x < WHOLE - NEAR
}

/// Decisions worth trying, most promising first, each with the side that the fractions lean to; empty when no
/// fraction is left to split.
pub(crate) fn candidates(p: &Problem, x: &[i64], fixed: &[i8], most: usize, work: &mut u64) -> Vec<Decision> {
    *work += p.bids() as u64;
    let mut out: Vec<(i128, Decision)> = Vec::new();
    let mut touched: Vec<u32> = Vec::new();
    for b in 0..p.bids() {
        if fixed[b] == 0 && fractional(x[b]) {
            let near = i128::from(x[b].min(WHOLE - x[b]));
            out.push((
                near * i128::from(p.value[b]),
                Decision::Bid { bid: b as u32, win: 2 * x[b] >= WHOLE },
            ));
            touched.extend_from_slice(p.bid_clients.of(b));
        }
    }
    touched.sort_unstable();
    touched.dedup();
    for c in touched {
        let mut by_manager: Vec<(u32, i64, i64)> = Vec::new();
        for &b in p.client_bids.of(c as usize) {
            if x[b as usize] > NEAR && fixed[b as usize] == 0 {
                by_manager.push((
                    p.manager[b as usize],
                    x[b as usize],
                    p.value[b as usize] / p.size[b as usize],
                ));
            }
        }
        *work += p.client_bids.of(c as usize).len() as u64;
        by_manager.sort_unstable();
        let all: i64 = by_manager.iter().map(|m| m.1).sum();
        for same in by_manager.chunk_by(|a, b| a.0 == b.0) {
            let sum: i64 = same.iter().map(|m| m.1).sum();
            let value = same.iter().map(|m| m.2).max().unwrap_or(0);
            if fractional(sum) && all - sum > NEAR {
                let near = i128::from(sum.min(WHOLE - sum));
                let decision = Decision::Client { client: c, manager: same[0].0, goes: 2 * sum >= WHOLE };
                out.push((2 * near * i128::from(value), decision));
            }
        }
    }
    out.sort_by_key(|o| std::cmp::Reverse(o.0));
    out.into_iter().take(most).map(|o| o.1).collect()
}

/// The decision when no fraction is left: the free bid whose reduced weight is nearest to nothing; `None` when
/// every bid is fixed.
pub(crate) fn nearest(
    p: &Problem,
    rows: &Rows,
    x: &[i64],
    fixed: &[i8],
    node: &TreeNode,
    work: &mut u64,
) -> Option<Decision> {
    let mut prices = Vec::new();
    dense(&node.prices, rows.len(), &mut prices);
    *work += rows.entries_total();
    (0..p.bids())
        .filter(|&b| fixed[b] == 0)
        .min_by_key(|&b| (rows.reduced(p, &prices, b).abs(), b))
        .map(|b| Decision::Bid { bid: b as u32, win: 2 * x[b] >= WHOLE })
}
