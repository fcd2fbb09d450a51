//! Every kind of file but balances.

use diesel::prelude::*;
use kejing::allocation::ownership::model::{OwnedKind, Ownership};
use kejing::db::schema::{accounts, clients, loans, ownerships};
use kejing::imports::dto::CreateImport;
use kejing::imports::model::{ImportKind, ImportState};

use super::*;
use crate::support::{TestApp, day};

fn rejected(app: &TestApp, kind: ImportKind, csv: &str) -> Vec<(i64, String, String)> {
    rejects(app, &load(app, kind, csv))
}

fn at(line: i64, column: &str, code: &str) -> (i64, String, String) {
    (line, column.to_owned(), code.to_owned())
}

#[actix_web::test]
async fn a_bank_loads_from_its_files_and_the_same_files_again_change_nothing() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let loan = "account_no,granted_on,due_on,principal,months,loan_class,status\nA2,2025-01-10,2027-01-10,500000.00,24,normal,running\n";
    assert_eq!(counts(&load(&app, ImportKind::Loans, loan)), (1, 0, 0));
    for (kind, csv, rows) in [
        (ImportKind::OrgUnits, UNITS, 3),
        (ImportKind::Employees, EMPLOYEES, 3),
        (ImportKind::Managers, MANAGERS, 3),
        (ImportKind::Clients, &two_clients(), 2),
        (ImportKind::Accounts, ACCOUNTS, 3),
        (ImportKind::Loans, loan, 1),
    ] {
        assert_eq!(counts(&load(&app, kind, csv)), (0, rows, 0), "{kind}");
    }
    let (principal, credit): (i64, bool) = app
        .app
        .db()
        .read(|conn| {
            Ok(loans::table
                .inner_join(accounts::table.on(accounts::id.eq(loans::account_id)))
                .select((loans::principal_minor, accounts::credit_kind))
                .first(conn)?)
        })
        .unwrap();
    assert_eq!((principal, credit), (50_000_000, true));
}

#[actix_web::test]
async fn columns_may_stand_in_any_order_and_optional_ones_may_be_left_out() {
    let app = TestApp::new().await;
    let csv = "\u{feff}Name,CODE,parent_code,opened_on,kind\n城东支行 , B01 ,HO,20050101,branch\n";
    assert_eq!(counts(&load(&app, ImportKind::OrgUnits, csv)), (1, 0, 0));
    assert_eq!(rejected(&app, ImportKind::OrgUnits, UNITS), [at(2, "code", "differs")]);
}

#[actix_web::test]
async fn every_client_is_owned_or_unallocated_from_its_opening_on() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let rows: Vec<Ownership> =
        app.app.db().read(|conn| Ok(ownerships::table.select(Ownership::as_select()).load(conn)?)).unwrap();
    let of_clients: Vec<_> = rows.iter().filter(|r| r.subject_kind == OwnedKind::Client).collect();
    assert_eq!(of_clients.len(), 2);
    assert!(of_clients.iter().all(|r| r.valid_from == day(2019, 5, 1) && r.valid_to.is_none()));
    let of_accounts: Vec<_> = rows.iter().filter(|r| r.subject_kind == OwnedKind::Account).collect();
    assert_eq!(of_accounts.len(), 1, "only the account with an owner of its own");
    assert_eq!(of_accounts[0].valid_from, day(2020, 1, 1));
}

#[actix_web::test]
async fn identity_numbers_stand_sealed_and_belong_to_one_client() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let (sealed, last4): (Option<Vec<u8>>, Option<String>) = app
        .app
        .db()
        .read(|conn| {
            Ok(clients::table
                .filter(clients::client_no.eq("C1"))
                .select((clients::identity_ct, clients::identity_last4))
                .first(conn)?)
        })
        .unwrap();
    let number = uscc(1);
    assert_eq!(last4.as_deref(), Some(&number[14..]));
    let sealed = sealed.unwrap();
    assert!(!sealed.windows(8).any(|w| w == &number.as_bytes()[..8]));
    let again = format!("{CLIENT_HEADING}C7,corporate,另一家,uscc,{number},B01,,,,,,,,2019-05-01,,,\n");
    assert_eq!(rejected(&app, ImportKind::Clients, &again), [at(2, "identity_no", "identity_taken")]);
}

#[actix_web::test]
async fn each_bad_row_is_told_by_line_column_and_code_and_the_good_ones_load() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let (good, twice) = (uscc(5), uscc(6));
    let csv = format!(
        "{CLIENT_HEADING}\
         D1,corporate,甲,uscc,{good},B01,,,,,,,,2019-05-01,,,\n\
         D2,company,乙,,,B01,,,,,,,,2019-05-01,,,\n\
         D3,corporate,,uscc,913301000000000000,B99,,,,,tiny,,bad,2019-13-01,,,\n\
         D4,individual,丁,uscc,{twice},B01,,,,,,,,2019-05-01,,,\n\
         D5,corporate,戊,uscc,{twice},B01,B02,,,,,,,2019-05-01,,,\n\
         D6,corporate,己,uscc,{twice},B01,,,,,,,,2019-05-01,,,M2\n\
         D7,corporate,庚,,,B99,,,,,,,,2019-05-01,abc,,\n\
         D8,corporate,辛,,,B01\n\
         D1,corporate,甲,uscc,{good},B01,,,,,,,,2019-05-01,,,\n\
         D1,corporate,甲甲,uscc,{good},B01,,,,,,,,2019-05-01,,,\n\
         C1,corporate,别的名字,,,B01,,,,,,,,2019-05-01,,,\n\
         D9,corporate,壬,,,B99,,,,,,,,2030-05-01,,,\n"
    );
    let done = load(&app, ImportKind::Clients, &csv);
    assert_eq!(counts(&done), (1, 1, 10));
    assert_eq!(
        rejects(&app, &done),
        [
            at(3, "kind", "unknown_value"),
            at(4, "name", "required"),
            at(4, "identity_no", "check_character"),
            at(4, "standing", "unknown_value"),
            at(4, "flags", "unknown_value"),
            at(4, "opened_on", "not_a_date"),
            at(5, "identity_kind", "wrong_kind"),
            at(6, "outlet_code", "not_found"),
            at(7, "owner_manager_no", "other_branch"),
            at(8, "phone", "invalid"),
            at(9, "", "cells"),
            at(11, "client_no", "duplicate"),
            at(12, "client_no", "differs"),
            at(13, "opened_on", "date_in_future"),
        ]
    );
}

#[actix_web::test]
async fn units_stand_under_units_that_fit_and_one_head_office_is_enough() {
    let app = TestApp::new().await;
    let csv = "code,name,kind,parent_code,opened_on,closed_on\n\
        X1,网点,outlet,HO,2005-01-01,\n\
        X2,支行,branch,,2005-01-01,\n\
        X3,支行,branch,NONE,2005-01-01,\n\
        X4,总行,head_office,,2005-01-01,\n\
        X5,支行,branch,HO,2005-01-01,2004-01-01\n\
        X6,支行,branch,HO,2005-01-01,\n\
        X7,网点,outlet,X6,2005-01-01,\n";
    let done = load(&app, ImportKind::OrgUnits, csv);
    assert_eq!(
        rejects(&app, &done),
        [
            at(2, "parent_code", "wrong_kind"),
            at(3, "parent_code", "required"),
            at(4, "parent_code", "not_found"),
            at(5, "kind", "head_office_taken"),
            at(6, "closed_on", "date_order"),
        ]
    );
    assert_eq!(done.rows_loaded, 2);
}

#[actix_web::test]
async fn the_head_office_that_a_bank_begins_with_takes_its_name_from_the_first_file() {
    let app = TestApp::new().await;
    let csv =
        |name: &str| format!("code,name,kind,parent_code,opened_on\nHO,{name},head_office,,1990-01-01\n");
    assert_eq!(counts(&load(&app, ImportKind::OrgUnits, &csv("江南银行"))), (1, 0, 0));
    assert_eq!(counts(&load(&app, ImportKind::OrgUnits, &csv("江南银行"))), (0, 1, 0));
    assert_eq!(rejected(&app, ImportKind::OrgUnits, &csv("别的银行")), [at(2, "code", "differs")]);
}

#[actix_web::test]
async fn managers_need_what_their_class_asks() {
    let app = TestApp::new().await;
    load(&app, ImportKind::OrgUnits, UNITS);
    load(&app, ImportKind::Employees, EMPLOYEES);
    let heading = MANAGERS.lines().next().unwrap();
    let csv = format!(
        "{heading}\n\
         N1,张三,,a,,level_1,B01,,2025-01-01,,,\n\
         N2,张三,E1,b,,level_1,B01,,2025-01-01,,,\n\
         N3,公共,,virtual,,,B01,,2025-01-01,,,\n\
         N4,赵敏,E3,a,,level_1,B01,,2025-01-01,,,\n\
         N5,某人,E7,a,,level_1,B01,,2025-01-01,,,\n\
         N6,张三,E1,a,,level_1,B01,,2025-01-01,,,\n\
         N7,张三,E1,a,,level_1,B01,,2025-01-01,,,\n"
    );
    assert_eq!(
        rejected(&app, ImportKind::Managers, &csv),
        [
            at(2, "employee_no", "required"),
            at(3, "b_kind", "required"),
            at(4, "reason", "required"),
            at(4, "maintainer_employee_no", "required"),
            at(5, "employee_no", "other_branch"),
            at(6, "employee_no", "not_found"),
            at(8, "employee_no", "duplicate"),
        ]
    );
}

#[actix_web::test]
async fn accounts_and_loans_fit_their_clients_and_kinds() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let heading = ACCOUNTS.lines().next().unwrap();
    let csv = format!(
        "{heading}\n\
         K1,C2,corporate_deposit,存款,CNY,B01,,,2020-01-01,,,\n\
         K2,C9,loan,贷款,CNY,B01,,,2020-01-01,,,\n\
         K3,C1,loan,贷款,CNY,B01,,false,2020-01-01,,,\n\
         K4,C1,loan,贷款,yuan,B01,,,2020-01-01,2019-01-01,true,\n"
    );
    assert_eq!(
        rejected(&app, ImportKind::Accounts, &csv),
        [
            at(2, "kind", "wrong_kind"),
            at(3, "client_no", "not_found"),
            at(4, "credit_kind", "invalid"),
            at(5, "currency", "invalid"),
            at(5, "natural", "invalid"),
            at(5, "closed_on", "date_order"),
        ]
    );
    let csv = "account_no,granted_on,due_on,principal,months,loan_class,status\n\
        A1,2025-01-10,,1.00,,normal,\n\
        A9,2025-01-10,,1.00,,normal,\n\
        A2,2019-01-10,,1.00,,normal,\n\
        A2,2025-01-10,2025-01-10,-1.00,0,fine,\n";
    assert_eq!(
        rejected(&app, ImportKind::Loans, csv),
        [
            at(2, "account_no", "wrong_kind"),
            at(3, "account_no", "not_found"),
            at(4, "granted_on", "before_opening"),
            at(5, "months", "out_of_range"),
            at(5, "loan_class", "unknown_value"),
            at(5, "principal", "not_an_amount"),
            at(5, "due_on", "date_order"),
        ]
    );
}

#[actix_web::test]
async fn a_loans_category_moves_only_when_it_is_said_anew() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let csv = |class: &str| {
        format!(
            "account_no,granted_on,due_on,principal,months,loan_class,status\nA2,2025-01-10,,500000,24,{class},\n"
        )
    };
    load(&app, ImportKind::Loans, &csv("normal"));
    assert_eq!(rejected(&app, ImportKind::Loans, &csv("doubtful")), [at(2, "account_no", "differs")]);
    let anew = CreateImport { restate: Some(true), ..CreateImport::of(ImportKind::Loans) };
    assert_eq!(counts(&try_load(&app, &anew, &csv("doubtful")).unwrap()), (1, 0, 0));
    assert_eq!(counts(&load(&app, ImportKind::Loans, &csv("doubtful"))), (0, 1, 0));
}

#[actix_web::test]
async fn a_dry_run_says_the_same_and_writes_nothing() {
    let app = TestApp::new().await;
    let input = CreateImport { dry_run: Some(true), ..CreateImport::of(ImportKind::OrgUnits) };
    let csv = format!(
        "{UNITS}B03-1,网点,outlet,B03,,2005-01-01,\nB01,城东支行,branch,HO,城东,2005-01-01,\nHO2,总行,head_office,,,2005-01-01,\n"
    );
    let dry = try_load(&app, &input, &csv).unwrap();
    assert_eq!((dry.state, dry.file_rows), (ImportState::Done, Some(6)));
    assert_eq!(counts(&dry), (3, 1, 2));
    let real = load(&app, ImportKind::OrgUnits, &csv);
    assert_eq!(counts(&real), counts(&dry));
    assert_eq!(rejects(&app, &real), rejects(&app, &dry));
}

#[actix_web::test]
async fn all_or_nothing_loads_nothing_when_a_row_is_bad() {
    let app = TestApp::new().await;
    load_small_bank(&app);
    let all = CreateImport { all_or_nothing: Some(true), ..CreateImport::of(ImportKind::Clients) };
    let row = |no: &str, branch: &str| format!("{no},corporate,某公司,,,{branch},,,,,,,,2019-05-01,,,\n");
    let bad = format!("{CLIENT_HEADING}{}{}", row("C10", "B01"), row("C11", "B77"));
    let done = try_load(&app, &all, &bad).unwrap();
    assert_eq!((done.state, counts(&done)), (ImportState::Failed, (0, 0, 1)));
    assert_eq!(rejects(&app, &done), [at(3, "branch_code", "not_found")]);
    assert_eq!(count_clients(&app), 2);
    let good = format!("{CLIENT_HEADING}{}{}", row("C10", "B01"), row("C11", "B02"));
    let done = try_load(&app, &all, &good).unwrap();
    assert_eq!((done.state, counts(&done)), (ImportState::Done, (2, 0, 0)));
    assert_eq!(count_clients(&app), 4);
}

#[actix_web::test]
async fn a_file_with_a_wrong_heading_is_refused_without_telling_what_it_held() {
    let app = TestApp::new().await;
    let e = try_load(&app, &CreateImport::of(ImportKind::Clients), "张三,13800001234\nC1,corporate\n")
        .unwrap_err();
    let shown = format!("{e:?}");
    assert!(!shown.contains("张三") && !shown.contains("13800001234"), "{shown}");
    assert_eq!(e.code(), kejing::error::Code::ImportInvalid);
    assert!(e.fields().iter().any(|f| f.pointer == "/columns/client_no" && f.code == "required"));
}
