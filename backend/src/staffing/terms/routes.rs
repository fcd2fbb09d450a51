//! Handlers of terms.

use actix_web::{HttpResponse, get, patch, post, web};

use super::dto::*;
use super::model::BankTermId;
use super::{renewals, service};
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};
use crate::staffing::model::ManagerId;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_bank_terms)
        .service(create_bank_term)
        .service(update_bank_term)
        .service(list_manager_terms)
        .service(count_manager_terms)
        .service(get_manager_term)
        .service(record_term_result)
        .service(propose_renewal);
}

/// The bank's terms, newest first.
#[utoipa::path(tag = "terms", operation_id = "list_bank_terms",
    responses((status = 200, description = "The terms.", body = BankTerms)))]
#[get("/bank-terms")]
async fn list_bank_terms(app: web::Data<App>, caller: Caller) -> AppResult<web::Json<BankTerms>> {
    app.read(caller, service::list_bank_terms).await.map(web::Json)
}

/// Set a term of the bank; it shares no day with another.
#[utoipa::path(tag = "terms", operation_id = "create_bank_term", request_body = SetBankTerm,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Set.", body = BankTermView)))]
#[post("/bank-terms")]
async fn create_bank_term(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<SetBankTerm>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::create_bank_term(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// Change a term of the bank that has not begun and that no renewal runs to.
#[utoipa::path(tag = "terms", operation_id = "update_bank_term", request_body = SetBankTerm,
    params(("id" = BankTermId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Changed.", body = BankTermView)))]
#[patch("/bank-terms/{id}")]
async fn update_bank_term(
    app: web::Data<App>,
    caller: Caller,
    id: Params<BankTermId>,
    version: IfMatch,
    body: Body<SetBankTerm>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::update_bank_term(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Managers' terms that have an end, the next to end first.
#[utoipa::path(tag = "terms", operation_id = "list_manager_terms", params(ListManagerTerms),
    responses((status = 200, description = "The terms.", body = Page<ManagerTerm>)))]
#[get("/manager-terms")]
async fn list_manager_terms(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListManagerTerms>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_manager_terms(cx, &q.0)).await
}

/// How managers' terms stand, by branch.
#[utoipa::path(tag = "terms", operation_id = "count_manager_terms", params(CountManagerTerms),
    responses((status = 200, description = "The counts.", body = TermCounts)))]
#[get("/manager-term-counts")]
async fn count_manager_terms(
    app: web::Data<App>,
    caller: Caller,
    q: Query<CountManagerTerms>,
) -> AppResult<web::Json<TermCounts>> {
    app.read(caller, move |cx| service::count_manager_terms(cx, &q.0)).await.map(web::Json)
}

/// A manager's term with its assessments and renewals.
#[utoipa::path(tag = "terms", operation_id = "get_manager_term", params(("id" = ManagerId, Path)),
    responses((status = 200, description = "The term.", body = ManagerTermView)))]
#[get("/managers/{id}/term")]
async fn get_manager_term(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ManagerId>,
) -> AppResult<web::Json<ManagerTermView>> {
    app.read(caller, move |cx| service::get_manager_term(cx, id.0)).await.map(web::Json)
}

/// Enter what the assessment of a manager's term came to.
#[utoipa::path(tag = "terms", operation_id = "record_term_result", request_body = RecordTermResult,
    params(("id" = ManagerId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Entered.", body = ManagerTermView)))]
#[post("/managers/{id}/term-results")]
async fn record_term_result(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ManagerId>,
    key: IdemKey,
    body: Body<RecordTermResult>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::record_term_result(cx, &key, id.0, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Propose that a manager's term be renewed; somebody else decides.
///
/// It needs a passed assessment of the term that ends, and runs to the end of the bank's term (D4).
#[utoipa::path(tag = "terms", operation_id = "propose_renewal", request_body = ProposeRenewal,
    params(("id" = ManagerId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = RenewalProposed)))]
#[post("/managers/{id}/term-renewals")]
async fn propose_renewal(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ManagerId>,
    key: IdemKey,
    body: Body<ProposeRenewal>,
) -> AppResult<HttpResponse> {
    let answer = app.write(caller, move |cx| renewals::propose_renewal(cx, &key, id.0, &body.0)).await?;
    Ok(HttpResponse::Created().json(answer))
}
