//! The one error type that leaves a service, and its RFC 9457 body.
//!
//! No domain wording stands here: a domain's own failures become a [`Code`] with parameters and, where a
//! regulation decides, a clause. Texts come from the catalogue at the edge, in the reader's language.

pub mod codes;
pub mod problem;

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde_json::{Map, Value};

use crate::db::tx;
pub use codes::Code;
pub use problem::Problem;

/// What services answer with.
pub type AppResult<T> = Result<T, AppError>;

/// One bad field: a JSON pointer into the request, a code and its parameters.
#[derive(Debug, Clone)]
pub struct FieldError {
    /// RFC 6901 pointer (`/lots/0/value`), or the name of a query parameter with a leading slash.
    pub pointer: String,
    /// Code of the catalogue, `field.<code>`.
    pub code: &'static str,
    /// Values for the text.
    pub params: Map<String, Value>,
    /// The clause that decides about this field, if one does.
    pub clause: Option<&'static str>,
}

/// A failure, with what the client may know and, apart from it, what only the log may know.
#[derive(Debug)]
pub struct AppError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    code: Code,
    clause: Option<&'static str>,
    params: Map<String, Value>,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
    retryable: bool,
    cause: Option<String>,
}

impl AppError {
    /// A failure by its code alone.
    pub fn new(code: Code) -> Self {
        Self(Box::new(Inner {
            code,
            clause: None,
            params: Map::new(),
            errors: Vec::new(),
            retry_after: None,
            retryable: false,
            cause: None,
        }))
    }

    /// A field that the request got wrong; the body's code is `invalid_body` unless [`Self::code_as`] says otherwise.
    pub fn field(pointer: impl Into<String>, code: &'static str) -> Self {
        Self::new(Code::InvalidBody).with_field(pointer, code)
    }

    /// Hidden or missing: the client cannot tell which.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound)
    }

    /// A failure that the client may not look into; `cause` goes to the log once.
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::new(Code::Internal).because(cause)
    }

    /// What the database's door answers by another run; no client sees it.
    pub fn again(cause: impl fmt::Display) -> Self {
        let mut e = Self::internal(cause);
        e.0.retryable = true;
        e
    }

    /// Something that we need is away; the client should come again.
    pub fn unavailable(cause: String) -> Self {
        let mut e = Self::new(Code::Unavailable).because(cause);
        e.0.retry_after = Some(2);
        e
    }

    /// The installation is at fault: for the commands, which print the cause.
    pub fn config(cause: String) -> Self {
        Self::new(Code::Internal).because(cause)
    }

    /// Names the clause that decides.
    #[must_use]
    pub fn clause(mut self, clause: &'static str) -> Self {
        self.0.clause = Some(clause);
        self
    }

    /// Adds a value for the text.
    #[must_use]
    pub fn param(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.params.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a bad field.
    #[must_use]
    pub fn with_field(mut self, pointer: impl Into<String>, code: &'static str) -> Self {
        self.0.errors.push(FieldError { pointer: pointer.into(), code, params: Map::new(), clause: None });
        self
    }

    /// Adds bad fields.
    #[must_use]
    pub fn with_fields(mut self, fields: Vec<FieldError>) -> Self {
        self.0.errors.extend(fields);
        self
    }

    /// Changes the code and keeps the rest.
    #[must_use]
    pub fn code_as(mut self, code: Code) -> Self {
        self.0.code = code;
        self
    }

    /// Tells the client when to come again, in seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    /// Notes the cause for the log.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.0.cause = Some(cause.to_string());
        self
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The clause, if a regulation decides.
    pub fn clause_id(&self) -> Option<&'static str> {
        self.0.clause
    }

    /// The text's parameters.
    pub fn params(&self) -> &Map<String, Value> {
        &self.0.params
    }

    /// The bad fields.
    pub fn fields(&self) -> &[FieldError] {
        &self.0.errors
    }

    /// What only the log may know.
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// When to come again, in seconds.
    pub fn retry_after_seconds(&self) -> Option<u64> {
        self.0.retry_after
    }

    /// Whether the transaction should run again.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.code.as_str())?;
        if let Some(clause) = self.0.clause {
            write!(f, " ({clause})")?;
        }
        for e in &self.0.errors {
            write!(f, " [{} {}]", e.pointer, e.code)?;
        }
        if let Some(cause) = &self.0.cause {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}

impl std::error::Error for AppError {}

impl From<diesel::result::Error> for AppError {
    fn from(e: diesel::result::Error) -> Self {
        let mut out = if tx::is_away(&e) { Self::unavailable(e.to_string()) } else { Self::internal(&e) };
        out.0.retryable = tx::wants_retry(&e);
        out
    }
}

impl From<serde_json::Error> for AppError {
    fn from(e: serde_json::Error) -> Self {
        Self::internal(format!("json: {e}"))
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        self.0.code.status()
    }

    /// The body in the default language; the outermost layer renders it again in the reader's.
    fn error_response(&self) -> HttpResponse {
        problem::response(self, crate::texts::Lang::default(), None)
    }
}

/// What a missing row means, said where it is asked for.
pub trait OrNotFound<T> {
    /// A missing row is hidden or not there: 404.
    fn or_not_found(self) -> AppResult<T>;
}

impl<T> OrNotFound<T> for Result<T, diesel::result::Error> {
    fn or_not_found(self) -> AppResult<T> {
        self.map_err(|e| match e {
            diesel::result::Error::NotFound => AppError::not_found(),
            other => other.into(),
        })
    }
}

impl<T> OrNotFound<T> for Option<T> {
    fn or_not_found(self) -> AppResult<T> {
        self.ok_or_else(AppError::not_found)
    }
}

/// What a broken unique index means, said where it is written.
pub trait OnConflict<T> {
    /// A duplicate becomes the given failure; other errors pass.
    fn on_duplicate(self, failure: impl FnOnce() -> AppError) -> AppResult<T>;
}

impl<T> OnConflict<T> for Result<T, diesel::result::Error> {
    fn on_duplicate(self, failure: impl FnOnce() -> AppError) -> AppResult<T> {
        use diesel::result::{DatabaseErrorKind, Error};
        self.map_err(|e| match e {
            Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => failure(),
            other => other.into(),
        })
    }
}
