//! Good prices for large rounds before any linear program: the volume method in integers.
//!
//! Barahona and Anbil's volume algorithm (Mathematical Programming 2000) on the Lagrangian dual: each step relaxes
//! all rows at the current prices, averages the rows' use over the steps, and moves the best prices along the
//! averaged excess. All of it is fixed-point integer arithmetic; any prices it visits are valid.

use crate::problem::{Problem, VALUE_SHIFT};
use crate::rows::Rows;

/// Prices are moved in units of 2^-20 of a unit of value.
const DIGITS: u32 = 20;
const COARSE: u32 = VALUE_SHIFT - DIGITS;
/// Fixed point of averaged use.
const PART: i64 = 1 << 16;
/// Fixed point of the step factor.
const STEP: i128 = 1 << 10;

pub(crate) struct Volume {
    /// Best prices so far and their bound.
    pub prices: Vec<i128>,
    pub bound: i128,
    average: Vec<i64>,
    scale: Vec<i64>,
    factor: i128,
    weak: u32,
    steps: u32,
    /// Reduced weights at the prices last tried.
    pub reduced: Vec<i128>,
}

impl Volume {
    pub(crate) fn new(p: &Problem, rows: &Rows, prices: Vec<i128>) -> Self {
        let free = vec![0; p.bids()];
        let scale = rows
            .entries
            .iter()
            .map(|e| {
                let sum: i128 = e.iter().map(|x| i128::from(x.1)).sum();
                i64::try_from(sum / e.len().max(1) as i128).unwrap_or(i64::MAX).max(1)
            })
            .collect();
        let bound = rows.bound(p, &prices, &free);
        let mut out = Self {
            average: Vec::new(),
            scale,
            factor: STEP / 10,
            weak: 0,
            steps: 0,
            reduced: Vec::new(),
            prices,
            bound,
        };
        out.average = rows.limit.iter().map(|&l| l.saturating_mul(PART)).collect();
        let at = out.prices.clone();
        out.average = out.relax(p, rows, &at).1;
        out
    }

    /// Bound at the prices and the rows' use (in `PART`) by every bid worth more than its prices.
    fn relax(&mut self, p: &Problem, rows: &Rows, prices: &[i128]) -> (i128, Vec<i64>) {
        let mut bound = rows.reduce(p, prices, &mut self.reduced);
        let mut used = vec![0i64; rows.len()];
        for (b, &w) in self.reduced.iter().enumerate() {
            if w > 0 {
                bound += w;
                for &(r, a) in &rows.of_bid[b] {
                    used[r as usize] = used[r as usize].saturating_add(a.saturating_mul(PART));
                }
            }
        }
        (bound, used)
    }

    /// One step towards a lower bound; `floor` is the weight of a known set. Returns whether it still pays.
    pub(crate) fn step(&mut self, p: &Problem, rows: &Rows, floor: i128, work: &mut u64) -> bool {
        *work += 2 * rows.entries_total() + p.bids() as u64 + rows.len() as u64;
        self.steps += 1;
        // aim a little below the best bound: the known set may be far off
        let room = (self.bound >> COARSE) / 100;
        let gap = ((self.bound - floor) >> COARSE).min(room).max(1);
        let mut norm = 0i128;
        let excess: Vec<i64> = (0..rows.len())
            .map(|r| {
                let e = self.average[r] - rows.limit[r].saturating_mul(PART);
                if e < 0 && self.prices[r] == 0 {
                    return 0;
                }
                let e = e / self.scale[r];
                norm += i128::from(e) * i128::from(e);
                e
            })
            .collect();
        if norm == 0 {
            return false;
        }
        let mut next = self.prices.clone();
        for (r, &e) in excess.iter().enumerate() {
            if e != 0 {
                let change = i128::from(e) * i128::from(PART);
                // factor * gap * (e / PART) / scale / (norm / PART^2)
                let change = mul_div(self.factor * gap, change, norm * STEP * i128::from(self.scale[r]));
                next[r] = (next[r] + (change << COARSE)).max(0);
            }
        }
        let (bound, used) = self.relax(p, rows, &next);
        // how the new use agrees with the direction taken
        let agree: i128 = (0..rows.len())
            .map(|r| {
                i128::from(excess[r])
                    * i128::from((used[r] - rows.limit[r].saturating_mul(PART)) / self.scale[r])
            })
            .sum();
        let share = if self.steps < 100 {
            6
        } else if self.steps < 300 {
            12
        } else {
            24
        };
        for (a, &u) in self.average.iter_mut().zip(&used) {
            *a += (u - *a) / share;
        }
        if bound < self.bound {
            let gain = self.bound - bound;
            self.bound = bound;
            self.prices = next;
            if agree >= 0 {
                self.factor = (self.factor * 11 / 10).min(2 * STEP);
            }
            if gain > (self.bound >> 20) {
                self.weak = 0;
            }
        } else {
            self.weak += 1;
            if self.weak >= 15 {
                self.weak = 0;
                self.factor = self.factor * 2 / 3;
            }
        }
        self.factor > STEP / 1000 && self.steps < 2_000
    }
}

/// `a × b / c` without overflow of the product, rounded towards zero by at most one unit per division.
fn mul_div(a: i128, b: i128, c: i128) -> i128 {
    match a.checked_mul(b) {
        Some(product) => product / c,
        None => (a / c).saturating_mul(b),
    }
}
