//! One automatic recall task as the vendor sends it.

use serde_json::value::RawValue;

use crate::{lenient, stamp};

/// One task. A field that the vendor left out, or that is not of its documented type, is `None`; the record itself
/// always stays, so that the rows of a page and its total agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The primary key of this recall task.
    pub key_id: Option<i64>,
    /// The primary key of the parent task.
    pub task_id: Option<i64>,
    /// The parent task's name: any text, markup and control characters included.
    pub task_name: Option<String>,
    /// When the recall task was created: a real moment, `YYYY-MM-DD HH:mm:ss` in the vendor's zone.
    pub create_time: Option<String>,
    /// 0 redials all, 1 redials failed calls; other numbers occur.
    pub recall_type: Option<i64>,
    /// Minutes between two attempts.
    pub recall_interval: Option<i64>,
    /// Attempts asked for.
    pub recall_num: Option<i64>,
    /// Attempts done; can exceed the attempts asked for.
    pub finish_num: Option<i64>,
    /// 0 pending, 1 in progress, 2 completed, 3 cancelled, 4 execution exception; other numbers occur.
    pub status: Option<i64>,
}

impl Record {
    /// Reads whatever stands in the list; what is no object at all becomes a record without a single field.
    pub(super) fn read(raw: &RawValue) -> Self {
        let [key_id, task_id, recall_type, recall_interval, recall_num, finish_num, status] =
            lenient::members(raw, INTEGERS).unwrap_or_default().map(|field| field.and_then(lenient::integer));
        let [task_name, create_time] =
            lenient::members(raw, TEXTS).unwrap_or_default().map(|field| field.and_then(lenient::text));
        Self {
            key_id,
            task_id,
            task_name,
            create_time: create_time.and_then(stamp::normalise),
            recall_type,
            recall_interval,
            recall_num,
            finish_num,
            status,
        }
    }
}

const INTEGERS: [&str; 7] =
    ["keyId", "taskId", "recallType", "recallInterval", "recallNum", "finishNum", "status"];
const TEXTS: [&str; 2] = ["taskName", "createTime"];
