//! How far this machine's clock is from the vendor's, as far as the vendor has complained.

use std::sync::atomic::{AtomicI64, Ordering};

use http::{HeaderMap, header};

/// Seconds to add to the own clock; 0 until the vendor says that a timestamp has expired.
#[derive(Debug, Default)]
pub(super) struct ClockOffset(AtomicI64);

impl ClockOffset {
    /// The time as the vendor sees it.
    pub(super) fn correct(&self, now: i64) -> i64 {
        now.saturating_add(self.0.load(Ordering::Relaxed))
    }

    /// Takes over the vendor's time, if its answer told it. If not, the next attempt's timestamp is at least fresh,
    /// which helps when it was the way to the vendor that took too long.
    pub(super) fn learn(&self, vendor_time: Option<i64>, now: i64) {
        if let Some(vendor_time) = vendor_time {
            let offset = vendor_time.saturating_sub(now);
            let before = self.0.swap(offset, Ordering::Relaxed);
            if offset != before {
                tracing::warn!(offset_seconds = offset, "the vendor's clock differs from this machine's");
            }
        }
    }
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
