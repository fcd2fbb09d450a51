//! A bounded dual simplex: the only floating point of the crate.
//!
//! It proposes and never decides. Its duals leave this module rounded to integers ([`Simplex::prices`]) and are
//! worth what `rows::Rows::bound` finds in exact integers for *any* prices; its fractions leave it as integers and
//! only order the choices of branching, rounding and cut separation. A wrong pivot costs time, never an answer.
//! Only IEEE additions, multiplications, divisions and comparisons in a fixed order are used, so that the same
//! input takes the same path on every machine.

mod factor;
mod pivot;

use factor::{Column, Factor};

/// Fractions are in parts of this.
pub(crate) const WHOLE: i64 = 1 << 20;
const SLACK: u32 = 1 << 31;
const PRIMAL: f64 = 1e-7;
const DUAL: f64 = 1e-9;
const PERTURBATION: f64 = 1e-6;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Optimal,
    /// The rows cannot hold with the bids that are fixed to win.
    Infeasible,
    /// The bound fell below the cutoff.
    Cutoff,
    /// The work given was used up.
    Paused,
    /// Numerically stuck; the current duals are still prices.
    Stuck,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Lower,
    Upper,
    Basic,
}

/// The state of a basis, to be continued from elsewhere.
#[derive(Clone, Default)]
pub(crate) struct Basis {
    columns: Vec<u8>,
    slacks: Vec<u8>,
}

/// See [`Simplex::snapshot`].
pub(crate) struct Snapshot {
    at: Vec<At>,
    slack_at: Vec<At>,
    d: Vec<f64>,
    slack_d: Vec<f64>,
    head: Vec<u32>,
    x: Vec<f64>,
    norm: Vec<f64>,
    updates: usize,
    built: u64,
}

/// maximise cost·x over rows ≤ limit and 0/1 boxes of x, some of them fixed.
pub(crate) struct Simplex {
    columns: Vec<Vec<(u32, f64)>>,
    rows: Vec<Vec<(u32, f64)>>,
    row_scale: Vec<f64>,
    limit: Vec<f64>,
    cost: Vec<f64>,
    /// Costs before any perturbation.
    true_cost: Vec<f64>,
    perturbed: bool,
    /// Costs are divided by 2^this of a weight.
    cost_shift: u32,
    lower: Vec<f64>,
    upper: Vec<f64>,
    at: Vec<At>,
    slack_at: Vec<At>,
    d: Vec<f64>,
    slack_d: Vec<f64>,
    head: Vec<u32>,
    x: Vec<f64>,
    norm: Vec<f64>,
    factor: Factor,
    /// Whether factors and reduced costs are those of the basis.
    fresh: bool,
    /// Whether the basic values are those of the boxes.
    valued: bool,
    /// Factorisations so far.
    built: u64,
    work: u64,
}

/// 2^n, exactly, without a platform's mathematics library.
fn power(n: i32) -> f64 {
    f64::from_bits(((1023 + n) as u64) << 52)
}

impl Simplex {
    /// `largest` is the greatest weight of any column that will be added.
    pub(crate) fn new(largest: i128) -> Self {
        let bits = 128 - largest.max(1).leading_zeros();
        Self {
            columns: Vec::new(),
            rows: Vec::new(),
            row_scale: Vec::new(),
            limit: Vec::new(),
            cost: Vec::new(),
            true_cost: Vec::new(),
            perturbed: false,
            cost_shift: bits.saturating_sub(10),
            lower: Vec::new(),
            upper: Vec::new(),
            at: Vec::new(),
            slack_at: Vec::new(),
            d: Vec::new(),
            slack_d: Vec::new(),
            head: Vec::new(),
            x: Vec::new(),
            norm: Vec::new(),
            factor: Factor::default(),
            fresh: false,
            valued: false,
            built: 0,
            work: 0,
        }
    }

    /// Adds a row `Σ ≤ limit` over columns that exist already.
    pub(crate) fn add_row(&mut self, entries: &[(u32, i64)], limit: i64) -> u32 {
        let row = self.rows.len() as u32;
        let largest = entries.iter().map(|e| e.1).max().unwrap_or(1).max(1);
        let bits = 63 - (largest as u64).leading_zeros() as i32;
        let scale = power(-bits);
        self.rows.push(Vec::with_capacity(entries.len()));
        for &(j, a) in entries {
            let a = a as f64 * scale;
            self.columns[j as usize].push((row, a));
            self.rows[row as usize].push((j, a));
        }
        self.row_scale.push(scale);
        self.limit.push(limit as f64 * scale);
        self.slack_at.push(At::Basic);
        self.slack_d.push(0.0);
        self.head.push(SLACK | row);
        self.x.push(0.0);
        self.norm.push(1.0);
        self.fresh = false;
        row
    }

    /// Adds a 0/1 column with its weight and entries in rows that exist already.
    pub(crate) fn add_column(&mut self, weight: i128, entries: &[(u32, i64)]) -> u32 {
        let j = self.columns.len() as u32;
        let column: Vec<(u32, f64)> =
            entries.iter().map(|&(r, a)| (r, a as f64 * self.row_scale[r as usize])).collect();
        for &(r, a) in &column {
            self.rows[r as usize].push((j, a));
        }
        self.columns.push(column);
        self.cost.push(-(weight as f64) * power(-(self.cost_shift as i32)));
        self.true_cost.push(self.cost[j as usize]);
        self.lower.push(0.0);
        self.upper.push(1.0);
        self.at.push(At::Lower);
        self.d.push(0.0);
        self.fresh = false;
        j
    }

    /// Fixes or frees a column: it may take the values `lower..=upper` of {0, 1}.
    pub(crate) fn set_box(&mut self, j: u32, lower: bool, upper: bool) {
        let j = j as usize;
        let (lo, up) = (if lower { 1.0 } else { 0.0 }, if upper { 1.0 } else { 0.0 });
        if self.lower[j] == lo && self.upper[j] == up {
            return;
        }
        (self.lower[j], self.upper[j]) = (lo, up);
        self.valued = false;
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Operations so far, in entries touched.
    pub(crate) fn work(&self) -> u64 {
        self.work + self.factor.work
    }

    pub(crate) fn basis(&self) -> Basis {
        let code = |a: &At| match a {
            At::Lower => 0,
            At::Upper => 1,
            At::Basic => 2,
        };
        Basis {
            columns: self.at.iter().map(code).collect(),
            slacks: self.slack_at.iter().map(code).collect(),
        }
    }

    /// Continues from a basis taken earlier, of this or of a simplex with the same first rows and columns.
    pub(crate) fn restore(&mut self, basis: &Basis) {
        let decode = |c: u8| match c {
            0 => At::Lower,
            1 => At::Upper,
            _ => At::Basic,
        };
        for (j, a) in self.at.iter_mut().enumerate() {
            *a = basis.columns.get(j).map_or(At::Lower, |&c| decode(c));
        }
        for (r, a) in self.slack_at.iter_mut().enumerate() {
            *a = basis.slacks.get(r).map_or(At::Basic, |&c| decode(c));
        }
        self.norm.fill(1.0);
        self.head.clear();
        self.fresh = false;
    }

    /// The duals as integer prices in 2^-66 of a unit of value, at least 0, with 20 bits below the unit kept.
    pub(crate) fn prices(&self, out: &mut Vec<i128>) {
        out.clear();
        out.resize(self.rows.len(), 0);
        let shift = self.cost_shift as i32;
        for (r, p) in out.iter_mut().enumerate() {
            if self.slack_at[r] != At::Basic && self.slack_d[r] > 0.0 {
                let v = self.slack_d[r] * self.row_scale[r];
                // kept: 20 binary digits below one unit of value
                let units = v * power(shift - 46);
                if units < 1e36 {
                    *p = ((units + 0.5) as i128) << 46;
                }
            }
        }
    }

    /// The value of a column in parts of [`WHOLE`].
    pub(crate) fn fraction(&self, j: u32) -> i64 {
        match self.at[j as usize] {
            At::Lower => (self.lower[j as usize] * WHOLE as f64) as i64,
            At::Upper => (self.upper[j as usize] * WHOLE as f64) as i64,
            At::Basic => 0,
        }
    }

    /// The values of all columns in parts of [`WHOLE`].
    pub(crate) fn fractions(&self, out: &mut Vec<i64>) {
        out.clear();
        out.extend((0..self.columns.len() as u32).map(|j| self.fraction(j)));
        for (i, &v) in self.head.iter().enumerate() {
            if v & SLACK == 0 {
                out[v as usize] = ((self.x[i] * WHOLE as f64 + 0.5) as i64).clamp(0, WHOLE);
            }
        }
    }

    /// The bound of the current duals as a weight, roughly.
    pub(crate) fn objective(&self) -> i128 {
        let mut z = 0.0;
        for (r, l) in self.limit.iter().enumerate() {
            if self.slack_at[r] != At::Basic {
                z += self.slack_d[r] * l;
            }
        }
        for (j, at) in self.at.iter().enumerate() {
            match at {
                At::Lower => z -= self.d[j] * self.lower[j],
                At::Upper => z -= self.d[j] * self.upper[j],
                At::Basic => {}
            }
        }
        (z * power(self.cost_shift as i32)) as i128
    }

    /// Rebuilds factors, reduced costs and basic values from the states of the columns.
    fn refresh(&mut self) {
        let m = self.rows.len();
        let mut head: Vec<u32> =
            (0..m as u32).filter(|&r| self.slack_at[r as usize] == At::Basic).map(|r| SLACK | r).collect();
        head.extend((0..self.columns.len() as u32).filter(|&j| self.at[j as usize] == At::Basic));
        let columns: Vec<Column<'_>> = head
            .iter()
            .map(|&v| {
                if v & SLACK != 0 {
                    Column::Slack(v & !SLACK)
                } else {
                    Column::Sparse(&self.columns[v as usize])
                }
            })
            .collect();
        let place = self.factor.build(m, &columns);
        self.built += 1;
        drop(columns);
        let old: std::collections::HashMap<u32, f64> =
            self.head.iter().copied().zip(self.norm.iter().copied()).collect();
        let mut kept = vec![false; head.len()];
        self.head.clear();
        for (r, p) in place.iter().enumerate() {
            if let Some(k) = p {
                kept[*k as usize] = true;
                self.head.push(head[*k as usize]);
            } else {
                self.slack_at[r] = At::Basic;
                self.head.push(SLACK | r as u32);
            }
        }
        for (k, kept) in kept.iter().enumerate() {
            if !kept {
                let v = head[k];
                if v & SLACK == 0 {
                    self.at[v as usize] = At::Lower;
                } else if place[(v & !SLACK) as usize].is_some() {
                    self.slack_at[(v & !SLACK) as usize] = At::Lower;
                }
            }
        }
        self.norm = self.head.iter().map(|v| old.get(v).copied().unwrap_or(1.0)).collect();
        self.reprice();
        self.revalue();
        self.fresh = true;
    }

    /// Makes factors, reduced costs and values current, with as little work as that takes.
    fn prepare(&mut self) {
        if !self.fresh {
            self.refresh();
        } else if !self.valued {
            for j in 0..self.at.len() {
                if self.at[j] != At::Basic && self.upper[j] > self.lower[j] {
                    if self.d[j] > DUAL {
                        self.at[j] = At::Lower;
                    } else if self.d[j] < -DUAL {
                        self.at[j] = At::Upper;
                    }
                }
            }
            self.revalue();
        }
    }

    /// Everything that pivots change, for a trial that is taken back.
    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot {
            at: self.at.clone(),
            slack_at: self.slack_at.clone(),
            d: self.d.clone(),
            slack_d: self.slack_d.clone(),
            head: self.head.clone(),
            x: self.x.clone(),
            norm: self.norm.clone(),
            updates: self.factor.updates(),
            built: self.built,
        }
    }

    /// Back to a snapshot; rows, columns and boxes must be as they were then.
    pub(crate) fn take_back(&mut self, s: &Snapshot) {
        self.at.copy_from_slice(&s.at);
        self.slack_at.copy_from_slice(&s.slack_at);
        self.d.copy_from_slice(&s.d);
        self.slack_d.copy_from_slice(&s.slack_d);
        self.head.clone_from(&s.head);
        self.x.clone_from(&s.x);
        self.norm.clone_from(&s.norm);
        if self.perturbed {
            self.restore_costs();
        }
        self.fresh = self.built == s.built;
        if self.fresh {
            self.factor.truncate(s.updates);
        }
        self.valued = self.fresh;
        self.work += (2 * self.at.len() + 4 * self.head.len()) as u64 / 4;
    }

    /// Reduced costs from the basis; a boxed column of the wrong sign moves to its other bound.
    fn reprice(&mut self) {
        let mut y: Vec<f64> =
            self.head.iter().map(|&v| if v & SLACK == 0 { self.cost[v as usize] } else { 0.0 }).collect();
        self.factor.btran(&mut y);
        for (r, v) in y.iter().enumerate() {
            // a slack's reduced cost must not be negative; a negative one is shifted to 0
            self.slack_d[r] = if self.slack_at[r] == At::Basic { 0.0 } else { (-v).max(0.0) };
        }
        for (j, column) in self.columns.iter().enumerate() {
            if self.at[j] == At::Basic {
                self.d[j] = 0.0;
                continue;
            }
            let mut d = self.cost[j];
            for &(r, a) in column {
                d -= y[r as usize] * a;
            }
            self.work += column.len() as u64;
            self.d[j] = d;
            if d > DUAL && self.at[j] == At::Upper {
                self.at[j] = At::Lower;
            } else if d < -DUAL && self.at[j] == At::Lower {
                self.at[j] = At::Upper;
            }
        }
    }

    /// Moves the costs of columns outside the basis a little away from ties, so that pivots make progress again.
    fn perturb(&mut self, round: u32) {
        self.perturbed = true;
        for j in 0..self.cost.len() {
            // a fixed hash of column and round, in [1, 2)
            let mut h = (j as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                ^ u64::from(round).wrapping_mul(0xd6e8_feb8_6659_fd93);
            h = (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
            let amount =
                PERTURBATION * (1.0 + (h >> 40) as f64 * power(-24)) * self.true_cost[j].abs().max(1.0);
            let amount = match self.at[j] {
                At::Lower => amount,
                At::Upper => -amount,
                At::Basic => continue,
            };
            self.cost[j] += amount;
            self.d[j] += amount;
        }
        self.work += self.cost.len() as u64;
    }

    /// Restores the true costs.
    fn restore_costs(&mut self) {
        self.cost.copy_from_slice(&self.true_cost);
        self.perturbed = false;
        self.fresh = false;
    }

    /// Basic values from the bounds of the others.
    fn revalue(&mut self) {
        let mut b = self.limit.clone();
        for (j, column) in self.columns.iter().enumerate() {
            let v = match self.at[j] {
                At::Lower => self.lower[j],
                At::Upper => self.upper[j],
                At::Basic => continue,
            };
            if v != 0.0 {
                for &(r, a) in column {
                    b[r as usize] -= a * v;
                }
                self.work += column.len() as u64;
            }
        }
        self.factor.ftran(&mut b);
        self.x = b;
        self.valued = true;
    }
}
