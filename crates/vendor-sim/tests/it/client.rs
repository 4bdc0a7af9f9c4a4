//! A caller who signs as the vendor asks for, with every part open to being got wrong.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header::CONTENT_TYPE};
use http_body_util::{BodyExt, Full};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use serde_json::Value;
use vendor::{
    API_KEY_HEADER, Answer, Asked, CONTENT_TYPE as JSON, Credentials, PageRequest, QUERY_PAGE_PATH,
    SIGN_HEADER, TIMESTAMP_HEADER, VendorPage, sign,
};
use vendor_sim::{DEFAULT_NOW, RunningSim};

/// Asks for the whole time in which the default data lies.
pub(crate) const EVERYTHING: PageRequest<'static> = PageRequest {
    current: 1,
    size: 100,
    str_time: "2025-01-01 00:00:00",
    end_time: "2026-12-31 23:59:59",
    task_name: None,
};

/// A call that has yet to be sent.
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Call {
    /// A call with nothing wrong, signed at [`DEFAULT_NOW`].
    pub(crate) fn new(credentials: &Credentials, request: &PageRequest<'_>) -> Self {
        let call = Self {
            method: Method::POST,
            path: QUERY_PAGE_PATH.to_owned(),
            headers: HeaderMap::new(),
            body: request.to_body(),
        };
        call.with(CONTENT_TYPE.as_str(), JSON)
            .with(API_KEY_HEADER, credentials.key().expose())
            .signed(credentials, DEFAULT_NOW)
    }

    /// Signs for another moment.
    pub(crate) fn signed(self, credentials: &Credentials, at: i64) -> Self {
        self.with(TIMESTAMP_HEADER, &at.to_string()).with(SIGN_HEADER, sign(credentials, at).expose())
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    pub(crate) fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Sends it; an error is a connection that broke, before the headers or after them.
    pub(crate) async fn try_send(self, sim: &RunningSim) -> Result<Reply, Broken> {
        let mut request = Request::builder().method(self.method).uri(sim.url() + &self.path);
        *request.headers_mut().unwrap() = self.headers;
        let request = request.body(Full::new(Bytes::from(self.body))).unwrap();
        let client = Client::builder(TokioExecutor::new()).build_http::<Full<Bytes>>();
        let response = client.request(request).await.map_err(|_| Broken::BeforeHeaders)?;
        let (head, mut body) = response.into_parts();
        let mut read = Vec::new();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| Broken::InBody { after: read.clone() })?;
            read.extend(frame.into_data().unwrap_or_default());
        }
        Ok(Reply { status: head.status, headers: head.headers, body: read })
    }

    pub(crate) async fn send(self, sim: &RunningSim) -> Reply {
        self.try_send(sim).await.unwrap()
    }
}

/// How a connection broke.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    BeforeHeaders,
    InBody { after: Vec<u8> },
}

impl Reply {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Asks for a page, signed at `at`.
pub(crate) async fn page_at(sim: &RunningSim, request: &PageRequest<'_>, at: i64) -> VendorPage {
    let reply = Call::new(&sim.credentials(), request).signed(&sim.credentials(), at).send(sim).await;
    let asked = Asked { current: request.current, size: request.size };
    match vendor::decode(&reply.body, &asked).unwrap() {
        Answer::Page(page) => page,
        Answer::Refusal { .. } => panic!("refused: {}", reply.text()),
    }
}

/// Asks for a page, signed at [`DEFAULT_NOW`].
pub(crate) async fn page(sim: &RunningSim, request: &PageRequest<'_>) -> VendorPage {
    page_at(sim, request, DEFAULT_NOW).await
}
