//! Builds the award file from what the search found.

use crate::award::{Award, CertificateKind, Node, Prices, Status, StoppedBy, TieStatus, gap_pct};
use crate::losers::losers;
use crate::node::{Decision, State, TreeNode};
use crate::problem::{Problem, VALUE_SHIFT};
use crate::rows::{Kind, Rows};
use crate::search::{Found, decision_of};

/// Prices in the file's form, in the coarsest power of two that loses nothing.
fn prices(p: &Problem, rows: &Rows, sparse: &[(u32, i128)]) -> Prices {
    let zeros = sparse.iter().map(|e| e.1.trailing_zeros()).min().unwrap_or(VALUE_SHIFT).min(VALUE_SHIFT);
    let mut out = Prices { scale: 1 << (VALUE_SHIFT - zeros), ..Prices::default() };
    for &(r, y) in sparse {
        let y = y >> zeros;
        match rows.kind[r as usize] {
            Kind::Client(c) => {
                out.clients.insert(p.client_ids[c as usize], y);
            }
            Kind::Group(g) => {
                out.xor.insert(p.group_ids[g as usize], y);
            }
            Kind::Capacity(m) => {
                out.managers.entry(p.manager_ids[m as usize]).or_default().capacity = y;
            }
            Kind::Exposure(m) => {
                out.managers.entry(p.manager_ids[m as usize]).or_default().exposure = y;
            }
            Kind::Cut(k) => {
                out.cuts.insert(k, y);
            }
        }
    }
    out
}

fn tree(p: &Problem, rows: &Rows, nodes: &[TreeNode], at: u32) -> Node {
    let n = &nodes[at as usize];
    match n.state {
        State::Open | State::Leaf => Node::Prices(prices(p, rows, &n.prices)),
        State::Infeasible => Node::Infeasible,
        State::Split { first, second } => {
            let (a, b) = (tree(p, rows, nodes, first), tree(p, rows, nodes, second));
            match decision_of(nodes, first) {
                Decision::Bid { bid, win } => {
                    let (win, lose) = if win { (a, b) } else { (b, a) };
                    Node::Bid { bid: p.bid_ids[bid as usize], win: Box::new(win), lose: Box::new(lose) }
                }
                Decision::Client { client, manager, goes } => {
                    let (yes, no) = if goes { (a, b) } else { (b, a) };
                    Node::Client {
                        client: p.client_ids[client as usize],
                        manager: p.manager_ids[manager as usize],
                        goes: Box::new(yes),
                        not: Box::new(no),
                    }
                }
            }
        }
    }
}

pub(crate) fn award(p: &Problem, f: Found) -> Award {
    let value: i64 = f.best.iter().map(|&b| p.value[b as usize]).sum();
    let root: Vec<(u32, i128)> =
        f.root_prices.iter().enumerate().filter(|(_, y)| **y != 0).map(|(r, &y)| (r as u32, y)).collect();
    let split = matches!(f.nodes[0].state, State::Split { .. });
    let kind = if !split {
        CertificateKind::Prices
    } else if f.certified {
        CertificateKind::Tree
    } else {
        CertificateKind::Replay
    };
    let shown = if split { &root } else { f.nodes[0].prices.as_ref() };
    let bound = if f.value_proven { value } else { f.bound };
    Award {
        status: if bound <= value { Status::Optimal } else { Status::Gap },
        value,
        bound,
        gap_pct: gap_pct(value, bound),
        tie_status: if f.ties_proven { TieStatus::Proven } else { TieStatus::BestFound },
        winners: f.best.iter().map(|&b| p.bid_ids[b as usize]).collect(),
        lots_awarded: f.best.iter().map(|&b| p.lots[b as usize]).sum(),
        book_digest: p.book_digest.clone(),
        seed: p.seed.clone(),
        work: f.work,
        stopped_by: if bound <= value { StoppedBy::Proof } else { f.stopped },
        certificate: kind,
        prices: prices(p, &f.rows, shown),
        cuts: f.rows.cuts.clone(),
        tree: (kind == CertificateKind::Tree).then(|| tree(p, &f.rows, &f.nodes, 0)),
        version: format!("kejing-clearing/{}", env!("CARGO_PKG_VERSION")),
        losers: losers(p, &f.best),
    }
}
