//! The solve: start, root prices and cuts, then the tree in epochs of work.

use std::collections::BinaryHeap;

use crate::ascent::Volume;
use crate::award::StoppedBy;
use crate::cuts::Separator;
use crate::descent::descend;
use crate::greedy::{self, Packing};
use crate::lp::Outcome;
use crate::node::{Decision, State, TreeNode, sparse};
use crate::problem::{Problem, UNIT, VALUE_SHIFT};
use crate::progress::{EPOCH, Meter, Options, Report};
use crate::rows::Rows;
use crate::worker::{Outcomes, Shared, Task, Worker};

/// Dives of one epoch, whatever the number of threads: the award must not depend on it.
const DIVES: usize = 4;
/// Work for proving lots and draw after the value is proven: this, or as much as the value took.
const TIE_WORK: u64 = 2_000_000_000;
/// Bids up to which an optimal award carries a proof that needs no replay (CLEARING, "Files and commands").
pub(crate) const CERTIFIED_BIDS: usize = 2_000;
/// Bids up to which the linear program starts with all of them.
const DIRECT_BIDS: usize = 4_000;
/// Rounds of cuts at the root.
const CUT_ROUNDS: usize = 40;
/// Price entries kept for the certificate of a tree.
const CERTIFICATE_ENTRIES: usize = 20_000_000;

/// What the search leaves for the award.
pub(crate) struct Found {
    pub rows: Rows,
    pub best: Vec<u32>,
    pub nodes: Vec<TreeNode>,
    pub value_proven: bool,
    pub ties_proven: bool,
    /// Whether the tree stands by itself, without the exclusions of the root.
    pub certified: bool,
    pub bound: i64,
    pub root_prices: Vec<i128>,
    pub work: u64,
    pub stopped: StoppedBy,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Open {
    bound: i128,
    depth: u32,
    node: std::cmp::Reverse<u32>,
}

struct Search<'p, 'm, 'a, 'r> {
    p: &'p Problem,
    meter: &'m mut Meter<'a, 'r>,
    rows: Rows,
    best: Vec<u32>,
    nodes: Vec<TreeNode>,
    entries: usize,
}

pub(crate) fn floor_value(weight: i128) -> i64 {
    i64::try_from(weight >> VALUE_SHIFT).unwrap_or(i64::MAX)
}

fn value_of(p: &Problem, set: &[u32]) -> i64 {
    set.iter().map(|&b| p.value[b as usize]).sum()
}

/// Runs the whole search.
pub(crate) fn run(p: &Problem, options: &Options, report: &mut Report<'_>) -> Found {
    let mut meter = Meter::new(options, report);
    let rows = Rows::new(p);
    let mut search = Search { p, meter: &mut meter, rows, best: Vec::new(), nodes: Vec::new(), entries: 0 };
    search.start();
    let mut worker = Worker::new(p);
    let prices = search.root(&mut worker);
    let root_bound = search.rows.bound(p, &prices, &vec![0; p.bids()]);
    search.nodes.push(TreeNode {
        parent: 0,
        decision: None,
        state: State::Open,
        depth: 0,
        bound: root_bound,
        prices: sparse(&prices),
        basis: Some(std::sync::Arc::new(worker.basis())),
    });
    let certified = p.bids() <= CERTIFIED_BIDS;
    let (value_proven, ties_proven, bound, certified) =
        search.tree(worker, options.threads.max(1), certified, &prices);
    let Search { rows, mut best, nodes, .. } = search;
    if !value_proven {
        // no exchange of one losing bid may gain, so that every `short_by` is at least 0
        let mut packing = Packing::of(p, &best);
        packing.improve(p, &greedy::by_weight(p), &mut meter.work, u64::MAX);
        best = packing.set();
    }
    let stopped = if value_proven { StoppedBy::Proof } else { meter.stopped.unwrap_or(StoppedBy::Work) };
    let value = value_of(p, &best);
    Found {
        value_proven: value_proven || bound <= value,
        ties_proven,
        certified,
        bound: bound.max(value),
        root_prices: prices,
        work: meter.work,
        stopped,
        rows,
        best,
        nodes,
    }
}

impl Search<'_, '_, '_, '_> {
    fn offer(&mut self, set: Vec<u32>) {
        if self.p.better(&set, &self.best) {
            self.best = set;
        }
    }

    fn tick(&mut self, bound: i64) -> bool {
        let value = value_of(self.p, &self.best);
        self.meter.tick(value, bound.max(value))
    }

    fn trivial_bound(&self) -> i64 {
        self.p.value.iter().sum()
    }

    /// Greedy starts with local search.
    fn start(&mut self) {
        let p = self.p;
        for order in [greedy::by_density(p), greedy::by_weight(p)] {
            let mut packing = Packing::new(p);
            packing.fill(p, &order, &mut self.meter.work);
            loop {
                let end = self.meter.work + self.meter.slice();
                let done = packing.improve(p, &order, &mut self.meter.work, end);
                self.offer(packing.set());
                if done || self.tick(self.trivial_bound()) {
                    break;
                }
            }
        }
    }

    /// Root prices: for a large round first by the volume method, then by the linear program over the bids that
    /// matter at those prices, until no bid left out is worth more than its prices.
    fn root(&mut self, worker: &mut Worker) -> Vec<i128> {
        let p = self.p;
        let free = vec![0; p.bids()];
        let mut best_prices = vec![0; self.rows.len()];
        let mut best_bound = self.rows.bound(p, &best_prices, &free);
        let mut columns: Vec<u32> = (0..p.bids() as u32).collect();
        if p.bids() > DIRECT_BIDS {
            let volume = self.volume();
            columns = core(p, &self.rows, &volume);
            (best_prices, best_bound) = (volume.prices, volume.bound);
            if self.meter.stopped.is_some() {
                return best_prices;
            }
        }
        worker.add(p, &self.rows, &columns);
        let (mut separator, mut history) = (Separator::default(), Vec::new());
        loop {
            let before = worker.work();
            let outcome = worker.solve_root(self.meter.slice());
            self.meter.work += worker.work() - before + 2 * self.rows.entries_total();
            let bound = self.rows.bound(p, worker.prices(), &free);
            if bound < best_bound {
                best_bound = bound;
                best_prices = worker.prices().to_vec();
            }
            if self.tick(floor_value(best_bound)) {
                break;
            }
            if outcome != Outcome::Paused {
                let missing: Vec<u32> = (0..p.bids() as u32)
                    .filter(|&b| {
                        !worker.has_column(b) && self.rows.reduced(p, worker.prices(), b as usize) > 0
                    })
                    .collect();
                if outcome != Outcome::Optimal {
                    break;
                }
                if missing.is_empty() && !self.cut(&mut separator, worker, best_bound, &mut history) {
                    break;
                }
                worker.add(p, &self.rows, &missing);
            }
        }
        best_prices.resize(self.rows.len(), 0);
        best_prices
    }

    /// Adds violated cuts while they still lower the bound; false when there are none or they no longer pay.
    fn cut(
        &mut self,
        separator: &mut Separator,
        worker: &Worker,
        bound: i128,
        history: &mut Vec<i128>,
    ) -> bool {
        let p = self.p;
        let gap = bound - p.weigh(&self.best);
        history.push(bound);
        let rounds = history.len();
        let paid = rounds < 6 || history[rounds - 6] - bound > gap / 50;
        if gap <= 0 || !paid || rounds > CUT_ROUNDS {
            return false;
        }
        let found =
            separator.find(p, &self.rows, worker.fractions(), 50 + self.rows.len() / 5, &mut self.meter.work);
        for f in &found {
            self.rows.add_cut(f.cut.clone(), &f.bids, f.rhs);
        }
        !found.is_empty()
    }

    /// Prices by the volume method, with sets built along their reduced weights on the way.
    fn volume(&mut self) -> Volume {
        let p = self.p;
        let free = vec![0; p.bids()];
        let mut prices = vec![0; self.rows.len()];
        descend(p, &self.rows, &free, &mut prices, 0, 2, &mut self.meter.work);
        let mut volume = Volume::new(p, &self.rows, prices);
        let mut next = self.meter.work + EPOCH;
        let mut rounds = 0;
        loop {
            let floor = p.weigh(&self.best);
            let more = volume.step(p, &self.rows, floor, &mut self.meter.work);
            if self.meter.work >= next || !more {
                rounds += 1;
                if rounds % 8 == 0 || !more {
                    self.along(&volume);
                }
                next = self.meter.work + self.meter.slice();
                if self.tick(floor_value(volume.bound)) || !more {
                    return volume;
                }
            }
        }
    }

    /// A set built in the order of reduced weights, then improved.
    fn along(&mut self, volume: &Volume) {
        let p = self.p;
        let mut reduced = Vec::new();
        self.rows.reduce(p, &volume.prices, &mut reduced);
        let mut order: Vec<u32> = (0..p.bids() as u32).filter(|&b| !p.impossible(b as usize)).collect();
        order.sort_unstable_by(|&a, &b| reduced[b as usize].cmp(&reduced[a as usize]).then(a.cmp(&b)));
        let mut packing = Packing::new(p);
        packing.fill(p, &order, &mut self.meter.work);
        loop {
            let end = self.meter.work + self.meter.slice();
            let done = packing.improve(p, &order, &mut self.meter.work, end);
            self.offer(packing.set());
            if done || self.tick(floor_value(volume.bound)) {
                break;
            }
        }
    }

    /// The tree. Returns whether value and ties are proven, the bound, and whether the tree still stands by itself.
    fn tree(
        &mut self,
        worker: Worker,
        threads: usize,
        certified: bool,
        root: &[i128],
    ) -> (bool, bool, i64, bool) {
        let p = self.p;
        let by_weight = greedy::by_weight(p);
        let mut workers = vec![worker];
        while workers.len() < DIVES {
            let mut w = Worker::new(p);
            let columns: Vec<u32> = (0..p.bids() as u32).filter(|&b| workers[0].has_column(b)).collect();
            w.add(p, &self.rows, &[]);
            w.add(p, &self.rows, &columns);
            workers.push(w);
        }
        let mut open = BinaryHeap::new();
        open.push(Open { bound: self.nodes[0].bound, depth: 0, node: std::cmp::Reverse(0) });
        let mut proven_at = None;
        let mut bound = floor_value(self.nodes[0].bound);
        loop {
            let value = value_of(p, &self.best);
            if let Some(top) = open.peek() {
                bound = bound.min(floor_value(top.bound)).max(value);
                if bound <= value && proven_at.is_none() {
                    proven_at = Some(self.meter.work);
                }
            } else {
                return (true, true, value, certified);
            }
            if self.tick(bound) {
                return (bound <= value, false, bound, certified);
            }
            if proven_at.is_some_and(|at| self.meter.work > 2 * at + TIE_WORK) {
                return (true, false, value, certified);
            }
            let target = p.weigh(&self.best);
            let mut tasks = Vec::new();
            while tasks.len() < DIVES {
                let Some(top) = open.pop() else { break };
                if top.bound < target {
                    self.nodes[top.node.0 as usize].state = State::Leaf;
                    continue;
                }
                tasks.push(self.task(top.node.0));
            }
            if tasks.is_empty() {
                continue;
            }
            let excluded = (!certified).then(|| self.excluded(root, target));
            let shared = Shared { p, rows: &self.rows, excluded, by_weight: &by_weight };
            let budget = self.meter.slice() / DIVES as u64;
            let results = run_epoch(&shared, &mut workers, &tasks, &self.best, budget, threads);
            for r in results {
                self.merge(r, &mut open);
            }
        }
    }

    /// Bids that nothing better than `target` can contain, by the root prices.
    fn excluded(&self, root: &[i128], target: i128) -> Vec<bool> {
        let mut reduced = Vec::new();
        let mut bound = self.rows.reduce(self.p, root, &mut reduced);
        bound += reduced.iter().filter(|w| **w > 0).sum::<i128>();
        reduced.iter().map(|&w| w < 0 && bound + w < target).collect()
    }

    fn task(&self, node: u32) -> Task {
        let mut path = Vec::new();
        let mut at = node;
        while let Some(d) = self.nodes[at as usize].decision {
            path.push(d);
            at = self.nodes[at as usize].parent;
        }
        path.reverse();
        let n = &self.nodes[node as usize];
        Task { node, path, bound: n.bound, prices: n.prices.clone(), basis: n.basis.clone(), depth: n.depth }
    }

    fn merge(&mut self, r: Outcomes, open: &mut BinaryHeap<Open>) {
        self.meter.work += r.work;
        let offset = self.nodes.len() as u32;
        // index 0 of the list is the task's node itself; the others follow in order
        let place = |i: u32| if i == 0 { r.node } else { offset + i - 1 };
        for (i, mut n) in r.nodes.into_iter().enumerate() {
            if let State::Split { first, second } = &mut n.state {
                (*first, *second) = (place(*first), place(*second));
                n.basis = None;
            }
            self.entries += n.prices.len();
            let at = place(i as u32);
            if i == 0 {
                let old = &mut self.nodes[at as usize];
                (old.state, old.bound, old.prices) = (n.state, n.bound, n.prices);
                old.basis = n.basis.or(old.basis.take());
            } else {
                n.parent = place(n.parent);
                self.nodes.push(n);
            }
            let n = &mut self.nodes[at as usize];
            match n.state {
                State::Open => {
                    open.push(Open { bound: n.bound, depth: n.depth, node: std::cmp::Reverse(at) })
                }
                State::Split { .. } => {
                    // prices of an inner node are never read again
                    n.prices = sparse(&[]);
                    n.basis = None;
                }
                State::Leaf | State::Infeasible => n.basis = None,
            }
        }
        for set in r.found {
            self.offer(set);
        }
    }
}

/// The bids that matter at given prices: those worth more than their prices or nearest to it, some for each row.
fn core(p: &Problem, rows: &Rows, volume: &Volume) -> Vec<u32> {
    let mut reduced = Vec::new();
    rows.reduce(p, &volume.prices, &mut reduced);
    let mut order: Vec<u32> = (0..p.bids() as u32).filter(|&b| !p.impossible(b as usize)).collect();
    order.sort_unstable_by(|&a, &b| reduced[b as usize].cmp(&reduced[a as usize]).then(a.cmp(&b)));
    order.truncate(rows.len() * 3 / 2 + 1_000);
    order.sort_unstable();
    order
}

fn run_epoch(
    shared: &Shared<'_>,
    workers: &mut [Worker],
    tasks: &[Task],
    best: &[u32],
    budget: u64,
    threads: usize,
) -> Vec<Outcomes> {
    let mut pairs: Vec<(&mut Worker, &Task)> = workers.iter_mut().zip(tasks).collect();
    if threads == 1 || pairs.len() == 1 {
        return pairs.into_iter().map(|(w, t)| w.dive(shared, t, best, budget)).collect();
    }
    let per = pairs.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let mut handles = Vec::new();
        while !pairs.is_empty() {
            let rest = pairs.split_off(per.min(pairs.len()));
            let chunk = std::mem::replace(&mut pairs, rest);
            handles.push(scope.spawn(move || {
                chunk.into_iter().map(|(w, t)| w.dive(shared, t, best, budget)).collect::<Vec<_>>()
            }));
        }
        handles.into_iter().flat_map(|h| h.join().expect("a worker's panic is the solve's")).collect()
    })
}

/// Decisions are kept for the certificate's tree.
pub(crate) fn decision_of(nodes: &[TreeNode], first: u32) -> Decision {
    nodes[first as usize].decision.expect("every child of a split has a decision")
}

const _: () = assert!(EPOCH > 0 && UNIT > 0 && CERTIFICATE_ENTRIES > 0);
