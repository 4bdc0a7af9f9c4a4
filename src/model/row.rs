//! A row of the table: a task, and a key that tells it from its neighbours.

use contract::Task;

use super::time::{Instant, Zone, parse_wall};

/// Tells rows apart across refreshes. The vendor's key alone would not do: it can be missing, and in odd data it
/// can stand twice on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RowKey {
    id: Option<i64>,
    occurrence: usize,
}

/// A task with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Unique on its page.
    pub key: RowKey,
    /// The task.
    pub task: Task,
}

/// Gives each task of a page its key.
pub fn rows<'a>(tasks: impl IntoIterator<Item = &'a Task>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for task in tasks {
        let occurrence = rows.iter().filter(|row| row.task.key_id == task.key_id).count();
        rows.push(Row { key: RowKey { id: task.key_id, occurrence }, task: task.clone() });
    }
    rows
}

/// When a task was created, as an instant; `None` if the vendor did not say or said something unreadable.
pub fn created_at(task: &Task, vendor: Zone) -> Option<Instant> {
    task.create_time.as_deref().and_then(parse_wall).map(|wall| vendor.instant(wall))
}

/// The share of the attempts that are done, 0 to 100 percent, for a bar. `None` where there is nothing to divide;
/// more attempts than asked for fill the bar and no more.
pub fn progress_percent(task: &Task) -> Option<u8> {
    let (done, asked) = (task.finish_num?, task.recall_num?);
    if asked <= 0 || done < 0 {
        return None;
    }
    u8::try_from((done.saturating_mul(100) / asked).min(100)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_an_id_or_with_the_same_one_have_keys_of_their_own() {
        let ids = [Some(1), None, Some(1), None];
        let tasks = ids.map(|key_id| Task { key_id, ..Task::default() });
        let rows = rows(&tasks);
        for (i, a) in rows.iter().enumerate() {
            assert!(rows[i + 1..].iter().all(|b| a.key != b.key));
        }
    }

    #[test]
    fn progress_survives_odd_numbers() {
        let percent =
            |finish_num, recall_num| progress_percent(&Task { finish_num, recall_num, ..Task::default() });
        assert_eq!(percent(Some(1), Some(6)), Some(16));
        assert_eq!(percent(Some(9), Some(6)), Some(100));
        assert_eq!(percent(Some(0), Some(0)), None);
        assert_eq!(percent(None, Some(6)), None);
        assert_eq!(percent(Some(-1), Some(6)), None);
        assert_eq!(percent(Some(i64::MAX), Some(1)), Some(100));
    }
}
