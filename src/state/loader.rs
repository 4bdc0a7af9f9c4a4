//! The loader: keeps the rows in step with the question.
//!
//! Its three promises: what was superseded is called off; a slow answer never replaces a newer one; the old rows
//! stay until the new ones are there. Leptos' own resources can't call a request off, hence this one.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;

use super::navigation::Navigation;
use super::reading::{Progress, Reading};
use super::session::SessionFacts;
use crate::api::Relay;
use crate::browser::abort::AbortOnDrop;
use crate::browser::task::spawn;
use crate::dynamic::{Derived, Held, drive, held};
use crate::model::fault::{Failure, Fault};
use crate::model::question::Question;
use crate::model::sheet::{Rows, Snapshot};
use crate::model::time::Instant;
use crate::model::view::{PageNumber, View};

/// Who wanted a load. Only what the user did is spoken of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// The user: a filter, a page, a button.
    User,
    /// The clock.
    Clock,
}

/// What came of the last loads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The rows at hand and the question that they answer.
    pub loaded: Option<(Question, Snapshot)>,
    /// The failures since then.
    pub failure: Option<Failure>,
    /// When the last answer or failure came.
    pub at: Option<Instant>,
    /// How many loads that the user wanted have ended.
    pub user_loads: i64,
}

/// Loads rows.
#[derive(Clone, Copy)]
pub struct Loader {
    relay: StoredValue<Relay, LocalStorage>,
    facts: SessionFacts,
    navigation: Navigation,
    question: Derived<Question>,
    outcome: Held<Outcome>,
    progress: Held<Option<Progress>>,
    run: StoredValue<Option<Rc<Run>>, LocalStorage>,
}

/// A load under way, as the loader and the load itself see it.
struct Run {
    question: Question,
    abort: AbortOnDrop,
    /// Whether the user called it off.
    cancelled: Cell<bool>,
    cause: Cell<Cause>,
    /// Whether the user wants what is new, and not just another view.
    latest: bool,
    /// The IDs of the rows in view that stay where they are.
    in_place: Vec<i64>,
}

impl Loader {
    /// A loader that follows a question and writes what comes of it.
    pub fn new(
        relay: Relay,
        facts: SessionFacts,
        navigation: Navigation,
        question: Derived<Question>,
        outcome: Held<Outcome>,
    ) -> Self {
        let loader = Self {
            relay: StoredValue::new_local(relay),
            facts,
            navigation,
            question,
            outcome,
            progress: held(None),
            run: StoredValue::new_local(None),
        };
        // Drives requests: whenever the question changes, the old one is called off and the new one asked.
        drive(move || {
            let question = question.get();
            let (is_answered, is_new_day) = loader.outcome.with_untracked(|outcome| {
                let Some((asked, snapshot)) = &outcome.loaded else { return (false, false) };
                let is_answer = asked.is_answer_to(&snapshot.rows, &question);
                (is_answer && outcome.failure.is_none(), !is_answer && question.is_what_became_of(asked))
            });
            let cause = if is_new_day { Cause::Clock } else { Cause::User };
            // What answers it may be older than what somebody has just asked it for.
            let is_asked = || {
                let is_it = |run: &Rc<Run>| run.question == question;
                loader.run.with_value(|run| run.as_ref().is_some_and(is_it))
            };
            match is_answered {
                true if is_asked() => {}
                true => loader.stop(),
                false => loader.ask(question, cause, false, Vec::new()),
            }
        });
        on_cleanup(move || loader.stop());
        loader
    }

    /// Where rows are asked for.
    pub fn relay(self) -> Relay {
        self.relay.get_value()
    }

    /// What came of the last loads, tracked.
    pub fn outcome(self) -> Held<Outcome> {
        self.outcome
    }

    /// The load under way, tracked.
    pub fn progress(self) -> Option<Progress> {
        self.progress.get()
    }

    /// Asks again, because the user wants the latest rows.
    pub fn refresh(self) {
        self.ask(self.question.get_untracked(), Cause::User, true, Vec::new());
    }

    /// Asks again by the clock. The rows in view, by their IDs, stay where they are and are kept up to date.
    pub fn refresh_in_place(self, rows: Vec<i64>) {
        self.ask(self.question.get_untracked(), Cause::Clock, false, rows);
    }

    /// Calls a walk over a whole window off; what was read so far is shown.
    pub fn cancel(self) {
        self.run.with_value(|run| {
            if let Some(run) = run {
                run.cancelled.set(true);
                run.abort.now();
            }
        });
    }

    /// Asks a question. If it is under way already there is nothing more to ask, but the user may want it now too. Only
    /// whoever wants the latest has to ask again where an answer of a moment ago is on its way.
    fn ask(self, question: Question, cause: Cause, latest: bool, in_place: Vec<i64>) {
        let under_way = self.run.with_value(|run| match run {
            Some(run) if run.question == question && (run.latest || !latest) => {
                if cause == Cause::User {
                    run.cause.set(cause);
                }
                true
            }
            _ => false,
        });
        if under_way {
            return;
        }
        self.stop();
        let run = Rc::new(Run {
            question,
            abort: AbortOnDrop::new(),
            cancelled: Cell::new(false),
            cause: Cell::new(cause),
            latest,
            in_place,
        });
        self.run.set_value(Some(Rc::clone(&run)));
        spawn(Task { loader: self, run }.run());
    }

    /// Calls the load off. The progress is not written here, because this also runs in an effect and after unmounting:
    /// the load's own task does it, if nothing has taken its place.
    fn stop(self) {
        if let Some(run) = self.run.try_update_value(Option::take).flatten() {
            run.abort.now();
        }
    }
}

/// One load, from its start to the moment when it writes what came of it.
struct Task {
    loader: Loader,
    run: Rc<Run>,
}

impl Task {
    async fn run(self) {
        self.show_progress(Progress { rows: None, waits: false });
        // By the time of its turn the panel may be gone, and with it all that could be read.
        let result = if self.is_current() { self.read().await } else { Err(Fault::Unreachable) };
        if !self.is_current() {
            // Superseded, or unmounted. Whoever took its place shows the progress now; if nobody did, it is over.
            if self.loader.run.try_with_value(Option::is_none) == Some(true) {
                self.loader.progress.set(None);
            }
            return;
        }
        self.loader.run.set_value(None);
        self.loader.progress.set(None);
        self.write(result);
    }

    async fn read(&self) -> Result<Snapshot, Fault> {
        let Loader { facts, .. } = self.loader;
        let relay = self.loader.relay();
        let mut now = None;
        if !facts.is_fresh() {
            let (session, at) = relay.session(&self.run.abort).await?;
            if !self.is_current() {
                // Nobody looks at what comes of it any more, and with the panel gone there is nothing left to read.
                return Err(Fault::Unreachable);
            }
            // The first minute is that of the session, because `boot.js` may have asked for its rows already. Whose
            // day it is may have changed since.
            now = Some(facts.learn(session, at)).filter(|_| !self.run.question.is_about_days());
        }
        let now = now.unwrap_or_else(|| facts.now());
        let (vendor, shown) =
            untrack(|| (facts.vendor_zone(), facts.zone(self.loader.navigation.current().zone)));
        let reading = Reading {
            relay: &relay,
            question: &self.run.question,
            window: self.run.question.range.window(now, shown),
            vendor,
            max_rows: facts.max_window_rows(),
            in_place: &self.run.in_place,
            latest: Cell::new(self.run.latest),
            abort: &self.run.abort,
            on_progress: &|progress| self.show_progress(progress),
            is_cancelled: &|| self.run.cancelled.get(),
        };
        reading.run().await
    }

    fn write(self, result: Result<Snapshot, Fault>) {
        let now = self.loader.facts.now();
        let needs_all = self.loader.navigation.current().needs_whole_window();
        let is_cancelled = self.run.cancelled.get();
        self.loader.outcome.update(|outcome| {
            outcome.at = Some(now);
            outcome.user_loads += i64::from(self.run.cause.get() == Cause::User);
            match result {
                Ok(latest) => {
                    outcome.failure = None;
                    let question = &self.run.question;
                    let stays = outcome.loaded.as_mut().is_some_and(|(asked, before)| {
                        asked.same_window(question)
                            && before.stays_over(&latest.rows, needs_all, is_cancelled)
                    });
                    if !stays {
                        outcome.loaded = Some((question.clone(), latest));
                    }
                }
                // The user called it off before anything came: that is no failure.
                Err(_) if is_cancelled => {}
                Err(fault) => {
                    if fault.wants_sign_in() {
                        // Whoever signs in next may be somebody else.
                        self.loader.facts.doubt();
                    }
                    outcome.failure = Some(Failure::after(outcome.failure.take(), fault, now));
                }
            }
        });
        self.loader.put_page_right();
    }

    /// Whether this is still the load that was started last.
    fn is_current(&self) -> bool {
        let same = |run: &Option<Rc<Run>>| run.as_ref().is_some_and(|run| Rc::ptr_eq(run, &self.run));
        self.loader.run.try_with_value(same) == Some(true)
    }

    fn show_progress(&self, progress: Progress) {
        if self.is_current() {
            self.loader.progress.set(Some(progress));
        }
    }
}

impl Loader {
    /// A page past the end became the last one: the address has to say so too.
    fn put_page_right(self) {
        let view = self.navigation.current();
        let page = self.outcome.with_untracked(|outcome| {
            let (question, snapshot) = outcome.loaded.as_ref()?;
            let Snapshot { rows, .. } = snapshot;
            let filter = view.filter();
            // Of rows that nobody has agreed to read yet it is not known how many pages the filters leave.
            let is_known = !matches!(rows, Rows::Unread { .. });
            (is_known && question.is_answer_to(rows, &self.question.get_untracked())).then(|| {
                let kept = rows.tasks().iter().filter(|task| filter.keeps(task)).count();
                rows.pager(kept, view.page, view.size).page
            })
        });
        if let Some(page) = page.and_then(PageNumber::new)
            && page != view.page
        {
            // The rows at hand are those of the page that the question is about from now on. If they went away before that
            // page came, it is asked for.
            self.outcome.update_untracked(|outcome| {
                if let Some((asked, snapshot)) = &mut outcome.loaded
                    && (snapshot.rows.window_total() == 0 || !snapshot.rows.tasks().is_empty())
                {
                    asked.turn_to(page.get());
                }
            });
            self.navigation.adjust(View { page, ..view });
        }
    }
}
