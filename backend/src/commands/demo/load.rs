//! Loading the demo bank as a real one is loaded: its files through the import.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use super::bank::{self, Bank};
use super::{certification, dispatch, exams, leaving, qualification, recruitment, rounds, terms, training};
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

/// Between two lines about a step that takes its time.
const EVERY: Duration = Duration::from_secs(1);

/// Fills an empty database with the demo bank and its balances of so many months. `say` is told each step. One that
/// was broken off before the logins goes on when it is called again the same day.
pub fn load(app: &App, months: u32, say: &dyn Fn(&str)) -> AppResult<()> {
    crate::commands::mark(app, "demo")?;
    say("making the demo bank");
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
        let shown = Cell::new(Instant::now());
        let watch = |p: &serde_json::Value| {
            if shown.get().elapsed() >= EVERY {
                shown.set(Instant::now());
                say(&format!("{kind}: {} rows so far", p["rows"]));
            }
            true
        };
        let done = import_as_operator(app, &CreateImport::of(kind), &origin, &watch)?;
        if done.rows_rejected > 0 {
            return Err(AppError::internal(format!(
                "the demo's {kind}: {} rows refused",
                done.rows_rejected
            )));
        }
        say(&format!("{kind}: {} rows", done.rows_loaded + done.rows_skipped));
    }
    let logins = make_logins(app, &bank)?;
    say("rounds in each state");
    rounds::make(app)?;
    say("training held and to come");
    training::make(app)?;
    say("examinations: held, being marked, open");
    exams::make(app)?;
    say("qualification: stated, rated, on record");
    qualification::make(app)?;
    say("certification: files at each stage");
    certification::make(app)?;
    say("terms that end, and their renewal");
    terms::make(app)?;
    say("what the HR system said, and somebody who leaves");
    leaving::make(app)?;
    say("a dispatch, and credit under a virtual manager");
    dispatch::make(app)?;
    say("recruitment in each state");
    recruitment::make(app)?;
    leaving::make_duties(app)?;
    // Last, for it says that the demo is whole.
    app.write_as(&Actor::Operator, |cx| {
        settings::put(cx.conn, settings::DEMO_LOGINS, &Json(json!(logins)), cx.now)?;
        Ok(())
    })
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
            crate::identity::users::insert_user(cx, &login.username, Some(employee.id), Some(hash.clone()))?;
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
