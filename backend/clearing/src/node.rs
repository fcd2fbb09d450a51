//! Nodes of the search tree and what their decisions fix.

use std::sync::Arc;

use crate::lp::Basis;
use crate::problem::Problem;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Bid { bid: u32, win: bool },
    Client { client: u32, manager: u32, goes: bool },
}

impl Decision {
    pub(crate) fn opposite(self) -> Self {
        match self {
            Self::Bid { bid, win } => Self::Bid { bid, win: !win },
            Self::Client { client, manager, goes } => Self::Client { client, manager, goes: !goes },
        }
    }

    /// Enters the decision into `fixed`; false when it contradicts what is fixed already.
    pub(crate) fn apply(self, p: &Problem, fixed: &mut [i8]) -> bool {
        let mut agree = true;
        let mut set = |b: u32, v: i8| {
            let f = &mut fixed[b as usize];
            if *f == -v {
                agree = false;
            } else {
                *f = v;
            }
        };
        match self {
            Self::Bid { bid, win } => set(bid, if win { 1 } else { -1 }),
            Self::Client { client, manager, goes } => {
                for &b in p.client_bids.of(client as usize) {
                    if (p.manager[b as usize] == manager) != goes {
                        set(b, -1);
                    }
                }
            }
        }
        agree
    }
}

/// Prices that are not 0, by row.
pub(crate) type SparsePrices = Arc<Vec<(u32, i128)>>;

pub(crate) fn sparse(prices: &[i128]) -> SparsePrices {
    Arc::new(prices.iter().enumerate().filter(|(_, y)| **y != 0).map(|(r, &y)| (r as u32, y)).collect())
}

pub(crate) fn dense(prices: &SparsePrices, rows: usize, out: &mut Vec<i128>) {
    out.clear();
    out.resize(rows, 0);
    for &(r, y) in prices.iter() {
        out[r as usize] = y;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    /// Proven by its prices.
    Leaf,
    Infeasible,
    /// Children: the decision as stored in the first, its opposite in the second.
    Split {
        first: u32,
        second: u32,
    },
}

#[derive(Clone)]
pub(crate) struct TreeNode {
    pub parent: u32,
    pub decision: Option<Decision>,
    pub state: State,
    pub depth: u32,
    /// Of the node's own prices under its own fixings, or its parent's if that is lower.
    pub bound: i128,
    pub prices: SparsePrices,
    pub basis: Option<Arc<Basis>>,
}
