//! The answer that leaves, after the scripted fault has been at it.

use std::time::Duration;

use axum::{body::Body, response::Response};
use bytes::Bytes;
use chrono::DateTime;
use http::{
    HeaderName, HeaderValue, StatusCode,
    header::{CONTENT_LENGTH, CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER},
};
use vendor::Code;

use crate::{
    answer::Reply,
    check::Refused,
    fault::{Fault, Pieces, Step},
};

const JSON: &str = vendor::CONTENT_TYPE;
const HTML: &str = "text/html;charset=UTF-8";

/// Long enough for any caller to go away; the timer takes it for decades.
const FOR_EVER: Duration = Duration::MAX;

/// The most bytes that drip at once.
const DROP: usize = 16;

/// An answer and when it leaves.
pub(super) struct Outgoing {
    /// The code in the body, if it has a readable one.
    pub(super) code: Option<i64>,
    /// How long to wait before answering.
    pub(super) pause: Option<Duration>,
    /// The answer.
    pub(super) response: Response,
}

impl Outgoing {
    /// Answers as the fault has it, or rightly if there is none. `reply` is only worked out if it is needed.
    pub(super) fn new(fault: Option<Fault>, now: i64, reply: impl FnOnce() -> Reply) -> Self {
        let mut outgoing = match fault {
            None => Self::replied(reply(), Body::from),
            Some(Fault::Latency(pause)) => Self { pause: Some(pause), ..Self::replied(reply(), Body::from) },
            Some(Fault::Drip(pause)) => Self::replied(reply(), |body| drip(&body, pause)),
            Some(Fault::CutBody) => Self::replied(reply(), |body| cut(body.slice(..body.len() / 2))),
            Some(Fault::CutBeforeBody) => Self::replied(reply(), |_| cut(Bytes::new())),
            Some(Fault::Code(code)) => {
                Self::replied(Reply::refusal(&Refused::from(Code::from(code))), Body::from)
            }
            Some(Fault::Status(status)) => Self::gateway(status),
            Some(Fault::RetryAfter(status, seconds)) => {
                Self::gateway(status).with(RETRY_AFTER, &seconds.to_string())
            }
            Some(Fault::Redirect(status, location)) => Self::gateway(status).with(LOCATION, &location),
            Some(Fault::Garbage(body)) => {
                let content_type = if body.starts_with(b"<") { HTML } else { JSON };
                Self::made(200, Body::from(body)).with(CONTENT_TYPE, content_type)
            }
            Some(Fault::Answer { status, headers, body }) => headers.iter().fold(
                Self::made(status, Body::from(body)),
                |outgoing, (name, value)| match name.parse::<HeaderName>() {
                    Ok(name) => outgoing.with(name, value),
                    Err(_) => outgoing,
                },
            ),
            Some(Fault::Hang) => Self { pause: Some(FOR_EVER), ..Self::made(200, Body::empty()) },
        };
        // The caller may set its clock by this, so it has to be the simulator's and not the machine's.
        if !outgoing.response.headers().contains_key(DATE) {
            outgoing = outgoing.with(DATE, &http_date(now));
        }
        outgoing
    }

    /// The right answer, with its body sent in some way. The length is that of the whole body, so that a cut shows.
    fn replied(reply: Reply, send: impl FnOnce(Bytes) -> Body) -> Self {
        let length = reply.body.len().to_string();
        let made = Self::made(reply.status, send(reply.body.into()));
        Self { code: reply.code, ..made.with(CONTENT_TYPE, JSON).with(CONTENT_LENGTH, &length) }
    }

    /// What a gateway in front of the vendor says by itself.
    fn gateway(status: u16) -> Self {
        let page =
            format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>\n");
        Self::made(status, Body::from(page)).with(CONTENT_TYPE, HTML)
    }

    fn made(status: u16, body: Body) -> Self {
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { code: None, pause: None, response }
    }

    /// Adds a header; one that can't be sent is left out.
    fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.response.headers_mut().append(name, value);
        }
        self
    }
}

fn cut(kept: Bytes) -> Body {
    let sent = (!kept.is_empty()).then_some(Step::Send(kept));
    Body::new(Pieces::new(sent.into_iter().chain([Step::Flush, Step::Break])))
}

fn drip(body: &Bytes, pause: Duration) -> Body {
    let drops = (0..body.len()).step_by(DROP).map(|at| body.slice(at..body.len().min(at + DROP)));
    Body::new(Pieces::new(drops.flat_map(|drop| [Step::Wait(pause), Step::Send(drop)])))
}

/// The form of RFC 9110, section 5.6.7.
fn http_date(now: i64) -> String {
    DateTime::from_timestamp(now, 0).unwrap_or_default().format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
