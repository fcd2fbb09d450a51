//! Requests and answers of erasures.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Proposes that a former client's personal data be erased.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeErasure {
    /// Why: who asked for it, or which period has passed.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "客户书面申请删除，业务关系已结束满保存期")]
    pub reason: String,
}

/// A proposal in the inbox.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ErasureProposed {
    /// Its request.
    #[schema(format = Uuid, max_length = 36)]
    pub request_id: String,
}
