//! A branch with people, clients and what they hold, and the way a round goes.

use actix_web::http::Method as Verb;
use chrono::{Days, Duration};
use diesel::prelude::*;
use kejing::allocation::ownership::model::*;
use kejing::allocation::ownership::service::{Source, open_subject};
use kejing::allocation::rounds::clock::tick;
use kejing::allocation::shares::Shares;
use kejing::auth::{Actor, Role};
use kejing::clients::model::*;
use kejing::db::Ts;
use kejing::db::schema::clients;
use kejing::on_each;
use kejing::org::model::OrgUnitId;
use kejing::staffing::model::*;
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestApp, client_row, day, start_of_tests};

/// Who runs rounds in a branch.
pub struct Staff<'a> {
    pub branch: OrgUnitId,
    pub supervisor: Person<'a>,
    pub group: Person<'a>,
}

/// A branch with its supervisor and a member of its group.
pub async fn staff<'a>(app: &'a TestApp, code: &str) -> Staff<'a> {
    let branch = app.branch(code, "城东支行");
    let supervisor = app.person("吴冠", Role::Supervisor, branch).await;
    let group = app.person("孙萍", Role::GroupMember, branch).await;
    Staff { branch, supervisor, group }
}

/// What a client is, for [`client`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Sort {
    pub person: bool,
    pub standing: Option<Standing>,
    pub deposit: i64,
    pub loan: i64,
}

/// A client, looked after by somebody or nobody, with deposits and a loan of so much since last year.
pub fn client(
    app: &TestApp,
    branch: OrgUnitId,
    name: &str,
    owner: Option<ManagerId>,
    sort: Sort,
) -> ClientId {
    let row = client_row(branch, name);
    let id = row.id;
    let row = Client {
        kind: if sort.person { ClientKind::Individual } else { ClientKind::Corporate },
        // In the order of making.
        sort_key: id.to_string(),
        industry: Some(if name.len().is_multiple_of(2) { "制造".into() } else { "商贸".into() }),
        standing: sort.standing,
        ..row
    };
    let shares = owner.map_or_else(Shares::unallocated, Shares::sole);
    let source = Source { kind: SourceKind::Opening, id: None, reason: "开户".into() };
    app.app
        .write_as(&Actor::Operator, |cx| {
            on_each!(cx.conn, |c| diesel::insert_into(clients::table).values(&row).execute(c))?;
            let subject = OwnedId(id.0);
            open_subject(cx, OwnedKind::Client, subject, branch, row.opened_on, shares.clone(), &source)
        })
        .unwrap();
    let deposit = if sort.person { AccountKind::PersonalDeposit } else { AccountKind::CorporateDeposit };
    for (kind, balance) in [(deposit, sort.deposit), (AccountKind::Loan, sort.loan)] {
        if balance > 0 {
            account(app, id, branch, kind, balance);
        }
    }
    id
}

fn account(app: &TestApp, client: ClientId, branch: OrgUnitId, kind: AccountKind, balance: i64) {
    let (account_key, _) = app.insert_account(client, branch, kind);
    app.insert_balance(account_key, balance);
}

/// A moment so many hours after the start of the test.
pub fn at(hours: i64) -> Ts {
    start_of_tests().plus(Duration::hours(hours))
}

/// A change with a body, based on a version.
pub async fn put(p: &Person<'_>, path: &str, version: i64, body: Value) -> Answer {
    p.request(Verb::PUT, path, Some(body), &[("if-match", format!("\"{version}\""))]).await
}

/// An act on a version of a round.
pub async fn act(p: &Person<'_>, path: &str, version: i64, body: Option<Value>) -> Answer {
    p.request(Verb::POST, path, body, &[("if-match", format!("\"{version}\""))]).await
}

/// A round's address.
pub fn path(round: &Value, rest: &str) -> String {
    format!("/api/v1/rounds/{}{rest}", round["id"].as_str().unwrap())
}

/// The round as somebody sees it now.
pub async fn now(p: &Person<'_>, round: &Value) -> Value {
    p.get(&path(round, "")).await.expect(200)
}

/// A round's version.
pub fn version(round: &Value) -> i64 {
    round["version"].as_i64().unwrap()
}

/// A draft that opens in an hour, closes in ten and takes effect in twenty days.
pub async fn draft(staff: &Staff<'_>, method: &str) -> Value {
    let body = json!({
        "name": "存量客户分配", "branch_id": staff.branch, "method": method,
        "opens_at": at(1), "closes_at": at(10),
        "effective_on": day(2026, 11, 24).checked_add_days(Days::new(20)).unwrap(),
    });
    staff.supervisor.post("/api/v1/rounds", body).await.expect(201)
}

/// Sets lots of one client each.
pub async fn with_lots(staff: &Staff<'_>, round: &Value, clients: &[ClientId]) -> Value {
    let lots: Vec<Value> = clients.iter().map(|c| json!({ "client_ids": [c] })).collect();
    let body = json!({ "lots": lots });
    put(&staff.supervisor, &path(round, "/lots"), version(round), body).await.expect(200)
}

/// Sets participants with what the policy leaves them.
pub async fn with_participants(staff: &Staff<'_>, round: &Value, managers: &[ManagerId]) -> Value {
    let rows: Vec<Value> = managers.iter().map(|m| json!({ "manager_id": m })).collect();
    let body = json!({ "participants": rows });
    put(&staff.supervisor, &path(round, "/participants"), version(round), body).await.expect(200)
}

/// A published round with a lot for each client.
pub async fn published(
    staff: &Staff<'_>,
    method: &str,
    clients: &[ClientId],
    managers: &[ManagerId],
) -> Value {
    let round = draft(staff, method).await;
    let round = with_lots(staff, &round, clients).await;
    let round = with_participants(staff, &round, managers).await;
    act(&staff.supervisor, &path(&round, "/publish"), version(&round), None).await.expect(200)
}

/// Ids of a round's lots, by number.
pub async fn lots(p: &Person<'_>, round: &Value) -> Vec<String> {
    let page = p.get(&path(round, "/lots?limit=200")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|l| l["id"].as_str().unwrap().to_owned()).collect()
}

/// Moves time and lets the clock's job look; people sign in again where their session has ended.
pub async fn go_to(app: &TestApp, hours: i64, people: &mut [&mut Person<'_>]) {
    app.set_time(at(hours));
    tick(&app.app).unwrap();
    for p in people {
        p.sign_in().await;
    }
}

/// Assigns a lot.
pub async fn assign(p: &Person<'_>, round: &Value, lot: &str, manager: ManagerId) -> Answer {
    let round = now(p, round).await;
    let body = json!({ "manager_id": manager, "reason": "就近服务" });
    put(p, &path(&round, &format!("/lots/{lot}/assignment")), version(&round), body).await
}

/// Decides the request that waits for somebody.
pub async fn decide(p: &Person<'_>, what: &str) -> Answer {
    let inbox = p.get("/api/v1/approvals?box=all").await.expect(200);
    let request = inbox["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["state"] == "pending")
        .expect("a pending request")
        .clone();
    let body = json!({ "decision": what, "reason": "已核对", "payload_hash": request["payload_hash"] });
    p.post(&format!("/api/v1/approvals/{}/decisions", request["id"].as_str().unwrap()), body).await
}

/// Who looks after a client on a day.
pub fn owner_on(app: &TestApp, client: ClientId, on: chrono::NaiveDate) -> Option<ManagerId> {
    use kejing::allocation::ownership::service::owners_on;
    app.app
        .read_as(&Actor::Operator, |cx| {
            let id = OwnedId(client.0);
            let owners = owners_on(cx, OwnedKind::Client, &[id], on, None)?;
            Ok(owners.get(&id).and_then(|s| s.parts().first().map(|(m, _)| *m)))
        })
        .unwrap()
}
