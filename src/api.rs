//! The only module that makes requests: two calls to the relay, and one typed error.

use std::sync::{Arc, Mutex, PoisonError};

use contract::{PageAnswer, PageQuery, Problem, QUERY_PAGE_PATH, REQUEST_HEADER, Session};
use gloo_net::http::{Request, RequestBuilder};
use serde::de::DeserializeOwned;

use crate::browser::abort::AbortOnDrop;
use crate::browser::environment::is_offline;
use crate::model::fault::Fault;
use crate::model::json;

/// The relay, at its address. Copies share what is sent along.
#[derive(Clone, Debug)]
pub struct Relay {
    base: String,
    headers: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    /// The relay that serves the folder `base`, which ends with a slash.
    pub fn at(base: String) -> Self {
        Self { base, headers: Arc::default() }
    }

    /// Sends these headers along from now on: names and values in turn. A host signs its user in with them.
    pub fn send_along(&self, headers: Vec<String>) {
        *self.headers.lock().unwrap_or_else(PoisonError::into_inner) = headers;
    }

    /// Asks for the facts of the session.
    pub async fn session(&self, abort: &AbortOnDrop) -> Result<Session, Fault> {
        let request = self.prepare(Request::get(&self.url("/session")), abort).build();
        read(&fetch(request).await?)
    }

    /// Asks for one page of tasks.
    pub async fn page(&self, query: &PageQuery, abort: &AbortOnDrop) -> Result<PageAnswer, Fault> {
        // Numbers and texts always make valid JSON; the relay would say so if they did not.
        let body = json::write(query);
        let request = self.prepare(Request::post(&self.url(QUERY_PAGE_PATH)), abort);
        read(&fetch(request.header("content-type", "application/json").body(body)).await?)
    }

    fn url(&self, path: &str) -> String {
        format!("{}api{path}", self.base)
    }

    fn prepare(&self, request: RequestBuilder, abort: &AbortOnDrop) -> RequestBuilder {
        let mut request = request
            .header("accept", "application/json, application/problem+json")
            .header(REQUEST_HEADER, "1")
            .abort_signal(abort.signal().as_ref());
        for pair in self.headers.lock().unwrap_or_else(PoisonError::into_inner).chunks_exact(2) {
            request = request.header(&pair[0], &pair[1]);
        }
        request
    }
}

/// What somebody answered.
struct Answer {
    ok: bool,
    status: u16,
    text: String,
}

async fn fetch(request: Result<Request, gloo_net::Error>) -> Result<Answer, Fault> {
    let request = request.map_err(|_| no_answer())?;
    let response = request.send().await.map_err(|_| no_answer())?;
    let text = response.text().await.map_err(|_| no_answer())?;
    Ok(Answer { ok: response.ok(), status: response.status(), text })
}

/// Reads what the relay said. Whatever is neither the answer nor a problem document came from somebody else.
fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Fault> {
    let garbage = Fault::Garbage { status: answer.status };
    if answer.ok {
        return json::read(&answer.text).ok_or(garbage);
    }
    Err(json::read::<Problem>(&answer.text).map_or(garbage, |problem| Fault::Problem(Box::new(problem))))
}

fn no_answer() -> Fault {
    if is_offline() { Fault::Offline } else { Fault::Unreachable }
}
