//! Taking a manager out of rounds that run, for whoever leaves the post.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::store;
use crate::allocation::rounds::model::{Method, Round, RoundId, RoundState};
use crate::allocation::rounds::service::{catch_up, save};
use crate::allocation::tender::{service as tender, store::find_round};
use crate::app::Cx;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::staffing::model::ManagerId;

/// How a manager stands to a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The manager can be taken out.
    Loose,
    /// The round has to come to its end first, or the lots to be assigned to others.
    Bound,
    /// Nothing of the round will come to the manager.
    None,
}

/// How a manager who takes part in a round, and may be to get lots of it, stands to it.
pub fn tie(state: RoundState, assigned: bool) -> Tie {
    use RoundState::*;
    match state {
        Draft | Published | Open if !assigned => Tie::Loose,
        Draft | Published | Open | Closed | Cleared => Tie::Bound,
        Notice if assigned => Tie::Bound,
        // From the confirmation on, what the manager got is an ownership.
        _ => Tie::None,
    }
}

/// Rounds that still bind managers, oldest first.
pub fn rounds_of(
    cx: &mut Cx<'_>,
    managers: &[ManagerId],
) -> AppResult<HashMap<ManagerId, Vec<(Round, Tie)>>> {
    let assigned: HashSet<(RoundId, ManagerId)> =
        store::list_assigned(cx.conn, managers)?.into_iter().collect();
    let mut out: HashMap<ManagerId, Vec<(Round, Tie)>> = HashMap::new();
    for (manager, round) in store::list_running_of(cx.conn, managers)? {
        match tie(round.state, assigned.contains(&(round.id, manager))) {
            Tie::None => {}
            tie => out.entry(manager).or_default().push((round, tie)),
        }
    }
    Ok(out)
}

/// Takes a manager out of a round that is not closed; sealed bids and waiting applications are taken back with it,
/// whether there are any or not, so that the act tells nobody.
///
/// Errors: 404 where the manager takes no part; `round_state`, `bidding_closed` from the closing on, or where lots are
/// assigned to the manager.
pub fn leave_round(cx: &mut Cx<'_>, id: RoundId, manager: ManagerId) -> AppResult<()> {
    let round = find_round(cx.conn, id).or_not_found()?;
    let round = catch_up(cx, &round)?;
    let assigned = store::is_assigned(cx.conn, id, manager)?;
    if tie(round.state, assigned) != Tie::Loose {
        return Err(AppError::new(Code::RoundState).clause("D9.1").param("state", round.state.as_str()));
    }
    if round.state == RoundState::Open && round.method == Method::OpenTender {
        tender::withdraw_all_of(cx, &round, manager)?;
    }
    store::withdraw_applications(cx.conn, id, manager)?;
    if store::delete_participant(cx.conn, id, manager)? == 0 {
        return Err(AppError::not_found());
    }
    let round = find_round(cx.conn, id)?;
    save(cx, round)?;
    cx.audit("leave_round", "round", Some(id), json!({ "manager_id": manager }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manager_leaves_a_round_until_it_closes_and_with_nothing_to_get() {
        use RoundState::*;
        for state in [Draft, Published, Open] {
            assert_eq!((tie(state, false), tie(state, true)), (Tie::Loose, Tie::Bound));
        }
        for state in [Closed, Cleared] {
            assert_eq!((tie(state, false), tie(state, true)), (Tie::Bound, Tie::Bound));
        }
        assert_eq!((tie(Notice, false), tie(Notice, true)), (Tie::None, Tie::Bound));
        for state in [Confirmed, Effective, Cancelled] {
            assert_eq!(tie(state, true), Tie::None);
        }
    }
}
