//! What has to be known of each task to sum a window up, worked out once for all rows at hand: a filter, an order and
//! a tick of the clock then read numbers instead of times.

use contract::Task;

use super::meaning::Status;
use super::row::created_at;
use super::time::{Instant, Zone};

/// Stands for a creation that the vendor did not tell, or not readably.
pub const UNKNOWN: Instant = Instant::MIN;

/// How long a task may be overdue before it is spoken of, at least, in seconds: calls take time.
const LEAST_SLACK: i64 = 15 * 60;

/// What is known of the rows at hand.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// When each was created, or [`UNKNOWN`].
    pub created: Vec<Instant>,
    /// When tasks in progress should have ended at the latest, with their positions; the earliest first.
    pub due: Vec<(Instant, u32)>,
}

impl Ledger {
    /// Reads the tasks of a window.
    pub fn of(tasks: &[Task], vendor: Zone) -> Self {
        let mut ledger = Self::default();
        for (task, at) in tasks.iter().zip(0..) {
            let created = created_at(task, vendor);
            ledger.created.push(created.unwrap_or(UNKNOWN));
            if let Some(due) = created.and_then(|created| due(task, created)) {
                ledger.due.push((due, at));
            }
        }
        ledger.due.sort_unstable();
        ledger
    }

    /// Those that should have ended before an instant.
    pub fn overdue(&self, now: Instant) -> &[(Instant, u32)] {
        &self.due[..self.due.partition_point(|(due, _)| *due < now)]
    }
}

/// When a task in progress should have ended at the latest. An estimate: the vendor does not tell when attempts are
/// made, so each is given its interval, and one more interval passes, or a quarter of an hour, before a task counts as
/// overdue.
fn due(task: &Task, created: Instant) -> Option<Instant> {
    let (attempts, minutes) = (task.recall_num?, task.recall_interval?);
    let is_running = task.status == Some(Status::InProgress.number());
    let seconds = minutes.saturating_mul(60);
    let all = attempts.saturating_mul(seconds).saturating_add(seconds.max(LEAST_SLACK));
    (is_running && attempts > 0 && minutes > 0).then(|| created.saturating_add(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Created at 2025-08-17 11:30:13 UTC.
    fn task(status: i64, attempts: Option<i64>, minutes: Option<i64>) -> Task {
        Task {
            status: Some(status),
            recall_num: attempts,
            recall_interval: minutes,
            create_time: Some("2025-08-17 19:30:13".to_owned()),
            ..Task::default()
        }
    }

    const CREATED: Instant = 1_755_430_213;

    fn ledger(tasks: &[Task]) -> Ledger {
        Ledger::of(tasks, Zone::Fixed(480))
    }

    #[test]
    fn a_task_is_overdue_an_interval_after_its_last_attempt_should_have_been_made() {
        let ledger = ledger(&[task(1, Some(6), Some(30)), task(1, Some(2), Some(5))]);
        let (long, short) = (CREATED + 6 * 1_800 + 1_800, CREATED + 2 * 300 + 900);
        assert_eq!(ledger.due, [(short, 1), (long, 0)]);
        assert_eq!(ledger.overdue(short).len(), 0);
        assert_eq!(ledger.overdue(long), [(short, 1)]);
        assert_eq!(ledger.overdue(long + 1).len(), 2);
    }

    #[test]
    fn only_tasks_in_progress_of_which_all_is_known_can_be_overdue() {
        let unreadable = Task { create_time: Some("soon".to_owned()), ..task(1, Some(6), Some(30)) };
        let tasks = [
            task(0, Some(6), Some(30)),
            task(2, Some(6), Some(30)),
            task(1, None, Some(30)),
            task(1, Some(0), Some(30)),
            task(1, Some(6), Some(-1)),
            unreadable,
            Task::default(),
        ];
        let ledger = ledger(&tasks);
        assert_eq!(ledger.due, []);
        assert_eq!(ledger.created[..2], [CREATED, CREATED]);
        assert_eq!(ledger.created[5..], [UNKNOWN, UNKNOWN]);
    }

    #[test]
    fn odd_numbers_do_not_overflow() {
        let ledger = ledger(&[task(1, Some(i64::MAX), Some(i64::MAX))]);
        assert_eq!(ledger.overdue(Instant::MAX - 1).len(), 0);
    }
}
