//! Handlers of clients.

use actix_web::{HttpResponse, get, patch, post, web};

use super::dto::*;
use super::model::ClientId;
use super::{personal, service};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_clients)
        .service(create_client)
        .service(find_client_by_identity)
        .service(get_client)
        .service(update_client)
        .service(unmask_client);
}

/// List clients in the order of their names.
///
/// Names of persons and amounts are shown to whom the clients concern; identity numbers are masked for everybody.
#[utoipa::path(tag = "clients", operation_id = "list_clients", params(ListClients),
    responses((status = 200, description = "Clients.", body = Page<ClientItem>)))]
#[get("/clients")]
async fn list_clients(app: web::Data<App>, caller: Caller, q: Query<ListClients>) -> AppResult<Written> {
    app.list_at_once(caller, move |cx| service::list_clients(cx, &q.0)).await
}

/// One client.
#[utoipa::path(tag = "clients", operation_id = "get_client", params(("id" = ClientId, Path)),
    responses((status = 200, description = "The client.", body = ClientView)))]
#[get("/clients/{id}")]
async fn get_client(app: web::Data<App>, caller: Caller, id: Params<ClientId>) -> AppResult<HttpResponse> {
    let view = app.read(caller, move |cx| service::get_client(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.item.version, &view))
}

/// Put a client in; nobody looks after it yet (D9.1).
#[utoipa::path(tag = "clients", operation_id = "create_client", request_body = CreateClient,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Put in.", body = ClientView)))]
#[post("/clients")]
async fn create_client(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateClient>,
) -> AppResult<HttpResponse> {
    let input = body.0;
    let sealing =
        service::seal(&app, ClientId::new(), input.identity.as_ref(), &input.contacts, "/contacts")?;
    let by = caller.clone();
    let id = app.write(caller, move |cx| service::create_client(cx, &key, &input, &sealing)).await?;
    // Read apart: what is read beside what others write would make one of them start again.
    let view = app.read(by, move |cx| service::get_client(cx, id)).await?;
    Ok(etag(HttpResponse::Created(), view.item.version, &view))
}

/// Change a client.
#[utoipa::path(tag = "clients", operation_id = "update_client", request_body = UpdateClient,
    params(("id" = ClientId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "As changed.", body = ClientView)))]
#[patch("/clients/{id}")]
async fn update_client(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ClientId>,
    version: IfMatch,
    body: Body<UpdateClient>,
) -> AppResult<HttpResponse> {
    let (id, input) = (id.0, body.0);
    let sealing = service::seal(&app, id, input.identity.as_ref(), &input.add_contacts, "/add_contacts")?;
    let view = app.write(caller, move |cx| service::update_client(cx, id, version, &input, &sealing)).await?;
    Ok(etag(HttpResponse::Ok(), view.item.version, &view))
}

/// Find the client with an identity number. The number stands in the body, the search is kept on record.
#[utoipa::path(tag = "clients", operation_id = "find_client_by_identity", request_body = IdentityInput,
    responses((status = 200, description = "None or one.", body = FoundClients)))]
#[post("/clients/search-identity")]
async fn find_client_by_identity(
    app: web::Data<App>,
    caller: Caller,
    body: Body<IdentityInput>,
) -> AppResult<web::Json<FoundClients>> {
    let (kind, macs) = (body.0.kind, personal::search_keys(&app, &body.0)?);
    app.write(caller, move |cx| personal::find_client_by_identity(cx, kind, &macs)).await.map(web::Json)
}

/// Show a client's identity number and contacts whole, for a purpose that is kept on record.
#[utoipa::path(tag = "clients", operation_id = "unmask_client", request_body = UnmaskClient,
    params(("id" = ClientId, Path)),
    responses((status = 200, description = "The personal data.", body = UnmaskedClient)))]
#[post("/clients/{id}/unmask")]
async fn unmask_client(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ClientId>,
    body: Body<UnmaskClient>,
) -> AppResult<web::Json<UnmaskedClient>> {
    let id = id.0;
    let (client, contacts) = app.write(caller, move |cx| personal::unmask_client(cx, id, &body.0)).await?;
    let app = app.get_ref().clone();
    web::block(move || personal::open(&app, client, contacts))
        .await
        .map_err(AppError::internal)?
        .map(web::Json)
}
