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

use crate::support::{TestApp, day, start_of_tests};

/// A manager of a class, whose body is the employee.
pub fn manager(
    app: &TestApp,
    branch: OrgUnitId,
    class: ManagerClass,
    employee: Option<EmployeeId>,
) -> ManagerId {
    let id = ManagerId::new();
    let row = Manager {
        id,
        manager_no: format!("M{}", &id.0.simple().to_string()[20..]),
        name: format!("经理{}", &id.0.simple().to_string()[28..]),
        sort_key: id.to_string(),
        employee_id: employee,
        class,
        b_kind: (class == ManagerClass::B).then_some(BKind::InPost),
        grade: (class != ManagerClass::Virtual).then_some(Grade::Senior),
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
        .write(|conn| {
            on_each!(conn, |c| diesel::insert_into(managers::table).values(&row).execute(c))?;
            Ok(())
        })
        .unwrap();
    id
}

/// A client opened on a day and owned from it on.
pub fn client(
    app: &TestApp,
    branch: OrgUnitId,
    opened_on: NaiveDate,
    owners: &[(ManagerId, i32)],
) -> ClientId {
    let id = ClientId::new();
    let row = Client {
        id,
        client_no: format!("C{}", &id.0.simple().to_string()[20..]),
        kind: ClientKind::Corporate,
        name: "宁波测试有限公司".into(),
        sort_key: id.to_string(),
        branch_id: branch,
        outlet_id: None,
        industry: None,
        place: None,
        equipment: None,
        standing: None,
        size: None,
        identity_kind: None,
        identity_ct: None,
        identity_key: None,
        identity_last4: None,
        state: ClientState::Active,
        opened_on,
        owner_version: 1,
        version: 1,
        import_id: None,
        created_at: start_of_tests(),
        updated_at: start_of_tests(),
    };
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
    let id = AccountId::new();
    app.app
        .db()
        .write(|conn| {
            on_each!(conn, |c| diesel::insert_into(accounts::table)
                .values((
                    accounts::id.eq(id),
                    accounts::account_no.eq(format!("A{}", &id.0.simple().to_string()[16..])),
                    accounts::client_id.eq(client),
                    accounts::branch_id.eq(branch),
                    accounts::kind.eq(kind),
                    accounts::product.eq("基本户"),
                    accounts::currency.eq("CNY"),
                    accounts::credit_kind.eq(kind == AccountKind::Loan),
                    accounts::opened_on.eq(day(2024, 1, 1)),
                    accounts::is_natural.eq(false),
                    accounts::owner_version.eq(1),
                    accounts::version.eq(1),
                    accounts::created_at.eq(start_of_tests()),
                ))
                .execute(c))?;
            Ok(())
        })
        .unwrap();
    id
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
