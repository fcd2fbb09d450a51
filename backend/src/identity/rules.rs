//! When a login is blocked and how long things live.

use chrono::Duration;

use crate::db::Ts;

/// A session ends after twelve hours, used or not.
pub const SESSION_HOURS: i64 = 12;
/// A session ends after an hour without use.
pub const IDLE_MINUTES: i64 = 60;
/// A spent refresh token is answered with the same successor for this long, while the successor is unused.
pub const GRACE_SECONDS: i64 = 60;
/// An invitation lives three days.
pub const INVITE_HOURS: i64 = 72;

/// Failures of one subject within a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: i32,
    /// The first of them.
    pub first_at: Ts,
}

/// An account is slowed after this many failures, an address after more (many people share one).
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    /// A user name.
    Account,
    /// A network address.
    Address,
}

impl Subject {
    fn free_failures(self) -> i32 {
        match self {
            Subject::Account => 5,
            Subject::Address => 50,
        }
    }
}

/// How long a subject waits after its latest failure: nothing at first, then doubling from 30 seconds up to
/// 15 minutes, so that nobody is locked out for good by somebody else's guessing.
pub fn wait_after(subject: Subject, failures: i32) -> Option<Duration> {
    let over = failures - subject.free_failures();
    (over >= 0).then(|| Duration::seconds((30i64 << over.min(5)).min(900)))
}

/// Adds a failure; a window of an hour without failures starts anew.
pub fn add_failure(before: Option<(Failures, Ts)>, now: Ts) -> Failures {
    match before {
        Some((f, last)) if now < last.plus(Duration::hours(1)) => {
            Failures { count: f.count.saturating_add(1), ..f }
        }
        _ => Failures { count: 1, first_at: now },
    }
}

/// What a presented refresh token is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh<S> {
    /// A new successor.
    Rotate,
    /// The same successor again: an answer was lost, or two tabs asked at once.
    Again(S),
    /// Somebody else holds it: the session ends.
    Theft,
    /// It has lived.
    Expired,
}

/// Decides about a presented refresh token.
pub fn judge_refresh<S: Copy>(
    used_at: Option<Ts>,
    successor: Option<(S, bool)>,
    expires_at: Ts,
    now: Ts,
) -> Refresh<S> {
    match (used_at, successor) {
        (None, _) if now >= expires_at => Refresh::Expired,
        (None, _) => Refresh::Rotate,
        (Some(used), Some((s, successor_unused)))
            if successor_unused && now < used.plus(Duration::seconds(GRACE_SECONDS)) =>
        {
            Refresh::Again(s)
        }
        (Some(_), _) => Refresh::Theft,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use proptest::prelude::*;

    fn at(s: i64) -> Ts {
        Ts::new(Utc.timestamp_opt(1_800_000_000 + s, 0).unwrap())
    }

    #[test]
    fn an_account_waits_after_five_failures() {
        assert_eq!(wait_after(Subject::Account, 4), None);
        assert_eq!(wait_after(Subject::Account, 5), Some(Duration::seconds(30)));
        assert_eq!(wait_after(Subject::Account, 500), Some(Duration::seconds(900)));
        assert_eq!(wait_after(Subject::Address, 49), None);
    }

    #[test]
    fn a_lost_answer_is_not_theft_but_late_reuse_is() {
        assert_eq!(judge_refresh::<u8>(None, None, at(100), at(1)), Refresh::Rotate);
        assert_eq!(judge_refresh::<u8>(None, None, at(100), at(100)), Refresh::Expired);
        assert_eq!(judge_refresh(Some(at(0)), Some((7, true)), at(100), at(59)), Refresh::Again(7));
        assert_eq!(judge_refresh(Some(at(0)), Some((7, false)), at(100), at(10)), Refresh::Theft);
        assert_eq!(judge_refresh(Some(at(0)), Some((7, true)), at(100), at(60)), Refresh::Theft);
    }

    proptest! {
        #[test]
        fn waiting_never_shrinks_with_failures(n in 0i32..200) {
            prop_assert!(wait_after(Subject::Account, n + 1) >= wait_after(Subject::Account, n));
        }

        #[test]
        fn failures_within_the_hour_add_up(gaps in proptest::collection::vec(0i64..3599, 1..30)) {
            let mut t = 0;
            let mut state = (add_failure(None, at(0)), at(0));
            for g in &gaps {
                t += g;
                state = (add_failure(Some(state), at(t)), at(t));
            }
            prop_assert_eq!(state.0.count as usize, gaps.len() + 1);
        }
    }
}
