//! Certificates on file, and what a lapsed one lets its holder bid for (E2.3).

use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use kejing::db::schema::{certificates, certification_files};
use kejing::on_each;
use kejing::org::model::{EmployeeId, OrgUnitId};
use kejing::policy::rules::DecidingBody;
use kejing::staffing::certification::model::*;
use kejing::staffing::model::{Grade, ManagerId};
use serde_json::json;

use crate::support::{TestApp, day, start_of_tests};
use crate::tender::{self, CORE, Tender};

/// A certificate that stands on file.
pub(super) struct OnFile {
    pub employee: EmployeeId,
    pub manager: Option<ManagerId>,
    pub branch: OrgUnitId,
    pub grade: Grade,
    /// The last day that it counts on.
    pub last: NaiveDate,
    pub state: CertificateState,
}

/// Puts a certificate on file, certified by its branch a month before the tests begin.
pub(super) fn put(app: &TestApp, on_file: &OnFile) {
    let OnFile { employee, manager, branch, grade, last, state } = *on_file;
    let at = start_of_tests().plus(Duration::days(-30));
    let file = File {
        id: CertificationFileId::new(),
        employee_id: employee,
        manager_id: manager,
        branch_id: Some(branch),
        grade,
        source: CertificationSource::Entered,
        reason: "期初".into(),
        stage: CertificationStage::Certified,
        end_reason: None,
        request_id: None,
        version: 1,
        created_by: None,
        created_at: at,
        ended_at: Some(at),
    };
    let row = Certificate {
        id: CertificateId::new(),
        file_id: file.id,
        employee_id: employee,
        manager_id: manager,
        branch_id: Some(branch),
        grade,
        total_bps: 8_000,
        policy_number: 0,
        body: DecidingBody::Branch,
        granted_on: last - Duration::days(730),
        counts_until: last,
        state,
        decided_by: None,
        filed_at: Some(at),
        warned_at: None,
        version: 1,
    };
    app.app
        .db()
        .write(|conn| {
            on_each!(conn, |c| diesel::insert_into(certification_files::table).values(&file).execute(c))?;
            on_each!(conn, |c| diesel::insert_into(certificates::table).values(&row).execute(c))?;
            Ok(())
        })
        .unwrap();
}

/// The round's senior manager holds a certificate that counts through a day.
fn certified(app: &TestApp, t: &Tender<'_>, last: NaiveDate) {
    put(
        app,
        &OnFile {
            employee: t.senior.0.employee_id,
            manager: Some(t.senior.1),
            branch: t.staff.branch,
            grade: Grade::Senior,
            last,
            state: CertificateState::Valid,
        },
    );
}

#[actix_web::test]
async fn a_lapsed_certificate_bids_for_nothing_that_needs_a_grade() {
    let app = TestApp::new().await;
    let t = tender::open(&app).await;
    t.bid(&t.senior.0, &[CORE], 40, None).await.expect(201);
    certified(&app, &t, day(2026, 11, 23));
    let refused = t.bid(&t.senior.0, &[CORE], 50, None).await.refused(422, "bid_ineligible");
    assert_eq!(
        (&refused["clause"], &refused["errors"][0]["code"]),
        (&json!("E2.3"), &json!("certificate_lapsed"))
    );
    t.bid(&t.senior.0, &[tender::PLAIN], 30, None).await.expect(201);
}

#[actix_web::test]
async fn a_certificate_counts_through_its_last_day_and_not_at_a_closing_after_it() {
    let app = TestApp::new().await;
    let mut t = tender::open(&app).await;
    certified(&app, &t, day(2026, 11, 24));
    t.bid(&t.senior.0, &[CORE], 40, None).await.expect(201);
    t.bid(&t.senior.0, &[tender::PLAIN], 30, None).await.expect(201);
    // The book is frozen after midnight.
    crate::rounds::bank::go_to(&app, 20, &mut [&mut t.senior.0]).await;
    let book = t.get(&t.senior.0, "/book").await.expect(200);
    assert_eq!(book["excluded"][0]["reasons"], json!([{ "code": "certificate_lapsed", "clause": "E2.3" }]));
    assert_eq!(book["excluded"].as_array().unwrap().len(), 1, "what needs no grade stays");
}
