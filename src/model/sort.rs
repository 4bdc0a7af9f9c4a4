//! Filtering and sorting a window whose rows are all in memory.
//!
//! The result is a list of positions, so that neither moves a row.

use contract::Task;

use super::column::{Column, Sort};
use super::text::Lower;

/// Which rows of a window are kept. Within a list any of its numbers will do; an empty list keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The vendor's status numbers.
    pub statuses: Vec<i64>,
    /// The vendor's recall-type numbers.
    pub types: Vec<i64>,
}

impl Filter {
    /// Whether a task's status is among those asked for. A missing one is so only if none was asked for.
    pub fn keeps_status(&self, task: &Task) -> bool {
        is_among(&self.statuses, task.status)
    }

    /// Whether a task's recall type is among those asked for.
    pub fn keeps_type(&self, task: &Task) -> bool {
        is_among(&self.types, task.recall_type)
    }
}

fn is_among(list: &[i64], number: Option<i64>) -> bool {
    list.is_empty() || number.is_some_and(|number| list.contains(&number))
}

/// The positions of the tasks that a filter keeps, in the order asked for. Without an order it is the order of
/// the list, which is the vendor's; ties keep that order too, and missing values come last in both directions.
pub fn arrange(tasks: &[Task], filter: &Filter, sort: Option<Sort>, lower: Lower) -> Vec<usize> {
    let kept = |(_, task): &(usize, &Task)| filter.keeps_status(task) && filter.keeps_type(task);
    let positions = tasks.iter().enumerate().filter(kept);
    let Some(sort) = sort else {
        return positions.map(|(at, _)| at).collect();
    };
    let (mut valued, missing): (Vec<_>, Vec<_>) =
        positions.map(|(at, task)| (key(task, sort.column, lower), at)).partition(|(key, _)| key.is_some());
    // Equal rows compare by their positions, so the order of equals is kept without a stable sort's memory.
    valued.sort_unstable_by(|(a, at), (b, bt)| {
        let order = if sort.descending { b.cmp(a) } else { a.cmp(b) };
        order.then(at.cmp(bt))
    });
    valued.into_iter().chain(missing).map(|(_, at)| at).collect()
}

/// What a task is sorted by. The two cases never meet within one column.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(String),
}

fn key(task: &Task, column: Column, lower: Lower) -> Option<Key> {
    let number = |value: Option<i64>| value.map(Key::Number);
    match column {
        Column::Status => number(task.status),
        Column::Name => task.task_name.as_ref().map(|name| Key::Text(lower(name))),
        Column::Task => number(task.task_id),
        Column::Type => number(task.recall_type),
        Column::Progress => progress(task),
        Column::Interval => number(task.recall_interval),
        // The vendor's form sorts as text as it does as time.
        Column::Created => task.create_time.clone().map(Key::Text),
        Column::Id => number(task.key_id),
    }
}

/// The share that is done, in millionths; a task that asks for no attempts has none to be sorted by.
fn progress(task: &Task) -> Option<Key> {
    let (done, asked) = (task.finish_num?, task.recall_num?);
    (asked > 0).then(|| Key::Number(done.saturating_mul(1_000_000) / asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(key_id: i64, status: Option<i64>, name: Option<&str>) -> Task {
        Task { key_id: Some(key_id), status, task_name: name.map(Into::into), ..Task::default() }
    }

    fn ids(tasks: &[Task], filter: &Filter, sort: &str) -> Vec<i64> {
        arrange(tasks, filter, Sort::parse(sort), str::to_lowercase)
            .into_iter()
            .filter_map(|at| tasks[at].key_id)
            .collect()
    }

    #[test]
    fn sorting_is_stable_and_leaves_missing_values_at_the_end() {
        let tasks = [
            task(1, Some(2), Some("b")),
            task(2, None, Some("A")),
            task(3, Some(0), None),
            task(4, Some(2), Some("a")),
        ];
        let all = Filter::default();
        assert_eq!(ids(&tasks, &all, ""), [1, 2, 3, 4]);
        assert_eq!(ids(&tasks, &all, "status"), [3, 1, 4, 2]);
        assert_eq!(ids(&tasks, &all, "-status"), [1, 4, 3, 2]);
        assert_eq!(ids(&tasks, &all, "name"), [2, 4, 1, 3]);
        assert_eq!(ids(&tasks, &all, "-name"), [1, 2, 4, 3]);
    }

    #[test]
    fn a_filter_keeps_any_of_its_numbers_and_unknown_ones_too() {
        let tasks =
            [task(1, Some(7), None), task(2, None, None), task(3, Some(4), None), task(4, Some(0), None)];
        let filter = Filter { statuses: vec![4, 7], types: vec![] };
        assert_eq!(ids(&tasks, &filter, ""), [1, 3]);
    }

    #[test]
    fn progress_is_sorted_by_share_and_not_by_attempts() {
        let task = |key_id, done, asked| Task {
            key_id: Some(key_id),
            finish_num: Some(done),
            recall_num: Some(asked),
            ..Task::default()
        };
        let tasks = [task(1, 3, 10), task(2, 1, 2), task(3, 0, 0), task(4, 9, 6)];
        assert_eq!(ids(&tasks, &Filter::default(), "progress"), [1, 2, 4, 3]);
    }
}
