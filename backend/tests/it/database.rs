//! The database going away for a moment.

use diesel::prelude::*;
use kejing::auth::Role;
use kejing::db::schema::org_units;
use kejing::db::{Conn, Db, Engine};

use crate::support::TestApp;

/// Does something while so many connections are held at once.
fn holding(db: &Db, connections: usize, act: &dyn Fn(&mut Conn) -> usize) -> usize {
    db.read(|conn| Ok(if connections > 1 { holding(db, connections - 1, act) } else { act(conn) })).unwrap()
}

#[actix_web::test]
async fn sessions_that_the_database_ended_are_replaced_without_a_failure() {
    let app = TestApp::new().await;
    let business = app.person("陈业", Role::HqBusiness, app.head_office).await;
    let db = app.app.db();
    holding(db, 4, &|_| 0);
    let ended = holding(db, 1, &|conn| match conn {
        // All but the one that asks, and waits until they are gone.
        Conn::Pg(c) => diesel::sql_query(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .execute(c)
        .unwrap(),
        Conn::Sqlite(_) => 0,
    });
    assert_eq!(ended >= 3, db.engine() == Engine::Postgres);
    let units = holding(db, 4, &|conn| {
        usize::try_from(org_units::table.count().get_result::<i64>(conn).unwrap()).unwrap()
    });
    assert!(units > 0);
    business.get("/api/v1/clients").await.expect(200);
}
