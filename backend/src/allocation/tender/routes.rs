//! Handlers of bids, receipts and books.

use actix_web::http::header;
use actix_web::{HttpResponse, delete, get, post, put, web};

use super::book::Book;
use super::dto::*;
use super::model::BidId;
use super::service;
use crate::allocation::rounds::model::RoundId;
use crate::app::App;
use crate::error::{AppError, AppResult, Code};
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(get_my_terms)
        .service(list_my_bids)
        .service(place_bid)
        .service(change_bid)
        .service(withdraw_bid)
        .service(get_receipt)
        .service(list_receipt_keys)
        .service(list_bid_digests)
        .service(get_book)
        .service(get_book_instance)
        .service(enter_beacon);
}

/// What the caller may bid for in a round: what is left of the limits, and why not for which lot.
#[utoipa::path(tag = "tender", operation_id = "get_my_terms", params(("id" = RoundId, Path)),
    responses((status = 200, description = "Terms.", body = MyTerms)))]
#[get("/rounds/{id}/my-terms")]
async fn get_my_terms(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
) -> AppResult<web::Json<MyTerms>> {
    app.read(caller, move |cx| service::get_my_terms(cx, id.0)).await.map(web::Json)
}

/// The caller's own bids in a round; nobody else's are to be had before it closes.
#[utoipa::path(tag = "tender", operation_id = "list_my_bids", params(("id" = RoundId, Path), ListMyBids),
    responses((status = 200, description = "Bids.", body = Page<BidView>)))]
#[get("/rounds/{id}/bids")]
async fn list_my_bids(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<ListMyBids>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_my_bids(cx, id.0, &q.0)).await
}

/// Place a sealed bid. It is placed when the receipt is there, and not before.
#[utoipa::path(tag = "tender", operation_id = "place_bid", request_body = PlaceBid,
    params(("id" = RoundId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Accepted.", body = PlacedBid)))]
#[post("/rounds/{id}/bids")]
async fn place_bid(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    key: IdemKey,
    body: Body<PlaceBid>,
) -> AppResult<HttpResponse> {
    let placed =
        app.write_in_turn(caller, id.0.0, move |cx| service::place_bid(cx, &key, id.0, &body.0)).await;
    let placed = closing_late(&app, id.0, placed)?;
    Ok(etag(HttpResponse::Created(), placed.bid.version.into(), &placed))
}

/// Change a bid: a new version with its own receipt; the older ones are kept.
#[utoipa::path(tag = "tender", operation_id = "change_bid", request_body = PlaceBid,
    params(("id" = RoundId, Path), ("bid_id" = BidId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Accepted.", body = PlacedBid)))]
#[put("/rounds/{id}/bids/{bid_id}")]
async fn change_bid(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(RoundId, BidId)>,
    version: IfMatch,
    body: Body<PlaceBid>,
) -> AppResult<HttpResponse> {
    let (id, bid) = ids.0;
    let placed =
        app.write_in_turn(caller, id.0, move |cx| service::change_bid(cx, id, bid, version, &body.0)).await;
    let placed = closing_late(&app, id, placed)?;
    Ok(etag(HttpResponse::Ok(), placed.bid.version.into(), &placed))
}

/// Take a bid back; its versions are kept sealed until closing destroys their key.
#[utoipa::path(tag = "tender", operation_id = "withdraw_bid",
    params(("id" = RoundId, Path), ("bid_id" = BidId, Path), ("If-Match" = String, Header, max_length = 40, description = "The version that is taken back, in quotes.")),
    responses((status = 200, description = "Taken back.", body = PlacedBid)))]
#[delete("/rounds/{id}/bids/{bid_id}")]
async fn withdraw_bid(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(RoundId, BidId)>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let (id, bid) = ids.0;
    let placed = app.write_in_turn(caller, id.0, move |cx| service::withdraw_bid(cx, id, bid, version)).await;
    let placed = closing_late(&app, id, placed)?;
    Ok(etag(HttpResponse::Ok(), placed.bid.version.into(), &placed))
}

/// Whoever comes too late while the round's row still says open sets the closing off.
fn closing_late<T>(app: &App, round: RoundId, answer: AppResult<T>) -> AppResult<T> {
    let still_open = |e: &AppError| {
        e.code() == Code::BiddingClosed
            && e.params().get("state").is_some_and(|s| s == "open" || s == "published")
    };
    if answer.as_ref().is_err_and(still_open) && !app.config().no_jobs {
        let app = app.clone();
        drop(web::block(move || {
            if let Err(e) = service::close(&app, round) {
                log::warn!("round {round}: closing set off by a late request: {e}");
            }
        }));
    }
    answer
}

/// The signed receipt of a version of one's own bid.
#[utoipa::path(tag = "tender", operation_id = "get_receipt",
    params(("id" = RoundId, Path), ("bid_id" = BidId, Path), GetReceipt),
    responses((status = 200, description = "The receipt.", body = ReceiptView)))]
#[get("/rounds/{id}/bids/{bid_id}/receipt")]
async fn get_receipt(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(RoundId, BidId)>,
    q: Query<GetReceipt>,
) -> AppResult<web::Json<ReceiptView>> {
    let (id, bid) = ids.0;
    app.read(caller, move |cx| service::get_receipt(cx, id, bid, q.0.version)).await.map(web::Json)
}

/// Public keys that receipts are checked with.
#[utoipa::path(tag = "tender", operation_id = "list_receipt_keys", security(()),
    responses((status = 200, description = "Keys.", body = ReceiptKeys)))]
#[get("/receipt-keys")]
async fn list_receipt_keys(app: web::Data<App>) -> web::Json<ReceiptKeys> {
    web::Json(service::list_receipt_keys(&app))
}

/// Digests of the live bids without names, and what the draw is repeated from; after closing.
#[utoipa::path(tag = "tender", operation_id = "list_bid_digests", params(("id" = RoundId, Path), GetBook),
    responses((status = 200, description = "Digests.", body = BidDigests)))]
#[get("/rounds/{id}/digests")]
async fn list_bid_digests(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<GetBook>,
) -> AppResult<web::Json<BidDigests>> {
    app.read(caller, move |cx| service::list_bid_digests(cx, id.0, q.0.revision)).await.map(web::Json)
}

/// The frozen book, byte by byte: canonical JSON (RFC 8785) whose SHA-256 is the book's digest; after closing.
#[utoipa::path(tag = "tender", operation_id = "get_book", params(("id" = RoundId, Path), GetBook),
    responses((status = 200, description = "The book.", body = Book)))]
#[get("/rounds/{id}/book")]
async fn get_book(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<GetBook>,
) -> AppResult<HttpResponse> {
    let bytes = app.read(caller, move |cx| service::get_book(cx, id.0, q.0.revision)).await?;
    Ok(HttpResponse::Ok().content_type(header::ContentType::json()).body(bytes))
}

/// The book as the input file of a clearing, so that anybody can repeat it with `kejing clear`.
#[utoipa::path(tag = "tender", operation_id = "get_book_instance", params(("id" = RoundId, Path), GetBook),
    responses((status = 200, description = "The file.", body = Object)))]
#[get("/rounds/{id}/book/instance")]
async fn get_book_instance(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    q: Query<GetBook>,
) -> AppResult<web::Json<serde_json::Value>> {
    app.read(caller, move |cx| service::get_book_instance(cx, id.0, q.0.revision)).await.map(web::Json)
}

/// Enter the public figure that was named at publication and became known after closing; once.
#[utoipa::path(tag = "tender", operation_id = "enter_beacon", request_body = EnterBeacon, params(("id" = RoundId, Path)),
    responses((status = 200, description = "Entered; the draw goes on.", body = BidDigests)))]
#[post("/rounds/{id}/beacon")]
async fn enter_beacon(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RoundId>,
    body: Body<EnterBeacon>,
) -> AppResult<web::Json<BidDigests>> {
    let id = id.0;
    app.write(caller.clone(), move |cx| service::enter_beacon(cx, id, &body.0)).await?;
    let app2 = app.clone();
    web::block(move || service::close(&app2, id)).await.map_err(AppError::internal)??;
    app.read(caller, move |cx| service::list_bid_digests(cx, id, None)).await.map(web::Json)
}
