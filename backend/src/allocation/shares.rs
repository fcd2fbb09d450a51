//! Shares in basis points, and splits that add up exactly.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

/// A ratio in basis points: 10,000 is the whole.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = i32)]
pub struct BasisPoints(pub i32);

impl BasisPoints {
    /// Nothing of it.
    pub const ZERO: BasisPoints = BasisPoints(0);
    /// All of it.
    pub const WHOLE: BasisPoints = BasisPoints(10_000);

    /// The number of basis points.
    pub const fn get(self) -> i32 {
        self.0
    }
}

impl fmt::Display for BasisPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a total cannot be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SplitError {
    /// The weight at this index is below zero.
    #[error("weight {index} is negative")]
    NegativeWeight { index: usize },
    /// No weight is above zero: there is nobody to give the total to.
    #[error("the weights add up to nothing")]
    NoWeight,
}

/// Splits `total` in proportion to `weights` into whole parts that add up to exactly `total`.
///
/// Largest remainder: each part gets its whole quotient, what is left goes one unit each to the largest
/// remainders, ties to the lower index. A negative total is split as its positive and negated. A zero weight
/// gets zero.
///
/// # Errors
/// A negative weight, or no positive one.
pub fn split_largest_remainder(total: i64, weights: &[i64]) -> Result<Vec<i64>, SplitError> {
    if let Some(index) = weights.iter().position(|&w| w < 0) {
        return Err(SplitError::NegativeWeight { index });
    }
    let sum: i128 = weights.iter().map(|&w| i128::from(w)).sum();
    if sum == 0 {
        return Err(SplitError::NoWeight);
    }
    let sign = if total < 0 { -1 } else { 1 };
    let magnitude = i128::from(total).abs();
    let mut parts: Vec<i128> = Vec::with_capacity(weights.len());
    let mut remainders: Vec<(i128, usize)> = Vec::with_capacity(weights.len());
    for (index, &weight) in weights.iter().enumerate() {
        // |total| ≤ 2^63 and weight < 2^63: the product stays within i128.
        let product = magnitude * i128::from(weight);
        parts.push(product / sum);
        remainders.push((product % sum, index));
    }
    // The remainders add up to `left × sum` and each is below `sum`: more than `left` of them are positive
    // unless `left` is zero, so a zero weight is never reached.
    let left = magnitude - parts.iter().sum::<i128>();
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for &(_, index) in remainders.iter().take(usize::try_from(left).unwrap_or(remainders.len())) {
        parts[index] += 1;
    }
    Ok(parts
        .into_iter()
        .map(|part| i64::try_from(sign * part).expect("a part of an i64 lies between zero and that i64"))
        .collect())
}

/// Why a set of shares is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SharesError {
    /// The share at this index is not between 1 and 10,000.
    #[error("share {index} must be between 1 and 10000 basis points")]
    OutOfRange { index: usize },
    /// The owner at this index was named before.
    #[error("the owner of share {index} is named twice")]
    OwnerTwice { index: usize },
    /// The shares add up to something else than the whole.
    #[error("shares add up to {total}, not 10000 basis points")]
    NotWhole { total: i64 },
}

/// Who owns a thing, and how much: owners once each, adding up to 10,000 basis points; empty means `unallocated`.
///
/// Owners stand in ascending order, so that equal shares compare equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Shares<O> {
    parts: Vec<(O, BasisPoints)>,
}

impl<O: Ord + Clone> Shares<O> {
    /// Nobody owns it.
    pub const fn unallocated() -> Self {
        Shares { parts: Vec::new() }
    }

    /// One owner owns all of it.
    pub fn sole(owner: O) -> Self {
        Shares { parts: vec![(owner, BasisPoints::WHOLE)] }
    }

    /// The shares as given, put in order of owner.
    ///
    /// # Errors
    /// A share out of range, an owner named twice, a sum that is not the whole. No shares at all is `unallocated`.
    pub fn new(parts: impl IntoIterator<Item = (O, BasisPoints)>) -> Result<Self, SharesError> {
        let mut parts: Vec<(O, BasisPoints)> = parts.into_iter().collect();
        let mut owners = BTreeSet::new();
        let mut total = 0_i64;
        for (index, (owner, share)) in parts.iter().enumerate() {
            if !(1..=BasisPoints::WHOLE.0).contains(&share.0) {
                return Err(SharesError::OutOfRange { index });
            }
            if !owners.insert(owner) {
                return Err(SharesError::OwnerTwice { index });
            }
            total += i64::from(share.0);
        }
        if !parts.is_empty() && total != i64::from(BasisPoints::WHOLE.0) {
            return Err(SharesError::NotWhole { total });
        }
        parts.sort();
        Ok(Shares { parts })
    }

    /// Equal shares of the owners, adding up to the whole; the first owners get the points that are left.
    ///
    /// # Errors
    /// An owner named twice, or more than 10,000 owners.
    pub fn equal(owners: &[O]) -> Result<Self, SharesError> {
        let ones = vec![1_i64; owners.len()];
        let points = split_largest_remainder(i64::from(BasisPoints::WHOLE.0), &ones).unwrap_or_default();
        Self::new(owners.iter().cloned().zip(
            points.into_iter().map(|p| BasisPoints(i32::try_from(p).expect("a part of 10000 fits in i32"))),
        ))
    }

    /// The owners with their shares, in order of owner.
    pub fn parts(&self) -> &[(O, BasisPoints)] {
        &self.parts
    }

    /// True when nobody owns it.
    pub fn is_unallocated(&self) -> bool {
        self.parts.is_empty()
    }

    /// The share of `owner`, zero for a stranger.
    pub fn of(&self, owner: &O) -> BasisPoints {
        self.parts.iter().find(|(o, _)| o == owner).map_or(BasisPoints::ZERO, |(_, share)| *share)
    }

    /// Splits an amount among the owners, exactly; empty when unallocated.
    pub fn split(&self, total: i64) -> Vec<(O, i64)> {
        let weights: Vec<i64> = self.parts.iter().map(|(_, share)| i64::from(share.0)).collect();
        let amounts = split_largest_remainder(total, &weights).unwrap_or_default();
        self.parts.iter().map(|(owner, _)| owner.clone()).zip(amounts).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_unit_left_goes_to_the_largest_remainder_and_then_to_the_first() {
        assert_eq!(split_largest_remainder(10, &[1, 1, 1]), Ok(vec![4, 3, 3]));
        assert_eq!(split_largest_remainder(10, &[1, 5]), Ok(vec![2, 8]));
        assert_eq!(split_largest_remainder(-10, &[1, 1, 1]), Ok(vec![-4, -3, -3]));
        assert_eq!(split_largest_remainder(5, &[0, 3, 0]), Ok(vec![0, 5, 0]));
        assert_eq!(split_largest_remainder(0, &[2, 3]), Ok(vec![0, 0]));
    }

    #[test]
    fn extremes_of_i64_are_split_exactly() {
        assert_eq!(split_largest_remainder(i64::MIN, &[i64::MAX]), Ok(vec![i64::MIN]));
        let parts = split_largest_remainder(i64::MAX, &[i64::MAX, i64::MAX, 1]).unwrap();
        assert_eq!(parts.iter().map(|&p| i128::from(p)).sum::<i128>(), i128::from(i64::MAX));
    }

    #[test]
    fn weights_that_cannot_carry_a_total_are_refused() {
        assert_eq!(split_largest_remainder(1, &[]), Err(SplitError::NoWeight));
        assert_eq!(split_largest_remainder(1, &[0, 0]), Err(SplitError::NoWeight));
        assert_eq!(split_largest_remainder(1, &[3, -1]), Err(SplitError::NegativeWeight { index: 1 }));
    }

    #[test]
    fn shares_that_are_not_the_whole_are_refused() {
        let bp = BasisPoints;
        assert_eq!(Shares::new([("a", bp(9_999))]), Err(SharesError::NotWhole { total: 9_999 }));
        assert_eq!(Shares::new([("a", bp(10_000)), ("b", bp(0))]), Err(SharesError::OutOfRange { index: 1 }));
        assert_eq!(
            Shares::new([("a", bp(-1)), ("b", bp(10_001))]),
            Err(SharesError::OutOfRange { index: 0 })
        );
        assert_eq!(
            Shares::new([("a", bp(5_000)), ("a", bp(5_000))]),
            Err(SharesError::OwnerTwice { index: 1 })
        );
        assert_eq!(Shares::<&str>::new([]), Ok(Shares::unallocated()));
    }

    #[test]
    fn equal_shares_of_three_add_up() {
        let shares = Shares::equal(&["a", "b", "c"]).unwrap();
        assert_eq!(
            shares.parts(),
            [("a", BasisPoints(3_334)), ("b", BasisPoints(3_333)), ("c", BasisPoints(3_333))]
        );
        assert_eq!(shares.of(&"b"), BasisPoints(3_333));
        assert_eq!(shares.of(&"z"), BasisPoints::ZERO);
        assert!(Shares::<&str>::equal(&[]).unwrap().is_unallocated());
    }

    proptest! {
        #[test]
        fn a_split_adds_up_and_is_within_one_of_its_due(
            total in any::<i64>(),
            weights in prop::collection::vec(0_i64..=i64::MAX, 1..12),
        ) {
            prop_assume!(weights.iter().any(|&w| w > 0));
            let parts = split_largest_remainder(total, &weights).unwrap();
            prop_assert_eq!(parts.iter().map(|&p| i128::from(p)).sum::<i128>(), i128::from(total));
            let sum: i128 = weights.iter().map(|&w| i128::from(w)).sum();
            for (&part, &weight) in parts.iter().zip(&weights) {
                let due = i128::from(total) * i128::from(weight);
                // |part − due/sum| < 1, told by whole numbers.
                let below = due.div_euclid(sum);
                let above = below + i128::from(due.rem_euclid(sum) != 0);
                prop_assert!((below..=above).contains(&i128::from(part)));
            }
        }

        #[test]
        fn a_larger_weight_never_gets_less(total in 0_i64..1_000_000, weights in prop::collection::vec(0_i64..10_000, 1..12)) {
            prop_assume!(weights.iter().any(|&w| w > 0));
            let parts = split_largest_remainder(total, &weights).unwrap();
            for (i, &wi) in weights.iter().enumerate() {
                for (j, &wj) in weights.iter().enumerate() {
                    if wi > wj {
                        prop_assert!(parts[i] >= parts[j]);
                    }
                }
            }
        }

        #[test]
        fn shares_do_not_depend_on_the_order_they_are_named_in(owners in prop::collection::btree_set(0_u32..1_000, 1..30)) {
            let owners: Vec<u32> = owners.into_iter().collect();
            let shares = Shares::equal(&owners).unwrap();
            let reversed = Shares::new(shares.parts().iter().rev().copied()).unwrap();
            prop_assert_eq!(&shares, &reversed);
            prop_assert_eq!(shares.split(777).iter().map(|(_, a)| a).sum::<i64>(), 777);
        }
    }
}
