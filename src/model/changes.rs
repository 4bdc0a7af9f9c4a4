//! What a refresh changed: which cells, and which rows are new.

use contract::Task;

use super::column::Column;
use super::row::{Row, RowKey};
use super::time::Instant;

/// How long a changed cell stays marked, in seconds.
const MARKED_FOR: i64 = 10;

/// A cell that a refresh changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its row.
    pub row: RowKey,
    /// Its column.
    pub column: Column,
    /// When the refresh came.
    pub at: Instant,
}

impl Mark {
    /// Whether it is still to be seen.
    pub fn is_seen(&self, now: Instant) -> bool {
        (0..MARKED_FOR).contains(&(now - self.at))
    }
}

/// Marks the cells in which rows differ from what they were before, and the whole of those that are `new`.
pub fn mark(marks: &mut Vec<Mark>, before: &[Row], after: &[Row], new: &[RowKey], at: Instant) {
    for row in after {
        let earlier = before.iter().find(|earlier| earlier.key == row.key);
        for column in Column::ALL {
            let is_changed = match earlier {
                Some(earlier) => differ(column, &earlier.task, &row.task),
                None => new.contains(&row.key),
            };
            if is_changed {
                marks.push(Mark { row: row.key, column, at });
            }
        }
    }
}

fn differ(column: Column, a: &Task, b: &Task) -> bool {
    match column {
        Column::Status => a.status != b.status,
        Column::Name => a.task_name != b.task_name,
        Column::Task => a.task_id != b.task_id,
        Column::Type => a.recall_type != b.recall_type,
        Column::Progress => (a.finish_num, a.recall_num) != (b.finish_num, b.recall_num),
        Column::Interval => a.recall_interval != b.recall_interval,
        Column::Created => a.create_time != b.create_time,
        Column::Id => a.key_id != b.key_id,
    }
}

/// The rows that have come to a page of `size` rows. A row behind the last one that stayed may only have moved up from
/// the page after, unless the page was not full.
pub fn arrivals(before: &[Row], after: &[Row], size: i64) -> Vec<RowKey> {
    let is_full = i64::try_from(before.len()).is_ok_and(|rows| rows >= size);
    let (mut new, mut sure) = (Vec::new(), None);
    for row in after {
        if before.iter().any(|earlier| earlier.key == row.key) {
            sure = Some(new.len());
        } else {
            new.push(row.key);
        }
    }
    if is_full && let Some(sure) = sure {
        new.truncate(sure);
    }
    new
}

/// Whether a row would change its place. Rows that come or go at the end move no other.
pub fn would_jump(before: &[Row], after: &[Row]) -> bool {
    before.iter().zip(after).any(|(before, after)| before.key != after.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::row::rows;

    fn page(ids: &[i64]) -> Vec<Row> {
        let task = |&id: &i64| Task { key_id: Some(id), status: Some(1), ..Task::default() };
        rows(&ids.iter().map(task).collect::<Vec<_>>())
    }

    fn changes(before: &[Row], after: &[Row]) -> Vec<(RowKey, Column)> {
        let mut marks = Vec::new();
        mark(&mut marks, before, after, &[], 0);
        marks.into_iter().map(|mark| (mark.row, mark.column)).collect()
    }

    fn new_ids(before: &[i64], after: &[i64], size: i64) -> Vec<RowKey> {
        arrivals(&page(before), &page(after), size)
    }

    #[test]
    fn a_change_is_told_by_row_and_column_and_no_change_by_nothing() {
        let before = page(&[3, 2, 1]);
        let mut after = before.clone();
        assert_eq!(changes(&before, &after), []);
        after[1].task.status = Some(4);
        after[1].task.finish_num = Some(2);
        after[2].task.recall_num = Some(6);
        let row = |at: usize| before[at].key;
        assert_eq!(
            changes(&before, &after),
            [(row(1), Column::Status), (row(1), Column::Progress), (row(2), Column::Progress)]
        );
    }

    #[test]
    fn each_column_is_told_by_what_it_shows() {
        let before = page(&[1]);
        let changed = |change: fn(&mut Task)| {
            let mut after = before.clone();
            change(&mut after[0].task);
            changes(&before, &after).into_iter().map(|(_, column)| column).collect::<Vec<_>>()
        };
        assert_eq!(changed(|task| task.task_name = Some("May".to_owned())), [Column::Name]);
        assert_eq!(changed(|task| task.task_id = Some(7)), [Column::Task]);
        assert_eq!(changed(|task| task.recall_type = Some(1)), [Column::Type]);
        assert_eq!(changed(|task| task.recall_interval = Some(5)), [Column::Interval]);
        assert_eq!(changed(|task| task.create_time = Some(String::new())), [Column::Created]);
    }

    #[test]
    fn a_row_that_has_moved_or_come_is_no_change_of_a_cell() {
        assert_eq!(changes(&page(&[3, 2, 1]), &page(&[4, 1, 2, 3])), []);
    }

    #[test]
    fn rows_before_one_that_stayed_are_new() {
        assert_eq!(
            new_ids(&[3, 2, 1], &[5, 4, 3], 3),
            page(&[5, 4]).iter().map(|row| row.key).collect::<Vec<_>>()
        );
        assert_eq!(new_ids(&[3, 2, 1], &[3, 9, 2], 3).len(), 1);
    }

    #[test]
    fn a_row_that_moved_up_from_the_next_page_is_not_new() {
        assert_eq!(new_ids(&[3, 2, 1], &[3, 1, 0], 3), []);
        // There was no next page.
        assert_eq!(new_ids(&[3, 1], &[3, 1, 0], 3).len(), 1);
        assert_eq!(new_ids(&[], &[2, 1], 3).len(), 2);
    }

    #[test]
    fn rows_that_come_or_go_at_the_end_let_no_row_jump() {
        let jump = |before: &[i64], after: &[i64]| would_jump(&page(before), &page(after));
        assert!(!jump(&[3, 2], &[3, 2]));
        assert!(!jump(&[3, 2], &[3, 2, 1]));
        assert!(!jump(&[3, 2], &[3]));
        assert!(!jump(&[], &[1]));
        assert!(jump(&[3, 2], &[4, 3]));
        assert!(jump(&[3, 2, 1], &[3, 1]));
        assert!(jump(&[3, 2], &[2, 3]));
    }

    #[test]
    fn a_mark_is_seen_for_ten_seconds() {
        let mark = Mark { row: page(&[1])[0].key, column: Column::Status, at: 100 };
        assert_eq!([99, 100, 109, 110].map(|now| mark.is_seen(now)), [false, true, true, false]);
    }
}
