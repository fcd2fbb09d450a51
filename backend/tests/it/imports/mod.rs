//! Files from the core banking system.

mod api;
mod balances;
mod kill;
mod kinds;

use std::sync::Arc;

use chrono::NaiveDate;
use diesel::prelude::*;
use kejing::clients::numbers::{resident_id_check_character, uscc_check_character};
use kejing::db::schema::{clients, import_rejects};
use kejing::error::AppResult;
use kejing::imports::dto::CreateImport;
use kejing::imports::model::{Import, ImportKind};
use kejing::imports::service::import_as_operator;
use kejing::imports::source::Origin;

use crate::support::TestApp;

pub const UNITS: &str = "code,name,kind,parent_code,district,opened_on,closed_on\n\
    B01,城东支行,branch,HO,城东,2005-01-01,\n\
    B01-1,城东支行营业室,outlet,B01,,2005-01-01,\n\
    B02,城西支行,branch,HO,,2005-01-01,\n";
pub const EMPLOYEES: &str = "employee_no,name,org_unit_code,hire_kind,hired_on,left_on,role,username\n\
    E1,张三,B01-1,employee,2015-07-01,,rm,zhang.san\n\
    E2,王芳,B01,employee,2010-07-01,,president,\n\
    E3,赵敏,B02,employee,2012-07-01,,rm,\n";
pub const MANAGERS: &str = "manager_no,name,employee_no,class,b_kind,grade,branch_code,outlet_code,term_from,term_to,reason,maintainer_employee_no\n\
    M1,张三,E1,a,,level_1,B01,B01-1,2025-01-01,2028-01-01,,\n\
    M9,公共客户,,virtual,,,B01,,2025-01-01,,暂时难以落实,E1\n\
    M2,赵敏,E3,b,in_post,level_3,B02,,2025-01-01,2028-01-01,,\n";
pub const CLIENT_HEADING: &str = "client_no,kind,name,identity_kind,identity_no,branch_code,outlet_code,industry,place,equipment,standing,size,flags,opened_on,phone,address,owner_manager_no\n";
pub const ACCOUNTS: &str = "account_no,client_no,kind,product,currency,branch_code,outlet_code,credit_kind,opened_on,closed_on,natural,owner_manager_no\n\
    A1,C1,corporate_deposit,单位活期存款,CNY,B01,,false,2020-01-01,,,\n\
    A2,C1,loan,流动资金贷款,CNY,B01,,true,2020-01-01,,,M9\n\
    A3,C2,personal_deposit,活期储蓄,JPY,B01,,,2020-01-01,,true,\n";

/// A valid unified social credit code.
pub fn uscc(n: u32) -> String {
    let first = format!("91330100MA{n:07}");
    format!("{first}{}", uscc_check_character(&first).unwrap())
}

/// A valid resident identity number.
pub fn resident_id(n: u32) -> String {
    let first = format!("33010219800101{n:03}");
    format!("{first}{}", resident_id_check_character(&first).unwrap())
}

/// Two clients: a company of M1's and a person of nobody's.
pub fn two_clients() -> String {
    format!(
        "{CLIENT_HEADING}C1,corporate,恒信机械制造有限公司,uscc,{},B01,B01-1,manufacturing,滨江,数控机床,core,large,key;quality,2019-05-01,0571-88001234,滨江路12号,M1\n\
         C2,individual,李秋,resident_id,{},B01,,,,,,,,2019-05-01,13800001234,,\n",
        uscc(1),
        resident_id(1)
    )
}

/// Loads a file as the operator, in whole.
pub fn load(app: &TestApp, kind: ImportKind, csv: &str) -> Import {
    try_load(app, &CreateImport::of(kind), csv).unwrap()
}

/// Loads a file as the operator.
pub fn try_load(app: &TestApp, input: &CreateImport, csv: &str) -> AppResult<Import> {
    import_as_operator(&app.app, input, &memory(csv.as_bytes()), &|_| true)
}

/// A file in memory.
pub fn memory(bytes: &[u8]) -> Origin {
    Origin::Memory(Arc::from(bytes))
}

/// Loads units, employees, managers, clients and accounts.
pub fn load_small_bank(app: &TestApp) {
    for (kind, csv) in [
        (ImportKind::OrgUnits, UNITS),
        (ImportKind::Employees, EMPLOYEES),
        (ImportKind::Managers, MANAGERS),
        (ImportKind::Clients, &two_clients()),
        (ImportKind::Accounts, ACCOUNTS),
    ] {
        let done = load(app, kind, csv);
        assert_eq!(rejects(app, &done), [], "{kind}");
    }
}

/// Line, column and code of each reject.
pub fn rejects(app: &TestApp, import: &Import) -> Vec<(i64, String, String)> {
    let id = import.id;
    app.app
        .db()
        .read(|conn| {
            Ok(import_rejects::table
                .filter(import_rejects::import_id.eq(id))
                .order((import_rejects::line, import_rejects::idx))
                .select((import_rejects::line, import_rejects::col, import_rejects::code))
                .load(conn)?)
        })
        .unwrap()
}

/// Loaded, skipped, rejected.
pub fn counts(import: &Import) -> (i64, i64, i64) {
    (import.rows_loaded, import.rows_skipped, import.rows_rejected)
}

/// How many clients there are.
pub fn count_clients(app: &TestApp) -> i64 {
    app.app.db().read(|conn| Ok(clients::table.count().get_result(conn)?)).unwrap()
}

/// Day, order, version and balance of an account's changes.
pub fn balances(app: &TestApp, account: &str) -> Vec<(NaiveDate, i32, i32, i64)> {
    use kejing::db::schema::{accounts, balance_changes};
    app.app
        .db()
        .read(|conn| {
            Ok(balance_changes::table
                .inner_join(accounts::table)
                .filter(accounts::account_no.eq(account))
                .order((balance_changes::day, balance_changes::seq, balance_changes::known))
                .select((
                    balance_changes::day,
                    balance_changes::seq,
                    balance_changes::known,
                    balance_changes::balance_minor,
                ))
                .load(conn)?)
        })
        .unwrap()
}
