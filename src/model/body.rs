//! What stands in the place of the rows: the states of the table as one enum, one look each.

use super::sheet::{Rows, Sheet, Snapshot};
use super::view::View;

/// The state of the table's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing has come yet.
    FirstLoad,
    /// Nothing has come yet, and the request failed.
    Failed,
    /// There are rows.
    Rows,
    /// There is no task in this range at all.
    NothingInRange,
    /// There are tasks, but the filters keep none.
    NothingMatches,
    /// The window is too long to be read without being asked to; its number of rows.
    AskFirst(i64),
}

impl Body {
    /// The state for what is at hand. A failure is never "no tasks": with rows at hand it is told beside them.
    pub fn of(snapshot: Option<&Snapshot>, sheet: Option<&Sheet>, failed: bool, view: &View) -> Self {
        let (Some(snapshot), Some(sheet)) = (snapshot, sheet) else {
            return if failed { Body::Failed } else { Body::FirstLoad };
        };
        match &snapshot.rows {
            Rows::Unread { total } => Body::AskFirst(*total),
            _ if !sheet.rows.is_empty() => Body::Rows,
            // The vendor applies the search, so only without one does an empty window mean an empty range.
            rows if rows.window_total() == 0 && view.search.is_empty() => Body::NothingInRange,
            _ => Body::NothingMatches,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use contract::Page;

    use super::*;
    use crate::model::window::Window;

    fn body(rows: Option<Rows>, failed: bool, query: &str) -> Body {
        let view = View::parse(query).view;
        let window = Window::new(0, 1).unwrap();
        let snapshot =
            rows.map(|rows| Snapshot { rows, window, fetched_at: 0, stale: false, outgrown: None });
        let sheet = snapshot.as_ref().map(|Snapshot { rows, .. }| {
            let sifted = rows.sift(&rows.order(view.sort, str::to_lowercase), &view.filter());
            rows.sheet(&sifted, view.page, view.size)
        });
        Body::of(snapshot.as_ref(), sheet.as_ref(), failed, &view)
    }

    fn empty_page() -> Rows {
        Rows::Page(Arc::new(Page { size: 20, current: 1, ..Page::default() }))
    }

    #[test]
    fn a_failure_is_never_an_empty_table() {
        assert_eq!(body(None, true, ""), Body::Failed);
        assert_eq!(body(None, false, ""), Body::FirstLoad);
    }

    #[test]
    fn an_empty_range_and_filters_that_keep_nothing_are_two_states() {
        assert_eq!(body(Some(empty_page()), false, ""), Body::NothingInRange);
        assert_eq!(body(Some(empty_page()), false, "q=May"), Body::NothingMatches);
        assert_eq!(body(Some(empty_page()), false, "status=4"), Body::NothingInRange);
    }

    #[test]
    fn a_window_that_is_too_long_is_asked_about_first() {
        assert_eq!(body(Some(Rows::Unread { total: 61_204 }), false, "status=4"), Body::AskFirst(61_204));
    }
}
