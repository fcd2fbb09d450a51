//! What is shown of personal data, and how contacts are written.

use chrono::{Datelike, NaiveDate};

use super::model::{ContactKind, IdentityKind};
use super::numbers::{self, IdentityNumber, NumberError};
use crate::search_text::clean;

/// Whether a day is one that a bank keeps books for: both databases hold it, and nothing of a client is older.
pub fn is_bank_day(day: NaiveDate) -> bool {
    (1900..2200).contains(&day.year())
}

/// How many characters of an identity number of a kind a mask shows.
fn length(kind: Option<IdentityKind>) -> usize {
    match kind {
        Some(IdentityKind::Uscc | IdentityKind::ResidentId) => 18,
        Some(IdentityKind::ForeignOther) | None => 8,
    }
}

/// An identity number with all but its last four characters hidden; no number, no mask.
pub fn masked_identity(kind: Option<IdentityKind>, last4: Option<&str>) -> Option<String> {
    kind?;
    let last = last4.unwrap_or_default();
    Some(format!("{}{last}", "*".repeat(length(kind).saturating_sub(last.chars().count()))))
}

/// What of an identity number may stand in clear: the last four characters of one that is long enough to stay
/// unknown by them.
pub fn kept_of(number: &IdentityNumber) -> Option<String> {
    (number.as_str().chars().count() >= 8).then(|| number.last_four())
}

/// A contact, hidden but for a telephone's last four digits.
pub fn masked_contact(kind: ContactKind, last4: Option<&str>) -> String {
    match (kind, last4) {
        (ContactKind::Phone, Some(last)) => format!("*******{last}"),
        _ => "****".to_owned(),
    }
}

/// A contact's text as it is stored. A mobile number loses its spaces and prefix; a land line keeps its form.
///
/// # Errors
/// A telephone number without digits enough, or with anything but digits, spaces, brackets, hyphens and a plus.
pub fn contact_text(kind: ContactKind, text: &str) -> Result<String, NumberError> {
    let text = clean(text);
    if kind != ContactKind::Phone {
        return if text.is_empty() {
            Err(NumberError::Length { least: 1, most: 200, found: 0 })
        } else {
            Ok(text)
        };
    }
    if let Ok(mobile) = numbers::parse_mobile(&text) {
        return Ok(mobile);
    }
    if let Some(index) = text.chars().position(|c| !(c.is_ascii_digit() || " ()-+".contains(c))) {
        return Err(NumberError::Character { position: index + 1 });
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if (7..=20).contains(&digits) {
        Ok(text)
    } else {
        Err(NumberError::Length { least: 7, most: 20, found: digits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn flags_are_the_ones_that_the_policy_knows() {
        let ours: Vec<&str> = crate::clients::model::Flag::ALL.iter().map(|f| f.as_str()).collect();
        assert_eq!(ours, crate::policy::rules::FLAGS);
    }

    #[test]
    fn a_telephone_number_is_written_one_way() {
        let phone = |t| contact_text(ContactKind::Phone, t);
        assert_eq!(phone("+86 138-1234-5678").unwrap(), "13812345678");
        assert_eq!(phone("0574-8765 4321").unwrap(), "0574-8765 4321");
        assert!(phone("call me").is_err() && phone("123").is_err());
        assert!(contact_text(ContactKind::Address, "  ").is_err());
    }

    proptest! {
        #[test]
        fn a_mask_shows_four_characters_at_most(last in "[0-9X]{0,4}", kind in prop::sample::select(IdentityKind::ALL.to_vec())) {
            let mask = masked_identity(Some(kind), Some(&last)).unwrap();
            prop_assert!(mask.ends_with(&last));
            prop_assert_eq!(mask.chars().filter(|c| *c != '*').count(), last.len());
            prop_assert!(mask.len() >= 8);
        }

        #[test]
        fn a_masked_phone_is_no_mobile_number(digits in "[0-9]{4}") {
            prop_assert!(numbers::parse_mobile(&masked_contact(ContactKind::Phone, Some(&digits))).is_err());
        }
    }
}
