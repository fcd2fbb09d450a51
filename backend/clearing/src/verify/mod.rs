//! The award verifier: re-checks a file against a round with neither a solver nor floating point.
//!
//! It shares with the solver only the reading of the round and the definition of what is in a losing bid's way.
//! Its time is that of reading the file, plus one pass over the round for each leaf of the tree.

mod bound;
mod cuts;

use crate::award::{Award, CertificateKind, MAX_TREE_DEPTH, Node, Status, StoppedBy, TieStatus, gap_pct};
use crate::instance::{Instance, InstanceError};
use crate::losers::losers;
use crate::problem::Problem;
use crate::search::CERTIFIED_BIDS;
use bound::{Checked, PriceBook};

/// What the file proves by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub value: i64,
    /// The least bound that the file's prices or tree prove; the award's own bound for a `replay` is lower or equal.
    pub proven_bound: i64,
    /// Whether the award's claims (bound, and ties where it says proven) rest on this file alone; false for
    /// `replay`, where the rest is shown by clearing again.
    pub complete: bool,
}

/// The first thing found wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    #[error("the round itself is not valid: {0}")]
    Instance(#[from] InstanceError),
    #[error("book digest differs from the round's")]
    BookDigest,
    #[error("seed differs from the round's")]
    Seed,
    #[error("winners are not ascending, or one appears twice")]
    WinnersOrder,
    #[error("{what} {id} does not exist in the round")]
    Unknown { what: &'static str, id: i64 },
    #[error("client {client} is won twice")]
    ClientTwice { client: i64 },
    #[error("exclusive group {group} wins twice")]
    GroupTwice { group: i64 },
    #[error("manager {manager} exceeds the capacity")]
    Capacity { manager: i64 },
    #[error("manager {manager} exceeds the exposure limit")]
    Exposure { manager: i64 },
    #[error("value {claimed} is stated, the winners sum to {actual}")]
    Value { claimed: i64, actual: i64 },
    #[error("{claimed} lots are stated, the winners hold {actual}")]
    Lots { claimed: i64, actual: i64 },
    #[error("bound {claimed} is stated, {proven} is proven")]
    Bound { claimed: i64, proven: i64 },
    #[error("status does not agree with value and bound")]
    Status,
    #[error("gap_pct is not that of value and bound")]
    Gap,
    #[error("stopped_by does not agree with status")]
    StoppedBy,
    #[error("tie_status claims a proof that the file does not carry")]
    Ties,
    #[error("the certificate is not of the kind stated, or not enough for this round")]
    Certificate,
    #[error("cut {index} is not valid")]
    Cut { index: usize },
    #[error(
        "a price is negative, its scale is not a power of two up to 2^66, or it names nothing that exists"
    )]
    Prices,
    #[error("a node marked infeasible is not")]
    NotInfeasible,
    #[error("the tree is nested too deeply")]
    TooDeep,
    #[error("amounts too large for exact sums")]
    Overflow,
    #[error("bid {bid} has no, a wrong or a superfluous entry among the losers")]
    Loser { bid: i64 },
}

/// Re-checks an award against its round: digest and seed, the winners against every rule, value and lots, each
/// cut, each price and leaf, the claims of status, and the reason of every losing bid (CLEARING, "Files and
/// commands").
///
/// # Errors
/// The first [`VerifyError`] found.
pub fn verify(instance: &Instance, award: &Award) -> Result<Verified, VerifyError> {
    let p = Problem::new(instance)?;
    if award.book_digest != p.book_digest {
        return Err(VerifyError::BookDigest);
    }
    if award.seed != p.seed {
        return Err(VerifyError::Seed);
    }
    let winners = winners(&p, award)?;
    claims(&p, award)?;
    let cuts = cuts::check(&p, &award.cuts)?;
    let book = PriceBook::new(&p, &cuts);
    let root = book.bound(&award.prices, &vec![0; p.bids()])?;
    let weight = p.weigh(&winners);
    let proven = match award.certificate {
        CertificateKind::Prices | CertificateKind::Replay if award.tree.is_some() => {
            return Err(VerifyError::Certificate);
        }
        CertificateKind::Prices | CertificateKind::Replay => root,
        CertificateKind::Tree => {
            let tree = award.tree.as_ref().ok_or(VerifyError::Certificate)?;
            let mut walk = Walk { p: &p, book: &book, fixed: vec![0; p.bids()], most: Checked::default() };
            walk.node(tree, 0)?;
            walk.most
        }
    };
    let complete = award.certificate != CertificateKind::Replay;
    if complete {
        if proven.value > award.bound {
            return Err(VerifyError::Bound { claimed: award.bound, proven: proven.value });
        }
        if award.tie_status == TieStatus::Proven && proven.weight > weight {
            return Err(VerifyError::Ties);
        }
    } else {
        if award.status == Status::Optimal && p.bids() <= CERTIFIED_BIDS {
            return Err(VerifyError::Certificate);
        }
        if award.bound > proven.value {
            return Err(VerifyError::Bound { claimed: award.bound, proven: proven.value });
        }
    }
    let expected = losers(&p, &winners);
    for (bid, reason) in &expected {
        if award.losers.get(bid) != Some(reason) || (!reason.beaten_by.is_empty() && reason.short_by < 0) {
            return Err(VerifyError::Loser { bid: *bid });
        }
    }
    if let Some((bid, _)) = award.losers.iter().find(|(id, _)| !expected.contains_key(id)) {
        return Err(VerifyError::Loser { bid: *bid });
    }
    Ok(Verified { value: award.value, proven_bound: proven.value, complete })
}

/// The winners as indices, after every rule.
fn winners(p: &Problem, award: &Award) -> Result<Vec<u32>, VerifyError> {
    if award.winners.windows(2).any(|w| w[0] >= w[1]) {
        return Err(VerifyError::WinnersOrder);
    }
    let mut out = Vec::with_capacity(award.winners.len());
    for &id in &award.winners {
        let b = p.bid_ids.binary_search(&id).map_err(|_| VerifyError::Unknown { what: "bid", id })?;
        out.push(b as u32);
    }
    let mut client = vec![false; p.client_ids.len()];
    let mut group = vec![false; p.group_ids.len()];
    let mut size = vec![0i64; p.manager_ids.len()];
    let mut exposure = vec![0i64; p.manager_ids.len()];
    for &b in &out {
        let b = b as usize;
        for &c in p.bid_clients.of(b) {
            if std::mem::replace(&mut client[c as usize], true) {
                return Err(VerifyError::ClientTwice { client: p.client_ids[c as usize] });
            }
        }
        if let Some(g) = p.group[b]
            && std::mem::replace(&mut group[g as usize], true)
        {
            return Err(VerifyError::GroupTwice { group: p.group_ids[g as usize] });
        }
        let m = p.manager[b] as usize;
        size[m] += p.size[b];
        exposure[m] += p.exposure[b];
    }
    for (m, &manager) in p.manager_ids.iter().enumerate() {
        if p.capacity[m].is_some_and(|c| size[m] > c) {
            return Err(VerifyError::Capacity { manager });
        }
        if p.max_exposure[m].is_some_and(|e| exposure[m] > e) {
            return Err(VerifyError::Exposure { manager });
        }
    }
    let value = out.iter().map(|&b| p.value[b as usize]).sum();
    if value != award.value {
        return Err(VerifyError::Value { claimed: award.value, actual: value });
    }
    let lots = out.iter().map(|&b| p.lots[b as usize]).sum();
    if lots != award.lots_awarded {
        return Err(VerifyError::Lots { claimed: award.lots_awarded, actual: lots });
    }
    Ok(out)
}

/// What the stated fields say about each other.
fn claims(p: &Problem, award: &Award) -> Result<(), VerifyError> {
    if award.bound < award.value || award.bound > p.value.iter().sum() {
        return Err(VerifyError::Bound { claimed: award.bound, proven: award.value });
    }
    let optimal = award.status == Status::Optimal;
    if optimal != (award.bound == award.value) {
        return Err(VerifyError::Status);
    }
    if award.gap_pct != gap_pct(award.value, award.bound) {
        return Err(VerifyError::Gap);
    }
    if optimal != (award.stopped_by == StoppedBy::Proof) {
        return Err(VerifyError::StoppedBy);
    }
    if !optimal && award.tie_status == TieStatus::Proven {
        return Err(VerifyError::Ties);
    }
    Ok(())
}

/// A walk over the tree with what is fixed on the way: `1` wins, `-1` loses, `2` both, `0` neither.
struct Walk<'a> {
    p: &'a Problem,
    book: &'a PriceBook<'a>,
    fixed: Vec<i8>,
    most: Checked,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, depth: usize) -> Result<(), VerifyError> {
        if depth > MAX_TREE_DEPTH {
            return Err(VerifyError::TooDeep);
        }
        match node {
            Node::Prices(prices) => {
                let bound = self.book.bound(prices, &self.fixed)?;
                self.most.value = self.most.value.max(bound.value);
                self.most.weight = self.most.weight.max(bound.weight);
                Ok(())
            }
            Node::Infeasible => {
                let wins: Vec<u32> =
                    (0..self.fixed.len() as u32).filter(|&b| self.fixed[b as usize] > 0).collect();
                let contradiction = self.fixed.contains(&2);
                if contradiction || !self.p.feasible(&wins) {
                    Ok(())
                } else {
                    Err(VerifyError::NotInfeasible)
                }
            }
            Node::Bid { bid, win, lose } => {
                let b = self
                    .p
                    .bid_ids
                    .binary_search(bid)
                    .map_err(|_| VerifyError::Unknown { what: "bid", id: *bid })?;
                self.with(&[b as u32], 1, win, depth)?;
                self.with(&[b as u32], -1, lose, depth)
            }
            Node::Client { client, manager, goes, not } => {
                let p = self.p;
                let unknown = |what, id| move |_| VerifyError::Unknown { what, id };
                let c = p.client_ids.binary_search(client).map_err(unknown("client", *client))?;
                let m = p.manager_ids.binary_search(manager).map_err(unknown("manager", *manager))?;
                let (own, others): (Vec<u32>, Vec<u32>) =
                    p.client_bids.of(c).iter().partition(|&&b| p.manager[b as usize] as usize == m);
                self.with(&others, -1, goes, depth)?;
                self.with(&own, -1, not, depth)
            }
        }
    }

    fn with(&mut self, bids: &[u32], value: i8, node: &Node, depth: usize) -> Result<(), VerifyError> {
        let before: Vec<i8> = bids.iter().map(|&b| self.fixed[b as usize]).collect();
        for &b in bids {
            let f = &mut self.fixed[b as usize];
            *f = if *f == 0 || *f == value { value } else { 2 };
        }
        let result = self.node(node, depth + 1);
        for (&b, f) in bids.iter().zip(before) {
            self.fixed[b as usize] = f;
        }
        result
    }
}
