//! The tools over the table: freshness, columns, row height, export, link.

use leptos::prelude::*;

use super::Shown;
use crate::components::header::one_of;
use crate::components::icon::{Icon, icon};
use crate::components::live_bar::{LiveState, live_bar};
use crate::components::menu::{Choice, MenuItem, menu};
use crate::dynamic::derived;
use crate::markup::{El, button, el};
use crate::model::column::Column;
use crate::model::export::Format;
use crate::model::view::{Density, Refresh};
use crate::state::desk::Desk;

/// The value of the menu entry that shows all columns again.
const ALL_COLUMNS: &str = "all";

/// All tools.
pub fn tools(desk: Desk, shown: Shown) -> El {
    let words = shown.words;
    let link = button("button")
        .attr("title", words.app.copy_link)
        .on_click(move || desk.copy_link())
        .child(icon(Icon::Link))
        .child(el("span").class("button-label").child(words.app.copy_link));
    let menus = el("div")
        .class("tools-menus")
        .child(columns_menu(desk, shown))
        .child(density_menu(desk, shown))
        .child(export_menu(desk, shown))
        .child(link);
    el("div").part("toolbar").class("tools").child(live(desk, shown)).child(menus)
}

fn live(desk: Desk, shown: Shown) -> El {
    let Desk { navigation, loader, snapshot, failure, pause, due_at, paused, waiting, .. } = desk;
    let state = derived(move || {
        snapshot.with(|snapshot| LiveState {
            fetched_at: snapshot.as_ref().map(|snapshot| snapshot.fetched_at),
            stale: snapshot.as_ref().is_some_and(|snapshot| snapshot.stale),
            pause: pause.get(),
            interval: navigation.with(|view| view.refresh),
            retry_at: failure.with(Option::is_some).then(|| due_at.get()).flatten(),
            waiting: waiting.get(),
        })
    });
    live_bar(
        state,
        shown.times.now,
        Callback::new(move |()| loader.refresh()),
        Callback::new(move |pause| paused.set(pause)),
        Callback::new(move |interval: Refresh| desk.adjust(|view| view.refresh = interval)),
        Callback::new(move |()| desk.show_waiting()),
        shown.words,
    )
}

fn columns_menu(desk: Desk, shown: Shown) -> El {
    let words = shown.words;
    let items = derived(move || {
        let visible = desk.navigation.with(|view| view.shown_columns().to_vec());
        let item = |column: Column| MenuItem {
            label: (words.table.column)(column).to_owned(),
            choice: Choice::OnOff(visible.contains(&column)),
            value: column.name(),
        };
        let all = MenuItem {
            label: words.table.all_columns.to_owned(),
            choice: Choice::Action,
            value: ALL_COLUMNS,
        };
        Column::ALL.map(item).into_iter().chain([all]).collect::<Vec<_>>()
    });
    let pick = move |name: &'static str| {
        desk.adjust(|view| match Column::from_name(name) {
            Some(column) => view.toggle_column(column),
            None => view.columns = None,
        });
    };
    menu(words.table.columns, Icon::Columns, items, Callback::new(pick))
}

fn density_menu(desk: Desk, shown: Shown) -> El {
    let w = &shown.words.table;
    let items = derived(move || {
        let chosen = desk.navigation.with(|view| view.density);
        one_of(Density::ALL, chosen, Density::name, |density| (w.density_name)(density))
    });
    let pick = move |name: &'static str| {
        if let Some(density) = Density::from_name(name) {
            desk.adjust(|view| view.density = density);
        }
    };
    menu(w.density, Icon::Rows, items, Callback::new(pick))
}

fn export_menu(desk: Desk, shown: Shown) -> El {
    let item = |format: Format| MenuItem {
        label: format.name().to_owned(),
        choice: Choice::Action,
        value: format.name(),
    };
    let pick = move |name: &'static str| {
        if let Some(format) = Format::from_name(name) {
            desk.export(format);
        }
    };
    let items = derived(move || Format::ALL.map(item).to_vec());
    menu(shown.words.table.export, Icon::Download, items, Callback::new(pick))
}
