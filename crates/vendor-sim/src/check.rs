//! What the vendor checks before it answers: key, clock, signature, then the parameters, in this order.

use chrono::NaiveDateTime;
use http::HeaderMap;
use serde_json::{Map, Value};
use vendor::{API_KEY_HEADER, Code, Credentials, SIGN_HEADER, TIMESTAMP_HEADER, signature::verify, stamp};

/// How far a timestamp may be from the vendor's clock, in seconds.
const TOLERANCE: u64 = 30 * 60;

/// The vendor's bound on rows a page.
const MAX_SIZE: u64 = 100;

/// A query that passed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Query {
    /// The page, from 1.
    pub(crate) current: u64,
    /// Rows a page, 1 to 100.
    pub(crate) size: u64,
    /// The first second of the window, in unix seconds.
    pub(crate) from: i64,
    /// The last second of the window, inclusive.
    pub(crate) to: i64,
    /// What to search for; never blank.
    pub(crate) search: Option<String>,
}

/// Why a request was refused: a code, and for -22 what is wrong with which field.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) code: Code,
    pub(crate) detail: Option<String>,
}

impl From<Code> for Refused {
    fn from(code: Code) -> Self {
        Self { code, detail: None }
    }
}

/// Whether the content type is JSON, with a charset or without.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = content_type.and_then(|value| value.split(';').next()).unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

/// Checks who asks and when.
pub(crate) fn authenticate(headers: &HeaderMap, credentials: &Credentials, now: i64) -> Result<(), Refused> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if header(API_KEY_HEADER) != credentials.key().expose() {
        return Err(Code::Authentication.into());
    }
    let presented = header(TIMESTAMP_HEADER);
    // The signature covers the timestamp's text, so only the one spelling of a number can be verified.
    let timestamp = presented.parse().ok().filter(|number: &i64| number.to_string() == presented);
    let timestamp = timestamp.filter(|timestamp| timestamp.abs_diff(now) <= TOLERANCE);
    let timestamp = timestamp.ok_or(Code::TimestampExpired)?;
    if verify(credentials, timestamp, header(SIGN_HEADER)) {
        Ok(())
    } else {
        Err(Code::Authentication.into())
    }
}

/// Reads and checks the body.
pub(crate) fn parameters(body: &[u8], utc_offset_minutes: i32) -> Result<Query, Refused> {
    let Ok(Value::Object(body)) = serde_json::from_slice(body) else {
        return Err(parameter("the body must be a JSON object"));
    };
    let current = integer(&body, "current", u64::from(i32::MAX.unsigned_abs()))?;
    let size = integer(&body, "size", MAX_SIZE)?;
    let Some(params) = body.get("params").and_then(Value::as_object) else {
        return Err(parameter("params must be an object"));
    };
    let from = moment(params, "strTime")?;
    let to = moment(params, "endTime")?;
    if from > to {
        return Err(parameter("strTime must not be after endTime"));
    }
    let search = match params.get("taskName") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Some(_) => return Err(parameter("taskName must be a string")),
    };
    let [from, to] = [from, to].map(|local| unix_seconds(local, utc_offset_minutes));
    Ok(Query { current, size, from, to, search })
}

/// The unix seconds of a moment in a zone that many minutes ahead of UTC.
pub(crate) fn unix_seconds(local: NaiveDateTime, utc_offset_minutes: i32) -> i64 {
    local.and_utc().timestamp() - i64::from(utc_offset_minutes) * 60
}

fn parameter(detail: impl Into<String>) -> Refused {
    Refused { code: Code::ParameterException, detail: Some(detail.into()) }
}

fn integer(body: &Map<String, Value>, field: &str, max: u64) -> Result<u64, Refused> {
    let value = body.get(field).and_then(Value::as_u64).filter(|value| (1..=max).contains(value));
    value.ok_or_else(|| parameter(format!("{field} must be an integer from 1 to {max}")))
}

fn moment(params: &Map<String, Value>, field: &str) -> Result<NaiveDateTime, Refused> {
    let value = params.get(field).and_then(Value::as_str).and_then(stamp::parse);
    value.ok_or_else(|| parameter(format!("{field} must be a date in the form YYYY-MM-DD HH:mm:ss")))
}
