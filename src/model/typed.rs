//! A range of one's own, as it is typed: two wall times of the zone shown.

use super::time::{Instant, Zone, parse_wall};
use super::window::Window;

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// An end is empty, or no time.
    Incomplete,
    /// The clocks of the zone never show a time: they go forward over it.
    Skipped,
    /// It ends before it starts.
    Reversed,
}

/// The seconds after the start of a minute that still belong to it.
const REST_OF_MINUTE: i64 = 59;

/// Reads the two ends; `shown` is the window that the fields had at first. An error comes with the place of the end that
/// it is about, 0 or 1, if it is about one.
///
/// Both ends are included, so an end without seconds means all of its minute. A time that the clocks show twice, because
/// they go back, starts at the first time and ends at the last. An end that was left as it was stays the same instant.
pub fn read_range(
    ends: &[String; 2],
    zone: Zone,
    shown: Option<Window>,
) -> Result<Window, (Wrong, Option<usize>)> {
    let read = |at: usize, end: fn(Window) -> Instant, pick: fn((Instant, Instant)) -> Instant| {
        let wall = parse_wall(&ends[at]).ok_or((Wrong::Incomplete, Some(at)))?;
        let untouched = shown.map(end).filter(|instant| zone.wall(*instant) == wall);
        untouched.or_else(|| zone.instants(wall).map(pick)).ok_or((Wrong::Skipped, Some(at)))
    };
    let start = read(0, Window::start, |(first, _)| first)?;
    let mut end = read(1, Window::end, |(_, last)| last)?;
    // Browsers leave seconds out where they are zero.
    if ends[1].len() == "2024-05-18T00:00".len() && shown.map(Window::end) != Some(end) {
        end += REST_OF_MINUTE;
    }
    Window::new(start, end).ok_or((Wrong::Reversed, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::{format_rfc3339, parse_rfc3339};

    /// Central Europe in 2024: summer time from 31 March 01:00 UTC to 27 October 01:00 UTC.
    const BERLIN: Zone =
        Zone::Rules(|instant| if (1_711_846_800..1_729_990_800).contains(&instant) { 120 } else { 60 });

    fn read(start: &str, end: &str, shown: Option<Window>) -> Result<[String; 2], (Wrong, Option<usize>)> {
        let window = read_range(&[start.to_owned(), end.to_owned()], BERLIN, shown)?;
        Ok([window.start(), window.end()].map(|instant| format_rfc3339(instant, BERLIN)))
    }

    fn texts(start: &str, end: &str) -> [String; 2] {
        [start.to_owned(), end.to_owned()]
    }

    #[test]
    fn both_ends_are_included_and_an_end_without_seconds_is_its_whole_minute() {
        assert_eq!(
            read("2024-05-18T00:00", "2024-05-18T23:59", None),
            Ok(texts("2024-05-18T00:00:00+02:00", "2024-05-18T23:59:59+02:00"))
        );
        assert_eq!(
            read("2024-05-18T08:30", "2024-05-18T08:30:01", None),
            Ok(texts("2024-05-18T08:30:00+02:00", "2024-05-18T08:30:01+02:00"))
        );
    }

    #[test]
    fn an_hour_that_occurs_twice_is_in_the_range_both_times() {
        assert_eq!(
            read("2024-10-27T02:30", "2024-10-27T02:30", None),
            Ok(texts("2024-10-27T02:30:00+02:00", "2024-10-27T02:30:59+01:00"))
        );
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_told_of_at_its_end() {
        assert_eq!(read("2024-03-31T02:30", "2024-04-01T00:00", None), Err((Wrong::Skipped, Some(0))));
        assert_eq!(read("2024-03-30T00:00", "2024-03-31T02:59:59", None), Err((Wrong::Skipped, Some(1))));
    }

    #[test]
    fn what_is_no_time_and_what_is_turned_round_is_told() {
        assert_eq!(read("", "2024-04-01T00:00", None), Err((Wrong::Incomplete, Some(0))));
        assert_eq!(read("2024-04-01T00:00", "soon", None), Err((Wrong::Incomplete, Some(1))));
        assert_eq!(read("2024-04-01T00:01", "2024-04-01T00:00", None), Err((Wrong::Reversed, None)));
    }

    #[test]
    fn an_end_that_was_left_as_it_was_stays_the_same_instant() {
        let [start, end] = ["2024-10-27T02:30:00+01:00", "2024-10-27T03:00:00+01:00"];
        let shown = Window::new(parse_rfc3339(start).unwrap(), parse_rfc3339(end).unwrap());
        assert_eq!(read("2024-10-27T02:30", "2024-10-27T03:00", shown), Ok(texts(start, end)));
        assert_eq!(
            read("2024-10-27T02:30", "2024-10-27T03:01", shown),
            Ok(texts(start, "2024-10-27T03:01:59+01:00"))
        );
    }
}
