//! All limits of a round as rows, cuts included, and the price bound over them in exact integers.

use crate::award::{Cut, Limit};
use crate::problem::Problem;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Client(u32),
    Group(u32),
    Capacity(u32),
    Exposure(u32),
    Cut(u32),
}

/// Rows `Σ coefficient × bid ≤ limit`, by row and by bid. Limits that no set of bids can reach are left out.
pub(crate) struct Rows {
    pub kind: Vec<Kind>,
    pub limit: Vec<i64>,
    pub entries: Vec<Vec<(u32, i64)>>,
    pub of_bid: Vec<Vec<(u32, i64)>>,
    pub cuts: Vec<Cut>,
}

impl Rows {
    pub(crate) fn new(p: &Problem) -> Self {
        let mut out = Self {
            kind: Vec::new(),
            limit: Vec::new(),
            entries: Vec::new(),
            of_bid: vec![Vec::new(); p.bids()],
            cuts: Vec::new(),
        };
        for c in 0..p.client_ids.len() {
            let bids = p.client_bids.of(c);
            if bids.len() > 1 {
                out.push(Kind::Client(c as u32), 1, bids.iter().map(|&b| (b, 1)).collect());
            }
        }
        for g in 0..p.group_ids.len() {
            let bids = p.group_bids.of(g);
            if bids.len() > 1 {
                out.push(Kind::Group(g as u32), 1, bids.iter().map(|&b| (b, 1)).collect());
            }
        }
        for m in 0..p.manager_ids.len() {
            let bids = p.manager_bids.of(m);
            if let Some(capacity) = p.capacity[m] {
                let entries: Vec<_> = bids.iter().map(|&b| (b, p.size[b as usize])).collect();
                if entries.iter().map(|e| e.1).sum::<i64>() > capacity {
                    out.push(Kind::Capacity(m as u32), capacity, entries);
                }
            }
            if let Some(limit) = p.max_exposure[m] {
                let entries: Vec<_> =
                    bids.iter().map(|&b| (b, p.exposure[b as usize])).filter(|e| e.1 > 0).collect();
                if entries.iter().map(|e| i128::from(e.1)).sum::<i128>() > i128::from(limit) {
                    out.push(Kind::Exposure(m as u32), limit, entries);
                }
            }
            // bids that break a limit alone: a cover with nothing left to win
            for limit in [Limit::Capacity, Limit::Exposure] {
                let never: Vec<u32> = bids
                    .iter()
                    .copied()
                    .filter(|&b| match limit {
                        Limit::Capacity => p.capacity[m].is_some_and(|c| p.size[b as usize] > c),
                        Limit::Exposure => p.max_exposure[m].is_some_and(|e| p.exposure[b as usize] > e),
                    })
                    .collect();
                if !never.is_empty() {
                    out.add_cut(
                        Cut::Cover {
                            manager: p.manager_ids[m],
                            limit,
                            bids: never.iter().map(|&b| p.bid_ids[b as usize]).collect(),
                            rhs: 0,
                        },
                        &never,
                        0,
                    );
                }
            }
        }
        out
    }

    fn push(&mut self, kind: Kind, limit: i64, entries: Vec<(u32, i64)>) -> u32 {
        let row = self.kind.len() as u32;
        for &(b, a) in &entries {
            self.of_bid[b as usize].push((row, a));
        }
        self.kind.push(kind);
        self.limit.push(limit);
        self.entries.push(entries);
        row
    }

    /// Adds a valid cut over the given bids as a row.
    pub(crate) fn add_cut(&mut self, cut: Cut, bids: &[u32], rhs: i64) -> u32 {
        let index = self.cuts.len() as u32;
        self.cuts.push(cut);
        self.push(Kind::Cut(index), rhs, bids.iter().map(|&b| (b, 1)).collect())
    }

    pub(crate) fn len(&self) -> usize {
        self.kind.len()
    }

    pub(crate) fn entries_total(&self) -> u64 {
        self.entries.iter().map(|e| e.len() as u64).sum()
    }

    /// Weight less the prices of what a bid uses.
    pub(crate) fn reduced(&self, p: &Problem, prices: &[i128], b: usize) -> i128 {
        let mut w = p.weight[b];
        for &(r, a) in &self.of_bid[b] {
            w -= prices.get(r as usize).copied().unwrap_or(0) * i128::from(a);
        }
        w
    }

    /// Reduced weights of all bids; returns `Σ limit × price`.
    pub(crate) fn reduce(&self, p: &Problem, prices: &[i128], out: &mut Vec<i128>) -> i128 {
        out.clear();
        out.extend((0..p.bids()).map(|b| self.reduced(p, prices, b)));
        prices.iter().zip(&self.limit).map(|(&y, &l)| y * i128::from(l)).sum()
    }

    /// No set that obeys the fixings (`1` wins, `-1` loses, `0` free) weighs more than this, whatever the prices.
    pub(crate) fn bound(&self, p: &Problem, prices: &[i128], fixed: &[i8]) -> i128 {
        let mut sum: i128 = prices.iter().zip(&self.limit).map(|(&y, &l)| y * i128::from(l)).sum();
        for (b, &f) in fixed.iter().enumerate() {
            if f < 0 {
                continue;
            }
            let w = self.reduced(p, prices, b);
            if f > 0 || w > 0 {
                sum += w;
            }
        }
        sum
    }
}
