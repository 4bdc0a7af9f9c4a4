//! What follows from a failed attempt: the one table that retries, breaker and stale rows go by.

use std::time::Duration;

use vendor::Code;

use crate::error::Error;

/// What follows from an attempt's failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Consequence {
    /// Whether the query may be tried again.
    pub(super) again: Again,
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
}

/// The consequence of a failure.
pub(super) fn of(error: &Error) -> Consequence {
    let asked = Duration::from_secs(error.retry_after().unwrap_or_default());
    let again = match error {
        // A fault at the vendor, or on the way to it, that may have passed by the next attempt; and too many requests,
        // if the vendor said from when on there may be more.
        Error::Refused { code: Code::Fault, .. }
        | Error::FaultStatus(..)
        | Error::BadAnswer(_)
        | Error::Unreachable(_)
        | Error::Throttled(Some(_)) => Again::After(asked),
        Error::Refused { code: Code::TimestampExpired, .. } => Again::Corrected,
        // Key, address, values, an address that leads elsewhere: the vendor is well and means what it says. And what
        // has taken too long was waited for as long as anybody should wait.
        _ => Again::No,
    };
    Consequence { again }
}
