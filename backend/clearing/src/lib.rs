//! Clearing.

mod ascent;
mod award;
mod branch;
mod certificate;
mod cuts;
mod descent;
mod draw;
mod greedy;
mod instance;
mod losers;
mod lp;
mod node;
mod problem;
mod progress;
mod rows;
mod search;
mod verify;
mod worker;

pub use award::*;
pub use draw::{book_digest, draw};
pub use instance::{Bid, Client, Instance, InstanceError, Lot, MAX_ITEMS, MAX_TOTAL, Manager, Seed};
pub use progress::{Halt, Options, Progress, Report};
pub use verify::{Verified, VerifyError, verify};

/// Clears a round.
///
/// # Errors
/// [`InstanceError`] for a file that cannot be cleared.
pub fn solve(
    instance: &Instance,
    options: &Options,
    report: &mut Report<'_>,
) -> Result<Award, InstanceError> {
    let p = problem::Problem::new(instance)?;
    let found = search::run(&p, options, report);
    Ok(certificate::award(&p, found))
}
