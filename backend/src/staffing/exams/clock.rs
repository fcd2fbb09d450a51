//! What time does by itself: hands in sittings that are over, and warns of results that will lapse.

use chrono::Duration;
use serde_json::json;

use super::service::warning_days;
use super::sittings::settle_due;
use super::store;
use crate::app::App;
use crate::auth::Actor;
use crate::auth::actor::SystemActor;
use crate::error::AppResult;
use crate::jobs::Recurring;

/// Looks every few seconds whether a sitting is over.
pub const HAND_IN: Recurring = Recurring { name: "exam_clock", every_seconds: 5, run: hand_in };
/// Looks every hour whether somebody is to be warned.
pub const WARN: Recurring = Recurring { name: "exam_warning", every_seconds: 3600, run: warn };

/// Sittings that are handed in together: a hall's time ends for everybody at once.
const BATCH: i64 = 20;

/// Hands in every sitting whose time is over.
pub fn hand_in(app: &App) -> AppResult<()> {
    let actor = Actor::System(SystemActor { job: HAND_IN.name });
    loop {
        let now = app.clock().now();
        if app.db().read(|conn| Ok(store::list_overdue(conn, None, now, 1)?.is_empty()))? {
            return Ok(());
        }
        app.write_as(&actor, |cx| settle_due(cx, None, cx.now, BATCH).map(drop))?;
    }
}

/// Warns, once each, the holders of results that will lapse within the policy's days (E2.3).
pub fn warn(app: &App) -> AppResult<()> {
    app.write_as(&Actor::System(SystemActor { job: WARN.name }), |cx| {
        let until = cx.today + Duration::days(i64::from(warning_days(cx)?));
        let due = store::list_to_warn(cx.conn, (cx.today, until))?;
        let count = due.len();
        for (mut sitting, exam) in due {
            let params = json!({ "name": exam.name, "until": sitting.counts_until });
            crate::notices::service::notify_employees(
                cx,
                &[sitting.employee_id],
                "exam_lapsing",
                &params,
                Some(&format!("/exams/{}", exam.id)),
            )?;
            sitting.warned_at = Some(cx.now);
            store::update_sitting(cx.conn, &sitting)?;
        }
        if count == 0 {
            return Ok(());
        }
        cx.audit("warn_of_lapse", "exam", None::<String>, json!({ "results": count }))
    })
}
