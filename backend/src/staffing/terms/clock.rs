//! Tells people that a term will end or has ended; whether it has is read from the date, not made here.

use serde_json::json;

use super::model::{NoticeRow, TermNotice};
use super::{rules, store};
use crate::app::{App, Cx};
use crate::auth::actor::SystemActor;
use crate::auth::{Actor, Role, Scope};
use crate::error::AppResult;
use crate::jobs::Recurring;
use crate::notices::service::notify_employees;
use crate::staffing::model::{Manager, ManagerState};

/// Looks every hour whether somebody is to be told.
pub const WARN: Recurring = Recurring { name: "term_warning", every_seconds: 3600, run: warn };

/// Tells, once for each term, its manager and the branch's president and group (D4).
pub fn warn(app: &App) -> AppResult<()> {
    app.write_as(&Actor::System(SystemActor { job: WARN.name }), |cx| {
        let (_, policy) = crate::policy::service::at(cx, cx.today)?;
        let until = rules::warned_until(cx.today, policy.term_warning_days);
        let filter = store::TermFilter { until: Some(until), ..Default::default() };
        let due: Vec<Manager> = store::list_terms(cx.conn, &Scope::All, &filter, None, None)?
            .into_iter()
            .map(|(m, _)| m)
            .filter(|m| m.state == ManagerState::Active)
            .collect();
        let (lapsed, ending): (Vec<&Manager>, Vec<&Manager>) =
            due.iter().partition(|m| m.term_to.is_some_and(|to| to <= cx.today));
        let ended = tell(cx, TermNotice::Lapsed, &lapsed)?;
        let warned = tell(cx, TermNotice::Ending, &ending)?;
        if ended + warned == 0 {
            return Ok(());
        }
        let detail = json!({ "ending": warned, "lapsed": ended });
        cx.audit("warn_of_term_end", "manager", None::<String>, detail)
    })
}

fn tell(cx: &mut Cx<'_>, kind: TermNotice, managers: &[&Manager]) -> AppResult<usize> {
    let ids: Vec<_> = managers.iter().map(|m| m.id).collect();
    let told = store::list_told(cx.conn, kind, &ids)?;
    let mut count = 0;
    for m in managers {
        let Some(term_to) = m.term_to else { continue };
        if told.contains(&(m.id, term_to)) {
            continue;
        }
        let (own, theirs) = match kind {
            TermNotice::Ending => ("term_ending", "term_ending_of"),
            TermNotice::Lapsed => ("term_lapsed", "term_lapsed_of"),
        };
        let params = json!({ "name": m.name, "until": rules::last_day(term_to) });
        let link = format!("/managers/{}", m.id);
        let person: Vec<_> = m.employee_id.into_iter().collect();
        notify_employees(cx, &person, own, &params, Some("/term"))?;
        let mut branch = crate::org::service::holders_at(cx, Role::President, Some(m.branch_id), cx.today)?;
        branch.extend(crate::org::service::holders_at(cx, Role::GroupMember, Some(m.branch_id), cx.today)?);
        branch.sort_unstable();
        branch.dedup();
        branch.retain(|e| !person.contains(e));
        notify_employees(cx, &branch, theirs, &params, Some(&link))?;
        store::insert_notice(cx.conn, &NoticeRow { manager_id: m.id, term_to, kind, at: cx.now })?;
        count += 1;
    }
    Ok(count)
}
