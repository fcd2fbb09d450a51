//! Erasure: orchestration.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::dto::*;
use super::{rules, store};
use crate::allocation::rounds::lots::service as lots;
use crate::app::Cx;
use crate::approvals::RequestId;
use crate::approvals::model::{Kind, Request};
use crate::approvals::registry::{Handler, nothing_to_drop};
use crate::approvals::service::{Proposal, Step, propose};
use crate::auth::{Action, Role};
use crate::clients::holdings;
use crate::clients::model::{Client, ClientId};
use crate::clients::service::find_to_change;
use crate::error::{AppError, AppResult, Code};
use crate::http::IdemKey;
use crate::search_text::sort_key;

/// What is proposed: the client by number alone, so that the request keeps nothing of what it erases.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Payload {
    client_id: ClientId,
    client_no: String,
}

/// Proposes the erasure of a former client's personal data; head office decides.
///
/// Errors: `client_served`, `client_locked`, `kept_by_law`; `already_pending`.
pub fn propose_erasure(
    cx: &mut Cx<'_>,
    key: &IdemKey,
    id: ClientId,
    input: &ProposeErasure,
) -> AppResult<ErasureProposed> {
    let client = find_to_change(cx, id, Action::ProposeErasure)?;
    let request: RequestId = cx.once(key, Action::ProposeErasure, &(id, input), |cx| {
        check(cx, &client)?;
        propose(
            cx,
            Proposal {
                kind: Kind::Erasure,
                subject_kind: "client",
                subject_id: id.0,
                branch_id: Some(client.branch_id),
                base_version: client.version,
                payload: Payload { client_id: id, client_no: client.client_no.clone() },
                reason: input.reason.clone(),
                gainers: Vec::new(),
                steps: vec![Step { role: Role::HqBusiness, scope: None }],
            },
        )
    })?;
    Ok(ErasureProposed { request_id: request.to_string() })
}

fn check(cx: &mut Cx<'_>, client: &Client) -> AppResult<()> {
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let (open_account, last) = store::find_accounts_end(cx.conn, client.id)?;
    let standing = rules::Standing {
        state: client.state,
        open_account,
        ended_on: last.unwrap_or(client.opened_on),
        held: store::is_held(cx.conn, client.id)?,
    };
    rules::may_erase(&standing, policy.client_data_kept_years, cx.today)
}

/// The part of erasures in their requests.
pub fn handler() -> Handler {
    Handler { validate, apply, dropped: nothing_to_drop }
}

fn subject(cx: &mut Cx<'_>, request: &Request) -> AppResult<Client> {
    let payload: Payload = request.payload.read()?;
    let client = crate::clients::store::find_row(cx.conn, payload.client_id)?;
    if client.version == request.base_version { Ok(client) } else { Err(AppError::new(Code::Stale)) }
}

fn validate(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let client = subject(cx, request)?;
    check(cx, &client)
}

fn apply(cx: &mut Cx<'_>, request: &Request) -> AppResult<()> {
    let client = subject(cx, request)?;
    let sort_key = sort_key(&client.client_no);
    if store::erase_client(cx.conn, client.id, client.version, &sort_key, cx.now)? == 0 {
        return Err(AppError::new(Code::Stale));
    }
    store::delete_identity_and_contacts(cx.conn, client.id)?;
    let lots = lots::forget_client_name(cx, client.id, &client.name, &client.client_no)?;
    let number = vec![client.client_no.as_str()];
    crate::search_text::store::put(cx.conn, crate::clients::store::SEARCHED, &[(client.id.0, number)])?;
    holdings::refresh_clients(cx, &[client.id])?;
    cx.audit("erase_client", "client", Some(client.id), json!({ "request_id": request.id, "lots": lots }))
}
