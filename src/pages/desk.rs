//! The panel's one page, from the header down to the drawer.

mod board;
mod frame;
mod tools;

use leptos::prelude::*;

use crate::components::drawer::{OpenTask, TaskDrawer, TimeContext};
use crate::components::filters::{FilterChange, Filters};
use crate::components::notices::Notices;
use crate::locales::Locale;
use crate::model::time::{Instant, Zone};
use crate::model::view::toggle;
use crate::state::desk::Desk;

use board::Board;
use frame::{PageHeader, StatusRegion};

/// What many views need, derived once.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Now.
    now: Memo<Instant>,
    /// The zone of the vendor's times.
    vendor: Memo<Zone>,
    /// Whether rows are on their way.
    busy: Memo<bool>,
    /// The words.
    words: &'static Locale,
}

/// The page, in one language.
#[component]
pub fn DeskPage(
    /// The state.
    desk: Desk,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let Desk { facts, navigation, pulse, loader, .. } = desk;
    let shown = Shown {
        now: Memo::new(move |_| pulse.now()),
        vendor: Memo::new(move |_| facts.vendor_zone()),
        busy: Memo::new(move |_| loader.progress().is_some()),
        words,
    };
    let embedded = Memo::new(move |_| navigation.with(|view| view.embedded));
    view! {
        <Show when=move || !embedded.get()>
            <PageHeader desk=desk words=words/>
        </Show>
        <main class="main">
            <Notices
                dropped=Memo::new(move |_| navigation.dropped())
                on_dismiss=Callback::new(move |()| navigation.dismiss_dropped())
                words=words
            />
            <DeskFilters desk=desk words=words/>
            <Board desk=desk shown=shown/>
        </main>
        <StatusRegion desk=desk words=words/>
        <OpenDrawer desk=desk shown=shown/>
    }
}

#[component]
fn DeskFilters(desk: Desk, words: &'static Locale) -> impl IntoView {
    let Desk { navigation, sheet, snapshot, zone, .. } = desk;
    let change = move |change: FilterChange| match change {
        FilterChange::Range(range) => desk.filter(|view| view.range = range),
        FilterChange::Status(number) => desk.filter(|view| toggle(&mut view.statuses, number)),
        FilterChange::Type(number) => desk.filter(|view| toggle(&mut view.types, number)),
        FilterChange::Clear => navigation.go(navigation.current().cleared()),
    };
    view! {
        <Filters
            view=Memo::new(move |_| navigation.get())
            facets=Memo::new(move |_| sheet.with(|sheet| sheet.as_ref().and_then(|sheet| sheet.facets.clone())))
            zone=zone
            window=Signal::derive(move || snapshot.with(|snapshot| snapshot.as_ref().map(|snapshot| snapshot.window)))
            on_change=Callback::new(change)
            on_search=Callback::new(move |text: String| desk.search(&text))
            words=words
        />
    }
}

#[component]
fn OpenDrawer(desk: Desk, shown: Shown) -> impl IntoView {
    let Desk { navigation, snapshot, zone, .. } = desk;
    let Shown { now, vendor, busy, words } = shown;
    let open = Memo::new(move |_| {
        let id = navigation.with(|view| view.task)?;
        let find = |tasks: &[contract::Task]| tasks.iter().find(|task| task.key_id == Some(id)).cloned();
        let task = snapshot.with(|snapshot| snapshot.as_ref().and_then(|snapshot| find(snapshot.rows.tasks())));
        Some(OpenTask { id, task })
    });
    view! {
        <TaskDrawer
            open=open
            busy=busy
            times=TimeContext { vendor, zone, now }
            on_close=Callback::new(move |()| desk.open_task(None))
            on_copy=Callback::new(move |(text, what): (String, String)| desk.copy(text, (words.drawer.copied)(&what)))
            words=words
        />
    }
}
