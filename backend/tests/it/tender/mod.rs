//! Tenders: sealed bids, receipts, closing, the book; secrecy, lateness, many at once, kill -9.

mod bids;
mod closing;
mod kill;
pub mod race;
mod secrecy;
pub mod wire;

use kejing::clients::model::Standing;
use kejing::staffing::model::{Grade, ManagerClass, ManagerId};
use serde_json::{Value, json};

use crate::rounds::bank::{self, Sort, Staff, go_to, lots, path, published, staff};
use crate::support::{Answer, Person, TestApp};

/// A tender in a branch: four lots of one client (plain, with credit, core, large deposit) and its bidders.
pub struct Tender<'a> {
    pub staff: Staff<'a>,
    pub round: Value,
    pub lots: Vec<String>,
    /// Senior, class A.
    pub senior: (Person<'a>, ManagerId),
    /// Level 3, class A.
    pub junior: (Person<'a>, ManagerId),
    /// Level 1, class B.
    pub part_time: (Person<'a>, ManagerId),
}

/// Place of each client among the lots.
pub const PLAIN: usize = 0;
pub const CREDIT: usize = 1;
pub const CORE: usize = 2;
pub const OTHER: usize = 3;

/// A tender that is open.
pub async fn open(app: &TestApp) -> Tender<'_> {
    let mut t = published_tender(app).await;
    go_to(app, 2, &mut [&mut t.staff.supervisor, &mut t.senior.0, &mut t.junior.0, &mut t.part_time.0]).await;
    t
}

/// A tender that is published and opens in an hour.
pub async fn published_tender(app: &TestApp) -> Tender<'_> {
    let staff = staff(app, "B01").await;
    let client = |name: &str, sort| bank::client(app, staff.branch, name, None, sort);
    let clients = vec![
        client("甲厂", Sort { deposit: 50_000_000, ..Sort::default() }),
        client("乙厂", Sort { deposit: 10_000_000, loan: 300_000_000, ..Sort::default() }),
        client("丙厂", Sort { deposit: 90_000_000, standing: Some(Standing::Core), ..Sort::default() }),
        client("丁厂", Sort { deposit: 20_000_000, ..Sort::default() }),
    ];
    let senior = app.rm("钱一", staff.branch, ManagerClass::A, Grade::Senior).await;
    let junior = app.rm("孙二", staff.branch, ManagerClass::A, Grade::Level3).await;
    let part_time = app.rm("李三", staff.branch, ManagerClass::B, Grade::Level1).await;
    let round = published(&staff, "open_tender", &clients, &[senior.1, junior.1, part_time.1]).await;
    let lots = lots(&staff.supervisor, &round).await;
    Tender { staff, round, lots, senior, junior, part_time }
}

impl Tender<'_> {
    /// The address of the round's bids, or of something below.
    pub fn bids(&self, rest: &str) -> String {
        path(&self.round, &format!("/bids{rest}"))
    }

    /// A bid's body.
    pub fn body(&self, lots: &[usize], value: i64, group: Option<&str>) -> Value {
        let ids: Vec<&String> = lots.iter().map(|l| &self.lots[*l]).collect();
        json!({ "kind": if lots.len() == 1 { "single" } else { "bundle" }, "lots": ids, "value": value, "group": group })
    }

    /// Places a bid.
    pub async fn bid(&self, who: &Person<'_>, lots: &[usize], value: i64, group: Option<&str>) -> Answer {
        who.post(&self.bids(""), self.body(lots, value, group)).await
    }

    /// Changes a bid from a version.
    pub async fn change(&self, who: &Person<'_>, bid: &str, version: i64, body: Value) -> Answer {
        bank::put(who, &self.bids(&format!("/{bid}")), version, body).await
    }

    /// Takes a bid back at a version.
    pub async fn withdraw(&self, who: &Person<'_>, bid: &str, version: i64) -> Answer {
        let headers = [("if-match", format!("\"{version}\""))];
        who.request(actix_web::http::Method::DELETE, &self.bids(&format!("/{bid}")), None, &headers).await
    }

    /// Something of the round.
    pub async fn get(&self, who: &Person<'_>, rest: &str) -> Answer {
        who.get(&path(&self.round, rest)).await
    }
}

/// Moves past closing and lets the clock's job look.
pub async fn close(app: &TestApp, people: &mut [&mut Person<'_>]) {
    go_to(app, 10, people).await;
}

/// The id of an accepted bid.
pub fn id_of(placed: &Value) -> String {
    placed["bid"]["id"].as_str().unwrap().to_owned()
}

/// Whether a receipt's signature is genuine, by the published keys.
pub fn verifies(keys: &Value, receipt: &Value) -> bool {
    use ed25519_dalek::{Signature, VerifyingKey};
    let key = keys["items"].as_array().unwrap().iter().find(|k| k["key_id"] == receipt["key_id"]).unwrap();
    let bytes = |v: &Value| hex::decode(v.as_str().unwrap()).unwrap();
    let key = VerifyingKey::from_bytes(&bytes(&key["public_key"]).try_into().unwrap()).unwrap();
    let signature = Signature::from_slice(&bytes(&receipt["signature"])).unwrap();
    key.verify_strict(receipt["message"].as_str().unwrap().as_bytes(), &signature).is_ok()
}
