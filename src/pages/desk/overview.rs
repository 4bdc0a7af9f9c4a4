//! The summary, wired.

use super::{Shown, change_filter, facets};
use crate::components::filters::status_chips;
use crate::components::summary::{SummaryChange, SummaryState, summary};
use crate::dynamic::{Callback, derived};
use crate::locales::{Locale, grouped};
use crate::markup::El;
use crate::model::meaning::Status;
use crate::model::overview::Overview;
use crate::model::question::{Question, UNASKED_ROWS};
use crate::state::desk::Desk;
use crate::state::reading::Progress;

/// What the window adds up to.
pub fn overview(desk: Desk, shown: Shown) -> El {
    let Desk { navigation, loader, overview, asking, facts, .. } = desk;
    let is_counted = move || overview.with(|overview| matches!(overview, Overview::Counted(_)));
    let state = SummaryState {
        overview,
        statuses: status_chips(derived(move || navigation.get()), facets(desk), shown.words),
        reading: derived(move || {
            let is_counted = is_counted();
            let progress = loader.progress()?;
            // A refresh of what is there must not move it, unless it takes long: the thin bar is enough.
            let is_long = progress.waits || progress.rows.is_some_and(|(_, total)| total > UNASKED_ROWS);
            let is_wanted = is_long || asking.is_behind.get() || !is_counted;
            reading(progress, shown.words).filter(|_| is_wanted)
        }),
        wanted: derived(move || asking.question.with(Question::is_about_all)),
        max_rows: facts.max_window_rows(),
    };
    let change = move |change: SummaryChange| match change {
        SummaryChange::Count => asking.count_all(),
        SummaryChange::Stop if !is_counted() && asking.is_only_for_counts.get_untracked() => {
            asking.stop_counting();
        }
        SummaryChange::Stop => loader.cancel(),
        SummaryChange::Filter(change) => change_filter(desk, change),
        SummaryChange::Exceptions => desk.filter(|view| view.statuses = vec![Status::Exception.number()]),
        SummaryChange::Open(id) => desk.open_task(id),
    };
    summary(state, shown.times, Callback::new(change), shown.words)
}

/// How far a walk over a whole window is. One page is no walk.
pub fn reading(progress: Progress, words: &'static Locale) -> Option<String> {
    let w = &words.table;
    let (read, total) = progress.rows.filter(|(_, total)| *total > contract::MAX_PAGE_SIZE)?;
    let words = (w.reading)(&grouped(read), &grouped(total));
    Some(if progress.waits { words + w.waiting } else { words })
}
