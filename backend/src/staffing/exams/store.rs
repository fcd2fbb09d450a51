//! Queries of examinations.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::{count_star, not};
use diesel::prelude::*;

use super::dto::ListQuestions;
use super::model::*;
use super::rules::ResultStanding;
use crate::auth::Scope;
use crate::db::schema::{
    employees, exam_answers, exam_marker_releases, exam_marks, exam_papers, exam_question_versions,
    exam_questions, exam_sittings, exams, org_units, users,
};
use crate::db::{Conn, Ts};
use crate::identity::model::UserId;
use crate::on_each;
use crate::org::model::{Employee, EmployeeId, OrgUnitId};

/// Questions with their newest versions, in the order in which they were entered: those that came with the program by
/// area.
pub fn list_questions(
    conn: &mut Conn,
    filter: &ListQuestions,
    after: Option<QuestionId>,
    limit: i64,
) -> QueryResult<Vec<(Question, QuestionVersion)>> {
    use {exam_question_versions as v, exam_questions as q};
    let mut query =
        q::table.inner_join(v::table.on(v::question_id.eq(q::id).and(v::number.eq(q::latest)))).into_boxed();
    if let Some(area) = filter.area {
        query = query.filter(q::area.eq(area));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(q::kind.eq(kind));
    }
    if let Some(difficulty) = filter.difficulty {
        query = query.filter(v::difficulty.eq(difficulty));
    }
    if let Some(state) = filter.state {
        query = query.filter(q::state.eq(state));
    }
    if filter.waiting.unwrap_or(false) {
        query = query
            .filter(q::state.ne(QuestionState::Retired))
            .filter(q::adopted.is_null().or(q::adopted.ne(q::latest.nullable())));
    }
    if let Some(after) = after {
        query = query.filter(q::id.gt(after));
    }
    query.order(q::id).limit(limit).select((Question::as_select(), QuestionVersion::as_select())).load(conn)
}

pub fn find_question(conn: &mut Conn, id: QuestionId) -> QueryResult<(Question, QuestionVersion)> {
    use {exam_question_versions as v, exam_questions as q};
    q::table
        .inner_join(v::table.on(v::question_id.eq(q::id).and(v::number.eq(q::latest))))
        .filter(q::id.eq(id))
        .select((Question::as_select(), QuestionVersion::as_select()))
        .first(conn)
}

/// A question's newest 200 versions, the newest first.
pub fn list_versions(conn: &mut Conn, id: QuestionId) -> QueryResult<Vec<QuestionVersion>> {
    use exam_question_versions as v;
    v::table
        .filter(v::question_id.eq(id))
        .order(v::number.desc())
        .limit(200)
        .select(QuestionVersion::as_select())
        .load(conn)
}

/// Every question that papers may draw, in its adopted version.
pub fn list_drawable(conn: &mut Conn) -> QueryResult<Vec<super::rules::Drawable>> {
    use {exam_question_versions as v, exam_questions as q};
    let rows: Vec<(QuestionId, String, Area, QuestionKind, i32, i32, i32)> = q::table
        .inner_join(v::table.on(v::question_id.eq(q::id).and(q::adopted.eq(v::number.nullable()))))
        .filter(q::state.eq(QuestionState::InUse))
        .select((q::id, q::code, q::area, q::kind, v::number, v::difficulty, v::points))
        .load(conn)?;
    let drawable = |(id, code, area, kind, number, difficulty, points)| super::rules::Drawable {
        id,
        code,
        area,
        kind,
        number,
        difficulty,
        points,
    };
    Ok(rows.into_iter().map(drawable).collect())
}

/// Codes of an area's questions.
pub fn list_codes(conn: &mut Conn, area: Area) -> QueryResult<Vec<String>> {
    exam_questions::table.filter(exam_questions::area.eq(area)).select(exam_questions::code).load(conn)
}

pub fn insert_question(conn: &mut Conn, q: &Question) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(exam_questions::table).values(q).execute(c)).map(drop)
}

pub fn insert_versions(conn: &mut Conn, versions: &[QuestionVersion]) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(exam_question_versions::table).values(versions).execute(c))
        .map(drop)
}

/// Writes what may change of a question, where its version still stands.
pub fn update_question(conn: &mut Conn, q: &Question) -> QueryResult<usize> {
    use exam_questions as t;
    diesel::update(t::table.filter(t::id.eq(q.id).and(t::version.eq(q.version))))
        .set((
            t::state.eq(q.state),
            t::latest.eq(q.latest),
            t::adopted.eq(q.adopted),
            t::reason.eq(&q.reason),
            t::version.eq(q.version + 1),
        ))
        .execute(conn)
}

/// Which examinations a list shows.
pub struct ExamFilter {
    /// Drafts too.
    pub drafts: bool,
    /// Those alone that this employee is a candidate of.
    pub candidate: Option<EmployeeId>,
}

/// Examinations, newest first.
pub fn list_exams(
    conn: &mut Conn,
    filter: &ExamFilter,
    before: Option<(Ts, ExamId)>,
    limit: i64,
) -> QueryResult<Vec<Exam>> {
    let mut q = exams::table.into_boxed();
    if !filter.drafts {
        q = q.filter(exams::state.ne(ExamState::Draft));
    }
    if let Some(employee) = filter.candidate {
        let own = exam_sittings::table
            .filter(exam_sittings::employee_id.eq(employee))
            .select(exam_sittings::exam_id);
        q = q.filter(exams::id.eq_any(own));
    }
    if let Some((at, last)) = before {
        q = q.filter(exams::opens_at.lt(at).or(exams::opens_at.eq(at).and(exams::id.lt(last))));
    }
    q.order((exams::opens_at.desc(), exams::id.desc())).limit(limit).select(Exam::as_select()).load(conn)
}

pub fn find_exam(conn: &mut Conn, id: ExamId) -> QueryResult<Exam> {
    exams::table.find(id).select(Exam::as_select()).first(conn)
}

pub fn insert_exam(conn: &mut Conn, exam: &Exam) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(exams::table).values(exam).execute(c)).map(drop)
}

/// Writes what may change of an examination, where its version still stands.
pub fn update_exam(conn: &mut Conn, e: &Exam) -> QueryResult<usize> {
    use exams as t;
    diesel::update(t::table.filter(t::id.eq(e.id).and(t::version.eq(e.version))))
        .set((
            (
                t::name.eq(&e.name),
                t::opens_at.eq(e.opens_at),
                t::closes_at.eq(e.closes_at),
                t::minutes.eq(e.minutes),
                t::rules.eq(&e.rules),
                t::pass_bps.eq(e.pass_bps),
                t::mark_limit.eq(e.mark_limit),
            ),
            t::seed.eq(&e.seed),
            t::questions.eq(e.questions),
            t::full_points.eq(e.full_points),
            t::state.eq(e.state),
            t::reason.eq(&e.reason),
            t::released_at.eq(e.released_at),
            t::version.eq(e.version + 1),
        ))
        .execute(conn)
}

/// Puts a paper in place of the one that was.
pub fn put_paper(conn: &mut Conn, exam: ExamId, rows: &[PaperRow]) -> QueryResult<()> {
    diesel::delete(exam_papers::table.filter(exam_papers::exam_id.eq(exam))).execute(conn)?;
    for chunk in rows.chunks(200) {
        on_each!(conn, |c| diesel::insert_into(exam_papers::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// A paper in order, with its questions as they were drawn.
pub fn list_paper(conn: &mut Conn, exam: ExamId) -> QueryResult<Vec<(i32, Question, QuestionVersion)>> {
    use {exam_papers as p, exam_question_versions as v, exam_questions as q};
    p::table
        .inner_join(q::table.on(q::id.eq(p::question_id)))
        .inner_join(v::table.on(v::question_id.eq(p::question_id).and(v::number.eq(p::number))))
        .filter(p::exam_id.eq(exam))
        .order(p::place)
        .select((p::place, Question::as_select(), QuestionVersion::as_select()))
        .load(conn)
}

pub fn find_sitting_of(conn: &mut Conn, exam: ExamId, employee: EmployeeId) -> QueryResult<Option<Sitting>> {
    exam_sittings::table
        .filter(exam_sittings::exam_id.eq(exam).and(exam_sittings::employee_id.eq(employee)))
        .select(Sitting::as_select())
        .first(conn)
        .optional()
}

/// An employee's sittings of these examinations.
pub fn list_sittings_of(
    conn: &mut Conn,
    employee: EmployeeId,
    exams: &[ExamId],
) -> QueryResult<Vec<Sitting>> {
    exam_sittings::table
        .filter(exam_sittings::employee_id.eq(employee).and(exam_sittings::exam_id.eq_any(exams)))
        .select(Sitting::as_select())
        .load(conn)
}

pub fn insert_sitting(conn: &mut Conn, sitting: &Sitting) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(exam_sittings::table).values(sitting).execute(c)).map(drop)
}

pub fn delete_sitting(conn: &mut Conn, id: SittingId) -> QueryResult<()> {
    diesel::delete(exam_sittings::table.find(id)).execute(conn).map(drop)
}

/// Writes what happens to a sitting.
pub fn update_sitting(conn: &mut Conn, s: &Sitting) -> QueryResult<()> {
    use exam_sittings as t;
    diesel::update(t::table.find(s.id))
        .set((
            t::state.eq(s.state),
            t::started_at.eq(s.started_at),
            t::deadline_at.eq(s.deadline_at),
            t::submitted_at.eq(s.submitted_at),
            t::by_clock.eq(s.by_clock),
            t::objective_points.eq(s.objective_points),
            t::written_points.eq(s.written_points),
            t::passed.eq(s.passed),
            t::counts_until.eq(s.counts_until),
            t::warned_at.eq(s.warned_at),
        ))
        .execute(conn)
        .map(drop)
}

/// Sittings whose time is over and that nobody handed in, the longest first; of one examination or of all.
pub fn list_overdue(conn: &mut Conn, exam: Option<ExamId>, now: Ts, limit: i64) -> QueryResult<Vec<Sitting>> {
    use exam_sittings as t;
    let mut q = t::table
        .into_boxed()
        .filter(t::state.eq(SittingState::Sitting))
        .filter(t::deadline_at.le(now).assume_not_null());
    if let Some(exam) = exam {
        q = q.filter(t::exam_id.eq(exam));
    }
    q.order((t::deadline_at, t::id)).limit(limit).select(Sitting::as_select()).load(conn)
}

/// Every sitting of an examination.
pub fn list_sittings(conn: &mut Conn, exam: ExamId) -> QueryResult<Vec<Sitting>> {
    exam_sittings::table
        .filter(exam_sittings::exam_id.eq(exam))
        .order(exam_sittings::id)
        .select(Sitting::as_select())
        .load(conn)
}

/// How many sittings of an examination there are in each state.
pub fn count_sittings(conn: &mut Conn, exam: ExamId) -> QueryResult<Vec<(SittingState, i64)>> {
    exam_sittings::table
        .filter(exam_sittings::exam_id.eq(exam))
        .group_by(exam_sittings::state)
        .select((exam_sittings::state, count_star()))
        .load(conn)
}

/// Candidates by name, as seen from a scope, with their units' names.
pub fn list_candidates(
    conn: &mut Conn,
    exam: ExamId,
    scope: &Scope,
    after: Option<(String, EmployeeId)>,
    limit: i64,
) -> QueryResult<Vec<(Sitting, Employee, String)>> {
    let mut q = exam_sittings::table
        .inner_join(
            employees::table.inner_join(org_units::table.on(org_units::id.eq(employees::org_unit_id))),
        )
        .into_boxed()
        .filter(exam_sittings::exam_id.eq(exam));
    if let Scope::Some { branches, .. } = scope {
        q = q.filter(employees::branch_id.eq_any(branches).assume_not_null());
    }
    if let Some((name, id)) = after {
        q = q.filter(
            employees::sort_key.gt(name.clone()).or(employees::sort_key.eq(name).and(employees::id.gt(id))),
        );
    }
    q.order((employees::sort_key, employees::id))
        .limit(limit)
        .select((Sitting::as_select(), Employee::as_select(), org_units::name))
        .load(conn)
}

pub fn list_answers(conn: &mut Conn, sitting: SittingId) -> QueryResult<Vec<Answer>> {
    exam_answers::table
        .filter(exam_answers::sitting_id.eq(sitting))
        .order(exam_answers::place)
        .select(Answer::as_select())
        .load(conn)
}

pub fn find_answer(conn: &mut Conn, sitting: SittingId, place: i32) -> QueryResult<Option<Answer>> {
    exam_answers::table
        .filter(exam_answers::sitting_id.eq(sitting).and(exam_answers::place.eq(place)))
        .select(Answer::as_select())
        .first(conn)
        .optional()
}

pub fn insert_answer(conn: &mut Conn, answer: &Answer) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(exam_answers::table).values(answer).execute(c)).map(drop)
}

/// Writes what happens to an answer.
pub fn update_answer(conn: &mut Conn, a: &Answer) -> QueryResult<()> {
    use exam_answers as t;
    diesel::update(t::table.find(a.id))
        .set((
            t::answer.eq(&a.answer),
            t::seq.eq(a.seq),
            t::saved_at.eq(a.saved_at),
            t::marks.eq(a.marks),
            t::points.eq(a.points),
        ))
        .execute(conn)
        .map(drop)
}

/// A written answer with its sitting.
pub fn find_written(conn: &mut Conn, id: AnswerId) -> QueryResult<(Answer, Sitting)> {
    exam_answers::table
        .inner_join(exam_sittings::table)
        .filter(exam_answers::id.eq(id).and(exam_answers::written.eq(true)))
        .select((Answer::as_select(), Sitting::as_select()))
        .first(conn)
}

/// Written answers of handed-in sittings by question, those alone that wait for a mark of this marker where asked.
pub fn list_written(
    conn: &mut Conn,
    exam: ExamId,
    open_to: Option<UserId>,
    after: Option<(i32, AnswerId)>,
    limit: i64,
) -> QueryResult<Vec<Answer>> {
    use exam_answers as t;
    let mut q = t::table
        .inner_join(exam_sittings::table)
        .into_boxed()
        .filter(exam_sittings::exam_id.eq(exam))
        .filter(exam_sittings::state.eq(SittingState::Submitted))
        .filter(t::written.eq(true));
    if let Some(marker) = open_to {
        let marked = exam_marks::table.filter(exam_marks::marker.eq(marker)).select(exam_marks::answer_id);
        q = q.filter(t::points.is_null()).filter(not(t::id.eq_any(marked)));
    }
    if let Some((place, id)) = after {
        q = q.filter(t::place.gt(place).or(t::place.eq(place).and(t::id.gt(id))));
    }
    q.order((t::place, t::id)).limit(limit).select(Answer::as_select()).load(conn)
}

/// How many written answers of handed-in sittings there are, and how many of them wait for a mark.
pub fn count_written(conn: &mut Conn, exam: ExamId) -> QueryResult<(i64, i64)> {
    use exam_answers as t;
    let all = || {
        t::table
            .inner_join(exam_sittings::table)
            .filter(exam_sittings::exam_id.eq(exam))
            .filter(exam_sittings::state.eq(SittingState::Submitted))
            .filter(t::written.eq(true))
    };
    let count = all().count().get_result(conn)?;
    let open = all().filter(t::points.is_null()).count().get_result(conn)?;
    Ok((count, open))
}

/// The points of written answers of an examination, by sitting.
pub fn sum_written(conn: &mut Conn, exam: ExamId) -> QueryResult<HashMap<SittingId, i32>> {
    let rows: Vec<(SittingId, Option<i32>)> = exam_answers::table
        .inner_join(exam_sittings::table)
        .filter(exam_sittings::exam_id.eq(exam).and(exam_answers::written.eq(true)))
        .select((exam_answers::sitting_id, exam_answers::points))
        .load(conn)?;
    let mut out = HashMap::new();
    for (sitting, points) in rows {
        *out.entry(sitting).or_default() += points.unwrap_or(0);
    }
    Ok(out)
}

/// The marks of answers, by round.
pub fn list_marks(conn: &mut Conn, answers: &[AnswerId]) -> QueryResult<Vec<Mark>> {
    exam_marks::table
        .filter(exam_marks::answer_id.eq_any(answers))
        .order((exam_marks::answer_id, exam_marks::round))
        .select(Mark::as_select())
        .load(conn)
}

pub fn insert_mark(conn: &mut Conn, mark: &Mark) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(exam_marks::table).values(mark).execute(c)).map(drop)
}

/// Changes a mark.
pub fn update_mark(conn: &mut Conn, m: &Mark) -> QueryResult<()> {
    use exam_marks as t;
    diesel::update(t::table.find((m.answer_id, m.round)))
        .set((t::points.eq(m.points), t::note.eq(&m.note), t::marked_at.eq(m.marked_at)))
        .execute(conn)
        .map(drop)
}

/// Which results a list shows.
pub struct ResultFilter {
    /// Of this employee.
    pub employee: Option<EmployeeId>,
    /// Of this branch.
    pub branch: Option<OrgUnitId>,
    /// How they stand, on this day, where the warning begins on results that end up to the second one.
    pub standing: Option<(ResultStanding, NaiveDate, NaiveDate)>,
}

/// A released result.
pub type ResultRow = (Sitting, Exam, Employee, String);

/// Released results of handed-in sittings as seen from a scope, newest first.
pub fn list_results(
    conn: &mut Conn,
    scope: &Scope,
    filter: &ResultFilter,
    before: Option<(Ts, SittingId)>,
    limit: i64,
) -> QueryResult<Vec<ResultRow>> {
    use exam_sittings as s;
    let mut q = s::table
        .inner_join(exams::table)
        .inner_join(
            employees::table.inner_join(org_units::table.on(org_units::id.eq(employees::org_unit_id))),
        )
        .into_boxed()
        .filter(exams::state.eq(ExamState::Released).and(s::state.eq(SittingState::Submitted)));
    if let Scope::Some { branches, .. } = scope {
        q = q.filter(employees::branch_id.eq_any(branches).assume_not_null());
    }
    if let Some(employee) = filter.employee {
        q = q.filter(s::employee_id.eq(employee));
    }
    if let Some(branch) = filter.branch {
        q = q.filter(employees::branch_id.eq(branch));
    }
    if let Some((standing, today, warned)) = filter.standing {
        q = match standing {
            ResultStanding::Failed => q.filter(s::counts_until.is_null()),
            ResultStanding::Lapsed => q.filter(s::counts_until.lt(today)),
            ResultStanding::Lapsing => q.filter(s::counts_until.ge(today)).filter(s::counts_until.le(warned)),
            ResultStanding::Counts => q.filter(s::counts_until.gt(warned)),
        };
    }
    if let Some((at, last)) = before {
        q = q.filter(exams::released_at.lt(at).or(exams::released_at.eq(at).and(s::id.lt(last).nullable())));
    }
    q.order((exams::released_at.desc(), s::id.desc()))
        .limit(limit)
        .select((Sitting::as_select(), Exam::as_select(), Employee::as_select(), org_units::name))
        .load(conn)
}

/// Results that end from one day to another and whose holders have not been warned, with their examinations.
pub fn list_to_warn(
    conn: &mut Conn,
    (from, to): (NaiveDate, NaiveDate),
) -> QueryResult<Vec<(Sitting, Exam)>> {
    use exam_sittings as s;
    s::table
        .inner_join(exams::table)
        .filter(s::counts_until.ge(from).and(s::counts_until.le(to)))
        .filter(s::warned_at.is_null())
        .order(s::id)
        .select((Sitting::as_select(), Exam::as_select()))
        .load(conn)
}

/// Examinations whose time to mark it is that these people have given marks in and are not released from, the oldest
/// first.
pub fn list_begun(
    conn: &mut Conn,
    markers: &[EmployeeId],
    now: Ts,
) -> QueryResult<Vec<(EmployeeId, ExamId, String)>> {
    use exam_marker_releases as r;
    let released =
        r::table.filter(r::exam_id.eq(exams::id).and(r::employee_id.nullable().eq(users::employee_id)));
    exam_marks::table
        .inner_join(exam_answers::table.inner_join(exam_sittings::table.inner_join(exams::table)))
        .inner_join(users::table.on(users::id.eq(exam_marks::marker)))
        .filter(users::employee_id.eq_any(markers).assume_not_null())
        .filter(exams::state.eq(ExamState::Published).and(exams::closes_at.le(now)))
        .filter(not(diesel::dsl::exists(released)))
        .order((exams::closes_at, exams::id))
        .select((users::employee_id.assume_not_null(), exams::id, exams::name, exams::closes_at))
        .distinct()
        .load::<(EmployeeId, ExamId, String, Ts)>(conn)
        .map(|rows| rows.into_iter().map(|(employee, exam, name, _)| (employee, exam, name)).collect())
}

/// How many written answers of handed-in sittings wait for marks, by examination.
pub fn count_unsettled(conn: &mut Conn, ids: &[ExamId]) -> QueryResult<Vec<(ExamId, i64)>> {
    use exam_answers as t;
    t::table
        .inner_join(exam_sittings::table)
        .filter(exam_sittings::exam_id.eq_any(ids))
        .filter(exam_sittings::state.eq(SittingState::Submitted))
        .filter(t::written.eq(true).and(t::points.is_null()))
        .group_by(exam_sittings::exam_id)
        .select((exam_sittings::exam_id, count_star()))
        .load(conn)
}

/// Who has marked which of those already: the examination and the marker, once for each answer.
pub fn list_unsettled_marked_by(
    conn: &mut Conn,
    ids: &[ExamId],
    markers: &[EmployeeId],
) -> QueryResult<Vec<(ExamId, EmployeeId)>> {
    use exam_answers as t;
    exam_marks::table
        .inner_join(t::table.inner_join(exam_sittings::table))
        .inner_join(users::table.on(users::id.eq(exam_marks::marker)))
        .filter(exam_sittings::exam_id.eq_any(ids))
        .filter(t::points.is_null())
        .filter(users::employee_id.eq_any(markers).assume_not_null())
        .select((exam_sittings::exam_id, users::employee_id.assume_not_null()))
        .load(conn)
}

pub fn insert_release(conn: &mut Conn, row: &MarkerRelease) -> QueryResult<()> {
    on_each!(conn, |c| diesel::insert_into(exam_marker_releases::table).values(row).execute(c)).map(drop)
}

/// Who was released from marking an examination.
pub fn list_released(conn: &mut Conn, exam: ExamId) -> QueryResult<Vec<EmployeeId>> {
    exam_marker_releases::table
        .filter(exam_marker_releases::exam_id.eq(exam))
        .select(exam_marker_releases::employee_id)
        .load(conn)
}
