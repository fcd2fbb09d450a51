//! Feasible sets: greedy starts, and a local search of insertions that evict what is in their way.

use crate::problem::Problem;

/// A feasible set with what it uses.
#[derive(Clone)]
pub(crate) struct Packing {
    owner: Vec<u32>,
    group: Vec<u32>,
    size: Vec<i64>,
    exposure: Vec<i64>,
    won: Vec<Vec<u32>>,
    inside: Vec<bool>,
    pub weight: i128,
}

const NOBODY: u32 = u32::MAX;

impl Packing {
    pub(crate) fn new(p: &Problem) -> Self {
        Self {
            owner: vec![NOBODY; p.client_ids.len()],
            group: vec![NOBODY; p.group_ids.len()],
            size: vec![0; p.manager_ids.len()],
            exposure: vec![0; p.manager_ids.len()],
            won: vec![Vec::new(); p.manager_ids.len()],
            inside: vec![false; p.bids()],
            weight: 0,
        }
    }

    pub(crate) fn of(p: &Problem, set: &[u32]) -> Self {
        let mut out = Self::new(p);
        for &b in set {
            out.insert(p, b);
        }
        out
    }

    pub(crate) fn contains(&self, b: u32) -> bool {
        self.inside[b as usize]
    }

    /// The set, ascending.
    pub(crate) fn set(&self) -> Vec<u32> {
        (0..self.inside.len() as u32).filter(|&b| self.inside[b as usize]).collect()
    }

    /// Whether a bid can be added as things stand.
    pub(crate) fn fits(&self, p: &Problem, b: u32) -> bool {
        let i = b as usize;
        let m = p.manager[i] as usize;
        !self.inside[i]
            && p.capacity[m].is_none_or(|c| self.size[m] + p.size[i] <= c)
            && p.max_exposure[m].is_none_or(|e| self.exposure[m] + p.exposure[i] <= e)
            && p.group[i].is_none_or(|g| self.group[g as usize] == NOBODY)
            && p.bid_clients.of(i).iter().all(|&c| self.owner[c as usize] == NOBODY)
    }

    pub(crate) fn insert(&mut self, p: &Problem, b: u32) {
        let i = b as usize;
        let m = p.manager[i] as usize;
        for &c in p.bid_clients.of(i) {
            self.owner[c as usize] = b;
        }
        if let Some(g) = p.group[i] {
            self.group[g as usize] = b;
        }
        self.size[m] += p.size[i];
        self.exposure[m] += p.exposure[i];
        self.won[m].push(b);
        self.inside[i] = true;
        self.weight += p.weight[i];
    }

    pub(crate) fn remove(&mut self, p: &Problem, b: u32) {
        let i = b as usize;
        let m = p.manager[i] as usize;
        for &c in p.bid_clients.of(i) {
            self.owner[c as usize] = NOBODY;
        }
        if let Some(g) = p.group[i] {
            self.group[g as usize] = NOBODY;
        }
        self.size[m] -= p.size[i];
        self.exposure[m] -= p.exposure[i];
        self.won[m].retain(|&x| x != b);
        self.inside[i] = false;
        self.weight -= p.weight[i];
    }

    /// The winners that have to go for a losing bid to win, ascending: those that share a client or its exclusive
    /// group, then, while a limit of its manager is still exceeded, the manager's other winners by ascending weight;
    /// of these last ones, any that turns out not to be needed stays. `None` if the bid can never win.
    pub(crate) fn in_the_way(&self, p: &Problem, b: u32) -> Option<Vec<u32>> {
        let i = b as usize;
        if p.impossible(i) {
            return None;
        }
        let mut out: Vec<u32> =
            p.bid_clients.of(i).iter().map(|&c| self.owner[c as usize]).filter(|&x| x != NOBODY).collect();
        if let Some(g) = p.group[i]
            && self.group[g as usize] != NOBODY
        {
            out.push(self.group[g as usize]);
        }
        out.sort_unstable();
        out.dedup();
        let m = p.manager[i] as usize;
        let (mut size, mut exposure) = (self.size[m] + p.size[i], self.exposure[m] + p.exposure[i]);
        for &x in &out {
            if p.manager[x as usize] as usize == m {
                size -= p.size[x as usize];
                exposure -= p.exposure[x as usize];
            }
        }
        let over = |size: i64, exposure: i64| {
            p.capacity[m].is_some_and(|c| size > c) || p.max_exposure[m].is_some_and(|e| exposure > e)
        };
        if over(size, exposure) {
            let mut own: Vec<u32> =
                self.won[m].iter().copied().filter(|x| out.binary_search(x).is_err()).collect();
            own.sort_unstable_by_key(|&x| (p.weight[x as usize], x));
            let mut taken = Vec::new();
            for x in own {
                if !over(size, exposure) {
                    break;
                }
                size -= p.size[x as usize];
                exposure -= p.exposure[x as usize];
                taken.push(x);
            }
            for &x in taken.iter().rev() {
                let back = (size + p.size[x as usize], exposure + p.exposure[x as usize]);
                if over(back.0, back.1) {
                    out.push(x);
                } else {
                    (size, exposure) = back;
                }
            }
            out.sort_unstable();
        }
        Some(out)
    }

    /// Adds bids in the given order wherever they fit.
    pub(crate) fn fill(&mut self, p: &Problem, order: &[u32], work: &mut u64) {
        for &b in order {
            *work += 4;
            if self.fits(p, b) {
                self.insert(p, b);
            }
        }
    }

    /// Takes every exchange that gains, until none is left or the work is used up; true if none is left.
    pub(crate) fn improve(&mut self, p: &Problem, order: &[u32], work: &mut u64, end: u64) -> bool {
        loop {
            let mut gained = false;
            for &b in order {
                if self.contains(b) {
                    continue;
                }
                if *work >= end {
                    return false;
                }
                *work += 20 + 4 * p.size[b as usize] as u64;
                let Some(out) = self.in_the_way(p, b) else { continue };
                let loss: i128 = out.iter().map(|&x| p.weight[x as usize]).sum();
                if loss < p.weight[b as usize] {
                    self.exchange(p, b, &out, work);
                    gained = true;
                }
            }
            if !gained {
                return true;
            }
        }
    }

    /// Evicts, inserts, and refills what was freed, best weight first.
    pub(crate) fn exchange(&mut self, p: &Problem, b: u32, out: &[u32], work: &mut u64) {
        let mut open: Vec<u32> = Vec::new();
        for &x in out {
            self.remove(p, x);
        }
        self.insert(p, b);
        for &x in out {
            for &c in p.bid_clients.of(x as usize) {
                if self.owner[c as usize] == NOBODY {
                    open.extend_from_slice(p.client_bids.of(c as usize));
                }
            }
            open.extend_from_slice(p.manager_bids.of(p.manager[x as usize] as usize));
        }
        *work += open.len() as u64 * 3;
        open.retain(|&x| self.fits(p, x));
        open.sort_unstable_by(|&x, &y| p.weight[y as usize].cmp(&p.weight[x as usize]).then(x.cmp(&y)));
        open.dedup();
        self.fill(p, &open, work);
    }
}

/// Bids by value over the square root of their size, best first.
pub(crate) fn by_density(p: &Problem) -> Vec<u32> {
    let mut order: Vec<u32> = (0..p.bids() as u32).filter(|&b| !p.impossible(b as usize)).collect();
    let score = |b: u32| {
        let v = i128::from(p.value[b as usize]);
        v * v / i128::from(p.size[b as usize])
    };
    order.sort_by_cached_key(|&b| (std::cmp::Reverse((score(b), p.weight[b as usize])), b));
    order
}

/// Bids by weight, best first.
pub(crate) fn by_weight(p: &Problem) -> Vec<u32> {
    let mut order: Vec<u32> = (0..p.bids() as u32).filter(|&b| !p.impossible(b as usize)).collect();
    order.sort_unstable_by(|&x, &y| p.weight[y as usize].cmp(&p.weight[x as usize]).then(x.cmp(&y)));
    order
}
