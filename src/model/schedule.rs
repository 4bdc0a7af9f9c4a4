//! When the rows are asked for again: a pure function of the time.

use super::time::Instant;

/// The longest wait after failures, in seconds.
pub const MAX_BACKOFF: i64 = 300;

/// The longest wait that somebody who refused can ask for, in seconds: nobody who looks on waits for a day.
const MAX_ASKED_FOR: i64 = 900;

/// Why the rows are not asked for by themselves at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// The user said so.
    ByUser,
    /// The task drawer is open: the rows under it stay as they are.
    WhileOpen,
    /// A menu is open.
    WhileMenu,
    /// A range of the user's own is being typed.
    WhileRange,
    /// Text of the panel is selected: new rows would take it away.
    WhileSelected,
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
    /// Seconds after which whoever refused said that another try makes sense.
    pub retry_after: Option<i64>,
    /// A reason not to ask.
    pub pause: Option<Pause>,
}

impl Schedule {
    /// When it is time to ask again. The first request is the loader's own affair, not a refresh. A question that never
    /// left gives nobody a reason to wait: it is due as soon as the network is back, which ends the pause.
    pub fn due_at(&self) -> Option<Instant> {
        match (self.interval, self.last, self.pause) {
            (Some(_), Some(last), None) if self.unsent => Some(last),
            (Some(interval), Some(last), None) => Some(last + self.wait(interval)),
            _ => None,
        }
    }

    /// Seconds to wait: the interval, or what whoever refused asked for, within bounds; doubled with every failure up to
    /// five minutes.
    fn wait(&self, interval: i64) -> i64 {
        match self.retry_after {
            Some(asked_for) => doubled(asked_for.clamp(1, MAX_ASKED_FOR), self.failures.saturating_sub(1)),
            None => doubled(interval, self.failures),
        }
    }
}

fn doubled(seconds: i64, times: u32) -> i64 {
    let doubled = seconds.saturating_mul(1_i64.checked_shl(times.min(30)).unwrap_or(i64::MAX));
    doubled.min(MAX_BACKOFF.max(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY_30: Schedule = Schedule {
        interval: Some(30),
        last: Some(1000),
        failures: 0,
        unsent: false,
        retry_after: None,
        pause: None,
    };

    #[test]
    fn rows_are_asked_for_when_the_interval_has_passed_and_not_before() {
        assert_eq!(EVERY_30.due_at(), Some(1030));
    }

    #[test]
    fn nothing_is_asked_while_paused_or_off_or_before_the_first_load() {
        for pause in [Pause::ByUser, Pause::WhileOpen, Pause::LongWindow, Pause::Offline, Pause::Hidden] {
            assert_eq!(Schedule { pause: Some(pause), ..EVERY_30 }.due_at(), None);
        }
        assert_eq!(Schedule { interval: None, ..EVERY_30 }.due_at(), None);
        assert_eq!(Schedule { last: None, ..EVERY_30 }.due_at(), None);
    }

    #[test]
    fn a_question_that_never_left_is_due_when_the_network_is_back_and_not_before() {
        let offline = Schedule { failures: 3, unsent: true, pause: Some(Pause::Offline), ..EVERY_30 };
        assert_eq!(offline.due_at(), None);
        assert_eq!(Schedule { pause: None, ..offline }.due_at(), Some(1000));
        assert_eq!(Schedule { pause: None, interval: None, ..offline }.due_at(), None);
    }

    #[test]
    fn failures_double_the_wait_up_to_five_minutes() {
        let wait = |interval, failures| Schedule { failures, ..EVERY_30 }.wait(interval);
        assert_eq!([0, 1, 2, 3, 4, 40].map(|failures| wait(30, failures)), [30, 60, 120, 240, 300, 300]);
        assert_eq!(wait(300, 5), 300);
    }

    #[test]
    fn who_is_asked_to_wait_waits_as_long_and_longer_if_that_was_not_enough() {
        let wait = |retry_after, failures| {
            Schedule { retry_after: Some(retry_after), failures, ..EVERY_30 }.wait(30)
        };
        assert_eq!([1, 2, 3, 9].map(|failures| wait(20, failures)), [20, 40, 80, 300]);
        assert_eq!((wait(0, 1), wait(900, 1), wait(900, 5)), (1, 900, 900));
    }

    #[test]
    fn nobody_is_made_to_wait_for_longer_than_a_quarter_of_an_hour() {
        for asked_for in [901, 86_400, i64::MAX] {
            let refused = Schedule { retry_after: Some(asked_for), failures: 2, ..EVERY_30 };
            assert_eq!(refused.due_at(), Some(1000 + 900), "{asked_for}");
        }
    }
}
