//! The board: tools, the table or what stands in its place, and the pager.

use std::time::Duration;

use leptos::prelude::*;

use super::Shown;
use super::tools::Tools;
use crate::components::alert::FailureAlert;
use crate::components::blank::{Blank, BlankAction, Skeleton};
use crate::components::pager::PagerBar;
use crate::components::table::{CellContext, TaskTable};
use crate::locales::grouped;
use crate::model::body::Body;
use crate::model::column::Sort;
use crate::model::fault::Failure;
use crate::model::pager::Pager;
use crate::model::view::PageNumber;
use crate::state::desk::Desk;
use crate::state::loader::Cause;

/// How long a first load may take before it is spoken of, in milliseconds.
const PATIENCE: u64 = 300;

/// The board.
#[component]
pub fn Board(desk: Desk, shown: Shown) -> impl IntoView {
    let Desk { snapshot, failure, body, .. } = desk;
    let has_table = Memo::new(move |_| body.get() == Body::Rows);
    let beside_rows = move || {
        let rows_from = snapshot.with(|snapshot| snapshot.as_ref().map(|snapshot| snapshot.fetched_at))?;
        failure.get().map(|failure| alert(desk, shown, failure, Some(rows_from)))
    };
    view! {
        <section class="board" aria-label=shown.words.table.caption>
            <Tools desk=desk shown=shown/>
            {beside_rows}
            <Reading desk=desk shown=shown/>
            <Show when=move || has_table.get() fallback=move || in_place_of_rows(desk, shown)>
                <Table desk=desk shown=shown/>
                <PagerLine desk=desk shown=shown/>
            </Show>
        </section>
    }
}

fn alert(desk: Desk, shown: Shown, failure: Failure, rows_from: Option<i64>) -> AnyView {
    view! {
        <FailureAlert
            failure=failure
            rows_from=rows_from
            zone=desk.zone
            now=shown.now
            on_retry=Callback::new(move |()| desk.loader.refresh(Cause::User))
            words=shown.words
        />
    }
    .into_any()
}

/// The thin bar while rows are on their way; with a walk over a whole window, how far it is and a way to stop it.
/// Also says when only a part was read.
#[component]
fn Reading(desk: Desk, shown: Shown) -> impl IntoView {
    let Desk { loader, sheet, .. } = desk;
    let w = &shown.words.table;
    let walk = Memo::new(move |_| {
        // One page is no walk; its bar is enough.
        loader.progress().and_then(|progress| progress.rows).filter(|(_, total)| *total > contract::MAX_PAGE_SIZE)
    });
    let partial = Memo::new(move |_| sheet.with(|sheet| sheet.as_ref().and_then(|sheet| sheet.partial)));
    view! {
        <div class="loading-bar" class:active=move || shown.busy.get() aria-hidden="true"></div>
        {move || {
            walk.get()
                .map(|(read, total)| {
                    view! {
                        <div class="reading">
                            <span>{(w.reading)(&grouped(read), &grouped(total))}</span>
                            <BlankAction label=w.cancel.to_owned() on_act=Callback::new(move |()| loader.cancel())/>
                        </div>
                    }
                })
        }}
        {move || {
            partial
                .get()
                .map(|(loaded, total)| {
                    view! { <p class="partial">{(w.partial)(&grouped(loaded), &grouped(total))}</p> }
                })
        }}
    }
}

fn in_place_of_rows(desk: Desk, shown: Shown) -> impl IntoView {
    let w = &shown.words.table;
    move || match desk.body.get() {
        Body::Rows => ().into_any(),
        Body::FirstLoad => view! { <FirstLoad desk=desk shown=shown/> }.into_any(),
        Body::Failed(failure) => alert(desk, shown, failure, None),
        Body::NothingInRange => view! { <Blank text=w.nothing_in_range action=None/> }.into_any(),
        Body::NothingMatches => {
            let clear = Callback::new(move |()| desk.navigation.go(desk.navigation.current().cleared()));
            let action = Some((shown.words.filters.clear.to_owned(), clear));
            view! { <Blank text=w.nothing_matches action=action/> }.into_any()
        }
        Body::AskFirst(total) => {
            let total = grouped(total);
            let agree = Callback::new(move |()| desk.agree_to_read_all());
            view! {
                <div class="blank">
                    <p class="blank-title">{(w.ask_first)(&total)}</p>
                    <BlankAction label=(w.load_all)(&total) on_act=agree/>
                </div>
            }
            .into_any()
        }
    }
}

/// A quick answer shows no skeleton at all.
#[component]
fn FirstLoad(desk: Desk, shown: Shown) -> impl IntoView {
    let patient = RwSignal::new(true);
    let timer = set_timeout_with_handle(
        move || {
            patient.try_set(false);
        },
        Duration::from_millis(PATIENCE),
    );
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
    let rows = usize::try_from(desk.navigation.current().size.rows()).unwrap_or_default();
    view! {
        <Show when=move || !patient.get()>
            <Skeleton label=shown.words.table.loading rows=rows/>
        </Show>
    }
}

#[component]
fn Table(desk: Desk, shown: Shown) -> impl IntoView {
    let Desk { navigation, sheet, zone, .. } = desk;
    let context = CellContext {
        vendor: shown.vendor,
        zone,
        now: shown.now,
        search: Memo::new(move |_| navigation.with(|view| view.search.clone())),
        on_open: Callback::new(move |id| desk.open_task(Some(id))),
        words: shown.words,
    };
    view! {
        <TaskTable
            rows=Memo::new(move |_| sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.rows.clone()).unwrap_or_default()))
            columns=Memo::new(move |_| navigation.with(|view| view.shown_columns().to_vec()))
            sort=Memo::new(move |_| navigation.with(|view| view.sort))
            on_sort=Callback::new(move |column| desk.filter(|view| view.sort = Sort::after_click(view.sort, column)))
            busy=shown.busy
            context=context
        />
    }
}

#[component]
fn PagerLine(desk: Desk, shown: Shown) -> impl IntoView {
    let Desk { navigation, sheet, .. } = desk;
    let pager = Memo::new(move |_| {
        sheet.with(|sheet| sheet.as_ref().map_or_else(|| Pager::new(1, 1, 0), |sheet| sheet.pager))
    });
    let go = move |page: i64| {
        if let Some(page) = PageNumber::new(page) {
            navigation.go(crate::model::view::View { page, ..navigation.current() });
        }
    };
    view! {
        <PagerBar
            pager=pager
            size=Memo::new(move |_| navigation.with(|view| view.size))
            on_page=Callback::new(go)
            on_size=Callback::new(move |size| navigation.go(navigation.current().resized(size)))
            words=shown.words
        />
    }
}
