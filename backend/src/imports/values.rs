//! Cells of a file as values: exact, and silent about what they held.

use chrono::NaiveDate;

use crate::money::Fen;

/// Whole minor units of an amount written in major units: `1234.5` with two decimals is 123450.
///
/// An optional sign, digits, and after a point as many decimals as the currency has at most; nothing else (no
/// separators, no exponent). `None` for another form or beyond what JSON readers hold exactly.
pub fn parse_amount(text: &str, decimals: u32) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) || fraction.len() > decimals as usize {
        return None;
    }
    if digits.contains('.') && fraction.is_empty() {
        return None;
    }
    let mut minor: i64 = 0;
    for b in whole.bytes().chain(fraction.bytes()) {
        minor = minor.checked_mul(10)?.checked_add(i64::from(b - b'0'))?;
    }
    for _ in fraction.len()..decimals as usize {
        minor = minor.checked_mul(10)?;
    }
    (minor <= Fen::MAX_JSON.0).then_some(if negative { -minor } else { minor })
}

/// How many decimals a currency has (ISO 4217).
pub fn decimals_of(currency: &str) -> u32 {
    match currency {
        "JPY" | "KRW" | "VND" | "CLP" | "ISK" => 0,
        "KWD" | "BHD" | "OMR" | "TND" | "JOD" => 3,
        _ => 2,
    }
}

/// A date as `2026-11-24` or `20261124`, nothing else.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let b = text.as_bytes();
    let (y, m, d) = match b.len() {
        10 if b[4] == b'-' && b[7] == b'-' => (&b[..4], &b[5..7], &b[8..]),
        8 => (&b[..4], &b[4..6], &b[6..]),
        _ => return None,
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
    };
    NaiveDate::from_ymd_opt(i32::try_from(number(y)?).ok()?, number(m)?, number(d)?)
}

/// `true`/`false`, `1`/`0`, `yes`/`no`, 是/否.
pub fn parse_flag(text: &str) -> Option<bool> {
    match text {
        "true" | "1" | "yes" | "是" => Some(true),
        "false" | "0" | "no" | "否" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_exactly() {
        for (text, minor) in [
            ("0", 0),
            ("12", 1200),
            ("12.3", 1230),
            ("12.34", 1234),
            ("-0.01", -1),
            ("+7.50", 750),
            ("007", 700),
            ("90071992547409.91", 9_007_199_254_740_991),
        ] {
            assert_eq!(parse_amount(text, 2), Some(minor), "{text}");
        }
        assert_eq!(parse_amount("1500", 0), Some(1500));
        assert_eq!(parse_amount("1.250", 3), Some(1250));
    }

    #[test]
    fn what_is_not_an_amount_is_refused() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1.234",
            "1,234",
            "1e3",
            "0x10",
            "１２",
            " 1",
            "1 ",
            "--1",
            "1.2.3",
            "NaN",
            "90071992547409.92",
            "99999999999999999999",
        ] {
            assert_eq!(parse_amount(text, 2), None, "{text}");
        }
        assert_eq!(parse_amount("1.5", 0), None);
    }

    #[test]
    fn dates_have_two_forms() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 29);
        assert_eq!(parse_date("2024-02-29"), day);
        assert_eq!(parse_date("20240229"), day);
        for text in ["2023-02-29", "2024-2-29", "24-02-29", "2024/02/29", "20240230", "", "２０２４0229"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(minor in -9_007_199_254_740_991i64..=9_007_199_254_740_991, decimals in 0u32..4) {
            let scale = 10i64.pow(decimals);
            let (whole, rest) = (minor.unsigned_abs() / scale as u64, minor.unsigned_abs() % scale as u64);
            let sign = if minor < 0 { "-" } else { "" };
            let text = if decimals == 0 {
                format!("{sign}{whole}")
            } else {
                format!("{sign}{whole}.{rest:0width$}", width = decimals as usize)
            };
            prop_assert_eq!(parse_amount(&text, decimals), Some(minor));
        }

        #[test]
        fn no_text_makes_it_fail(text in "\\PC{0,24}", decimals in 0u32..4) {
            let _ = parse_amount(&text, decimals);
            let _ = parse_date(&text);
        }

        #[test]
        fn only_digits_sign_and_point_are_read(text in "[-+.,0-9eE ]{0,16}") {
            if let Some(minor) = parse_amount(&text, 2) {
                prop_assert!(text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.')));
                prop_assert!(minor.abs() <= 9_007_199_254_740_991);
            }
        }

        #[test]
        fn every_date_is_read_in_both_forms(days in 0i64..40_000) {
            let day = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::Duration::days(days);
            prop_assert_eq!(parse_date(&day.format("%Y-%m-%d").to_string()), Some(day));
            prop_assert_eq!(parse_date(&day.format("%Y%m%d").to_string()), Some(day));
        }
    }
}
