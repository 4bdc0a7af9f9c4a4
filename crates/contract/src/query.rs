//! The request: one page of a window of time.

use serde::{Deserialize, Serialize};

/// Asks for one page of the tasks created in a window of time, newest first as the vendor orders them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PageQuery {
    /// The page wanted, from 1.
    pub current: i64,
    /// Rows a page, 1 to [`MAX_PAGE_SIZE`](crate::MAX_PAGE_SIZE).
    pub size: i64,
    /// The window and the search text.
    pub params: QueryParams,
}

/// The window of time and the search text of a [`PageQuery`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueryParams {
    /// The first second of the window, `YYYY-MM-DD HH:mm:ss` in the vendor's zone.
    pub str_time: String,
    /// The last second of the window, inclusive, in the same form and zone.
    pub end_time: String,
    /// Finds tasks whose parent task's name contains this text or whose parent task's ID equals it.
    /// At most [`MAX_TASK_NAME_CHARS`](crate::MAX_TASK_NAME_CHARS) characters; blank means absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_name: Option<String>,
}
