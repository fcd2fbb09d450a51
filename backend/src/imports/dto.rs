//! Requests and answers about imports.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::columns::{Column, ColumnType};
use super::model::*;
use crate::db::Ts;
use crate::texts::{Lang, text};

/// How a file is loaded; the file is the body.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CreateImport {
    /// What the file holds.
    pub kind: ImportKind,
    /// Checks every row and loads none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
    /// Loads no row when one is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_or_nothing: Option<bool>,
    /// Rows whose content differs from what is known become a new version of it: balance changes and loans alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restate: Option<bool>,
}

impl CreateImport {
    /// A plain import of a kind.
    pub fn of(kind: ImportKind) -> Self {
        Self { kind, dry_run: None, all_or_nothing: None, restate: None }
    }
}

/// An import that was queued.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportAccepted {
    /// The import.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Its job, whose progress can be watched.
    #[schema(format = Uuid, max_length = 36)]
    pub job_id: String,
}

/// Lists imports.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListImports {
    /// Of this kind alone.
    pub kind: Option<ImportKind>,
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Lists rejected rows.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListRejects {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// An import.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportView {
    /// The import.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// What its file holds.
    pub kind: ImportKind,
    /// How far it is.
    pub state: ImportState,
    /// Whether rows are only checked.
    pub dry_run: bool,
    /// Whether no row is loaded when one is refused.
    pub all_or_nothing: bool,
    /// Whether known content may be said anew.
    pub restate: bool,
    /// Rows of the file, once they were counted.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub file_rows: Option<i64>,
    /// Rows loaded; in a dry run the ones that would be.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub rows_loaded: i64,
    /// Rows that stood already with the same content.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub rows_skipped: i64,
    /// Rows refused.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub rows_rejected: i64,
    /// Why it ended without loading.
    pub error: Option<ImportFault>,
    /// Its job; none where the operator loaded it.
    #[schema(format = Uuid, max_length = 36)]
    pub job_id: Option<String>,
    /// Who took the file in; none for the operator.
    #[schema(format = Uuid, max_length = 36)]
    pub created_by: Option<String>,
    /// When it was taken.
    pub created_at: Ts,
    /// When it ended.
    pub finished_at: Option<Ts>,
    /// Counts its changes of state.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
}

/// Why an import ended without loading.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportFault {
    /// Stable code.
    #[schema(max_length = 60)]
    pub code: String,
    /// In the reader's language.
    #[schema(max_length = 1000)]
    pub message: String,
    /// What of the file is at fault, where it is the file as a whole.
    #[schema(max_items = 50)]
    pub errors: Vec<ImportFaultField>,
}

/// One thing at fault of a file as a whole.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportFaultField {
    /// `/columns/NAME` or `/columns/PLACE` (from 0), `/rows`, `/bytes`.
    #[schema(max_length = 120)]
    pub pointer: String,
    /// Stable code.
    #[schema(max_length = 60)]
    pub code: String,
    /// In the reader's language.
    #[schema(max_length = 1000)]
    pub message: String,
}

fn params(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn fault(error: &Value, lang: Lang) -> ImportFault {
    let code = error["code"].as_str().unwrap_or_default().to_owned();
    let field = |f: &Value| {
        let code = f["code"].as_str().unwrap_or_default().to_owned();
        ImportFaultField {
            pointer: f["pointer"].as_str().unwrap_or_default().to_owned(),
            message: text(lang, &format!("field.{code}"), &params(&f["params"])),
            code,
        }
    };
    ImportFault {
        message: text(lang, &format!("error.{code}"), &params(&error["params"])),
        errors: error["errors"].as_array().into_iter().flatten().map(field).collect(),
        code,
    }
}

impl ImportView {
    /// An import in a language.
    pub fn of(i: Import, lang: Lang) -> Self {
        Self {
            id: i.id.to_string(),
            kind: i.kind,
            state: i.state,
            dry_run: i.dry_run,
            all_or_nothing: i.all_or_nothing,
            restate: i.restate,
            file_rows: i.file_rows,
            rows_loaded: i.rows_loaded,
            rows_skipped: i.rows_skipped,
            rows_rejected: i.rows_rejected,
            error: i.error.map(|e| fault(&e.0, lang)),
            job_id: i.job_id.map(|j| j.to_string()),
            created_by: i.created_by.map(|u| u.to_string()),
            created_at: i.created_at,
            finished_at: i.finished_at,
            version: i.version,
        }
    }
}

/// A row that was refused, without what it held.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RejectView {
    /// Line of the file; the heading is 1.
    #[schema(minimum = 1, maximum = 9007199254740991i64)]
    pub line: i64,
    /// Column; empty for the row as a whole.
    #[schema(max_length = 60)]
    pub column: String,
    /// Stable code.
    #[schema(max_length = 60)]
    pub code: String,
    /// In the reader's language.
    #[schema(max_length = 1000)]
    pub message: String,
}

impl RejectView {
    /// A reject in a language.
    pub fn of(r: ImportReject, lang: Lang) -> Self {
        let message = text(lang, &format!("field.{}", r.code), &params(&r.params.0));
        Self { line: r.line, column: r.col, code: r.code, message }
    }
}

/// The published columns of files.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportSchemas {
    /// One for each kind.
    #[schema(max_items = 20)]
    pub items: Vec<ImportSchema>,
}

/// The columns of a kind of file: CSV in UTF-8 with a heading, columns in any order, at most 5,000,000 rows.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ImportSchema {
    /// What the file holds.
    pub kind: ImportKind,
    /// Its columns.
    #[schema(max_items = 40)]
    pub columns: Vec<ColumnView>,
}

/// A column of a file.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ColumnView {
    /// Its heading.
    #[schema(max_length = 60)]
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub holds: ColumnType,
    /// Whether every row must fill it.
    pub required: bool,
    /// The most characters of a text or code.
    #[schema(minimum = 1, maximum = 4000)]
    pub max_length: Option<i64>,
    /// The values of a choice.
    #[schema(max_items = 40)]
    pub choices: Vec<String>,
    /// What it means, in the reader's language.
    #[schema(max_length = 400)]
    pub meaning: String,
    /// A cell.
    #[schema(max_length = 200)]
    pub example: String,
}

impl ColumnView {
    /// A column in a language.
    pub fn of(c: &Column, lang: Lang) -> Self {
        let texts = matches!(c.holds, ColumnType::Text | ColumnType::Code);
        let meaning = match lang {
            Lang::ZhCn => c.zh,
            Lang::En => c.en,
        };
        Self {
            name: c.name.to_owned(),
            holds: c.holds,
            required: c.required,
            max_length: texts.then_some(c.max),
            choices: c.choices.iter().map(|s| (*s).to_owned()).collect(),
            meaning: meaning.to_owned(),
            example: c.example.to_owned(),
        }
    }
}
