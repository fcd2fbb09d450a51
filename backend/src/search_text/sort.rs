//! Chinese order by plain comparison of bytes.

use super::normal::{is_han, normalise};
use super::readings::likeliest;

/// Stands before what is not Han: digits and Latin come before Chinese, as in a Chinese index.
const BEFORE_HAN: char = '!';
/// Ends a syllable; lower than any letter, so that `zhan` comes before `zhang`.
const END_OF_SYLLABLE: char = ' ';
/// Stands before a character without a known reading; higher than any letter.
const AFTER_HAN: char = '~';

/// A key whose byte order is the names' order: digits, Latin, then Han by pinyin without tones and by code point.
///
/// Names are compared character by character, so that all of one surname stand together. A surname is read as one
/// when the name is two to four characters long. Case and width do not count.
pub fn sort_key(name: &str) -> String {
    let normalised = normalise(name);
    let characters: Vec<char> = normalised.chars().collect();
    let all_han = characters.iter().all(|&c| is_han(c));
    let mut key = String::with_capacity(normalised.len() * 3);
    for stretch in characters.chunk_by(|a, b| is_han(*a) == is_han(*b)) {
        if !is_han(stretch[0]) {
            for &c in stretch {
                key.extend([BEFORE_HAN, c]);
            }
            continue;
        }
        for (&c, syllable) in stretch.iter().zip(likeliest(stretch, all_han)) {
            match syllable {
                Some(syllable) => {
                    key.push_str(&syllable);
                    key.push(END_OF_SYLLABLE);
                }
                None => key.push(AFTER_HAN),
            }
            key.push(c);
        }
    }
    key
}
