//! Warns of certificates that will lapse; whether they have is read from the date, not made here.

use serde_json::json;

use super::service::{policy, tell};
use super::{rules, store};
use crate::app::App;
use crate::auth::Actor;
use crate::auth::actor::SystemActor;
use crate::error::AppResult;
use crate::jobs::Recurring;

/// Looks every hour whether somebody is to be warned.
pub const WARN: Recurring = Recurring { name: "certificate_warning", every_seconds: 3600, run: warn };

/// Warns, once each, the holders of certificates that will lapse within the policy's days (E2.3).
pub fn warn(app: &App) -> AppResult<()> {
    app.write_as(&Actor::System(SystemActor { job: WARN.name }), |cx| {
        let (_, policy) = policy(cx)?;
        let until = rules::warned_until(cx.today, policy.warning_days);
        let due = store::list_to_warn(cx.conn, (cx.today, until))?;
        let count = due.len();
        for mut certificate in due {
            let params = json!({ "grade": certificate.grade, "until": certificate.counts_until });
            tell(cx, certificate.employee_id, "certificate_lapsing", params)?;
            certificate.warned_at = Some(cx.now);
            store::update_certificate(cx.conn, &certificate)?;
        }
        if count == 0 {
            return Ok(());
        }
        cx.audit("warn_of_certificates", "certificate", None::<String>, json!({ "certificates": count }))
    })
}
