//! The shared state of one panel, put together once.

use leptos::prelude::*;

use super::asking::Asking;
use super::export::Exporter;
use super::live::{due_at, marks, refresh_when_due, scene};
use super::loader::{Loader, Outcome};
use super::memory::Memory;
use super::navigation::Navigation;
use super::place::Place;
use super::pulse::Pulse;
use super::results::Results;
use super::session::SessionFacts;
use crate::api::Relay;
use crate::browser::task::spawn;
use crate::browser::{clipboard, environment};
use crate::dynamic::{Alarm, Derived, Held, alarm, derived, drive, held};
use crate::locales::Locale;
use crate::model::body::Body;
use crate::model::changes::Mark;
use crate::model::export::Format;
use crate::model::fault::Failure;
use crate::model::kept::SavedView;
use crate::model::overview::Overview;
use crate::model::schedule::Pause;
use crate::model::sheet::{Sheet, Snapshot};
use crate::model::time::{Instant, Zone};
use crate::model::view::{Language, PageNumber, PageSize, View, search_text};

/// How long a message stays in the status region, in milliseconds.
const MESSAGE_STAYS: u64 = 4_000;

/// What a host calls the panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The level of its heading in the host's page, 0 for none.
    pub level: u8,
    /// Its name; empty for the usual one.
    pub name: String,
}

impl Title {
    /// The name, or the usual one.
    pub fn called(&self, usual: &str) -> String {
        if self.name.is_empty() { usual.to_owned() } else { self.name.clone() }
    }
}

/// The state of one panel. Copies are handles to the same state.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The session and its clock.
    pub facts: SessionFacts,
    /// What the panel is part of.
    pub place: Place,
    /// What the host calls it.
    pub title: Held<Title>,
    /// The view and the address.
    pub navigation: Navigation,
    /// What is remembered from visit to visit.
    pub memory: Memory,
    /// The time.
    pub pulse: Pulse,
    /// What is asked.
    pub asking: Asking,
    /// The rows' loader.
    pub loader: Loader,
    /// The zone in which times are shown.
    pub zone: Derived<Zone>,
    /// The language in use.
    pub language: Derived<Language>,
    /// The rows at hand, before filters.
    pub snapshot: Derived<Option<Snapshot>>,
    /// The page of the table.
    pub sheet: Derived<Option<Sheet>>,
    /// What the window adds up to.
    pub overview: Derived<Overview>,
    /// The number of new tasks that wait to be shown; 0 if rows only changed places.
    pub waiting: Derived<Option<i64>>,
    /// The cells that a refresh changed a moment ago.
    pub marks: Derived<Vec<Mark>>,
    /// What stands in the table's place.
    pub body: Derived<Body>,
    /// The failures since the last answer.
    pub failure: Derived<Option<Failure>>,
    /// Whether the task of the address is open. One that is not at hand does not lie over a failure, which says why and has
    /// the way out.
    pub is_open: Derived<bool>,
    /// Why nothing is asked for by itself.
    pub pause: Derived<Option<Pause>>,
    /// When the rows are asked for again by themselves.
    pub due_at: Derived<Option<Instant>>,
    /// Whether the user paused the refreshing.
    pub paused: Held<bool>,
    /// What the status region says of something the user did, for a moment.
    pub message: Held<Option<String>>,
    /// What writes files.
    pub exporter: Exporter,
    /// How often the user wanted to see new tasks that waited.
    pub looks: Held<i64>,
    hush: Alarm,
}

impl Desk {
    /// The state of a panel that asks a relay and stands in a place.
    pub fn new(relay: Relay, place: Place) -> Self {
        let facts = SessionFacts::unknown();
        let memory = Memory::recall();
        let navigation = Navigation::new(facts, place, &memory.settings());
        let pulse = Pulse::start(facts);
        let zone = derived(move || facts.zone(navigation.with(|view| view.zone)));
        let outcome = held(Outcome::default());
        let asking = Asking::new(navigation, pulse, zone, outcome);
        let loader = Loader::new(relay, facts, navigation, asking.question, outcome);
        let snapshot =
            derived(move || outcome.with(|outcome| outcome.loaded.as_ref().map(|(_, rows)| rows.clone())));
        let failure = derived(move || outcome.with(|outcome| outcome.failure.clone()));
        let looks = held(0_i64);
        let Results { sifted, overview } = Results::of(snapshot, navigation, facts, pulse, zone);
        let scene = scene(navigation, loader, sifted, looks);
        let sheet = derived(move || scene.with(|scene| scene.as_ref().map(|scene| scene.sheet.clone())));
        let waiting = derived(move || scene.with(|scene| scene.as_ref().and_then(|scene| scene.waiting)));
        let has_failed = derived(move || failure.with(Option::is_some));
        let body = derived(move || {
            snapshot.with(|snapshot| {
                sheet.with(|sheet| {
                    navigation
                        .with(|view| Body::of(snapshot.as_ref(), sheet.as_ref(), has_failed.get(), view))
                })
            })
        });
        let is_at_hand = move |id| {
            snapshot
                .with(|snapshot| snapshot.as_ref().is_some_and(|snapshot| snapshot.rows.find(id).is_some()))
        };
        let is_open = derived(move || {
            navigation.with(|view| view.task).is_some_and(|id| !has_failed.get() || is_at_hand(id))
        });
        let is_long = derived(move || {
            snapshot.with(|snapshot| snapshot.as_ref().is_some_and(|snapshot| snapshot.rows.is_long_window()))
        });
        let paused = held(false);
        let pause = derived(move || {
            let reasons = [
                (paused.get(), Pause::ByUser),
                (is_open.get(), Pause::WhileOpen),
                (is_long.get(), Pause::LongWindow),
                (pulse.is_offline(), Pause::Offline),
                (pulse.is_hidden(), Pause::Hidden),
            ];
            reasons.into_iter().find_map(|(holds, reason)| holds.then_some(reason)).or_else(|| pulse.busy())
        });
        let due_at = due_at(navigation, loader, pause);
        refresh_when_due(pulse, loader, scene, due_at);
        let message = held(None);
        let language = language(navigation, place);
        Self {
            facts,
            place,
            title: held(Title::default()),
            navigation,
            memory,
            pulse,
            asking,
            loader,
            zone,
            language,
            snapshot,
            sheet,
            overview,
            waiting,
            marks: marks(scene, pulse),
            body,
            failure,
            is_open,
            pause,
            due_at,
            paused,
            message,
            exporter: Exporter::idle(),
            looks,
            hush: alarm(),
        }
    }

    /// The words of the language in use, tracked.
    pub fn words(self) -> &'static Locale {
        Locale::of(self.language.get())
    }

    /// Shows the new tasks that wait. In the vendor's order they are on the first page.
    pub fn show_waiting(self) {
        let view = self.navigation.current();
        if view.sort.is_none() && view.page != PageNumber::FIRST && self.waiting.get_untracked() > Some(0) {
            self.navigation.go(View { page: PageNumber::FIRST, ..view });
        } else {
            self.looks.update(|looks| *looks += 1);
        }
    }

    /// Changes a setting: no place of its own in the history, and remembered.
    pub fn adjust(self, change: impl FnOnce(&mut View)) {
        let mut view = self.navigation.current();
        change(&mut view);
        self.remember(&view);
        self.navigation.adjust(view);
    }

    /// Changes the page size, which is remembered.
    pub fn resize(self, size: PageSize) {
        let resized = self.navigation.current().resized(size);
        self.remember(&resized);
        self.navigation.go(resized);
    }

    /// Remembers the settings that a view changes. In a host's page they are the host's.
    fn remember(self, view: &View) {
        if self.place.owns_page() {
            self.memory.remember(&self.navigation.current(), view);
        }
    }

    /// Sets all settings back to the first ones.
    pub fn reset_settings(self) {
        self.adjust(|view| *view = view.with_default_settings());
        self.memory.forget_settings();
    }

    /// Shows a saved view, at a place of its own in the history.
    pub fn show_saved(self, name: &str) {
        if let Some(saved) = self.memory.view(name) {
            self.navigation.go(self.navigation.current().showing(&saved));
        }
    }

    /// Saves what is shown under a name.
    pub fn save_view(self, name: String) {
        let query = self.navigation.current().to_save().to_query(self.zone.get_untracked());
        self.memory.change(|kept| kept.save(SavedView { name, query }));
    }

    /// Changes a filter, the range or the order: one entry in the history, on page 1.
    pub fn filter(self, change: impl FnOnce(&mut View)) {
        self.navigation.go(self.navigation.current().with(change));
    }

    /// Searches for a text, as far as the relay would take it. Tabs and their like, which come with a text that was copied
    /// from a spreadsheet and which the relay refuses, count as spaces.
    pub fn search(self, text: &str) {
        let text = &text.replace(char::is_control, " ");
        if let Some(text) = search_text(text).filter(|text| self.navigation.current().search != *text) {
            self.filter(|view| view.search = text);
        }
    }

    /// Opens a task: a place of its own in the history, so that Back closes it. A host may show it in its own way.
    pub fn open_task(self, id: i64) {
        if self.place.host().is_some_and(|host| !host.opening(&id.to_string())) {
            return;
        }
        self.navigation.go(View { task: Some(id), ..self.navigation.current() });
    }

    /// Closes the open task: in its place, so that Back does not open it again.
    pub fn close_task(self) {
        self.navigation.adjust(View { task: None, ..self.navigation.current() });
    }

    /// Writes all rows that the view keeps into a file.
    pub fn export(self, format: Format) {
        self.exporter.export(self, self.asking.question.get_untracked(), format);
    }

    /// Calls an export off that takes too long.
    pub fn cancel_export(self) {
        self.exporter.call_off();
        self.say(untrack(|| self.words()).table.export_cancelled.to_owned());
    }

    /// Says something in the status region, for a moment.
    pub fn say(self, text: String) {
        self.message.set(Some(text));
        self.hush.set(MESSAGE_STAYS, move || self.message.set(None));
    }

    /// Copies a text and says `done`, or that the browser did not allow it.
    pub fn copy(self, text: String, done: String) {
        let refused = untrack(|| self.words()).app.copy_failed;
        spawn(async move {
            let copied = clipboard::copy(&text).await;
            self.say(if copied { done } else { refused.to_owned() });
        });
    }

    /// Copies the address of what is shown.
    pub fn copy_link(self) {
        let done = untrack(|| self.words()).app.link_copied;
        self.copy(self.place.link(), done.to_owned());
    }
}

/// The language of the address, or the one that suits the user best.
fn language(navigation: Navigation, place: Place) -> Derived<Language> {
    let preferred = environment::preferred_languages();
    let negotiated = Locale::negotiate(preferred.iter().map(String::as_str));
    let language = derived(move || navigation.with(|view| view.language).unwrap_or(negotiated));
    // Drives the document: screen readers choose their voice by its language.
    drive(move || place.speak(language.get().name()));
    language
}
