//! The commands that an auditor runs on files.

mod commands;
