//! Clients, accounts and balances for these stories.

use chrono::NaiveDate;
use diesel::prelude::*;
use kejing::allocation::ownership::model::{OwnedId, OwnedKind, SourceKind};
use kejing::allocation::ownership::service::{Source, Statement, record};
use kejing::allocation::shares::{BasisPoints, Shares};
use kejing::auth::{Actor, Role};
use kejing::clients::model::*;
use kejing::db::schema::{balance_changes, clients};
use kejing::imports::model::ImportId;
use kejing::on_each;
use kejing::org::model::{EmployeeId, OrgUnitId};
use kejing::staffing::model::*;
use serde_json::{Value, json};

use crate::support::{Person, TestApp, client_row, manager_row};

/// A core client's row.
pub fn client(app: &TestApp, branch: OrgUnitId, name: &str) -> ClientId {
    let row = Client { standing: Some(Standing::Core), ..client_row(branch, name) };
    app.app
        .db()
        .write(|conn| Ok(on_each!(conn, |c| diesel::insert_into(clients::table).values(&row).execute(c))?))
        .unwrap();
    row.id
}

/// An account of a client; its inner key.
pub fn account(app: &TestApp, client: ClientId, branch: OrgUnitId, kind: AccountKind) -> (i64, AccountId) {
    app.insert_account(client, branch, kind)
}

/// Balances as an import leaves them: day, order within the day, balance in fen.
pub fn balances(app: &TestApp, key: i64, import: ImportId, changes: &[(NaiveDate, i32, i64)]) {
    let rows: Vec<BalanceChange> = changes
        .iter()
        .map(|(day, seq, balance)| BalanceChange {
            account_key: key,
            day: *day,
            seq: *seq,
            known: 1,
            balance_minor: *balance,
            amount_minor: None,
            import_id: import,
        })
        .collect();
    app.app
        .write_as(&Actor::Operator, |cx| {
            on_each!(cx.conn, |c| diesel::insert_into(balance_changes::table).values(&rows).execute(c))?;
            kejing::clients::measures::forget_accounts(cx, &[key])
        })
        .unwrap();
}

/// A manager of class A whose body is the employee.
pub fn manager(app: &TestApp, branch: OrgUnitId, employee: EmployeeId, name: &str) -> ManagerId {
    app.insert_manager(&Manager { employee_id: Some(employee), ..manager_row(branch, name) })
}

/// A relationship manager of a branch, signed in.
pub async fn rm<'a>(app: &'a TestApp, branch: OrgUnitId, name: &str) -> (Person<'a>, ManagerId) {
    let employee = app.employee(name, branch);
    app.hold(employee, Role::Rm, branch);
    let manager = manager(app, branch, employee, name);
    (app.login(employee).await, manager)
}

/// Puts a client in through the API; what the API says of it.
pub async fn create(by: &Person<'_>, branch: OrgUnitId, name: &str, more: Value) -> Value {
    let mut body =
        json!({ "kind": "individual", "name": name, "branch_id": branch, "opened_on": "2024-01-01" });
    for (k, v) in more.as_object().unwrap() {
        body[k] = v.clone();
    }
    by.post("/api/v1/clients", body).await.expect(201)
}

/// The id in an answer.
pub fn client_id(view: &Value) -> ClientId {
    view["id"].as_str().unwrap().parse().unwrap()
}

/// Says who looks after a client or an account from a day on.
pub fn own(app: &TestApp, kind: OwnedKind, subject: OwnedId, from: NaiveDate, owners: &[(ManagerId, i32)]) {
    let statement = Statement {
        kind,
        subject,
        from,
        until: None,
        shares: Shares::new(owners.iter().map(|(m, bps)| (*m, BasisPoints(*bps)))).unwrap(),
        source: Source { kind: SourceKind::Correction, id: None, reason: "期初".to_owned() },
        base_version: None,
    };
    app.app.write_as(&Actor::Operator, |cx| record(cx, &statement)).unwrap();
}
