//! The tools over the table: freshness, columns, row height, export, link.

use leptos::prelude::*;

use super::Shown;
use crate::components::icon::{Icon, icon};
use crate::components::live_bar::{Freshness, LiveBar, LiveState};
use crate::components::menu::{Choice, Menu, MenuItem};
use crate::model::column::Column;
use crate::model::export::Format;
use crate::model::view::{Density, Refresh};
use crate::state::desk::Desk;
use crate::state::loader::Cause;

/// The value of the menu entry that shows all columns again.
const ALL_COLUMNS: &str = "all";

/// All tools.
#[component]
pub fn Tools(desk: Desk, shown: Shown) -> impl IntoView {
    let Desk { navigation, loader, snapshot, pause, paused, .. } = desk;
    let words = shown.words;
    let live = Memo::new(move |_| LiveState {
        freshness: snapshot.with(|snapshot| {
            let snapshot = snapshot.as_ref()?;
            Some(Freshness { fetched_at: snapshot.fetched_at, stale: snapshot.stale })
        }),
        pause: pause.get(),
        interval: navigation.with(|view| view.refresh),
    });
    view! {
        <div class="tools">
            <LiveBar
                live=live
                now=shown.now
                on_refresh=Callback::new(move |()| loader.refresh(Cause::User))
                on_pause=Callback::new(move |pause| paused.set(pause))
                on_interval=Callback::new(move |interval: Refresh| desk.adjust(|view| view.refresh = interval))
                words=words
            />
            <div class="tools-menus">
                <ColumnsMenu desk=desk shown=shown/>
                <Menu
                    label=words.table.density
                    glyph=Icon::UpDown
                    items=Signal::derive(move || {
                        let chosen = navigation.with(|view| view.density);
                        let item = |&density: &Density| MenuItem {
                            label: (words.table.density_name)(density).to_owned(),
                            choice: Choice::OneOf(density == chosen),
                            value: density.name(),
                        };
                        Density::ALL.iter().map(item).collect::<Vec<_>>()
                    })
                    on_pick=Callback::new(move |name| {
                        if let Some(density) = Density::from_name(name) {
                            desk.adjust(|view| view.density = density);
                        }
                    })
                />
                <Menu
                    label=words.table.export
                    glyph=Icon::Download
                    items=Signal::derive(|| {
                        let item = |format: Format| MenuItem {
                            label: format.name().to_owned(),
                            choice: Choice::Action,
                            value: format.name(),
                        };
                        Format::ALL.map(item).to_vec()
                    })
                    on_pick=Callback::new(move |name| {
                        if let Some(format) = Format::from_name(name) {
                            desk.export(format);
                        }
                    })
                />
                <button type="button" class="button" on:click=move |_| desk.copy_link()>
                    {icon(Icon::Link)}
                    <span class="button-label">{words.app.copy_link}</span>
                </button>
            </div>
        </div>
    }
}

#[component]
fn ColumnsMenu(desk: Desk, shown: Shown) -> impl IntoView {
    let words = shown.words;
    let items = Signal::derive(move || {
        let visible = desk.navigation.with(|view| view.shown_columns().to_vec());
        let item = |column: Column| MenuItem {
            label: (words.table.column)(column).to_owned(),
            choice: Choice::OnOff(visible.contains(&column)),
            value: column.name(),
        };
        let all =
            MenuItem { label: words.table.all_columns.to_owned(), choice: Choice::Action, value: ALL_COLUMNS };
        Column::ALL.map(item).into_iter().chain([all]).collect::<Vec<_>>()
    });
    let pick = move |name: &'static str| {
        desk.adjust(|view| match Column::from_name(name) {
            Some(column) => view.toggle_column(column),
            None => view.columns = None,
        });
    };
    view! { <Menu label=words.table.columns glyph=Icon::Columns items=items on_pick=Callback::new(pick)/> }
}
