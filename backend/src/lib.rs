//! Kejing runs a bank's relationship managers: who may be one, which clients each looks after and how that is
//! decided, who answers for each loan, how work is recorded, how all of it is assessed and paid.

pub mod allocation;
pub mod app;
pub mod approvals;
pub mod audit;
pub mod auth;
pub mod calendar;
pub mod clauses;
pub mod clients;
pub mod clock;
pub mod commands;
pub mod config;
pub mod crew;
pub mod db;
pub mod error;
pub mod files;
pub mod hr;
pub mod http;
pub mod identity;
pub mod imports;
pub mod jobs;
pub mod keyring;
pub mod metrics;
pub mod money;
pub mod notices;
pub mod openapi;
pub mod org;
pub mod policy;
pub mod retention;
pub mod search_text;
pub mod server;
pub mod settings;
pub mod staffing;
pub mod texts;
