//! What is bid stays with its bidder until closing: no role, no endpoint, no table, no file says anything.

use std::collections::BTreeMap;

use diesel::prelude::*;
use kejing::auth::Role;
use kejing::db::Conn;
use serde_json::json;

use super::{CORE, CREDIT, OTHER, PLAIN, Tender, close, id_of, open};
use crate::rounds::bank::now;
use crate::support::{Person, TestApp};

/// A value and a group that stand nowhere else.
const CANARY: i64 = 918_273_645;
const CANARY_GROUP: &str = "金丝雀-7f3a9c";

/// Every read about rounds and every list, with the round's and the bid's ids where a path asks for one.
async fn everything(t: &Tender<'_>, who: &Person<'_>, bid: &str) -> BTreeMap<String, (u16, String)> {
    let doc: serde_json::Value =
        serde_json::from_str(&kejing::server::contract().to_pretty_json().unwrap()).unwrap();
    let round = t.round["id"].as_str().unwrap();
    let mut out = BTreeMap::new();
    for (path, item) in doc["paths"].as_object().unwrap() {
        if item["get"].is_object() && (path.contains("/rounds") || !path.contains('{')) {
            let mut real = path.replace("{id}", round).replace("{bid_id}", bid);
            while let (Some(from), Some(to)) = (real.find('{'), real.find('}')) {
                real.replace_range(from..=to, &t.lots[0]);
            }
            let answer = who.get(&real).await;
            out.insert(real, (answer.status, String::from_utf8_lossy(&answer.bytes).into_owned()));
        }
    }
    assert!(out.len() > 20);
    out
}

fn without_trace(answers: BTreeMap<String, (u16, String)>) -> BTreeMap<String, (u16, String)> {
    let strip = |text: String| match serde_json::from_str::<serde_json::Value>(&text) {
        Ok(mut v) => {
            if let Some(o) = v.as_object_mut() {
                o.remove("trace_id");
                o.remove("instance");
            }
            v.to_string()
        }
        Err(_) => text,
    };
    answers.into_iter().map(|(k, (status, text))| (k, (status, strip(text)))).collect()
}

#[actix_web::test]
async fn nobody_learns_from_any_endpoint_that_somebody_bid() {
    let app = TestApp::new().await;
    let t = open(&app).await;
    let mut others = Vec::new();
    for (role, name) in [
        (Role::President, "行长"),
        (Role::HqBusiness, "业务"),
        (Role::Auditor, "审计"),
        (Role::Admin, "管理"),
    ] {
        let hq = role != Role::President;
        others.push(app.person(name, role, if hq { app.head_office } else { t.staff.branch }).await);
    }
    let nobodys = uuid::Uuid::now_v7().to_string();
    let mut before = Vec::new();
    let watchers: Vec<&Person<'_>> =
        others.iter().chain([&t.staff.supervisor, &t.staff.group, &t.junior.0]).collect();
    for who in &watchers {
        before.push(without_trace(everything(&t, who, &nobodys).await));
    }
    // Time stands still; what changes in an answer comes from the bids.
    let bid = id_of(&t.bid(&t.senior.0, &[PLAIN, CREDIT], CANARY, Some(CANARY_GROUP)).await.expect(201));
    t.change(&t.senior.0, &bid, 1, t.body(&[PLAIN, CORE], CANARY, None)).await.expect(200);
    let gone = id_of(&t.bid(&t.senior.0, &[OTHER], CANARY, None).await.expect(201));
    t.withdraw(&t.senior.0, &gone, 1).await.expect(200);
    for (who, before) in watchers.iter().zip(before) {
        let after = without_trace(everything(&t, who, &bid).await);
        for (path, answer) in after {
            let path = path.replace(&bid, &nobodys);
            let text = answer.1.replace(&bid, &nobodys);
            assert_eq!(before[&path], (answer.0, text), "{} {path}", who.username);
        }
    }
    // Nor by trying to change or withdraw somebody else's.
    t.change(&t.junior.0, &bid, 2, t.body(&[PLAIN], 5, None)).await.refused(404, "not_found");
    t.withdraw(&t.junior.0, &bid, 2).await.refused(404, "not_found");
    t.withdraw(&t.staff.supervisor, &bid, 2).await.refused(403, "forbidden");
    for path in ["/book", "/digests", "/book/instance"] {
        t.get(&t.senior.0, path).await.refused(404, "not_found");
    }
    assert_eq!(
        now(&t.staff.supervisor, &t.round).await["version"],
        now(&t.senior.0, &t.round).await["version"]
    );
}

#[test]
fn no_role_but_a_bidder_s_own_reaches_bids() {
    use kejing::auth::Action::*;
    use kejing::auth::permissions::{Reach, reach};
    for action in [GetMyTerms, ListMyBids, PlaceBid, ChangeBid, WithdrawBid, GetReceipt] {
        for role in Role::ALL {
            assert_eq!(
                reach(action, *role),
                (*role == Role::Rm).then_some(Reach::Own),
                "{role} {}",
                action.as_str()
            );
        }
    }
}

#[derive(QueryableByName)]
struct TextRow {
    #[diesel(sql_type = diesel::sql_types::Text)]
    text: String,
}

fn texts(conn: &mut Conn, sql: &str) -> Vec<String> {
    let rows: Vec<TextRow> = match conn {
        Conn::Pg(c) => diesel::sql_query(sql).load(c).unwrap(),
        Conn::Sqlite(c) => diesel::sql_query(sql).load(c).unwrap(),
    };
    rows.into_iter().map(|r| r.text).collect()
}

/// Every column of every row of every table, as text; bytes as hexadecimal digits.
fn dump(app: &TestApp) -> Vec<(String, String)> {
    app.app
        .db()
        .read(|conn| {
            let sqlite = matches!(conn, Conn::Sqlite(_));
            let names = if sqlite {
                texts(conn, "SELECT name AS text FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            } else {
                texts(conn, "SELECT table_name::text AS text FROM information_schema.tables WHERE table_schema = current_schema()")
            };
            let mut out = Vec::new();
            for table in names {
                let rows = if sqlite {
                    let columns = texts(conn, &format!("SELECT 'quote(\"' || name || '\")' AS text FROM pragma_table_info('{table}')"));
                    texts(conn, &format!("SELECT {} AS text FROM \"{table}\"", columns.join(" || ',' || ")))
                } else {
                    texts(conn, &format!("SELECT t::text AS text FROM \"{table}\" t"))
                };
                out.extend(rows.into_iter().map(|r| (table.clone(), r)));
            }
            Ok(out)
        })
        .unwrap()
}

/// The ways in which a canary may stand in a dump or a file.
fn traces() -> Vec<Vec<u8>> {
    let mut out = vec![CANARY.to_string().into_bytes(), CANARY_GROUP.as_bytes().to_vec()];
    out.push(serde_json::to_string(CANARY_GROUP).unwrap().into_bytes());
    for plain in [
        CANARY.to_string().into_bytes(),
        CANARY_GROUP.as_bytes().to_vec(),
        CANARY.to_be_bytes()[4..].to_vec(),
    ] {
        out.push(hex::encode(&plain).into_bytes());
        out.push(hex::encode_upper(&plain).into_bytes());
    }
    out
}

fn stands_in(haystack: &[u8]) -> bool {
    traces().iter().any(|t| haystack.windows(t.len()).any(|w| w == t.as_slice()))
}

#[actix_web::test]
async fn a_planted_value_stands_in_no_table_and_no_file_before_closing() {
    let app = TestApp::new().await;
    let mut t = open(&app).await;
    let bid = id_of(&t.bid(&t.senior.0, &[PLAIN, CREDIT], CANARY, Some(CANARY_GROUP)).await.expect(201));
    t.change(&t.senior.0, &bid, 1, t.body(&[PLAIN, CORE], CANARY, Some(CANARY_GROUP))).await.expect(200);
    t.bid(&t.senior.0, &[OTHER], CANARY, Some(CANARY_GROUP)).await.expect(201);
    kejing::audit::service::seal(&app.app).unwrap();
    let rows = dump(&app);
    assert!(rows.iter().any(|(_, r)| r.contains("存量客户分配")), "the dump finds what is there");
    for (table, row) in &rows {
        assert!(!stands_in(row.as_bytes()), "{table}: {row}");
    }
    for (name, bytes) in app.files() {
        assert!(!stands_in(&bytes), "{name}");
    }
    // The look is no blind one: after closing the book has it.
    close(&app, &mut [&mut t.senior.0]).await;
    let rows = dump(&app);
    let found: Vec<&str> =
        rows.iter().filter(|(_, r)| stands_in(r.as_bytes())).map(|(t, _)| t.as_str()).collect();
    assert!(found.contains(&"round_bids") && found.contains(&"round_books"), "{found:?}");
    assert!(found.iter().all(|t| ["round_bids", "round_books"].contains(t)), "{found:?}");
}

#[actix_web::test]
async fn a_ciphertext_s_length_does_not_tell_one_lot_from_four() {
    let app = TestApp::new().await;
    let t = open(&app).await;
    t.bid(&t.senior.0, &[PLAIN], 1, None).await.expect(201);
    t.bid(&t.senior.0, &[PLAIN, CREDIT, CORE, OTHER], 1_000_000_000, Some(CANARY_GROUP)).await.expect(201);
    let lengths: Vec<usize> = app
        .app
        .db()
        .read(|conn| {
            use kejing::db::schema::bid_versions;
            let rows: Vec<Option<Vec<u8>>> =
                bid_versions::table.select(bid_versions::ciphertext).load(conn)?;
            Ok(rows.into_iter().flatten().map(|c| c.len()).collect())
        })
        .unwrap();
    assert_eq!(lengths.len(), 2);
    assert_eq!(lengths[0], lengths[1]);
}

#[actix_web::test]
async fn the_auditor_sees_who_bid_once_the_round_is_closed() {
    let app = TestApp::new().await;
    let mut t = open(&app).await;
    let mut auditor = app.person("审计", Role::Auditor, app.head_office).await;
    let bid = id_of(&t.bid(&t.senior.0, &[PLAIN], 5, None).await.expect(201));
    let asked = format!("/api/v1/audit?subject_kind=bid&subject_id={bid}");
    assert_eq!(auditor.get(&asked).await.expect(200)["items"], json!([]));
    close(&app, &mut [&mut t.senior.0, &mut auditor]).await;
    let seen = auditor.get(&asked).await.expect(200);
    assert_eq!(
        (&seen["items"][0]["action"], seen["items"].as_array().unwrap().len()),
        (&json!("place_bid"), 1)
    );
    assert_eq!(
        seen["items"][0]["detail"].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["digest", "round", "version"]
    );
}
