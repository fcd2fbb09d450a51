//! Taking a confirmed round back before its day: who looks after its clients today does so then.

use super::super::assignments::store::list_assignments;
use super::super::lots::store::list_lot_clients;
use super::super::model::*;
use crate::allocation::ownership::model::{OwnedId, OwnedKind, SourceId, SourceKind};
use crate::allocation::ownership::service::{Source, Statement, owners_on, record};
use crate::allocation::shares::Shares;
use crate::app::Cx;
use crate::error::AppResult;

/// Says of each client that the round gave away, and that nothing else has given since, that its owners of the
/// day before stay. The commitments stand on record, as those of a cancelled round.
pub fn take_back(cx: &mut Cx<'_>, round: &Round, reason: &str) -> AppResult<()> {
    let (Some(from), Some(before)) = (round.effective_on, round.effective_on.and_then(|d| d.pred_opt()))
    else {
        return Ok(());
    };
    let given: std::collections::HashMap<LotId, Assignment> =
        list_assignments(cx.conn, round.id)?.into_iter().map(|a| (a.lot_id, a)).collect();
    let members = list_lot_clients(cx.conn, round.id)?;
    let subjects: Vec<OwnedId> = members.iter().map(|m| OwnedId(m.client_id.0)).collect();
    let today = owners_on(cx, OwnedKind::Client, &subjects, before, None)?;
    let then = owners_on(cx, OwnedKind::Client, &subjects, from, None)?;
    for member in &members {
        let subject = OwnedId(member.client_id.0);
        let Some(a) = given.get(&member.lot_id) else { continue };
        if then.get(&subject) != Some(&Shares::sole(a.manager_id)) {
            continue;
        }
        let statement = Statement {
            kind: OwnedKind::Client,
            subject,
            from,
            until: None,
            shares: today.get(&subject).cloned().unwrap_or_else(Shares::unallocated),
            source: Source {
                kind: SourceKind::Round,
                id: Some(SourceId(round.id.0)),
                reason: reason.to_owned(),
            },
            base_version: None,
        };
        record(cx, &statement)?;
    }
    Ok(())
}
