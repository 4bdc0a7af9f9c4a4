//! How many rows each value of a filter would keep.

use contract::Task;

use super::sort::Filter;

/// Counts by status and by recall type. The counts of one filter heed the other one but not themselves: a count
/// says how many rows its button would show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    statuses: Vec<(i64, i64)>,
    types: Vec<(i64, i64)>,
    of: i64,
}

impl Facets {
    /// Counts the rows of a window.
    pub fn count(tasks: &[Task], filter: &Filter) -> Self {
        let mut facets = Self::default();
        for task in tasks {
            if filter.keeps_type(task) {
                facets.of += 1;
                if let Some(status) = task.status {
                    add(&mut facets.statuses, status);
                }
            }
            if let Some(kind) = task.recall_type.filter(|_| filter.keeps_status(task)) {
                add(&mut facets.types, kind);
            }
        }
        facets
    }

    /// How many rows have this status.
    pub fn status(&self, number: i64) -> i64 {
        find(&self.statuses, number)
    }

    /// How many rows there are of all statuses, those without one among them.
    pub fn of_all_statuses(&self) -> i64 {
        self.of
    }

    /// How many rows have this recall type.
    pub fn kind(&self, number: i64) -> i64 {
        find(&self.types, number)
    }

    /// The status numbers that occur, ascending.
    pub fn status_numbers(&self) -> impl Iterator<Item = i64> + '_ {
        self.statuses.iter().map(|(number, _)| *number)
    }

    /// The recall-type numbers that occur, ascending.
    pub fn type_numbers(&self) -> impl Iterator<Item = i64> + '_ {
        self.types.iter().map(|(number, _)| *number)
    }
}

/// A handful of different numbers: a sorted list beats a map, in size and in speed.
fn add(counts: &mut Vec<(i64, i64)>, number: i64) {
    match counts.binary_search_by_key(&number, |(number, _)| *number) {
        Ok(at) => counts[at].1 += 1,
        Err(at) => counts.insert(at, (number, 1)),
    }
}

fn find(counts: &[(i64, i64)], number: i64) -> i64 {
    counts.binary_search_by_key(&number, |(number, _)| *number).map_or(0, |at| counts[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_says_how_many_rows_its_button_would_show() {
        let task = |status, kind| Task { status: Some(status), recall_type: Some(kind), ..Task::default() };
        let tasks = [task(4, 0), task(4, 1), task(1, 1), task(7, 1)];
        let facets = Facets::count(&tasks, &Filter { statuses: vec![4], types: vec![1] });
        assert_eq!([4, 1, 7, 0].map(|status| facets.status(status)), [1, 1, 1, 0]);
        assert_eq!([0, 1].map(|kind| facets.kind(kind)), [1, 1]);
        assert_eq!(facets.status_numbers().collect::<Vec<_>>(), [1, 4, 7]);
        assert_eq!(facets.of_all_statuses(), 3);
    }
}
