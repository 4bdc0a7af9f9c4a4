//! One automatic recall task and how it moves on: a pure function of the clock.

/// What will become of a task, in attempts; an attempt is made at the end of every interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Pending, then in progress, then completed.
    Runs,
    /// Cancelled half-way through its first interval: the vendor lets only pending tasks be cancelled.
    Cancelled,
    /// Ends with an execution exception after so many attempts.
    Fails {
        /// Attempts made before the exception.
        after: i64,
    },
    /// Stays in progress for ever after so many attempts.
    Stalls {
        /// Attempts made before it stands still.
        after: i64,
    },
    /// Does not move at all; `None` is sent as null.
    Stands {
        /// The status at all times.
        status: Option<i64>,
        /// The attempts done at all times.
        finish_num: Option<i64>,
    },
}

/// Where a task stands at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// 0 pending, 1 in progress, 2 completed, 3 cancelled, 4 execution exception, or anything for an odd record.
    pub status: Option<i64>,
    /// Attempts done.
    pub finish_num: Option<i64>,
}

/// One task. A field that is `None` is sent as null.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimTask {
    /// The primary key of the recall task.
    pub key_id: i64,
    /// The primary key of the parent task.
    pub task_id: Option<i64>,
    /// The parent task's name.
    pub task_name: Option<String>,
    /// When it was created, in unix seconds.
    pub created: i64,
    /// 0 redials all, 1 redials failed calls.
    pub recall_type: Option<i64>,
    /// Minutes between two attempts.
    pub recall_interval: Option<i64>,
    /// Attempts asked for.
    pub recall_num: Option<i64>,
    /// What will become of it.
    pub fate: Fate,
}

impl SimTask {
    /// The record of the vendor's own example, which stands still; a start for hand-made data.
    pub fn documented() -> Self {
        Self {
            key_id: 298,
            task_id: Some(5_009_611),
            task_name: Some("DEFAULT_TASK_NAME-(UTC + 8)20250817192923".to_owned()),
            created: 1_755_430_213,
            recall_type: Some(0),
            recall_interval: Some(30),
            recall_num: Some(6),
            fate: Fate::Stands { status: Some(1), finish_num: Some(1) },
        }
    }

    /// Where the task stands at `now`, in unix seconds.
    pub fn standing(&self, now: i64) -> Standing {
        let interval = self.recall_interval.unwrap_or(30).max(1) * 60;
        let age = now.saturating_sub(self.created).max(0);
        let due = age / interval;
        let wanted = self.recall_num.unwrap_or(1);
        let (status, finish_num) = match self.fate {
            Fate::Stands { status, finish_num } => return Standing { status, finish_num },
            Fate::Cancelled if age >= interval / 2 => (CANCELLED, 0),
            Fate::Fails { after } if due >= after => (EXCEPTION, after),
            _ if due == 0 => (PENDING, 0),
            Fate::Stalls { after } => (IN_PROGRESS, due.min(after)),
            _ if due >= wanted => (COMPLETED, wanted),
            _ => (IN_PROGRESS, due),
        };
        Standing { status: Some(status), finish_num: Some(finish_num) }
    }
}

const PENDING: i64 = 0;
const IN_PROGRESS: i64 = 1;
const COMPLETED: i64 = 2;
const CANCELLED: i64 = 3;
const EXCEPTION: i64 = 4;
