//! Who may bid for what: eligibility at bidding and at closing.

use std::collections::HashMap;
use std::sync::Arc;

use crate::allocation::rounds::eligibility::{self, Candidate, Facts, Reason, Room};
use crate::allocation::rounds::model::{LotId, Round};
use crate::allocation::rounds::participants;
use crate::allocation::tender::dto::ReasonView;
use crate::allocation::tender::store;
use crate::app::Cx;
use crate::error::{AppError, AppResult, Code, FieldError};
use crate::org::model::OrgUnitId;
use crate::policy::Policy;
use crate::staffing::model::ManagerId;

/// Managers of a round as eligibility sees them now.
pub struct Bidders {
    policy: Arc<Policy>,
    branch: OrgUnitId,
    who: HashMap<ManagerId, Candidate>,
    rooms: HashMap<ManagerId, Room>,
}

impl Bidders {
    /// Why a manager may not have these clients together; empty: may.
    pub fn reasons(&self, manager: ManagerId, clients: &[Facts]) -> Vec<Reason> {
        match self.who.get(&manager) {
            Some(who) => eligibility::reasons(
                who,
                clients,
                self.branch,
                &self.policy,
                self.rooms.get(&manager).copied(),
            ),
            None => vec![eligibility::NO_STANDING],
        }
    }

    /// What a participant may still take.
    pub fn room(&self, manager: ManagerId) -> Room {
        self.rooms.get(&manager).copied().unwrap_or_default()
    }
}

/// Managers of a round as they are now: standing, grade, present book; what is left to each is the round's limit,
/// and never more than the policy leaves beside today's book.
pub fn bidders(cx: &mut Cx<'_>, round: &Round, managers: &[ManagerId]) -> AppResult<Bidders> {
    let (_, policy) = crate::allocation::rounds::service::policy_of(cx, round)?;
    let who = participants::service::candidates(cx, round, managers)?;
    let rooms = participants::service::rooms_left(cx, round, managers)?;
    Ok(Bidders { policy, branch: round.branch_id, who, rooms })
}

/// What eligibility asks of the clients of some lots, as frozen at publication; of all lots where none are named.
pub fn facts(
    cx: &mut Cx<'_>,
    round: &Round,
    lots: Option<&[LotId]>,
) -> AppResult<HashMap<LotId, Vec<Facts>>> {
    let mut out: HashMap<LotId, Vec<Facts>> = HashMap::new();
    for m in store::list_lot_clients(cx.conn, round.id, lots)? {
        out.entry(m.lot_id).or_default().push(Facts {
            standing: m.standing,
            size: m.size,
            flags: m.flags.read()?,
            has_credit: m.has_credit,
            exposure_fen: m.exposure_fen,
        });
    }
    Ok(out)
}

/// Refuses a bid with every reason at the lot that it is about; what only the whole bid breaks stands at `/lots`.
pub fn check(
    bidders: &Bidders,
    manager: ManagerId,
    lots: &[LotId],
    facts: &HashMap<LotId, Vec<Facts>>,
) -> AppResult<()> {
    let of = |lot: &LotId| facts.get(lot).map_or(&[][..], Vec::as_slice);
    let together: Vec<Facts> = lots.iter().flat_map(of).cloned().collect();
    let all = bidders.reasons(manager, &together);
    let Some(first) = all.first().copied() else { return Ok(()) };
    let field = |pointer: String, r: Reason| FieldError {
        pointer,
        code: r.code,
        params: serde_json::Map::new(),
        clause: Some(r.clause),
    };
    let mut fields = Vec::new();
    for (i, lot) in lots.iter().enumerate() {
        fields.extend(bidders.reasons(manager, of(lot)).into_iter().map(|r| field(format!("/lots/{i}"), r)));
    }
    for r in all {
        if !fields.iter().any(|f| f.code == r.code) {
            fields.push(field("/lots".to_owned(), r));
        }
    }
    fields.truncate(200);
    Err(AppError::new(Code::BidIneligible).clause(first.clause).with_fields(fields))
}

/// Reasons as they are shown and frozen.
pub fn views(reasons: Vec<Reason>) -> Vec<ReasonView> {
    reasons.into_iter().map(|r| ReasonView { code: r.code.to_owned(), clause: r.clause.to_owned() }).collect()
}
