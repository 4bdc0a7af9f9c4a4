//! What a window adds up to: what stands between the filters and the table.

use super::facets::Facets;
use super::histogram::{Bar, count, cut};
use super::ledger::Ledger;
use super::meaning::Status;
use super::sheet::{Sifted, Snapshot};
use super::sort::Filter;
use super::time::{Instant, Zone};

/// So many overdue tasks are listed at most: a list that nobody reads to its end needs none.
const MOST_LISTED: usize = 20;

/// What is known of a window as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Overview {
    /// Nothing has come yet.
    #[default]
    Nothing,
    /// Not all rows are at hand; how many there are.
    Uncounted(i64),
    /// All rows are at hand, or as many as were to be had.
    Counted(Sums),
}

/// What the rows at hand add up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// How many rows are at hand.
    pub at_hand: i64,
    /// How many rows the window has.
    pub total: i64,
    /// Counts by status and type.
    pub facets: Facets,
    /// The rows that the filters keep, over the time of their creation.
    pub bars: Vec<Bar>,
    /// Tasks in progress that should have ended, of the types that the filters keep; the longest overdue first. Not
    /// more than can be listed.
    pub overdue: Vec<Overdue>,
    /// How many of these there are.
    pub overdue_count: i64,
}

/// A task in progress that should have ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Its recall ID.
    pub id: Option<i64>,
    /// Its parent's name.
    pub name: Option<String>,
    /// When it should have ended at the latest.
    pub due: Instant,
}

impl Overview {
    /// Adds up what the filters keep, with bars as clocks in the zone shown have them.
    pub fn of(
        snapshot: &Snapshot,
        ledger: &Ledger,
        sifted: &Sifted,
        filter: &Filter,
        now: Instant,
        shown: Zone,
    ) -> Self {
        let (tasks, total) = (snapshot.rows.tasks(), snapshot.rows.window_total());
        let Some(facets) = sifted.facets.clone() else { return Self::Uncounted(total) };
        let task = |at: u32| tasks.get(usize::try_from(at).ok()?);
        let mut bars = cut(snapshot.window, shown);
        let created = sifted.positions.iter().filter_map(|&at| {
            let is_exception = task(at)?.status == Some(Status::Exception.number());
            Some((*ledger.created.get(usize::try_from(at).ok()?)?, is_exception))
        });
        count(&mut bars, created);
        let (mut overdue, mut overdue_count) = (Vec::new(), 0);
        for &(due, at) in ledger.overdue(now) {
            if let Some(task) = task(at).filter(|task| filter.keeps_type(task)) {
                overdue_count += 1;
                if overdue.len() < MOST_LISTED {
                    overdue.push(Overdue { id: task.key_id, name: task.task_name.clone(), due });
                }
            }
        }
        let at_hand = i64::try_from(tasks.len()).unwrap_or(i64::MAX);
        Self::Counted(Sums { at_hand, total, facets, bars, overdue, overdue_count })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use contract::{Page, Task};

    use super::*;
    use crate::model::sheet::Rows;
    use crate::model::time::parse_rfc3339;
    use crate::model::view::View;
    use crate::model::walk::WindowSet;
    use crate::model::window::Window;

    const VENDOR: Zone = Zone::Fixed(480);

    fn at(text: &str) -> Instant {
        parse_rfc3339(text).unwrap()
    }

    /// Tasks of two days, of which every fifth has each status and every other each type.
    fn tasks() -> Vec<Task> {
        let task = |number: i64| Task {
            key_id: Some(number),
            status: Some(number % 5),
            recall_type: Some(number % 2),
            recall_num: Some(2),
            recall_interval: Some(30),
            create_time: Some(format!("2025-08-{} 10:{:02}:00", 16 + number % 2, number % 60)),
            ..Task::default()
        };
        (0..100).map(task).collect()
    }

    fn overview(rows: Rows, query: &str) -> Overview {
        let window = Window::new(at("2025-08-16T00:00:00+08:00"), at("2025-08-17T23:59:59+08:00")).unwrap();
        let snapshot = Snapshot { rows, window, fetched_at: 0, stale: false, outgrown: None };
        let view = View::parse(query).view;
        let sifted = snapshot.rows.sift(&snapshot.rows.order(view.sort, str::to_lowercase), &view.filter());
        let ledger = Ledger::of(snapshot.rows.tasks(), VENDOR);
        Overview::of(&snapshot, &ledger, &sifted, &view.filter(), at("2025-08-17T11:00:00+08:00"), VENDOR)
    }

    fn sums(query: &str) -> Sums {
        let set = WindowSet { tasks: tasks(), total: 120, complete: false };
        match overview(Rows::Whole(Arc::new(set)), query) {
            Overview::Counted(sums) => sums,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_bars_hold_as_many_rows_as_the_filters_keep() {
        for (query, kept) in [("", 100), ("status=4", 20), ("status=1,4", 40), ("type=1&status=4", 10)] {
            let sums = sums(query);
            assert_eq!(sums.bars.iter().map(|bar| bar.tasks).sum::<i64>(), kept, "{query}");
            let exceptions = if query.contains("type") { 10 } else { 20 };
            assert_eq!(sums.bars.iter().map(|bar| bar.exceptions).sum::<i64>(), exceptions, "{query}");
            assert_eq!(sums.facets.status(4), exceptions, "{query}");
            assert_eq!((sums.at_hand, sums.total), (100, 120));
        }
    }

    #[test]
    fn overdue_tasks_are_those_of_the_types_shown_whatever_states_are() {
        // All in progress of the first day, and none yet of the second.
        assert_eq!(sums("").overdue_count, 10);
        assert_eq!(sums("status=4&type=0").overdue_count, 10);
        assert_eq!(sums("type=1").overdue_count, 0);
        let first = &sums("").overdue[0];
        assert_eq!((first.id, first.due), (Some(6), at("2025-08-16T11:36:00+08:00")));
    }

    #[test]
    fn the_bars_hold_the_rows_behind_a_page_as_well() {
        let page = Page { records: tasks(), total: 100, size: 60, current: 1, pages: 2 };
        let Overview::Counted(sums) = overview(Rows::Page(Arc::new(page)), "") else { panic!("uncounted") };
        assert_eq!(sums.bars.iter().map(|bar| bar.tasks).sum::<i64>(), 100);
    }

    #[test]
    fn what_is_not_at_hand_is_not_added_up() {
        let page = |total| Page { records: tasks(), total, size: 100, current: 1, pages: 2 };
        assert_eq!(overview(Rows::Page(Arc::new(page(101))), ""), Overview::Uncounted(101));
        assert!(matches!(overview(Rows::Page(Arc::new(page(100))), ""), Overview::Counted(_)));
        assert_eq!(overview(Rows::Unread { total: 9_000 }, "status=4"), Overview::Uncounted(9_000));
        let nothing = Page { current: 1, size: 20, ..Page::default() };
        assert!(matches!(
            overview(Rows::Page(Arc::new(nothing)), ""),
            Overview::Counted(Sums { total: 0, .. })
        ));
    }
}
