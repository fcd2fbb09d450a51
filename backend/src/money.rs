//! Money as whole minor units: no floating point, every overflow visible.

use std::fmt;
use std::iter::Sum;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An amount in fen, the minor unit of CNY (1 yuan = 100 fen).
///
/// Arithmetic is checked: an amount that leaves `i64` is `None`, never a wrapped number. Products run in `i128`.
/// It is written as a plain integer, in text and in JSON.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = i64, minimum = -9_007_199_254_740_991_i64, maximum = 9_007_199_254_740_991_i64)]
pub struct Fen(pub i64);

/// How a quotient that is not whole becomes whole; each place that rounds names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Toward negative infinity.
    Floor,
    /// Toward positive infinity.
    Ceiling,
    /// Toward zero: drops the fraction.
    TowardZero,
    /// To the nearest; a half goes away from zero (四舍五入).
    HalfAwayFromZero,
    /// To the nearest; a half goes to the even neighbour.
    HalfEven,
}

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);
    /// The largest amount that JSON readers in the field hold exactly (2^53 − 1).
    pub const MAX_JSON: Fen = Fen(9_007_199_254_740_991);

    /// The number of fen.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The sum, or `None` beyond `i64`.
    pub fn checked_add(self, other: Fen) -> Option<Fen> {
        self.0.checked_add(other.0).map(Fen)
    }

    /// The difference, or `None` beyond `i64`.
    pub fn checked_sub(self, other: Fen) -> Option<Fen> {
        self.0.checked_sub(other.0).map(Fen)
    }

    /// The negative, or `None` for the one amount that has none.
    pub fn checked_neg(self) -> Option<Fen> {
        self.0.checked_neg().map(Fen)
    }

    /// `self × factor`, or `None` beyond `i64`.
    pub fn checked_mul(self, factor: i64) -> Option<Fen> {
        self.0.checked_mul(factor).map(Fen)
    }

    /// `self × numerator ÷ denominator`, rounded once at the end; `None` for a zero denominator or beyond `i64`.
    pub fn checked_mul_div(self, numerator: i64, denominator: i64, rounding: Rounding) -> Option<Fen> {
        let product = i128::from(self.0) * i128::from(numerator);
        let quotient = divide(product, i128::from(denominator), rounding)?;
        i64::try_from(quotient).ok().map(Fen)
    }

    /// The sum of all, or `None` when the total is beyond `i64`; the order does not matter.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Fen>) -> Option<Fen> {
        let total: i128 = amounts.into_iter().map(|fen| i128::from(fen.0)).sum();
        i64::try_from(total).ok().map(Fen)
    }
}

/// `numerator ÷ denominator` as a whole number; `None` for a zero denominator. Neither may be `i128::MIN`.
pub(crate) fn divide(numerator: i128, denominator: i128, rounding: Rounding) -> Option<i128> {
    let down = numerator.checked_div_euclid(denominator)?;
    let rest = numerator.checked_rem_euclid(denominator)?;
    if rest == 0 {
        return Some(down);
    }
    // Euclidean division leaves 0 < rest < |denominator|; with a negative denominator the quotient is the ceiling.
    let floor = if denominator > 0 { down } else { down - 1 };
    let above_floor = if denominator > 0 { rest } else { denominator.abs() - rest };
    let negative = (numerator < 0) != (denominator < 0);
    let to_half = above_floor.cmp(&(denominator.abs() - above_floor));
    Some(match rounding {
        Rounding::Floor => floor,
        Rounding::Ceiling => floor + 1,
        Rounding::TowardZero => floor + i128::from(negative),
        Rounding::HalfAwayFromZero => match to_half {
            std::cmp::Ordering::Less => floor,
            std::cmp::Ordering::Equal => floor + i128::from(!negative),
            std::cmp::Ordering::Greater => floor + 1,
        },
        Rounding::HalfEven => match to_half {
            std::cmp::Ordering::Less => floor,
            std::cmp::Ordering::Equal => floor + floor.rem_euclid(2),
            std::cmp::Ordering::Greater => floor + 1,
        },
    })
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i64> for Fen {
    fn from(fen: i64) -> Self {
        Fen(fen)
    }
}

impl From<Fen> for i64 {
    fn from(fen: Fen) -> Self {
        fen.0
    }
}

impl Sum<Fen> for Option<Fen> {
    fn sum<I: Iterator<Item = Fen>>(iter: I) -> Self {
        Fen::checked_sum(iter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_written_as_plain_integers() {
        assert_eq!(Fen(-1_050).to_string(), "-1050");
        assert_eq!(serde_json::to_string(&Fen(123)).unwrap(), "123");
        assert_eq!(serde_json::from_str::<Fen>("-7").unwrap(), Fen(-7));
        assert!(serde_json::from_str::<Fen>("1.5").is_err());
    }

    #[test]
    fn an_overflow_is_none() {
        assert_eq!(Fen(i64::MAX).checked_add(Fen(1)), None);
        assert_eq!(Fen(i64::MIN).checked_sub(Fen(1)), None);
        assert_eq!(Fen(i64::MIN).checked_neg(), None);
        assert_eq!(Fen(i64::MAX).checked_mul(2), None);
        assert_eq!(Fen(1).checked_mul_div(1, 0, Rounding::Floor), None);
        assert_eq!(Fen::checked_sum([Fen(i64::MAX), Fen(1)]), None);
        assert_eq!(Fen::checked_sum([Fen(i64::MAX), Fen(1), Fen(-1)]), Some(Fen(i64::MAX)));
    }

    #[test]
    fn a_product_beyond_i64_may_have_a_quotient_within() {
        assert_eq!(Fen(i64::MAX).checked_mul_div(10_000, 10_000, Rounding::Floor), Some(Fen(i64::MAX)));
    }

    #[test]
    fn halves_go_where_the_rounding_says() {
        let round = |n, d, how| divide(n, d, how).unwrap();
        for (n, d, floor, ceiling, zero, away, even) in [
            (5, 2, 2, 3, 2, 3, 2),
            (-5, 2, -3, -2, -2, -3, -2),
            (5, -2, -3, -2, -2, -3, -2),
            (-5, -2, 2, 3, 2, 3, 2),
            (7, 2, 3, 4, 3, 4, 4),
            (-7, 2, -4, -3, -3, -4, -4),
            (1, 3, 0, 1, 0, 0, 0),
            (-2, 3, -1, 0, 0, -1, -1),
        ] {
            assert_eq!(round(n, d, Rounding::Floor), floor, "{n}/{d}");
            assert_eq!(round(n, d, Rounding::Ceiling), ceiling, "{n}/{d}");
            assert_eq!(round(n, d, Rounding::TowardZero), zero, "{n}/{d}");
            assert_eq!(round(n, d, Rounding::HalfAwayFromZero), away, "{n}/{d}");
            assert_eq!(round(n, d, Rounding::HalfEven), even, "{n}/{d}");
        }
    }

    proptest! {
        #[test]
        fn a_rounded_quotient_is_less_than_one_away(n in -1_000_000_i128..1_000_000, d in prop_oneof![-999_i128..0, 1_i128..1_000]) {
            for how in [Rounding::Floor, Rounding::Ceiling, Rounding::TowardZero, Rounding::HalfAwayFromZero, Rounding::HalfEven] {
                let q = divide(n, d, how).unwrap();
                prop_assert!((n - q * d).abs() < d.abs());
            }
            let floor = divide(n, d, Rounding::Floor).unwrap();
            let ceiling = divide(n, d, Rounding::Ceiling).unwrap();
            prop_assert_eq!(ceiling - floor, i128::from(n % d != 0));
            let nearest = divide(n, d, Rounding::HalfEven).unwrap();
            prop_assert!(2 * (n - nearest * d).abs() <= d.abs());
        }
    }
}
