//! The panel's scores: nobody sees another's before every sheet is in, and none comes in after the time.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::applications::find_application;
use super::documents;
use super::dto::*;
use super::model::*;
use super::rules::{self, RecruitmentPhase, Scored, state_error};
use super::service::{find, sees_applicants};
use super::store::{self, ApplicantRow};
use crate::app::Cx;
use crate::auth::{Action, Thing};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code};
use crate::http::IdemKey;
use crate::org::model::EmployeeId;
use crate::policy::recruitment::Criterion;

/// Everything that scoring a round needs to know.
pub(super) struct Board {
    pub(super) applicants: Vec<ApplicantRow>,
    pub(super) panel: Vec<(PanelMember, String)>,
    pub(super) recusals: Vec<Recusal>,
    /// The sheet that counts, by application and member.
    pub(super) sheets: HashMap<(PostApplicationId, EmployeeId), Sheet>,
    pub(super) criteria: Vec<Criterion>,
}

pub(super) fn board(cx: &mut Cx<'_>, r: &Recruitment) -> AppResult<Board> {
    let mut sheets = HashMap::new();
    // Oldest first, so that the last one stays.
    for s in store::list_sheets(cx.conn, r.id)? {
        sheets.insert((s.application_id, s.employee_id), s);
    }
    Ok(Board {
        applicants: store::list_applicants(cx.conn, r.id)?,
        panel: store::list_panel(cx.conn, &[r.id])?,
        recusals: store::list_recusals(cx.conn, r.id)?,
        sheets,
        criteria: r.criteria.read()?,
    })
}

impl Board {
    /// Applications that stand.
    pub(super) fn standing(&self) -> usize {
        self.stands().count()
    }

    fn stands(&self) -> impl Iterator<Item = &PostApplication> {
        self.applicants.iter().map(|(a, ..)| a).filter(|a| a.state == PostApplicationState::Submitted)
    }

    /// Whether a member scores an applicant.
    pub(super) fn scores(&self, member: EmployeeId, application: PostApplicationId) -> bool {
        self.panel.iter().any(|(m, _)| m.employee_id == member)
            && !self.recusals.iter().any(|x| x.employee_id == member && x.application_id == application)
    }

    /// Members who score an applicant.
    fn scorers(&self, application: PostApplicationId) -> impl Iterator<Item = EmployeeId> {
        let recused: HashSet<EmployeeId> =
            self.recusals.iter().filter(|x| x.application_id == application).map(|x| x.employee_id).collect();
        self.panel.iter().map(|(m, _)| m.employee_id).filter(move |m| !recused.contains(m))
    }

    /// The sheets of an applicant that count.
    fn counted(&self, application: PostApplicationId) -> Vec<&Sheet> {
        self.scorers(application).filter_map(|m| self.sheets.get(&(application, m))).collect()
    }

    /// Sheets of applicants that stand which are not in.
    pub(super) fn missing(&self) -> usize {
        self.stands()
            .map(|a| self.scorers(a.id).filter(|m| !self.sheets.contains_key(&(a.id, *m))).count())
            .sum()
    }

    /// Applicants with fewer sheets than rank one.
    pub(super) fn short(&self, needed: u32) -> usize {
        self.stands().filter(|a| self.counted(a.id).len() < needed as usize).count()
    }

    /// What the ranking is made of.
    pub(super) fn scored(&self) -> AppResult<Vec<Scored>> {
        let mut out = Vec::new();
        for a in self.stands() {
            let sheets = self.counted(a.id);
            let mut by_criterion = vec![0_i64; self.criteria.len()];
            for s in &sheets {
                let points: BTreeMap<String, i32> = s.points.read()?;
                for (sum, c) in by_criterion.iter_mut().zip(&self.criteria) {
                    *sum += i64::from(points.get(&c.key).copied().unwrap_or(0));
                }
            }
            out.push(Scored {
                id: a.id,
                total: sheets.iter().map(|s| s.weighted).sum(),
                sheets: sheets.len() as i64,
                by_criterion,
            });
        }
        Ok(out)
    }

    fn sheet_view(&self, s: &Sheet) -> AppResult<SheetView> {
        let name = self
            .panel
            .iter()
            .find(|(m, _)| m.employee_id == s.employee_id)
            .map(|(_, name)| name.clone())
            .unwrap_or_default();
        Ok(SheetView {
            employee_id: s.employee_id.to_string(),
            name,
            points: SheetView::points_of(&self.criteria, &s.points.read()?),
            hundredths: rules::hundredths(s.weighted, 1),
            remark: s.remark.clone(),
            given_at: s.given_at,
            no: s.no,
        })
    }
}

/// Whether the panel's scores may be seen by those who see who applied.
fn is_open(r: &Recruitment, board: &Board) -> bool {
    r.revision > 0 || (board.standing() > 0 && board.missing() == 0)
}

/// Who applied, with what each brings and, once every sheet is in, everybody's scores.
pub fn list_post_applications(cx: &mut Cx<'_>, id: RecruitmentId) -> AppResult<PostApplications> {
    cx.may(Action::ListPostApplications, &Thing::bank())?;
    let (r, _) = find(cx, id)?;
    if !sees_applicants(cx, &r)? {
        return Err(AppError::not_found());
    }
    let board = board(cx, &r)?;
    let open = is_open(&r, &board);
    let me = cx.actor.employee_id();
    let scoring = rules::phase(&r, cx.now) == RecruitmentPhase::Scoring;
    let mut documents: HashMap<EmployeeId, Vec<PostDocument>> = HashMap::new();
    for d in store::list_documents(cx.conn, id, None)? {
        documents.entry(d.employee_id).or_default().push(d);
    }
    let mut items = Vec::with_capacity(board.applicants.len());
    for (a, e, unit_name) in &board.applicants {
        let mine = me.and_then(|m| board.sheets.get(&(a.id, m)));
        let stands = a.state == PostApplicationState::Submitted;
        let counted = board.counted(a.id);
        let recusals = board.recusals.iter().filter(|x| x.application_id == a.id);
        items.push(PostApplicationView {
            id: a.id.to_string(),
            employee_id: e.id.to_string(),
            employee_no: e.employee_no.clone(),
            name: e.name.clone(),
            unit_name: unit_name.clone(),
            hire_kind: e.hire_kind,
            statement: a.statement.clone(),
            state: a.state,
            reason: a.reason.clone(),
            submitted_at: a.submitted_at,
            lines: a.lines.read()?,
            documents: documents::views(documents.remove(&e.id).unwrap_or_default()),
            recusals: recusals
                .map(|x| RecusalView {
                    employee_id: x.employee_id.to_string(),
                    name: name_of(&board, x.employee_id),
                    kind: x.kind,
                    reason: x.reason.clone(),
                })
                .collect(),
            may_score: stands && scoring && !open && me.is_some_and(|m| board.scores(m, a.id)),
            my_sheet: mine.map(|s| board.sheet_view(s)).transpose()?,
            sheets: if open {
                counted.iter().map(|s| board.sheet_view(s)).collect::<AppResult<_>>()?
            } else {
                Vec::new()
            },
            sheets_in: u32::try_from(counted.len()).unwrap_or(0),
            sheets_expected: if stands { u32::try_from(board.scorers(a.id).count()).unwrap_or(0) } else { 0 },
        });
    }
    Ok(PostApplications { all_in: open, items })
}

fn name_of(board: &Board, member: EmployeeId) -> String {
    board
        .panel
        .iter()
        .find(|(m, _)| m.employee_id == member)
        .map(|(_, name)| name.clone())
        .unwrap_or_default()
}

/// Scores an applicant, after applications have closed and before the time to score ends; until every sheet is in, a
/// member may score again, and every sheet stays on record.
///
/// Errors: 404 for whoever is no member; `member_recused`; `scoring_over`; `scores_locked`; fields at fault.
pub fn give_scores(
    cx: &mut Cx<'_>,
    id: PostApplicationId,
    key: &IdemKey,
    input: &GiveScores,
) -> AppResult<PostApplications> {
    cx.may(Action::GiveScores, &Thing::bank())?;
    let (a, r) = find_application(cx, id)?;
    let me = cx.actor.employee_id().ok_or_else(AppError::not_found)?;
    if !super::service::is_member(cx, r.id)? {
        return Err(AppError::not_found());
    }
    cx.once(key, Action::GiveScores, &(id, input), |cx| {
        match rules::phase(&r, cx.accept_time()?) {
            RecruitmentPhase::Scoring => {}
            RecruitmentPhase::Scored => return Err(AppError::new(Code::ScoringOver).clause("D4")),
            _ => return Err(state_error()),
        }
        let board = board(cx, &r)?;
        if a.state != PostApplicationState::Submitted {
            return Err(state_error());
        }
        if !board.scores(me, a.id) {
            return Err(AppError::new(Code::MemberRecused).clause("D4"));
        }
        if is_open(&r, &board) && r.revision == 0 {
            return Err(AppError::new(Code::ScoresLocked).clause("D4"));
        }
        let points: BTreeMap<String, i32> =
            input.points.iter().map(|p| (p.criterion.clone(), p.points)).collect();
        let weighted = rules::weighted(&board.criteria, &points)
            .filter(|_| points.len() == input.points.len())
            .ok_or_else(|| AppError::field("/points", "invalid"))?;
        let row = Sheet {
            application_id: a.id,
            employee_id: me,
            no: board.sheets.get(&(a.id, me)).map_or(1, |s| s.no + 1),
            points: Json::of(&points)?,
            weighted,
            remark: input.remark.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned),
            given_at: cx.now,
        };
        store::insert_sheet(cx.conn, &row)?;
        let detail = serde_json::json!({ "application_id": a.id, "no": row.no });
        cx.audit("give_scores", "recruitment", Some(r.id), detail)
    })?;
    list_post_applications(cx, r.id)
}
