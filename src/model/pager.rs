//! Where a page lies in its list.

/// A page of a list: which rows it holds and which pages lie around it. All numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pager {
    /// The page, `1 <= page <= pages`, also for an empty list.
    pub page: i64,
    /// How many pages there are, at least 1.
    pub pages: i64,
    /// How many rows the whole list has.
    pub total: i64,
    /// The rows of a page.
    pub size: i64,
}

impl Pager {
    /// Places a page in a list of `total` rows; a page past the end becomes the last one.
    pub fn new(page: i64, size: i64, total: i64) -> Self {
        let (size, total) = (size.max(1), total.max(0));
        let pages = (total / size + i64::from(total % size > 0)).max(1);
        Self { page: page.clamp(1, pages), pages, total, size }
    }

    /// The number of the first row, or 0 in an empty list.
    pub fn first_row(self) -> i64 {
        if self.total == 0 { 0 } else { (self.page - 1) * self.size + 1 }
    }

    /// The number of the last row, or 0 in an empty list.
    pub fn last_row(self) -> i64 {
        (self.page * self.size).min(self.total)
    }

    /// The page that somebody typed, or the nearest one: with thousands apart, as the panel writes them itself, and in the
    /// wide digits of Chinese input methods too. What is no number is this page.
    pub fn typed(self, text: &str) -> i64 {
        let narrow = |c: char| {
            ('０'..='９').zip('0'..='9').find(|(wide, _)| *wide == c).map_or(c, |(_, narrow)| narrow)
        };
        let digits: String = text.trim().replace([',', '，'], "").chars().map(narrow).collect();
        digits.parse::<i64>().map_or(self.page, |page| page.clamp(1, self.pages))
    }

    /// The page's rows within a list that is in memory.
    pub fn slice<T>(self, list: &[T]) -> &[T] {
        let at = |row: i64| usize::try_from(row).unwrap_or(0).min(list.len());
        &list[at((self.page - 1) * self.size)..at(self.page * self.size)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_past_the_end_becomes_the_last_one() {
        let pager = Pager::new(99, 20, 574);
        assert_eq!((pager.page, pager.pages), (29, 29));
        assert_eq!((pager.first_row(), pager.last_row()), (561, 574));
    }

    #[test]
    fn an_empty_list_has_one_page_without_rows() {
        let pager = Pager::new(3, 20, 0);
        assert_eq!((pager.page, pager.pages, pager.first_row(), pager.last_row()), (1, 1, 0, 0));
    }

    #[test]
    fn a_page_is_read_as_people_type_it() {
        let pager = Pager::new(7, 20, 61_204);
        for (text, page) in [("12", 12), (" 1,204 ", 1204), ("１２", 12), ("１，２０４", 1204), ("-3", 1)]
        {
            assert_eq!(pager.typed(text), page, "{text}");
        }
        for text in ["", "a", "1.5", "１２页"] {
            assert_eq!(pager.typed(text), 7, "{text}");
        }
        assert_eq!(pager.typed("99999"), 3061);
    }

    #[test]
    fn a_full_last_page_is_not_followed_by_an_empty_one() {
        assert_eq!(Pager::new(1, 20, 40).pages, 2);
        assert_eq!(Pager::new(2, 20, 41).slice(&[0; 41]).len(), 20);
        assert_eq!(Pager::new(3, 20, 41).slice(&[0; 41]).len(), 1);
    }
}
