//! What each kind of request is checked by and what it does: the domains' own functions.

use super::model::{Kind, Request, RequestState};
use crate::app::Cx;
use crate::error::AppResult;

/// A domain's part in a request.
pub struct Handler {
    /// Checks the request, at proposal and again in the deciding transaction. A moved base is `stale`.
    pub validate: fn(&mut Cx<'_>, &Request) -> AppResult<()>,
    /// Carries it out, in the deciding transaction.
    pub apply: fn(&mut Cx<'_>, &Request) -> AppResult<()>,
    /// Undoes what the proposal holds (locks), when it ends without being carried out.
    pub dropped: fn(&mut Cx<'_>, &Request, RequestState) -> AppResult<()>,
}

/// The part of a kind's domain.
pub fn handler(kind: Kind) -> Option<Handler> {
    match kind {
        Kind::Position => Some(crate::org::service::position_handler()),
        Kind::PositionEnd => Some(crate::org::service::end_handler()),
        Kind::Policy => Some(crate::policy::service::handler()),
        Kind::RoundConfirmation => Some(crate::allocation::rounds::confirmation::service::handler()),
        Kind::Erasure => Some(crate::clients::erasure::service::handler()),
        Kind::Renewal => Some(crate::staffing::terms::renewals::handler()),
        Kind::Certification => Some(crate::staffing::certification::decisions::handler()),
        Kind::Demotion => Some(crate::staffing::certification::grades::demotion_handler()),
        Kind::LeavingHandover => Some(crate::staffing::leaving::handover::handler()),
        Kind::Dispatch => Some(crate::staffing::dispatch::service::handler()),
        Kind::Appointment => Some(crate::staffing::recruitment::appointment::handler()),
        Kind::Adjustment => Some(crate::allocation::ownership::adjustments::service::handler()),
    }
}

/// For a kind that holds nothing while it waits.
pub fn nothing_to_drop(_: &mut Cx<'_>, _: &Request, _: RequestState) -> AppResult<()> {
    Ok(())
}
