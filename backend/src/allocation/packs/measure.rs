//! How balanced packs are.

use crate::allocation::inequality::gini;
use crate::allocation::shares::BasisPoints;
use crate::money::Fen;

/// Deviations are counted in billionths of a pack's fair part.
const ONE: i128 = 1_000_000_000;

/// How far packs are from equal, for showing beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    pub largest_worth: Fen,
    pub smallest_worth: Fen,
    pub largest_count: usize,
    pub smallest_count: usize,
    /// Gini coefficient of the packs' worth.
    pub worth_inequality: BasisPoints,
    /// Gini coefficient of the packs' numbers of clients.
    pub count_inequality: BasisPoints,
    /// What the proposal minimises.
    pub imbalance: Imbalance,
}

/// Σ over packs of (deviation in worth)² + (deviation in number)², each deviation from a fair part and in
/// billionths of it: 0 is perfect; smaller is more balanced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Imbalance(pub i128);

impl Balance {
    /// The balance of packs given as worth and number of clients; worth not negative, their sum within `i64`.
    pub fn of(packs: impl IntoIterator<Item = (Fen, usize)>) -> Balance {
        let packs: Vec<(Fen, usize)> = packs.into_iter().collect();
        let worths = || packs.iter().map(|(worth, _)| *worth);
        let counts = || packs.iter().map(|(_, count)| *count);
        let total = Fen::checked_sum(worths()).unwrap_or(Fen(i64::MAX));
        let scale = Scale::new(total, counts().sum(), packs.len());
        let inequality = |amounts: Vec<i64>| gini(&amounts).unwrap_or(BasisPoints::ZERO);
        Balance {
            largest_worth: worths().max().unwrap_or_default(),
            smallest_worth: worths().min().unwrap_or_default(),
            largest_count: counts().max().unwrap_or_default(),
            smallest_count: counts().min().unwrap_or_default(),
            worth_inequality: inequality(worths().map(Fen::get).collect()),
            count_inequality: inequality(
                counts().map(|count| i64::try_from(count).unwrap_or(i64::MAX)).collect(),
            ),
            imbalance: Imbalance(packs.iter().map(|(worth, count)| scale.deviation(worth.0, *count)).sum()),
        }
    }
}

/// Worth and number as billionths of a pack's fair part: adding up is quick and exact enough to steer by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weight {
    worth: i64,
    count: i64,
}

impl Weight {
    pub(super) fn plus(self, other: Weight) -> Weight {
        Weight { worth: self.worth + other.worth, count: self.count + other.count }
    }

    pub(super) fn minus(self, other: Weight) -> Weight {
        Weight { worth: self.worth - other.worth, count: self.count - other.count }
    }

    /// Worth and number together.
    pub(super) fn load(self) -> i64 {
        self.worth + self.count
    }

    /// What one pack of this weight adds to the imbalance.
    pub(super) fn deviation(self) -> i128 {
        let (worth, count) = (i128::from(self.worth) - ONE, i128::from(self.count) - ONE);
        worth * worth + count * count
    }
}

/// What a fair part is.
pub(super) struct Scale {
    pub(super) packs: usize,
    total_worth: i128,
    total_count: i128,
}

impl Scale {
    pub(super) fn new(total: Fen, clients: usize, packs: usize) -> Scale {
        Scale { packs, total_worth: i128::from(total.0), total_count: wide(clients) }
    }

    /// What one pack with this worth and number adds to the imbalance.
    fn deviation(&self, worth: i64, count: usize) -> i128 {
        let worth = self.part(i128::from(worth), self.total_worth);
        let count = self.part(wide(count), self.total_count);
        worth * worth + count * count
    }

    /// The weight of one unit, in billionths of a fair part of either, rounded down.
    pub(super) fn weigh(&self, worth: i64, count: usize) -> Weight {
        let share = |amount: i128, total: i128| {
            let parts = if total == 0 { 0 } else { amount * wide(self.packs) * ONE / total };
            i64::try_from(parts).expect("at most all fair parts, in billionths: fewer than 2^33 packs")
        };
        Weight {
            worth: share(i128::from(worth), self.total_worth),
            count: share(wide(count), self.total_count),
        }
    }

    /// The number of fair parts that this is, rounded up.
    pub(super) fn parts(&self, worth: i64, count: usize) -> usize {
        let parts = |amount: i128, total: i128| {
            if total == 0 { 0 } else { (amount * wide(self.packs) + total - 1) / total }
        };
        let most = parts(i128::from(worth), self.total_worth).max(parts(wide(count), self.total_count));
        usize::try_from(most).unwrap_or(self.packs).min(count)
    }

    /// How far `amount` is from a fair part of `total`, in billionths of it; worth up to 2^63 in 2^20 packs fits.
    fn part(&self, amount: i128, total: i128) -> i128 {
        if total == 0 { 0 } else { (amount * wide(self.packs) - total) * ONE / total }
    }
}

fn wide(number: usize) -> i128 {
    i128::try_from(number).expect("a usize fits in i128")
}
