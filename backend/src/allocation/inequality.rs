//! How unequal an allocation is, in whole numbers.

use thiserror::Error;

use super::shares::BasisPoints;

/// Why no inequality can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InequalityError {
    /// The amount at this index is below zero: the measure has no meaning then.
    #[error("amount {index} is negative")]
    Negative { index: usize },
}

/// The Gini coefficient in basis points: 0 when all have the same, towards 10,000 when one has everything.
///
/// Exact but for one rounding at the end, to the nearest with halves up. Nobody, or nothing to have, is 0. Order
/// does not matter. Holds for up to 2^20 amounts of any size.
///
/// # Errors
/// A negative amount.
pub fn gini(amounts: &[i64]) -> Result<BasisPoints, InequalityError> {
    if let Some(index) = amounts.iter().position(|&amount| amount < 0) {
        return Err(InequalityError::Negative { index });
    }
    let mut sorted = amounts.to_vec();
    sorted.sort_unstable();
    let count = i128::try_from(sorted.len()).expect("a length fits in i128");
    let total: i128 = sorted.iter().map(|&amount| i128::from(amount)).sum();
    if total == 0 {
        return Ok(BasisPoints::ZERO);
    }
    // G = Σ (2i − n − 1)·x_i ÷ (n·Σ x), with x ascending and i from 1; never negative.
    let weighted: i128 = (1..).zip(&sorted).map(|(i, &x)| (2 * i - count - 1) * i128::from(x)).sum();
    let whole = count * total;
    let points = (2 * weighted * 10_000 + whole) / (2 * whole);
    Ok(BasisPoints(i32::try_from(points).expect("a Gini coefficient is below 10,000 basis points")))
}

/// The largest amount as a multiple of the smallest, in basis points (10,000 = equal), rounded down.
///
/// `None` when there is nobody, when the smallest is not above zero (no multiple reaches the largest), or beyond
/// `i64`.
pub fn max_min_ratio(amounts: &[i64]) -> Option<i64> {
    let (largest, smallest) = (*amounts.iter().max()?, *amounts.iter().min()?);
    if smallest <= 0 {
        return None;
    }
    i64::try_from(i128::from(largest) * 10_000 / i128::from(smallest)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_distributions_have_their_known_coefficients() {
        let g = |amounts: &[i64]| gini(amounts).unwrap().0;
        assert_eq!(g(&[]), 0);
        assert_eq!(g(&[5]), 0);
        assert_eq!(g(&[0, 0]), 0);
        assert_eq!(g(&[7, 7, 7]), 0);
        assert_eq!(g(&[0, 10]), 5_000);
        assert_eq!(g(&[0, 0, 0, 1]), 7_500);
        assert_eq!(g(&[4, 1, 3, 2]), 2_500);
        assert_eq!(g(&[1, 2]), 1_667, "1/6, rounded to the nearest");
        assert_eq!(gini(&[1, -1]), Err(InequalityError::Negative { index: 1 }));
        assert_eq!(g(&[i64::MAX; 100]), 0);
    }

    #[test]
    fn the_largest_is_a_multiple_of_the_smallest() {
        assert_eq!(max_min_ratio(&[2, 3]), Some(15_000));
        assert_eq!(max_min_ratio(&[3, 3]), Some(10_000));
        assert_eq!(max_min_ratio(&[0, 3]), None);
        assert_eq!(max_min_ratio(&[]), None);
        assert_eq!(max_min_ratio(&[1, i64::MAX]), None);
    }

    proptest! {
        #[test]
        fn the_coefficient_is_half_the_relative_mean_difference(amounts in prop::collection::vec(0_i64..1_000_000, 1..40)) {
            let n = amounts.len() as i128;
            let total: i128 = amounts.iter().map(|&x| i128::from(x)).sum();
            let differences: i128 = amounts
                .iter()
                .flat_map(|&x| amounts.iter().map(move |&y| i128::from((x - y).abs())))
                .sum();
            let points = i128::from(gini(&amounts).unwrap().0);
            prop_assert!((0..10_000).contains(&points));
            // |points/10,000 − differences/(2·n·total)| ≤ 1/20,000
            prop_assert!((points * 2 * n * total - differences * 10_000).abs() <= n * total);
        }

        #[test]
        fn order_and_scale_do_not_matter(mut amounts in prop::collection::vec(0_i64..1_000_000, 1..40), by in 1_i64..1_000) {
            let before = gini(&amounts).unwrap();
            amounts.reverse();
            amounts.iter_mut().for_each(|x| *x *= by);
            prop_assert_eq!(gini(&amounts).unwrap(), before);
        }

        #[test]
        fn giving_from_the_richer_to_the_poorer_never_raises_it(
            mut amounts in prop::collection::vec(0_i64..1_000, 2..20),
            a in any::<prop::sample::Index>(),
            b in any::<prop::sample::Index>(),
            gift in 0_i64..1_000,
        ) {
            let (a, b) = (a.index(amounts.len()), b.index(amounts.len()));
            let before = gini(&amounts).unwrap();
            let gift = gift.min((amounts[a] - amounts[b]).max(0) / 2);
            amounts[a] -= gift;
            amounts[b] += gift;
            prop_assert!(gini(&amounts).unwrap() <= before);
        }
    }
}
