//! When the rows are asked for again: a pure function of the time.

use super::time::Instant;

/// The longest wait after failures, in seconds.
pub const MAX_BACKOFF: i64 = 300;

/// Why the rows are not asked for by themselves at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// The user said so.
    ByUser,
    /// A menu or the task drawer is open: the rows under it stay as they are.
    WhileOpen,
    /// The whole of a long window was read on the user's word: by itself that would be hundreds of requests each time.
    LongWindow,
    /// The browser has no network.
    Offline,
    /// Nobody can see the page.
    Hidden,
}

/// What the decision depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The interval chosen, in seconds; `None` is off.
    pub interval: Option<i64>,
    /// When the last answer or failure came; `None` before the first one.
    pub last: Option<Instant>,
    /// How many failures came in a row.
    pub failures: u32,
    /// Whether the last question never left the browser, for want of a network.
    pub unsent: bool,
    /// A reason not to ask.
    pub pause: Option<Pause>,
}

impl Schedule {
    /// Whether it is time to ask again. The first request is the loader's own affair, not a refresh. A question that
    /// never left gives nobody a reason to wait: it is due as soon as the network is back, which ends the pause.
    pub fn is_due(&self, now: Instant) -> bool {
        match (self.interval, self.last, self.pause) {
            (Some(_), Some(_), None) if self.unsent => true,
            (Some(interval), Some(last), None) => now - last >= wait(interval, self.failures),
            _ => false,
        }
    }
}

/// Seconds to wait: the interval, doubled with every failure in a row up to five minutes.
pub fn wait(interval: i64, failures: u32) -> i64 {
    let doubled = interval.saturating_mul(1_i64.checked_shl(failures.min(30)).unwrap_or(i64::MAX));
    doubled.min(MAX_BACKOFF.max(interval))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY_30: Schedule =
        Schedule { interval: Some(30), last: Some(1000), failures: 0, unsent: false, pause: None };

    #[test]
    fn rows_are_asked_for_when_the_interval_has_passed_and_not_before() {
        assert!(!EVERY_30.is_due(1029));
        assert!(EVERY_30.is_due(1030));
        assert!(EVERY_30.is_due(9999));
    }

    #[test]
    fn nothing_is_asked_while_paused_or_off_or_before_the_first_load() {
        for pause in [Pause::ByUser, Pause::WhileOpen, Pause::LongWindow, Pause::Offline, Pause::Hidden] {
            assert!(!Schedule { pause: Some(pause), ..EVERY_30 }.is_due(9999));
        }
        assert!(!Schedule { interval: None, ..EVERY_30 }.is_due(9999));
        assert!(!Schedule { last: None, ..EVERY_30 }.is_due(9999));
    }

    #[test]
    fn a_question_that_never_left_is_due_when_the_network_is_back_and_not_before() {
        let offline = Schedule { failures: 3, unsent: true, pause: Some(Pause::Offline), ..EVERY_30 };
        assert!(!offline.is_due(1001));
        assert!(Schedule { pause: None, ..offline }.is_due(1001));
        assert!(!Schedule { pause: None, interval: None, ..offline }.is_due(9999));
    }

    #[test]
    fn failures_double_the_wait_up_to_five_minutes() {
        assert_eq!([0, 1, 2, 3, 4, 40].map(|failures| wait(30, failures)), [30, 60, 120, 240, 300, 300]);
        assert_eq!(wait(300, 5), 300);
    }
}
