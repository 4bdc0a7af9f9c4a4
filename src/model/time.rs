//! Instants, zones and the vendor's zoneless times.
//!
//! An instant is Unix time in whole seconds. A wall time is what a clock on the wall of a zone shows. The vendor
//! sends wall times of its own zone without saying so; the relay's session tells the offset.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike};

/// Unix time in seconds.
pub type Instant = i64;

/// The seconds of a day without a change of offset.
pub const DAY: i64 = 86_400;

/// A zone: how far its wall clock is ahead of UTC, at any instant.
#[derive(Clone, Copy, Debug)]
pub enum Zone {
    /// Always the same offset, in minutes east of UTC.
    Fixed(i32),
    /// Rules that somebody else knows (the browser): the offset in minutes at an instant.
    Rules(fn(Instant) -> i32),
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Zone::Fixed(a), Zone::Fixed(b)) => a == b,
            (Zone::Rules(a), Zone::Rules(b)) => std::ptr::fn_addr_eq(*a, *b),
            _ => false,
        }
    }
}

impl Zone {
    /// UTC itself.
    pub const UTC: Zone = Zone::Fixed(0);

    /// The offset at an instant, in minutes east of UTC.
    pub fn offset_at(self, instant: Instant) -> i32 {
        match self {
            Zone::Fixed(minutes) => minutes,
            Zone::Rules(rules) => rules(instant),
        }
    }

    /// What the wall clock shows at an instant.
    pub fn wall(self, instant: Instant) -> NaiveDateTime {
        let shifted = instant.saturating_add(i64::from(self.offset_at(instant)) * 60);
        DateTime::from_timestamp(shifted, 0).unwrap_or(DateTime::UNIX_EPOCH).naive_utc()
    }

    /// The first and the last instant at which the wall clock shows a time: two where clocks went back over it, and
    /// `None` where they went forward over it.
    pub fn instants(self, wall: NaiveDateTime) -> Option<(Instant, Instant)> {
        let [early, late] = self.candidates(wall).map(|at| Some(at).filter(|at| self.wall(*at) == wall));
        Some((early.or(late)?, late.or(early)?))
    }

    /// The instant at which the wall clock shows a time. A time that occurs twice means the first one; a time that never
    /// occurs means as long after the gap's start.
    pub fn instant(self, wall: NaiveDateTime) -> Instant {
        // Before a gap the offset is the smaller one, which gives the later instant.
        self.instants(wall).map_or_else(|| self.candidates(wall)[1], |(first, _)| first)
    }

    /// When the wall clock could show a time, the earlier one first.
    fn candidates(self, wall: NaiveDateTime) -> [Instant; 2] {
        let as_if_utc = wall.and_utc().timestamp();
        if let Zone::Fixed(minutes) = self {
            return [as_if_utc - i64::from(minutes) * 60; 2];
        }
        // The offsets a day before and after enclose any change; the larger offset gives the earlier instant.
        let (before, after) = (self.offset_at(as_if_utc - DAY), self.offset_at(as_if_utc + DAY));
        [before.max(after), before.min(after)].map(|minutes| as_if_utc - i64::from(minutes) * 60)
    }

    /// The day in this zone as a number that grows by one at each midnight.
    pub fn day_number(self, instant: Instant) -> i32 {
        self.wall(instant).num_days_from_ce()
    }
}

/// The first wall second of a date.
pub fn midnight(date: NaiveDate) -> NaiveDateTime {
    date.and_hms_opt(0, 0, 0).unwrap_or_default()
}

/// Reads `YYYY-MM-DD HH:mm:ss`, or the same with `T` and with the seconds left out, as browsers' fields write it.
pub fn parse_wall(text: &str) -> Option<NaiveDateTime> {
    let bytes = text.as_bytes();
    let separators = |at: &[(usize, &[u8])]| at.iter().all(|&(i, any)| any.contains(&bytes[i]));
    let with_seconds = match bytes.len() {
        16 => false,
        19 => true,
        _ => return None,
    };
    if !separators(&[(4, b"-"), (7, b"-"), (10, b" T"), (13, b":")]) || (with_seconds && bytes[16] != b':') {
        return None;
    }
    let number = |from: usize, to: usize| {
        bytes[from..to]
            .iter()
            .try_fold(0_u32, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0')))
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    date.and_hms_opt(number(11, 13)?, number(14, 16)?, if with_seconds { number(17, 19)? } else { 0 })
}

/// Writes `YYYY-MM-DD HH:mm:ss`, the vendor's form; with `separator` `T` it is the form of browsers' fields.
pub fn format_wall(wall: NaiveDateTime, separator: char) -> String {
    format!(
        "{:04}-{:02}-{:02}{separator}{:02}:{:02}:{:02}",
        wall.year(),
        wall.month(),
        wall.day(),
        wall.hour(),
        wall.minute(),
        wall.second()
    )
}

/// Reads an RFC 3339 time with its offset; fractions of a second are left out.
pub fn parse_rfc3339(text: &str) -> Option<Instant> {
    let (wall, rest) = text.split_at_checked(19)?;
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let offset = if rest.eq_ignore_ascii_case("z") { 0 } else { parse_offset(rest)? };
    Some(Zone::Fixed(offset).instant(parse_wall(wall)?))
}

/// Writes an instant as RFC 3339 with the zone's offset.
pub fn format_rfc3339(instant: Instant, zone: Zone) -> String {
    format!("{}{}", format_wall(zone.wall(instant), 'T'), format_offset(zone.offset_at(instant)))
}

/// Reads `±HH:MM` as minutes east of UTC; at most 18 hours, as ISO 8601 libraries have it.
pub fn parse_offset(text: &str) -> Option<i32> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let two_digits = |part: &str| {
        (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i32>().ok())?
    };
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Writes minutes east of UTC as `±HH:MM`.
pub fn format_offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Central Europe in 2024: summer time from 31 March 01:00 UTC to 27 October 01:00 UTC.
    fn berlin(instant: Instant) -> i32 {
        if (1_711_846_800..1_729_990_800).contains(&instant) { 120 } else { 60 }
    }

    fn wall(text: &str) -> NaiveDateTime {
        parse_wall(text).unwrap()
    }

    #[test]
    fn a_wall_time_goes_to_an_instant_and_back_in_every_zone() {
        for zone in [Zone::UTC, Zone::Fixed(480), Zone::Fixed(-570), Zone::Rules(berlin)] {
            for instant in (1_704_067_200..1_735_689_600).step_by(9_173) {
                let back = zone.instant(zone.wall(instant));
                assert!(back == instant || zone.wall(back) == zone.wall(instant), "{zone:?} {instant}");
            }
        }
    }

    #[test]
    fn a_repeated_hour_means_its_first_occurrence() {
        let first = Zone::Rules(berlin).instant(wall("2024-10-27 02:30:00"));
        assert_eq!(format_rfc3339(first, Zone::Rules(berlin)), "2024-10-27T02:30:00+02:00");
    }

    #[test]
    fn a_skipped_hour_is_pushed_past_the_gap() {
        let instant = Zone::Rules(berlin).instant(wall("2024-03-31 02:30:00"));
        assert_eq!(format_rfc3339(instant, Zone::Rules(berlin)), "2024-03-31T03:30:00+02:00");
    }

    #[test]
    fn a_day_with_a_change_of_offset_starts_at_its_own_midnight() {
        let zone = Zone::Rules(berlin);
        let start = |text| zone.instant(midnight(wall(text).date()));
        assert_eq!(format_wall(zone.wall(start("2024-10-27 12:00:00")), ' '), "2024-10-27 00:00:00");
        assert_eq!(start("2024-10-28 12:00:00") - start("2024-10-27 12:00:00"), 25 * 3600);
    }

    #[test]
    fn only_real_times_in_the_documented_form_are_read() {
        for text in [
            "2024-02-30 00:00:00",
            "2024-05-18 24:00:00",
            "2024-05-18",
            "2024/05/18 00:00:00",
            "２０24-05-18 00:00",
            "",
        ] {
            assert_eq!(parse_wall(text), None, "{text}");
        }
        assert_eq!(parse_wall("2024-02-29T23:59"), parse_wall("2024-02-29 23:59:00"));
    }

    #[test]
    fn rfc_3339_is_read_with_its_offset_and_not_without() {
        let instant = Some(1_755_430_262);
        for text in ["2025-08-17T11:31:02Z", "2025-08-17T19:31:02+08:00", "2025-08-17T11:31:02.75Z"] {
            assert_eq!(parse_rfc3339(text), instant, "{text}");
        }
        for text in ["2025-08-17T11:31:02", "2025-08-17T11:31Z", "2025-08-17T11:31:02+8", "", "2025-08-17 é"]
        {
            assert_eq!(parse_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn offsets_are_read_and_written_alike() {
        for text in ["+08:00", "-09:30", "+00:00", "+05:45"] {
            assert_eq!(format_offset(parse_offset(text).unwrap()), text);
        }
        for text in ["8", "+8:00", "+08:60", "+19:00", "08:00", "++8:00", "+-1:00"] {
            assert_eq!(parse_offset(text), None, "{text}");
        }
    }
}
