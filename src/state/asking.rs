//! What is asked of the relay: what the view needs, and what the user wants to know beyond that.

use super::loader::Outcome;
use super::navigation::Navigation;
use super::pulse::Pulse;
use crate::dynamic::{Derived, Held, derived, derived_after, held};
use crate::model::question::{Question, UNASKED_ROWS};
use crate::model::sheet::{Rows, Snapshot};
use crate::model::time::Zone;

/// The question, and what decides it.
#[derive(Clone, Copy)]
pub struct Asking {
    /// What is asked.
    pub question: Derived<Question>,
    /// Whether the rows at hand answer another question than the view asks: they are from before the last change.
    pub is_behind: Derived<bool>,
    /// Whether all rows are asked for although the view needs none but its page.
    pub is_only_for_counts: Derived<bool>,
    needed: Derived<Question>,
    agreed: Held<Option<Question>>,
    counting: Held<bool>,
}

impl Asking {
    /// Asks what the view needs. `outcome` is what comes of it.
    pub fn new(navigation: Navigation, pulse: Pulse, zone: Derived<Zone>, outcome: Held<Outcome>) -> Self {
        let (agreed, counting) = (held(None::<Question>), held(false));
        // The open task, once it was missing from a page; as long as it is open, or the search would end what it began.
        let sought = derived_after(move |before: Option<&Option<i64>>| {
            let open = navigation.with(|view| view.task)?;
            let is_missing = || {
                outcome.with(|outcome| {
                    let rows = &outcome.loaded.as_ref()?.1.rows;
                    (!rows.is_all() && rows.find(open).is_none()).then_some(())
                })
            };
            (before == Some(&Some(open)) || is_missing().is_some()).then_some(open)
        });
        let minute = pulse.minute();
        let needed = derived(move || navigation.with(|view| Question::of(view, minute.get(), zone.get())));
        let question = derived(move || {
            let needed = needed.get();
            let is_agreed =
                agreed.with(|about| about.as_ref().is_some_and(|about| about.same_window(&needed)));
            // Whether the window is short is known as soon as its first page is there, which nobody has to wait for. Of one
            // that was read, all is at hand, and stays there however long it grows.
            let is_short = || {
                outcome.with(|outcome| {
                    outcome.loaded.as_ref().is_some_and(|(asked, Snapshot { rows, outgrown, .. })| {
                        let is_read = matches!(rows, Rows::Whole(_));
                        let total = outgrown.unwrap_or(rows.window_total());
                        asked.same_window(&needed) && (is_read || total <= UNASKED_ROWS)
                    })
                })
            };
            let wants_all = counting.get() || sought.get().is_some();
            if is_agreed && (wants_all || needed.is_about_all()) {
                needed.about_all(i64::MAX)
            } else if wants_all && is_short() {
                needed.about_all(UNASKED_ROWS)
            } else {
                needed
            }
        });
        let is_behind = derived(move || {
            outcome.with(|outcome| {
                outcome.loaded.as_ref().is_none_or(|(asked, snapshot)| {
                    let is_page = matches!(snapshot.rows, Rows::Page(_));
                    // Rows that are only being counted are the right ones all the time.
                    let is_right = is_page && needed.with(|needed| asked == needed);
                    !is_right && question.with(|question| !asked.is_answer_to(&snapshot.rows, question))
                })
            })
        });
        let is_only_for_counts =
            derived(move || question.with(Question::is_about_all) && !needed.with(Question::is_about_all));
        Self { question, is_behind, is_only_for_counts, needed, agreed, counting }
    }

    /// Reads a long window, now that the user agreed to it.
    pub fn agree_to_read_all(self) {
        self.agreed.set(Some(self.needed.get_untracked()));
    }

    /// Counts all rows of the window, whatever its length, and from now on those of every short one.
    pub fn count_all(self) {
        self.counting.set(true);
        self.agree_to_read_all();
    }

    /// Counts no more.
    pub fn stop_counting(self) {
        self.counting.set(false);
    }
}
