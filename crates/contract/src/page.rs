//! The answer to a query: one page of tasks, and how fresh it is.

use serde::{Deserialize, Serialize};

use crate::Task;

/// The success answer of the call. Every failure is a [`Problem`](crate::Problem) instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageAnswer {
    /// Always 0; kept so that code written for the vendor's answer works on this one.
    pub code: i64,
    /// Always `success`, for the same reason.
    pub reason: String,
    /// The page.
    pub data: Page,
    /// When the vendor gave these rows, RFC 3339 in UTC with whole seconds.
    pub fetched_at: String,
    /// Whether the vendor could not be asked just now and these are older rows.
    pub stale: bool,
}

/// One page of a window of tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The rows, never null.
    pub records: Vec<Task>,
    /// How many tasks the whole window holds.
    pub total: i64,
    /// The page size that was asked for.
    pub size: i64,
    /// The page number that was asked for.
    pub current: i64,
    /// `total` divided by `size`, rounded up.
    pub pages: i64,
}
