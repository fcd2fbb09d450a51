//! The dual simplex iterations: steepest-edge choice of the leaving row, bound-flipping ratio test.

use super::{At, DUAL, Outcome, PRIMAL, SLACK, Simplex, power};

const REFACTOR: usize = 80;
/// Pivots without progress, beyond a quarter of the rows, after which the costs are perturbed.
const IDLE: usize = 100;
/// Smallest pivot accepted in an iteration.
const PIVOT: f64 = 1e-7;

#[derive(PartialEq, Eq)]
enum Step {
    /// Position of the entering candidate.
    Enter(usize),
    Infeasible,
    /// Only pivots too small to trust.
    Unsafe,
}

struct Candidate {
    variable: u32,
    alpha: f64,
    ratio: f64,
}

impl Simplex {
    /// Runs until optimal or until `budget` more operations are done; `cutoff` as a weight ends it early.
    pub(crate) fn solve(&mut self, budget: u64, cutoff: Option<i128>) -> Outcome {
        let end = self.work().saturating_add(budget);
        let cutoff = cutoff.map(|c| c as f64 * power(-(self.cost_shift as i32)));
        self.prepare();
        let m = self.rows.len();
        let (mut rho, mut column, mut tau) = (vec![0.0; m], vec![0.0; m], vec![0.0; m]);
        let mut alpha = vec![0.0; self.columns.len()];
        let mut marked = vec![false; self.columns.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut banned: Vec<usize> = Vec::new();
        let mut clean = self.factor.updates() == 0;
        let mut checks = 0u32;
        let mut stalls = 0u32;
        let (mut idle, mut rounds) = (0usize, 0u32);
        loop {
            if self.factor.updates() >= REFACTOR
                || self.factor.eta_entries() > 3 * self.factor.entries() + 4 * m
            {
                self.refresh();
                clean = true;
            }
            if self.work() >= end {
                return Outcome::Paused;
            }
            if let Some(c) = cutoff {
                checks += 1;
                if checks.is_multiple_of(10) {
                    self.work += m as u64 / 8;
                    let z = self.objective() as f64 * power(-(self.cost_shift as i32));
                    if z < c - c.abs() * 1e-12 {
                        return Outcome::Cutoff;
                    }
                }
            }
            let Some((r, below)) = self.leaving(&banned) else {
                if !banned.is_empty() {
                    if stalls > 3 {
                        return Outcome::Stuck;
                    }
                    stalls += 1;
                    banned.clear();
                    self.refresh();
                    clean = true;
                    continue;
                }
                if self.perturbed {
                    self.restore_costs();
                    self.refresh();
                    idle = 0;
                    clean = true;
                    continue;
                }
                if clean {
                    return Outcome::Optimal;
                }
                self.refresh();
                clean = true;
                continue;
            };
            if idle > IDLE + m / 4 {
                if rounds > 4 {
                    self.restore_costs();
                    return Outcome::Stuck;
                }
                rounds += 1;
                idle = 0;
                self.perturb(rounds);
            }
            rho.fill(0.0);
            rho[r] = 1.0;
            self.factor.btran(&mut rho);
            self.price_row(&rho, &mut alpha, &mut marked, &mut touched);
            let sign = if below { -1.0 } else { 1.0 };
            self.collect(&rho, &alpha, &touched, sign, &mut candidates);
            let leave = self.head[r];
            let excess = if below {
                self.bound(leave, false) - self.x[r]
            } else {
                self.x[r] - self.bound(leave, true)
            };
            let step = self.ratio_test(&mut candidates, excess);
            let Step::Enter(q) = step else {
                if !clean {
                    self.refresh();
                    clean = true;
                } else if step == Step::Infeasible {
                    return Outcome::Infeasible;
                } else {
                    banned.push(r);
                }
                continue;
            };
            let flips = q;
            let (variable, alpha_q, ratio) =
                (candidates[q].variable, candidates[q].alpha * sign, candidates[q].ratio);
            // flips first: they change the basic values by one combined solve
            if flips > 0 {
                tau.fill(0.0);
                for c in &candidates[..flips] {
                    self.flip(c.variable, &mut tau);
                }
                self.factor.ftran(&mut tau);
                for (x, t) in self.x.iter_mut().zip(&tau) {
                    *x -= t;
                }
            }
            column.fill(0.0);
            if variable & SLACK == 0 {
                for &(i, a) in &self.columns[variable as usize] {
                    column[i as usize] = a;
                }
            } else {
                column[(variable & !SLACK) as usize] = 1.0;
            }
            self.factor.ftran(&mut column);
            let pivot = column[r];
            if (pivot - alpha_q).abs() > 1e-6 * (1.0 + pivot.abs()) || pivot.abs() < PIVOT {
                if clean {
                    banned.push(r);
                } else {
                    self.refresh();
                    clean = true;
                }
                continue;
            }
            // dual step: d_j -= theta * alpha_j
            let theta = ratio * sign;
            idle = if ratio > 1e-9 { 0 } else { idle + 1 };
            if theta != 0.0 {
                for &j in &touched {
                    if self.at[j as usize] != At::Basic {
                        self.d[j as usize] -= theta * alpha[j as usize];
                    }
                }
                for (i, &v) in rho.iter().enumerate() {
                    if v != 0.0 && self.slack_at[i] != At::Basic {
                        self.slack_d[i] = (self.slack_d[i] - theta * v).max(0.0);
                    }
                }
            }
            // primal step
            let target = self.bound(leave, !below);
            let step = (self.x[r] - target) / pivot;
            tau.copy_from_slice(&rho);
            let norm_r: f64 = rho.iter().map(|v| v * v).sum();
            self.factor.ftran(&mut tau);
            for i in 0..m {
                let c = column[i];
                if c != 0.0 && i != r {
                    self.x[i] -= step * c;
                    let k = c / pivot;
                    self.norm[i] = (self.norm[i] - 2.0 * k * tau[i] + k * k * norm_r).max(1e-4 + k * k);
                }
            }
            self.norm[r] = (norm_r / (pivot * pivot)).max(1e-4);
            self.work += 3 * m as u64;
            let start = self.start_value(variable);
            self.x[r] = start + step;
            self.set_at(leave, if below { At::Lower } else { At::Upper });
            self.set_d(leave, -theta);
            self.set_at(variable, At::Basic);
            self.set_d(variable, 0.0);
            self.head[r] = variable;
            self.factor.update(r as u32, &column);
            clean = false;
            banned.clear();
        }
    }

    fn bound(&self, v: u32, upper: bool) -> f64 {
        if v & SLACK != 0 {
            if upper { f64::INFINITY } else { 0.0 }
        } else if upper {
            self.upper[v as usize]
        } else {
            self.lower[v as usize]
        }
    }

    fn start_value(&self, v: u32) -> f64 {
        if v & SLACK != 0 {
            return 0.0;
        }
        if self.at[v as usize] == At::Upper { self.upper[v as usize] } else { self.lower[v as usize] }
    }

    fn set_at(&mut self, v: u32, at: At) {
        if v & SLACK != 0 {
            self.slack_at[(v & !SLACK) as usize] = at;
        } else {
            self.at[v as usize] = at;
        }
    }

    fn set_d(&mut self, v: u32, d: f64) {
        if v & SLACK != 0 {
            self.slack_d[(v & !SLACK) as usize] = d.max(0.0);
        } else {
            self.d[v as usize] = d;
        }
    }

    /// Moves a boxed column to its other bound and adds the change of the right side to `rhs`.
    fn flip(&mut self, v: u32, rhs: &mut [f64]) {
        let j = v as usize;
        let range = self.upper[j] - self.lower[j];
        let change = if self.at[j] == At::Lower { range } else { -range };
        self.at[j] = if self.at[j] == At::Lower { At::Upper } else { At::Lower };
        for &(i, a) in &self.columns[j] {
            rhs[i as usize] += a * change;
        }
    }

    /// The row with the greatest infeasibility by steepest edge; whether it is below its lower bound.
    fn leaving(&mut self, banned: &[usize]) -> Option<(usize, bool)> {
        let mut best = 0.0;
        let mut out = None;
        for (i, &v) in self.head.iter().enumerate() {
            let x = self.x[i];
            let below = self.bound(v, false) - x;
            let above = x - self.bound(v, true);
            let gap = below.max(above);
            if gap > PRIMAL {
                let score = gap * gap / self.norm[i];
                if score > best && !banned.contains(&i) {
                    best = score;
                    out = Some((i, below > above));
                }
            }
        }
        self.work += self.head.len() as u64 / 2;
        out
    }

    /// The pivot row: `alpha[j] = rho · a_j`; `touched` lists the columns with an entry, each once.
    fn price_row(&mut self, rho: &[f64], alpha: &mut [f64], marked: &mut [bool], touched: &mut Vec<u32>) {
        for &j in touched.iter() {
            alpha[j as usize] = 0.0;
            marked[j as usize] = false;
        }
        touched.clear();
        let mut work = 0;
        for (i, &v) in rho.iter().enumerate() {
            if v.abs() > 1e-14 {
                work += self.rows[i].len();
                for &(j, a) in &self.rows[i] {
                    if !marked[j as usize] {
                        marked[j as usize] = true;
                        touched.push(j);
                    }
                    alpha[j as usize] += v * a;
                }
            }
        }
        self.work += (work + rho.len() / 4) as u64;
    }

    /// Columns that block the dual step.
    fn collect(&mut self, rho: &[f64], alpha: &[f64], touched: &[u32], sign: f64, out: &mut Vec<Candidate>) {
        out.clear();
        for &j in touched {
            let k = j as usize;
            if self.upper[k] <= self.lower[k] {
                continue;
            }
            let a = alpha[k] * sign;
            let blocks = match self.at[k] {
                At::Lower => a > DUAL,
                At::Upper => a < -DUAL,
                At::Basic => false,
            };
            if blocks {
                out.push(Candidate { variable: j, alpha: a, ratio: (self.d[k] / a).max(0.0) });
            }
        }
        for (i, &v) in rho.iter().enumerate() {
            if v != 0.0 && self.slack_at[i] != At::Basic && v * sign > DUAL {
                let a = v * sign;
                out.push(Candidate {
                    variable: SLACK | i as u32,
                    alpha: a,
                    ratio: (self.slack_d[i] / a).max(0.0),
                });
            }
        }
        self.work += (touched.len() + out.len()) as u64;
    }

    /// Sorts the candidates by ratio; the entering one, and all before it flip to their other bound.
    fn ratio_test(&mut self, candidates: &mut [Candidate], mut slope: f64) -> Step {
        candidates.sort_unstable_by(|a, b| a.ratio.total_cmp(&b.ratio).then(a.variable.cmp(&b.variable)));
        let mut k = 0;
        while k < candidates.len() {
            let c = &candidates[k];
            let range = if c.variable & SLACK != 0 {
                f64::INFINITY
            } else {
                self.upper[c.variable as usize] - self.lower[c.variable as usize]
            };
            slope -= c.alpha.abs() * range;
            if slope < 0.0 {
                break;
            }
            k += 1;
        }
        if k == candidates.len() {
            if slope > PRIMAL || k == 0 {
                // every candidate at its other bound and the row still does not hold
                return Step::Infeasible;
            }
            k -= 1;
        }
        // among near-equal ratios at the breakpoint the largest pivot
        let limit = candidates[k].ratio + DUAL;
        let mut best = k;
        for i in k..candidates.len() {
            if candidates[i].ratio > limit {
                break;
            }
            if candidates[i].alpha.abs() > candidates[best].alpha.abs() {
                best = i;
            }
        }
        if candidates[best].alpha.abs() >= PIVOT {
            if best != k {
                candidates.swap(best, k);
            }
            return Step::Enter(k);
        }
        // an earlier breakpoint with a safer pivot
        (0..k).rev().find(|&i| candidates[i].alpha.abs() >= PIVOT).map_or(Step::Unsafe, Step::Enter)
    }
}
