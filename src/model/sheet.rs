//! What the table shows: a page of rows, where it lies, and how much of the window it speaks for.

use std::sync::Arc;

use contract::{Page, Task};

use super::facets::Facets;
use super::pager::Pager;
use super::question::UNASKED_ROWS;
use super::row::{Row, rows};
use super::sort::{Filter, arrange};
use super::text::Lower;
use super::time::Instant;
use super::view::View;
use super::walk::WindowSet;
use super::window::Window;

/// What the relay last gave us.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The rows.
    pub rows: Rows,
    /// The window they are of.
    pub window: Window,
    /// When the vendor gave them.
    pub fetched_at: Instant,
    /// Whether the relay could not ask the vendor and gave older rows.
    pub stale: bool,
}

/// One page as the vendor cut it, or the whole window.
#[derive(Clone, Debug)]
pub enum Rows {
    /// None: the view needs the whole window, which is too long to be read without being asked to.
    Unread {
        /// The number of its rows.
        total: i64,
    },
    /// One page in the vendor's order. Behind its rows may stand those of the next page, on to which rows in view were
    /// pushed.
    Page(Arc<Page>),
    /// The whole window, or as much of it as was read.
    Whole(Arc<WindowSet>),
}

/// One page of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The rows of the page.
    pub rows: Vec<Row>,
    /// Where the page lies among the rows that match.
    pub pager: Pager,
    /// Counts by status and type, if all rows are at hand.
    pub facets: Option<Facets>,
    /// Rows read and rows in the window, if not all were read.
    pub partial: Option<(i64, i64)>,
}

/// Two are the same if they are the same answer: to compare all rows would cost more than to work them out again.
impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Rows::Unread { total: a }, Rows::Unread { total: b }) => a == b,
            (Rows::Page(a), Rows::Page(b)) => Arc::ptr_eq(a, b),
            (Rows::Whole(a), Rows::Whole(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Rows {
    /// Whether this is a window that is only read when the user asks for it.
    pub fn is_long_window(&self) -> bool {
        matches!(self, Rows::Whole(set) if set.total > UNASKED_ROWS)
    }

    /// How many rows the window has, whatever the filters.
    pub fn window_total(&self) -> i64 {
        match self {
            Rows::Unread { total } => *total,
            Rows::Page(page) => page.total,
            Rows::Whole(set) => set.total,
        }
    }

    /// The rows at hand, whatever the filters.
    pub fn tasks(&self) -> &[Task] {
        match self {
            Rows::Unread { .. } => &[],
            Rows::Page(page) => &page.records,
            Rows::Whole(set) => &set.tasks,
        }
    }
}

/// Works out the page that a view shows of what is at hand. A page as the vendor cut it is shown as it is: a filter
/// over one page would lie, so until the whole window is there such a view shows its old rows.
pub fn sheet(rows_at_hand: &Rows, view: &View, lower: Lower) -> Sheet {
    match rows_at_hand {
        Rows::Unread { .. } => {
            Sheet { rows: Vec::new(), pager: Pager::new(1, view.size.rows(), 0), facets: None, partial: None }
        }
        Rows::Page(page) => Sheet {
            rows: rows(page.records.iter().take(usize::try_from(page.size).unwrap_or(usize::MAX))),
            pager: Pager::new(page.current, page.size, page.total),
            facets: all_on_one_page(page).then(|| Facets::count(&page.records, &Filter::default())),
            partial: None,
        },
        Rows::Whole(set) => {
            let order = order(rows_at_hand, view, lower);
            let matching = i64::try_from(order.len()).unwrap_or(i64::MAX);
            let pager = Pager::new(view.page.get(), view.size.rows(), matching);
            Sheet {
                rows: rows(pager.slice(&order).iter().filter_map(|&at| set.tasks.get(at))),
                pager,
                facets: Some(Facets::count(&set.tasks, &filter(view))),
                partial: (!set.complete)
                    .then(|| (i64::try_from(set.tasks.len()).unwrap_or(i64::MAX), set.total)),
            }
        }
    }
}

/// The tasks at hand that a view keeps, in its order: what an export holds.
pub fn matching<'a>(rows_at_hand: &'a Rows, view: &View, lower: Lower) -> Vec<&'a Task> {
    let tasks = rows_at_hand.tasks();
    order(rows_at_hand, view, lower).into_iter().filter_map(|at| tasks.get(at)).collect()
}

fn order(rows_at_hand: &Rows, view: &View, lower: Lower) -> Vec<usize> {
    arrange(rows_at_hand.tasks(), &filter(view), view.sort, lower)
}

fn filter(view: &View) -> Filter {
    Filter { statuses: view.statuses.clone(), types: view.types.clone() }
}

fn all_on_one_page(page: &Page) -> bool {
    page.current == 1 && i64::try_from(page.records.len()).is_ok_and(|rows| rows == page.total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(statuses: &[i64]) -> Rows {
        let task = |(key_id, status): (i64, &i64)| Task {
            key_id: Some(key_id),
            status: Some(*status),
            recall_type: Some(0),
            ..Task::default()
        };
        let tasks: Vec<_> = (1..).zip(statuses).map(task).collect();
        let total = i64::try_from(tasks.len()).unwrap();
        Rows::Whole(Arc::new(WindowSet { tasks, total, complete: true }))
    }

    #[test]
    fn the_only_exception_of_a_window_is_found_wherever_it_lies() {
        let mut statuses = [2; 250];
        statuses[237] = 4;
        let view = View::parse("status=4").view;
        let sheet = sheet(&set(&statuses), &view, str::to_lowercase);
        assert_eq!(sheet.rows.iter().map(|row| row.task.key_id).collect::<Vec<_>>(), [Some(238)]);
        assert_eq!((sheet.pager.total, sheet.facets.unwrap().status(4)), (1, 1));
    }

    #[test]
    fn a_single_page_is_never_filtered() {
        let page = Page {
            records: vec![Task { status: Some(2), ..Task::default() }],
            total: 50,
            size: 20,
            current: 2,
            pages: 3,
        };
        let sheet = sheet(&Rows::Page(Arc::new(page)), &View::parse("status=4").view, str::to_lowercase);
        assert_eq!((sheet.rows.len(), sheet.pager.first_row(), sheet.facets), (1, 21, None));
    }

    #[test]
    fn counts_are_known_when_all_rows_are_on_one_page() {
        let record = Task { status: Some(4), ..Task::default() };
        let page = Page { records: vec![record], total: 1, size: 20, current: 1, pages: 1 };
        let sheet = sheet(&Rows::Page(Arc::new(page)), &View::default(), str::to_lowercase);
        assert_eq!(sheet.facets.unwrap().status(4), 1);
    }
}
