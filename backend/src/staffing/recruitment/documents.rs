//! What applicants hand in: PDF, JPEG or PNG by their bytes; a file's name is never kept.

use chrono::Months;
use serde_json::json;

use super::applications::me;
use super::dto::*;
use super::model::*;
use super::rules::{self, RecruitmentPhase, state_error};
use super::service::{find, sees_applicants};
use super::store;
use crate::app::{App, Cx};
use crate::auth::{Action, Thing};
use crate::db::Ts;
use crate::error::{AppError, AppResult, Code, OrNotFound};
use crate::files::Upload;
use crate::files::model::{File, FileId};
use crate::http::IdemKey;
use crate::identity::model::UserId;
use crate::org::model::EmployeeId;

/// The largest document, in bytes.
pub const MAX_BYTES: u64 = 5 * 1024 * 1024;
/// What the files are kept for.
const PURPOSE: &str = "recruitment";

pub(super) fn views(rows: Vec<PostDocument>) -> Vec<PostDocumentView> {
    rows.into_iter()
        .map(|d| PostDocumentView {
            id: d.id.to_string(),
            kind: d.kind,
            media_type: d.media_type,
            size: d.size,
            added_at: d.added_at,
        })
        .collect()
}

/// A file on its way in.
pub fn upload(app: &App, owner: Option<UserId>) -> AppResult<Upload> {
    Upload::new(app, PURPOSE, owner, MAX_BYTES)
}

/// Ends an upload whose first bytes are these: kept as long as the policy says. Error: `unsupported_media_type`.
pub fn finish(upload: Upload, first: &[u8], expires: Ts) -> AppResult<File> {
    let kind = rules::media_type(first).ok_or_else(|| AppError::new(Code::UnsupportedMediaType))?;
    upload.finish(kind, Some(expires))
}

/// Whether the caller may hand in a document now, and how long it would be kept; asked before any byte is taken.
pub fn check_upload(cx: &mut Cx<'_>, id: RecruitmentId) -> AppResult<Ts> {
    cx.may(Action::AddPostDocument, &Thing::bank())?;
    let (r, _) = find(cx, id)?;
    let who = me(cx)?.id;
    check_room(cx, &r, who)?;
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let until = cx
        .today
        .checked_add_months(Months::new(policy.recruitment.document_months))
        .ok_or_else(|| AppError::internal("beyond the calendar"))?;
    Ok(cx.app.clock().start_of(until))
}

fn check_room(cx: &mut Cx<'_>, r: &Recruitment, who: EmployeeId) -> AppResult<()> {
    if rules::phase(r, cx.now) != RecruitmentPhase::Open {
        return Err(state_error());
    }
    let (_, policy) = crate::policy::service::at(cx, cx.today)?;
    let max = policy.recruitment.documents;
    if store::list_documents(cx.conn, r.id, Some(who))?.len() >= max as usize {
        return Err(AppError::new(Code::DocumentsFull).clause("D4").param("max", max));
    }
    Ok(())
}

/// Adds a document to the caller's application. Errors: `recruitment_state`, `documents_full`.
pub fn add_post_document(
    cx: &mut Cx<'_>,
    id: RecruitmentId,
    key: &IdemKey,
    input: &AddPostDocument,
    file: &File,
) -> AppResult<PostDocumentView> {
    cx.may(Action::AddPostDocument, &Thing::bank())?;
    let (r, _) = find(cx, id)?;
    let who = me(cx)?.id;
    let mac = hex::encode(&file.content_mac);
    let document: PostDocumentId = cx.once(key, Action::AddPostDocument, &(id, input, mac), |cx| {
        check_room(cx, &r, who)?;
        let row = PostDocument {
            id: PostDocumentId::new(),
            recruitment_id: id,
            employee_id: who,
            kind: input.kind,
            file_id: file.id,
            media_type: file.media_type.clone(),
            size: file.size,
            added_at: cx.now,
            removed_at: None,
        };
        store::insert_document(cx.conn, &row)?;
        cx.audit("add_post_document", "recruitment", Some(id), json!({ "document_id": row.id }))?;
        Ok(row.id)
    })?;
    let row = store::find_document(cx.conn, document).or_not_found()?;
    views(vec![row]).pop().ok_or_else(AppError::not_found)
}

/// Takes one of the caller's documents away, while the round is open.
pub fn remove_post_document(cx: &mut Cx<'_>, id: PostDocumentId) -> AppResult<()> {
    cx.may(Action::RemovePostDocument, &Thing::bank())?;
    let d = store::find_document(cx.conn, id).or_not_found()?;
    if cx.actor.employee_id() != Some(d.employee_id) {
        return Err(AppError::not_found());
    }
    let (r, _) = find(cx, d.recruitment_id)?;
    if rules::phase(&r, cx.now) != RecruitmentPhase::Open {
        return Err(state_error());
    }
    if store::remove_document(cx.conn, id, cx.now)? == 0 {
        return Err(AppError::not_found());
    }
    cx.audit("remove_post_document", "recruitment", Some(r.id), json!({ "document_id": id }))
}

/// A document's bytes, for its owner and for those who see who applied; each look of another is on record.
pub fn get_post_document_file(cx: &mut Cx<'_>, id: PostDocumentId) -> AppResult<(String, Vec<u8>)> {
    cx.may(Action::GetPostDocumentFile, &Thing::bank())?;
    let d = store::find_document(cx.conn, id).or_not_found()?;
    let own = cx.actor.employee_id() == Some(d.employee_id);
    let (r, _) = find(cx, d.recruitment_id)?;
    if d.removed_at.is_some() || !(own || sees_applicants(cx, &r)?) {
        return Err(AppError::not_found());
    }
    let file: FileId = d.file_id;
    let (_, bytes) = crate::files::service::read(cx, file)?;
    if !own {
        cx.audit("get_post_document_file", "recruitment", Some(r.id), json!({ "document_id": id }))?;
    }
    Ok((d.media_type, bytes))
}
