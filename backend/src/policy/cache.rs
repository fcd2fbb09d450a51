//! Policy versions as read: a version never changes, and most requests need the one of the day.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;

use super::Policy;
use super::model::PolicyId;
use crate::error::AppResult;

/// Versions kept; a bank has fewer that are asked for.
const MOST: usize = 16;

/// The versions that this process has read, by id: a number may come again where its proposal was rolled back.
#[derive(Default)]
pub struct PolicyCache {
    read: Mutex<HashMap<PolicyId, (i64, Arc<Policy>)>>,
}

impl PolicyCache {
    /// The version with its number, read by `read` where it has not been before. A failure keeps nothing.
    pub fn get(
        &self,
        id: PolicyId,
        read: impl FnOnce() -> AppResult<(i64, Policy)>,
    ) -> AppResult<(i64, Arc<Policy>)> {
        if let Some(kept) = self.read.lock().get(&id) {
            return Ok(kept.clone());
        }
        let (number, policy) = read()?;
        let version = (number, Arc::new(policy));
        let mut kept = self.read.lock();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(id, version.clone());
        Ok(version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::AppError;

    fn id(n: u128) -> PolicyId {
        PolicyId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn a_version_is_read_once_and_a_failure_again() {
        let cache = PolicyCache::default();
        assert!(cache.get(id(1), || Err(AppError::not_found())).is_err());
        let (number, first) = cache.get(id(1), || Ok((7, Policy::default()))).unwrap();
        let (same, again) = cache.get(id(1), || Err(AppError::not_found())).unwrap();
        assert_eq!((number, same), (7, 7));
        assert!(Arc::ptr_eq(&first, &again));
    }

    #[test]
    fn it_holds_no_more_than_its_most() {
        let cache = PolicyCache::default();
        for n in 0..=MOST as u128 {
            cache.get(id(n), || Ok((0, Policy::default()))).unwrap();
        }
        assert_eq!(cache.read.lock().len(), 1);
    }
}
