//! What a winning bundle is worth lot by lot. No I/O.

use crate::allocation::shares::split_largest_remainder;

/// Splits a committed value over a bundle's lots by their worth, exactly; equally where none is worth anything.
pub fn split_value(value: i64, worths: &[i64]) -> Vec<i64> {
    let weights: Vec<i64> = worths.iter().map(|w| (*w).max(0)).collect();
    let even = vec![1; worths.len()];
    split_largest_remainder(value, &weights)
        .or_else(|_| split_largest_remainder(value, &even))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bundle_without_worth_is_split_evenly() {
        assert_eq!(split_value(7, &[0, 0]), [4, 3]);
        assert_eq!(split_value(7, &[1, 6]), [1, 6]);
        assert_eq!(split_value(7, &[-5, 6]), [0, 7]);
        assert!(split_value(7, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn the_parts_add_up(value in 0_i64..=1_000_000_000, worths in prop::collection::vec(-10_i64..1_000_000, 1..20)) {
            prop_assert_eq!(split_value(value, &worths).iter().sum::<i64>(), value);
        }
    }
}
