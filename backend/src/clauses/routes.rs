//! Handlers of the clauses.

use actix_web::{HttpRequest, get, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CLAUSES, Clause, find};
use crate::error::{AppResult, OrNotFound};
use crate::http::extract::lang_of;
use crate::http::mount::Mount;
use crate::http::{Caller, Page, Params};
use crate::texts::Lang;

/// A clause.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = Clause)]
pub struct ClauseView {
    /// Id.
    #[schema(max_length = 8)]
    pub id: String,
    /// Our summary, in the reader's language.
    #[schema(max_length = 200)]
    pub summary: String,
    /// Operation ids that carry it out, wholly or in part; empty: nothing does yet.
    #[schema(max_items = 200)]
    pub carried_out_by: Vec<String>,
}

fn view(c: &Clause, lang: Lang) -> ClauseView {
    ClauseView {
        id: c.id.to_owned(),
        summary: match lang {
            Lang::ZhCn => c.zh,
            Lang::En => c.en,
        }
        .to_owned(),
        carried_out_by: c.carried_out_by.iter().map(|s| (*s).to_owned()).collect(),
    }
}

/// Mounts the operations.
pub fn mount(to: &mut Mount) {
    to.service(list_clauses).service(get_clause);
}

/// Every clause of the regulations with what carries it out.
#[utoipa::path(tag = "clauses", operation_id = "list_clauses", responses((status = 200, description = "Clauses.", body = Page<ClauseView>)))]
#[get("/clauses")]
async fn list_clauses(
    req: HttpRequest,
    caller: Caller,
    app: web::Data<crate::app::App>,
) -> AppResult<Page<ClauseView>> {
    app.read(caller, |_| Ok(())).await?;
    let lang = lang_of(&req);
    Ok(Page { items: CLAUSES.iter().map(|c| view(c, lang)).collect(), next_cursor: None })
}

/// One clause.
#[utoipa::path(tag = "clauses", operation_id = "get_clause",
    params(("id" = String, Path, min_length = 2, max_length = 8, pattern = "^[A-E][0-9.]+$", description = "Clause id.")),
    responses((status = 200, description = "The clause.", body = ClauseView)))]
#[get("/clauses/{id}")]
async fn get_clause(
    req: HttpRequest,
    caller: Caller,
    app: web::Data<crate::app::App>,
    id: Params<String>,
) -> AppResult<web::Json<ClauseView>> {
    app.read(caller, |_| Ok(())).await?;
    find(&id.0).or_not_found().map(|c| web::Json(view(c, lang_of(&req))))
}
