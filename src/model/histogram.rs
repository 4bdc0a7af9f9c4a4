//! Tasks over time: the bars into which a window is cut, and how many tasks each of them holds.

use chrono::DateTime;

use super::time::{DAY, Instant, Zone, format_wall};
use super::window::Window;

/// A window is cut into so many bars at most. The first and the last can be shorter than the others, which makes one
/// more than the length alone would.
pub const MOST_BARS: usize = 33;

/// How long a bar may be, in seconds: a whole part of a day, or days.
const LENGTHS: [i64; 7] = [60, 5 * 60, 15 * 60, 3_600, 3 * 3_600, DAY, 7 * DAY];

/// A Monday's midnight, as wall seconds: weeks begin on Mondays, and all shorter bars at a midnight as well.
const MONDAY: i64 = 4 * DAY;

/// A bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The seconds that it stands for.
    pub window: Window,
    /// How many tasks were created in them.
    pub tasks: i64,
    /// How many of these ended with an exception.
    pub exceptions: i64,
}

impl Bar {
    /// This bar and a later one as one.
    #[must_use]
    pub fn with(self, later: Bar) -> Bar {
        Bar {
            window: Window::new(self.window.start(), later.window.end()).unwrap_or(self.window),
            tasks: self.tasks + later.tasks,
            exceptions: self.exceptions + later.exceptions,
        }
    }
}

/// Cuts a window where clocks in a zone strike the hour, the day or whatever suits its length. Where they are put
/// forward a bar is missing or shorter, where they are put back one is longer; none overlap.
pub fn cut(window: Window, zone: Zone) -> Vec<Bar> {
    let length = bar_length(window.end() - window.start());
    let first = zone.wall(window.start()).and_utc().timestamp();
    let mut wall = first - (first - MONDAY).rem_euclid(length);
    let mut bars = Vec::new();
    let mut start = window.start();
    while let Some(part) = Window::new(start, window.end()) {
        wall += length;
        let Some(strike) = DateTime::from_timestamp(wall, 0) else { break };
        let next = zone.instant(strike.naive_utc());
        // A strike that never comes, because the clocks jump over it, cuts nothing.
        if next > start {
            let part = Window::new(start, part.end().min(next - 1)).unwrap_or(part);
            bars.push(Bar { window: part, tasks: 0, exceptions: 0 });
            start = next;
        }
    }
    bars
}

/// The shortest length of which not too many are needed; beyond a week twice as much, again and again.
fn bar_length(seconds: i64) -> i64 {
    let mut lengths = LENGTHS.into_iter().chain((1..40).map(|doubled| (7 * DAY) << doubled));
    lengths.find(|length| seconds / length < 32).unwrap_or(i64::MAX)
}

/// Counts tasks by the instants of their creation, and the exceptions among them. One from outside the bars counts
/// nowhere.
pub fn count(bars: &mut [Bar], tasks: impl Iterator<Item = (Instant, bool)>) {
    let mut at = 0;
    for (created, is_exception) in tasks {
        let holds = |bar: &Bar| (bar.window.start()..=bar.window.end()).contains(&created);
        // Tasks that were created one after the other stand so as a rule, so mostly it is the same bar again.
        if !bars.get(at).is_some_and(holds) {
            at = bars.partition_point(|bar| bar.window.end() < created);
        }
        if let Some(bar) = bars.get_mut(at).filter(|bar| holds(bar)) {
            bar.tasks += 1;
            bar.exceptions += i64::from(is_exception);
        }
    }
}

/// What a bar is called: its day or days, if it is made of whole ones, or else its two ends.
pub fn span(window: Window, zone: Zone) -> String {
    let (from, to) = (moment(window.start(), zone), moment(window.end() + 1, zone));
    let (day, last) = (&from[..10], &moment(window.end(), zone)[..10]);
    match (from.ends_with("00:00") && to.ends_with("00:00"), day == last) {
        (true, true) => day.to_owned(),
        (true, false) => format!("{day} – {last}"),
        (false, true) if to.starts_with(day) => format!("{from}–{}", &to[11..]),
        _ => format!("{from} – {to}"),
    }
}

/// An instant to the minute, `YYYY-MM-DD HH:mm`.
pub fn moment(instant: Instant, zone: Zone) -> String {
    let mut text = format_wall(zone.wall(instant), ' ');
    text.truncate(16);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::{format_rfc3339, parse_rfc3339};
    use crate::model::window::{Preset, Range};

    /// Berlin in 2024: an hour ahead of UTC, two from 31 March to 27 October, each at 01:00 UTC.
    fn berlin(instant: Instant) -> i32 {
        if (1_711_846_800..1_729_990_800).contains(&instant) { 120 } else { 60 }
    }

    const BERLIN: Zone = Zone::Rules(berlin);

    fn window(from: &str, to: &str) -> Window {
        Window::new(parse_rfc3339(from).unwrap(), parse_rfc3339(to).unwrap()).unwrap()
    }

    fn starts(bars: &[Bar]) -> Vec<String> {
        bars.iter().map(|bar| format_rfc3339(bar.window.start(), BERLIN)).collect()
    }

    #[test]
    fn a_day_is_cut_into_hours_and_weeks_and_months_into_days() {
        let now = parse_rfc3339("2024-07-17T11:31:02Z").unwrap();
        let bars = |preset| cut(Range::Preset(preset).window(now, BERLIN), BERLIN);
        let presets = Preset::ALL.map(|preset| bars(preset).len());
        assert_eq!(presets, [24, 24, 25, 8, 31, 31]);
        assert_eq!(starts(&bars(Preset::Today))[1], "2024-07-17T01:00:00+02:00");
        let week = starts(&bars(Preset::Last7Days));
        assert_eq!(week[..2], ["2024-07-10T13:32:00+02:00", "2024-07-11T00:00:00+02:00"]);
    }

    #[test]
    fn bars_follow_one_another_through_the_whole_window_in_every_zone() {
        for zone in [Zone::UTC, Zone::Fixed(-570), Zone::Fixed(345), BERLIN] {
            for seconds in [0, 59, 3_600, 5_000, 90_000, 3 * DAY, 20 * DAY, 200 * DAY, 4_000 * DAY] {
                let whole = Window::new(1_711_800_123, 1_711_800_123 + seconds).unwrap();
                let bars = cut(whole, zone);
                assert!((1..=MOST_BARS).contains(&bars.len()), "{zone:?} {seconds}: {}", bars.len());
                assert_eq!(bars[0].window.start(), whole.start());
                assert_eq!(bars[bars.len() - 1].window.end(), whole.end());
                for pair in bars.windows(2) {
                    assert_eq!(pair[0].window.end() + 1, pair[1].window.start());
                }
            }
        }
    }

    #[test]
    fn an_hour_that_the_clocks_skip_is_no_bar_and_one_that_they_repeat_is_one_long_bar() {
        let spring = cut(window("2024-03-31T00:00:00+01:00", "2024-03-31T23:59:59+02:00"), BERLIN);
        assert_eq!(spring.len(), 23);
        assert_eq!(starts(&spring)[1..3], ["2024-03-31T01:00:00+01:00", "2024-03-31T03:00:00+02:00"]);
        let autumn = cut(window("2024-10-27T00:00:00+02:00", "2024-10-27T23:59:59+01:00"), BERLIN);
        assert_eq!(autumn.len(), 24);
        assert_eq!(starts(&autumn)[2..4], ["2024-10-27T02:00:00+02:00", "2024-10-27T03:00:00+01:00"]);
    }

    #[test]
    fn days_with_a_change_of_offset_begin_at_their_own_midnights() {
        let bars = cut(window("2024-10-01T00:00:00+02:00", "2024-10-31T23:59:59+01:00"), BERLIN);
        assert_eq!(bars.len(), 31);
        assert_eq!(starts(&bars)[26..28], ["2024-10-27T00:00:00+02:00", "2024-10-28T00:00:00+01:00"]);
    }

    #[test]
    fn a_bar_is_called_by_its_days_or_by_its_ends() {
        let called = |from, to| span(window(from, to), BERLIN);
        assert_eq!(called("2024-07-17T00:00:00+02:00", "2024-07-17T23:59:59+02:00"), "2024-07-17");
        assert_eq!(
            called("2024-10-27T00:00:00+02:00", "2024-10-28T23:59:59+01:00"),
            "2024-10-27 – 2024-10-28"
        );
        assert_eq!(
            called("2024-07-17T09:00:00+02:00", "2024-07-17T09:59:59+02:00"),
            "2024-07-17 09:00–10:00"
        );
        assert_eq!(
            called("2024-07-17T23:00:00+02:00", "2024-07-17T23:59:59+02:00"),
            "2024-07-17 23:00 – 2024-07-18 00:00"
        );
    }

    #[test]
    fn a_task_is_counted_in_its_bar_and_one_from_elsewhere_in_none() {
        let mut bars = cut(window("2024-07-17T00:00:00Z", "2024-07-17T23:59:59Z"), Zone::UTC);
        let at = |text| parse_rfc3339(text).unwrap();
        let tasks = [
            (at("2024-07-17T00:00:00Z"), false),
            (at("2024-07-17T00:59:59Z"), true),
            (at("2024-07-17T23:59:59Z"), false),
            (at("2024-07-16T23:59:59Z"), true),
            (at("2024-07-18T00:00:00Z"), true),
            (Instant::MIN, true),
        ];
        count(&mut bars, tasks.into_iter());
        assert_eq!([0, 1, 23].map(|at| (bars[at].tasks, bars[at].exceptions)), [(2, 1), (0, 0), (1, 0)]);
    }
}
