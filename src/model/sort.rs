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
    /// Whether a task is kept.
    pub fn keeps(&self, task: &Task) -> bool {
        self.keeps_status(task) && self.keeps_type(task)
    }

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

/// The positions of all tasks in the order asked for. Without one it is the order of the list, which is the vendor's;
/// ties keep that order too, and missing values come last in both directions.
pub fn order(tasks: &[Task], sort: Option<Sort>, lower: Lower) -> Vec<u32> {
    let all = 0..u32::try_from(tasks.len()).unwrap_or(u32::MAX);
    let Some(Sort { column, descending }) = sort else { return all.collect() };
    let lowered = if column == Column::Name { lower(&lines(tasks)) } else { String::new() };
    let texts: Vec<&str> = match column {
        Column::Name => lowered.split('\n').collect(),
        // The vendor's form sorts as text as it does as time.
        Column::Created => tasks.iter().map(|task| task.create_time.as_deref().unwrap_or_default()).collect(),
        _ => Vec::new(),
    };
    let (mut keyed, mut missing) = (Vec::new(), Vec::new());
    for (task, at) in tasks.iter().zip(all) {
        match number(task, column) {
            Some(number) => keyed.push((turned(number, descending), at)),
            None => missing.push(at),
        }
    }
    if texts.is_empty() {
        keyed.sort_unstable();
    } else {
        sort_texts(&mut keyed, &texts, descending);
    }
    keyed.into_iter().map(|(_, at)| at).chain(missing).collect()
}

/// All names, a line each: to lower one text of many names costs a fraction of lowering as many texts.
fn lines(tasks: &[Task]) -> String {
    let mut lines = String::new();
    for task in tasks {
        for part in task.task_name.as_deref().unwrap_or_default().split('\n') {
            lines.push_str(part);
            lines.push(' ');
        }
        lines.pop();
        lines.push('\n');
    }
    lines
}

/// What a task is sorted by, if that is a number; of a text only whether there is one.
fn number(task: &Task, column: Column) -> Option<i64> {
    match column {
        Column::Status => task.status,
        Column::Name => task.task_name.as_ref().map(|_| 0),
        Column::Task => task.task_id,
        Column::Type => task.recall_type,
        Column::Progress => progress(task),
        Column::Interval => task.recall_interval,
        Column::Created => task.create_time.as_ref().map(|_| 0),
        Column::Id => task.key_id,
    }
}

/// A key for the order asked for: the sort itself only ascends, and by the position at the end, so that equals keep their
/// order in both directions.
fn turned(key: i64, descending: bool) -> i64 {
    if descending { !key } else { key }
}

/// Sorts by texts, eight bytes at a time: to compare numbers costs a fraction of comparing texts, above all where those
/// begin alike, as names of campaigns do.
fn sort_texts(keyed: &mut [(i64, u32)], texts: &[&str], descending: bool) {
    // What is alike up to a byte. A list, because nobody says how long a text may be, and calls are only so deep.
    let mut runs = vec![(0..keyed.len(), 0)];
    while let Some((range, from)) = runs.pop() {
        let (mut start, run) = (range.start, &mut keyed[range]);
        let mut have_more = false;
        for (key, at) in &mut *run {
            let rest =
                texts.get(*at as usize).and_then(|text| text.as_bytes().get(from..)).unwrap_or_default();
            have_more |= rest.len() > 8;
            let next = rest.iter().copied().chain(std::iter::repeat(0)).take(8);
            let next = next.fold(0, |key: u64, byte| key << 8 | u64::from(byte));
            // As a number with a sign, so that one sort serves all: the smallest first, as before.
            *key = turned((next ^ 1 << 63).cast_signed(), descending);
        }
        run.sort_unstable();
        for alike in run.chunk_by(|(a, _), (b, _)| a == b).filter(|_| have_more) {
            let end = start + alike.len();
            if alike.len() > 1 {
                runs.push((start..end, from + 8));
            }
            start = end;
        }
    }
}

/// The share that is done, in millionths; a task that asks for no attempts has none to be sorted by.
fn progress(task: &Task) -> Option<i64> {
    let (done, asked) = (task.finish_num?, task.recall_num?);
    (asked > 0).then(|| done.saturating_mul(1_000_000) / asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(key_id: i64, status: Option<i64>, name: Option<&str>) -> Task {
        Task { key_id: Some(key_id), status, task_name: name.map(Into::into), ..Task::default() }
    }

    fn ids(tasks: &[Task], filter: &Filter, sort: &str) -> Vec<i64> {
        order(tasks, Sort::parse(sort), str::to_lowercase)
            .into_iter()
            .map(|at| &tasks[at as usize])
            .filter(|task| filter.keeps(task))
            .filter_map(|task| task.key_id)
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
    fn a_name_of_several_lines_is_sorted_in_its_own_place() {
        let tasks = [task(1, None, Some("c")), task(2, None, Some("A\nz")), task(3, None, Some("b"))];
        assert_eq!(ids(&tasks, &Filter::default(), "name"), [2, 3, 1]);
        assert_eq!(ids(&tasks, &Filter::default(), "-name"), [1, 3, 2]);
    }

    #[test]
    fn names_are_sorted_by_all_their_letters_however_many_of_them_are_alike() {
        let long = "Renewal reminder ".repeat(5_000);
        let endings = ["2", "10", "", "1", "10", "é", "10 or so", "2"];
        let names = endings.iter().map(|ending| format!("{long}{ending}")).chain(["a".into(), "z".into()]);
        let names: Vec<String> = names.collect();
        let tasks: Vec<_> = (0..).zip(&names).map(|(at, name)| task(at, None, Some(name.as_str()))).collect();
        let lowered = |at: &i64| names[usize::try_from(*at).unwrap()].to_lowercase();
        let mut expected: Vec<i64> = (0..10).collect();
        expected.sort_by_key(lowered);
        assert_eq!(ids(&tasks, &Filter::default(), "name"), expected);
        expected.sort_unstable();
        expected.sort_by_key(|at| std::cmp::Reverse(lowered(at)));
        assert_eq!(ids(&tasks, &Filter::default(), "-name"), expected);
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
