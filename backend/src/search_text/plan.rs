//! What a question asks of the tokens.

use std::collections::BTreeSet;

use super::normal::{normalise, runs};
use super::tokens::word_token;

/// One thing that must be among a name's tokens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// This token.
    Exact(String),
    /// A token that begins so.
    Prefix(String),
}

impl Term {
    /// The tokens that fit, as a half-open range of strings in byte order: `from ≤ token < until`.
    ///
    /// `until` ends in a character that no token holds and both databases do: a control character, a noncharacter.
    pub fn range(&self) -> (String, String) {
        match self {
            Term::Exact(token) => (token.clone(), format!("{token}\u{1}")),
            Term::Prefix(start) => (start.clone(), format!("{start}\u{10FFFF}")),
        }
    }

    /// True when this token fits.
    pub fn fits(&self, token: &str) -> bool {
        match self {
            Term::Exact(wanted) => token == wanted,
            Term::Prefix(start) => token.starts_with(start.as_str()),
        }
    }
}

/// What to look for: a name is found when each term fits one of its tokens.
///
/// For a question of three or more Han characters in a row the terms are its pairs of neighbours, which a name
/// can in rare cases hold apart from each other: a question is a filter, not a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Without doubles; exact terms, the more selective, first.
    terms: Vec<Term>,
}

impl Plan {
    /// The terms, exact ones first.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// True when the question holds neither letter nor digit: it asks for nothing and finds nothing.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// True when a name with these tokens is found; what a store's query means.
    pub fn finds(&self, tokens: &BTreeSet<String>) -> bool {
        !self.is_empty() && self.terms.iter().all(|term| tokens.iter().any(|token| term.fits(token)))
    }
}

/// The plan of a question: Han characters alone or in pairs exactly, words and pinyin by their beginning.
///
/// Each word may be the last that somebody is still typing, and each syllable is a word when spaces or apostrophes
/// stand between them (`zhang san`, `xi'an`), so that all words are prefixes.
pub fn query_plan(question: &str) -> Plan {
    let normalised = normalise(question);
    let mut terms = BTreeSet::new();
    for run in runs(&normalised) {
        if run.han {
            let characters: Vec<char> = run.text.chars().collect();
            let length = characters.len().min(2);
            terms.extend(characters.windows(length).map(|gram| Term::Exact(gram.iter().collect())));
        } else {
            let word = word_token(run.text);
            if !word.is_empty() {
                terms.insert(Term::Prefix(word));
            }
        }
    }
    Plan { terms: terms.into_iter().collect() }
}
