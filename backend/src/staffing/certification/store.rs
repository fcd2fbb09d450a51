//! Queries of certification.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::*;
use super::rules::CertificateStanding;
use crate::auth::Scope;
use crate::db::schema::{
    certificate_reviews, certificates, certification_files, certification_reviews, certification_scores,
    employees, grade_changes, managers,
};
use crate::db::{Conn, Ts};
use crate::on_each;
use crate::org::model::{Employee, EmployeeId, OrgUnitId};
use crate::staffing::model::{Grade, ManagerId};

/// A file with its person and the manager's grade now.
pub type FileRow = (File, Employee, Option<Grade>);

/// Restricts rows of a table to a scope by their branch and manager.
macro_rules! within {
    ($query:expr, $table:ident, $scope:expr) => {{
        let mut q = $query;
        if let Scope::Some { branches, managers: own } = $scope {
            q = q.filter(
                $table::branch_id.eq_any(branches.clone()).or($table::manager_id.eq_any(own.clone())),
            );
        }
        q
    }};
}

/// Which files a list shows.
#[derive(Debug, Default)]
pub struct FileFilter {
    pub stage: Option<CertificationStage>,
    pub grade: Option<Grade>,
    pub branch: Option<OrgUnitId>,
    pub employee: Option<EmployeeId>,
}

/// Files as seen from a scope, newest first.
pub fn list_files(
    conn: &mut Conn,
    scope: &Scope,
    filter: &FileFilter,
    before: Option<(Ts, CertificationFileId)>,
    limit: i64,
) -> QueryResult<Vec<FileRow>> {
    use certification_files as f;
    let q = f::table
        .inner_join(employees::table)
        .left_join(managers::table.on(managers::id.nullable().eq(f::manager_id)))
        .into_boxed();
    let mut q = within!(q, f, scope);
    if let Some(stage) = filter.stage {
        q = q.filter(f::stage.eq(stage));
    }
    if let Some(grade) = filter.grade {
        q = q.filter(f::grade.eq(grade));
    }
    if let Some(branch) = filter.branch {
        q = q.filter(f::branch_id.eq(branch));
    }
    if let Some(employee) = filter.employee {
        q = q.filter(f::employee_id.eq(employee));
    }
    if let Some((at, id)) = before {
        q = q.filter(f::created_at.lt(at).or(f::created_at.eq(at).and(f::id.lt(id))));
    }
    q.order((f::created_at.desc(), f::id.desc()))
        .limit(limit)
        .select((File::as_select(), Employee::as_select(), managers::grade.nullable()))
        .load(conn)
}

/// A file within a scope, or of a person.
pub fn find_file(
    conn: &mut Conn,
    id: CertificationFileId,
    scope: &Scope,
    own: Option<EmployeeId>,
) -> QueryResult<FileRow> {
    let found: (File, Employee) = certification_files::table
        .inner_join(employees::table)
        .filter(certification_files::id.eq(id))
        .select((File::as_select(), Employee::as_select()))
        .first(conn)?;
    let seen = match scope {
        Scope::All => true,
        Scope::Some { branches, managers } => {
            found.0.branch_id.is_some_and(|b| branches.contains(&b))
                || found.0.manager_id.is_some_and(|m| managers.contains(&m))
                || own == Some(found.0.employee_id)
        }
    };
    if !seen {
        return Err(diesel::result::Error::NotFound);
    }
    let grade = match found.0.manager_id {
        Some(m) => managers::table.find(m).select(managers::grade).first(conn)?,
        None => None,
    };
    Ok((found.0, found.1, grade))
}

/// A file by its id, whoever asks.
pub fn find_file_row(conn: &mut Conn, id: CertificationFileId) -> QueryResult<File> {
    certification_files::table.find(id).select(File::as_select()).first(conn)
}

pub fn insert_file(conn: &mut Conn, file: &File) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(certification_files::table).values(file).execute(c)).map(drop)
}

/// Moves a file on, where its version still stands; 0 where it has moved.
pub fn update_file(conn: &mut Conn, f: &File) -> QueryResult<usize> {
    use certification_files as t;
    diesel::update(t::table.filter(t::id.eq(f.id).and(t::version.eq(f.version))))
        .set((
            t::stage.eq(f.stage),
            t::end_reason.eq(&f.end_reason),
            t::request_id.eq(f.request_id),
            t::ended_at.eq(f.ended_at),
            t::version.eq(f.version + 1),
        ))
        .execute(conn)
}

/// The newest review of a file.
pub fn find_review(conn: &mut Conn, id: CertificationFileId) -> QueryResult<Option<Review>> {
    certification_reviews::table
        .filter(certification_reviews::file_id.eq(id))
        .order((certification_reviews::reviewed_at.desc(), certification_reviews::id.desc()))
        .select(Review::as_select())
        .first(conn)
        .optional()
}

pub fn insert_review(conn: &mut Conn, row: &Review) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(certification_reviews::table).values(row).execute(c)).map(drop)
}

/// The scores of a file, oldest first: the last of a part counts.
pub fn list_scores(conn: &mut Conn, id: CertificationFileId) -> QueryResult<Vec<Score>> {
    certification_scores::table
        .filter(certification_scores::file_id.eq(id))
        .order((certification_scores::entered_at, certification_scores::id))
        .select(Score::as_select())
        .load(conn)
}

pub fn insert_score(conn: &mut Conn, row: &Score) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(certification_scores::table).values(row).execute(c)).map(drop)
}

/// A certificate with its person.
pub type CertificateRow = (Certificate, Employee);

/// Which certificates a list shows.
#[derive(Debug, Default)]
pub struct CertificateFilter {
    pub branch: Option<OrgUnitId>,
    pub employee: Option<EmployeeId>,
    pub unreviewed: bool,
    /// How they stand, on this day, where the warning begins on those whose last day is the second one or before.
    pub standing: Option<(CertificateStanding, NaiveDate, NaiveDate)>,
    /// Those that stand, whose last day is the first one or later.
    pub last_from: Option<NaiveDate>,
    /// Those that stand, whose last day is this one or before.
    pub last_to: Option<NaiveDate>,
}

/// Certificates as seen from a scope, in the order of their last days.
pub fn list_certificates(
    conn: &mut Conn,
    scope: &Scope,
    filter: &CertificateFilter,
    after: Option<(NaiveDate, CertificateId)>,
    limit: Option<i64>,
) -> QueryResult<Vec<CertificateRow>> {
    use certificates as c;
    let q = c::table.inner_join(employees::table).into_boxed();
    let mut q = within!(q, c, scope);
    if let Some(branch) = filter.branch {
        q = q.filter(c::branch_id.eq(branch));
    }
    if let Some(employee) = filter.employee {
        q = q.filter(c::employee_id.eq(employee));
    }
    if filter.unreviewed {
        let reviewed = certificate_reviews::table.select(certificate_reviews::certificate_id);
        q = q.filter(c::filed_at.is_not_null()).filter(c::id.ne_all(reviewed));
    }
    if let Some((standing, today, warned)) = filter.standing {
        let state = match standing {
            CertificateStanding::Replaced => CertificateState::Replaced,
            CertificateStanding::Overturned => CertificateState::Overturned,
            _ => CertificateState::Valid,
        };
        q = q.filter(c::state.eq(state));
        q = match standing {
            CertificateStanding::Counts => q.filter(c::counts_until.gt(warned)),
            CertificateStanding::Lapsing => {
                q.filter(c::counts_until.ge(today)).filter(c::counts_until.le(warned))
            }
            CertificateStanding::Lapsed => q.filter(c::counts_until.lt(today)),
            CertificateStanding::Replaced | CertificateStanding::Overturned => q,
        };
    }
    if filter.last_from.is_some() || filter.last_to.is_some() {
        q = q.filter(c::state.eq(CertificateState::Valid));
    }
    if let Some(from) = filter.last_from {
        q = q.filter(c::counts_until.ge(from));
    }
    if let Some(to) = filter.last_to {
        q = q.filter(c::counts_until.le(to));
    }
    if let Some((last, id)) = after {
        q = q.filter(c::counts_until.gt(last).or(c::counts_until.eq(last).and(c::id.gt(id))));
    }
    if let Some(limit) = limit {
        q = q.limit(limit);
    }
    q.order((c::counts_until, c::id)).select((Certificate::as_select(), Employee::as_select())).load(conn)
}

/// A certificate, whoever asks.
pub fn find_certificate(conn: &mut Conn, id: CertificateId) -> QueryResult<CertificateRow> {
    certificates::table
        .inner_join(employees::table)
        .filter(certificates::id.eq(id))
        .select((Certificate::as_select(), Employee::as_select()))
        .first(conn)
}

/// The certificate that a file led to.
pub fn find_certificate_of(
    conn: &mut Conn,
    file: CertificationFileId,
) -> QueryResult<Option<CertificateRow>> {
    certificates::table
        .inner_join(employees::table)
        .filter(certificates::file_id.eq(file))
        .select((Certificate::as_select(), Employee::as_select()))
        .first(conn)
        .optional()
}

pub fn insert_certificate(conn: &mut Conn, row: &Certificate) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(certificates::table).values(row).execute(c)).map(drop)
}

/// The person's certificate in a state, the newest.
pub fn find_in_state(
    conn: &mut Conn,
    employee: EmployeeId,
    state: CertificateState,
) -> QueryResult<Option<Certificate>> {
    certificates::table
        .filter(certificates::employee_id.eq(employee).and(certificates::state.eq(state)))
        .order((certificates::granted_on.desc(), certificates::id.desc()))
        .select(Certificate::as_select())
        .first(conn)
        .optional()
}

/// Which of these people's valid certificates ended before a day.
pub fn list_lapsed_among(
    conn: &mut Conn,
    people: &[EmployeeId],
    day: NaiveDate,
) -> QueryResult<Vec<EmployeeId>> {
    use certificates as c;
    let mut out = Vec::new();
    for chunk in people.chunks(500) {
        out.extend(
            c::table
                .filter(c::employee_id.eq_any(chunk).and(c::state.eq(CertificateState::Valid)))
                .filter(c::counts_until.lt(day))
                .select(c::employee_id)
                .load::<EmployeeId>(conn)?,
        );
    }
    Ok(out)
}

/// Changes a certificate's state or that its holder was warned, where its version still stands; 0 where it has moved.
pub fn update_certificate(conn: &mut Conn, c: &Certificate) -> QueryResult<usize> {
    use certificates as t;
    diesel::update(t::table.filter(t::id.eq(c.id).and(t::version.eq(c.version))))
        .set((t::state.eq(c.state), t::warned_at.eq(c.warned_at), t::version.eq(c.version + 1)))
        .execute(conn)
}

/// Head office's reviews of certificates.
pub fn list_certificate_reviews(
    conn: &mut Conn,
    ids: &[CertificateId],
) -> QueryResult<HashMap<CertificateId, CertificateReview>> {
    let mut out = HashMap::new();
    for chunk in ids.chunks(500) {
        let rows: Vec<CertificateReview> = certificate_reviews::table
            .filter(certificate_reviews::certificate_id.eq_any(chunk.to_vec()))
            .select(CertificateReview::as_select())
            .load(conn)?;
        out.extend(rows.into_iter().map(|r| (r.certificate_id, r)));
    }
    Ok(out)
}

pub fn insert_certificate_review(conn: &mut Conn, row: &CertificateReview) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(certificate_reviews::table).values(row).execute(c)).map(drop)
}

/// Valid certificates that end from one day to another and whose holders have not been warned.
pub fn list_to_warn(conn: &mut Conn, (from, to): (NaiveDate, NaiveDate)) -> QueryResult<Vec<Certificate>> {
    use certificates as t;
    t::table
        .filter(t::state.eq(CertificateState::Valid).and(t::warned_at.is_null()))
        .filter(t::counts_until.ge(from).and(t::counts_until.le(to)))
        .order(t::id)
        .select(Certificate::as_select())
        .load(conn)
}

/// Changes of a manager's grade, newest first.
pub fn list_changes(conn: &mut Conn, manager: ManagerId) -> QueryResult<Vec<GradeChange>> {
    grade_changes::table
        .filter(grade_changes::manager_id.eq(manager))
        .order((grade_changes::decided_at.desc(), grade_changes::id.desc()))
        .limit(200)
        .select(GradeChange::as_select())
        .load(conn)
}

pub fn insert_change(conn: &mut Conn, row: &GradeChange) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(grade_changes::table).values(row).execute(c)).map(drop)
}
