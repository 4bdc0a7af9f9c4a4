//! A time: exact in the zone shown, and how long ago.

use leptos::prelude::*;

use crate::locales::Locale;
use crate::model::time::{Instant, Zone, format_rfc3339, format_wall};

/// Shows when something was. The vendor's own text, if it is no readable time.
pub fn timestamp(
    instant: Option<Instant>,
    raw: Option<String>,
    zone: Memo<Zone>,
    now: Memo<Instant>,
    words: &'static Locale,
) -> AnyView {
    let Some(instant) = instant else {
        return raw.unwrap_or_else(|| words.missing.to_owned()).into_any();
    };
    view! {
        <time class="time" datetime=move || format_rfc3339(instant, zone.get())>
            <span class="time-exact">{move || format_wall(zone.get().wall(instant), ' ')}</span>
            " "
            <span class="time-ago">{move || (words.ago)(now.get() - instant)}</span>
        </time>
    }
    .into_any()
}
