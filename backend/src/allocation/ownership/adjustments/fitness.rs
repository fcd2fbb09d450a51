//! Whether an adjustment may go on: the day, and the receivers against the client.

use chrono::NaiveDate;

use crate::allocation::ownership::rules::{self, Asked, CreditFit, Unfit};
use crate::app::Cx;
use crate::clients::model::ClientId;
use crate::error::{AppError, AppResult, Code, FieldError, OrNotFound};
use crate::org::model::OrgUnitId;
use crate::staffing::model::ManagerId;
use crate::staffing::service::managers_by_id;

/// What stands against an adjustment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It would not take effect later than today.
    NotLater,
    /// The receiver at this place is not there.
    Missing(usize),
    /// The receiver at this place may not have the client.
    Unfit(usize, Unfit),
}

/// What a check found.
pub struct Check {
    /// What stands against it; none where it may go on.
    pub faults: Vec<Fault>,
    /// A virtual manager receives credit.
    pub needs_named_a: bool,
}

/// Checks the day and the receivers against the client as they are now; the policy is that of the effective day.
pub fn check(
    cx: &mut Cx<'_>,
    client: ClientId,
    branch_id: OrgUnitId,
    receiving: &[ManagerId],
    day: NaiveDate,
) -> AppResult<Check> {
    let (_, policy) = crate::policy::service::at(cx, day)?;
    let measure =
        crate::clients::measures::of_clients(cx, &[client], &policy)?.remove(&client).or_not_found()?;
    let grade = policy.grade_needed(
        measure.standing.map(|s| s.as_str()),
        measure.size.map(|s| s.as_str()),
        &measure.flags,
    );
    let asked = Asked { branch_id, day, has_credit: measure.has_credit, grade };
    let managers = managers_by_id(cx, receiving)?;
    let mut found = Check { faults: Vec::new(), needs_named_a: false };
    if day <= cx.today {
        found.faults.push(Fault::NotLater);
    }
    for (place, id) in receiving.iter().enumerate() {
        let Some(manager) = managers.get(id) else {
            found.faults.push(Fault::Missing(place));
            continue;
        };
        found.faults.extend(rules::unfit(manager, &asked).into_iter().map(|u| Fault::Unfit(place, u)));
        found.needs_named_a |= rules::credit_fit(manager.class, asked.has_credit) == CreditFit::NeedsNamedA;
    }
    Ok(found)
}

/// All faults at their fields; the weightiest gives code and clause.
pub fn refusal(faults: &[Fault]) -> AppError {
    let has = |u: Unfit| faults.iter().any(|f| matches!(f, Fault::Unfit(_, found) if *found == u));
    let (code, clause) = if has(Unfit::ClassBCredit) {
        (Code::CreditNeedsClassA, "D6")
    } else if has(Unfit::NoStanding) {
        (Code::ManagerNoStanding, "D4")
    } else if has(Unfit::GradeTooLow) {
        (Code::InvalidBody, "E4.2")
    } else {
        (Code::InvalidBody, "D9.4")
    };
    let field = |pointer: String, code: &'static str, clause: Option<&'static str>| FieldError {
        pointer,
        code,
        params: serde_json::Map::new(),
        clause,
    };
    let fields = faults
        .iter()
        .map(|f| match f {
            Fault::NotLater => field("/effective_on".to_owned(), "must_be_later", Some("D9.4")),
            Fault::Missing(place) => field(format!("/shares/{place}/manager_id"), "not_found", None),
            Fault::Unfit(place, u) => {
                field(format!("/shares/{place}/manager_id"), u.field_code(), Some(u.clause()))
            }
        })
        .collect();
    AppError::new(code).clause(clause).with_fields(fields)
}
