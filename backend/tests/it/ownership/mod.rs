//! Who looks after whom, over time.

mod bank;
mod over_time;
