//! LU factors of a simplex basis with product-form updates. Floating point; see the parent module for why that
//! cannot decide anything.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

const NONE: u32 = u32::MAX;
/// Entries below this are treated as zero.
const TINY: f64 = 1e-13;
/// Smallest pivot accepted in a factorisation.
const SINGULAR: f64 = 1e-9;

/// A column of the basis: a row's slack, or sparse entries.
pub(super) enum Column<'a> {
    Slack(u32),
    Sparse(&'a [(u32, f64)]),
}

#[derive(Default)]
struct Sparse {
    row: Vec<u32>,
    start: Vec<u32>,
    index: Vec<u32>,
    entry: Vec<f64>,
}

impl Sparse {
    fn clear(&mut self) {
        self.row.clear();
        self.start.clear();
        self.start.push(0);
        self.index.clear();
        self.entry.clear();
    }
    fn push(&mut self, i: u32, v: f64) {
        self.index.push(i);
        self.entry.push(v);
    }
    fn close(&mut self, row: u32) {
        self.row.push(row);
        self.start.push(self.index.len() as u32);
    }
    fn range(&self, k: usize) -> std::ops::Range<usize> {
        self.start[k] as usize..self.start[k + 1] as usize
    }
}

/// `B = L U E1 .. Ek`; positions of the basis are row numbers (the variable pivoted in row p sits at position p).
#[derive(Default)]
pub(super) struct Factor {
    rows: usize,
    /// Only steps whose L column is not empty.
    lower: Sparse,
    upper: Sparse,
    diagonal: Vec<f64>,
    eta: Sparse,
    eta_pivot: Vec<f64>,
    pub work: u64,
}

impl Factor {
    pub(super) fn updates(&self) -> usize {
        self.eta.row.len()
    }

    pub(super) fn eta_entries(&self) -> usize {
        self.eta.index.len()
    }

    pub(super) fn entries(&self) -> usize {
        self.lower.index.len() + self.upper.index.len() + self.rows
    }

    /// Factorises the given columns. `place[p]` is the column pivoted in row p; a column that turned out dependent is
    /// left out, and `None` stands in its row for that row's slack.
    pub(super) fn build(&mut self, rows: usize, columns: &[Column<'_>]) -> Vec<Option<u32>> {
        self.rows = rows;
        self.lower.clear();
        self.upper.clear();
        self.eta.clear();
        self.eta_pivot.clear();
        self.diagonal.clear();
        let mut place: Vec<Option<u32>> = vec![None; rows];
        let mut pivoted = vec![false; rows];
        for (k, c) in columns.iter().enumerate() {
            if let Column::Slack(r) = *c
                && !pivoted[r as usize]
            {
                pivoted[r as usize] = true;
                place[r as usize] = Some(k as u32);
                self.upper.close(r);
                self.diagonal.push(1.0);
            }
        }
        let order = self.order(rows, columns, &pivoted);
        let mut lower_of = vec![NONE; rows];
        let mut step_of = vec![NONE; rows];
        let mut x = vec![0.0; rows];
        let mut marked = vec![false; rows];
        let mut touched: Vec<u32> = Vec::new();
        let mut heap: BinaryHeap<Reverse<(u32, u32)>> = BinaryHeap::new();
        let mut row_count = vec![0u32; rows];
        for c in &order {
            if let Column::Sparse(s) = &columns[*c as usize] {
                for &(i, _) in *s {
                    row_count[i as usize] += 1;
                }
            }
        }
        for c in order {
            let Column::Sparse(entries) = &columns[c as usize] else { continue };
            touched.clear();
            for &(i, v) in *entries {
                x[i as usize] = v;
                marked[i as usize] = true;
                touched.push(i);
                row_count[i as usize] -= 1;
                if lower_of[i as usize] != NONE {
                    heap.push(Reverse((step_of[i as usize], i)));
                }
            }
            while let Some(Reverse((_, p))) = heap.pop() {
                let xp = x[p as usize];
                if xp.abs() <= TINY {
                    continue;
                }
                let range = self.lower.range(lower_of[p as usize] as usize);
                self.work += range.len() as u64;
                for e in range {
                    let i = self.lower.index[e] as usize;
                    if !marked[i] {
                        marked[i] = true;
                        touched.push(i as u32);
                        if lower_of[i] != NONE {
                            heap.push(Reverse((step_of[i], i as u32)));
                        }
                    }
                    x[i] -= self.lower.entry[e] * xp;
                }
            }
            self.work += 2 * touched.len() as u64;
            let largest = touched
                .iter()
                .filter(|&&i| !pivoted[i as usize])
                .map(|&i| x[i as usize].abs())
                .fold(0.0, f64::max);
            if largest < SINGULAR {
                for &i in &touched {
                    x[i as usize] = 0.0;
                    marked[i as usize] = false;
                }
                continue;
            }
            let pivot = touched
                .iter()
                .copied()
                .filter(|&i| !pivoted[i as usize] && x[i as usize].abs() >= 0.1 * largest)
                .min_by_key(|&i| (row_count[i as usize], i))
                .expect("the largest entry itself qualifies");
            let p = pivot as usize;
            let diagonal = x[p];
            let mut lower = false;
            for &i in &touched {
                let v = x[i as usize];
                x[i as usize] = 0.0;
                marked[i as usize] = false;
                if i == pivot || v.abs() <= TINY {
                    continue;
                }
                if pivoted[i as usize] {
                    self.upper.push(i, v);
                } else {
                    self.lower.push(i, v / diagonal);
                    lower = true;
                }
            }
            step_of[p] = self.upper.row.len() as u32;
            self.upper.close(pivot);
            self.diagonal.push(diagonal);
            if lower {
                lower_of[p] = self.lower.row.len() as u32;
                self.lower.close(pivot);
            }
            pivoted[p] = true;
            place[p] = Some(c);
        }
        for (r, done) in pivoted.iter().enumerate() {
            if !done {
                self.upper.close(r as u32);
                self.diagonal.push(1.0);
            }
        }
        self.work += rows as u64;
        place
    }

    /// Pivot order of the sparse columns: singletons first, then by count of open rows.
    fn order(&mut self, rows: usize, columns: &[Column<'_>], pivoted: &[bool]) -> Vec<u32> {
        let mut open_row: Vec<bool> = pivoted.iter().map(|p| !p).collect();
        let mut of_row: Vec<Vec<u32>> = vec![Vec::new(); rows];
        let mut count = vec![0u32; columns.len()];
        let mut open = vec![false; columns.len()];
        for (k, c) in columns.iter().enumerate() {
            if let Column::Sparse(s) = c {
                open[k] = true;
                for &(i, _) in *s {
                    if open_row[i as usize] {
                        of_row[i as usize].push(k as u32);
                        count[k] += 1;
                    }
                }
                self.work += s.len() as u64;
            }
        }
        let mut row_open: Vec<u32> = of_row.iter().map(|v| v.len() as u32).collect();
        let mut out: Vec<u32> = Vec::new();
        let mut columns_one: Vec<u32> =
            (0..columns.len() as u32).filter(|&k| open[k as usize] && count[k as usize] == 1).collect();
        let mut rows_one: Vec<u32> =
            (0..rows as u32).filter(|&r| open_row[r as usize] && row_open[r as usize] == 1).collect();
        loop {
            let (k, r) = if let Some(k) = columns_one.pop() {
                if !open[k as usize] || count[k as usize] != 1 {
                    continue;
                }
                let Column::Sparse(s) = &columns[k as usize] else { continue };
                let Some(&(r, _)) = s.iter().find(|(i, _)| open_row[*i as usize]) else { continue };
                (k, r)
            } else if let Some(r) = rows_one.pop() {
                if !open_row[r as usize] || row_open[r as usize] != 1 {
                    continue;
                }
                let Some(&k) = of_row[r as usize].iter().find(|&&k| open[k as usize]) else { continue };
                (k, r)
            } else {
                break;
            };
            out.push(k);
            open[k as usize] = false;
            open_row[r as usize] = false;
            for &j in &of_row[r as usize] {
                if open[j as usize] {
                    count[j as usize] -= 1;
                    if count[j as usize] == 1 {
                        columns_one.push(j);
                    }
                }
            }
            if let Column::Sparse(s) = &columns[k as usize] {
                for &(i, _) in *s {
                    if open_row[i as usize] {
                        row_open[i as usize] -= 1;
                        if row_open[i as usize] == 1 {
                            rows_one.push(i);
                        }
                    }
                }
            }
        }
        let mut rest: Vec<u32> = (0..columns.len() as u32).filter(|&k| open[k as usize]).collect();
        rest.sort_by_key(|&k| (count[k as usize], k));
        out.extend(rest);
        out
    }

    /// Forgets all updates but the first `updates`.
    pub(super) fn truncate(&mut self, updates: usize) {
        self.eta.row.truncate(updates);
        self.eta.start.truncate(updates + 1);
        let entries = self.eta.start[updates] as usize;
        self.eta.index.truncate(entries);
        self.eta.entry.truncate(entries);
        self.eta_pivot.truncate(updates);
    }

    /// Solves `B z = x` in place.
    pub(super) fn ftran(&mut self, x: &mut [f64]) {
        let mut work = 0;
        for k in 0..self.lower.row.len() {
            let xp = x[self.lower.row[k] as usize];
            if xp != 0.0 {
                let range = self.lower.range(k);
                work += range.len();
                for e in range {
                    x[self.lower.index[e] as usize] -= self.lower.entry[e] * xp;
                }
            }
        }
        for k in (0..self.rows).rev() {
            let p = self.upper.row[k] as usize;
            if x[p] != 0.0 {
                let z = x[p] / self.diagonal[k];
                x[p] = z;
                let range = self.upper.range(k);
                work += range.len();
                for e in range {
                    x[self.upper.index[e] as usize] -= self.upper.entry[e] * z;
                }
            }
        }
        for k in 0..self.eta.row.len() {
            let p = self.eta.row[k] as usize;
            if x[p] != 0.0 {
                let z = x[p] / self.eta_pivot[k];
                x[p] = z;
                let range = self.eta.range(k);
                work += range.len();
                for e in range {
                    x[self.eta.index[e] as usize] -= self.eta.entry[e] * z;
                }
            }
        }
        self.work += (work + self.rows / 2 + self.lower.row.len()) as u64;
    }

    /// Solves `Bᵀ y = x` in place.
    pub(super) fn btran(&mut self, x: &mut [f64]) {
        for k in (0..self.eta.row.len()).rev() {
            let p = self.eta.row[k] as usize;
            let mut v = x[p];
            for e in self.eta.range(k) {
                v -= self.eta.entry[e] * x[self.eta.index[e] as usize];
            }
            x[p] = v / self.eta_pivot[k];
        }
        for k in 0..self.rows {
            let p = self.upper.row[k] as usize;
            let mut v = x[p];
            for e in self.upper.range(k) {
                v -= self.upper.entry[e] * x[self.upper.index[e] as usize];
            }
            x[p] = v / self.diagonal[k];
        }
        for k in (0..self.lower.row.len()).rev() {
            let p = self.lower.row[k] as usize;
            let mut v = x[p];
            for e in self.lower.range(k) {
                v -= self.lower.entry[e] * x[self.lower.index[e] as usize];
            }
            x[p] = v;
        }
        self.work +=
            (self.eta.index.len() + self.upper.index.len() + self.lower.index.len() + self.rows) as u64;
    }

    /// Replaces the basic column at `position` by the one whose `B⁻¹ a` is given.
    pub(super) fn update(&mut self, position: u32, column: &[f64]) {
        for (i, &v) in column.iter().enumerate() {
            if i != position as usize && v.abs() > TINY {
                self.eta.push(i as u32, v);
            }
        }
        self.eta.close(position);
        self.eta_pivot.push(column[position as usize]);
    }
}
