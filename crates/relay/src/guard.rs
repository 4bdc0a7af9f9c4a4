//! Every refusal of a request stands here, one rule a file. What gets past is believed by the rest of the relay.
//!
//! The rules for whole requests are layers, put in order by [`router`](crate::router); the rule for the body is an
//! extractor, [`ValidQuery`], which can't hold a bad value.

mod bearer;
pub(crate) mod body;
pub(crate) mod fair_use;
pub(crate) mod forwarded;
pub(crate) mod host;
pub(crate) mod identity;
pub(crate) mod intent;
pub(crate) mod layer;
mod members;
mod proxy;
pub(crate) mod query;
pub(crate) mod site;
pub(crate) mod size;
pub(crate) mod waiting_layer;

pub(crate) use query::ValidQuery;

use http::{HeaderMap, HeaderValue, StatusCode, header::AsHeaderName};

use crate::error::Error;

/// What it means that the HTTP library has refused a request before any guard, by the status that it chose; `None`
/// for those that it never chooses, because then somebody else has.
pub(crate) fn before_all(status: StatusCode) -> Option<Error> {
    match status {
        StatusCode::BAD_REQUEST => {
            Some(Error::MalformedRequest("It is not written as HTTP/1.1 asks.".to_owned()))
        }
        StatusCode::URI_TOO_LONG | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            Some(Error::TooLarge("The request's head is larger than 32 KiB, or has more than 128 headers."))
        }
        _ => None,
    }
}

/// The only value of a header. Two are as bad as one that can't be read: nobody knows which one counts.
fn only(headers: &HeaderMap, name: impl AsHeaderName) -> Result<Option<&HeaderValue>, Ambiguous> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (value, None) => Ok(value),
        (_, Some(_)) => Err(Ambiguous),
    }
}

/// A header was there more than once.
struct Ambiguous;
