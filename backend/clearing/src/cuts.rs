//! Cuts that the current fractions violate. Fractions are integers in parts of `WHOLE`.

use std::collections::HashSet;

use crate::award::{Cut, Limit};
use crate::lp::WHOLE;
use crate::problem::Problem;
use crate::rows::{Kind, Rows};

/// A violation smaller than this is not worth a row.
const LEAST: i64 = WHOLE / 50;

/// Finds violated cuts and remembers those it gave out.
#[derive(Default)]
pub(crate) struct Separator {
    known: HashSet<(i64, Vec<u32>)>,
}

pub(crate) struct Found {
    pub cut: Cut,
    pub bids: Vec<u32>,
    pub rhs: i64,
    violation: i64,
}

impl Separator {
    /// At most `most` violated cuts, the most violated first.
    pub(crate) fn find(
        &mut self,
        p: &Problem,
        rows: &Rows,
        x: &[i64],
        most: usize,
        work: &mut u64,
    ) -> Vec<Found> {
        let mut out = Vec::new();
        for r in 0..rows.len() {
            let (m, limit) = match rows.kind[r] {
                Kind::Capacity(m) => (m, Limit::Capacity),
                Kind::Exposure(m) => (m, Limit::Exposure),
                _ => continue,
            };
            covers(p, m, limit, &rows.entries[r], rows.limit[r], x, &mut out, work);
        }
        cliques(p, rows, x, &mut out, work);
        out.sort_by(|a, b| b.violation.cmp(&a.violation).then_with(|| a.bids.cmp(&b.bids)));
        out.retain(|f| self.known.insert((f.rhs, f.bids.clone())));
        for f in &out[most.min(out.len())..] {
            self.known.remove(&(f.rhs, f.bids.clone()));
        }
        out.truncate(most);
        out
    }
}

fn cover_cut(p: &Problem, m: u32, limit: Limit, mut bids: Vec<u32>, rhs: i64, x: &[i64]) -> Option<Found> {
    bids.sort_unstable();
    let violation = bids.iter().map(|&b| x[b as usize]).sum::<i64>() - rhs * WHOLE;
    let cut = Cut::Cover {
        manager: p.manager_ids[m as usize],
        limit,
        bids: bids.iter().map(|&b| p.bid_ids[b as usize]).collect(),
        rhs,
    };
    (violation > LEAST).then_some(Found { cut, bids, rhs, violation })
}

/// Extended covers of one limit: greedy ones by fraction, and all bids from a size upwards.
#[allow(clippy::too_many_arguments)]
fn covers(
    p: &Problem,
    m: u32,
    limit: Limit,
    entries: &[(u32, i64)],
    most: i64,
    x: &[i64],
    out: &mut Vec<Found>,
    work: &mut u64,
) {
    let mut some: Vec<(u32, i64)> =
        entries.iter().copied().filter(|e| x[e.0 as usize] > 0 && e.1 <= most).collect();
    *work += 4 * entries.len() as u64;
    if some.len() < 2 {
        return;
    }
    // from a size upwards: `rhs` of the smallest fit, one more does not
    let mut by_size: Vec<(i64, u32)> = entries.iter().map(|&(b, a)| (a, b)).collect();
    by_size.sort_unstable();
    let mut best: Option<Found> = None;
    let mut last = 0;
    for from in 0..by_size.len() {
        if by_size[from].0 == last || x[by_size[from].1 as usize] == 0 {
            continue;
        }
        last = by_size[from].0;
        let first = by_size.partition_point(|e| e.0 < last);
        let (mut sum, mut rhs) = (0i128, 0i64);
        for e in &by_size[first..] {
            sum += i128::from(e.0);
            if sum > i128::from(most) {
                break;
            }
            rhs += 1;
        }
        *work += (by_size.len() - first) as u64;
        if sum <= i128::from(most) {
            break;
        }
        let violation = by_size[first..].iter().map(|e| x[e.1 as usize]).sum::<i64>() - rhs * WHOLE;
        if violation > best.as_ref().map_or(LEAST, |f| f.violation) {
            best = cover_cut(p, m, limit, by_size[first..].iter().map(|e| e.1).collect(), rhs, x);
        }
    }
    out.extend(best);
    // greedy: least (1 − x) per size first
    some.sort_unstable_by(|&(b, a), &(d, c)| {
        let (u, v) = (WHOLE - x[b as usize], WHOLE - x[d as usize]);
        (i128::from(u) * i128::from(c)).cmp(&(i128::from(v) * i128::from(a))).then(c.cmp(&a)).then(b.cmp(&d))
    });
    for skip in 0..some.len().min(6) {
        let (mut sum, mut cover) = (0i128, Vec::new());
        for &(b, a) in &some[skip..] {
            cover.push((b, a));
            sum += i128::from(a);
            if sum > i128::from(most) {
                break;
            }
        }
        if sum <= i128::from(most) {
            break;
        }
        // make it minimal, least fraction out first
        cover.sort_unstable_by_key(|&(b, a)| (x[b as usize], a, b));
        let mut k = 0;
        while k < cover.len() {
            if sum - i128::from(cover[k].1) > i128::from(most) {
                sum -= i128::from(cover.remove(k).1);
            } else {
                k += 1;
            }
        }
        let largest = cover.iter().map(|e| e.1).max().unwrap_or(0);
        let rhs = cover.len() as i64 - 1;
        let mut bids: Vec<u32> = cover.iter().map(|e| e.0).collect();
        bids.extend(
            entries.iter().filter(|e| e.1 >= largest && !cover.iter().any(|c| c.0 == e.0)).map(|e| e.0),
        );
        *work += (entries.len() + some.len()) as u64;
        out.extend(cover_cut(p, m, limit, bids, rhs, x));
    }
}

/// Cliques of the conflict graph grown from fractional bids, then widened by bids of fraction 0.
fn cliques(p: &Problem, rows: &Rows, x: &[i64], out: &mut Vec<Found>, work: &mut u64) {
    let mut some: Vec<u32> =
        (0..p.bids() as u32).filter(|&b| x[b as usize] > WHOLE / 1000 && x[b as usize] < WHOLE).collect();
    some.sort_unstable_by_key(|&b| (std::cmp::Reverse(x[b as usize]), b));
    *work += p.bids() as u64;
    let mut near: Vec<Vec<u32>> = vec![Vec::new(); p.bids()];
    for (i, &b) in some.iter().enumerate() {
        let mut around: Vec<u32> = Vec::new();
        for &(r, _) in &rows.of_bid[b as usize] {
            if !matches!(rows.kind[r as usize], Kind::Cut(_)) {
                around.extend(
                    rows.entries[r as usize]
                        .iter()
                        .map(|e| e.0)
                        .filter(|&d| x[d as usize] > WHOLE / 1000 && x[d as usize] < WHOLE),
                );
                *work += rows.entries[r as usize].len() as u64;
            }
        }
        around.sort_unstable_by_key(|&d| (std::cmp::Reverse(x[d as usize]), d));
        around.dedup();
        around.retain(|&d| d != b && p.conflict(b as usize, d as usize));
        *work += 8 * around.len() as u64;
        near[b as usize] = around;
        if i > 2_000 {
            break;
        }
    }
    for &b in some.iter().take(2_000) {
        let mut clique = vec![b];
        for &d in &near[b as usize] {
            *work += 8 * clique.len() as u64;
            if clique.iter().all(|&e| p.conflict(d as usize, e as usize)) {
                clique.push(d);
            }
        }
        let sum: i64 = clique.iter().map(|&d| x[d as usize]).sum();
        if sum <= WHOLE + LEAST {
            continue;
        }
        // widen by bids that share a client with the first member
        for &c in p.bid_clients.of(b as usize) {
            for &d in p.client_bids.of(c as usize) {
                *work += 8 * clique.len() as u64;
                if !clique.contains(&d) && clique.iter().all(|&e| p.conflict(d as usize, e as usize)) {
                    clique.push(d);
                }
            }
        }
        clique.sort_unstable();
        out.push(Found {
            cut: Cut::Clique { bids: clique.iter().map(|&d| p.bid_ids[d as usize]).collect() },
            bids: clique,
            rhs: 1,
            violation: sum - WHOLE,
        });
    }
}
