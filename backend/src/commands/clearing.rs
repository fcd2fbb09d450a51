//! Clearing a round from a file, and checking an award: what an auditor repeats without a server.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, Instant};

use kejing_clearing::{Award, Halt, Instance, Options, Seed, solve, verify};

use crate::error::{AppError, AppResult};

/// What `kejing clear` is asked for.
#[derive(Debug, Clone)]
pub struct Clear {
    /// The round's file.
    pub input: PathBuf,
    /// Where the award goes.
    pub output: PathBuf,
    /// Most seconds; absent: until the proof.
    pub time_limit: Option<u64>,
    /// Most work; equal limits give equal files. Absent: until the proof.
    pub work: Option<u64>,
    /// Threads; never change the award.
    pub threads: usize,
    /// The draw's seed as hex, in place of the file's.
    pub seed: Option<String>,
}

fn read(path: &Path) -> AppResult<Vec<u8>> {
    std::fs::read(path).map_err(|e| AppError::config(format!("{}: {e}", path.display())))
}

fn read_instance(path: &Path) -> AppResult<Instance> {
    Instance::from_json(&read(path)?).map_err(|e| AppError::config(format!("{}: {e}", path.display())))
}

/// Clears a round's file and writes the award; progress goes to standard error each second. An interrupt ends it
/// with the best award found so far and its proven gap.
///
/// # Errors
/// A file that cannot be read, cleared or written.
pub fn clear(asked: &Clear) -> AppResult<Award> {
    let mut instance = read_instance(&asked.input)?;
    if let Some(seed) = &asked.seed {
        instance.seed = Some(Seed::Hex(seed.clone()));
    }
    let options = Options { work_limit: asked.work, threads: asked.threads.max(1) };
    let interrupted = on_interrupt();
    let start = Instant::now();
    let limit = asked.time_limit.map(Duration::from_secs);
    let mut shown = None;
    let award = solve(&instance, &options, &mut |p| {
        let second = start.elapsed().as_secs();
        if shown != Some(second) {
            shown = Some(second);
            eprintln!(
                "{second:>6} s  value {}  bound {}  gap {} %  work {}",
                p.value, p.bound, p.gap, p.work
            );
        }
        if interrupted.load(Relaxed) {
            ControlFlow::Break(Halt::Interrupt)
        } else if limit.is_some_and(|limit| start.elapsed() >= limit) {
            ControlFlow::Break(Halt::Time)
        } else {
            ControlFlow::Continue(())
        }
    })
    .map_err(|e| AppError::config(format!("{}: {e}", asked.input.display())))?;
    write(&asked.output, &award.to_json())?;
    Ok(award)
}

/// An award in one line.
pub fn summary(award: &Award) -> String {
    format!(
        "{:?}: value {}, bound {}, gap {} %, ties {:?}, {} lots, {} winners, work {}, stopped by {:?}",
        award.status,
        award.value,
        award.bound,
        award.gap_pct,
        award.tie_status,
        award.lots_awarded,
        award.winners.len(),
        award.work,
        award.stopped_by,
    )
    .to_lowercase()
}

/// Writes a file whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> AppResult<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|e| AppError::config(format!("{}: {e}", path.display())))
}

/// Set once the terminal asks to stop.
fn on_interrupt() -> Arc<AtomicBool> {
    let asked = Arc::new(AtomicBool::new(false));
    let set = asked.clone();
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        if runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            set.store(true, Relaxed);
        }
    });
    asked
}

/// Checks an award against its round, without a solver; the answer says what the file proves by itself.
///
/// # Errors
/// A file that cannot be read, or the first thing found wrong.
pub fn verify_award(input: &Path, award: &Path) -> AppResult<String> {
    let instance = read_instance(input)?;
    let file =
        Award::from_json(&read(award)?).map_err(|e| AppError::config(format!("{}: {e}", award.display())))?;
    let found = verify(&instance, &file).map_err(|e| AppError::config(format!("not verified: {e}")))?;
    let rest = if found.complete {
        "proven by this file alone"
    } else {
        "its own bound is shown by clearing again with the same work"
    };
    Ok(format!(
        "verified: value {}, bound {} ({rest}; the file proves {})",
        found.value, file.bound, found.proven_bound
    ))
}
