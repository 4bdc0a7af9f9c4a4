//! The tools over the table: freshness, columns, row height, export, link.

use super::Shown;
use crate::components::header::one_of;
use crate::components::icon::{Icon, icon};
use crate::components::live_bar::{LiveState, live_bar};
use crate::components::menu::{Choice, MenuItem, grid_menu, menu};
use crate::components::views::{ViewsChange, ViewsState, saved_views};
use crate::dynamic::{Callback, derived};
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
        .child(views(desk, shown))
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

/// Each column in a line of its own: whether it is shown, and the steps that move it.
fn columns_menu(desk: Desk, shown: Shown) -> El {
    let w = &shown.words.table;
    let items = derived(move || {
        let (arranged, visible) =
            desk.navigation.with(|view| (view.arranged_columns(), view.shown_columns().to_vec()));
        let line = |column: Column| {
            let (name, value) = ((w.column)(column), column.name());
            let place = visible.iter().position(|&other| other == column);
            let item = |label: String, choice: Choice| MenuItem { label, choice, value };
            let step = |down: bool, can: bool| item((w.move_column)(name, down), Choice::Step { down, can });
            [
                item(name.to_owned(), Choice::OnOff(place.is_some())),
                step(false, place.is_some_and(|place| place > 0)),
                step(true, place.is_some_and(|place| place + 1 < visible.len())),
            ]
        };
        let all = MenuItem { label: w.all_columns.to_owned(), choice: Choice::Action, value: ALL_COLUMNS };
        arranged.into_iter().flat_map(line).chain([all]).collect::<Vec<_>>()
    });
    let pick = move |item: MenuItem| {
        desk.adjust(|view| match (Column::from_name(item.value), item.choice) {
            (Some(column), Choice::Step { down, .. }) => view.move_column(column, down),
            (Some(column), _) => view.toggle_column(column),
            _ => view.columns = None,
        });
    };
    grid_menu(w.columns, Icon::Columns, 3, items, Callback::new(pick))
}

fn density_menu(desk: Desk, shown: Shown) -> El {
    let w = &shown.words.table;
    let items = derived(move || {
        let chosen = desk.navigation.with(|view| view.density);
        one_of(Density::ALL, chosen, Density::name, |density| (w.density_name)(density))
    });
    let pick = move |item: MenuItem| {
        if let Some(density) = Density::from_name(item.value) {
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
    let pick = move |item: MenuItem| {
        if let Some(format) = Format::from_name(item.value) {
            desk.export(format);
        }
    };
    let items = derived(move || Format::ALL.map(item).to_vec());
    menu(shown.words.table.export, Icon::Download, items, Callback::new(pick))
}

/// The saved views, and the way back to the first settings.
fn views(desk: Desk, shown: Shown) -> El {
    let w = &shown.words.views;
    let Desk { memory, navigation, .. } = desk;
    let state =
        ViewsState { kept: memory.kept, lasts: memory.lasts, view: derived(move || navigation.get()) };
    let change = move |change: ViewsChange| match change {
        ViewsChange::Look => memory.look(),
        ViewsChange::Show(name) => desk.show_saved(&name),
        ViewsChange::Save(name) => {
            desk.say((w.saved)(&name));
            desk.save_view(name);
        }
        ViewsChange::Rename(old, new) => {
            memory.change(|kept| kept.rename(&old, &new));
            desk.say((w.saved)(&new));
        }
        ViewsChange::Delete(name) => memory.change(|kept| kept.delete(&name)),
        ViewsChange::Restore(at, view) => memory.change(|kept| kept.restore(at, view)),
        ViewsChange::Reset => {
            desk.reset_settings();
            desk.say(w.reset_done.to_owned());
        }
    };
    saved_views(state, Callback::new(change), shown.words)
}
