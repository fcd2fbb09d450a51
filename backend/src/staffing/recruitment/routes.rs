//! Handlers of recruitment.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, delete, get, post, put, web};
use futures_util::StreamExt as _;

use super::dto::*;
use super::model::{PostApplicationId, PostDocumentId, PostObjectionId, RecruitmentId};
use super::{applications, appointment, documents, objections, ranking, scoring, service};
use crate::app::App;
use crate::error::{AppError, AppResult, Code};
use crate::files::FileBytes;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_recruitments)
        .service(create_recruitment)
        .service(get_recruitment)
        .service(update_recruitment)
        .service(publish_recruitment)
        .service(withdraw_recruitment)
        .service(cancel_recruitment)
        .service(get_eligibility)
        .service(apply_for_post)
        .service(withdraw_post_application)
        .service(list_post_applications)
        .service(recuse_panel_member)
        .service(give_scores)
        .service(rank_applicants)
        .service(get_ranking)
        .service(decide_tie)
        .service(reopen_scoring)
        .service(announce_ranking)
        .service(withdraw_announcement)
        .service(object_to_ranking)
        .service(list_ranking_objections)
        .service(withdraw_ranking_objection)
        .service(decide_ranking_objection)
        .service(propose_appointment)
        .service(list_recruitment_events)
        .service(add_post_document)
        .service(remove_post_document)
        .service(get_post_document_file);
}

/// List rounds of recruitment, newest first; drafts for those who prepare them (D4).
#[utoipa::path(tag = "recruitment", operation_id = "list_recruitments", params(ListRecruitments),
    responses((status = 200, description = "Rounds.", body = Page<RecruitmentView>)))]
#[get("/recruitments")]
async fn list_recruitments(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListRecruitments>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_recruitments(cx, &q.0)).await
}

/// Prepare a round of recruitment (D4).
#[utoipa::path(tag = "recruitment", operation_id = "create_recruitment", request_body = SetRecruitment,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Prepared.", body = RecruitmentView)))]
#[post("/recruitments")]
async fn create_recruitment(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<SetRecruitment>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::create_recruitment(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// One round of recruitment.
#[utoipa::path(tag = "recruitment", operation_id = "get_recruitment", params(("id" = RecruitmentId, Path)),
    responses((status = 200, description = "The round.", body = RecruitmentView)))]
#[get("/recruitments/{id}")]
async fn get_recruitment(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
) -> AppResult<HttpResponse> {
    let view = app.read(caller, move |cx| service::get_recruitment(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Change a round that is being prepared.
#[utoipa::path(tag = "recruitment", operation_id = "update_recruitment", request_body = SetRecruitment,
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "As changed.", body = RecruitmentView)))]
#[put("/recruitments/{id}")]
async fn update_recruitment(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
    body: Body<SetRecruitment>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::update_recruitment(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Announce a round with its complete panel; from then on nothing of it changes.
#[utoipa::path(tag = "recruitment", operation_id = "publish_recruitment",
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Announced.", body = RecruitmentView)))]
#[post("/recruitments/{id}/publish")]
async fn publish_recruitment(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::publish_recruitment(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Take a publication back, with reason, as long as nobody has applied.
#[utoipa::path(tag = "recruitment", operation_id = "withdraw_recruitment", request_body = RecruitmentReason,
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "A draft again.", body = RecruitmentView)))]
#[post("/recruitments/{id}/withdraw")]
async fn withdraw_recruitment(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
    body: Body<RecruitmentReason>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::withdraw_recruitment(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Call a round off, with reason, at any time before an appointment; applicants are told.
#[utoipa::path(tag = "recruitment", operation_id = "cancel_recruitment", request_body = RecruitmentReason,
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Called off.", body = RecruitmentView)))]
#[post("/recruitments/{id}/cancel")]
async fn cancel_recruitment(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
    body: Body<RecruitmentReason>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::cancel_recruitment(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Whether the caller may apply, and each reason why not with its clause (D3, D4, E2.1).
#[utoipa::path(tag = "recruitment", operation_id = "get_eligibility", params(("id" = RecruitmentId, Path)),
    responses((status = 200, description = "The answer.", body = EligibilityView)))]
#[get("/recruitments/{id}/eligibility")]
async fn get_eligibility(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
) -> AppResult<web::Json<EligibilityView>> {
    app.read(caller, move |cx| applications::get_eligibility(cx, id.0)).await.map(web::Json)
}

/// Apply while the round is open; refused at once with every reason.
#[utoipa::path(tag = "recruitment", operation_id = "apply_for_post", request_body = ApplyForPost,
    params(("id" = RecruitmentId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Applied.", body = RecruitmentView)))]
#[post("/recruitments/{id}/application")]
async fn apply_for_post(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    key: IdemKey,
    body: Body<ApplyForPost>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| applications::apply_for_post(cx, id.0, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// Take one's own application back, with reason, before the ranking is made.
#[utoipa::path(tag = "recruitment", operation_id = "withdraw_post_application", request_body = RecruitmentReason,
    params(("id" = RecruitmentId, Path)),
    responses((status = 200, description = "Taken back.", body = RecruitmentView)))]
#[post("/recruitments/{id}/application/withdraw")]
async fn withdraw_post_application(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    body: Body<RecruitmentReason>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| applications::withdraw_post_application(cx, id.0, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Who applied, for those who run or oversee the round and its panel; scores once every sheet is in.
#[utoipa::path(tag = "recruitment", operation_id = "list_post_applications", params(("id" = RecruitmentId, Path)),
    responses((status = 200, description = "Applications.", body = PostApplications)))]
#[get("/recruitments/{id}/applications")]
async fn list_post_applications(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
) -> AppResult<web::Json<PostApplications>> {
    app.read(caller, move |cx| scoring::list_post_applications(cx, id.0)).await.map(web::Json)
}

/// A member of the panel does not score an applicant: a relative, a rival.
#[utoipa::path(tag = "recruitment", operation_id = "recuse_panel_member", request_body = RecuseMember,
    params(("id" = PostApplicationId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Noted.", body = PostApplications)))]
#[post("/recruitment-applications/{id}/recusals")]
async fn recuse_panel_member(
    app: web::Data<App>,
    caller: Caller,
    id: Params<PostApplicationId>,
    key: IdemKey,
    body: Body<RecuseMember>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| applications::recuse_panel_member(cx, id.0, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Score an applicant before the time to score ends; members do not see each other's scores before every sheet is in.
#[utoipa::path(tag = "recruitment", operation_id = "give_scores", request_body = GiveScores,
    params(("id" = PostApplicationId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Scored.", body = PostApplications)))]
#[post("/recruitment-applications/{id}/scores")]
async fn give_scores(
    app: web::Data<App>,
    caller: Caller,
    id: Params<PostApplicationId>,
    key: IdemKey,
    body: Body<GiveScores>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| scoring::give_scores(cx, id.0, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Make the ranking: weighted, exact, with its ties.
#[utoipa::path(tag = "recruitment", operation_id = "rank_applicants",
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "The ranking.", body = RankingView)))]
#[post("/recruitments/{id}/rank")]
async fn rank_applicants(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| ranking::rank_applicants(cx, id.0, version)).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// The ranking: for those who see who applied, and for everybody once it is announced.
#[utoipa::path(tag = "recruitment", operation_id = "get_ranking", params(("id" = RecruitmentId, Path), GetRanking),
    responses((status = 200, description = "The ranking.", body = RankingView)))]
#[get("/recruitments/{id}/ranking")]
async fn get_ranking(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    q: Query<GetRanking>,
) -> AppResult<web::Json<RankingView>> {
    app.read(caller, move |cx| ranking::get_ranking(cx, id.0, &q.0)).await.map(web::Json)
}

/// Decide a tie, with reason, as the panel's chair.
#[utoipa::path(tag = "recruitment", operation_id = "decide_tie", request_body = DecideTie,
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "The ranking.", body = RankingView)))]
#[post("/recruitments/{id}/tie-decisions")]
async fn decide_tie(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
    body: Body<DecideTie>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| ranking::decide_tie(cx, id.0, version, &body.0)).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// Give the panel more time, with reason; a ranking that was made stays on record.
#[utoipa::path(tag = "recruitment", operation_id = "reopen_scoring", request_body = ReopenScoring,
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Being scored again.", body = RecruitmentView)))]
#[post("/recruitments/{id}/reopen")]
async fn reopen_scoring(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
    body: Body<ReopenScoring>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| ranking::reopen_scoring(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Announce the ranking; a notice period begins.
#[utoipa::path(tag = "recruitment", operation_id = "announce_ranking",
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Announced.", body = RecruitmentView)))]
#[post("/recruitments/{id}/announce")]
async fn announce_ranking(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| ranking::announce_ranking(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Take an announcement back, with reason.
#[utoipa::path(tag = "recruitment", operation_id = "withdraw_announcement", request_body = RecruitmentReason,
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Taken back.", body = RecruitmentView)))]
#[post("/recruitments/{id}/withdraw-announcement")]
async fn withdraw_announcement(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
    body: Body<RecruitmentReason>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| ranking::withdraw_announcement(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Object to an announced ranking, while the notice period runs.
#[utoipa::path(tag = "recruitment", operation_id = "object_to_ranking", request_body = ObjectToRanking,
    params(("id" = RecruitmentId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Objections.", body = PostObjections)))]
#[post("/recruitments/{id}/objections")]
async fn object_to_ranking(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    key: IdemKey,
    body: Body<ObjectToRanking>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| objections::object_to_ranking(cx, id.0, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Objections to a ranking: one's own; all of them for those who decide and oversee.
#[utoipa::path(tag = "recruitment", operation_id = "list_ranking_objections", params(("id" = RecruitmentId, Path)),
    responses((status = 200, description = "Objections.", body = PostObjections)))]
#[get("/recruitments/{id}/objections")]
async fn list_ranking_objections(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
) -> AppResult<web::Json<PostObjections>> {
    app.read(caller, move |cx| objections::list_ranking_objections(cx, id.0)).await.map(web::Json)
}

/// Take one's own objection back, while it is open.
#[utoipa::path(tag = "recruitment", operation_id = "withdraw_ranking_objection",
    params(("id" = PostObjectionId, Path)),
    responses((status = 200, description = "Objections.", body = PostObjections)))]
#[post("/recruitment-objections/{id}/withdraw")]
async fn withdraw_ranking_objection(
    app: web::Data<App>,
    caller: Caller,
    id: Params<PostObjectionId>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| objections::withdraw_ranking_objection(cx, id.0)).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// Decide an objection, with reason, as somebody whom it does not concern; an upheld one corrects the ranking.
#[utoipa::path(tag = "recruitment", operation_id = "decide_ranking_objection", request_body = DecideRankingObjection,
    params(("id" = PostObjectionId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Objections.", body = PostObjections)))]
#[post("/recruitment-objections/{id}/decision")]
async fn decide_ranking_objection(
    app: web::Data<App>,
    caller: Caller,
    id: Params<PostObjectionId>,
    key: IdemKey,
    body: Body<DecideRankingObjection>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| objections::decide_ranking_objection(cx, id.0, &key, &body.0)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Propose the appointment of those who won; another decides (D4).
#[utoipa::path(tag = "recruitment", operation_id = "propose_appointment", request_body = ProposeAppointment,
    params(("id" = RecruitmentId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Proposed.", body = RecruitmentView)))]
#[post("/recruitments/{id}/appointment")]
async fn propose_appointment(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    version: IfMatch,
    body: Body<ProposeAppointment>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| appointment::propose_appointment(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// What happened to a round, newest first.
#[utoipa::path(tag = "recruitment", operation_id = "list_recruitment_events", params(("id" = RecruitmentId, Path), ListPostEvents),
    responses((status = 200, description = "Events.", body = Page<PostEventView>)))]
#[get("/recruitments/{id}/events")]
async fn list_recruitment_events(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    q: Query<ListPostEvents>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_recruitment_events(cx, id.0, &q.0)).await
}

/// Hand in a document: PDF, JPEG or PNG as its bytes say, up to 5 MB, while the round is open.
#[utoipa::path(tag = "recruitment", operation_id = "add_post_document",
    params(("id" = RecruitmentId, Path), AddPostDocument, ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    request_body(description = "The document.", content(
        (FileBytes = "application/pdf"), (FileBytes = "image/jpeg"), (FileBytes = "image/png"))),
    responses((status = 201, description = "Handed in.", body = PostDocumentView)))]
#[post("/recruitments/{id}/documents")]
async fn add_post_document(
    app: web::Data<App>,
    caller: Caller,
    id: Params<RecruitmentId>,
    key: IdemKey,
    q: Query<AddPostDocument>,
    mut body: web::Payload,
) -> AppResult<HttpResponse> {
    let id = id.0;
    let expires = app.read(caller.clone(), move |cx| documents::check_upload(cx, id)).await?;
    let mut upload = documents::upload(&app, caller.claims.as_ref().map(|c| c.user()))?;
    let mut first = Vec::new();
    while let Some(bytes) = body.next().await {
        let bytes = bytes.map_err(|_| AppError::new(Code::BadRequest))?;
        if first.len() < 8 {
            first.extend(bytes.iter().take(8));
        }
        if upload.push(&bytes)? {
            upload =
                web::block(move || upload.flush().map(|()| upload)).await.map_err(AppError::internal)??;
        }
    }
    let file = web::block(move || documents::finish(upload, &first, expires))
        .await
        .map_err(AppError::internal)??;
    let view = app.write(caller, move |cx| documents::add_post_document(cx, id, &key, &q.0, &file)).await?;
    Ok(HttpResponse::Created().json(view))
}

/// Take one of one's own documents away, while the round is open.
#[utoipa::path(tag = "recruitment", operation_id = "remove_post_document", params(("id" = PostDocumentId, Path)),
    responses((status = 204, description = "Taken away.")))]
#[delete("/recruitment-documents/{id}")]
async fn remove_post_document(
    app: web::Data<App>,
    caller: Caller,
    id: Params<PostDocumentId>,
) -> AppResult<HttpResponse> {
    app.write(caller, move |cx| documents::remove_post_document(cx, id.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A document's bytes, for its owner and for those who see who applied; each look of another is on record.
#[utoipa::path(tag = "recruitment", operation_id = "get_post_document_file", params(("id" = PostDocumentId, Path)),
    responses((status = 200, description = "The document.", content(
        (FileBytes = "application/pdf"), (FileBytes = "image/jpeg"), (FileBytes = "image/png")))))]
#[get("/recruitment-documents/{id}/file")]
async fn get_post_document_file(
    app: web::Data<App>,
    caller: Caller,
    id: Params<PostDocumentId>,
) -> AppResult<HttpResponse> {
    let id = id.0;
    let (media_type, bytes) = app.write(caller, move |cx| documents::get_post_document_file(cx, id)).await?;
    let ending = media_type.rsplit('/').next().unwrap_or("bin").to_owned();
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.{ending}\"")))
        .body(bytes))
}
