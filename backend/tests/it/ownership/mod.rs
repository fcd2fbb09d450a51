//! Who looks after whom, over time; what must be covered; how it changes.

mod adjusting;
pub mod bank;
mod covering;
mod over_time;
