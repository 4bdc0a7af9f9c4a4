//! What can be asked, and what may come back.

use contract::{ProblemKind, QUERY_PAGE_PATH, REQUEST_HEADER};
use serde_json::{Map, Value, json};

use super::{answers, schemas};
use ProblemKind::{
    Busy, Forbidden, Internal, InvalidRequest, MalformedRequest, MethodNotAllowed, NotJson, RateLimited,
    SlowRequest, TooLarge, Unauthenticated, UnknownHost, VendorBadAnswer, VendorClock, VendorCredentials,
    VendorFault, VendorIpBlocked, VendorRefused, VendorThrottled, VendorTimeout, VendorUnknownCode,
    VendorUnreachable,
};

/// What any request may meet, whatever it asks for. `method-not-allowed` is for the other methods of its path, and
/// `not-found` is missing because it is for the paths that are not here.
const ALWAYS: [ProblemKind; 7] =
    [MalformedRequest, Unauthenticated, Forbidden, UnknownHost, MethodNotAllowed, TooLarge, Internal];

/// What only a question to the vendor may meet.
const QUERY: [ProblemKind; 15] = [
    InvalidRequest,
    NotJson,
    SlowRequest,
    RateLimited,
    VendorCredentials,
    VendorIpBlocked,
    VendorClock,
    VendorRefused,
    VendorFault,
    VendorBadAnswer,
    VendorUnknownCode,
    VendorUnreachable,
    VendorTimeout,
    VendorThrottled,
    Busy,
];

/// Every path with its one method.
pub(super) fn paths() -> Value {
    let mut paths = Map::new();
    paths.insert(format!("/api{QUERY_PAGE_PATH}"), json!({"post": query_page()}));
    paths.insert("/api/session".to_owned(), json!({"get": session()}));
    paths.insert("/api/openapi.json".to_owned(), json!({"get": openapi()}));
    Value::Object(paths)
}

fn query_page() -> Value {
    json!({
        "operationId": "queryPage",
        "summary": "One page of the tasks created in a window of time",
        "description": "The vendor's own call. The vendor can neither filter by status or type nor sort. The body has \
            at most 8 KiB and no key twice.",
        "parameters": [request_header(), freshness(), request_id()],
        "requestBody": {
            "required": true,
            "content": {"application/json": {
                "schema": schemas::reference("PageQuery"),
                "example": schemas::query_example(),
            }},
        },
        "responses": answers::responses("A page", "PageAnswer", &[&ALWAYS[..], &QUERY].concat()),
    })
}

fn session() -> Value {
    json!({
        "operationId": "session",
        "summary": "What the panel starts from: zone, bounds and time of the relay",
        "parameters": [request_id()],
        "responses": answers::responses("The session", "Session", &ALWAYS),
    })
}

fn openapi() -> Value {
    json!({
        "operationId": "openapi",
        "summary": "This document",
        "parameters": [request_id()],
        "responses": answers::responses("The document", "OpenApi", &ALWAYS),
    })
}

/// The header that a foreign page can't send.
fn request_header() -> Value {
    json!({
        "name": REQUEST_HEADER,
        "in": "header",
        "required": true,
        "description": "Shows that the caller meant to make this call.",
        "schema": {"type": "string", "enum": ["1"]},
    })
}

/// How a caller asks for an answer that nobody has had before.
fn freshness() -> Value {
    json!({
        "name": "Cache-Control",
        "in": "header",
        "description": "With `no-cache` the answer is not one that others have had already. `fetchedAt` tells its age.",
        "schema": {"type": "string"},
    })
}

/// The identifier that a caller may choose. There is no bound here because none leads to a refusal.
fn request_id() -> Value {
    json!({
        "name": "X-Request-Id",
        "in": "header",
        "description": "Kept as the request's identifier if it is 1 to 64 letters, digits, `-` and `_`, and replaced \
            otherwise.",
        "schema": {"type": "string"},
    })
}
