//! The panel's one page, from the header down to the drawer.

mod board;
mod frame;
mod overview;
mod tools;

use leptos::prelude::*;

use crate::components::drawer::{OpenTask, task_drawer};
use crate::components::filters::{FilterChange, FilterState, filters};
use crate::components::notices::notices;
use crate::components::time::TimeContext;
use crate::dynamic::{Callback, Closure, Derived, attribute, derived, part, when};
use crate::locales::Locale;
use crate::markup::{Child, El, el};
use crate::model::body::Body;
use crate::model::facets::Facets;
use crate::model::view::toggle;
use crate::state::desk::Desk;

use board::board;
use frame::{page_header, status_region, zone_name};
use overview::overview;

/// What many views need, derived once.
#[derive(Clone, Copy)]
struct Shown {
    /// What times need.
    times: TimeContext,
    /// What the zone in which they are shown is called.
    zone_name: Derived<String>,
    /// Whether rows are on their way.
    busy: Derived<bool>,
    /// The words.
    words: &'static Locale,
}

/// The page, in one language.
pub fn desk_page(desk: Desk, words: &'static Locale) -> Vec<AnyView> {
    let Desk { facts, navigation, pulse, loader, zone, .. } = desk;
    let shown = Shown {
        times: TimeContext {
            vendor: derived(move || facts.vendor_zone()),
            zone,
            now: derived(move || pulse.now()),
        },
        zone_name: derived(move || zone_name(desk, navigation.with(|view| view.zone), words)),
        busy: derived(move || loader.progress().is_some()),
        words,
    };
    let has_header = derived(move || navigation.with(|view| !view.embedded));
    let dismiss = Callback::new(move |()| navigation.dismiss_dropped());
    // A page has one main part, and in a host's page that is the host's.
    let main =
        if desk.place.owns_page() { el("main") } else { el("section").attr("aria-label", name(desk, words)) };
    let main = main
        .class("main")
        .attr("tabindex", "-1")
        .child(part(move || heading(desk, words)))
        .child(notices(derived(move || navigation.dropped()), dismiss, words))
        .child(desk_filters(desk, shown))
        .child(overview(desk, shown))
        .child(board(desk, shown));
    vec![
        when(has_header, move || untrack(|| page_header(desk, words).view())).into_child(),
        main.view(),
        status_region(desk, words).view(),
        open_drawer(desk, shown).into_child(),
    ]
}

/// What the panel is called in a host's page.
fn name(desk: Desk, words: &'static Locale) -> Closure<Option<String>> {
    attribute(move || desk.title.with(|title| title.called(words.app.name)))
}

/// The panel's heading in a host's page, at the level that suits it there.
fn heading(desk: Desk, words: &'static Locale) -> Option<El> {
    let title = desk.title.get();
    let heading = el("div").class("header-name").attr("role", "heading");
    (title.level > 0)
        .then(|| heading.attr("aria-level", title.level.to_string()).child(title.called(words.app.name)))
}

fn desk_filters(desk: Desk, shown: Shown) -> El {
    let Desk { navigation, snapshot, zone, body, .. } = desk;
    let change = move |change| change_filter(desk, change);
    let state = FilterState {
        view: derived(move || navigation.get()),
        facets: facets(desk),
        many: derived(move || {
            snapshot
                .with(|snapshot| snapshot.as_ref().is_some_and(|snapshot| snapshot.rows.window_total() > 999))
        }),
        zone: (zone, shown.zone_name),
        offered_elsewhere: derived(move || body.get() == Body::NothingMatches),
        window: derived(move || {
            let shown = snapshot.with(|snapshot| snapshot.as_ref().map(|snapshot| snapshot.window));
            // Before the first rows have come, what they will be asked for: the fields are there to be typed over.
            shown.or_else(|| Some(navigation.with(|view| view.range.window(desk.facts.now(), zone.get()))))
        }),
    };
    filters(state, Callback::new(change), Callback::new(move |text: String| desk.search(&text)), shown.words)
}

/// Counts by status and type, where they are known.
fn facets(desk: Desk) -> Derived<Option<Facets>> {
    derived(move || desk.sheet.with(|sheet| sheet.as_ref().and_then(|sheet| sheet.facets.clone())))
}

fn change_filter(desk: Desk, change: FilterChange) {
    match change {
        FilterChange::Range(range) => desk.filter(|view| view.range = range),
        FilterChange::Status(number) => desk.filter(|view| toggle(&mut view.statuses, number)),
        FilterChange::Type(number) => desk.filter(|view| toggle(&mut view.types, number)),
        FilterChange::Clear => desk.navigation.go(desk.navigation.current().cleared()),
    }
}

fn open_drawer(desk: Desk, shown: Shown) -> impl Child {
    let Desk { navigation, snapshot, .. } = desk;
    let Shown { times, busy, words, .. } = shown;
    let open = derived(move || {
        let id = navigation.with(|view| view.task)?;
        let find = |tasks: &[contract::Task]| tasks.iter().find(|task| task.key_id == Some(id)).cloned();
        let task =
            snapshot.with(|snapshot| snapshot.as_ref().and_then(|snapshot| find(snapshot.rows.tasks())));
        Some(OpenTask { id, task, may_come: busy.get() })
    });
    let copy = move |(text, what): (String, String)| desk.copy(text, (words.drawer.copied)(&what));
    task_drawer(open, times, Callback::new(move |()| desk.close_task()), Callback::new(copy), words)
}
