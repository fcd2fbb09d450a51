//! The demo bank: fictional, Chinese, a function of its seed and the day; made through services alone.

pub mod bank;
mod names;
pub mod rounds;
