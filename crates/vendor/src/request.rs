//! The one call: where it goes and what its body looks like.

use serde::Serialize;

/// The path of "Query Task List (Automatic Recall)", below the vendor's base address.
pub const QUERY_PAGE_PATH: &str = "/voice/recallFlow/queryPage";

/// The content type, spelled as the vendor's page spells it.
pub const CONTENT_TYPE: &str = "application/json;charset=UTF-8";

/// Asks for one page of the tasks that were created within a window of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest<'a> {
    /// The page wanted, from 1.
    pub current: i64,
    /// Rows a page, 1 to 100.
    pub size: i64,
    /// The first second of the window, `YYYY-MM-DD HH:mm:ss` in the vendor's zone.
    pub str_time: &'a str,
    /// The last second of the window, inclusive, in the same form and zone.
    pub end_time: &'a str,
    /// Text within the parent task's name, or exactly the parent task's ID.
    pub task_name: Option<&'a str>,
}

impl PageRequest<'_> {
    /// The body as compact JSON, its fields in the documented order; `taskName` is left out when there is none.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "integers and text have a JSON form, and a vector takes any length"
    )]
    pub fn to_body(&self) -> Vec<u8> {
        let params = Params { str_time: self.str_time, end_time: self.end_time, task_name: self.task_name };
        serde_json::to_vec(&Body { current: self.current, size: self.size, params })
            .expect("integers and text always serialise")
    }
}

#[derive(Serialize)]
struct Body<'a> {
    current: i64,
    size: i64,
    params: Params<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Params<'a> {
    str_time: &'a str,
    end_time: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    task_name: Option<&'a str>,
}
