//! The only module that makes requests: two calls to the relay, and one typed error.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use contract::{PageAnswer, PageQuery, Problem, QUERY_PAGE_PATH, REQUEST_HEADER, Session};
use gloo_net::http::{Request, RequestBuilder, Response};

use crate::browser::abort::{AbortOnDrop, NO_REDIRECT};
use crate::browser::clock;
use crate::browser::early::{Early, Expected};
use crate::browser::environment::is_offline;
use crate::model::fault::Fault;
use crate::model::json::{self, Record};
use crate::model::time::Instant;

const SESSION_PATH: &str = "/session";

/// The relay, at its address. Copies share what is sent along.
#[derive(Clone, Debug)]
pub struct Relay {
    base: String,
    early: Option<Early>,
    headers: Rc<RefCell<Vec<String>>>,
}

impl Relay {
    /// The relay that serves the folder `base`, which ends with a slash. Some of it may have been asked `early`.
    pub fn at(base: String, early: Option<Early>) -> Self {
        Self { base, early, headers: Rc::default() }
    }

    /// Sends these headers along from now on: names and values in turn. A host signs its user in with them.
    pub fn send_along(&self, headers: Vec<String>) {
        self.headers.replace(headers);
    }

    /// Asks for the facts of the session, and says when they came, by the browser's clock.
    pub async fn session(&self, abort: &AbortOnDrop) -> Result<(Session, Instant), Fault> {
        let expected = self.expected(SESSION_PATH, abort);
        let request = self.prepare(Request::get(&self.url(SESSION_PATH)), abort).build();
        let answer = fetch(request, expected).await?;
        Ok((read(&answer)?, answer.at))
    }

    /// Asks for one page of tasks. For the `latest` the relay asks the vendor, even if it has an answer of a moment ago.
    pub async fn page(
        &self,
        query: &PageQuery,
        latest: bool,
        abort: &AbortOnDrop,
    ) -> Result<PageAnswer, Fault> {
        // Numbers and texts always make valid JSON; the relay would say so if they did not.
        let body = json::write(query);
        let mut request = self.prepare(Request::post(&self.url(QUERY_PAGE_PATH)), abort);
        // Also for the latest, which won't do with it: what was asked ahead is for the first question, and old afterwards.
        let expected = self.expected(&body, abort).filter(|_| !latest);
        if latest {
            request = request.header("cache-control", "no-cache");
        }
        read(&fetch(request.header("content-type", "application/json").body(body), expected).await?)
    }

    /// The answer that is on its way already, by the path of the call or its body.
    fn expected(&self, question: &str, abort: &AbortOnDrop) -> Option<Expected> {
        self.early.as_ref()?.take(question, abort.signal())
    }

    fn url(&self, path: &str) -> String {
        format!("{}api{path}", self.base)
    }

    fn prepare(&self, request: RequestBuilder, abort: &AbortOnDrop) -> RequestBuilder {
        let mut request = request
            .header("accept", "application/json, application/problem+json")
            .header(REQUEST_HEADER, "1")
            .redirect(NO_REDIRECT)
            .abort_signal(abort.signal().as_ref());
        for pair in self.headers.borrow().chunks_exact(2) {
            request = request.header(&pair[0], &pair[1]);
        }
        request
    }
}

/// What somebody answered.
struct Answer {
    ok: bool,
    status: u16,
    retry_after: Option<u64>,
    text: String,
    /// When it came, by the browser's clock.
    at: Instant,
}

/// Behind a pointer, so that its machinery exists once.
fn fetch(
    request: Result<Request, gloo_net::Error>,
    expected: Option<Expected>,
) -> Pin<Box<dyn Future<Output = Result<Answer, Fault>>>> {
    Box::pin(send(request, expected))
}

async fn send(
    request: Result<Request, gloo_net::Error>,
    expected: Option<Expected>,
) -> Result<Answer, Fault> {
    // The network may be back by the time that the failure of a question is heard which it never took.
    let was_offline = is_offline();
    let no_answer = || if was_offline || is_offline() { Fault::Offline } else { Fault::Unreachable };
    let (response, at) = if let Some(expected) = expected {
        let (response, at) = expected.answer().await.ok_or_else(no_answer)?;
        (Response::from(response), at)
    } else {
        let request = request.map_err(|_| no_answer())?;
        (request.send().await.map_err(|_| no_answer())?, clock::now())
    };
    let retry_after = response.headers().get("retry-after").and_then(|seconds| seconds.trim().parse().ok());
    let text = response.text().await.map_err(|_| no_answer())?;
    Ok(Answer { ok: response.ok(), status: response.status(), retry_after, text, at })
}

/// Reads what the relay said. Whatever is neither the answer nor a problem document came from somebody else.
fn read<T: Record + Default>(answer: &Answer) -> Result<T, Fault> {
    let &Answer { ok, status, retry_after, ref text, .. } = answer;
    let garbage = Fault::Garbage { status, retry_after };
    if ok {
        return json::read(text).ok_or(garbage);
    }
    Err(json::read::<Problem>(text).map_or(garbage, |problem| {
        let retry_after = problem.retry_after.or(retry_after);
        Fault::Problem(Box::new(Problem { retry_after, ..problem }))
    }))
}
