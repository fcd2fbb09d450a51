//! The database going away for a moment.

use std::cell::RefCell;

use diesel::prelude::*;
use kejing::auth::Role;
use kejing::db::schema::org_units;
use kejing::db::{Conn, Db, Engine};

use crate::support::TestApp;

/// Does something while so many connections are held at once.
fn holding(db: &Db, connections: usize, act: &dyn Fn(&mut Conn) -> usize) -> usize {
    db.read(|conn| Ok(if connections > 1 { holding(db, connections - 1, act) } else { act(conn) })).unwrap()
}

/// Ends all sessions of the database but one, which waits until they are gone; returns how many, none on SQLite.
fn end_sessions(db: &Db) -> usize {
    holding(db, 4, &|_| 0);
    let ended = holding(db, 1, &|conn| match conn {
        Conn::Pg(c) => diesel::sql_query(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .execute(c)
        .unwrap(),
        Conn::Sqlite(_) => 0,
    });
    assert_eq!(ended >= 3, db.engine() == Engine::Postgres);
    ended
}

fn count_units(conn: &mut Conn) -> usize {
    usize::try_from(org_units::table.count().get_result::<i64>(conn).unwrap()).unwrap()
}

#[actix_web::test]
async fn sessions_that_the_database_ended_are_replaced_without_a_failure() {
    let app = TestApp::new().await;
    let db = app.app.db();
    end_sessions(db);
    assert!(holding(db, 4, &count_units) > 0);
}

#[actix_web::test]
async fn an_answer_without_a_transaction_comes_though_the_database_ended_the_session() {
    let app = TestApp::new().await;
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    for _ in 0..4 {
        end_sessions(app.app.db());
        business.get("/api/v1/clients").await.expect(200);
    }
}

#[actix_web::test]
async fn what_one_statement_does_not_answer_is_read_again_in_one_view() {
    let app = TestApp::new().await;
    let db = app.app.db();
    let views = RefCell::new(Vec::new());
    let (before, after) = db
        .read_at_once(|conn, view| {
            views.borrow_mut().push(view);
            let before = count_units(conn);
            app.branch(&format!("B0{}", views.borrow().len()), "城东支行");
            if view { Ok((before, count_units(conn))) } else { Err(kejing::db::tx::needs_view()) }
        })
        .unwrap();
    assert_eq!(*views.borrow(), [false, true]);
    assert_eq!(before, after, "the second branch came in between");
    assert_eq!(db.read(|conn| Ok(count_units(conn))).unwrap(), before + 1);
}
