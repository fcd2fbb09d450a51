//! What starts a real bank: its head office and two invitations.

use base64::Engine as _;
use chrono::NaiveDate;
use rand::RngCore;
use serde_json::json;

use crate::app::{App, Cx};
use crate::auth::{Actor, Role};
use crate::db::Json;
use crate::error::{AppError, AppResult};
use crate::org::model::{Employee, EmployeeId, HireKind, OrgKind, OrgUnit, OrgUnitId, Position, PositionId};
use crate::search_text::sort_key;
use crate::settings;

/// Starts a real bank: its head office, and one-time links for the first administrator and the first HR
/// officer, who are two people.
pub fn empty(app: &App) -> AppResult<Vec<(Role, String)>> {
    let secrets = [secret(), secret()];
    app.write_as(&Actor::Operator, |cx| {
        settings::put(cx.conn, settings::KIND, &Json(json!("bank")), cx.now)?;
        let head = insert_unit(cx, "HO", &cx.app.config().bank_name.clone(), OrgKind::HeadOffice, None)?;
        let mut links = Vec::with_capacity(2);
        for ((role, username, no), secret) in
            [(Role::Admin, "admin", "0001"), (Role::HqHr, "hr", "0002")].into_iter().zip(&secrets)
        {
            let employee = insert_employee(cx, no, username, head, None, role)?;
            let user = crate::identity::users::insert_user(cx, username, Some(employee), None)?;
            links.push((role, crate::identity::users::invite_user(cx, user, secret)?.path));
        }
        Ok(links)
    })
}

/// A one-time secret.
pub(super) fn secret() -> String {
    let mut bytes = [0u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn founded() -> AppResult<NaiveDate> {
    NaiveDate::from_ymd_opt(2005, 1, 1).ok_or_else(|| AppError::internal("no such day"))
}

fn insert_unit(
    cx: &mut Cx<'_>,
    code: &str,
    name: &str,
    kind: OrgKind,
    parent: Option<OrgUnitId>,
) -> AppResult<OrgUnitId> {
    let id = OrgUnitId::new();
    let unit = OrgUnit {
        id,
        code: code.to_owned(),
        name: name.to_owned(),
        sort_key: sort_key(name),
        kind,
        parent_id: parent,
        branch_id: (kind == OrgKind::Branch).then_some(id),
        district: None,
        opened_on: founded()?,
        closed_on: None,
        version: 1,
        created_at: cx.now,
    };
    crate::org::store::insert_org_unit(cx.conn, &unit)?;
    cx.audit("insert_org_unit", "org_unit", Some(id), json!({ "code": code }))?;
    Ok(id)
}

fn insert_employee(
    cx: &mut Cx<'_>,
    no: &str,
    name: &str,
    unit: OrgUnitId,
    branch_id: Option<OrgUnitId>,
    role: Role,
) -> AppResult<EmployeeId> {
    let id = EmployeeId::new();
    let employee = Employee {
        id,
        employee_no: no.to_owned(),
        name: name.to_owned(),
        sort_key: sort_key(name),
        org_unit_id: unit,
        branch_id,
        hire_kind: HireKind::Employee,
        hired_on: founded()?,
        left_on: None,
        version: 1,
        created_at: cx.now,
    };
    crate::org::store::insert_employee(cx.conn, &employee)?;
    let position = Position {
        id: PositionId::new(),
        employee_id: id,
        role,
        org_unit_id: unit,
        valid_from: cx.today,
        valid_to: None,
        request_id: None,
        version: 1,
        created_at: cx.now,
    };
    crate::org::store::insert_position(cx.conn, &position)?;
    cx.audit("insert_employee", "employee", Some(id), json!({ "employee_no": no, "role": role }))?;
    Ok(id)
}
