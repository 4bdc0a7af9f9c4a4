//! Everything that can go wrong, with a request or at the start.

use std::{
    fmt,
    iter::{once, successors},
    sync::Arc,
};

use axum::response::{IntoResponse, Response};
use contract::{FieldError, ProblemKind};
use http::StatusCode;
use vendor::Code;

/// How long to wait when the vendor wants fewer requests and doesn't say for how long, in seconds.
const DEFAULT_WAIT: u64 = 10;

/// Why the relay can't start although its settings are good: a sentence for its operator.
#[derive(Clone, Debug)]
pub struct StartError(String);

impl StartError {
    /// Wraps what went wrong.
    pub fn new(words: impl fmt::Display) -> Self {
        Self(words.to_string())
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

/// Why a request fails. What the user reads ([`title`](Self::title), [`detail`](Self::detail)) and what the log says
/// ([`log_words`](Self::log_words)) are different texts: the first are plain and give nothing away.
#[derive(Clone, Debug)]
pub enum Error {
    /// The body is no JSON object of the documented shape; the sentence says what is wrong with it.
    MalformedRequest(String),
    /// Fields are missing or out of bounds: all of them.
    InvalidRequest(Vec<FieldError>),
    /// The request comes from where none is accepted; the sentence says what gave it away.
    Forbidden(&'static str),
    /// The caller didn't show who it is.
    Unauthenticated {
        /// What is missing or wrong, in a sentence.
        detail: &'static str,
        /// How to show it: the value of `WWW-Authenticate`.
        challenge: &'static str,
    },
    /// The header is missing that a foreign page can't send.
    Unmarked,
    /// The `Host` is not one of the relay's.
    UnknownHost,
    /// There is nothing at this path; a sentence, if there is more to say.
    NotFound(Option<&'static str>),
    /// The path exists, the method does not.
    MethodNotAllowed,
    /// The body is not plain JSON; the sentence says what was expected.
    NotJson(&'static str),
    /// The request is too large; the sentence says which part of it.
    TooLarge(&'static str),
    /// The body did not arrive in time.
    SlowRequest,
    /// There were more questions than are answered.
    RateLimited {
        /// Whose, in a sentence.
        detail: &'static str,
        /// Seconds until the next one is.
        seconds: u64,
    },
    /// The vendor answered with a failure code.
    Refused {
        /// The code; never success.
        code: Code,
        /// The vendor's words, cleaned and free of secrets.
        reason: Option<String>,
    },
    /// The vendor's front refused the relay's credentials by this HTTP status.
    CredentialsStatus(StatusCode),
    /// The vendor's front reported a fault by this HTTP status, and may have said how many seconds to wait.
    FaultStatus(StatusCode, Option<u64>),
    /// The vendor wants fewer requests, and may have said for how many seconds none.
    Throttled(Option<u64>),
    /// The vendor's front answered with an HTTP status that is neither success nor fault: a redirection, say.
    UnexpectedStatus(StatusCode),
    /// The vendor's answer can't be read or believed; words for the log.
    BadAnswer(String),
    /// No connection to the vendor came about; words for the log.
    Unreachable(String),
    /// The vendor took longer than this step may take.
    Timeout(&'static str),
    /// The vendor is not asked at present, and should not be for so many seconds; words for the log say why.
    Busy(u64, &'static str),
    /// A fault of the relay's own; words for the log.
    Internal(String),
}

impl Error {
    /// The kind, which decides the HTTP status.
    pub fn kind(&self) -> ProblemKind {
        match self {
            Self::MalformedRequest(_) => ProblemKind::MalformedRequest,
            Self::InvalidRequest(_) => ProblemKind::InvalidRequest,
            Self::Forbidden(_) | Self::Unmarked => ProblemKind::Forbidden,
            Self::Unauthenticated { .. } => ProblemKind::Unauthenticated,
            Self::UnknownHost => ProblemKind::UnknownHost,
            Self::NotFound(_) => ProblemKind::NotFound,
            Self::MethodNotAllowed => ProblemKind::MethodNotAllowed,
            Self::NotJson(_) => ProblemKind::NotJson,
            Self::TooLarge(_) => ProblemKind::TooLarge,
            Self::SlowRequest => ProblemKind::SlowRequest,
            Self::RateLimited { .. } => ProblemKind::RateLimited,
            Self::Refused { code, .. } => match code {
                Code::Authentication => ProblemKind::VendorCredentials,
                Code::IpRestricted => ProblemKind::VendorIpBlocked,
                Code::TimestampExpired => ProblemKind::VendorClock,
                Code::Fault => ProblemKind::VendorFault,
                Code::ParameterException => ProblemKind::VendorRefused,
                Code::Success | Code::Other(_) => ProblemKind::VendorUnknownCode,
            },
            Self::CredentialsStatus(_) => ProblemKind::VendorCredentials,
            Self::FaultStatus(..) => ProblemKind::VendorFault,
            Self::Throttled(_) => ProblemKind::VendorThrottled,
            Self::UnexpectedStatus(_) | Self::BadAnswer(_) => ProblemKind::VendorBadAnswer,
            Self::Unreachable(_) => ProblemKind::VendorUnreachable,
            Self::Timeout(_) => ProblemKind::VendorTimeout,
            Self::Busy(..) => ProblemKind::Busy,
            Self::Internal(_) => ProblemKind::Internal,
        }
    }

    /// More about this one occurrence, for the user.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::MalformedRequest(detail) => Some(detail),
            Self::Forbidden(detail)
            | Self::Unauthenticated { detail, .. }
            | Self::NotJson(detail)
            | Self::TooLarge(detail)
            | Self::RateLimited { detail, .. } => Some(detail),
            Self::NotFound(detail) => *detail,
            _ => None,
        }
    }

    /// The words for the log, in one line. They hold no header, no body and nothing secret.
    pub fn log_words(&self) -> String {
        match self {
            Self::MalformedRequest(detail) => detail.clone(),
            Self::InvalidRequest(errors) => {
                errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>().join(", ")
            }
            Self::Forbidden(detail)
            | Self::Unauthenticated { detail, .. }
            | Self::NotJson(detail)
            | Self::TooLarge(detail)
            | Self::RateLimited { detail, .. } => (*detail).to_owned(),
            Self::Unmarked => "the header X-Recall-Request is missing".to_owned(),
            Self::UnknownHost => "the Host is not on the list".to_owned(),
            Self::NotFound(detail) => detail.unwrap_or("no such path").to_owned(),
            Self::MethodNotAllowed => "no such method here".to_owned(),
            Self::SlowRequest => "the body did not arrive in time".to_owned(),
            Self::Refused { code, reason } => {
                format!(
                    "the vendor answered code {}: {}",
                    code.number(),
                    reason.as_deref().unwrap_or("no reason")
                )
            }
            Self::CredentialsStatus(status)
            | Self::FaultStatus(status, _)
            | Self::UnexpectedStatus(status) => {
                format!("the vendor answered HTTP {}", status.as_u16())
            }
            Self::Throttled(None) => "the vendor answered HTTP 429".to_owned(),
            Self::Throttled(Some(seconds)) => {
                format!("the vendor answered HTTP 429, to try again in {seconds} s")
            }
            Self::Busy(_, why) => (*why).to_owned(),
            Self::Timeout(step) => format!("the vendor did not {step} in time"),
            Self::BadAnswer(words) | Self::Unreachable(words) | Self::Internal(words) => words.clone(),
        }
    }

    /// Seconds after which another try makes sense, if that can be told.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Throttled(seconds) => Some(seconds.unwrap_or(DEFAULT_WAIT)),
            Self::FaultStatus(_, seconds) => *seconds,
            Self::RateLimited { seconds, .. } | Self::Busy(seconds, _) => Some(*seconds),
            _ => None,
        }
    }

    /// What happened and what to do, for the user; nearly always the same for every occurrence of a kind.
    pub fn title(&self) -> &'static str {
        match self {
            // Whoever forgot the header has come from the right place.
            Self::Unmarked => {
                "This request lacks a header. Send X-Recall-Request: 1 with it, once, and try again."
            }
            _ => title(self.kind()),
        }
    }
}

fn title(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::MalformedRequest => {
            "The request is not in the documented form. Correct it and try again."
        }
        ProblemKind::InvalidRequest => {
            "Some values of the request are not allowed. Correct them and try again."
        }
        ProblemKind::Unauthenticated => "You are not signed in. Sign in and try again.",
        ProblemKind::Forbidden => {
            "This request is not accepted from where it came. Open the panel at its own address."
        }
        ProblemKind::UnknownHost => {
            "The panel is not served under this host name. Use the address you were given."
        }
        ProblemKind::NotFound => "There is nothing at this address. Check it, or start from the panel.",
        ProblemKind::MethodNotAllowed => {
            "This address does not accept that method. Use one that the header Allow lists."
        }
        ProblemKind::NotJson => {
            "The request's body must be JSON. Send it unpacked, in UTF-8 and as application/json."
        }
        ProblemKind::TooLarge => "The request is too large. Make it shorter and try again.",
        ProblemKind::SlowRequest => {
            "The request took too long to arrive. Check the connection and try again."
        }
        ProblemKind::RateLimited => "You are asking too often. Wait a little and try again.",
        ProblemKind::VendorCredentials => {
            "The vendor does not accept this installation's API key. Its operator must check key and secret."
        }
        ProblemKind::VendorIpBlocked => {
            "The vendor does not accept requests from this installation's address. Its operator must have it allowed."
        }
        ProblemKind::VendorClock => {
            "The vendor says that this installation's clock is wrong. Its operator must check the clock."
        }
        ProblemKind::VendorRefused => {
            "The vendor refused these values. Change the time range or the search text."
        }
        ProblemKind::VendorFault => "The vendor has a fault of its own. Try again in a moment.",
        ProblemKind::VendorBadAnswer => "The vendor's answer could not be understood. Try again in a moment.",
        ProblemKind::VendorUnknownCode => {
            "The vendor answered with an error that its documentation does not explain. Tell the operator."
        }
        ProblemKind::VendorUnreachable => "The vendor can't be reached. Try again in a moment.",
        ProblemKind::VendorTimeout => {
            "The vendor did not answer in time. Try again, or choose a shorter time range."
        }
        ProblemKind::VendorThrottled => "The vendor wants fewer requests. Wait a little and try again.",
        ProblemKind::Busy => "Too much is being asked at the moment. Wait a little and try again.",
        ProblemKind::Internal => {
            "Something went wrong in this installation. Try again, and tell the operator."
        }
    }
}

impl IntoResponse for Error {
    /// Only marks the response: the request's identifier and the base path, which the problem document needs, are
    /// known to the layer that renders it.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.kind().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// An error with its causes, in one line, for the log: a client's own words alone say very little. Those of the
/// clients here know addresses, but no header and no body.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = successors(error.source(), |cause| cause.source());
    once(error.to_string()).chain(causes.map(ToString::to_string)).collect::<Vec<_>>().join(": ")
}
