//! The frame around the board: the header and the status region.

use leptos::prelude::*;

use super::overview::reading;
use crate::components::header::{HeaderState, Setting, header};
use crate::dynamic::{Callback, class_while, derived, text, while_said};
use crate::locales::{Locale, grouped, utc_offsets};
use crate::markup::{El, button, el};
use crate::model::body::Body;
use crate::model::meaning::Status;
use crate::model::view::ZoneChoice;
use crate::state::desk::Desk;

/// The header, wired.
pub fn page_header(desk: Desk, words: &'static Locale) -> El {
    let Desk { facts, navigation, language, pulse, snapshot, failure, .. } = desk;
    let state = derived(move || {
        let w = &words.app;
        let connection = if pulse.is_offline() {
            (w.offline, Status::Cancelled.slug())
        } else if failure.with(Option::is_some) {
            (w.failed, Status::Exception.slug())
        } else if snapshot.with(Option::is_some) {
            (w.connected, Status::Completed.slug())
        } else {
            ("", "")
        };
        let session = facts.get();
        navigation.with(|view| HeaderState {
            connection,
            demo: session.as_ref().is_some_and(|session| session.demo),
            user: session.and_then(|session| session.user).map(|user| user.name),
            zone: view.zone,
            theme: view.theme,
            language: language.get(),
        })
    });
    let zones = derived(move || {
        let option = |&choice: &ZoneChoice| (choice.name(), zone_name(desk, choice, words));
        ZoneChoice::ALL.iter().map(option).collect::<Vec<_>>()
    });
    let change = move |setting: Setting| {
        desk.adjust(|view| match setting {
            Setting::Zone(zone) => view.zone = zone,
            Setting::Theme(theme) => view.theme = theme,
            Setting::Language(language) => view.language = Some(language),
        });
    };
    header(state, zones, Callback::new(change), words)
}

/// What a zone is called, with its offset at the moment, tracked, and before that the one with which the range begins: its
/// clocks may have changed since.
pub fn zone_name(desk: Desk, choice: ZoneChoice, words: &'static Locale) -> String {
    let now = desk.pulse.now();
    let first =
        desk.snapshot.with(|snapshot| snapshot.as_ref().map_or(now, |snapshot| snapshot.window.start()));
    (words.app.zone)(choice, &utc_offsets(desk.facts.zone(choice), [first, now]))
}

/// The panel's one status region: speaks of what the user did, and of nothing that happened by itself.
pub fn status_region(desk: Desk, words: &'static Locale) -> El {
    let Desk { navigation, loader, sheet, body, message, looks, exporter, .. } = desk;
    let user_loads = derived(move || loader.outcome().with(|outcome| outcome.user_loads));
    let view = derived(move || navigation.get());
    // What the user's last step led to. A refresh by the clock changes neither of the two that are tracked;
    // a change that leads to the same words says nothing.
    let result = derived(move || {
        view.track();
        user_loads.track();
        looks.get();
        untrack(|| match body.get() {
            Body::Rows => sheet.with(|sheet| {
                let Some(pager) = sheet.as_ref().map(|sheet| sheet.pager) else { return String::new() };
                let [first, last, total] = [pager.first_row(), pager.last_row(), pager.total].map(grouped);
                (words.pager.rows_aloud)(&first, &last, &total)
            }),
            Body::NothingInRange => words.table.nothing_in_range.0.to_owned(),
            Body::NothingMatches => words.table.nothing_matches.0.to_owned(),
            Body::AskFirst(total) => (words.table.ask_first)(&grouped(total)),
            Body::FirstLoad | Body::Failed => String::new(),
        })
    });
    let exporting = derived(move || reading(exporter.progress.get()?, words));
    let cancel = move |_| {
        button("button")
            .hand_on_focus(".toast")
            .on_click(move || desk.cancel_export())
            .child(words.table.cancel)
    };
    let said = el("div")
        .attr("role", "status")
        .child(text(move || message.get().or_else(|| exporting.get()).unwrap_or_else(|| result.get())));
    let is_shown = move || message.with(Option::is_some) || exporting.with(Option::is_some);
    el("div").class(class_while("toast", "shown", is_shown)).child(said).child(while_said(exporting, cancel))
}
