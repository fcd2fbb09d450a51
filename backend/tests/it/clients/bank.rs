//! Clients, accounts and balances for these stories.

use chrono::NaiveDate;
use diesel::prelude::*;
use kejing::allocation::ownership::model::{OwnedId, OwnedKind, SourceKind};
use kejing::allocation::ownership::service::{Source, Statement, record};
use kejing::allocation::shares::{BasisPoints, Shares};
use kejing::auth::{Actor, Role};
use kejing::clients::model::*;
use kejing::db::schema::{accounts, balance_changes, clients, managers};
use kejing::imports::model::ImportId;
use kejing::on_each;
use kejing::org::model::{EmployeeId, OrgUnitId};
use kejing::staffing::model::*;
use serde_json::{Value, json};

use crate::support::{Person, TestApp, day, start_of_tests};

/// A client's row.
pub fn client(app: &TestApp, branch: OrgUnitId, name: &str) -> ClientId {
    let id = ClientId::new();
    let row = Client {
        id,
        client_no: format!("C{}", &id.0.simple().to_string()[20..]),
        kind: ClientKind::Corporate,
        name: name.to_owned(),
        sort_key: kejing::search_text::sort_key(name),
        branch_id: branch,
        outlet_id: None,
        industry: None,
        place: None,
        equipment: None,
        standing: Some(Standing::Core),
        size: None,
        identity_kind: None,
        identity_ct: None,
        identity_key: None,
        identity_last4: None,
        state: ClientState::Active,
        opened_on: day(2024, 1, 1),
        owner_version: 1,
        version: 1,
        import_id: None,
        created_at: start_of_tests(),
        updated_at: start_of_tests(),
    };
    app.app
        .db()
        .write(|conn| Ok(on_each!(conn, |c| diesel::insert_into(clients::table).values(&row).execute(c))?))
        .unwrap();
    id
}

/// An account of a client; its inner key.
pub fn account(app: &TestApp, client: ClientId, branch: OrgUnitId, kind: AccountKind) -> (i64, AccountId) {
    let id = AccountId::new();
    let key = app
        .app
        .db()
        .write(|conn| {
            on_each!(conn, |c| diesel::insert_into(accounts::table)
                .values((
                    accounts::id.eq(id),
                    accounts::account_no.eq(format!("6222{}", &id.0.simple().to_string()[16..])),
                    accounts::client_id.eq(client),
                    accounts::branch_id.eq(branch),
                    accounts::kind.eq(kind),
                    accounts::product.eq("基本户"),
                    accounts::currency.eq("CNY"),
                    accounts::credit_kind.eq(kind == AccountKind::Loan),
                    accounts::opened_on.eq(day(2024, 1, 1)),
                    accounts::is_natural.eq(false),
                    accounts::owner_version.eq(1_i64),
                    accounts::version.eq(1_i64),
                    accounts::created_at.eq(start_of_tests()),
                ))
                .execute(c))?;
            Ok(accounts::table.filter(accounts::id.eq(id)).select(accounts::key).first::<i64>(conn)?)
        })
        .unwrap();
    (key, id)
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
    let id = ManagerId::new();
    let row = Manager {
        id,
        manager_no: format!("M{}", &id.0.simple().to_string()[20..]),
        name: name.to_owned(),
        sort_key: kejing::search_text::sort_key(name),
        employee_id: Some(employee),
        class: ManagerClass::A,
        b_kind: None,
        grade: Some(Grade::Senior),
        branch_id: branch,
        outlet_id: None,
        state: ManagerState::Active,
        term_from: day(2020, 1, 1),
        term_to: None,
        reason: None,
        version: 1,
        created_at: start_of_tests(),
    };
    app.app
        .db()
        .write(|conn| Ok(on_each!(conn, |c| diesel::insert_into(managers::table).values(&row).execute(c))?))
        .unwrap();
    id
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
