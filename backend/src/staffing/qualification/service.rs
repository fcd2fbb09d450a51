//! The checklist, and statements about its lines.

use chrono::NaiveDate;
use serde_json::json;

use super::dto::*;
use super::model::*;
use super::{register, rules, store};
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::http::{IdemKey, Page};
use crate::org::model::{Employee, EmployeeId};
use crate::policy::qualification::{LineRule, QualificationPolicy};
use crate::search_text::clean;
use crate::staffing::model::{Grade, ManagerClass};
use crate::staffing::rules::Span;

/// The employee with the unit's name, where the caller reaches them with the action.
pub(super) fn find_within(cx: &mut Cx<'_>, id: EmployeeId, action: Action) -> AppResult<(Employee, String)> {
    let scope = cx.scope(action)?;
    crate::org::service::find_employee_within(cx, id, &scope)
}

/// Refuses somebody who would say something of their own: `own_qualification`.
pub(super) fn not_own(cx: &Cx<'_>, employee: EmployeeId, clause: &'static str) -> AppResult<()> {
    if cx.actor.employee_id() == Some(employee) {
        return Err(AppError::new(Code::OwnQualification).clause(clause));
    }
    Ok(())
}

/// The class and grade that are asked for, else those that the person has.
fn class_and_grade(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    q: &QualificationFor,
) -> AppResult<(ManagerClass, Grade)> {
    if q.class == Some(ManagerClass::Virtual) {
        return Err(AppError::field("/class", "invalid").code_as(Code::InvalidQuery));
    }
    let held = crate::staffing::service::manager_of(cx, employee)?;
    let class = held.as_ref().map_or(ManagerClass::B, |m| m.class);
    let grade = held.and_then(|m| m.grade).unwrap_or(Grade::Trainee);
    Ok((q.class.unwrap_or(class), q.grade.unwrap_or(grade)))
}

/// The caller's own checklist.
pub fn get_my_qualification(cx: &mut Cx<'_>, q: &QualificationFor) -> AppResult<QualificationView> {
    cx.may(Action::GetMyQualification, &Thing::bank())?;
    let me = cx.actor.employee_id().ok_or_else(|| AppError::new(Code::Forbidden))?;
    let found = crate::org::service::find_employee_with_unit(cx, me)?.or_not_found()?;
    view(cx, found, q)
}

/// Somebody's checklist for a class and grade.
pub fn get_qualification(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    q: &QualificationFor,
) -> AppResult<QualificationView> {
    let found = find_within(cx, id, Action::GetQualification)?;
    view(cx, found, q)
}

fn view(
    cx: &mut Cx<'_>,
    (employee, unit_name): (Employee, String),
    q: &QualificationFor,
) -> AppResult<QualificationView> {
    let (class, grade) = class_and_grade(cx, employee.id, q)?;
    let (policy_number, policy) = crate::policy::service::at(cx, cx.today)?;
    let lines = lines_of(cx, &employee, class, grade, &policy.qualification)?;
    let others = cx.actor.employee_id() != Some(employee.id);
    let thing = Thing { branch: employee.branch_id, managers: Vec::new() };
    let may = |action| others && cx.actor.can(action, &thing);
    let (may_state, may_record, may_convene) =
        (may(Action::StateQualification), may(Action::RecordAdverse), may(Action::ConveneRatingPanel));
    Ok(QualificationView {
        qualified: lines.iter().all(|l| l.outcome == LineOutcome::Passed),
        class,
        grade,
        day: cx.today,
        policy_number,
        further: policy.qualification.further.clone(),
        lines,
        employments: register::employments_of(cx, employee.id)?,
        adverse_records: register::adverse_of(cx, employee.id)?,
        open_panel_id: store::find_open_panel(cx.conn, employee.id)?.map(|p| p.to_string()),
        may_state,
        may_record,
        may_convene,
        employee_id: employee.id.to_string(),
        employee_no: employee.employee_no,
        name: employee.name,
        unit_name,
        hired_on: employee.hired_on,
        left_on: employee.left_on,
    })
}

/// How a person stands today against the checklist of a class and grade, by the policy in force, with the policy's number:
/// for the rooms that ask before they admit, certify or appoint somebody.
pub fn evaluate(
    cx: &mut Cx<'_>,
    employee: &Employee,
    class: ManagerClass,
    grade: Grade,
) -> AppResult<(i64, Vec<LineView>)> {
    let (number, policy) = crate::policy::service::at(cx, cx.today)?;
    Ok((number, lines_of(cx, employee, class, grade, &policy.qualification)?))
}

fn lines_of(
    cx: &mut Cx<'_>,
    employee: &Employee,
    class: ManagerClass,
    grade: Grade,
    policy: &QualificationPolicy,
) -> AppResult<Vec<LineView>> {
    let mut panel = None;
    let mut out = Vec::with_capacity(policy.lines.len());
    for rule in policy.rules_for(class, grade) {
        out.push(match rules::kind_of(rule.line) {
            LineKind::Stated => stated(cx, employee, rule.line, policy)?,
            LineKind::Rated => {
                if panel.is_none() {
                    panel = Some(last_panel(cx, employee.id, policy)?);
                }
                rated(rule, panel.as_ref().and_then(Option::as_ref), policy)
            }
            LineKind::Computed => computed(cx, employee, rule.line, policy)?,
        });
    }
    Ok(out)
}

fn blank(line: Line, outcome: LineOutcome) -> LineView {
    LineView {
        line,
        kind: rules::kind_of(line),
        clause: rules::clause_of(line).to_owned(),
        outcome,
        evidence: None,
        source: None,
        said_by: None,
        said_on: None,
        counts_until: None,
        experience: None,
        education: None,
        credit_exam: None,
        rating: None,
        adverse: None,
    }
}

fn stated(
    cx: &mut Cx<'_>,
    employee: &Employee,
    line: Line,
    policy: &QualificationPolicy,
) -> AppResult<LineView> {
    let said = store::find_last_statement(cx.conn, employee.id, line)?
        .filter(|s| s.outcome != Some(LineOutcome::Unknown));
    let mut out = blank(line, LineOutcome::Unknown);
    if line == Line::Education {
        out.education = Some(EducationDetail {
            education: said.as_ref().and_then(|s| s.education),
            needed: policy.education,
        });
    }
    let Some(said) = said else { return Ok(out) };
    out.outcome = match (said.outcome, said.education) {
        (Some(outcome), _) => outcome,
        (None, Some(level)) if level >= policy.education => LineOutcome::Passed,
        (None, _) => LineOutcome::Failed,
    };
    if line == Line::Health && out.outcome == LineOutcome::Passed {
        let last = rules::last_day(said.stated_on, policy.health_months);
        out.counts_until = Some(last);
        if last < cx.today {
            out.outcome = LineOutcome::Unknown;
        }
    }
    let names = crate::identity::service::names_of(cx, std::iter::once(said.stated_by))?;
    out.said_by = names.get(&said.stated_by).cloned();
    out.said_on = Some(said.stated_on);
    out.evidence = Some(said.evidence);
    out.source = Some(said.source);
    Ok(out)
}

/// The last panel whose ratings are there, with them and the last day on which they count.
struct PanelResult {
    ended_on: NaiveDate,
    counts_until: NaiveDate,
    lapsed: bool,
    ratings: Vec<Rating>,
}

fn last_panel(
    cx: &mut Cx<'_>,
    employee: EmployeeId,
    policy: &QualificationPolicy,
) -> AppResult<Option<PanelResult>> {
    let Some(panel) = store::find_last_closed(cx.conn, employee)? else { return Ok(None) };
    let Some(ended) = panel.ended_at else { return Ok(None) };
    let ended_on = cx.app.clock().date_of(ended);
    let counts_until = rules::last_day(ended_on, policy.rating_months);
    Ok(Some(PanelResult {
        ended_on,
        counts_until,
        lapsed: counts_until < cx.today,
        ratings: store::list_ratings(cx.conn, panel.id)?,
    }))
}

fn rated(rule: &LineRule, panel: Option<&PanelResult>, policy: &QualificationPolicy) -> LineView {
    let Some(panel) = panel else { return blank(rule.line, LineOutcome::Unknown) };
    let points: Vec<i32> = panel.ratings.iter().filter(|r| r.line == rule.line).map(|r| r.points).collect();
    let pass_mark = rule.pass_mark.unwrap_or(100);
    let outcome = if panel.lapsed {
        LineOutcome::Unknown
    } else {
        rules::rated(&points, policy.rating_method, policy.raters, pass_mark)
    };
    LineView {
        said_on: Some(panel.ended_on),
        counts_until: Some(panel.counts_until),
        rating: rules::points_of(&points, policy.rating_method).map(|hundredths| RatingDetail {
            hundredths,
            pass_mark,
            ratings: u32::try_from(points.len()).unwrap_or(u32::MAX),
            needed: policy.raters,
        }),
        ..blank(rule.line, outcome)
    }
}

fn computed(
    cx: &mut Cx<'_>,
    employee: &Employee,
    line: Line,
    policy: &QualificationPolicy,
) -> AppResult<LineView> {
    let met = |yes| if yes { LineOutcome::Passed } else { LineOutcome::Failed };
    match line {
        Line::Experience => {
            let spans = spans_of(cx, employee)?;
            let (months, needed) = (rules::months_worked(&spans, cx.today), policy.months_in_banking);
            let reached_on =
                if months >= needed { None } else { rules::reached_on(&spans, needed, cx.today) };
            Ok(LineView {
                experience: Some(ExperienceDetail { months, needed, reached_on }),
                ..blank(line, met(months >= needed))
            })
        }
        Line::Record => {
            let standing = store::list_adverse_of(cx.conn, employee.id)?
                .iter()
                .filter(|r| rules::counts_on(r, cx.today))
                .count();
            Ok(LineView {
                adverse: Some(u32::try_from(standing).unwrap_or(u32::MAX)),
                ..blank(line, met(standing == 0))
            })
        }
        _ => {
            let Some(result) = crate::staffing::exams::results::credit_result_of(cx, employee.id)? else {
                return Ok(blank(line, LineOutcome::Unknown));
            };
            let counts = result.counts_until.is_some_and(|last| cx.today <= last);
            Ok(LineView {
                said_on: Some(result.released_on),
                counts_until: result.counts_until,
                credit_exam: Some(CreditExamDetail {
                    exam_name: result.exam_name,
                    passed: result.passed,
                    points: result.points,
                    full_points: result.full_points,
                }),
                ..blank(line, met(result.passed && counts))
            })
        }
    }
}

/// Times in banking: at this bank, earlier ones too, and elsewhere as far as it stands.
fn spans_of(cx: &mut Cx<'_>, employee: &Employee) -> AppResult<Vec<Span>> {
    let elsewhere = store::list_employments(cx.conn, employee.id)?
        .into_iter()
        .filter(|e| e.revoked_at.is_none())
        .map(|e| (e.from_on, Some(e.to_on)));
    let before =
        crate::org::feed::periods_before(cx, employee.id)?.into_iter().map(|p| (p.from_on, Some(p.to_on)));
    Ok(std::iter::once((employee.hired_on, employee.left_on)).chain(before).chain(elsewhere).collect())
}

/// States a line with evidence; the person is told. What was said before stays on record.
///
/// Errors: `own_qualification`; `line_not_stated` for a line that is computed or rated; fields at fault.
pub fn state_qualification(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    key: &IdemKey,
    input: &StateQualification,
) -> AppResult<StatementView> {
    find_within(cx, id, Action::StateQualification)?;
    let clause = rules::clause_of(input.line);
    not_own(cx, id, clause)?;
    let statement: StatementId = cx.once(key, Action::StateQualification, &(id, input), |cx| {
        if rules::kind_of(input.line) != LineKind::Stated {
            return Err(AppError::new(Code::LineNotStated).clause(clause));
        }
        check_statement(cx, input)?;
        let row = Statement {
            id: StatementId::new(),
            employee_id: id,
            line: input.line,
            outcome: input.outcome,
            education: input.education,
            evidence: input.evidence.trim().to_owned(),
            source: clean(&input.source),
            stated_on: input.stated_on,
            stated_by: cx.actor.user()?.user_id,
            stated_at: cx.now,
        };
        store::insert_statement(cx.conn, &row)?;
        tell(cx, id, "qualification_stated")?;
        let detail = json!({ "line": input.line, "outcome": input.outcome, "education": input.education });
        cx.audit("state_qualification", "employee", Some(id), detail)?;
        Ok(row.id)
    })?;
    let found = store::list_statements(cx.conn, id, None, i64::MAX)?;
    let row = found.into_iter().find(|s| s.id == statement).ok_or_else(AppError::not_found)?;
    statement_views(cx, vec![row])?.pop().ok_or_else(AppError::not_found)
}

fn check_statement(cx: &Cx<'_>, input: &StateQualification) -> AppResult<()> {
    if input.evidence.trim().is_empty() {
        return Err(AppError::field("/evidence", "required"));
    }
    if clean(&input.source).is_empty() {
        return Err(AppError::field("/source", "required"));
    }
    if input.stated_on > cx.today {
        return Err(AppError::field("/stated_on", "in_future"));
    }
    match (input.line, input.outcome, input.education) {
        (Line::Education, None, None) => Err(AppError::field("/education", "required")),
        (Line::Education, None, Some(_)) | (_, Some(LineOutcome::Unknown), None) => Ok(()),
        (Line::Education, ..) => Err(AppError::field("/outcome", "invalid")),
        (_, None, _) => Err(AppError::field("/outcome", "required")),
        (_, Some(_), Some(_)) => Err(AppError::field("/education", "invalid")),
        (_, Some(_), None) => Ok(()),
    }
}

/// Tells somebody about their own qualification.
pub(super) fn tell(cx: &mut Cx<'_>, employee: EmployeeId, code: &str) -> AppResult<()> {
    let link = Some("/qualification");
    crate::notices::service::notify_employees(cx, &[employee], code, &json!({}), link)
}

fn statement_views(cx: &mut Cx<'_>, rows: Vec<Statement>) -> AppResult<Vec<StatementView>> {
    let names = crate::identity::service::names_of(cx, rows.iter().map(|s| s.stated_by))?;
    Ok(rows
        .into_iter()
        .map(|s| StatementView {
            id: s.id.to_string(),
            line: s.line,
            outcome: s.outcome,
            education: s.education,
            evidence: s.evidence,
            source: s.source,
            stated_on: s.stated_on,
            stated_by: names.get(&s.stated_by).cloned().unwrap_or_default(),
            stated_at: s.stated_at,
        })
        .collect())
}

/// Everything that was ever stated about somebody, newest first.
pub fn list_qualification_statements(
    cx: &mut Cx<'_>,
    id: EmployeeId,
    q: &ListStatements,
) -> AppResult<Page<StatementView>> {
    find_within(cx, id, Action::ListQualificationStatements)?;
    let limit = crate::db::page::limit(q.limit);
    let before = crate::db::page::decode(cx.app.keys(), "statements", q.cursor.as_deref())?;
    let rows = store::list_statements(cx.conn, id, before, limit + 1)?;
    let page =
        crate::db::page::page(cx.app.keys(), "statements", rows, limit, |s| (s.stated_at, s.id), |s| s)?;
    Ok(Page { items: statement_views(cx, page.items)?, next_cursor: page.next_cursor })
}
