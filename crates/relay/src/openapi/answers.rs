//! The answers of an operation: its success, and its failures by their HTTP status.

use std::collections::BTreeMap;

use contract::ProblemKind;
use serde_json::{Map, Value, json};

use super::{problems, schemas};

/// The success with this schema, and these kinds of failure.
pub(super) fn responses(success: &str, schema: &str, kinds: &[ProblemKind]) -> Value {
    let mut responses = Map::new();
    responses.insert(
        "200".to_owned(),
        json!({
            "description": success,
            "headers": headers(&[]),
            "content": {"application/json": {"schema": schemas::reference(schema)}},
        }),
    );
    let mut by_status: BTreeMap<u16, Vec<ProblemKind>> = BTreeMap::new();
    for kind in kinds {
        by_status.entry(kind.status()).or_default().push(*kind);
    }
    for (status, kinds) in by_status {
        responses.insert(status.to_string(), failure(status, &kinds));
    }
    Value::Object(responses)
}

/// One status and the kinds that have it.
fn failure(status: u16, kinds: &[ProblemKind]) -> Value {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    let description: Vec<String> =
        kinds.iter().map(|kind| format!("`{}`: {}", kind.name(), problems::meaning(*kind))).collect();
    json!({
        "description": description.join("\n\n"),
        "headers": headers(kinds),
        "content": {"application/problem+json": {"schema": {
            "allOf": [schemas::reference("Problem")],
            "properties": {"status": {"const": status}, "kind": {"enum": names}},
        }}},
    })
}

/// The headers that a caller may build on, for a success or for failures of these kinds.
fn headers(kinds: &[ProblemKind]) -> Value {
    let mut headers = Map::new();
    let mut add = |name: &str, required: bool, description: &str, schema: Value| {
        headers.insert(
            name.to_owned(),
            json!({"required": required, "description": description, "schema": schema}),
        );
    };
    add(
        "X-Request-Id",
        true,
        "The request's identifier, also in the relay's log.",
        json!({"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}),
    );
    add(
        "Cache-Control",
        true,
        "No answer of the API may be kept.",
        json!({"type": "string", "const": "no-store"}),
    );
    if kinds.iter().any(|kind| problems::may_say_when(*kind)) {
        add("Retry-After", false, "The same as `retryAfter`.", schemas::retry_after());
    }
    if kinds.contains(&ProblemKind::Unauthenticated) {
        add("WWW-Authenticate", true, "How to show who is asking.", json!({"type": "string"}));
    }
    if kinds.contains(&ProblemKind::MethodNotAllowed) {
        add("Allow", true, "The methods that the path has.", json!({"type": "string"}));
    }
    Value::Object(headers)
}
