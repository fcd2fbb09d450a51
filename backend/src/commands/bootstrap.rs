//! A fresh database's first content: the demo bank, or the two invitations that start a real one.

use base64::Engine as _;
use chrono::NaiveDate;
use rand::RngCore;
use serde_json::json;

use crate::app::{App, Cx};
use crate::auth::{Actor, Role};
use crate::db::Json;
use crate::error::{AppError, AppResult};
use crate::identity::dto::DemoLogin;
use crate::org::model::{Employee, EmployeeId, HireKind, OrgKind, OrgUnit, OrgUnitId, Position, PositionId};
use crate::search_text::sort_key;
use crate::settings;

/// Password of every demo login; the demo is served on loopback alone.
const DEMO_PASSWORD: &str = "demo-kejing-2026";

const BRANCHES: [(&str, &str); 6] = [
    ("B01", "城东支行"),
    ("B02", "城西支行"),
    ("B03", "滨江支行"),
    ("B04", "桥头支行"),
    ("B05", "开发区支行"),
    ("B06", "古镇支行"),
];

const PEOPLE: [(&str, &str, Role, Option<usize>); 16] = [
    ("chen.yewu", "陈业", Role::HqBusiness, None),
    ("lin.wei", "林薇", Role::CommitteeMember, None),
    ("he.ming", "何明", Role::CommitteeMember, None),
    ("xu.xin", "徐欣", Role::HqCredit, None),
    ("gao.pin", "高品", Role::HqProduct, None),
    ("qian.cai", "钱采", Role::HqFinance, None),
    ("ren.li", "任莉", Role::HqHr, None),
    ("shen.ji", "沈季", Role::Auditor, None),
    ("guan.li", "关理", Role::Admin, None),
    ("wang.fang", "王芳", Role::President, Some(0)),
    ("zhou.fu", "周福", Role::VicePresident, Some(0)),
    ("zhu.li", "朱丽", Role::PresidentAssistant, Some(0)),
    ("sun.ping", "孙萍", Role::GroupMember, Some(0)),
    ("wu.guan", "吴冠", Role::Supervisor, Some(0)),
    ("zhang.san", "张三", Role::Rm, Some(0)),
    ("da.tang", "达棠", Role::Lobby, Some(0)),
];

/// Fills an empty database with the demo bank; does nothing where there are logins. Returns its logins.
pub fn demo(app: &App) -> AppResult<Vec<DemoLogin>> {
    if has_logins(app)? {
        return Ok(Vec::new());
    }
    let hash = app.passwords().hash(DEMO_PASSWORD)?;
    app.write_as(&Actor::Operator, |cx| {
        settings::put(cx.conn, settings::KIND, &Json(json!("demo")), cx.now)?;
        let head = insert_unit(cx, "HO", "江南农村合作银行总行", OrgKind::HeadOffice, None)?;
        let mut branches = Vec::with_capacity(BRANCHES.len());
        for (code, name) in BRANCHES {
            branches.push((insert_unit(cx, code, name, OrgKind::Branch, Some(head))?, name));
        }
        let mut logins = Vec::with_capacity(PEOPLE.len());
        for (i, (username, name, role, branch)) in PEOPLE.iter().enumerate() {
            let (unit, unit_name) = branch.map_or((head, "总行"), |b| branches[b]);
            let no = format!("E{:04}", i + 1);
            let employee = insert_employee(cx, &no, name, unit, branch.is_some().then_some(unit), *role)?;
            crate::identity::service::insert_user(cx, username, Some(employee), Some(hash.clone()))?;
            logins.push(DemoLogin {
                username: (*username).to_owned(),
                password: DEMO_PASSWORD.to_owned(),
                role: role.as_str().to_owned(),
                name: (*name).to_owned(),
                unit: unit_name.to_owned(),
            });
        }
        settings::put(cx.conn, settings::DEMO_LOGINS, &Json::of(&logins)?, cx.now)?;
        Ok(logins)
    })
}

/// Starts a real bank: its head office, and one-time links for the first administrator and the first HR
/// officer, who are two people. Does nothing where there are logins.
pub fn empty(app: &App) -> AppResult<Vec<(Role, String)>> {
    if has_logins(app)? {
        return Ok(Vec::new());
    }
    let secrets = [secret(), secret()];
    app.write_as(&Actor::Operator, |cx| {
        settings::put(cx.conn, settings::KIND, &Json(json!("bank")), cx.now)?;
        let head = insert_unit(cx, "HO", &cx.app.config().bank_name.clone(), OrgKind::HeadOffice, None)?;
        let mut links = Vec::with_capacity(2);
        for ((role, username, no), secret) in
            [(Role::Admin, "admin", "0001"), (Role::HqHr, "hr", "0002")].into_iter().zip(&secrets)
        {
            let employee = insert_employee(cx, no, username, head, None, role)?;
            let user = crate::identity::service::insert_user(cx, username, Some(employee), None)?;
            links.push((role, crate::identity::service::invite_user(cx, user, secret)?.path));
        }
        Ok(links)
    })
}

fn has_logins(app: &App) -> AppResult<bool> {
    app.read_as(&Actor::Operator, |cx| Ok(crate::identity::store::count_users(cx.conn)? > 0))
}

fn secret() -> String {
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
