//! What the table shows: a page of rows, where it lies, and how much of the window it speaks for.

use std::sync::Arc;

use contract::{Page, Task};

use super::column::Sort;
use super::facets::Facets;
use super::pager::Pager;
use super::question::UNASKED_ROWS;
use super::row::{Row, rows};
use super::sort::{Filter, order};
use super::text::Lower;
use super::time::Instant;
use super::view::{PageNumber, PageSize, View};
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
    /// How many rows the window has by now, if it has grown beyond what is read without asking: then these are from before.
    pub outgrown: Option<i64>,
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
}

/// What the filters keep of the rows at hand.
#[derive(Clone, Debug, Default)]
pub struct Sifted {
    /// The positions of the rows that are kept, in the view's order.
    pub positions: Vec<u32>,
    /// Counts by status and type, if all rows are at hand.
    pub facets: Option<Facets>,
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

impl Snapshot {
    /// Whether these rows stay when others of the same window have come that are fewer. What is at hand is not given up for
    /// a window that has grown beyond what is read without asking, nor for what came of a reading until it was called off.
    /// A page is given up if all rows are needed, because it is not all.
    pub fn stays_over(&mut self, latest: &Rows, needs_all: bool, is_cancelled: bool) -> bool {
        match (&self.rows, latest) {
            (Rows::Whole(all), Rows::Whole(read)) => is_cancelled && read.tasks.len() < all.tasks.len(),
            (rows, &Rows::Unread { total }) => {
                let stays = match rows {
                    Rows::Unread { .. } => false,
                    Rows::Page(_) => !needs_all,
                    Rows::Whole(_) => true,
                };
                self.outgrown = Some(total);
                stays
            }
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

    /// The row of a recall ID, whatever the filters.
    pub fn find(&self, id: i64) -> Option<&Task> {
        self.tasks().iter().find(|task| task.key_id == Some(id))
    }

    /// Whether these are all rows of the window, or as many as were to be had: then they can be counted.
    pub fn is_all(&self) -> bool {
        match self {
            Rows::Unread { .. } => false,
            Rows::Page(page) => all_on_one_page(page),
            Rows::Whole(_) => true,
        }
    }

    /// The positions of the rows at hand, in an order. A page as the vendor cut it is shown as it is: a filter or an
    /// order over one page would lie, so until the whole window is there such a view shows its old rows.
    pub fn order(&self, sort: Option<Sort>, lower: Lower) -> Vec<u32> {
        order(self.tasks(), sort.filter(|_| self.is_whole()), lower)
    }

    /// What the filters keep of the rows at hand.
    pub fn sift(&self, order: &[u32], filter: &Filter) -> Sifted {
        let everything = Filter::default();
        let filter = if self.is_whole() { filter } else { &everything };
        let tasks = self.tasks();
        let is_kept = |at: &u32| task(tasks, *at).is_some_and(|task| filter.keeps(task));
        Sifted {
            positions: order.iter().copied().filter(is_kept).collect(),
            facets: self.is_all().then(|| Facets::count(tasks, filter)),
        }
    }

    /// Where the page of a view lies, if its filters keep so many of the rows at hand.
    pub fn pager(&self, kept: usize, page: PageNumber, size: PageSize) -> Pager {
        match self {
            Rows::Unread { .. } => Pager::new(1, size.rows(), 0),
            Rows::Page(page) => Pager::new(page.current, page.size, page.total),
            Rows::Whole(_) => Pager::new(page.get(), size.rows(), count(kept)),
        }
    }

    /// Rows read and rows in the window, if not all were read.
    pub fn part(&self) -> Option<(i64, i64)> {
        match self {
            Rows::Whole(set) if !set.complete => Some((count(set.tasks.len()), set.total)),
            _ => None,
        }
    }

    /// The page of the table that shows a part of what the filters keep.
    pub fn sheet(&self, sifted: &Sifted, page: PageNumber, size: PageSize) -> Sheet {
        let pager = self.pager(sifted.positions.len(), page, size);
        // What stands behind a page's own rows is counted with them, but not on it.
        let at_hand = if self.is_whole() { pager } else { Pager { page: 1, ..pager } };
        let shown = at_hand.slice(&sifted.positions);
        Sheet {
            rows: rows(shown.iter().filter_map(|&at| task(self.tasks(), at))),
            pager,
            facets: sifted.facets.clone(),
        }
    }

    /// The tasks at hand that a view keeps, in its order: what an export holds.
    pub fn matching(&self, view: &View, lower: Lower) -> Vec<&Task> {
        let sifted = self.sift(&self.order(view.sort, lower), &view.filter());
        sifted.positions.into_iter().filter_map(|at| task(self.tasks(), at)).collect()
    }

    fn is_whole(&self) -> bool {
        matches!(self, Rows::Whole(_))
    }
}

/// The task at a position.
fn task(tasks: &[Task], at: u32) -> Option<&Task> {
    tasks.get(usize::try_from(at).ok()?)
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn all_on_one_page(page: &Page) -> bool {
    page.current == 1 && i64::try_from(page.records.len()).is_ok_and(|rows| rows == page.total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &Rows, query: &str) -> Sheet {
        let view = View::parse(query).view;
        let sifted = rows.sift(&rows.order(view.sort, str::to_lowercase), &view.filter());
        rows.sheet(&sifted, view.page, view.size)
    }

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
        let sheet = sheet(&set(&statuses), "status=4");
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
        let sheet = sheet(&Rows::Page(Arc::new(page)), "status=4");
        assert_eq!((sheet.rows.len(), sheet.pager.first_row(), sheet.facets), (1, 21, None));
    }

    #[test]
    fn rows_at_hand_are_not_given_up_for_fewer() {
        let at_hand = |rows| {
            let window = Window::new(0, 1).unwrap();
            Snapshot { rows, window, fetched_at: 7, stale: false, outgrown: None }
        };
        let (long, page) =
            (Rows::Unread { total: 2_001 }, Rows::Page(Arc::new(Page { total: 9, ..Page::default() })));
        let all = set(&[1, 2, 4]);
        let stays = |rows: &Rows, latest: &Rows, needs_all, is_cancelled| {
            let mut at_hand = at_hand(rows.clone());
            let stays = at_hand.stays_over(latest, needs_all, is_cancelled);
            (stays, at_hand.outgrown)
        };
        for needs_all in [false, true] {
            assert_eq!(stays(&all, &long, needs_all, false), (true, Some(2_001)));
        }
        assert_eq!(stays(&all, &set(&[1]), true, true), (true, None));
        assert!(!stays(&all, &set(&[1]), true, false).0, "it came to its end");
        assert!(!stays(&all, &set(&[1, 2, 4, 1]), true, true).0);
        assert!(!stays(&all, &page, false, false).0);
        assert_eq!(stays(&page, &long, false, false), (true, Some(2_001)));
        assert!(!stays(&page, &long, true, false).0, "a page is never filtered");
        assert!(!stays(&long, &long, true, false).0);
    }

    #[test]
    fn counts_are_known_when_all_rows_are_on_one_page() {
        let record = Task { status: Some(4), ..Task::default() };
        let page = Page { records: vec![record], total: 1, size: 20, current: 1, pages: 1 };
        let sheet = sheet(&Rows::Page(Arc::new(page)), "");
        assert_eq!(sheet.facets.unwrap().status(4), 1);
    }

    #[test]
    fn rows_that_were_pushed_on_to_the_next_page_are_counted_with_those_of_theirs() {
        let task = |key_id| Task { key_id: Some(key_id), status: Some(key_id), ..Task::default() };
        let records = [5, 4, 3, 2, 1].map(task).to_vec();
        let page = Page { records, total: 5, size: 3, current: 1, pages: 2 };
        let sheet = sheet(&Rows::Page(Arc::new(page)), "");
        assert_eq!(sheet.rows.iter().filter_map(|row| row.task.key_id).collect::<Vec<_>>(), [5, 4, 3]);
        let facets = sheet.facets.unwrap();
        assert_eq!((facets.of_all_statuses(), facets.status(1)), (5, 1));
    }
}
