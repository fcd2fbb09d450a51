//! One worker: a simplex of its own, which evaluates nodes of the tree and dives.

use std::sync::Arc;

use crate::branch;
use crate::descent::descend;
use crate::greedy::Packing;
use crate::lp::{Basis, Outcome, Simplex, WHOLE};
use crate::node::{Decision, SparsePrices, State, TreeNode, dense, sparse};
use crate::problem::{Problem, UNIT};
use crate::rows::Rows;

/// What the workers share and only the driver changes, between epochs.
pub(crate) struct Shared<'a> {
    pub p: &'a Problem,
    pub rows: &'a Rows,
    /// Bids that root prices exclude from anything better than the best set; `None` when leaves have to stand
    /// by themselves in a certificate.
    pub excluded: Option<Vec<bool>>,
    pub by_weight: &'a [u32],
}

/// A node to work on: the decisions on its path, and where its parent left off.
pub(crate) struct Task {
    pub node: u32,
    pub path: Vec<Decision>,
    pub bound: i128,
    pub prices: SparsePrices,
    pub basis: Option<Arc<Basis>>,
    pub depth: u32,
}

/// What a dive found: nodes whose parents are the task's node (index 0) or earlier ones of the list.
pub(crate) struct Outcomes {
    pub node: u32,
    pub nodes: Vec<TreeNode>,
    pub found: Vec<Vec<u32>>,
    pub work: u64,
}

pub(crate) struct Worker {
    lp: Simplex,
    /// Column of each bid, if it is in the program.
    column: Vec<u32>,
    bids: Vec<u32>,
    lp_rows: usize,
    fixed: Vec<i8>,
    boxed: Vec<i8>,
    prices: Vec<i128>,
    fractions: Vec<i64>,
    /// Fraction of every bid in parts of `WHOLE`.
    x: Vec<i64>,
    work: u64,
}

/// Work of a node that is done even when the budget of its dive is used up, so that every epoch gets somewhere.
const LEAST_SOLVE: u64 = 1_000_000;
const NO_COLUMN: u32 = u32::MAX;

/// A node's evaluation.
pub(crate) enum Verdict {
    Infeasible,
    Pruned,
    /// To be split by this decision (the child to follow first).
    Branch(Decision),
    /// The budget ran out first; to be continued from the current basis.
    Paused,
}

impl Worker {
    pub(crate) fn new(p: &Problem) -> Self {
        Self {
            lp: Simplex::new(p.weight.iter().copied().max().unwrap_or(1)),
            column: vec![NO_COLUMN; p.bids()],
            bids: Vec::new(),
            lp_rows: 0,
            fixed: vec![0; p.bids()],
            boxed: Vec::new(),
            prices: Vec::new(),
            fractions: Vec::new(),
            x: vec![0; p.bids()],
            work: 0,
        }
    }

    pub(crate) fn work(&self) -> u64 {
        self.work + self.lp.work()
    }

    pub(crate) fn has_column(&self, b: u32) -> bool {
        self.column[b as usize] != NO_COLUMN
    }

    /// Brings the rows of the program up to date, then adds columns for bids.
    pub(crate) fn add(&mut self, p: &Problem, rows: &Rows, bids: &[u32]) {
        for r in self.lp_rows..rows.len() {
            let entries: Vec<(u32, i64)> = rows.entries[r]
                .iter()
                .filter(|e| self.column[e.0 as usize] != NO_COLUMN)
                .map(|&(b, a)| (self.column[b as usize], a))
                .collect();
            self.lp.add_row(&entries, rows.limit[r]);
        }
        self.lp_rows = rows.len();
        for &b in bids {
            if self.column[b as usize] == NO_COLUMN {
                self.column[b as usize] = self.lp.add_column(p.weight[b as usize], &rows.of_bid[b as usize]);
                self.bids.push(b);
                self.boxed.push(0);
            }
        }
    }

    fn set_boxes(&mut self) {
        for (j, &b) in self.bids.iter().enumerate() {
            let f = self.fixed[b as usize];
            if f != self.boxed[j] {
                self.boxed[j] = f;
                self.lp.set_box(j as u32, f > 0, f >= 0);
            }
        }
    }

    /// Solves the root's program for at most `budget` of work; prices and fractions are current afterwards.
    pub(crate) fn solve_root(&mut self, budget: u64) -> Outcome {
        self.set_boxes();
        let outcome = self.lp.solve(budget, None);
        self.read();
        outcome
    }

    fn read(&mut self) {
        self.lp.prices(&mut self.prices);
        self.lp.fractions(&mut self.fractions);
        self.x.fill(0);
        for (j, &b) in self.bids.iter().enumerate() {
            self.x[b as usize] = self.fractions[j];
        }
        self.work += (self.bids.len() + self.lp.rows()) as u64;
    }

    pub(crate) fn prices(&self) -> &[i128] {
        &self.prices
    }

    #[allow(clippy::misnamed_getters)] // the simplex calls its fractions x
    pub(crate) fn fractions(&self) -> &[i64] {
        &self.x
    }

    pub(crate) fn basis(&self) -> Basis {
        self.lp.basis()
    }

    /// Dives from a task's node until a leaf is closed or the budget is used; `best` is the best set known.
    pub(crate) fn dive(&mut self, s: &Shared<'_>, task: &Task, best: &[u32], budget: u64) -> Outcomes {
        let start = self.work();
        let mut best: Vec<u32> = best.to_vec();
        let mut out = Outcomes { node: task.node, nodes: Vec::new(), found: Vec::new(), work: 0 };
        out.nodes.push(TreeNode {
            parent: 0,
            decision: None,
            state: State::Open,
            depth: task.depth,
            bound: task.bound,
            prices: task.prices.clone(),
            basis: None,
        });
        self.fixed.fill(0);
        let mut agree = true;
        for d in &task.path {
            agree &= d.apply(s.p, &mut self.fixed);
        }
        if let Some(basis) = &task.basis {
            self.lp.restore(basis);
        }
        let mut current = 0usize;
        loop {
            if !agree || !self.wins_feasible(s.p) {
                out.nodes[current].state = State::Infeasible;
                break;
            }
            let node = &mut out.nodes[current];
            let verdict = self.evaluate(s, node, &mut best, &mut out.found, start + budget);
            let decision = match verdict {
                Verdict::Paused => {
                    node.basis = Some(Arc::new(self.lp.basis()));
                    break;
                }
                Verdict::Infeasible => {
                    out.nodes[current].state = State::Infeasible;
                    break;
                }
                Verdict::Pruned => {
                    out.nodes[current].state = State::Leaf;
                    break;
                }
                Verdict::Branch(decision) => decision,
            };
            let depth = out.nodes[current].depth + 1;
            if depth as usize >= crate::award::MAX_TREE_DEPTH {
                break;
            }
            let basis = Arc::new(self.lp.basis());
            let (first, second) = (out.nodes.len() as u32, out.nodes.len() as u32 + 1);
            out.nodes[current].state = State::Split { first, second };
            let child = |decision| TreeNode {
                parent: current as u32,
                decision: Some(decision),
                state: State::Open,
                depth,
                bound: out.nodes[current].bound,
                prices: out.nodes[current].prices.clone(),
                basis: Some(basis.clone()),
            };
            let (a, b) = (child(decision), child(decision.opposite()));
            out.nodes.push(a);
            out.nodes.push(b);
            current = first as usize;
            agree = decision.apply(s.p, &mut self.fixed);
            if self.work() - start > budget {
                break;
            }
        }
        out.work = self.work() - start;
        out
    }

    fn wins_feasible(&mut self, p: &Problem) -> bool {
        let wins: Vec<u32> = (0..self.fixed.len() as u32).filter(|&b| self.fixed[b as usize] > 0).collect();
        self.work += self.fixed.len() as u64 / 8;
        p.feasible(&wins)
    }

    /// The exact bound of the current prices at the current fixings, with bids that cannot matter left out only if
    /// the certificate does not need them.
    fn exact(&mut self, s: &Shared<'_>) -> i128 {
        self.work += s.rows.entries_total();
        s.rows.bound(s.p, &self.prices, &self.fixed)
    }

    fn evaluate(
        &mut self,
        s: &Shared<'_>,
        node: &mut TreeNode,
        best: &mut Vec<u32>,
        found: &mut Vec<Vec<u32>>,
        end: u64,
    ) -> Verdict {
        if let Some(excluded) = &s.excluded {
            for (b, &out) in excluded.iter().enumerate() {
                if out && self.fixed[b] == 0 {
                    self.fixed[b] = -1;
                }
            }
        }
        let mut target = s.p.weigh(best);
        loop {
            self.set_boxes();
            let left = end.saturating_sub(self.work()).max(LEAST_SOLVE);
            let outcome = self.lp.solve(left, Some(target));
            if outcome == Outcome::Infeasible && !self.wins_feasible(s.p) {
                return Verdict::Infeasible;
            }
            self.read();
            let bound = self.exact(s);
            if bound < node.bound {
                node.bound = bound;
                node.prices = sparse(&self.prices);
            }
            if self.closed(s, node, best, target) {
                return Verdict::Pruned;
            }
            if outcome == Outcome::Paused {
                return Verdict::Paused;
            }
            if !self.add_priced_out(s) {
                break;
            }
        }
        self.round(s, best, found, end);
        target = s.p.weigh(best);
        if node.bound - target < UNIT * 4 || node.bound <= target {
            // nearly closed: what rounding to integers lost, exact descent regains
            dense(&node.prices, s.rows.len(), &mut self.prices);
            let bound = descend(s.p, s.rows, &self.fixed, &mut self.prices, target, 20, &mut self.work);
            if bound <= node.bound {
                node.bound = bound;
                node.prices = sparse(&self.prices);
            }
        }
        if self.closed(s, node, best, target) {
            return Verdict::Pruned;
        }
        match self.split(s, node, target) {
            Some(decision) => Verdict::Branch(decision),
            None => {
                // everything is decided
                let wins: Vec<u32> = (0..s.p.bids() as u32).filter(|&b| self.fixed[b as usize] > 0).collect();
                if s.p.better(&wins, best) {
                    best.clone_from(&wins);
                    found.push(wins);
                }
                Verdict::Pruned
            }
        }
    }

    /// The decision to split by: the one whose two sides lower the bound most after a few pivots.
    fn split(&mut self, s: &Shared<'_>, node: &TreeNode, target: i128) -> Option<Decision> {
        let most = if node.depth < 10 { 10 } else { 5 };
        let list = branch::candidates(s.p, &self.x, &self.fixed, most, &mut self.work);
        if list.len() < 2 {
            let first = list.first().copied();
            return first
                .or_else(|| branch::nearest(s.p, s.rows, &self.x, &self.fixed, node, &mut self.work));
        }
        let fixed = self.fixed.clone();
        let snapshot = self.lp.snapshot();
        let trial = 50_000 + 60 * self.lp.rows() as u64;
        let start = self.lp.objective();
        let gap = (start - target).max(1);
        let mut best: Option<(i128, Decision)> = None;
        for decision in list {
            let mut falls = [0i128; 2];
            for (side, fall) in [decision, decision.opposite()].into_iter().zip(&mut falls) {
                *fall = gap;
                if side.apply(s.p, &mut self.fixed) {
                    self.set_boxes();
                    let outcome = self.lp.solve(trial, Some(target));
                    if !matches!(outcome, Outcome::Infeasible | Outcome::Cutoff) {
                        *fall = (start - self.lp.objective()).clamp(0, gap);
                    }
                }
                self.fixed.copy_from_slice(&fixed);
                self.set_boxes();
                self.lp.take_back(&snapshot);
            }
            // in parts of the gap, the smaller fall first
            let part = |f: i128| (f >> 20) * 1_000 / ((gap >> 20) + 1) + 1;
            let (a, b) = (part(falls[0]), part(falls[1]));
            let score = a * b * 1_000 + a.min(b);
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, decision));
            }
        }
        best.map(|(_, d)| d)
    }

    /// Whether nothing better than `best` is left under the node: its bound is below, or equal while the prices
    /// leave no bid undecided.
    fn closed(&mut self, s: &Shared<'_>, node: &TreeNode, best: &[u32], target: i128) -> bool {
        if node.bound != target {
            return node.bound < target;
        }
        let mut prices = Vec::new();
        dense(&node.prices, s.rows.len(), &mut prices);
        self.work += s.rows.entries_total();
        let undecided = (0..s.p.bids()).any(|b| self.fixed[b] == 0 && s.rows.reduced(s.p, &prices, b) == 0);
        if undecided {
            return false;
        }
        // only one set can reach the bound; a different one of equal weight would have to be compared by hashes
        let only: Vec<u32> = (0..s.p.bids() as u32)
            .filter(|&b| {
                self.fixed[b as usize] > 0
                    || self.fixed[b as usize] == 0 && s.rows.reduced(s.p, &prices, b as usize) > 0
            })
            .collect();
        only == best || s.p.weigh(&only) != target || !s.p.feasible(&only) || !s.p.better(&only, best)
    }

    /// Adds bids that are not in the program but worth more than their prices; true if there were any.
    fn add_priced_out(&mut self, s: &Shared<'_>) -> bool {
        if self.bids.len() == s.p.bids() {
            return false;
        }
        self.work += s.rows.entries_total();
        let new: Vec<u32> = (0..s.p.bids() as u32)
            .filter(|&b| {
                !self.has_column(b)
                    && self.fixed[b as usize] == 0
                    && s.rows.reduced(s.p, &self.prices, b as usize) > 0
            })
            .collect();
        self.add(s.p, s.rows, &new);
        !new.is_empty()
    }

    /// Rounds the fractions to a set, improves it, and keeps it if it is better.
    fn round(&mut self, s: &Shared<'_>, best: &mut Vec<u32>, found: &mut Vec<Vec<u32>>, end: u64) {
        let mut order: Vec<u32> =
            self.bids.iter().copied().filter(|&b| self.x[b as usize] > WHOLE / 1000).collect();
        order.sort_unstable_by(|&a, &b| {
            self.x[b as usize]
                .cmp(&self.x[a as usize])
                .then(s.p.weight[b as usize].cmp(&s.p.weight[a as usize]))
                .then(a.cmp(&b))
        });
        let mut packing = Packing::new(s.p);
        packing.fill(s.p, &order, &mut self.work);
        let rest: Vec<u32> = s.by_weight.iter().copied().filter(|&b| self.has_column(b)).collect();
        packing.fill(s.p, &rest, &mut self.work);
        let end = self.work + end.saturating_sub(self.work()).max(LEAST_SOLVE);
        packing.improve(s.p, &rest, &mut self.work, end);
        if packing.weight >= s.p.weigh(best) {
            let set = packing.set();
            if s.p.better(&set, best) {
                best.clone_from(&set);
                found.push(set);
            }
        }
    }
}
