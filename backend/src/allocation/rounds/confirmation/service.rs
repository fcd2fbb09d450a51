//! Proposing, deciding and carrying out a confirmation.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::dto::*;
use super::{rules, store};
use crate::allocation::awards::model::{Commitment, CommitmentId};
use crate::allocation::ownership::model::{OwnedId, OwnedKind, SourceId, SourceKind};
use crate::allocation::ownership::service::{Source, Statement, record};
use crate::allocation::rounds::dry_run::service::standing_assignments;
use crate::allocation::rounds::model::*;
use crate::allocation::rounds::rules::{Act, check_act};
use crate::allocation::rounds::service::{self, load, move_to};
use crate::allocation::rounds::terms::Terms;
use crate::allocation::rounds::{assignments, lots, participants};
use crate::allocation::shares::Shares;
use crate::app::Cx;
use crate::approvals::model::Request;
use crate::approvals::registry::{Handler, nothing_to_drop};
use crate::approvals::service::{Proposal, Step, propose};
use crate::approvals::{Kind, RequestId};
use crate::auth::{Action, Role};
use crate::clients::locks;
use crate::clients::model::{HolderId, HolderKind};
use crate::db::Json;
use crate::error::{AppError, AppResult, Code, FieldError};
use crate::http::{IdemKey, Page};
use crate::staffing::model::ManagerId;
use crate::staffing::service::managers_by_id;

/// What the branch group decides on.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Payload {
    /// Code of the round.
    code: String,
    /// First day of the new ownership.
    effective_on: NaiveDate,
    /// Lots that are given, and lots that stay with nobody.
    lots: usize,
    unassigned: usize,
    /// Each manager who gets lots.
    managers: Vec<Gain>,
    /// SHA-256 over lot, manager and value of every assignment.
    assignments_digest: String,
}

/// What a manager gets.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Gain {
    manager: String,
    lots: i64,
    value: i64,
}

/// Proposes a round's confirmation to the branch group.
///
/// Errors: `round_state`, `notice_running`, `objections_open`, `round_uncovered` with the lots; at `/effective_on`
/// for a day that is not after today; `already_pending`.
pub fn propose_confirmation(
    cx: &mut Cx<'_>,
    id: RoundId,
    key: &IdemKey,
    input: &ProposeConfirmation,
) -> AppResult<ConfirmationView> {
    let request: RequestId = cx.once(key, Action::ProposeConfirmation, &(id, input), |cx| {
        let round = load(cx, id, Action::ProposeConfirmation)?;
        check_ready(cx, &round)?;
        let effective_on = input
            .effective_on
            .or(round.effective_on)
            .filter(|d| *d > cx.today)
            .ok_or_else(|| AppError::field("/effective_on", "in_past").clause("D9.1"))?;
        let (payload, managers) = payload(cx, &round, effective_on)?;
        let gainers = managers_by_id(cx, &managers)?.into_values().filter_map(|m| m.employee_id).collect();
        propose(
            cx,
            Proposal {
                kind: Kind::RoundConfirmation,
                subject_kind: "round",
                subject_id: id.0,
                branch_id: Some(round.branch_id),
                base_version: round.version,
                payload,
                reason: input.reason.clone(),
                gainers,
                steps: vec![Step { role: Role::GroupMember, scope: Some(round.branch_id) }],
            },
        )
    })?;
    Ok(ConfirmationView { round_id: id.to_string(), request_id: request.to_string() })
}

fn payload(cx: &mut Cx<'_>, round: &Round, effective_on: NaiveDate) -> AppResult<(Payload, Vec<ManagerId>)> {
    let given: BTreeMap<LotId, Assignment> = standing_assignments(cx, round.id)?.into_iter().collect();
    let lots = lots::store::list_lots(cx.conn, round.id, None, None)?;
    let unassigned = lots.iter().filter(|l| l.sent_to.is_none() && !given.contains_key(&l.id)).count();
    let mut hash = Sha256::new();
    let mut gains: BTreeMap<ManagerId, (i64, i64)> = BTreeMap::new();
    for (lot, a) in &given {
        hash.update(format!("{lot}|{}|{}\n", a.manager_id, a.value.unwrap_or(0)));
        let gain = gains.entry(a.manager_id).or_default();
        gain.0 += 1;
        gain.1 += a.value.unwrap_or(0);
    }
    let ids: Vec<ManagerId> = gains.keys().copied().collect();
    let names = managers_by_id(cx, &ids)?;
    let managers = gains
        .iter()
        .map(|(m, (lots, value))| Gain {
            manager: names.get(m).map(|m| m.name.clone()).unwrap_or_default(),
            lots: *lots,
            value: *value,
        })
        .collect();
    let payload = Payload {
        code: round.code.clone(),
        effective_on,
        lots: given.len(),
        unassigned,
        managers,
        assignments_digest: hex::encode(hash.finalize()),
    };
    Ok((payload, ids))
}

/// Whether nothing stands in the way of a round's confirmation.
fn check_ready(cx: &mut Cx<'_>, round: &Round) -> AppResult<()> {
    check_act(Act::Propose, round.method, round.state)?;
    if round.notice_ends_at.is_none_or(|ends| cx.now < ends) {
        return Err(AppError::new(Code::NoticeRunning).clause("D9.5"));
    }
    if store::count_open_objections(cx.conn, round.id)? > 0 {
        return Err(AppError::new(Code::ObjectionsOpen).clause("D9.5"));
    }
    let lots = lots::store::list_lots(cx.conn, round.id, None, None)?;
    let members = lots::store::list_lot_clients(cx.conn, round.id)?;
    let given: HashSet<LotId> = standing_assignments(cx, round.id)?.into_keys().collect();
    let gaps = rules::uncovered(&lots, &members, &given);
    if !gaps.is_empty() {
        let fields = gaps
            .iter()
            .take(100)
            .map(|number| FieldError {
                pointer: format!("/lots/{number}"),
                code: "uncovered",
                params: serde_json::Map::new(),
                clause: Some("D9.1"),
            })
            .collect();
        return Err(AppError::new(Code::RoundUncovered).clause("D9.1").with_fields(fields));
    }
    Ok(())
}

/// The rounds' part in their requests.
pub fn handler() -> Handler {
    Handler { validate, apply, dropped: nothing_to_drop }
}

fn subject(cx: &mut Cx<'_>, request: &Request) -> AppResult<(Round, Payload)> {
    let round = service::find(cx, RoundId(request.subject_id.0))?;
    Ok((round, request.payload.read()?))
}

fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let (round, proposed) = subject(cx, request)?;
    let stale = || AppError::new(Code::Stale).clause("D9.1");
    if round.version != request.base_version || proposed.effective_on <= cx.today {
        return Err(stale());
    }
    check_ready(cx, &round)?;
    // A winner who lost standing since: what the group saw is no longer what would be written.
    let (now, _) = payload(cx, &round, proposed.effective_on)?;
    if now.assignments_digest != proposed.assignments_digest { Err(stale()) } else { Ok(()) }
}

/// Writes future ownerships and commitments, lets the clients go, tells people: one transaction.
fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let (round, proposed) = subject(cx, request)?;
    let from = proposed.effective_on;
    let given = standing_assignments(cx, round.id)?;
    let all = assignments::store::list_assignments(cx.conn, round.id)?;
    let forfeited: Vec<LotId> =
        all.iter().filter(|a| !given.contains_key(&a.lot_id)).map(|a| a.lot_id).collect();
    assignments::store::delete_assignments(cx.conn, &forfeited)?;
    let members = lots::store::list_lot_clients(cx.conn, round.id)?;
    let source = Source {
        kind: SourceKind::Round,
        id: Some(SourceId(round.id.0)),
        reason: format!("{} {}", round.code, round.name),
    };
    for member in &members {
        let Some(a) = given.get(&member.lot_id) else { continue };
        let statement = Statement {
            kind: OwnedKind::Client,
            subject: OwnedId(member.client_id.0),
            from,
            until: None,
            shares: Shares::sole(a.manager_id),
            source: source.clone(),
            base_version: None,
        };
        record(cx, &statement)?;
    }
    commit(cx, &round, &given, &members)?;
    locks::release(cx, HolderKind::Round, HolderId(round.id.0))?;
    let reason = request.reason.clone();
    let round = Round { effective_on: Some(from), ..round };
    let round = move_to(cx, &round, RoundState::Confirmed, Some(&reason))?;
    let detail = json!({ "lots": given.len(), "forfeited": forfeited.len(), "effective_on": from });
    cx.audit("confirm_round", "round", Some(round.id), detail)?;
    participants::service::notify(cx, &round, "round_confirmed")
}

fn commit(
    cx: &mut Cx<'_>,
    round: &Round,
    given: &HashMap<LotId, Assignment>,
    members: &[LotClient],
) -> AppResult<()> {
    let terms: Terms = round.terms.read()?;
    let policy_number = round.policy_number.unwrap_or(0);
    let mut by_lot: HashMap<LotId, Vec<&LotClient>> = HashMap::new();
    for m in members {
        by_lot.entry(m.lot_id).or_default().push(m);
    }
    let mut rows = Vec::new();
    for lot in lots::store::list_lots(cx.conn, round.id, None, None)? {
        let Some(a) = given.get(&lot.id) else { continue };
        let Some(value) = a.value else { continue };
        let members = by_lot.get(&lot.id).map(Vec::as_slice).unwrap_or_default();
        rows.push(Commitment {
            id: CommitmentId::new(),
            round_id: round.id,
            lot_id: lot.id,
            manager_id: a.manager_id,
            bid_id: a.bid_id,
            measure: terms.measure.as_str().to_owned(),
            unit_fen: terms.unit_fen,
            value,
            base_fen: lot.base_fen,
            period_from: terms.period_from,
            period_to: terms.period_to,
            split: Json::of(&rules::parts(members))?,
            policy_number,
            created_at: cx.now,
        });
    }
    Ok(store::insert_commitments(cx.conn, &rows)?)
}

/// A page of a round's commitments, by lot.
pub fn list_commitments(
    cx: &mut Cx<'_>,
    id: RoundId,
    q: &ListCommitments,
) -> AppResult<Page<CommitmentView>> {
    let round = load(cx, id, Action::ListCommitments)?;
    let limit = crate::db::page::limit(q.limit);
    let after = crate::db::page::decode(cx.app.keys(), "commitments", q.cursor.as_deref())?;
    let rows = store::list_commitments(cx.conn, id, after, limit + 1)?;
    let page = crate::db::page::page(cx.app.keys(), "commitments", rows, limit, |r| r.1, |r| r)?;
    let lots = lots::service::shown_names(cx, &round, page.items.iter().map(|r| r.0.lot_id))?;
    let items = page
        .items
        .into_iter()
        .map(|(c, lot_number, lot_name, manager_name)| {
            Ok(CommitmentView {
                id: c.id.to_string(),
                lot_name: lots.get(&c.lot_id).cloned().unwrap_or(lot_name),
                lot_id: c.lot_id.to_string(),
                lot_number,
                manager_id: c.manager_id.to_string(),
                manager_name,
                bid_id: c.bid_id.map(|b| b.to_string()),
                measure: c.measure.parse().map_err(AppError::internal)?,
                unit_fen: c.unit_fen,
                value: c.value,
                base_fen: c.base_fen,
                period_from: c.period_from,
                period_to: c.period_to,
                split: c.split.read()?,
                policy_number: c.policy_number,
                created_at: c.created_at,
            })
        })
        .collect::<AppResult<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}
