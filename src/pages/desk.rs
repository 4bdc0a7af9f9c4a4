//! The panel's one page, from the header down to the drawer.

mod board;
mod frame;
mod overview;
mod tools;

use leptos::prelude::*;

use crate::components::drawer::{DrawerAction, OpenTask, task_drawer};
use crate::components::filters::{FilterChange, FilterState, filters};
use crate::components::notices::notices;
use crate::components::time::TimeContext;
use crate::dynamic::{Callback, Closure, Derived, attribute, derived, part, when};
use crate::locales::{Locale, grouped};
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
        .child(board(desk, shown))
        .child(status_region(desk, words));
    vec![
        when(has_header, move || untrack(|| page_header(desk, words).view())).into_child(),
        main.view(),
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
        let id = navigation.with(|view| view.task).filter(|_| desk.is_open.get())?;
        let task =
            snapshot.with(|snapshot| snapshot.as_ref().and_then(|snapshot| snapshot.rows.find(id).cloned()));
        let rest = snapshot.with(|snapshot| {
            let rows = &snapshot.as_ref()?.rows;
            (!rows.is_all()).then(|| rows.window_total())
        });
        let offer = rest.map(|total| load_all(desk, total, words));
        Some(OpenTask { id, task, may_come: busy.get(), offer })
    });
    let act = move |action| match action {
        DrawerAction::Close => desk.close_task(),
        DrawerAction::Copy(text, what) => desk.copy(text, (words.drawer.copied)(&what)),
        DrawerAction::Link => desk.copy_link(),
        DrawerAction::Look => desk.asking.count_all(),
    };
    task_drawer(open, times, Callback::new(act), words)
}

/// What the button says that has all rows of a window read, or as many as may be.
fn load_all(desk: Desk, total: i64, words: &'static Locale) -> String {
    let most = desk.facts.max_window_rows();
    (words.table.load)(&grouped(total.min(most)), total <= most)
}
