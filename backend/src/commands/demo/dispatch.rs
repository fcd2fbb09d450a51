//! The demo bank's dispatch that runs, and the credit under its first virtual manager, managed by a named one.

use super::leaving::decide;
use super::scene::{Scene, act, key};
use crate::allocation::ownership::named::dto::{ListVirtualCredits, NameCreditManager};
use crate::allocation::ownership::named::service as named;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::org::dto::ListOrgUnits;
use crate::org::model::OrgKind;
use crate::staffing::dispatch::dto::ProposeDispatch;
use crate::staffing::dispatch::model::DispatchPurpose;
use crate::staffing::dispatch::service;
use crate::staffing::dto::{ListManagers, ManagerView};
use crate::staffing::model::{Grade, ManagerClass};

const BUSINESS: &str = "chen.yewu";
const HR: &str = "ren.li";
const SUPERVISOR: &str = "wu.guan";
/// The branch that asked for help, by its code.
const TO: &str = "B03";
/// How many clients' credit has a named manager; what is left is for the page to show.
const NAMED: usize = 3;

/// Makes the demo's dispatch and names managers of credit on the loaded bank.
pub(super) fn make(app: &App) -> AppResult<()> {
    let scene = Scene::today(app);
    let then = scene.then(-12, 10)?;
    let senior = one(&then, BUSINESS, ManagerClass::A, Some(Grade::Senior))?;
    let units = ListOrgUnits { kind: Some(OrgKind::Branch), branch_id: None, limit: Some(200), cursor: None };
    let to = act(&then, BUSINESS, |cx| crate::org::service::list_org_units(cx, &units))?
        .items
        .into_iter()
        .find(|u| u.code == TO)
        .ok_or_else(|| AppError::internal("the demo's branch is not there"))?;
    let input = ProposeDispatch {
        manager_id: senior.id.parse().map_err(AppError::internal)?,
        to_branch_id: to.id.parse().map_err(AppError::internal)?,
        purpose: DispatchPurpose::FirstDevelopment,
        task: "牵头滨江支行一户大型化工企业首次综合授信".into(),
        valid_from: scene.day(-9),
        valid_to: scene.day(40),
    };
    let sent = act(&then, BUSINESS, |cx| service::propose_dispatch(cx, &key(), &input))?;
    decide(&scene.then(-11, 9)?, HR, &sent.id)?;

    let kept = one(&then, SUPERVISOR, ManagerClass::Virtual, None)?;
    let keeper = one(&then, SUPERVISOR, ManagerClass::A, Some(Grade::Level1))?;
    let id = kept.id.parse().map_err(AppError::internal)?;
    let q = ListVirtualCredits { unnamed: None, limit: Some(200), cursor: None };
    let credits = act(&then, SUPERVISOR, |cx| named::list_virtual_credits(cx, id, &q))?;
    for credit in credits.items.iter().take(NAMED) {
        let client = credit.client_id.parse().map_err(AppError::internal)?;
        let input = NameCreditManager {
            manager_id: keeper.id.parse().map_err(AppError::internal)?,
            valid_from: scene.day(-12),
            reason: "熟悉该户贷款，先行负责".into(),
        };
        act(&then, SUPERVISOR, |cx| named::name_credit_manager(cx, client, &key(), &input))?;
    }
    Ok(())
}

/// The first manager of a class and grade, of the first branch where there is one.
fn one(app: &App, who: &str, class: ManagerClass, grade: Option<Grade>) -> AppResult<ManagerView> {
    let q = ListManagers {
        q: None,
        branch_id: None,
        class: Some(class),
        grade,
        state: None,
        limit: Some(200),
        cursor: None,
    };
    let mut found = act(app, who, |cx| crate::staffing::service::list_managers(cx, &q))?.items;
    found.sort_by(|a, b| a.manager_no.cmp(&b.manager_no));
    found.into_iter().next().ok_or_else(|| AppError::internal("the demo has no such manager"))
}
