//! Handlers of examinations.

use actix_web::{HttpResponse, delete, get, patch, post, put, web};

use super::dto::*;
use super::model::{AnswerId, ExamId, QuestionId};
use super::{marking, questions, results, service, sittings};
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Body, Caller, IdemKey, IfMatch, Page, Params, Query, Written, etag};
use crate::org::model::EmployeeId;

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_exam_questions)
        .service(create_exam_question)
        .service(count_exam_questions)
        .service(get_exam_question)
        .service(list_exam_question_versions)
        .service(revise_exam_question)
        .service(adopt_exam_question)
        .service(retire_exam_question)
        .service(list_exams)
        .service(create_exam)
        .service(get_exam)
        .service(update_exam)
        .service(draw_exam_paper)
        .service(get_exam_paper)
        .service(publish_exam)
        .service(cancel_exam)
        .service(release_exam)
        .service(list_exam_candidates)
        .service(enrol_candidate)
        .service(remove_candidate)
        .service(enrol_in_exam)
        .service(leave_exam)
        .service(get_sitting)
        .service(start_sitting)
        .service(save_answer)
        .service(submit_sitting)
        .service(get_my_exam_result)
        .service(list_exam_marking)
        .service(give_mark)
        .service(list_exam_results);
}

/// List the question bank in its newest versions, with what is right: for its authors alone.
#[utoipa::path(tag = "exams", operation_id = "list_exam_questions",
    params(ListQuestions),
    responses((status = 200, description = "Questions.", body = Page<QuestionView>)))]
#[get("/exam-questions")]
async fn list_exam_questions(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListQuestions>,
) -> AppResult<Written> {
    app.list(caller, move |cx| questions::list_exam_questions(cx, &q.0)).await
}

/// Write a question; papers draw it once somebody else has adopted it.
#[utoipa::path(tag = "exams", operation_id = "create_exam_question", request_body = CreateQuestion,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Written.", body = QuestionView)))]
#[post("/exam-questions")]
async fn create_exam_question(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateQuestion>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| questions::create_exam_question(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// How many questions in use there are by area, kind and difficulty.
#[utoipa::path(tag = "exams", operation_id = "count_exam_questions",
    responses((status = 200, description = "The counts.", body = QuestionCounts)))]
#[get("/exam-question-counts")]
async fn count_exam_questions(app: web::Data<App>, caller: Caller) -> AppResult<web::Json<QuestionCounts>> {
    app.read(caller, questions::count_exam_questions).await.map(web::Json)
}

/// One question of the bank, for its authors.
#[utoipa::path(tag = "exams", operation_id = "get_exam_question",
    params(("id" = QuestionId, Path)),
    responses((status = 200, description = "The question.", body = QuestionView)))]
#[get("/exam-questions/{id}")]
async fn get_exam_question(
    app: web::Data<App>,
    caller: Caller,
    id: Params<QuestionId>,
) -> AppResult<HttpResponse> {
    let view = app.read(caller, move |cx| questions::get_exam_question(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// List a question's versions, the newest first, each with what it changed, by whom and when.
#[utoipa::path(tag = "exams", operation_id = "list_exam_question_versions",
    params(("id" = QuestionId, Path)),
    responses((status = 200, description = "Versions.", body = QuestionVersions)))]
#[get("/exam-questions/{id}/versions")]
async fn list_exam_question_versions(
    app: web::Data<App>,
    caller: Caller,
    id: Params<QuestionId>,
) -> AppResult<web::Json<QuestionVersions>> {
    app.read(caller, move |cx| questions::list_exam_question_versions(cx, id.0)).await.map(web::Json)
}

/// Write a new version of a question; papers drawn before keep theirs.
#[utoipa::path(tag = "exams", operation_id = "revise_exam_question", request_body = ReviseQuestion,
    params(("id" = QuestionId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "The new version.", body = QuestionView)))]
#[put("/exam-questions/{id}")]
async fn revise_exam_question(
    app: web::Data<App>,
    caller: Caller,
    id: Params<QuestionId>,
    version: IfMatch,
    body: Body<ReviseQuestion>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| questions::revise_exam_question(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Take the newest version of a question into use; whoever wrote it cannot.
#[utoipa::path(tag = "exams", operation_id = "adopt_exam_question",
    params(("id" = QuestionId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "In use.", body = QuestionView)))]
#[post("/exam-questions/{id}/adopt")]
async fn adopt_exam_question(
    app: web::Data<App>,
    caller: Caller,
    id: Params<QuestionId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| questions::adopt_exam_question(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Retire a question; papers drawn before keep it.
#[utoipa::path(tag = "exams", operation_id = "retire_exam_question", request_body = ExamReason,
    params(("id" = QuestionId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Retired.", body = QuestionView)))]
#[post("/exam-questions/{id}/retire")]
async fn retire_exam_question(
    app: web::Data<App>,
    caller: Caller,
    id: Params<QuestionId>,
    version: IfMatch,
    body: Body<ExamReason>,
) -> AppResult<HttpResponse> {
    let view =
        app.write(caller, move |cx| questions::retire_exam_question(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// List examinations, newest first; drafts for their authors.
#[utoipa::path(tag = "exams", operation_id = "list_exams",
    params(ListExams),
    responses((status = 200, description = "Examinations.", body = Page<ExamView>)))]
#[get("/exams")]
async fn list_exams(app: web::Data<App>, caller: Caller, q: Query<ListExams>) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_exams(cx, &q.0)).await
}

/// Prepare an examination (D8.2, E2.3).
#[utoipa::path(tag = "exams", operation_id = "create_exam", request_body = CreateExam,
    params(("Idempotency-Key" = String, Header, min_length = 8, max_length = 64, description = "Names this request, so that a repetition does nothing twice.")),
    responses((status = 201, description = "Prepared.", body = ExamView)))]
#[post("/exams")]
async fn create_exam(
    app: web::Data<App>,
    caller: Caller,
    key: IdemKey,
    body: Body<CreateExam>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::create_exam(cx, &key, &body.0)).await?;
    Ok(etag(HttpResponse::Created(), view.version, &view))
}

/// One examination.
#[utoipa::path(tag = "exams", operation_id = "get_exam",
    params(("id" = ExamId, Path)),
    responses((status = 200, description = "The examination.", body = ExamView)))]
#[get("/exams/{id}")]
async fn get_exam(app: web::Data<App>, caller: Caller, id: Params<ExamId>) -> AppResult<HttpResponse> {
    let view = app.read(caller, move |cx| service::get_exam(cx, id.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Change an examination that is being prepared; other rules undo the draw.
#[utoipa::path(tag = "exams", operation_id = "update_exam", request_body = UpdateExam,
    params(("id" = ExamId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "As changed.", body = ExamView)))]
#[patch("/exams/{id}")]
async fn update_exam(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
    version: IfMatch,
    body: Body<UpdateExam>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::update_exam(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Draw the paper with a new recorded seed.
#[utoipa::path(tag = "exams", operation_id = "draw_exam_paper",
    params(("id" = ExamId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Drawn.", body = ExamView)))]
#[post("/exams/{id}/draw")]
async fn draw_exam_paper(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::draw_exam_paper(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// The drawn paper with its answers, for its authors.
#[utoipa::path(tag = "exams", operation_id = "get_exam_paper",
    params(("id" = ExamId, Path)),
    responses((status = 200, description = "The paper.", body = PaperView)))]
#[get("/exams/{id}/paper")]
async fn get_exam_paper(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
) -> AppResult<web::Json<PaperView>> {
    app.read(caller, move |cx| service::get_exam_paper(cx, id.0)).await.map(web::Json)
}

/// Announce an examination whose paper has been drawn.
#[utoipa::path(tag = "exams", operation_id = "publish_exam",
    params(("id" = ExamId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Announced.", body = ExamView)))]
#[post("/exams/{id}/publish")]
async fn publish_exam(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::publish_exam(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Call an examination off; its candidates are told.
#[utoipa::path(tag = "exams", operation_id = "cancel_exam", request_body = ExamReason,
    params(("id" = ExamId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Called off.", body = ExamView)))]
#[post("/exams/{id}/cancel")]
async fn cancel_exam(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
    version: IfMatch,
    body: Body<ExamReason>,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::cancel_exam(cx, id.0, version, &body.0)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Release the results, once every written answer has its points (E2.3).
#[utoipa::path(tag = "exams", operation_id = "release_exam",
    params(("id" = ExamId, Path), ("If-Match" = String, Header, max_length = 24, description = "The version that the change is based on, in quotes.")),
    responses((status = 200, description = "Released.", body = ExamView)))]
#[post("/exams/{id}/release")]
async fn release_exam(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
    version: IfMatch,
) -> AppResult<HttpResponse> {
    let view = app.write(caller, move |cx| service::release_exam(cx, id.0, version)).await?;
    Ok(etag(HttpResponse::Ok(), view.version, &view))
}

/// Candidates by name, within the caller's reach.
#[utoipa::path(tag = "exams", operation_id = "list_exam_candidates",
    params(("id" = ExamId, Path), ListExamParts),
    responses((status = 200, description = "Candidates.", body = Page<ExamCandidate>)))]
#[get("/exams/{id}/candidates")]
async fn list_exam_candidates(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
    q: Query<ListExamParts>,
) -> AppResult<Written> {
    app.list(caller, move |cx| service::list_exam_candidates(cx, id.0, &q.0)).await
}

/// Enrol somebody, who is told; repeated, it changes nothing.
#[utoipa::path(tag = "exams", operation_id = "enrol_candidate",
    params(("id" = ExamId, Path), ("employee_id" = EmployeeId, Path)),
    responses((status = 200, description = "Enrolled.", body = ExamCandidate)))]
#[put("/exams/{id}/candidates/{employee_id}")]
async fn enrol_candidate(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(ExamId, EmployeeId)>,
) -> AppResult<web::Json<ExamCandidate>> {
    app.write(caller, move |cx| service::enrol_candidate(cx, ids.0.0, ids.0.1)).await.map(web::Json)
}

/// Take somebody's enrolment back, before the sitting was started.
#[utoipa::path(tag = "exams", operation_id = "remove_candidate",
    params(("id" = ExamId, Path), ("employee_id" = EmployeeId, Path)),
    responses((status = 204, description = "Taken back.")))]
#[delete("/exams/{id}/candidates/{employee_id}")]
async fn remove_candidate(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(ExamId, EmployeeId)>,
) -> AppResult<HttpResponse> {
    app.write(caller, move |cx| service::remove_candidate(cx, ids.0.0, ids.0.1)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Enrol oneself; repeated, it changes nothing.
#[utoipa::path(tag = "exams", operation_id = "enrol_in_exam",
    params(("id" = ExamId, Path)),
    responses((status = 200, description = "Enrolled.", body = ExamView)))]
#[put("/exams/{id}/enrolment")]
async fn enrol_in_exam(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
) -> AppResult<web::Json<ExamView>> {
    app.write(caller, move |cx| service::enrol_in_exam(cx, id.0)).await.map(web::Json)
}

/// Take the own enrolment back, before the sitting was started.
#[utoipa::path(tag = "exams", operation_id = "leave_exam",
    params(("id" = ExamId, Path)),
    responses((status = 200, description = "Taken back.", body = ExamView)))]
#[delete("/exams/{id}/enrolment")]
async fn leave_exam(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
) -> AppResult<web::Json<ExamView>> {
    app.write(caller, move |cx| service::leave_exam(cx, id.0)).await.map(web::Json)
}

/// The own sitting: questions, saved answers and the seconds that are left by the server.
#[utoipa::path(tag = "exams", operation_id = "get_sitting",
    params(("id" = ExamId, Path)),
    responses((status = 200, description = "The sitting.", body = SittingView)))]
#[get("/exams/{id}/sitting")]
async fn get_sitting(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
) -> AppResult<web::Json<SittingView>> {
    app.read(caller, move |cx| sittings::get_sitting(cx, id.0)).await.map(web::Json)
}

/// Start the own sitting: from now on its time runs; repeated, it changes nothing.
#[utoipa::path(tag = "exams", operation_id = "start_sitting",
    params(("id" = ExamId, Path)),
    responses((status = 200, description = "Started.", body = SittingView)))]
#[put("/exams/{id}/sitting")]
async fn start_sitting(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
) -> AppResult<web::Json<SittingView>> {
    app.write(caller, move |cx| sittings::start_sitting(cx, id.0)).await.map(web::Json)
}

/// Keep an answer; one with a lower count never takes the place of a newer one.
#[utoipa::path(tag = "exams", operation_id = "save_answer", request_body = SaveAnswer,
    params(("id" = ExamId, Path), ("no" = i32, Path, minimum = 1, maximum = 1000)),
    responses((status = 200, description = "What stands.", body = SavedAnswer)))]
#[put("/exams/{id}/sitting/answers/{no}")]
async fn save_answer(
    app: web::Data<App>,
    caller: Caller,
    ids: Params<(ExamId, i32)>,
    body: Body<SaveAnswer>,
) -> AppResult<web::Json<SavedAnswer>> {
    app.write(caller, move |cx| sittings::save_answer(cx, ids.0.0, ids.0.1, &body.0)).await.map(web::Json)
}

/// Hand the own sitting in; repeated, it changes nothing.
#[utoipa::path(tag = "exams", operation_id = "submit_sitting",
    params(("id" = ExamId, Path)),
    responses((status = 200, description = "Handed in.", body = SittingView)))]
#[post("/exams/{id}/sitting/submit")]
async fn submit_sitting(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
) -> AppResult<web::Json<SittingView>> {
    app.write(caller, move |cx| sittings::submit_sitting(cx, id.0)).await.map(web::Json)
}

/// The own result with what was right and why, once results are out.
#[utoipa::path(tag = "exams", operation_id = "get_my_exam_result",
    params(("id" = ExamId, Path)),
    responses((status = 200, description = "The result.", body = MyExamResult)))]
#[get("/exams/{id}/result")]
async fn get_my_exam_result(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
) -> AppResult<web::Json<MyExamResult>> {
    app.read(caller, move |cx| sittings::get_my_exam_result(cx, id.0)).await.map(web::Json)
}

/// Written answers to mark, without names, once the time to sit is over.
#[utoipa::path(tag = "exams", operation_id = "list_exam_marking",
    params(("id" = ExamId, Path), ListMarking),
    responses((status = 200, description = "Answers.", body = Page<MarkingView>)))]
#[get("/exams/{id}/marking")]
async fn list_exam_marking(
    app: web::Data<App>,
    caller: Caller,
    id: Params<ExamId>,
    q: Query<ListMarking>,
) -> AppResult<Written> {
    app.list(caller, move |cx| marking::list_exam_marking(cx, id.0, &q.0)).await
}

/// Mark a written answer; two marks that differ too much ask for a third.
#[utoipa::path(tag = "exams", operation_id = "give_mark", request_body = GiveMark,
    params(("id" = AnswerId, Path)),
    responses((status = 200, description = "Marked.", body = MarkingView)))]
#[put("/exam-answers/{id}/mark")]
async fn give_mark(
    app: web::Data<App>,
    caller: Caller,
    id: Params<AnswerId>,
    body: Body<GiveMark>,
) -> AppResult<web::Json<MarkingView>> {
    app.write(caller, move |cx| marking::give_mark(cx, id.0, &body.0)).await.map(web::Json)
}

/// Released results within the caller's reach, newest first (E2.3).
#[utoipa::path(tag = "exams", operation_id = "list_exam_results",
    params(ListExamResults),
    responses((status = 200, description = "Results.", body = Page<ExamResult>)))]
#[get("/exam-results")]
async fn list_exam_results(
    app: web::Data<App>,
    caller: Caller,
    q: Query<ListExamResults>,
) -> AppResult<Written> {
    app.list(caller, move |cx| results::list_exam_results(cx, &q.0)).await
}
