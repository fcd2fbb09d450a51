//! The HTTP server: every room mounted, the pages embedded, health beside.

use std::sync::{Arc, LazyLock};

use actix_web::guard::{GuardContext, fn_guard};
use actix_web::http::header;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, guard, web};
use rust_embed::RustEmbed;
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;
use utoipa_swagger_ui::SwaggerUi;

use crate::app::App;
use crate::error::{AppError, AppResult, Code};
use crate::http::addresses::{Addresses, Known, PREFIX};
use crate::http::layer::outermost;
use crate::http::limits::{Limits, limit};
use crate::http::mount::{Mount, Paths};
use crate::openapi::{Contract, complete};

#[derive(RustEmbed)]
#[folder = "../frontend/dist"]
#[allow_missing = true]
struct Pages;

/// Every room's operations.
pub fn mount(to: &mut Mount) {
    crate::identity::routes::mount(to);
    crate::audit::routes::mount(to);
    crate::jobs::routes::mount(to);
    crate::approvals::routes::mount(to);
    crate::clauses::routes::mount(to);
    crate::notices::routes::mount(to);
    crate::policy::routes::mount(to);
    crate::allocation::rounds::routes::mount(to);
    crate::allocation::tender::routes::mount(to);
    crate::clients::routes::mount(to);
    crate::clients::ratings::routes::mount(to);
    crate::clients::erasure::routes::mount(to);
    crate::clients::accounts::routes::mount(to);
    crate::clients::exports::routes::mount(to);
    crate::allocation::ownership::mount(to);
    crate::allocation::awards::routes::mount(to);
    crate::imports::routes::mount(to);
    crate::org::routes::mount(to);
    crate::staffing::routes::mount(to);
    crate::staffing::training::routes::mount(to);
    crate::staffing::exams::routes::mount(to);
    crate::staffing::qualification::routes::mount(to);
    crate::staffing::terms::routes::mount(to);
    crate::staffing::certification::routes::mount(to);
    crate::staffing::dispatch::routes::mount(to);
    crate::staffing::leaving::routes::mount(to);
    crate::hr::machines::routes::mount(to);
    crate::hr::routes::mount(to);
    crate::staffing::recruitment::routes::mount(to);
    crate::staffing::board::routes::mount(to);
    crate::staffing::timeline::routes::mount(to);
}

/// The contract as the operations say it; what is committed and served is its text.
pub fn contract() -> utoipa::openapi::OpenApi {
    let (_, mut doc) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Contract::openapi())
        .service(utoipa_actix_web::scope(PREFIX).configure(|to| mount(&mut Mount::contract(to))))
        .split_for_parts();
    complete(&mut doc);
    let Ok(mut value) = serde_json::to_value(&doc) else { return doc };
    crate::openapi::shape_parameters(&mut value);
    crate::openapi::bound_texts(&mut value);
    serde_json::from_value(value).unwrap_or(doc)
}

/// The contract as served: a test keeps it equal to [`contract`], which takes time and memory to put together. The start
/// does not read it, so that a server that nobody asks for it never holds it.
static CONTRACT: &str = include_str!("../../openapi/openapi.json");

/// What one worker serves; shared by the server and the tests.
pub fn configure(app: &App, limits: &Arc<Limits>, cfg: &mut web::ServiceConfig) {
    cfg.app_data(Data::new(app.clone()))
        .app_data(Data::from(limits.clone()))
        .app_data(web::PayloadConfig::new(crate::http::extract::MAX_JSON));
    for known in KNOWN.iter().filter(|k| k.shadowed) {
        let other = |ctx: &GuardContext<'_>| !known.has(ctx.head().method.as_str());
        cfg.service(web::resource(known.path.as_str()).guard(fn_guard(other)).to(no_operation));
    }
    cfg.service(
        web::scope(PREFIX)
            .configure(|to| mount(&mut Mount::worker(to, Paths::Plain)))
            .configure(|to| mount(&mut Mount::worker(to, Paths::Parameters)))
            .default_service(web::to(no_operation)),
    )
    .service(SwaggerUi::new("/docs/{_:.*}").config(utoipa_swagger_ui::Config::from("/openapi.json")))
    .service(web::resource("/openapi.json").guard(guard::Get()).to(openapi))
    .route("/healthz", web::get().to(healthz))
    .route("/readyz", web::get().to(readyz))
    .default_service(web::to(page));
}

/// Wraps what [`configure`] mounts.
#[macro_export]
macro_rules! wrapped_app {
    ($app:expr, $limits:expr) => {{
        let (app, limits) = ($app.clone(), $limits.clone());
        actix_web::App::new()
            .configure(move |cfg| $crate::server::configure(&app, &limits, cfg))
            .wrap(actix_web::middleware::from_fn($crate::http::limits::limit))
            .wrap(actix_web::middleware::from_fn($crate::http::layer::outermost))
    }};
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let mut all = Addresses::default();
    mount(&mut Mount::addresses(&mut all));
    all.known()
});

/// An address that is not there, or one that is there for other methods.
async fn no_operation(req: HttpRequest) -> HttpResponse {
    match KNOWN.iter().find(|k| k.matches(req.path())) {
        Some(known) => {
            let mut res = HttpResponse::from_error(AppError::new(Code::MethodNotAllowed));
            if let Ok(allow) = header::HeaderValue::from_str(&known.allow()) {
                res.headers_mut().insert(header::ALLOW, allow);
            }
            res
        }
        None => HttpResponse::from_error(AppError::new(Code::InvalidPath)),
    }
}

async fn openapi() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(web::Bytes::from_static(CONTRACT.as_bytes()))
}

async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// Ready: the database answers, its schema is this binary's, its clock is within half a second of ours.
async fn readyz(app: Data<App>) -> AppResult<HttpResponse> {
    let app = app.get_ref().clone();
    web::block(move || crate::commands::check_ready(&app)).await.map_err(AppError::internal)??;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"))
}

/// A page or one of its files. Unknown paths get the page that belongs to them, so that links open.
async fn page(req: HttpRequest) -> AppResult<HttpResponse> {
    if !matches!(*req.method(), actix_web::http::Method::GET | actix_web::http::Method::HEAD) {
        return Err(AppError::new(Code::MethodNotAllowed));
    }
    let path = req.path().trim_start_matches('/');
    let (name, file) = match Pages::get(path) {
        Some(f) if !path.is_empty() => (path.to_owned(), f),
        _ if path.starts_with("assets/") || path.starts_with("m/assets/") => {
            return Err(AppError::new(Code::InvalidPath));
        }
        _ => {
            let name = if path == "m" || path.starts_with("m/") { "m/index.html" } else { "index.html" };
            (name.to_owned(), Pages::get(name).ok_or_else(|| AppError::new(Code::InvalidPath))?)
        }
    };
    let hash = hex::encode(file.metadata.sha256_hash());
    let tag = format!("\"{}\"", &hash[..24]);
    let cache = if name.contains("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    if req.headers().get(header::IF_NONE_MATCH).is_some_and(|v| v.as_bytes() == tag.as_bytes()) {
        return Ok(HttpResponse::NotModified()
            .insert_header((header::ETAG, tag))
            .insert_header((header::CACHE_CONTROL, cache))
            .finish());
    }
    Ok(HttpResponse::Ok()
        .content_type(file.metadata.mimetype())
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, cache))
        .body(file.data.into_owned()))
}

/// Serves until told to stop; then finishes requests and hands jobs back.
pub async fn serve(app: App, ready: impl FnOnce(&std::net::SocketAddr)) -> AppResult<()> {
    let config = app.config().clone();
    let limits = Limits::new(config.requests_per_minute);
    let served = app.clone();
    let mut server = actix_web::HttpServer::new(move || {
        let (app, limits) = (served.clone(), limits.clone());
        actix_web::App::new()
            .configure(move |cfg| configure(&app, &limits, cfg))
            .wrap(Compress::default())
            .wrap(from_fn(limit))
            .wrap(from_fn(outermost))
    })
    .shutdown_timeout(20);
    if config.workers > 0 {
        server = server.workers(config.workers);
    }
    let server = server.bind(config.bind).map_err(|e| AppError::config(format!("{}: {e}", config.bind)))?;
    if let Some(addr) = server.addrs().first() {
        ready(addr);
    }
    let metrics = match config.metrics_bind {
        Some(bind) => Some(
            actix_web::HttpServer::new(|| {
                actix_web::App::new().route(
                    "/metrics",
                    web::get().to(|| async {
                        HttpResponse::Ok()
                            .content_type("text/plain; version=0.0.4")
                            .body(crate::metrics::render())
                    }),
                )
            })
            .workers(1)
            .disable_signals()
            .bind(bind)
            .map_err(|e| AppError::config(format!("{bind}: {e}")))?
            .run(),
        ),
        None => None,
    };
    if let Some(m) = metrics {
        actix_web::rt::spawn(m);
    }
    let runners = (!config.no_jobs).then(|| crate::jobs::runner::Runners::start(&app));
    let outcome = server.run().await.map_err(AppError::internal);
    if let Some(r) = runners {
        r.stop();
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_are_those_of_the_contract() {
        let doc: serde_json::Value = serde_json::from_str(CONTRACT).expect("JSON");
        let paths = doc["paths"].as_object().expect("paths");
        assert_eq!(KNOWN.len(), paths.len());
        for known in KNOWN.iter() {
            let told = paths[&known.path].as_object().expect("operations");
            let methods: Vec<String> = told.keys().map(|m| m.to_uppercase()).collect();
            assert!(methods.iter().all(|m| known.has(m)), "{} {methods:?}", known.path);
            assert_eq!(known.allow().split(", ").count(), methods.len(), "{}", known.path);
        }
    }
}
