//! The board: tools, the table or what stands in its place, and the pager.

use leptos::prelude::*;

use super::Shown;
use super::tools::tools;
use crate::browser::text::lower;
use crate::components::alert::{RowsShown, failure_alert};
use crate::components::blank::{blank, proposal, skeleton};
use crate::components::pager::pager_bar;
use crate::components::table::{CellContext, TableState, task_table};
use crate::dynamic::{alarm, class_while, derived, held, part, when};
use crate::locales::grouped;
use crate::markup::{Child, El, el};
use crate::model::body::Body;
use crate::model::column::Sort;
use crate::model::fault::Failure;
use crate::model::pager::Pager;
use crate::model::view::{PageNumber, View};
use crate::state::desk::Desk;
use crate::state::loader::Cause;

/// How long a first load may take before it is spoken of, in milliseconds.
const PATIENCE: u64 = 300;

/// The board.
pub fn board(desk: Desk, shown: Shown) -> El {
    let Desk { snapshot, failure, body, .. } = desk;
    let has_rows = derived(move || body.get() == Body::Rows);
    let beside_rows = move || {
        let fetched_at = snapshot.with(|snapshot| snapshot.as_ref().map(|snapshot| snapshot.fetched_at))?;
        let rows =
            if desk.is_behind.get() { RowsShown::BeforeTheChange } else { RowsShown::AsOf(fetched_at) };
        failure.get().map(|failure| alert(desk, shown, &failure, rows))
    };
    let table = move || untrack(|| vec![table(desk, shown).view(), pager(desk, shown).view()]);
    el("section")
        .class("board")
        .attr("aria-label", shown.words.table.caption)
        .child(tools(desk, shown))
        .child(part(beside_rows))
        .child(loading_bar(shown))
        .child(walk(desk, shown))
        .child(partial(desk, shown))
        .child(part(move || in_place_of_rows(desk, shown)))
        .child(when(has_rows, table))
}

fn alert(desk: Desk, shown: Shown, failure: &Failure, rows: RowsShown) -> El {
    let retry = Callback::new(move |()| desk.loader.refresh(Cause::User));
    failure_alert(failure, rows, shown.times, retry, shown.words)
}

/// The thin bar while rows are on their way.
fn loading_bar(shown: Shown) -> El {
    el("div")
        .class(class_while("loading-bar", "active", move || shown.busy.get()))
        .attr("aria-hidden", "true")
}

/// How far a walk over a whole window is, and a way to stop it. One page is no walk, and a refresh of what is shown
/// must not move it: for both the bar is enough.
fn walk(desk: Desk, shown: Shown) -> impl Child {
    let w = &shown.words.table;
    let rows = move || {
        desk.is_behind.get().then_some(())?;
        let (read, total) =
            desk.loader.progress()?.rows.filter(|(_, total)| *total > contract::MAX_PAGE_SIZE)?;
        let cancel = Callback::new(move |()| desk.loader.cancel());
        let line = el("span").child((w.reading)(&grouped(read), &grouped(total)));
        Some(el("div").class("reading").child(line).child(proposal(w.cancel.to_owned(), cancel)))
    };
    part(rows)
}

/// Says when only a part of a window was read.
fn partial(desk: Desk, shown: Shown) -> impl Child {
    let partial = derived(move || desk.sheet.with(|sheet| sheet.as_ref().and_then(|sheet| sheet.partial)));
    part(move || {
        let (loaded, total) = partial.get()?;
        let words = (shown.words.table.partial)(&grouped(loaded), &grouped(total));
        Some(el("p").class("partial").child(words))
    })
}

fn in_place_of_rows(desk: Desk, shown: Shown) -> Option<AnyView> {
    let w = &shown.words.table;
    let state = match desk.body.get() {
        Body::Rows => return None,
        Body::FirstLoad => return Some(first_load(desk, shown).into_child()),
        Body::Failed(failure) => alert(desk, shown, &failure, RowsShown::None),
        Body::NothingInRange => {
            let (title, more) = w.nothing_in_range;
            blank(title.to_owned(), more, None)
        }
        Body::NothingMatches => {
            let clear = Callback::new(move |()| desk.navigation.go(desk.navigation.current().cleared()));
            let (title, more) = w.nothing_matches;
            blank(title.to_owned(), more, Some(proposal(shown.words.filters.clear.to_owned(), clear)))
        }
        Body::AskFirst(total) => {
            let total = grouped(total);
            let agree = Callback::new(move |()| desk.agree_to_read_all());
            // While it is being read, its progress says so.
            let proposal = (!shown.busy.get()).then(|| proposal((w.load_all)(&total), agree));
            blank((w.ask_first)(&total), "", proposal)
        }
    };
    Some(state.view())
}

/// The skeleton, after a moment: a quick answer shows none.
fn first_load(desk: Desk, shown: Shown) -> impl Child {
    let waited = held(false);
    alarm().set(PATIENCE, move || waited.set(true));
    let rows = usize::try_from(desk.navigation.current().size.rows()).unwrap_or_default();
    part(move || waited.get().then(|| skeleton(rows, shown.words)))
}

fn table(desk: Desk, shown: Shown) -> El {
    let Desk { navigation, sheet, .. } = desk;
    let state = TableState {
        rows: derived(move || {
            sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.rows.clone()).unwrap_or_default())
        }),
        columns: derived(move || navigation.with(|view| view.shown_columns().to_vec())),
        sort: derived(move || navigation.with(|view| view.sort)),
        busy: shown.busy,
        behind: desk.is_behind,
    };
    let context = CellContext {
        times: shown.times,
        lower,
        search: derived(move || navigation.with(|view| view.search.clone())),
        on_open: Callback::new(move |id| desk.open_task(id)),
        words: shown.words,
    };
    let sort = move |column| desk.filter(|view| view.sort = Sort::after_click(view.sort, column));
    task_table(state, Callback::new(sort), context)
}

fn pager(desk: Desk, shown: Shown) -> El {
    let Desk { navigation, sheet, .. } = desk;
    let pager = derived(move || {
        sheet.with(|sheet| sheet.as_ref().map_or_else(|| Pager::new(1, 1, 0), |sheet| sheet.pager))
    });
    let go = move |page: i64| {
        if let Some(page) = PageNumber::new(page) {
            navigation.go(View { page, ..navigation.current() });
        }
        // After a failure the address may be there already; the user wants the rows all the same.
        if desk.failure.get_untracked().is_some() {
            desk.loader.refresh(Cause::User);
        }
    };
    pager_bar(
        pager,
        derived(move || navigation.with(|view| view.size.name())),
        Callback::new(go),
        Callback::new(move |size| navigation.go(navigation.current().resized(size))),
        shown.words,
    )
}
