//! The demo bank: fictional, Chinese, a function of its seed and the day; made through services alone.
//!
//! [`load`] sends the files of [`bank::make`] through the import as a real bank would, makes the logins, and then calls
//! [`rounds::make`], where rounds in each state are made through their services, and does the same for training,
//! examinations, qualification, certification, terms, the HR system, a leaving and recruitment.

mod accounts;
pub mod bank;
mod book;
mod certification;
mod dispatch;
mod exams;
mod leaving;
mod load;
mod names;
mod people;
mod qualification;
mod recruitment;
pub mod rounds;
mod scene;
mod tables;
mod terms;
mod training;

pub use load::load;
