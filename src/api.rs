//! The only module that makes requests: two calls to the relay, and one typed error.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use contract::{PageAnswer, PageQuery, Problem, QUERY_PAGE_PATH, REQUEST_HEADER, Session};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response, window};

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
        let request = self.request(SESSION_PATH, &[], abort);
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
        let headers = [("content-type", "application/json"), ("cache-control", "no-cache")];
        let request = self.request(QUERY_PAGE_PATH, &headers[..=usize::from(latest)], abort);
        if let Ok(request) = &request {
            request.options.set_method("POST");
            request.options.set_body(&JsValue::from_str(&body));
        }
        // Also for the latest, which won't do with it: what was asked ahead is for the first question, and old afterwards.
        let expected = self.expected(&body, abort).filter(|_| !latest);
        read(&fetch(request, expected).await?)
    }

    /// The answer that is on its way already, by the path of the call or its body.
    fn expected(&self, question: &str, abort: &AbortOnDrop) -> Option<Expected> {
        self.early.as_ref()?.take(question, abort.signal())
    }

    /// What is to be asked, or what the browser has against it: a host may want any text sent along.
    fn request(&self, path: &str, headers: &[(&str, &str)], abort: &AbortOnDrop) -> Result<Request, JsValue> {
        let all = Headers::new()?;
        all.set("accept", "application/json, application/problem+json")?;
        all.set(REQUEST_HEADER, "1")?;
        for pair in self.headers.borrow().chunks_exact(2) {
            all.set(&pair[0], &pair[1])?;
        }
        for (name, value) in headers {
            all.set(name, value)?;
        }
        let options = RequestInit::new();
        options.set_headers(&all);
        options.set_redirect(NO_REDIRECT);
        options.set_signal(abort.signal().as_ref());
        Ok(Request { url: format!("{}api{path}", self.base), options })
    }
}

/// What is to be asked.
struct Request {
    url: String,
    options: RequestInit,
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
    request: Result<Request, JsValue>,
    expected: Option<Expected>,
) -> Pin<Box<dyn Future<Output = Result<Answer, Fault>>>> {
    Box::pin(send(request, expected))
}

async fn send(request: Result<Request, JsValue>, expected: Option<Expected>) -> Result<Answer, Fault> {
    // The network may be back by the time that the failure of a question is heard which it never took.
    let was_offline = is_offline();
    let no_answer = || if was_offline || is_offline() { Fault::Offline } else { Fault::Unreachable };
    let (response, at) = if let Some(expected) = expected {
        expected.answer().await.ok_or_else(no_answer)?
    } else {
        let (request, window) = request.ok().zip(window()).ok_or_else(no_answer)?;
        let answer = window.fetch_with_str_and_init(&request.url, &request.options);
        let response = JsFuture::from(answer).await.map_err(|_| no_answer())?;
        (response.unchecked_into::<Response>(), clock::now())
    };
    let retry_after = response.headers().get("retry-after").ok().flatten();
    let retry_after = retry_after.and_then(|seconds| seconds.trim().parse().ok());
    let text = response.text().map(JsFuture::from).map_err(|_| no_answer())?.await;
    let text = text.ok().and_then(|text| text.as_string()).ok_or_else(no_answer)?;
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
