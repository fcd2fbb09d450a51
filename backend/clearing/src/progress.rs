//! Work, limits and the caller's say in when to stop.

use std::ops::ControlFlow;

use crate::award::StoppedBy;

/// What a solve has reached; reported at every epoch of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Value of the best award so far.
    pub value: i64,
    /// Proven bound so far.
    pub bound: i64,
    /// `gap_pct` of the award as it stands.
    pub gap: String,
    /// Work done: entries of rows and columns touched, counted the same way on every machine.
    pub work: u64,
}

/// Why a caller stops a solve before its proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    Time,
    Interrupt,
}

/// Called with the progress of every epoch; breaking ends the solve with what it has.
pub type Report<'a> = dyn FnMut(Progress) -> ControlFlow<Halt> + 'a;

/// How a solve is limited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Most work; `None` runs until the proof. Equal limits give equal files.
    pub work_limit: Option<u64>,
    /// Threads that share an epoch's work, at least 1. Never changes the award.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { work_limit: None, threads: 1 }
    }
}

/// Work of one epoch: some tens of milliseconds.
pub(crate) const EPOCH: u64 = 25_000_000;

/// Counts work and asks the caller at each epoch.
pub(crate) struct Meter<'a, 'r> {
    pub work: u64,
    limit: u64,
    report: &'a mut Report<'r>,
    pub stopped: Option<StoppedBy>,
}

impl<'a, 'r> Meter<'a, 'r> {
    pub(crate) fn new(options: &Options, report: &'a mut Report<'r>) -> Self {
        Self { work: 0, limit: options.work_limit.unwrap_or(u64::MAX), report, stopped: None }
    }

    /// Work that may still be done before the next report.
    pub(crate) fn slice(&self) -> u64 {
        EPOCH.min(self.limit.saturating_sub(self.work)).max(1)
    }

    /// Reports; true when the solve has to end.
    pub(crate) fn tick(&mut self, value: i64, bound: i64) -> bool {
        if self.stopped.is_some() {
            return true;
        }
        if self.work >= self.limit {
            self.stopped = Some(StoppedBy::Work);
        }
        let progress = Progress { value, bound, gap: crate::award::gap_pct(value, bound), work: self.work };
        if let ControlFlow::Break(halt) = (self.report)(progress)
            && self.stopped.is_none()
        {
            self.stopped = Some(match halt {
                Halt::Time => StoppedBy::Time,
                Halt::Interrupt => StoppedBy::Interrupt,
            });
        }
        self.stopped.is_some()
    }
}
