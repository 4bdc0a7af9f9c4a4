//! Remote control for tests in other processes: `/_sim/faults`, `/_sim/journal` and `/_sim/dataset`.
//!
//! It is off unless asked for, and its requests are neither verified nor noted in the journal.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use http::{StatusCode, header::CONTENT_TYPE};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::{
    dataset::{Dataset, Seeded},
    fault::Fault,
    server::{Shared, lock, read},
};

/// The most tasks that may be asked for.
const MAX_TASKS: usize = 200_000;

/// Orders longer than this are refused as empty, in bytes.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// The control endpoints.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/_sim/faults", post(set_faults))
        .route("/_sim/journal", get(show_journal))
        .route("/_sim/dataset", post(set_dataset))
}

/// `{"clear": true}` comes first, then `{"next": […]}` is added to the queue and `{"always": …}` set.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    #[serde(default)]
    clear: bool,
    #[serde(default)]
    next: Vec<Fault>,
    always: Option<Fault>,
}

/// Either records that are sent as they are, or so many tasks from a seed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    records: Option<Vec<Box<RawValue>>>,
    tasks: Option<usize>,
    #[serde(default)]
    seed: u64,
}

async fn set_faults(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let faults: Faults = match parse(request).await {
        Ok(faults) => faults,
        Err(refusal) => return refusal,
    };
    let mut script = lock(&shared.script);
    if faults.clear {
        *script = crate::fault::Script::default();
    }
    script.next.extend(faults.next);
    script.always = faults.always.or_else(|| script.always.take());
    StatusCode::NO_CONTENT.into_response()
}

async fn set_dataset(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let now = (shared.clock)();
    let utc_offset_minutes = shared.utc_offset_minutes;
    let dataset = match parse(request).await {
        Ok(Data { records: Some(records), tasks: None, .. }) => {
            Dataset::raw(records, now, utc_offset_minutes)
        }
        Ok(Data { records: None, tasks: Some(tasks @ ..=MAX_TASKS), seed }) => {
            Dataset::seeded(Seeded { seed, tasks, start: now, utc_offset_minutes }, shared.frozen)
        }
        Ok(_) => return bad_request(format!("either records or tasks, and at most {MAX_TASKS} of them\n")),
        Err(refusal) => return refusal,
    };
    *lock(&shared.dataset) = dataset;
    StatusCode::NO_CONTENT.into_response()
}

async fn show_journal(State(shared): State<Arc<Shared>>) -> Response {
    match serde_json::to_string(&lock(&shared.journal).kept()) {
        Ok(journal) => ([(CONTENT_TYPE, "application/json")], journal).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn parse<T: DeserializeOwned>(request: Request) -> Result<T, Response> {
    let body = read(request.into_body(), MAX_BODY).await;
    serde_json::from_slice(&body).map_err(|error| bad_request(format!("{error}\n")))
}

fn bad_request(words: String) -> Response {
    (StatusCode::BAD_REQUEST, words).into_response()
}
