//! The body of the one call: what is taken is within every bound, and what is not is told in a typed problem.

use contract::{PageQuery, ProblemKind};
use relay::{error::Error, fuzzing};
use serde_json::Value;
use vendor::stamp;

const FIELDS: [&str; 6] =
    ["current", "size", "params", "params.strTime", "params.endTime", "params.taskName"];

/// The longest sentence about a body, in characters; the longest of them quote 40 characters of a key.
const LONGEST: usize = 200;

/// Reads a body and looks at what becomes of it.
pub fn keeps_its_promises(body: &[u8]) {
    match fuzzing::query(body) {
        Ok(query) => {
            is_in_bounds(&query);
            is_a_fixed_point(&query);
            reaches_the_vendor_as_data(&query);
        }
        Err(error) => is_told(&error),
    }
}

fn is_in_bounds(PageQuery { current, size, params }: &PageQuery) {
    assert!(*current >= 1, "page {current}");
    assert!((1..=100).contains(size), "{size} rows");
    let [start, end] = [&params.str_time, &params.end_time].map(|time| stamp::parse(time));
    assert!(start.is_some() && start <= end, "{params:?}");
    if let Some(name) = &params.task_name {
        assert!(!name.trim().is_empty() && name.chars().count() <= 128, "{name:?}");
        assert!(!name.chars().any(char::is_control), "{name:?}");
    }
}

/// What was taken can be asked for again, by whoever sends it on.
fn is_a_fixed_point(query: &PageQuery) {
    let again = serde_json::to_vec(query).map(|body| fuzzing::query(&body));
    assert!(matches!(&again, Ok(Ok(again)) if again == query), "{again:?}");
}

/// Four values and nothing else, whatever stands in the search text.
fn reaches_the_vendor_as_data(query: &PageQuery) {
    let mut params =
        serde_json::json!({ "strTime": query.params.str_time, "endTime": query.params.end_time });
    if let Some(name) = &query.params.task_name {
        params["taskName"] = name.as_str().into();
    }
    let meant = serde_json::json!({ "current": query.current, "size": query.size, "params": params });
    let sent: Result<Value, _> = serde_json::from_slice(&fuzzing::body_for_vendor(query));
    assert!(matches!(&sent, Ok(sent) if *sent == meant), "{sent:?}");
}

fn is_told(error: &Error) {
    match error {
        Error::MalformedRequest(sentence) => {
            assert!(sentence.ends_with('.') && sentence.chars().count() <= LONGEST, "{sentence:?}");
            assert!(crate::is_plain(sentence), "{sentence:?}");
        }
        Error::InvalidRequest(errors) => {
            assert!(!errors.is_empty(), "nothing is said to be wrong");
            for error in errors {
                assert!(FIELDS.contains(&error.field.as_str()), "{error:?}");
                assert!(error.message.len() <= LONGEST && crate::is_plain(&error.message), "{error:?}");
            }
        }
        other => assert_eq!(other.kind(), ProblemKind::InvalidRequest, "{other:?}"),
    }
}
