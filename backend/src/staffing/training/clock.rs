//! Once a month from July on, whoever is short of training is told, and so is who plans it.

use chrono::Datelike;
use serde_json::json;

use super::dto::ListTrainingCounts;
use super::service;
use crate::app::App;
use crate::auth::actor::SystemActor;
use crate::auth::{Actor, Role, Scope};
use crate::db::Json;
use crate::error::{AppError, AppResult};
use crate::jobs::Recurring;
use crate::staffing::keepers::people_behind;
use crate::staffing::model::ManagerId;
use crate::staffing::service::managers_by_id;

/// Name of the job, and of the setting that keeps the month of the last reminder.
const NAME: &str = "training_reminder";
/// Reminders begin in this month: before, most of the year is still to come.
const FIRST_MONTH: u32 = 7;

/// Looks every hour.
pub const REMIND: Recurring = Recurring { name: NAME, every_seconds: 3600, run: remind };

/// Reminds, unless this month's reminders were sent.
pub fn remind(app: &App) -> AppResult<()> {
    app.write_as(&Actor::System(SystemActor { job: NAME }), |cx| {
        let month = Json(json!(cx.today.format("%Y-%m").to_string()));
        let sent = crate::settings::find(cx.conn, NAME)?.is_some_and(|last| last.0 == month.0);
        if cx.today.month() < FIRST_MONTH || sent {
            return Ok(());
        }
        let q = ListTrainingCounts { year: None, branch_id: None, short: Some(true) };
        let counts = service::counts(cx, &Scope::All, &q)?;
        for short in &counts.items {
            let id: ManagerId = short.manager_id.parse().map_err(AppError::internal)?;
            let manager: Vec<_> = managers_by_id(cx, &[id])?.into_values().collect();
            let people = people_behind(cx, &manager, cx.today)?;
            let params = json!({ "attended": short.attended, "owed": short.owed });
            crate::notices::service::notify_employees(
                cx,
                &people,
                "training_short",
                &params,
                Some("/training"),
            )?;
        }
        if counts.events < i64::from(counts.per_year) {
            let planners = crate::org::service::employees_in(cx, Role::HqHr)?;
            let params = json!({ "events": counts.events, "owed": counts.per_year });
            crate::notices::service::notify_employees(
                cx,
                &planners,
                "training_missing",
                &params,
                Some("/training"),
            )?;
        }
        crate::settings::put(cx.conn, NAME, &month, cx.now)?;
        cx.audit("remind_of_training", "training", None::<String>, json!({ "short": counts.items.len() }))
    })
}
