//! The price bound in checked integers.

use crate::award::{Cut, Prices};
use crate::problem::{Problem, VALUE_SHIFT};
use crate::verify::VerifyError;

/// A bound on value, and the same bound on the full weight (value, lots, draw).
#[derive(Clone, Copy, Debug)]
pub(super) struct Checked {
    pub value: i64,
    pub weight: i128,
}

impl Default for Checked {
    fn default() -> Self {
        Self { value: 0, weight: i128::MIN }
    }
}

/// A cut that has been checked: its bids as indices, and its right side.
pub(super) struct CheckedCut {
    pub bids: Vec<u32>,
    pub rhs: i64,
}

pub(super) struct PriceBook<'a> {
    p: &'a Problem,
    cuts: &'a [CheckedCut],
    cuts_of: Vec<Vec<u32>>,
}

fn times(a: i128, b: i128) -> Result<i128, VerifyError> {
    a.checked_mul(b).ok_or(VerifyError::Overflow)
}

fn plus(a: i128, b: i128) -> Result<i128, VerifyError> {
    a.checked_add(b).ok_or(VerifyError::Overflow)
}

impl<'a> PriceBook<'a> {
    pub(super) fn new(p: &'a Problem, cuts: &'a [CheckedCut]) -> Self {
        let mut cuts_of = vec![Vec::new(); p.bids()];
        for (k, cut) in cuts.iter().enumerate() {
            for &b in &cut.bids {
                cuts_of[b as usize].push(k as u32);
            }
        }
        Self { p, cuts, cuts_of }
    }

    /// `Σ limit × price + Σ over bids of max(0, value − prices of what it uses)`; bids fixed to win count as they
    /// are, bids fixed to lose not at all.
    pub(super) fn bound(&self, prices: &Prices, fixed: &[i8]) -> Result<Checked, VerifyError> {
        let p = self.p;
        if prices.scale < 1 || prices.scale > 1 << VALUE_SHIFT || !(prices.scale as u128).is_power_of_two() {
            return Err(VerifyError::Prices);
        }
        let shift = VALUE_SHIFT - prices.scale.trailing_zeros();
        let mut client = vec![0i128; p.client_ids.len()];
        let mut group = vec![0i128; p.group_ids.len()];
        let mut capacity = vec![0i128; p.manager_ids.len()];
        let mut exposure = vec![0i128; p.manager_ids.len()];
        let mut cut = vec![0i128; self.cuts.len()];
        let mut sum = 0i128;
        let mut enter = |at: Option<&mut i128>, price: i128, limit: i64| -> Result<(), VerifyError> {
            let at = at.ok_or(VerifyError::Prices)?;
            if price < 0 {
                return Err(VerifyError::Prices);
            }
            *at = times(price, 1 << shift)?;
            sum = plus(sum, times(*at, i128::from(limit))?)?;
            Ok(())
        };
        for (id, &y) in &prices.clients {
            enter(p.client_ids.binary_search(id).ok().map(|i| &mut client[i]), y, 1)?;
        }
        for (id, &y) in &prices.xor {
            enter(p.group_ids.binary_search(id).ok().map(|i| &mut group[i]), y, 1)?;
        }
        for (id, y) in &prices.managers {
            let m = p.manager_ids.binary_search(id).map_err(|_| VerifyError::Prices)?;
            // an unlimited manager has no limit to price
            for (at, y, limit) in [
                (&mut capacity[m], y.capacity, p.capacity[m]),
                (&mut exposure[m], y.exposure, p.max_exposure[m]),
            ] {
                match limit {
                    Some(limit) => enter(Some(at), y, limit)?,
                    None if y == 0 => {}
                    None => return Err(VerifyError::Prices),
                }
            }
        }
        for (&k, &y) in &prices.cuts {
            let k = k as usize;
            let rhs = self.cuts.get(k).ok_or(VerifyError::Prices)?.rhs;
            enter(cut.get_mut(k), y, rhs)?;
        }
        let (mut value, mut weight) = (sum, sum);
        #[allow(clippy::needless_range_loop)] // the index names the bid in several tables
        for b in 0..p.bids() {
            if matches!(fixed[b], -1 | 2) {
                continue;
            }
            let m = p.manager[b] as usize;
            let mut cost = 0i128;
            for &c in p.bid_clients.of(b) {
                cost = plus(cost, client[c as usize])?;
            }
            if let Some(g) = p.group[b] {
                cost = plus(cost, group[g as usize])?;
            }
            cost = plus(cost, times(capacity[m], i128::from(p.size[b]))?)?;
            cost = plus(cost, times(exposure[m], i128::from(p.exposure[b]))?)?;
            for &k in &self.cuts_of[b] {
                cost = plus(cost, cut[k as usize])?;
            }
            for (worth, total) in
                [(i128::from(p.value[b]) << VALUE_SHIFT, &mut value), (p.weight[b], &mut weight)]
            {
                let gain = worth.checked_sub(cost).ok_or(VerifyError::Overflow)?;
                if fixed[b] == 1 || gain > 0 {
                    *total = plus(*total, gain)?;
                }
            }
        }
        let value = i64::try_from(value >> VALUE_SHIFT).map_err(|_| VerifyError::Overflow)?;
        Ok(Checked { value, weight })
    }
}

pub(super) fn rhs(cut: &Cut) -> i64 {
    match cut {
        Cut::Cover { rhs, .. } => *rhs,
        Cut::Clique { .. } => 1,
        Cut::OddHole { bids } => (bids.len() as i64 - 1) / 2,
    }
}
