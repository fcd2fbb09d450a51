//! Who looks after whom: rounds, bids, ownership over time.
//!
//! The rules here are pure: shares that add up ([`shares`]), ownership as known on a day ([`timeline`]), what a
//! round publishes so that anybody can repeat it ([`preimage`], [`sealing`], [`draw`]), balanced packs ([`packs`])
//! and how unequal an allocation is ([`inequality`]).

pub mod awards;
pub mod draw;
pub mod inequality;
pub mod ownership;
pub mod packs;
pub mod preimage;
pub mod rounds;
pub mod sealing;
pub mod shares;
pub mod tender;
pub mod timeline;
