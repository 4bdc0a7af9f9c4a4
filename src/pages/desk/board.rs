//! The board: tools, the table or what stands in its place, and the pager.

use leptos::prelude::*;

use super::tools::tools;
use super::{Shown, load_all};
use crate::browser::text::lower;
use crate::components::alert::{RowsShown, failure_alert, stale_notice};
use crate::components::blank::{blank, proposal, skeleton};
use crate::components::pager::pager_bar;
use crate::components::table::{CellContext, TableState, task_table};
use crate::dynamic::{Callback, Derived, class_while, derived, part, text, when, while_said};
use crate::locales::grouped;
use crate::markup::{Child, El, button, el};
use crate::model::body::Body;
use crate::model::column::{Column, Sort};
use crate::model::pager::Pager;
use crate::model::question::WALK_PAGE_SIZE;
use crate::model::time::Instant;
use crate::model::view::{PageNumber, View};
use crate::state::desk::Desk;

/// The board.
pub fn board(desk: Desk, shown: Shown) -> El {
    let Desk { snapshot, failure, body, .. } = desk;
    let has_rows = derived(move || body.get() == Body::Rows);
    let has_failed = derived(move || failure.with(Option::is_some));
    let is_stale = derived(move || {
        !has_failed.get()
            && snapshot.with(|snapshot| snapshot.as_ref().is_some_and(|snapshot| snapshot.stale))
    });
    let table = move || untrack(|| vec![table(desk, shown).view(), pager(desk, shown).view()]);
    el("section")
        .class("board")
        .attr("aria-label", shown.words.table.caption)
        .attr("tabindex", "-1")
        .child(tools(desk, shown))
        .child(loading_bar(shown))
        .child(notice("partial", partial(desk, shown), desk, shown))
        .child(part(move || in_place_of_rows(desk, shown)))
        .child(when(has_rows, table))
        .child(zone_note(desk, shown))
        // Last, where what comes by the clock moves nothing; it stays in view all the same.
        .child(when(has_failed, move || untrack(|| alert(desk, shown).view())))
        .child(when(is_stale, move || untrack(|| stale(desk, shown).view())))
        .child(notice("alert stale", outgrown(desk, shown), desk, shown))
}

/// The zone of all times, where there is no header to say it.
fn zone_note(desk: Desk, shown: Shown) -> impl Child {
    let embedded = derived(move || desk.navigation.with(|view| view.embedded));
    let note = move || {
        let label = el("span").class("field-label").child(shown.words.app.time_zone);
        el("p").class("zone").child(label).child(" ").child(text(move || shown.zone_name.get())).view()
    };
    when(embedded, note)
}

/// A failure: beside the rows, or in their place if there are none.
fn alert(desk: Desk, shown: Shown) -> El {
    let Desk { loader, failure, asking, .. } = desk;
    let fetched_at = fetched_at(desk);
    let rows = derived(move || match fetched_at.get() {
        None => RowsShown::None,
        Some(_) if asking.is_behind.get() => RowsShown::BeforeTheChange,
        Some(at) => RowsShown::AsOf(at),
    });
    let copy = move |(text, what): (String, String)| desk.copy(text, (shown.words.drawer.copied)(&what));
    let retry = Callback::new(move |()| loader.refresh());
    failure_alert(failure, rows, shown.times, retry, Callback::new(copy), shown.words)
}

fn stale(desk: Desk, shown: Shown) -> El {
    let retry = Callback::new(move |()| desk.loader.refresh());
    stale_notice(fetched_at(desk), shown.times, retry, shown.words)
}

fn fetched_at(desk: Desk) -> Derived<Option<Instant>> {
    derived(move || desk.snapshot.with(|snapshot| snapshot.as_ref().map(|snapshot| snapshot.fetched_at)))
}

/// The thin bar while rows are on their way.
fn loading_bar(shown: Shown) -> El {
    el("div")
        .class(class_while("loading-bar", "active", move || shown.busy.get()))
        .attr("aria-hidden", "true")
}

/// What is said when only a part of a window was read.
fn partial(desk: Desk, shown: Shown) -> Derived<Option<String>> {
    derived(move || {
        let (loaded, total) = desk.snapshot.with(|snapshot| snapshot.as_ref()?.rows.part())?;
        Some((shown.words.table.partial)(&grouped(loaded), &grouped(total)))
    })
}

/// What is said when the window has grown beyond what is read without asking. After a failure that has precedence.
fn outgrown(desk: Desk, shown: Shown) -> Derived<Option<String>> {
    derived(move || {
        let total = desk.snapshot.with(|snapshot| snapshot.as_ref()?.outgrown)?;
        let has_failed = desk.failure.with(Option::is_some);
        (!has_failed).then(|| (shown.words.table.outgrown)(&grouped(total)))
    })
}

/// Says that the rows are not all, and offers the rest where that may be read.
fn notice(class: &'static str, words: Derived<Option<String>>, desk: Desk, shown: Shown) -> impl Child {
    let offer = derived(move || {
        let (loaded, total) = desk.snapshot.with(|snapshot| {
            let snapshot = snapshot.as_ref()?;
            snapshot.outgrown.map(|total| (0, total)).or_else(|| snapshot.rows.part())
        })?;
        // A reading that came to its end lacks a few rows too, if some moved while it went on.
        let most = desk.facts.max_window_rows();
        let can_be_had = total <= most || loaded + WALK_PAGE_SIZE < most;
        can_be_had.then(|| load_all(desk, total, shown.words))
    });
    let read = move || {
        desk.asking.agree_to_read_all();
        desk.loader.refresh();
    };
    while_said(words, move |words| {
        let button = while_said(offer, move |label| button("button primary").on_click(read).child(label));
        el("div").class(class).hand_on_focus(".partial, .stale").child(words).child(button)
    })
}

fn in_place_of_rows(desk: Desk, shown: Shown) -> Option<AnyView> {
    let w = &shown.words.table;
    let state = match desk.body.get() {
        Body::Rows | Body::Failed => return None,
        Body::FirstLoad => {
            let rows = desk.navigation.current().size.rows();
            skeleton(usize::try_from(rows).unwrap_or_default(), shown.words)
        }
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
            let agree = Callback::new(move |()| desk.asking.agree_to_read_all());
            // While it is being read, its progress says so.
            let proposal = (!shown.busy.get()).then(|| proposal(load_all(desk, total, shown.words), agree));
            blank((w.ask_first)(&grouped(total)), "", proposal)
        }
    };
    Some(state.view())
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
        behind: desk.asking.is_behind,
        marks: desk.marks,
    };
    let words = shown.words;
    let copy = move |id| desk.copy(id, (words.drawer.copied)((words.table.column)(Column::Task)));
    let context = CellContext {
        times: shown.times,
        lower,
        search: derived(move || navigation.with(|view| view.search.clone())),
        on_open: Callback::new(move |id| desk.open_task(id)),
        on_copy: Callback::new(copy),
        words,
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
            desk.loader.refresh();
        }
    };
    pager_bar(
        pager,
        derived(move || navigation.with(|view| view.size.name())),
        Callback::new(go),
        Callback::new(move |size| desk.resize(size)),
        shown.words,
    )
}
