//! Requests and answers of logins and sessions.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::UserState;
use crate::auth::Role;
use crate::db::Ts;
use crate::org::model::OrgKind;

/// Signs in.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateSession {
    /// Login name.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "zhang.wei")]
    pub username: String,
    /// Password.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, format = Password)]
    pub password: String,
    /// Six digits of the authenticator, where the login has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 6, max = 6))]
    #[schema(min_length = 6, max_length = 6, pattern = "^[0-9]{6}$")]
    pub code: Option<String>,
}

/// A signed-in session. The refresh token travels in a cookie alone.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionAnswer {
    /// Bearer token for five minutes.
    #[schema(max_length = 2000)]
    pub access_token: String,
    /// When the access token ends.
    pub expires_at: Ts,
    /// Who signed in.
    pub me: Me,
}

/// Who is signed in and what the menus may show.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Me {
    /// The login.
    #[schema(format = Uuid, max_length = 36)]
    pub user_id: String,
    /// Login name.
    #[schema(max_length = 64)]
    pub username: String,
    /// The employee, where the login belongs to one.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: Option<String>,
    /// The employee's number.
    #[schema(max_length = 40)]
    pub employee_no: Option<String>,
    /// The person's name.
    #[schema(max_length = 120)]
    pub name: String,
    /// `zh-CN` or `en`.
    #[schema(max_length = 8)]
    pub locale: String,
    /// Positions held today.
    #[schema(max_items = 100)]
    pub positions: Vec<MyPosition>,
    /// The manager that this person is.
    #[schema(format = Uuid, max_length = 36)]
    pub manager_id: Option<String>,
    /// Virtual managers that this person maintains today (D2).
    #[schema(max_items = 200)]
    pub maintains: Vec<String>,
    /// Operation ids that some position permits somewhere.
    #[schema(max_items = 300)]
    pub permissions: Vec<String>,
    /// Whether the login has an authenticator.
    pub totp: bool,
    /// Roles held that count only once the person signs in with a code.
    #[schema(max_items = 20)]
    pub waiting_for_code: Vec<Role>,
    /// The server's time.
    pub server_time: Ts,
    /// The bank's date.
    #[schema(format = Date, max_length = 10)]
    pub today: chrono::NaiveDate,
    /// The bank's name.
    #[schema(max_length = 120)]
    pub bank_name: String,
    /// Whether this is a demo database.
    pub demo: bool,
}

/// A position of the person signed in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MyPosition {
    /// What it is.
    pub role: Role,
    /// Where.
    #[schema(format = Uuid, max_length = 36)]
    pub org_unit_id: String,
    /// The unit's name.
    #[schema(max_length = 120)]
    pub org_unit_name: String,
    /// What the unit is.
    pub org_unit_kind: OrgKind,
    /// The unit's branch; none at head office.
    #[schema(format = Uuid, max_length = 36)]
    pub branch_id: Option<String>,
}

/// Changes one's own settings.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateMe {
    /// `zh-CN` or `en`.
    pub locale: Locale,
}

crate::text_enum! {
    /// A language of the pages.
    Locale {
        /// Chinese.
        ZhCn = "zh-CN",
        /// English.
        En = "en",
    }
}

/// Changes one's own password; ends every other session.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password that holds now.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, format = Password)]
    pub current: String,
    /// The new one: 12 to 128 characters, not common, without the login name.
    #[validate(length(min = 1, max = 256))]
    #[schema(min_length = 12, max_length = 128, format = Password)]
    pub password: String,
}

/// Sets the first password by a one-time link.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvite {
    /// The link's token.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
    /// 12 to 128 characters, not common, without the login name.
    #[validate(length(min = 1, max = 256))]
    #[schema(min_length = 12, max_length = 128, format = Password)]
    pub password: String,
}

/// The login whose password was set.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InviteAccepted {
    /// Login name.
    #[schema(max_length = 64)]
    pub username: String,
}

/// One's own password again.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CurrentPassword {
    /// The password that holds now.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, format = Password)]
    pub current: String,
}

/// What an authenticator is set up with; shown once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct TotpEnrolment {
    /// The secret in base 32, to be typed.
    #[schema(min_length = 32, max_length = 32)]
    pub secret: String,
    /// The same as an `otpauth` address, to be shown as a picture.
    #[schema(max_length = 2000)]
    pub uri: String,
}

/// A code of one's authenticator.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TotpCode {
    /// Six digits; each works once.
    #[validate(length(min = 6, max = 6))]
    #[schema(min_length = 6, max_length = 6, pattern = "^[0-9]{6}$")]
    pub code: String,
}

/// A login in a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct UserRow {
    /// The login.
    #[schema(format = Uuid, max_length = 36)]
    pub id: String,
    /// Login name.
    #[schema(max_length = 64)]
    pub username: String,
    /// The person's name.
    #[schema(max_length = 120)]
    pub name: Option<String>,
    /// The employee.
    #[schema(format = Uuid, max_length = 36)]
    pub employee_id: Option<String>,
    /// The employee's number.
    #[schema(max_length = 40)]
    pub employee_no: Option<String>,
    /// Whether the login works.
    pub state: UserState,
    /// For `If-Match`.
    #[schema(minimum = 0, maximum = 9007199254740991i64)]
    pub version: i64,
    /// When it was made.
    pub created_at: Ts,
}

/// Lists logins.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListUsers {
    /// At most this many items.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the page starts, from the page before.
    #[validate(length(min = 1, max = 600))]
    #[param(min_length = 1, max_length = 600)]
    pub cursor: Option<String>,
}

/// Makes a login for an employee; an invitation follows.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateUser {
    /// Login name: 3 to 64 lower-case letters, digits, dots, hyphens.
    #[validate(length(min = 3, max = 64), custom(function = check_username))]
    #[schema(min_length = 3, max_length = 64, pattern = "^[a-z0-9][a-z0-9.-]+$", example = "zhang.wei")]
    pub username: String,
    /// Whose login it is.
    pub employee_id: crate::org::model::EmployeeId,
}

/// Errors: `invalid` for a login name that is not one.
pub fn check_username(s: &str) -> Result<(), validator::ValidationError> {
    let ok = s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-')
        && s.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
    if ok { Ok(()) } else { Err(validator::ValidationError::new("invalid")) }
}

/// Switches a login off or on; off ends its sessions at once.
#[derive(Debug, Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateUser {
    /// `active` or `deactivated`.
    pub state: UserState,
}

/// An invitation: shown once, to be handed to the person.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct InviteAnswer {
    /// The one-time link's path.
    #[schema(max_length = 400)]
    pub path: String,
    /// When it ends.
    pub expires_at: Ts,
}

/// A login of the demo bank.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DemoLogin {
    /// Login name.
    #[schema(max_length = 64)]
    pub username: String,
    /// Password.
    #[schema(max_length = 128)]
    pub password: String,
    /// Main role.
    #[schema(max_length = 40)]
    pub role: String,
    /// The person's name.
    #[schema(max_length = 120)]
    pub name: String,
    /// The unit's name.
    #[schema(max_length = 120)]
    pub unit: String,
}

/// Logins of the demo bank.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DemoLogins {
    /// One per role.
    #[schema(max_items = 50)]
    pub items: Vec<DemoLogin>,
}
