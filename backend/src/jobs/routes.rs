//! Handlers of jobs: one look, or a stream of looks.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use futures_util::stream;

use super::dto::{JobEvent, JobView};
use super::model::{JobId, JobState};
use super::service;
use crate::app::App;
use crate::error::AppResult;
use crate::http::mount::Mount;
use crate::http::{Caller, Params};

const LOOK_MS: u64 = 400;
const HEARTBEAT_LOOKS: u32 = 37; // fifteen seconds

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(get_job).service(stream_job);
}

/// One job.
#[utoipa::path(tag = "jobs", operation_id = "get_job", params(("id" = JobId, Path)),
    responses((status = 200, description = "The job.", body = JobView)))]
#[get("/jobs/{id}")]
async fn get_job(app: web::Data<App>, caller: Caller, id: Params<JobId>) -> AppResult<web::Json<JobView>> {
    app.read(caller, move |cx| service::get_job(cx, id.0)).await.map(web::Json)
}

/// Watch a job: server-sent events with its view as data and its `progress_seq` as id.
///
/// Resumes after `Last-Event-ID`; a comment every 15 seconds keeps the line open; ends after the job's end.
#[utoipa::path(tag = "jobs", operation_id = "stream_job", params(("id" = JobId, Path)),
    responses((status = 200, description = "Events, one after the other.", body = JobEvent, content_type = "text/event-stream")))]
#[get("/jobs/{id}/events")]
async fn stream_job(
    app: web::Data<App>,
    caller: Caller,
    req: HttpRequest,
    id: Params<JobId>,
) -> AppResult<HttpResponse> {
    let id = id.0;
    let seen: i64 = req
        .headers()
        .get("last-event-id")
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse().ok())
        .unwrap_or(-1);
    app.read(caller.clone(), move |cx| service::get_job(cx, id)).await?;
    let app = app.get_ref().clone();
    let events = stream::unfold((seen, false), move |(seen, over)| {
        let (app, caller) = (app.clone(), caller.clone());
        async move {
            if over {
                return None;
            }
            let mut looks = 0;
            loop {
                // No connection is held between two looks.
                let Ok(job) = app.read(caller.clone(), move |cx| service::get_job(cx, id)).await else {
                    return None;
                };
                let ended = !matches!(job.state, JobState::Queued | JobState::Running);
                if job.progress_seq > seen || ended {
                    let data = serde_json::to_string(&job).unwrap_or_default();
                    let text = format!("id: {}\nevent: job\ndata: {data}\n\n", job.progress_seq);
                    return Some((
                        Ok::<_, actix_web::Error>(web::Bytes::from(text)),
                        (job.progress_seq, ended),
                    ));
                }
                looks += 1;
                if looks == HEARTBEAT_LOOKS {
                    return Some((Ok(web::Bytes::from_static(b": still here\n\n")), (seen, false)));
                }
                tokio::time::sleep(std::time::Duration::from_millis(LOOK_MS)).await;
            }
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(Box::pin(events)))
}
