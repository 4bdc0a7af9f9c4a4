//! Windows of time: the presets, the custom range, and what is sent to the vendor for them.

use chrono::{Datelike, Days, NaiveDate};

use super::time::{DAY, Instant, Zone, format_wall, midnight};

/// A time range that stays relative in a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// The current day of the zone shown.
    Today,
    /// The day before.
    Yesterday,
    /// The 24 hours up to the end of the current minute.
    Last24Hours,
    /// Seven times 24 hours, likewise.
    Last7Days,
    /// Thirty times 24 hours, likewise.
    Last30Days,
    /// The current month of the zone shown, its future days included.
    ThisMonth,
}

impl Preset {
    /// All presets, in the order in which they are offered.
    pub const ALL: [Preset; 6] = [
        Preset::Today,
        Preset::Yesterday,
        Preset::Last24Hours,
        Preset::Last7Days,
        Preset::Last30Days,
        Preset::ThisMonth,
    ];

    /// The preset's name in the address.
    pub const fn name(self) -> &'static str {
        match self {
            Preset::Today => "today",
            Preset::Yesterday => "yesterday",
            Preset::Last24Hours => "24h",
            Preset::Last7Days => "7d",
            Preset::Last30Days => "30d",
            Preset::ThisMonth => "month",
        }
    }

    /// The preset of a name in the address.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// Whether the preset is made of whole days, so that it changes at midnight.
    pub const fn follows_the_calendar(self) -> bool {
        matches!(self, Preset::Today | Preset::Yesterday | Preset::ThisMonth)
    }
}

/// What the user chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Range {
    /// A preset.
    Preset(Preset),
    /// From one instant to another, both included.
    Custom(Window),
}

impl Default for Range {
    fn default() -> Self {
        Range::Preset(Preset::Last7Days)
    }
}

/// A window of time with both its ends included; `start <= end` always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    start: Instant,
    end: Instant,
}

impl Window {
    /// A window from one second to another, or `None` if it would end before it starts.
    pub fn new(start: Instant, end: Instant) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// The first second.
    pub fn start(self) -> Instant {
        self.start
    }

    /// The last second.
    pub fn end(self) -> Instant {
        self.end
    }

    /// Both ends as the vendor wants them: wall times of its own zone.
    pub fn in_vendor_time(self, vendor: Zone) -> (String, String) {
        (format_wall(vendor.wall(self.start), ' '), format_wall(vendor.wall(self.end), ' '))
    }
}

impl Range {
    /// The window that the range means now, with days as the zone shown has them.
    pub fn window(self, now: Instant, shown: Zone) -> Window {
        let preset = match self {
            Range::Custom(window) => return window,
            Range::Preset(preset) => preset,
        };
        let today = shown.wall(now).date();
        match preset {
            Preset::Today => days(today, tomorrow(today), shown),
            Preset::Yesterday => days(today.pred_opt().unwrap_or(today), today, shown),
            Preset::ThisMonth => {
                let first = today.with_day(1).unwrap_or(today);
                let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
                days(first, next, shown)
            }
            Preset::Last24Hours => rolling(now, 1),
            Preset::Last7Days => rolling(now, 7),
            Preset::Last30Days => rolling(now, 30),
        }
    }
}

fn tomorrow(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(date)
}

/// From the first second of one day to the last second before another.
fn days(first: NaiveDate, end: NaiveDate, zone: Zone) -> Window {
    Window { start: zone.instant(midnight(first)), end: zone.instant(midnight(end)) - 1 }
}

/// Ends with the current minute and not with the current second: a task that the vendor's clock dates a little
/// ahead of ours is in it, and all who ask within a minute ask the same.
fn rolling(now: Instant, days: i64) -> Window {
    let end = now - now.rem_euclid(60) + 59;
    Window { start: end + 1 - days * DAY, end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::parse_rfc3339;

    const VENDOR: Zone = Zone::Fixed(480);

    fn sent(preset: Preset, now: &str, shown: Zone) -> (String, String) {
        Range::Preset(preset).window(parse_rfc3339(now).unwrap(), shown).in_vendor_time(VENDOR)
    }

    fn texts(start: &str, end: &str) -> (String, String) {
        (start.to_owned(), end.to_owned())
    }

    #[test]
    fn today_is_the_day_of_the_zone_shown_sent_in_the_vendors() {
        let now = "2025-08-17T17:30:00Z"; // The 18th has begun at the vendor's, in UTC it is still the 17th.
        assert_eq!(sent(Preset::Today, now, VENDOR), texts("2025-08-18 00:00:00", "2025-08-18 23:59:59"));
        assert_eq!(sent(Preset::Today, now, Zone::UTC), texts("2025-08-17 08:00:00", "2025-08-18 07:59:59"));
    }

    #[test]
    fn yesterday_and_the_month_end_with_their_last_second() {
        let now = "2024-02-29T10:00:00Z";
        assert_eq!(sent(Preset::Yesterday, now, VENDOR), texts("2024-02-28 00:00:00", "2024-02-28 23:59:59"));
        assert_eq!(sent(Preset::ThisMonth, now, VENDOR), texts("2024-02-01 00:00:00", "2024-02-29 23:59:59"));
        assert_eq!(
            sent(Preset::ThisMonth, "2024-12-31T23:00:00Z", Zone::UTC),
            texts("2024-12-01 08:00:00", "2025-01-01 07:59:59")
        );
    }

    #[test]
    fn rolling_presets_last_exactly_as_long_as_they_say() {
        for (preset, days) in [(Preset::Last24Hours, 1), (Preset::Last7Days, 7), (Preset::Last30Days, 30)] {
            let now = parse_rfc3339("2025-08-17T11:31:02Z").unwrap();
            let window = Range::Preset(preset).window(now, VENDOR);
            assert_eq!(window.end() - window.start() + 1, days * DAY);
            assert!(window.end() >= now && window.end() < now + 60);
        }
    }

    #[test]
    fn a_window_never_ends_before_it_starts() {
        assert_eq!(Window::new(2, 1), None);
        assert!(Window::new(1, 1).is_some());
    }
}
