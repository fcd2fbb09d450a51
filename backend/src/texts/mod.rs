//! Every text that the server writes for people, in one catalogue a language.
//!
//! Keys are dotted; `{name}` stands for a parameter, or for its word under `word.<name>.<value>` where there is one. A test fails where a language lacks a key.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

/// A language of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese, the default.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// The first language of an `Accept-Language` header that the catalogue has; Chinese otherwise.
    pub fn from_accept_language(header: Option<&str>) -> Self {
        for part in header.unwrap_or_default().split(',') {
            let tag = part.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            if tag.starts_with("en") {
                return Self::En;
            }
            if tag.starts_with("zh") {
                return Self::ZhCn;
            }
        }
        Self::default()
    }
}

type Catalogue = HashMap<String, String>;

static ZH: LazyLock<Catalogue> = LazyLock::new(|| flatten(include_str!("zh-CN.toml")));
static EN: LazyLock<Catalogue> = LazyLock::new(|| flatten(include_str!("en.toml")));

fn flatten(source: &str) -> Catalogue {
    fn walk(prefix: &str, value: toml::Value, out: &mut Catalogue) {
        match value {
            toml::Value::Table(t) => {
                for (k, v) in t {
                    walk(&if prefix.is_empty() { k } else { format!("{prefix}.{k}") }, v, out);
                }
            }
            other => {
                out.insert(prefix.to_owned(), other.as_str().unwrap_or_default().to_owned());
            }
        }
    }
    let mut out = Catalogue::new();
    // The catalogue is part of the binary: a test reads it, so that it parses here.
    if let Ok(table) = source.parse::<toml::Table>() {
        walk("", toml::Value::Table(table), &mut out);
    }
    out
}

fn catalogue(lang: Lang) -> &'static Catalogue {
    match lang {
        Lang::ZhCn => &ZH,
        Lang::En => &EN,
    }
}

/// The template under a key, if there is one.
pub fn find(lang: Lang, key: &str) -> Option<&'static str> {
    catalogue(lang).get(key).map(String::as_str)
}

/// The text under a key with its parameters; the key itself where the catalogue lacks it.
pub fn text(lang: Lang, key: &str, params: &Map<String, Value>) -> String {
    let Some(template) = find(lang, key) else { return key.to_owned() };
    let mut out = template.to_owned();
    for (name, value) in params {
        let shown = match value {
            // A word of the catalogue stands for a code: a grade, what a request is about.
            Value::String(s) => {
                find(lang, &format!("word.{name}.{s}")).map_or_else(|| s.clone(), str::to_owned)
            }
            other => other.to_string(),
        };
        out = out.replace(&format!("{{{name}}}"), &shown);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[test]
    fn both_languages_have_the_same_keys() {
        let mut zh: Vec<_> = ZH.keys().collect();
        let mut en: Vec<_> = EN.keys().collect();
        zh.sort();
        en.sort();
        assert!(!zh.is_empty());
        assert_eq!(zh, en);
    }

    #[test]
    fn every_error_code_has_a_text() {
        for code in Code::ALL {
            let key = format!("error.{}", code.as_str());
            assert!(find(Lang::En, &key).is_some(), "{key}");
        }
    }

    #[test]
    fn every_code_in_a_sentence_has_a_word() {
        let kinds = crate::approvals::model::Kind::ALL.iter().map(|k| format!("word.kind.{k}"));
        let grades = crate::staffing::model::Grade::ALL.iter().map(|g| format!("word.grade.{g}"));
        let lines = crate::staffing::qualification::model::Line::ALL.iter().map(|l| format!("word.line.{l}"));
        for key in kinds.chain(grades).chain(lines) {
            assert!(find(Lang::ZhCn, &key).is_some(), "{key}");
        }
    }

    #[test]
    fn both_languages_use_the_same_parameters() {
        fn params(s: &str) -> Vec<&str> {
            let mut v: Vec<_> = s.split('{').skip(1).filter_map(|p| p.split('}').next()).collect();
            v.sort_unstable();
            v
        }
        for (key, zh) in ZH.iter() {
            assert_eq!(params(zh), params(&EN[key]), "{key}");
        }
    }

    #[test]
    fn the_reader_chooses_the_language() {
        assert_eq!(Lang::from_accept_language(None), Lang::ZhCn);
        assert_eq!(Lang::from_accept_language(Some("en-GB,zh;q=0.5")), Lang::En);
        assert_eq!(Lang::from_accept_language(Some("fr, zh-CN")), Lang::ZhCn);
    }
}
