//! Books before and after. No I/O.

use crate::allocation::inequality::gini;

/// How unequal amounts are, in basis points; negative amounts count as nothing.
pub fn gini_bps(amounts: impl IntoIterator<Item = i64>) -> i32 {
    let amounts: Vec<i64> = amounts.into_iter().map(|a| a.max(0)).collect();
    gini(&amounts).map_or(0, |g| g.get())
}

/// A part of a whole in basis points, rounded down; all of nothing is the whole.
pub fn share_bps(part: i64, whole: i64) -> i32 {
    if whole <= 0 {
        return 10_000;
    }
    let bps = i128::from(part.clamp(0, whole)) * 10_000 / i128::from(whole);
    i32::try_from(bps).unwrap_or(10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_cover_is_covered_and_a_gap_never_rounds_away() {
        assert_eq!(share_bps(0, 0), 10_000);
        assert_eq!(share_bps(99_999, 100_000), 9_999);
        assert_eq!(share_bps(5, 4), 10_000);
        assert_eq!(gini_bps([3, 3, -3]), gini_bps([3, 3, 0]));
    }
}
