//! Identity numbers and phones: check characters, and masks for those who need not see them whole.
//!
//! A number is parsed into its normal form before it is encrypted, indexed or compared. Errors point at what is
//! wrong and never carry the number.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

pub use super::model::IdentityKind;

const USCC_LENGTH: usize = 18;
/// GB 32100-2015: digits and capitals without I, O, S, V, Z; a character's value is its place.
const USCC_ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// GB 32100-2015: 3^i mod 31.
const USCC_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const RESIDENT_ID_LENGTH: usize = 18;
/// GB 11643-1999: 2^(17−i) mod 11.
const RESIDENT_ID_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_ID_CHECKS: &[u8; 11] = b"10X98765432";
/// Nobody with a number was born before it.
const EARLIEST_BIRTH_YEAR: i32 = 1850;

const FOREIGN_MAX: usize = 40;
const MOBILE_LENGTH: usize = 11;

impl IdentityKind {
    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<IdentityKind> {
        name.parse().ok()
    }
}

/// What is wrong with a number; positions count characters from 1, after spaces at the ends are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NumberError {
    /// Too short, too long or empty.
    #[error("must have {least} to {most} characters, has {found}")]
    Length { least: usize, most: usize, found: usize },
    /// A character that may not stand where it stands.
    #[error("the character at position {position} is not allowed there")]
    Character { position: usize },
    /// Positions 7 to 14 of a resident number are not a date that somebody can be born on.
    #[error("positions 7 to 14 are not a date of birth")]
    Date,
    /// The date of birth lies after today.
    #[error("the date of birth is in the future")]
    DateInFuture,
    /// The check character does not fit the others: some character is wrong.
    #[error("the check character does not fit")]
    Check,
}

impl NumberError {
    /// A stable name for machines.
    pub const fn code(self) -> &'static str {
        match self {
            NumberError::Length { .. } => "length",
            NumberError::Character { .. } => "character",
            NumberError::Date => "date",
            NumberError::DateInFuture => "date_in_future",
            NumberError::Check => "check_character",
        }
    }
}

/// A valid identity number in its normal form; printing it for debugging shows it masked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdentityNumber {
    kind: IdentityKind,
    text: String,
}

impl IdentityNumber {
    /// Checks a number: characters, date, check character. Full-width forms and small letters are normalised.
    ///
    /// `today` is the bank's date: nobody is born after it.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(kind: IdentityKind, text: &str, today: NaiveDate) -> Result<IdentityNumber, NumberError> {
        let text = match kind {
            IdentityKind::Uscc => uscc(text)?,
            IdentityKind::ResidentId => resident_id(text, today)?,
            IdentityKind::ForeignOther => foreign(text)?,
        };
        Ok(IdentityNumber { kind, text })
    }

    /// The kind.
    pub const fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// The number in its normal form: what is encrypted and indexed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The last four characters, kept in clear for telling numbers apart.
    pub fn last_four(&self) -> String {
        last_four(&self.text)
    }

    /// The number for those who need not see it whole.
    ///
    /// A social credit code is public and stays as it is.
    pub fn masked(&self) -> String {
        match self.kind {
            IdentityKind::Uscc => self.text.clone(),
            IdentityKind::ResidentId | IdentityKind::ForeignOther => mask_identity_number(&self.text),
        }
    }

    /// The date of birth in a resident number.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        match self.kind {
            IdentityKind::ResidentId => birth_date(self.text.as_bytes()),
            IdentityKind::Uscc | IdentityKind::ForeignOther => None,
        }
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityNumber({}, {})", self.kind, mask_identity_number(&self.text))
    }
}

/// Trimmed, full-width forms made half-width, letters made capital.
fn code_text(text: &str) -> String {
    text.trim().nfkc().collect::<String>().to_ascii_uppercase()
}

fn require_length(text: &str, least: usize, most: usize) -> Result<(), NumberError> {
    let found = text.chars().count();
    if (least..=most).contains(&found) { Ok(()) } else { Err(NumberError::Length { least, most, found }) }
}

fn uscc_value(character: u8) -> Option<u32> {
    USCC_ALPHABET.iter().position(|&c| c == character).and_then(|place| u32::try_from(place).ok())
}

fn uscc(text: &str) -> Result<String, NumberError> {
    let text = code_text(text);
    require_length(&text, USCC_LENGTH, USCC_LENGTH)?;
    for (index, character) in text.chars().enumerate() {
        let region = (2..8).contains(&index);
        let allowed = u8::try_from(character).is_ok_and(|c| uscc_value(c).is_some());
        if !allowed || (region && !character.is_ascii_digit()) {
            return Err(NumberError::Character { position: index + 1 });
        }
    }
    let check = uscc_check_character(&text[..USCC_LENGTH - 1]);
    if check.is_some_and(|check| text.ends_with(check)) { Ok(text) } else { Err(NumberError::Check) }
}

/// The 18th character of a social credit code from the 17 before it; `None` for anything but 17 allowed characters.
pub fn uscc_check_character(first_17: &str) -> Option<char> {
    if first_17.len() != USCC_LENGTH - 1 {
        return None;
    }
    let mut sum = 0;
    for (&character, weight) in first_17.as_bytes().iter().zip(USCC_WEIGHTS) {
        sum += uscc_value(character)? * weight;
    }
    let place = usize::try_from((31 - sum % 31) % 31).ok()?;
    USCC_ALPHABET.get(place).map(|&c| char::from(c))
}

fn resident_id(text: &str, today: NaiveDate) -> Result<String, NumberError> {
    let text = code_text(text);
    require_length(&text, RESIDENT_ID_LENGTH, RESIDENT_ID_LENGTH)?;
    for (index, character) in text.chars().enumerate() {
        let last = index == RESIDENT_ID_LENGTH - 1;
        let leading_zero = index == 0 && character == '0';
        if leading_zero || !(character.is_ascii_digit() || (last && character == 'X')) {
            return Err(NumberError::Character { position: index + 1 });
        }
    }
    let born = birth_date(text.as_bytes()).ok_or(NumberError::Date)?;
    if born.year() < EARLIEST_BIRTH_YEAR {
        return Err(NumberError::Date);
    }
    if born > today {
        return Err(NumberError::DateInFuture);
    }
    let check = resident_id_check_character(&text[..RESIDENT_ID_LENGTH - 1]);
    if check.is_some_and(|check| text.ends_with(check)) { Ok(text) } else { Err(NumberError::Check) }
}

/// The 18th character of a resident number from the 17 digits before it; `None` for anything but 17 digits.
pub fn resident_id_check_character(first_17: &str) -> Option<char> {
    if first_17.len() != RESIDENT_ID_LENGTH - 1 {
        return None;
    }
    let mut sum = 0;
    for (character, weight) in first_17.chars().zip(RESIDENT_ID_WEIGHTS) {
        sum += character.to_digit(10)? * weight;
    }
    let place = usize::try_from(sum % 11).ok()?;
    RESIDENT_ID_CHECKS.get(place).map(|&c| char::from(c))
}

fn birth_date(number: &[u8]) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(std::str::from_utf8(number.get(6..14)?).ok()?, "%Y%m%d").ok()
}

fn foreign(text: &str) -> Result<String, NumberError> {
    let text: String = text.trim().nfc().collect();
    require_length(&text, 1, FOREIGN_MAX)?;
    match text.chars().position(char::is_control) {
        Some(index) => Err(NumberError::Character { position: index + 1 }),
        None => Ok(text),
    }
}

/// A Chinese mobile number in its normal form, 11 digits: spaces, hyphens and the prefix +86 or 0086 are dropped.
///
/// # Errors
/// A wrong length, or the first character that may not stand where it stands.
pub fn parse_mobile(text: &str) -> Result<String, NumberError> {
    let compact: String =
        text.nfkc().filter(|c| !(c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}'))).collect();
    let local = compact.strip_prefix("+86").or_else(|| compact.strip_prefix("0086")).unwrap_or(&compact);
    require_length(local, MOBILE_LENGTH, MOBILE_LENGTH)?;
    for (index, character) in local.chars().enumerate() {
        let allowed = match index {
            0 => character == '1',
            1 => matches!(character, '3'..='9'),
            _ => character.is_ascii_digit(),
        };
        if !allowed {
            return Err(NumberError::Character { position: index + 1 });
        }
    }
    Ok(local.to_owned())
}

/// The last four characters, or all of fewer.
pub fn last_four(text: &str) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(4)).collect()
}

/// A mobile or other phone number: the first three and last four stay (138****1234); a shorter one is all stars.
pub fn mask_phone(phone: &str) -> String {
    keep_ends(phone, 3, 4)
}

/// An identity number: the first three and last four stay; a short one is all stars.
pub fn mask_identity_number(number: &str) -> String {
    keep_ends(number, 3, 4)
}

/// An account or card number: the last four stay; a short one is all stars.
pub fn mask_account_number(number: &str) -> String {
    keep_ends(number, 0, 4)
}

/// A person's name: the surname's character stays (张三 → 张*, 欧阳锋 → 欧**), of a Latin name each word's first letter.
pub fn mask_name(name: &str) -> String {
    let mut at_start = true;
    let mut any_kept = false;
    name.chars()
        .map(|c| {
            if c.is_whitespace() {
                at_start = true;
                return c;
            }
            let keep = at_start && (!any_kept || c.is_alphabetic() && c < '\u{2E80}');
            at_start = false;
            any_kept |= keep;
            if keep { c } else { '*' }
        })
        .collect()
}

/// Keeps `first` and `last` characters and stars the rest, at least as many as it keeps less three; a text too
/// short to hide anything is starred whole.
fn keep_ends(text: &str, first: usize, last: usize) -> String {
    let count = text.chars().count();
    let hide_all = count < first + last + 3;
    text.chars()
        .enumerate()
        .map(|(index, c)| if !hide_all && (index < first || index + last >= count) { c } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests;
