//! How far this machine's clock is from the vendor's, as far as the vendor has complained.

use std::sync::atomic::{AtomicI64, Ordering};

use http::{HeaderMap, header};

/// Seconds to add to the own clock; 0 until the vendor has refused a timestamp and taken a corrected one.
#[derive(Debug, Default)]
pub(super) struct ClockOffset(AtomicI64);

impl ClockOffset {
    /// The seconds.
    pub(super) fn get(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Keeps an offset with which the vendor has taken a timestamp.
    pub(super) fn keep(&self, offset: i64) {
        if self.0.swap(offset, Ordering::Relaxed) != offset {
            tracing::warn!(offset_seconds = offset, "the vendor's clock differs from this machine's");
        }
    }
}

/// The offset that an answer has shown, if it told a time; however large, since it is kept only once the vendor has taken
/// a timestamp with it. If it told none it is 0: a fresh timestamp by the own clock helps when it was the way to the
/// vendor that took too long, or when the clock has been set right.
pub(super) fn shown_by(vendor_time: Option<i64>, now: i64) -> i64 {
    vendor_time.map_or(0, |vendor_time| vendor_time.saturating_sub(now))
}

/// The vendor's clock, by the `Date` of its answer, in unix seconds. With an `Age`, a cache kept the answer, and its
/// date is an old one.
pub(super) fn vendor_time(headers: &HeaderMap) -> Option<i64> {
    if headers.contains_key(header::AGE) {
        return None;
    }
    unix_seconds(headers.get(header::DATE)?.to_str().ok()?)
}

/// An HTTP date in unix seconds.
pub(super) fn unix_seconds(date: &str) -> Option<i64> {
    let since = httpdate::parse_http_date(date).ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}
