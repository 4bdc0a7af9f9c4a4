//! The browser's clock and its zone: the panel's one ambient clock.

use js_sys::Date;

use crate::model::time::{Instant, Zone};

/// The browser's idea of now. Ages are not worked out from it alone: see the session's clock.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the browser's clock")]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds of any date fit")]
pub fn now() -> Instant {
    (Date::now() / 1000.0).floor() as Instant
}

/// The browser's zone, its changes of offset included.
pub const LOCAL: Zone = Zone::Rules(offset_at);

#[expect(clippy::cast_precision_loss, reason = "seconds of any date fit")]
#[expect(clippy::cast_possible_truncation, reason = "offsets are at most a day")]
fn offset_at(instant: Instant) -> i32 {
    let offset = Date::new(&(instant as f64 * 1000.0).into()).get_timezone_offset();
    if offset.is_finite() { -offset as i32 } else { 0 }
}
