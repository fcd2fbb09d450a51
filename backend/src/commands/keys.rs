//! Keys at the command line.

use serde_json::json;

use super::{Upgrade, open};
use crate::auth::Actor;
use crate::config::Config;
use crate::error::{AppError, AppResult};
use crate::keyring::{KeyInfo, Keyring, Purpose};

/// Every key, without its secret.
pub fn list(config: &Config) -> AppResult<Vec<KeyInfo>> {
    Ok(Keyring::open(&config.keys).map_err(|e| AppError::config(e.to_string()))?.keys())
}

/// Gives a purpose a new active key and returns its id; what older keys closed still opens. Running servers take
/// it up when they start again.
pub fn rotate(config: &Config, purpose: Purpose) -> AppResult<String> {
    let app = open(config.clone(), Upgrade::EmbeddedOnly)?;
    let today = app.clock().date_of(app.clock().now());
    let mut ring = Keyring::open(&config.keys).map_err(|e| AppError::config(e.to_string()))?;
    let key_id = ring.rotate(purpose, today).map_err(|e| AppError::config(e.to_string()))?;
    drop(app);
    // Opening leaves the new key's canary in the database.
    let app = open(config.clone(), Upgrade::EmbeddedOnly)?;
    app.write_as(&Actor::Operator, |cx| {
        cx.audit("rotate_key", "key", Some(&key_id), json!({ "purpose": purpose.as_str() }))
    })?;
    Ok(key_id)
}
