//! The view query: everything that decides what is shown, as one value that parses and prints the address.
//!
//! Nothing else decides what is shown: a shared link gives the same rows. Parameters that are not ours are kept
//! and ignored; bad values are dropped, and said to be.

mod grammar;
mod option;
mod settings;

pub(crate) use grammar::search_text;
pub use grammar::{Dropped, Parsed};
pub use option::{Density, Language, PageSize, Refresh, Theme, ZoneChoice};

use super::column::{Column, Sort};
use super::sort::Filter;
use super::window::Range;

/// What the address says. The default value is the empty query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// `range`, or `from` and `to`.
    pub range: Range,
    /// `q`: the search text, trimmed, at most 128 characters.
    pub search: String,
    /// `status`: the vendor's numbers to keep; none means all.
    pub statuses: Vec<i64>,
    /// `type`: likewise for recall types.
    pub types: Vec<i64>,
    /// `sort`; none means the vendor's order.
    pub sort: Option<Sort>,
    /// `page`, from 1.
    pub page: PageNumber,
    /// `size`, in rows.
    pub size: PageSize,
    /// `task`: the `keyId` of the open task.
    pub task: Option<i64>,
    /// `tz`: the zone in which times are shown and days begin.
    pub zone: ZoneChoice,
    /// `refresh`: how often the rows are asked for again.
    pub refresh: Refresh,
    /// `cols`: the columns shown, in order; none means all.
    pub columns: Option<Vec<Column>>,
    /// `density` of the rows.
    pub density: Density,
    /// `theme`.
    pub theme: Theme,
    /// `lang`; none means negotiated.
    pub language: Option<Language>,
    /// `embed`: without header and footer.
    pub embedded: bool,
    /// Parameters that are not ours, in their order.
    pub foreign: Vec<(String, String)>,
}

/// A page number, at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageNumber(i64);

impl PageNumber {
    /// The first page.
    pub const FIRST: PageNumber = PageNumber(1);

    /// The page of a number, or `None` below 1.
    pub fn new(number: i64) -> Option<Self> {
        (number >= 1).then_some(Self(number))
    }

    /// The number, from 1.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl Default for PageNumber {
    fn default() -> Self {
        Self::FIRST
    }
}

impl View {
    /// The columns that are shown, in order.
    pub fn shown_columns(&self) -> &[Column] {
        self.columns.as_deref().unwrap_or(&Column::ALL)
    }

    /// All columns: those shown in their order, and each that is hidden behind the one that it usually stands behind.
    pub fn arranged_columns(&self) -> Vec<Column> {
        let mut all = self.shown_columns().to_vec();
        let mut before = None;
        for column in Column::ALL {
            if !all.contains(&column) {
                let at = all.iter().position(|&other| Some(other) == before).map_or(0, |at| at + 1);
                all.insert(at, column);
            }
            before = Some(column);
        }
        all
    }

    /// Shows a column where it is arranged, or hides it. One column always stays: a table without any shows nothing.
    pub fn toggle_column(&mut self, column: Column) {
        let shown = self.shown_columns();
        let is_to_show = |other: &Column| shown.contains(other) != (*other == column);
        let shown: Vec<_> = self.arranged_columns().into_iter().filter(is_to_show).collect();
        if !shown.is_empty() {
            self.show_columns(shown);
        }
    }

    /// Moves a column that is shown behind the next one, or before the one before it.
    pub fn move_column(&mut self, column: Column, behind: bool) {
        let mut shown = self.shown_columns().to_vec();
        if let Some(at) = shown.iter().position(|&other| other == column) {
            let to = if behind { at + 1 } else { at.wrapping_sub(1) };
            if to < shown.len() {
                shown.swap(at, to);
                self.show_columns(shown);
            }
        }
    }

    fn show_columns(&mut self, shown: Vec<Column>) {
        self.columns = Some(shown).filter(|shown| shown[..] != Column::ALL);
    }

    /// How many filters are set, the range left aside: it always has a value.
    pub fn active_filters(&self) -> usize {
        usize::from(!self.search.is_empty())
            + usize::from(!self.statuses.is_empty())
            + usize::from(!self.types.is_empty())
    }

    /// The filters that the vendor lacks.
    pub fn filter(&self) -> Filter {
        Filter { statuses: self.statuses.clone(), types: self.types.clone() }
    }

    /// Whether the vendor can't answer this by itself: it neither filters by status or type nor sorts, so such a
    /// view is true only when it is worked out over all pages of the window.
    pub fn needs_whole_window(&self) -> bool {
        !self.statuses.is_empty() || !self.types.is_empty() || self.sort.is_some()
    }

    /// The same view without its filters, on page 1.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self {
            search: String::new(),
            statuses: Vec::new(),
            types: Vec::new(),
            page: PageNumber::FIRST,
            ..self.clone()
        }
    }

    /// The same view after a filter, the range or the order was changed: on page 1.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut view = Self { page: PageNumber::FIRST, ..self.clone() };
        change(&mut view);
        view
    }

    /// The same view with another page size, on the page that holds the row which was first in view.
    #[must_use]
    pub fn resized(&self, size: PageSize) -> Self {
        let first_row = (self.page.get() - 1).saturating_mul(self.size.rows());
        Self { size, page: PageNumber(first_row / size.rows() + 1), ..self.clone() }
    }
}

/// Adds a number to a list or takes it out, keeping the list sorted.
pub fn toggle(list: &mut Vec<i64>, number: i64) {
    match list.binary_search(&number) {
        Ok(at) => {
            list.remove(at);
        }
        Err(at) => list.insert(at, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_size_keeps_the_first_row_in_view() {
        let view = View { page: PageNumber(5), size: PageSize::Twenty, ..View::default() }; // rows 81–100
        assert_eq!(view.resized(PageSize::Fifty).page.get(), 2); // rows 51–100
        assert_eq!(view.resized(PageSize::Ten).page.get(), 9); // rows 81–90
        assert_eq!(view.resized(PageSize::Hundred).page.get(), 1);
    }

    #[test]
    fn a_change_of_filter_goes_to_the_first_page() {
        let view = View { page: PageNumber(5), ..View::default() };
        let changed = view.with(|view| toggle(&mut view.statuses, 4));
        assert_eq!((changed.page, changed.statuses), (PageNumber::FIRST, vec![4]));
    }

    #[test]
    fn a_hidden_column_comes_back_to_its_usual_place_and_the_last_one_stays() {
        let mut view = View::default();
        view.toggle_column(Column::Name);
        assert!(!view.shown_columns().contains(&Column::Name));
        view.toggle_column(Column::Name);
        assert_eq!(view.columns, None);
        view.columns = Some(vec![Column::Id]);
        view.toggle_column(Column::Id);
        assert_eq!(view.shown_columns(), [Column::Id]);
    }

    #[test]
    fn columns_change_places_with_their_neighbours_and_no_further() {
        let mut view =
            View { columns: Some(vec![Column::Id, Column::Status, Column::Name]), ..View::default() };
        view.move_column(Column::Name, false);
        assert_eq!(view.shown_columns(), [Column::Id, Column::Name, Column::Status]);
        view.move_column(Column::Id, false);
        view.move_column(Column::Status, true);
        view.move_column(Column::Created, true);
        assert_eq!(view.shown_columns(), [Column::Id, Column::Name, Column::Status]);
        let mut usual = View::default();
        usual.move_column(Column::Status, true);
        usual.move_column(Column::Status, false);
        assert_eq!(usual, View::default());
    }

    #[test]
    fn hidden_columns_are_offered_behind_the_one_that_usually_precedes_them() {
        let mut view =
            View { columns: Some(vec![Column::Id, Column::Created, Column::Status]), ..View::default() };
        let arranged = view.arranged_columns().into_iter().map(Column::name).collect::<Vec<_>>();
        assert_eq!(arranged, ["id", "created", "status", "name", "task", "type", "progress", "interval"]);
        view.toggle_column(Column::Interval);
        assert_eq!(view.shown_columns(), [Column::Id, Column::Created, Column::Status, Column::Interval]);
    }

    #[test]
    fn only_filters_and_orders_that_the_vendor_lacks_need_the_whole_window() {
        let search = View { search: "May".into(), ..View::default() };
        assert!(!search.needs_whole_window() && search.active_filters() == 1);
        let sorted = View { sort: Sort::parse("name"), ..View::default() };
        assert!(sorted.needs_whole_window() && sorted.active_filters() == 0);
    }
}
