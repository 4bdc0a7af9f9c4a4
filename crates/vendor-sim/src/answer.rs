//! The documented answers, field for field and in the order of the vendor's own example.

use chrono::DateTime;
use serde::Serialize;
use serde_json::value::RawValue;
use vendor::{Code, stamp};

use crate::{
    check::{Query, Refused},
    dataset::{Content, Found, Row},
};

/// An answer before any fault has been at it.
pub(crate) struct Reply {
    /// The HTTP status; 200 for everything that has a code.
    pub(crate) status: u16,
    /// The code in the body, if it has one.
    pub(crate) code: Option<i64>,
    /// The body, always JSON.
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// A page of rows as they stand at `now`.
    pub(crate) fn page(query: &Query, found: &Found<'_>, now: i64, utc_offset_minutes: i32) -> Self {
        let data = Data {
            records: found.rows.iter().map(|row| Record::of(row, now, utc_offset_minutes)).collect(),
            total: found.total,
            size: query.size,
            current: query.current,
            search_count: true,
            pages: (found.total as u64).div_ceil(query.size),
        };
        Self::coded(Code::Success, words(Code::Success), Some(data))
    }

    /// A failure with the vendor's words, and what exactly was wrong if that is known.
    pub(crate) fn refusal(refused: &Refused) -> Self {
        let words = words(refused.code);
        match &refused.detail {
            Some(detail) => Self::coded(refused.code, &format!("{words}: {detail}"), None),
            None => Self::coded(refused.code, words, None),
        }
    }

    /// What the framework in front of the vendor's code says to what it does not route.
    pub(crate) fn unrouted(status: u16, error: &str) -> Self {
        Self { status, code: None, body: to_json(&Unrouted { status, error }) }
    }

    fn coded(code: Code, msg: &str, data: Option<Data<'_>>) -> Self {
        let code = code.number();
        Self { status: 200, code: Some(code), body: to_json(&Answer { code, msg, data }) }
    }
}

/// The vendor's words for a code. Source: "Response Status Codes".
fn words(code: Code) -> &'static str {
    match code {
        Code::Success => "success",
        Code::Authentication => "Authentication error",
        Code::IpRestricted => "Restricted IP access",
        Code::TimestampExpired => "Timestamp expired",
        Code::Fault => "Port program unusual",
        Code::ParameterException => "Parameter exception",
        Code::Other(_) => "Unknown error",
    }
}

#[expect(clippy::expect_used, reason = "integers, text and checked raw values always have a JSON form")]
fn to_json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("an answer always serialises")
}

#[derive(Serialize)]
struct Unrouted<'a> {
    status: u16,
    error: &'a str,
}

#[derive(Serialize)]
struct Answer<'a> {
    code: i64,
    msg: &'a str,
    data: Option<Data<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    records: Vec<Record<'a>>,
    total: usize,
    size: u64,
    current: u64,
    search_count: bool,
    pages: u64,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Record<'a> {
    Task(TaskRecord<'a>),
    Raw(&'a RawValue),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TaskRecord<'a> {
    key_id: i64,
    task_name: Option<&'a str>,
    task_id: Option<i64>,
    recall_type: Option<i64>,
    status: Option<i64>,
    recall_interval: Option<i64>,
    recall_num: Option<i64>,
    finish_num: Option<i64>,
    create_time: Option<String>,
}

impl<'a> Record<'a> {
    fn of(row: &'a Row, now: i64, utc_offset_minutes: i32) -> Self {
        let task = match &row.content {
            Content::Raw(raw) => return Self::Raw(raw),
            Content::Task(task) => task,
        };
        let standing = task.standing(now);
        let local = DateTime::from_timestamp(task.created + i64::from(utc_offset_minutes) * 60, 0);
        Self::Task(TaskRecord {
            key_id: task.key_id,
            task_name: task.task_name.as_deref(),
            task_id: task.task_id,
            recall_type: task.recall_type,
            status: standing.status,
            recall_interval: task.recall_interval,
            recall_num: task.recall_num,
            finish_num: standing.finish_num,
            create_time: local.map(|local| stamp::format(local.naive_utc())),
        })
    }
}
