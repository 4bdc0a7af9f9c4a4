//! The one place where the simulator's command reads the machine's clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// The time in unix seconds. A machine that believes to be before 1970 gets 1970.
pub(crate) fn unix_now() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is handed")]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs().cast_signed())
}
