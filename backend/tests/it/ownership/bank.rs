//! Managers, clients and accounts for these stories.

use chrono::NaiveDate;
use diesel::prelude::*;
use kejing::allocation::ownership::model::*;
use kejing::allocation::ownership::service::{Source, open_subject};
use kejing::allocation::shares::{BasisPoints, Shares};
use kejing::auth::Actor;
use kejing::clients::model::*;
use kejing::db::schema::{accounts, clients, manager_maintainers, managers};
use kejing::on_each;
use kejing::org::model::{EmployeeId, OrgUnitId};
use kejing::staffing::model::*;

use crate::support::{TestApp, client_row, day, manager_row, start_of_tests};

/// A manager of a class, whose body is the employee.
pub fn manager(
    app: &TestApp,
    branch: OrgUnitId,
    class: ManagerClass,
    employee: Option<EmployeeId>,
) -> ManagerId {
    app.insert_manager(&Manager {
        employee_id: employee,
        class,
        b_kind: (class == ManagerClass::B).then_some(BKind::InPost),
        grade: (class != ManagerClass::Virtual).then_some(Grade::Senior),
        ..manager_row(branch, "经理")
    })
}

/// A client opened on a day and owned from it on.
pub fn client(
    app: &TestApp,
    branch: OrgUnitId,
    opened_on: NaiveDate,
    owners: &[(ManagerId, i32)],
) -> ClientId {
    let row = Client { opened_on, ..client_row(branch, "宁波测试有限公司") };
    let id = row.id;
    let shares = shares(owners);
    app.app
        .write_as(&Actor::Operator, |cx| {
            on_each!(cx.conn, |c| diesel::insert_into(clients::table).values(&row).execute(c))?;
            open_subject(cx, OwnedKind::Client, id.into(), branch, opened_on, shares.clone(), &opening())
        })
        .unwrap();
    id
}

/// An account of a client, without an entry of its own.
pub fn account(app: &TestApp, client: ClientId, branch: OrgUnitId, kind: AccountKind) -> AccountId {
    app.insert_account(client, branch, kind).1
}

/// A loan of a client that owes so much, without an entry of its own.
pub fn loan(app: &TestApp, client: ClientId, branch: OrgUnitId, owed: i64) -> AccountId {
    let (account_key, id) = app.insert_account(client, branch, AccountKind::Loan);
    app.insert_balance(account_key, owed);
    id
}

/// Gives an account owners of its own.
pub fn override_account(
    app: &TestApp,
    account: AccountId,
    branch: OrgUnitId,
    from: NaiveDate,
    owners: &[(ManagerId, i32)],
) {
    let shares = shares(owners);
    app.app
        .write_as(&Actor::Operator, |cx| {
            open_subject(cx, OwnedKind::Account, account.into(), branch, from, shares.clone(), &opening())
        })
        .unwrap();
}

/// Names who maintains a virtual manager.
pub fn maintain(app: &TestApp, manager: ManagerId, keeper: EmployeeId) {
    let row = Maintainer {
        id: MaintainerId::new(),
        manager_id: manager,
        employee_id: keeper,
        valid_from: day(2020, 1, 1),
        valid_to: None,
        reason: "维护".into(),
        created_by: None,
        created_at: start_of_tests(),
    };
    app.app
        .db()
        .write(|conn| {
            on_each!(conn, |c| diesel::insert_into(manager_maintainers::table).values(&row).execute(c))?;
            Ok(())
        })
        .unwrap();
}

/// Changes a manager's state.
pub fn change_manager(app: &TestApp, manager: ManagerId, state: ManagerState) {
    app.app
        .db()
        .write(|conn| {
            diesel::update(managers::table.find(manager)).set(managers::state.eq(state)).execute(conn)?;
            Ok(())
        })
        .unwrap();
}

/// The branch confirms that an account was won.
pub fn confirm_won(app: &TestApp, account: AccountId, on: NaiveDate) {
    app.app
        .db()
        .write(|conn| {
            diesel::update(accounts::table.filter(accounts::id.eq(account)))
                .set(accounts::won_confirmed_on.eq(on))
                .execute(conn)?;
            Ok(())
        })
        .unwrap();
}

/// Shares by manager.
pub fn shares(owners: &[(ManagerId, i32)]) -> Shares<ManagerId> {
    Shares::new(owners.iter().map(|(m, bps)| (*m, BasisPoints(*bps)))).unwrap()
}

/// The source of an opening.
pub fn opening() -> Source {
    Source { kind: SourceKind::Opening, id: None, reason: "开户".into() }
}
