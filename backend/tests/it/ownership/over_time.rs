//! Statements, and what is asked of them for any day as known at any moment.

use std::collections::BTreeMap;

use chrono::{Days, Duration, NaiveDate};
use kejing::allocation::ownership::model::*;
use kejing::allocation::ownership::service::{Source, Statement, overrides_on, owners_on, record};
use kejing::allocation::shares::Shares;
use kejing::auth::Actor;
use kejing::clients::model::AccountKind;
use kejing::db::Ts;
use kejing::error::Code;
use kejing::staffing::model::{ManagerClass, ManagerId};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::bank::{account, client, manager, shares};
use crate::support::{TestApp, day};

fn says(
    kind: OwnedKind,
    subject: OwnedId,
    from: NaiveDate,
    until: Option<NaiveDate>,
    shares: Shares<ManagerId>,
) -> Statement {
    let source = Source { kind: SourceKind::Correction, id: None, reason: "更正".into() };
    Statement { kind, subject, from, until, shares, source, base_version: None }
}

fn owner(
    app: &TestApp,
    kind: OwnedKind,
    id: OwnedId,
    on: NaiveDate,
    known_at: Option<Ts>,
) -> Option<Shares<ManagerId>> {
    app.app.read_as(&Actor::Operator, |cx| Ok(owners_on(cx, kind, &[id], on, known_at)?.remove(&id))).unwrap()
}

/// Random statements against a map from day to shares, kept for every moment of knowledge.
#[actix_web::test]
async fn every_day_has_one_answer_at_every_moment_of_knowledge() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let people: Vec<ManagerId> = (0..4).map(|_| manager(&app, branch, ManagerClass::A, None)).collect();
    let opened = day(2026, 1, 1);
    let span = 60u64;
    let at = |i: u64| opened.checked_add_days(Days::new(i)).unwrap();
    for seed in 0..8 {
        let mut rng = StdRng::seed_from_u64(seed);
        let id: OwnedId = client(&app, branch, opened, &[]).into();
        let mut model: BTreeMap<u64, Shares<ManagerId>> =
            (0..span).map(|i| (i, Shares::unallocated())).collect();
        let mut known = vec![(app.app.clock().now(), model.clone())];
        for _ in 0..12 {
            app.advance(Duration::minutes(rng.random_range(0..3)));
            let from = rng.random_range(0..span - 1);
            let until = rng.random_bool(0.6).then(|| rng.random_range(from + 1..span));
            let told = match rng.random_range(0..3) {
                0 => Shares::unallocated(),
                1 => Shares::sole(people[rng.random_range(0..4)]),
                _ => Shares::equal(&people[..rng.random_range(1..=4)]).unwrap(),
            };
            let statement = says(OwnedKind::Client, id, at(from), until.map(at), told.clone());
            app.app.write_as(&Actor::Operator, |cx| record(cx, &statement)).unwrap();
            for i in from..until.unwrap_or(span) {
                model.insert(i, told.clone());
            }
            let now = app.app.clock().now();
            // A statement of the same moment replaces what was known for no time.
            known.retain(|(t, _)| *t != now);
            known.push((now, model.clone()));
        }
        for (moment, days) in &known {
            for (i, expected) in days {
                let found = owner(&app, OwnedKind::Client, id, at(*i), Some(*moment));
                assert_eq!(found.as_ref(), Some(expected), "seed {seed}, day {i}, known at {moment}");
                assert!(
                    expected.is_unallocated()
                        || expected.parts().iter().map(|p| p.1.get()).sum::<i32>() == 10_000
                );
            }
        }
        for (i, expected) in &model {
            assert_eq!(owner(&app, OwnedKind::Client, id, at(*i), None).as_ref(), Some(expected));
        }
        let before = opened.pred_opt().unwrap();
        assert_eq!(owner(&app, OwnedKind::Client, id, before, None), None);
        let before_known = known[0].0.plus(-Duration::seconds(1));
        assert_eq!(owner(&app, OwnedKind::Client, id, opened, Some(before_known)), None);
    }
}

#[actix_web::test]
async fn an_account_follows_its_client_until_it_has_an_entry_of_its_own() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let (one, two) =
        (manager(&app, branch, ManagerClass::A, None), manager(&app, branch, ManagerClass::A, None));
    let c = client(&app, branch, day(2025, 1, 1), &[(one, 10_000)]);
    let a = account(&app, c, branch, AccountKind::Loan);
    let today = day(2026, 11, 24);
    assert_eq!(owner(&app, OwnedKind::Account, a.into(), today, None), Some(shares(&[(one, 10_000)])));
    let from = day(2026, 12, 1);
    let statement = says(OwnedKind::Account, a.into(), from, None, shares(&[(one, 4_000), (two, 6_000)]));
    let version = app.app.write_as(&Actor::Operator, |cx| record(cx, &statement)).unwrap();
    assert_eq!(version, 2);
    assert_eq!(owner(&app, OwnedKind::Account, a.into(), today, None), Some(shares(&[(one, 10_000)])));
    assert_eq!(
        owner(&app, OwnedKind::Account, a.into(), from, None),
        Some(shares(&[(one, 4_000), (two, 6_000)]))
    );
    let own = |on| app.app.read_as(&Actor::Operator, |cx| overrides_on(cx, &[a], on)).unwrap().len();
    assert_eq!((own(today), own(from)), (0, 1));
}

#[actix_web::test]
async fn days_before_the_opening_and_spans_that_leave_a_gap_are_refused() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let one = manager(&app, branch, ManagerClass::A, None);
    let c = client(&app, branch, day(2025, 1, 1), &[]);
    let a = account(&app, c, branch, AccountKind::Loan);
    let sole = || shares(&[(one, 10_000)]);
    let cases = [
        (says(OwnedKind::Client, c.into(), day(2024, 12, 31), None, sole()), "/from"),
        (says(OwnedKind::Client, c.into(), day(2026, 2, 1), Some(day(2026, 2, 1)), sole()), "/until"),
        (says(OwnedKind::Account, a.into(), day(2026, 2, 1), Some(day(2026, 3, 1)), sole()), "/until"),
    ];
    for (statement, pointer) in cases {
        let e = app.app.write_as(&Actor::Operator, |cx| record(cx, &statement)).unwrap_err();
        assert_eq!((e.code(), e.fields()[0].pointer.as_str()), (Code::SharesInvalid, pointer));
    }
}

#[actix_web::test]
async fn of_two_writers_on_one_base_one_wins() {
    let app = TestApp::new().await;
    let branch = app.branch("B01", "城东支行");
    let people: Vec<ManagerId> = (0..8).map(|_| manager(&app, branch, ManagerClass::A, None)).collect();
    let c = client(&app, branch, day(2025, 1, 1), &[]);
    let outcomes: Vec<Result<i64, Code>> = std::thread::scope(|s| {
        let writers: Vec<_> = people
            .iter()
            .map(|m| {
                let mut statement =
                    says(OwnedKind::Client, c.into(), day(2026, 12, 1), None, shares(&[(*m, 10_000)]));
                statement.base_version = Some(1);
                let app = &app.app;
                s.spawn(move || {
                    app.write_as(&Actor::Operator, |cx| record(cx, &statement)).map_err(|e| e.code())
                })
            })
            .collect();
        writers.into_iter().map(|w| w.join().unwrap()).collect()
    });
    let won: Vec<usize> = (0..8).filter(|i| outcomes[*i].is_ok()).collect();
    assert_eq!(won.len(), 1, "{outcomes:?}");
    assert!(outcomes.iter().all(|o| matches!(o, Ok(2) | Err(Code::OwnershipMoved))));
    assert_eq!(
        owner(&app, OwnedKind::Client, c.into(), day(2027, 1, 1), None),
        Some(shares(&[(people[won[0]], 10_000)]))
    );
}
