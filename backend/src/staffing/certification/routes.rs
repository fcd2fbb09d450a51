//! Handlers of certification.

use actix_web::{HttpResponse, get, post, web};

use super::dto::*;
use super::model::{CertificateId, CertificationFileId};
use super::{certificates, decisions, grades, service};
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};
use crate::staffing::model::ManagerId;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_certification_files)
        .service(open_certification_file)
        .service(register_for_certification)
        .service(get_certification_file)
        .service(review_qualification)
        .service(enter_certification_score)
        .service(propose_certification)
        .service(withdraw_certification)
        .service(list_certificates)
        .service(count_certificates)
        .service(review_certificate)
        .service(propose_demotion)
        .service(get_manager_grade)
        .service(get_my_grade);
}

/// Certification files, newest first.
#[utoipa::path(tag = "certification", operation_id = "list_certification_files",
    params(ListCertificationFiles),
    responses((status = 200, description = "The files.", body = Page<CertificationFile>)))]
#[get("/certification-files")]
async fn list_certification_files(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListCertificationFiles>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_certification_files(cx, &q.0)).await
}

/// Open a certification file for somebody else.
#[utoipa::path(tag = "certification", operation_id = "open_certification_file", request_body = OpenCertificationFile,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Opened.", body = CertificationFileView)))]
#[post("/certification-files")]
async fn open_certification_file(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<OpenCertificationFile>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::open_certification_file(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.file.version, &view))
}

/// Register for the certification of a grade.
///
/// Everybody in the bank may; the review of qualification comes next (E2.1, E2.3).
#[utoipa::path(tag = "certification", operation_id = "register_for_certification", request_body = RegisterForCertification,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Registered.", body = CertificationFileView)))]
#[post("/certification-registrations")]
async fn register_for_certification(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<RegisterForCertification>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::register_for_certification(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.file.version, &view))
}

/// One certification file with its review, its evaluation and what it led to.
#[utoipa::path(tag = "certification", operation_id = "get_certification_file",
    params(("id" = CertificationFileId, Path)),
    responses((status = 200, description = "The file.", body = CertificationFileView)))]
#[get("/certification-files/{id}")]
async fn get_certification_file(
    app: web::Data<App>,
    caller: Caller,
    id: Params<CertificationFileId>,
) -> AppResult<HttpResponse> {
    let view = app.read(caller, move |cx| service::get_certification_file(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.file.version, &view))
}

/// Say what the review of qualification came to.
#[utoipa::path(tag = "certification", operation_id = "review_qualification", request_body = ReviewQualification,
    params(("id" = CertificationFileId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Reviewed.", body = CertificationFileView)))]
#[post("/certification-files/{id}/review")]
async fn review_qualification(
    app: web::Data<App>,
    caller: Caller,
    id: Params<CertificationFileId>,
    version: IfMatch,
    body: Body<ReviewQualification>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::review_qualification(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.file.version, &view))
}

/// Enter what was reached in a part; the written one comes from an examination.
#[utoipa::path(tag = "certification", operation_id = "enter_certification_score", request_body = EnterScore,
    params(("id" = CertificationFileId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Entered.", body = CertificationFileView)))]
#[post("/certification-files/{id}/scores")]
async fn enter_certification_score(
    app: web::Data<App>,
    caller: Caller,
    id: Params<CertificationFileId>,
    key: IdemKey,
    body: Body<EnterScore>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| service::enter_certification_score(cx, &key, id.0, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.file.version, &view))
}

/// Put a file that passed its evaluation before who decides.
///
/// Senior is decided by head office, level 1 and below by the branch (E2.4).
#[utoipa::path(tag = "certification", operation_id = "propose_certification", request_body = CertificationReason,
    params(("id" = CertificationFileId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = CertificationFileView)))]
#[post("/certification-files/{id}/proposal")]
async fn propose_certification(
    app: web::Data<App>,
    caller: Caller,
    id: Params<CertificationFileId>,
    key: IdemKey,
    body: Body<CertificationReason>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| decisions::propose_certification(cx, &key, id.0, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.file.version, &view))
}

/// Take an open file back.
#[utoipa::path(tag = "certification", operation_id = "withdraw_certification", request_body = CertificationReason,
    params(("id" = CertificationFileId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Taken back.", body = CertificationFileView)))]
#[post("/certification-files/{id}/withdraw")]
async fn withdraw_certification(
    app: web::Data<App>,
    caller: Caller,
    id: Params<CertificationFileId>,
    version: IfMatch,
    body: Body<CertificationReason>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| service::withdraw_certification(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.file.version, &view))
}

/// Certificates, the next to lapse first.
#[utoipa::path(tag = "certification", operation_id = "list_certificates",
    params(ListCertificates),
    responses((status = 200, description = "The certificates.", body = Page<CertificateView>)))]
#[get("/certificates")]
async fn list_certificates(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListCertificates>,
) -> AppResult<Written> {
    app.list(caller, move |cx| certificates::list_certificates(cx, &q.0)).await
}

/// How certificates stand, by branch.
#[utoipa::path(tag = "certification", operation_id = "count_certificates",
    responses((status = 200, description = "The counts.", body = CertificateCounts)))]
#[get("/certificate-counts")]
async fn count_certificates(app: web::Data<App>, caller: Caller) -> AppResult<web::Json<CertificateCounts>> {
    app.read(caller, certificates::count_certificates).await.map(web::Json)
}

/// Review what a branch certified: uphold it, or overturn it from a day on.
#[utoipa::path(tag = "certification", operation_id = "review_certificate", request_body = ReviewCertificate,
    params(("id" = CertificateId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Reviewed.", body = CertificateView)))]
#[post("/certificates/{id}/review")]
async fn review_certificate(
    app: web::Data<App>,
    caller: Caller,
    id: Params<CertificateId>,
    version: IfMatch,
    body: Body<ReviewCertificate>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| certificates::review_certificate(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Propose that a manager's grade be lowered; policy says who decides.
#[utoipa::path(tag = "certification", operation_id = "propose_demotion", request_body = ProposeDemotion,
    params(("id" = ManagerId, Path), ("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Proposed.", body = DemotionProposed)))]
#[post("/managers/{id}/demotions")]
async fn propose_demotion(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ManagerId>,
    key: IdemKey,
    body: Body<ProposeDemotion>,
) -> AppResult<HttpResponse> {
    let answer = app.write(caller, move |cx| grades::propose_demotion(cx, &key, id.0, &body.0)).await?;
    Ok(HttpResponse::Created().json(answer))
}

/// How a manager's grade came about, what certifies it, what is under way.
#[utoipa::path(tag = "certification", operation_id = "get_manager_grade",
    params(("id" = ManagerId, Path)),
    responses((status = 200, description = "The record.", body = GradeRecord)))]
#[get("/managers/{id}/grade")]
async fn get_manager_grade(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ManagerId>,
) -> AppResult<web::Json<GradeRecord>> {
    app.read(caller, move |cx| grades::get_manager_grade(cx, id.0)).await.map(web::Json)
}

/// The caller's own grade, certificates and files.
#[utoipa::path(tag = "certification", operation_id = "get_my_grade",
    responses((status = 200, description = "The record.", body = GradeRecord)))]
#[get("/my-grade")]
async fn get_my_grade(app: web::Data<App>, caller: Caller) -> AppResult<web::Json<GradeRecord>> {
    app.read(caller, grades::get_my_grade).await.map(web::Json)
}
