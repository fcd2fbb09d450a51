//! Who carries an import: a background job, or the operator's command line.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::app::{App, Cx};
use crate::auth::Actor;
use crate::error::AppResult;
use crate::jobs::JobCx;

/// How often progress is shown at most.
const EVERY: Duration = Duration::from_millis(400);

/// Who carries an import.
pub struct Driver<'a> {
    by: By<'a>,
    shown: Cell<Option<Instant>>,
}

enum By<'a> {
    Job(&'a JobCx),
    Operator { app: &'a App, watch: &'a dyn Fn(&serde_json::Value) -> bool },
}

impl<'a> Driver<'a> {
    /// A job: each write holds only while its lease does.
    pub fn job(job: &'a JobCx) -> Self {
        Self { by: By::Job(job), shown: Cell::new(None) }
    }

    /// The operator. `watch` sees the progress between batches and says whether to go on.
    pub fn operator(app: &'a App, watch: &'a dyn Fn(&serde_json::Value) -> bool) -> Self {
        Self { by: By::Operator { app, watch }, shown: Cell::new(None) }
    }

    /// The application.
    pub fn app(&self) -> &'a App {
        match self.by {
            By::Job(job) => &job.app,
            By::Operator { app, .. } => app,
        }
    }

    /// Whether the machine's operator loads, who may say what the API leaves to approvals.
    pub fn by_operator(&self) -> bool {
        matches!(self.by, By::Operator { .. })
    }

    pub(super) fn read<T>(&self, f: impl Fn(&mut Cx<'_>) -> AppResult<T>) -> AppResult<T> {
        match self.by {
            By::Job(job) => job.read(f),
            By::Operator { app, .. } => app.read_as(&Actor::Operator, f),
        }
    }

    pub(super) fn write<T>(&self, f: impl Fn(&mut Cx<'_>) -> AppResult<T>) -> AppResult<T> {
        match self.by {
            By::Job(job) => job.write(f),
            By::Operator { app, .. } => app.write_as(&Actor::Operator, f),
        }
    }

    pub(super) fn should_stop(&self) -> bool {
        match self.by {
            By::Job(job) => job.should_stop(),
            By::Operator { .. } => false,
        }
    }

    pub(super) fn progress(&self, progress: serde_json::Value) -> AppResult<()> {
        match self.by {
            By::Job(job) => {
                if self.shown.get().is_none_or(|at| at.elapsed() >= EVERY) {
                    self.shown.set(Some(Instant::now()));
                    job.progress(progress)?;
                }
                Ok(())
            }
            By::Operator { watch, .. } if watch(&progress) => Ok(()),
            By::Operator { .. } => {
                Err(crate::error::AppError::unavailable("the import was asked to stop".to_owned()))
            }
        }
    }
}
