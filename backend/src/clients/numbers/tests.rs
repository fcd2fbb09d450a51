//! What the rules for numbers promise.

use proptest::prelude::*;

use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn parse(kind: IdentityKind, text: &str) -> Result<String, NumberError> {
    IdentityNumber::parse(kind, text, today()).map(|number| number.as_str().to_owned())
}

#[test]
fn social_credit_codes_in_public_use_are_valid() {
    // Codes of listed companies as they print them: their check characters were not made by this program.
    for code in ["9144030071526726XG", "91330100799655058B", "91440300708461136T", "91110000802100433B"] {
        assert_eq!(parse(IdentityKind::Uscc, code).unwrap(), code);
    }
}

#[test]
fn the_resident_number_of_the_standards_own_example_is_valid() {
    // GB 11643-1999, annex A.
    assert_eq!(parse(IdentityKind::ResidentId, "11010519491231002X").unwrap(), "11010519491231002X");
    assert_eq!(parse(IdentityKind::ResidentId, " １１０１０５19491231002x ").unwrap(), "11010519491231002X");
    assert_eq!(parse(IdentityKind::ResidentId, "440524188001010014").unwrap(), "440524188001010014");
}

#[test]
fn what_is_wrong_is_pointed_at() {
    use IdentityKind::{ForeignOther, ResidentId, Uscc};
    let length = |found| NumberError::Length { least: 18, most: 18, found };
    let at = |position| NumberError::Character { position };
    assert_eq!(parse(ResidentId, "1101051949123100"), Err(length(16)));
    assert_eq!(parse(ResidentId, ""), Err(length(0)));
    assert_eq!(parse(ResidentId, "1101O519491231002X"), Err(at(5)));
    assert_eq!(parse(ResidentId, "01010519491231002X"), Err(at(1)));
    assert_eq!(parse(ResidentId, "X1010519491231002X"), Err(at(1)));
    assert_eq!(parse(ResidentId, "11010519490231002X"), Err(NumberError::Date));
    assert_eq!(parse(ResidentId, "11010500001231002X"), Err(NumberError::Date));
    assert_eq!(parse(ResidentId, "110105194912310021"), Err(NumberError::Check));
    assert_eq!(parse(Uscc, "9131000013220582"), Err(length(16)));
    assert_eq!(parse(Uscc, "913100001322O5820A"), Err(at(13)));
    assert_eq!(parse(Uscc, "91A100001322058209"), Err(at(3)));
    assert_eq!(parse(Uscc, "９1310000张32205820A"), Err(at(9)));
    assert_eq!(parse(ForeignOther, "  "), Err(NumberError::Length { least: 1, most: 40, found: 0 }));
    assert_eq!(
        parse(ForeignOther, &"9".repeat(41)),
        Err(NumberError::Length { least: 1, most: 40, found: 41 })
    );
    assert_eq!(parse(ForeignOther, "AB\u{0}1"), Err(at(3)));
    assert_eq!(parse(ForeignOther, " PL 12345 ").unwrap(), "PL 12345");
}

#[test]
fn nobody_is_born_tomorrow() {
    let born = |date: &str| {
        let first = format!("500112{date}123");
        let check = resident_id_check_character(&first).unwrap();
        IdentityNumber::parse(IdentityKind::ResidentId, &format!("{first}{check}"), today())
    };
    assert_eq!(born("20261123").unwrap().birth_date(), Some(today()));
    assert_eq!(born("20261124").unwrap_err(), NumberError::DateInFuture);
}

#[test]
fn masks_keep_what_tells_people_apart_and_no_more() {
    assert_eq!(mask_phone("13800001234"), "138****1234");
    assert_eq!(mask_phone("65432"), "*****");
    assert_eq!(mask_identity_number("11010519491231002X"), "110***********002X");
    assert_eq!(mask_account_number("6222021234567890123"), "***************0123");
    assert_eq!(mask_name("张三"), "张*");
    assert_eq!(mask_name("欧阳锋"), "欧**");
    assert_eq!(mask_name("Jan Novák"), "J** N****");
    assert_eq!(mask_name("阿 不都"), "阿 **");
    assert_eq!(mask_name(""), "");
    assert_eq!(last_four("12"), "12");
    let number = IdentityNumber::parse(IdentityKind::ResidentId, "11010519491231002X", today()).unwrap();
    assert_eq!(format!("{number:?}"), "IdentityNumber(resident_id, 110***********002X)");
    assert_eq!((number.last_four(), number.masked()), ("002X".into(), "110***********002X".into()));
}

#[test]
fn mobiles_are_normalised_and_checked() {
    for text in ["13800001234", "+86 138-0000-1234", "0086 13800001234", "１３８００００１２３４"]
    {
        assert_eq!(parse_mobile(text).unwrap(), "13800001234");
    }
    assert_eq!(parse_mobile("12800001234"), Err(NumberError::Character { position: 2 }));
    assert_eq!(parse_mobile("23800001234"), Err(NumberError::Character { position: 1 }));
    assert_eq!(parse_mobile("1380000123"), Err(NumberError::Length { least: 11, most: 11, found: 10 }));
    assert_eq!(parse_mobile("1380000123a"), Err(NumberError::Character { position: 11 }));
}

#[test]
fn kinds_have_one_name_everywhere() {
    for &kind in IdentityKind::ALL {
        assert_eq!(IdentityKind::from_name(kind.as_str()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
}

fn resident() -> impl Strategy<Value = String> {
    (1_u32..=9, 0_u32..100_000, 0_u64..55_000, 0_u32..1_000).prop_map(|(first, region, days, order)| {
        let born = NaiveDate::from_ymd_opt(1870, 1, 1).unwrap() + chrono::Days::new(days);
        let text = format!("{first}{region:05}{}{order:03}", born.format("%Y%m%d"));
        let check = resident_id_check_character(&text).unwrap();
        format!("{text}{check}")
    })
}

fn credit_code() -> impl Strategy<Value = String> {
    let letters = prop::collection::vec(prop::sample::select(USCC_ALPHABET.to_vec()), 9);
    (0_u32..1_000_000, letters).prop_map(|(region, rest)| {
        let text = format!("91{region:06}{}", String::from_utf8(rest).unwrap());
        let check = uscc_check_character(&text).unwrap();
        format!("{text}{check}")
    })
}

proptest! {
    #[test]
    fn one_changed_digit_of_a_resident_number_is_found(number in resident(), at in 0_usize..17, by in 1_u8..10) {
        prop_assert_eq!(parse(IdentityKind::ResidentId, &number).unwrap(), number.clone());
        let mut wrong = number.into_bytes();
        wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
        prop_assert!(parse(IdentityKind::ResidentId, std::str::from_utf8(&wrong).unwrap()).is_err());
    }

    #[test]
    fn one_changed_character_of_a_credit_code_is_found(code in credit_code(), at in 0_usize..18, by in 1_usize..31) {
        prop_assert_eq!(parse(IdentityKind::Uscc, &code.to_lowercase()).unwrap(), code.clone());
        let mut wrong = code.into_bytes();
        let place = USCC_ALPHABET.iter().position(|&c| c == wrong[at]).unwrap();
        wrong[at] = USCC_ALPHABET[(place + by) % 31];
        prop_assert!(parse(IdentityKind::Uscc, std::str::from_utf8(&wrong).unwrap()).is_err());
    }

    #[test]
    fn two_swapped_neighbours_are_found(number in resident(), at in 0_usize..16) {
        let mut wrong = number.clone().into_bytes();
        wrong.swap(at, at + 1);
        prop_assume!(wrong != number.as_bytes());
        prop_assert!(parse(IdentityKind::ResidentId, std::str::from_utf8(&wrong).unwrap()).is_err());
    }

    #[test]
    fn a_mask_keeps_the_length_and_hides_at_least_three_of_seven_or_more(text in "[0-9A-Z]{1,24}") {
        let masked = mask_identity_number(&text);
        prop_assert_eq!(masked.len(), text.len());
        let hidden = masked.chars().filter(|c| *c == '*').count();
        prop_assert!(hidden >= 3.min(text.len()));
    }
}
