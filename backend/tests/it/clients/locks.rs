//! One holder at a time.

use kejing::app::App;
use kejing::auth::Actor;
use kejing::clients::locks;
use kejing::clients::model::{ClientId, HolderId, HolderKind};
use kejing::error::{AppResult, Code};

use super::bank;
use crate::support::TestApp;

fn take(app: &App, clients: &[ClientId], kind: HolderKind, holder: HolderId) -> AppResult<()> {
    app.write_as(&Actor::Operator, |cx| locks::take(cx, clients, kind, holder))
}

#[actix_web::test]
async fn a_client_is_in_one_round_or_adjustment_at_a_time() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let (a, b) = (bank::client(&app, branch, "甲公司"), bank::client(&app, branch, "乙公司"));
    let (round, other) = (HolderId(uuid::Uuid::now_v7()), HolderId(uuid::Uuid::now_v7()));
    take(&app.app, &[a, b, a], HolderKind::Round, round).unwrap();
    take(&app.app, &[a], HolderKind::Round, round).unwrap();
    let refused = take(&app.app, &[b], HolderKind::Adjustment, other).unwrap_err();
    assert_eq!((refused.code(), refused.clause_id()), (Code::ClientLocked, Some("D9.4")));
    assert_eq!(refused.params()["client_ids"], serde_json::json!([b.to_string()]));
    app.app
        .write_as(&Actor::Operator, |cx| {
            assert_eq!(locks::of(cx, &[a, b])?[&a].holder_id, round);
            assert_eq!(locks::release_some(cx, &[a], HolderKind::Round, round)?, 1);
            assert_eq!(locks::release(cx, HolderKind::Round, round)?, 1);
            Ok(())
        })
        .unwrap();
    take(&app.app, &[b], HolderKind::Adjustment, other).unwrap();
}

#[actix_web::test]
async fn of_two_that_take_a_client_at_once_one_is_refused() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let client = bank::client(&app, branch, "甲公司");
    let outcomes: Vec<AppResult<()>> = std::thread::scope(|s| {
        let all: Vec<_> = (0..4)
            .map(|_| s.spawn(|| take(&app.app, &[client], HolderKind::Round, HolderId(uuid::Uuid::now_v7()))))
            .collect();
        all.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
    for e in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(e.code(), Code::ClientLocked);
    }
}
