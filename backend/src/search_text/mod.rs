//! Finding and ordering Chinese names, the same on both databases.
//!
//! A name becomes tokens ([`name_tokens`]) that a store keeps beside its row; a question becomes a [`Plan`] of
//! tokens that all must be there ([`query_plan`]). Trigram indexes cannot find a name of two characters; these
//! tokens do:
//! - each Han character and each pair of neighbours: 张三 → 张, 三, 张三;
//! - the pinyin without tones from each character on: zhangsan, san, in every likely reading;
//! - the initials from each character on: zs, s;
//! - each other word in small letters without accents: Novák → novak.
//!
//! Names are put in Chinese order by [`sort_key`].

mod normal;
mod plan;
mod readings;
mod sort;
pub mod store;
#[cfg(test)]
mod tests;
mod tokens;

pub use normal::{clean, normalise};
pub use plan::{Plan, Term, query_plan};
pub use sort::sort_key;
pub use tokens::{MAX_TOKEN_CHARS, name_tokens};
