//! Rows as an import or an earlier day would have left them, for stories that start from there.

use diesel::prelude::*;
use kejing::clients::model::*;
use kejing::db::schema::{accounts, balance_changes, managers};
use kejing::imports::model::ImportId;
use kejing::on_each;
use kejing::org::model::OrgUnitId;
use kejing::staffing::model::*;

use super::{TestApp, day, start_of_tests};

/// A company that is served since 2024; a story says what is different.
pub fn client_row(branch: OrgUnitId, name: &str) -> Client {
    let id = ClientId::new();
    Client {
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
        standing: None,
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
    }
}

/// A senior manager of class A without a body; a story says what is different.
pub fn manager_row(branch: OrgUnitId, name: &str) -> Manager {
    let id = ManagerId::new();
    Manager {
        id,
        manager_no: format!("M{}", &id.0.simple().to_string()[20..]),
        name: name.to_owned(),
        sort_key: kejing::search_text::sort_key(name),
        employee_id: None,
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
    }
}

impl TestApp {
    /// Puts a manager in without a history.
    pub fn insert_manager(&self, row: &Manager) -> ManagerId {
        self.app
            .db()
            .write(|conn| {
                on_each!(conn, |c| diesel::insert_into(managers::table).values(row).execute(c))?;
                Ok(())
            })
            .unwrap();
        row.id
    }

    /// An account's balance since 1 December 2025.
    pub fn insert_balance(&self, account_key: i64, balance_minor: i64) {
        let change = BalanceChange {
            account_key,
            day: day(2025, 12, 1),
            seq: 1,
            known: 1,
            balance_minor,
            amount_minor: None,
            import_id: ImportId::new(),
        };
        self.app
            .db()
            .write(|conn| {
                on_each!(conn, |c| diesel::insert_into(balance_changes::table).values(&change).execute(c))?;
                Ok(())
            })
            .unwrap();
    }

    /// Puts an account of a client in, without an owner of its own; its inner key and its id.
    pub fn insert_account(&self, client: ClientId, branch: OrgUnitId, kind: AccountKind) -> (i64, AccountId) {
        let id = AccountId::new();
        let key = self
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
}
