//! What follows from a failed attempt: the one table that retries, breaker and stale rows go by.

use std::time::Duration;

use vendor::Code;

use super::breaker::Mark;
use crate::error::Error;

/// What follows from an attempt's failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Consequence {
    /// Whether the query may be tried again.
    pub(super) again: Again,
    /// What it says about the vendor's health.
    pub(super) mark: Mark,
    /// Whether rows from before it are better than none. Not if somebody has to do something about it, and not if the
    /// vendor means these very values.
    pub(super) stale: bool,
}

/// Whether the same query may be sent a second time. It changes nothing at the vendor, so what matters is whether
/// another answer can be hoped for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// No: the answer would be the same, or there would be no time for another.
    No,
    /// After a pause, and not before this much time: what the vendor asked for.
    After(Duration),
    /// At once, with a timestamp by the vendor's clock.
    Corrected,
    /// At once, with a secret that is newer than the refused one, if there is any.
    Renewed,
}

/// The consequence of a failure.
pub(super) fn of(error: &Error) -> Consequence {
    let after = || Again::After(Duration::from_secs(error.retry_after().unwrap_or_default()));
    let (again, mark, stale) = match error {
        // A fault at the vendor, or on the way to it, that may have passed by the next attempt.
        Error::Refused { code: Code::Fault, .. }
        | Error::FaultStatus(..)
        | Error::BadAnswer(_)
        | Error::Unreachable(_) => (after(), Mark::Failure, true),
        // It was waited for as long as anybody should wait.
        Error::Timeout(_) => (Again::No, Mark::Failure, true),
        // It was not asked.
        Error::Busy(..) => (Again::No, Mark::Nothing, true),
        // Asking too often is not mended by asking again, unless the vendor said from when on.
        Error::Throttled(Some(_)) => (after(), Mark::Throttled, false),
        Error::Throttled(None) => (Again::No, Mark::Throttled, false),
        Error::Refused { code: Code::TimestampExpired, .. } => (Again::Corrected, Mark::Nothing, false),
        // The secret may just have been replaced at the vendor.
        Error::Refused { code: Code::Authentication, .. } | Error::CredentialsStatus(_) => {
            (Again::Renewed, Mark::Nothing, false)
        }
        // Address, values, a redirection: the vendor means what it says.
        _ => (Again::No, Mark::Nothing, false),
    };
    Consequence { again, mark, stale }
}
