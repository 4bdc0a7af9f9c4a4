//! Reading a whole window, page by page: which page to ask for next, and what the pages add up to.
//!
//! The vendor pages by number over a list that changes while it is read. New tasks push rows on to later pages:
//! those are read twice and dropped once, by their ID. Removed tasks pull rows back on to pages that were already
//! read: those would be lost, so a walk in which the total moved is made once more.

use contract::{Page, Task};

/// All rows of a window, as far as they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowSet {
    /// The rows in the vendor's order, each ID once.
    pub tasks: Vec<Task>,
    /// How many rows the vendor says there are.
    pub total: i64,
    /// Whether every page was read.
    pub complete: bool,
}

/// A walk over the pages of a window.
#[derive(Debug)]
pub struct Walk {
    size: i64,
    max_rows: i64,
    pass: u8,
    next: i64,
    total: Option<i64>,
    moved: bool,
    /// By page number from 1; a page that has not come is none.
    pages: Vec<Option<Vec<Task>>>,
    /// What the first walk read, until the second has read all of it too.
    earlier: Option<WindowSet>,
}

impl Walk {
    /// A walk that asks for pages of `size` rows and stops after `max_rows`.
    pub fn new(size: i64, max_rows: i64) -> Self {
        Self {
            size: size.max(1),
            max_rows,
            pass: 1,
            next: 1,
            total: None,
            moved: false,
            pages: Vec::new(),
            earlier: None,
        }
    }

    /// The page to ask for now, or `None` if none is to be asked for: until the first page told the total, only
    /// that one is under way.
    pub fn next_page(&mut self) -> Option<i64> {
        let page = self.next;
        let wanted = match self.total {
            None => page == 1,
            Some(_) => page <= self.last_page(),
        };
        wanted.then(|| {
            self.next += 1;
            page
        })
    }

    /// Takes the answer for a page.
    pub fn take(&mut self, page: i64, answer: Page) {
        self.moved |= self.total.is_some_and(|total| total != answer.total);
        self.total = Some(answer.total.max(0));
        let Some(at) = usize::try_from(page - 1).ok() else { return };
        if self.pages.len() <= at {
            self.pages.resize(at + 1, None);
        }
        self.pages[at] = Some(answer.records);
    }

    /// Whether all wanted pages have come and the walk has to be made once more because the total moved. Begins
    /// the second walk if so; there is no third, because a list that never rests would be read for ever.
    pub fn begin_again_if_moved(&mut self) -> bool {
        let again = self.moved && self.pass == 1;
        if again {
            *self = Self { pass: 2, earlier: Some(self.finish()), ..Self::new(self.size, self.max_rows) };
        }
        again
    }

    /// Rows read so far, and rows to read; the second is 0 until it is known.
    pub fn progress(&self) -> (i64, i64) {
        let read: usize = self.pages.iter().flatten().map(Vec::len).sum();
        (i64::try_from(read).unwrap_or(i64::MAX), self.total.unwrap_or(0).min(self.max_rows))
    }

    /// How many rows the vendor says there are, once the first page has come.
    pub fn total(&self) -> Option<i64> {
        self.total.or(self.earlier.as_ref().map(|set| set.total))
    }

    /// Whether this is the second walk, so that what the first one read is there in any case.
    pub fn is_second(&self) -> bool {
        self.earlier.is_some()
    }

    /// Hands out what was read, in the vendor's order. Also for a walk that was cut short, if any page has come; of a
    /// second one that was, what the first one read, which is more. It may lack rows that moved while it was read.
    pub fn finish(&mut self) -> WindowSet {
        let total = self.total.unwrap_or(0);
        let come = self.pages.iter().flatten().count();
        let is_cut_short =
            self.total.is_none() || i64::try_from(come).is_ok_and(|come| come < self.last_page());
        if is_cut_short && let Some(earlier) = self.earlier.take() {
            let has_all = i64::try_from(earlier.tasks.len()).is_ok_and(|read| read >= earlier.total);
            return WindowSet { complete: earlier.complete && has_all, ..earlier };
        }
        let mut tasks = Vec::new();
        for page in self.pages.iter_mut().flatten() {
            tasks.append(page);
        }
        drop_repeated(&mut tasks);
        let all_pages = Pages { total, size: self.size }.count();
        WindowSet { tasks, total, complete: i64::try_from(come).is_ok_and(|come| come >= all_pages) }
    }

    fn last_page(&self) -> i64 {
        Pages { total: self.total.unwrap_or(0).min(self.max_rows), size: self.size }.count()
    }
}

/// Drops tasks whose ID has stood before. Tasks without an ID are all kept: nothing says that they are the same.
fn drop_repeated(tasks: &mut Vec<Task>) {
    let mut first: Vec<(i64, u32)> =
        tasks.iter().zip(0..).filter_map(|(task, at)| Some((task.key_id?, at))).collect();
    first.sort_unstable();
    first.dedup_by_key(|(id, _)| *id);
    let mut at = 0;
    tasks.retain(|task| {
        let keep = task
            .key_id
            .and_then(|id| first.binary_search_by_key(&id, |(id, _)| *id).ok())
            .is_none_or(|found| first[found].1 == at);
        at += 1;
        keep
    });
}

struct Pages {
    total: i64,
    size: i64,
}

impl Pages {
    fn count(&self) -> i64 {
        self.total / self.size + i64::from(self.total % self.size > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tasks(ids: impl IntoIterator<Item = i64>) -> Vec<Task> {
        ids.into_iter().map(|id| Task { key_id: Some(id), ..Task::default() }).collect()
    }

    fn page(total: i64, ids: impl IntoIterator<Item = i64>) -> Page {
        Page { records: tasks(ids), total, ..Page::default() }
    }

    fn ids(set: &WindowSet) -> Vec<i64> {
        set.tasks.iter().filter_map(|task| task.key_id).collect()
    }

    #[test]
    fn the_first_page_goes_alone_and_the_others_in_any_order() {
        let mut walk = Walk::new(2, 100);
        assert_eq!([walk.next_page(), walk.next_page()], [Some(1), None]);
        walk.take(1, page(5, [9, 8]));
        assert_eq!([walk.next_page(), walk.next_page(), walk.next_page()], [Some(2), Some(3), None]);
        walk.take(3, page(5, [5]));
        walk.take(2, page(5, [7, 6]));
        assert_eq!(walk.progress(), (5, 5));
        let set = walk.finish();
        assert_eq!((ids(&set), set.complete), (vec![9, 8, 7, 6, 5], true));
    }

    #[test]
    fn a_row_that_was_pushed_on_to_the_next_page_is_kept_once() {
        let mut walk = Walk::new(2, 100);
        walk.next_page();
        walk.take(1, page(4, [9, 8]));
        walk.next_page();
        walk.take(2, page(4, [8, 7]));
        assert_eq!(ids(&walk.finish()), [9, 8, 7]);
    }

    #[test]
    fn a_walk_is_made_once_more_when_the_total_moved_and_not_a_third_time() {
        let mut walk = Walk::new(2, 100);
        for pass in [1, 2] {
            walk.next_page();
            walk.take(1, page(3, [9, 8]));
            walk.next_page();
            walk.take(2, page(4, [7]));
            assert_eq!(walk.begin_again_if_moved(), pass == 1);
        }
        assert!(walk.finish().complete);
    }

    #[test]
    fn a_second_walk_that_is_cut_short_at_once_leaves_what_the_first_one_read() {
        let mut walk = Walk::new(2, 100);
        walk.next_page();
        walk.take(1, page(3, [9, 8]));
        walk.next_page();
        walk.take(2, page(4, [7, 6]));
        assert!(walk.begin_again_if_moved());
        assert_eq!((walk.total(), ids(&walk.finish())), (Some(4), vec![9, 8, 7, 6]));
    }

    #[test]
    fn a_second_walk_that_is_cut_short_later_leaves_what_the_first_one_read_and_what_that_lacks_is_said() {
        let mut walk = Walk::new(2, 100);
        walk.next_page();
        walk.take(1, page(4, [9, 8]));
        walk.next_page();
        walk.take(2, page(5, [8, 7]));
        walk.next_page();
        walk.take(3, page(5, [6]));
        assert!(walk.begin_again_if_moved() && walk.is_second());
        walk.next_page();
        walk.take(1, page(5, [10, 9]));
        let set = walk.finish();
        assert_eq!((ids(&set), set.total, set.complete), (vec![9, 8, 7, 6], 5, false));
    }

    #[test]
    fn a_second_walk_that_came_to_its_limit_is_no_walk_that_was_cut_short() {
        let mut walk = Walk::new(2, 2);
        walk.next_page();
        walk.take(1, page(5, [9, 8]));
        walk.take(1, page(6, [10, 9]));
        assert!(walk.begin_again_if_moved());
        walk.next_page();
        walk.take(1, page(6, [11, 10]));
        assert_eq!(ids(&walk.finish()), [11, 10]);
    }

    #[test]
    fn a_walk_stops_at_its_limit_and_says_so() {
        let mut walk = Walk::new(2, 3);
        walk.next_page();
        walk.take(1, page(7, [9, 8]));
        assert_eq!([walk.next_page(), walk.next_page()], [Some(2), None]);
        walk.take(2, page(7, [7, 6]));
        let set = walk.finish();
        assert_eq!((set.tasks.len(), set.total, set.complete), (4, 7, false));
    }

    #[test]
    fn rows_without_an_id_are_all_kept() {
        let mut walk = Walk::new(2, 100);
        walk.next_page();
        walk.take(1, Page { records: vec![Task::default(), Task::default()], total: 2, ..Page::default() });
        assert_eq!(walk.finish().tasks.len(), 2);
    }

    #[test]
    fn an_empty_window_is_complete_after_one_page() {
        let mut walk = Walk::new(100, 1000);
        walk.next_page();
        walk.take(1, Page::default());
        assert_eq!(walk.next_page(), None);
        assert!(walk.finish().complete);
    }
}
