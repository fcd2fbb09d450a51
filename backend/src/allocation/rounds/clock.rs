//! The moves that time makes: opening, closing, taking effect. No request depends on it.

use super::model::RoundId;
use super::{service, store};
use crate::app::App;
use crate::auth::Actor;
use crate::auth::actor::SystemActor;
use crate::error::{AppResult, Code};
use crate::jobs::Recurring;

/// Name of the job.
const NAME: &str = "rounds_clock";

/// Looks every second.
pub const CLOCK: Recurring = Recurring { name: NAME, every_seconds: 1, run: tick };

/// Makes every move that is due, each round in a transaction of its own; a tender is closed by the tender room.
pub fn tick(app: &App) -> AppResult<()> {
    move_due(app)?;
    crate::allocation::tender::service::close_due(app)
}

fn move_due(app: &App) -> AppResult<()> {
    let actor = Actor::System(SystemActor { job: NAME });
    let due: Vec<RoundId> = app.read_as(&actor, |cx| {
        let waiting = store::list_waiting(cx.conn)?;
        Ok(waiting.iter().filter(|r| service::due(cx, r).is_some()).map(|r| r.id).collect())
    })?;
    for id in due {
        let moved = app.write_as(&actor, |cx| {
            let round = service::find(cx, id)?;
            service::catch_up(cx, &round).map(drop)
        });
        match moved {
            // Somebody else was faster: the next look sees it.
            Err(e) if e.code() == Code::VersionMoved => {}
            other => other?,
        }
    }
    Ok(())
}
