//! From a frozen book to an announced result, objections to it, and what an auditor runs on files.

mod commands;
mod kill;
mod objecting;
mod results;
