//! What has to be asked of the relay for a view: the key of the loader.
//!
//! Two views with the same question are answered by the same rows: with the whole window at hand, a change of
//! filter, order, page or page size asks for nothing.

use contract::{PageQuery, QueryParams};

use super::sheet::Rows;
use super::time::{Instant, Zone};
use super::view::{View, ZoneChoice};
use super::window::{Range, Window};

/// Up to this many rows a whole window is read without asking.
pub const UNASKED_ROWS: i64 = 2_000;

/// The page size of a walk over a whole window: the vendor's largest.
pub const WALK_PAGE_SIZE: i64 = contract::MAX_PAGE_SIZE;

/// The last page that is asked for. The vendor counts in 32 bits and refuses a larger number, while a page past the
/// end has to become the last one.
const LAST_PAGE: i64 = i32::MAX as i64;

/// A question to the relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The range.
    pub range: Range,
    /// The search text, which the vendor applies.
    pub search: String,
    /// How much of the window is needed.
    pub reach: Reach,
    /// For ranges made of days: whose days, and the first of them. Changes at the midnight with which another range begins.
    day: Option<(ZoneChoice, i32)>,
}

/// How much of a window is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One page, as the vendor cuts it.
    Page {
        /// The page, from 1.
        page: i64,
        /// Its size in rows.
        size: i64,
    },
    /// All rows, if there are no more than these.
    Whole {
        /// The number of rows beyond which the user is asked first.
        unasked: i64,
    },
}

impl Question {
    /// The question for a view. `shown` is the zone that the view chose.
    pub fn of(view: &View, now: Instant, shown: Zone) -> Self {
        let calendar = matches!(view.range, Range::Preset(preset) if preset.follows_the_calendar());
        let reach = if view.needs_whole_window() {
            Reach::Whole { unasked: UNASKED_ROWS }
        } else {
            Reach::Page { page: view.page.get().min(LAST_PAGE), size: view.size.rows() }
        };
        Self {
            range: view.range,
            search: view.search.clone(),
            reach,
            day: calendar.then(|| (view.zone, shown.day_number(view.range.window(now, shown).start()))),
        }
    }

    /// Whether another question is about the same rows of the vendor, whatever is done with them.
    pub fn same_window(&self, other: &Question) -> bool {
        self.range == other.range && self.search == other.search && self.day == other.day
    }

    /// Whether it is another one only because a day went by.
    pub fn is_what_became_of(&self, other: &Question) -> bool {
        let zone = |day: Option<(ZoneChoice, i32)>| day.map(|(zone, _)| zone);
        let (is_same, is_same_reach) = (zone(self.day) == zone(other.day), self.reach == other.reach);
        is_same && is_same_reach && self.range == other.range && self.search == other.search
    }

    /// Whether it is about all rows of the window.
    pub fn is_about_all(&self) -> bool {
        matches!(self.reach, Reach::Whole { .. })
    }

    /// Whether the rows that were read for this question answer another one: also where both are about all rows of
    /// the window, and only the one or the other may read a long one.
    pub fn is_answer_to(&self, rows: &Rows, other: &Question) -> bool {
        let is_whole = matches!(rows, Rows::Whole(_)) && other.is_about_all();
        self == other || (is_whole && self.same_window(other))
    }

    /// Whether it is about days, which begin and end at midnight.
    pub fn is_about_days(&self) -> bool {
        self.day.is_some()
    }

    /// Makes it about another page, where it is about a page at all.
    pub fn turn_to(&mut self, number: i64) {
        if let Reach::Page { page, .. } = &mut self.reach {
            *page = number;
        }
    }

    /// The same question about all rows of the window, if there are no more than so many.
    #[must_use]
    pub fn about_all(self, unasked: i64) -> Self {
        Self { reach: Reach::Whole { unasked }, ..self }
    }

    /// The request for one page of a window.
    pub fn page_query(&self, window: Window, vendor: Zone, page: i64, size: i64) -> PageQuery {
        let (str_time, end_time) = window.in_vendor_time(vendor);
        let task_name = Some(self.search.clone()).filter(|text| !text.is_empty());
        PageQuery { current: page, size, params: QueryParams { str_time, end_time, task_name } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::DAY;

    const ZONE: Zone = Zone::Fixed(480);
    const NOON: Instant = 1_755_403_200; // 2025-08-17 12:00:00 +08:00

    fn ask(query: &str, now: Instant) -> Question {
        Question::of(&View::parse(query).view, now, ZONE)
    }

    #[test]
    fn with_the_whole_window_at_hand_nothing_more_is_asked() {
        let first = ask("status=4", NOON);
        for query in
            ["status=1&page=3", "type=0&size=100", "sort=-name&task=5", "status=4&tz=utc&density=compact"]
        {
            assert_eq!(ask(query, NOON + 60), first, "{query}");
        }
        assert_ne!(ask("status=4&range=30d", NOON), first);
        assert_ne!(ask("status=4&q=May", NOON), first);
    }

    #[test]
    fn a_page_is_asked_for_as_the_vendor_cuts_it() {
        assert_eq!(ask("page=2&size=50&q=May", NOON).reach, Reach::Page { page: 2, size: 50 });
        assert_ne!(ask("page=2", NOON), ask("page=3", NOON));
    }

    #[test]
    fn no_page_is_asked_for_that_the_vendor_can_not_count_to() {
        let farthest = ask(&format!("page={}", i64::MAX), NOON);
        assert_eq!(farthest.reach, Reach::Page { page: 2_147_483_647, size: 20 });
    }

    #[test]
    fn midnight_changes_the_question_about_days_and_no_other() {
        assert_ne!(ask("range=today", NOON), ask("range=today", NOON + DAY));
        assert_ne!(ask("range=today", NOON), ask("range=today&tz=utc", NOON));
        assert_eq!(ask("range=month", NOON), ask("range=month", NOON + DAY));
        assert_ne!(ask("range=month", NOON), ask("range=month", NOON + 31 * DAY));
        assert_eq!(ask("range=24h", NOON), ask("range=24h", NOON + DAY));
    }

    #[test]
    fn a_question_that_changed_at_midnight_is_told_from_one_that_the_user_changed() {
        let today = ask("range=today&q=May", NOON);
        assert!(ask("range=today&q=May", NOON + DAY).is_what_became_of(&today));
        for query in
            ["range=yesterday&q=May", "range=today", "range=today&q=May&page=2", "range=today&q=May&tz=utc"]
        {
            assert!(!ask(query, NOON + DAY).is_what_became_of(&today), "{query}");
        }
    }

    #[test]
    fn a_request_carries_the_window_in_the_vendors_time() {
        let question = ask("range=today&q=1111", NOON);
        let window = question.range.window(NOON, ZONE);
        let query = question.page_query(window, ZONE, 1, 10);
        assert_eq!(query.params.str_time, "2025-08-17 00:00:00");
        assert_eq!(query.params.end_time, "2025-08-17 23:59:59");
        assert_eq!(query.params.task_name.as_deref(), Some("1111"));
        assert_eq!(ask("", NOON).page_query(window, ZONE, 1, 10).params.task_name, None);
    }
}
