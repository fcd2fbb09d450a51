//! What of a name is kept for finding it.

use std::collections::BTreeSet;

use super::normal::{normalise, runs, without_accents};
use super::readings::variants;

/// Tokens of letters are cut to this length, in names and in questions alike.
pub const MAX_TOKEN_CHARS: usize = 24;

/// The tokens of a name; each consists of letters and digits alone and is not empty.
pub fn name_tokens(name: &str) -> BTreeSet<String> {
    let normalised = normalise(name);
    let mut tokens = BTreeSet::new();
    for run in runs(&normalised) {
        if run.han {
            let characters: Vec<char> = run.text.chars().collect();
            han_tokens(&characters, run.text.len() == normalised.len(), &mut tokens);
        } else {
            tokens.insert(word_token(run.text));
        }
    }
    tokens.remove("");
    tokens
}

/// A word as it is kept and asked for.
pub(super) fn word_token(word: &str) -> String {
    cut(&without_accents(word))
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_TOKEN_CHARS).collect()
}

fn han_tokens(run: &[char], may_be_person: bool, tokens: &mut BTreeSet<String>) {
    for length in [1, 2] {
        tokens.extend(run.windows(length).map(|gram| gram.iter().collect()));
    }
    for reading in variants(run, may_be_person) {
        for at in 0..reading.len() {
            let rest: Vec<&str> = reading[at..].iter().flatten().map(String::as_str).collect();
            let spelled = cut(&rest.concat());
            // Whoever has no v for ü types u, or ü itself, which loses its dots in a question.
            tokens.insert(spelled.replace('v', "u"));
            tokens.insert(spelled);
            tokens
                .insert(cut(&rest.iter().filter_map(|syllable| syllable.chars().next()).collect::<String>()));
        }
    }
}
