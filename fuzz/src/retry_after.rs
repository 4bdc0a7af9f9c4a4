//! The vendor's `Retry-After`: whatever it says, a wait is between a second and an hour.

use std::time::{Duration, UNIX_EPOCH};

use relay::fuzzing;

/// When the answer came, in unix seconds.
const NOW: u64 = 1_755_430_262;

/// The longest wait that is passed on, in seconds.
const HOUR: u64 = 3_600;

/// Reads a value, which is no header unless it is visible ASCII.
pub fn keeps_its_promises(value: &[u8]) {
    let Ok(value) = http::HeaderValue::from_bytes(value) else { return };
    let Ok(value) = value.to_str() else { return };
    let wait = wait(value);
    assert!(wait.is_none_or(|seconds| (1..=HOUR).contains(&seconds)), "{wait:?}");

    if let Some(seconds) = digits(value) {
        assert_eq!(wait, Some(seconds.clamp(1, HOUR)), "{value}");
        // The same wait, told by its end.
        let end = UNIX_EPOCH + Duration::from_secs(NOW + seconds.min(2 * HOUR));
        assert_eq!(self::wait(&httpdate::fmt_http_date(end)), wait, "{value}");
    }
}

fn wait(value: &str) -> Option<u64> {
    fuzzing::retry_after(value, NOW.cast_signed())
}

/// A number of seconds as RFC 9110 writes it: digits and nothing else.
fn digits(value: &str) -> Option<u64> {
    value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse().ok()).flatten()
}
