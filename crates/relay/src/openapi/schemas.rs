//! The types of the contract, with their bounds and forms.
//!
//! A schema refuses keys that it doesn't list, in answers too: whoever adds a field adds it here.

use contract::{MAX_PAGE_SIZE, MAX_TASK_NAME_CHARS, MAX_WINDOW_ROWS, ProblemKind};
use serde_json::{Value, json};

use super::problems;

/// A moment in the vendor's form that exists: the days of each month, and 29 February in leap years.
const VENDOR_TIME: &str = concat!(
    r"^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)",
    r"-02-29) (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
);

/// A moment in UTC with whole seconds.
const UTC_TIME: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$";

/// Text without control characters.
const NO_CONTROLS: &str = r"^[^\u0000-\u001f\u007f-\u009f]*$";

/// All of them, by name.
pub(super) fn all() -> Value {
    json!({
        "PageQuery": page_query(),
        "QueryParams": query_params(),
        "PageAnswer": page_answer(),
        "Page": page(),
        "Task": task(),
        "Session": session(),
        "User": object(&json!({"name": {"type": "string", "description": "The name to show."}}), &[]),
        "Problem": problem(),
        "ProblemKind": problem_kind(),
        "FieldError": field_error(),
        "OpenApi": {"type": "object", "required": ["openapi", "info", "paths"]},
    })
}

/// A reference to one of them.
pub(super) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// The vendor's own example of a question.
pub(super) fn query_example() -> Value {
    json!({"current": 1, "size": 10, "params": {
        "strTime": "2024-05-18 00:00:00", "endTime": "2024-05-19 23:59:59", "taskName": "1111",
    }})
}

/// Seconds until another try makes sense.
pub(super) fn retry_after() -> Value {
    json!({"type": "integer", "minimum": 1, "maximum": 3_600, "description": "Seconds after which another try makes sense."})
}

/// An object with these properties and no others, all of which are there unless they are `optional`.
fn object(properties: &Value, optional: &[&str]) -> Value {
    let names = properties.as_object().into_iter().flat_map(|properties| properties.keys());
    let required: Vec<&String> = names.filter(|name| !optional.contains(&name.as_str())).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn integer(least: i64, most: i64, description: &str) -> Value {
    json!({"type": "integer", "format": "int64", "minimum": least, "maximum": most, "description": description})
}

fn page_query() -> Value {
    object(
        &json!({
            "current": integer(1, i64::MAX, "The page wanted, from 1."),
            "size": integer(1, MAX_PAGE_SIZE, "Rows a page."),
            "params": reference("QueryParams"),
        }),
        &[],
    )
}

fn query_params() -> Value {
    let time =
        |description: &str| json!({"type": "string", "pattern": VENDOR_TIME, "description": description});
    object(
        &json!({
            "strTime": time("The first second of the window, `YYYY-MM-DD HH:mm:ss` in the vendor's zone."),
            "endTime": time("The last second of the window, inclusive, in the same form; not before `strTime`."),
            "taskName": {
                "type": ["string", "null"],
                "maxLength": MAX_TASK_NAME_CHARS,
                "pattern": NO_CONTROLS,
                "description": "Text in the parent task's name, or the parent task's whole ID. Blank means none.",
            },
        }),
        &["taskName"],
    )
}

fn page_answer() -> Value {
    object(
        &json!({
            "code": {"type": "integer", "const": 0},
            "reason": {"type": "string", "const": "success"},
            "data": reference("Page"),
            "fetchedAt": {"type": "string", "pattern": UTC_TIME, "description": "When the vendor gave these rows."},
            "stale": {"type": "boolean", "description": "Whether the vendor could not be asked now and these are older rows."},
        }),
        &[],
    )
}

fn page() -> Value {
    object(
        &json!({
            "records": {"type": "array", "maxItems": MAX_PAGE_SIZE, "items": reference("Task")},
            "total": integer(0, i64::MAX, "Tasks in the whole window."),
            "size": integer(1, MAX_PAGE_SIZE, "The page size that was asked for."),
            "current": integer(1, i64::MAX, "The page number that was asked for."),
            "pages": integer(0, i64::MAX, "`total` divided by `size`, rounded up."),
        }),
        &[],
    )
}

fn task() -> Value {
    let number = |description: &str| {
        json!({
            "type": ["integer", "null"],
            "format": "int64",
            "minimum": i64::MIN,
            "maximum": i64::MAX,
            "description": description,
        })
    };
    object(
        &json!({
            "keyId": number("The recall task's ID; may exceed 2^53."),
            "taskId": number("The parent task's ID; may exceed 2^53."),
            "taskName": {"type": ["string", "null"], "description": "The parent task's name; any text."},
            "createTime": {
                "type": ["string", "null"],
                "pattern": VENDOR_TIME,
                "description": "When the recall task was created, in the vendor's zone.",
            },
            "recallType": number("0 redials all, 1 redials failed calls; others pass through."),
            "recallInterval": number("Minutes between two attempts."),
            "recallNum": number("Attempts asked for."),
            "finishNum": number("Attempts done."),
            "status": number("0 pending, 1 in progress, 2 completed, 3 cancelled, 4 execution exception; others pass through."),
        }),
        &[],
    )
}

fn session() -> Value {
    object(
        &json!({
            "version": {"type": "string", "description": "The relay's version."},
            "demo": {"type": "boolean", "description": "Whether the rows come from the simulated vendor."},
            "vendorUtcOffset": {
                "type": "string",
                "pattern": "^[+-][0-9]{2}:[0-9]{2}$",
                "description": "The zone of the vendor's times.",
            },
            "user": {"oneOf": [{"type": "null"}, reference("User")], "description": "Who is asking, if callers are authenticated."},
            "maxPageSize": {"type": "integer", "const": MAX_PAGE_SIZE},
            "maxWindowRows": {"type": "integer", "const": MAX_WINDOW_ROWS, "description": "How many rows of one window a caller should read at most."},
            "now": {"type": "string", "pattern": UTC_TIME, "description": "The relay's clock."},
        }),
        &[],
    )
}

fn problem() -> Value {
    object(
        &json!({
            "type": {"type": "string", "format": "uri-reference", "pattern": "/problems/[a-z-]+$"},
            "title": {"type": "string", "minLength": 1, "description": "What happened and what to do, in plain words."},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "kind": reference("ProblemKind"),
            "requestId": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"},
            "detail": {"type": "string", "description": "More about this one occurrence."},
            "vendorCode": integer(i64::MIN, i64::MAX, "The vendor's code, if the vendor answered with one."),
            "vendorReason": {"type": "string", "maxLength": 200, "description": "The vendor's words, cleaned."},
            "retryAfter": retry_after(),
            "errors": {"type": "array", "minItems": 1, "items": reference("FieldError")},
        }),
        &["detail", "vendorCode", "vendorReason", "retryAfter", "errors"],
    )
}

fn problem_kind() -> Value {
    let kinds = ProblemKind::ALL.iter().map(|kind| {
        json!({"const": kind.name(), "description": format!("HTTP {}. {}", kind.status(), problems::meaning(*kind))})
    });
    json!({"type": "string", "oneOf": kinds.collect::<Vec<_>>()})
}

fn field_error() -> Value {
    object(
        &json!({
            "field": {"type": "string", "description": "The field, as a path: `params.strTime`."},
            "message": {"type": "string", "description": "What is wrong and what would be right."},
        }),
        &[],
    )
}
