//! A time: exact in the zone shown, and how long ago.

use crate::dynamic::{Derived, text};
use crate::locales::Locale;
use crate::markup::{Child, El, el};
use crate::model::time::{Instant, Zone, format_rfc3339, format_wall};

/// What times need to be written.
#[derive(Clone, Copy)]
pub struct TimeContext {
    /// The zone of the vendor's times.
    pub vendor: Derived<Zone>,
    /// The zone in which times are shown.
    pub zone: Derived<Zone>,
    /// Now.
    pub now: Derived<Instant>,
}

/// Shows when something was, in the zone of the moment; the vendor's own text, if it is no readable time.
pub fn timestamp(
    instant: Option<Instant>,
    raw: Option<String>,
    times: TimeContext,
    words: &'static Locale,
) -> El {
    let TimeContext { zone, now, .. } = times;
    let ago = instant.map(|instant| text(move || (words.ago)(now.get() - instant)));
    time(instant, raw, zone.get(), ago, words)
}

/// Shows when something was, and how long ago that is.
pub fn time(
    instant: Option<Instant>,
    raw: Option<String>,
    zone: Zone,
    ago: impl Child,
    words: &'static Locale,
) -> El {
    let Some(instant) = instant else {
        return el("span").child(raw.unwrap_or_else(|| words.missing.to_owned()));
    };
    el("time")
        .class("time")
        .attr("datetime", format_rfc3339(instant, zone))
        .child(el("span").class("time-exact").child(format_wall(zone.wall(instant), ' ')))
        .child(" ")
        .child(el("span").class("time-ago").child(ago))
}
