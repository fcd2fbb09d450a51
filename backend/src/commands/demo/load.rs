//! Loading the demo bank as a real one is loaded: its files through the import.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::json;

use super::bank::{self, Bank};
use super::rounds;
use crate::app::App;
use crate::auth::Actor;
use crate::db::Json;
use crate::error::{AppError, AppResult};
use crate::identity::dto::DemoLogin;
use crate::imports::dto::CreateImport;
use crate::imports::model::ImportKind;
use crate::imports::service::import_as_operator;
use crate::imports::source::Origin;
use crate::settings;

/// Password of every demo login; the demo is served on loopback alone.
const PASSWORD: &str = "demo-kejing-2026";
/// The demo is the same for a day.
const SEED: u64 = 20_261_124;

/// Fills an empty database with the demo bank and its balances of so many months; does nothing where there are logins. `say` is told each step. Returns
/// the logins that the page to sign in offers. One that was broken off goes on when it is called again the same day.
pub fn load(app: &App, months: u32, say: &dyn Fn(&str)) -> AppResult<Vec<DemoLogin>> {
    if crate::commands::bootstrap::has_logins(app)? {
        return Ok(Vec::new());
    }
    crate::commands::mark(app, "demo")?;
    let bank = bank::make(SEED, app.clock().date_of(app.clock().now()), months)?;
    let files = &bank.files;
    for (kind, bytes) in [
        (ImportKind::OrgUnits, &files.org_units),
        (ImportKind::Employees, &files.employees),
        (ImportKind::Managers, &files.managers),
        (ImportKind::Clients, &files.clients),
        (ImportKind::Accounts, &files.accounts),
        (ImportKind::Loans, &files.loans),
        (ImportKind::BalanceChanges, &files.balance_changes),
    ] {
        let origin = Origin::Memory(Arc::from(bytes.as_slice()));
        let done = import_as_operator(app, &CreateImport::of(kind), &origin, &|_| true)?;
        if done.rows_rejected > 0 {
            return Err(AppError::internal(format!(
                "the demo's {kind}: {} rows refused",
                done.rows_rejected
            )));
        }
        say(&format!("{kind}: {} rows", done.rows_loaded + done.rows_skipped));
    }
    let logins = make_logins(app, &bank)?;
    rounds::make(app)?;
    Ok(logins)
}

fn make_logins(app: &App, bank: &Bank) -> AppResult<Vec<DemoLogin>> {
    let hash = app.passwords().hash(PASSWORD)?;
    let people = people(bank)?;
    app.write_as(&Actor::Operator, |cx| {
        let numbers: Vec<String> = bank.logins.iter().map(|l| l.employee_no.clone()).collect();
        let employees = crate::org::intake::employees_by_no(cx, &numbers)?;
        let mut offered = Vec::new();
        for login in &bank.logins {
            let employee =
                employees.get(&login.employee_no).ok_or_else(|| AppError::internal("no such employee"))?;
            crate::identity::service::insert_user(
                cx,
                &login.username,
                Some(employee.id),
                Some(hash.clone()),
            )?;
            if let Some((role, unit)) = people.get(&login.employee_no).filter(|_| login.offered) {
                offered.push(DemoLogin {
                    username: login.username.clone(),
                    password: PASSWORD.to_owned(),
                    role: role.clone(),
                    name: employee.name.clone(),
                    unit: unit.clone(),
                });
            }
        }
        settings::put(cx.conn, settings::DEMO_LOGINS, &Json(json!(offered)), cx.now)?;
        Ok(offered)
    })
}

/// Role and unit's name by employee number, as the files say.
fn people(bank: &Bank) -> AppResult<HashMap<String, (String, String)>> {
    let rows = |file: &[u8]| -> AppResult<Vec<csv::StringRecord>> {
        csv::Reader::from_reader(file).records().collect::<Result<_, _>>().map_err(AppError::internal)
    };
    let cell = |r: &csv::StringRecord, i: usize| r.get(i).unwrap_or_default().to_owned();
    let units: HashMap<String, String> =
        rows(&bank.files.org_units)?.iter().map(|r| (cell(r, 0), cell(r, 1))).collect();
    Ok(rows(&bank.files.employees)?
        .iter()
        .map(|r| (cell(r, 0), (cell(r, 6), units.get(&cell(r, 2)).cloned().unwrap_or_default())))
        .collect())
}
