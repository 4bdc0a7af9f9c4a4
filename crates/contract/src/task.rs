//! One automatic recall task, as a row of a page.

use serde::{Deserialize, Serialize};

/// One automatic recall task. A field that the vendor left out, or that could not be read, is `None`; the task
/// itself is never dropped for it.
///
/// Source of the meanings: the vendor's page "Query Task List (Automatic Recall)".
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    /// The primary key of this recall task. May exceed 2^53: never a JavaScript number.
    pub key_id: Option<i64>,
    /// The primary key of the parent task, the campaign whose failed calls are redialled.
    pub task_id: Option<i64>,
    /// The parent task's name; any text, markup included.
    pub task_name: Option<String>,
    /// When the recall task was created, `YYYY-MM-DD HH:mm:ss` in the vendor's zone.
    pub create_time: Option<String>,
    /// 0 redials all, 1 redials failed calls; other numbers pass through.
    pub recall_type: Option<i64>,
    /// Minutes between two attempts.
    pub recall_interval: Option<i64>,
    /// Attempts asked for.
    pub recall_num: Option<i64>,
    /// Attempts done; can exceed `recall_num` in the vendor's data.
    pub finish_num: Option<i64>,
    /// 0 pending, 1 in progress, 2 completed, 3 cancelled, 4 execution exception; other numbers pass through.
    pub status: Option<i64>,
}
