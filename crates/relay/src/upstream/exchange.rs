//! One signed request and its answer, read within bounds.

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use vendor::{API_KEY_HEADER, CONTENT_TYPE, Credentials, SIGN_HEADER, TIMESTAMP_HEADER, sign};

use super::{clock_offset, connection::Connection, packing};
use crate::{error::Error, limits};

/// What came back.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    /// The header `Retry-After`, as it was written.
    pub(super) retry_after: Option<String>,
    /// The vendor's clock, in unix seconds.
    pub(super) vendor_time: Option<i64>,
    /// The body, unpacked; empty unless the status is 200.
    pub(super) body: Bytes,
}

/// Signs the body's request for this moment, sends it, and reads the answer.
pub(super) async fn send(
    connection: &Connection,
    target: &Uri,
    credentials: &Credentials,
    timestamp: i64,
    body: Vec<u8>,
) -> Result<Reply, Error> {
    let request = signed(target, credentials, timestamp, body)
        .map_err(|error| Error::Internal(format!("the request to the vendor can't be built: {error}")))?;
    let response = connection.send(request).await?;
    let (head, body) = response.into_parts();
    let body = if head.status == StatusCode::OK { read(&head.headers, body).await? } else { Bytes::new() };
    let retry_after = head.headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    Ok(Reply {
        status: head.status,
        retry_after: retry_after.map(str::to_owned),
        vendor_time: clock_offset::vendor_time(&head.headers),
        body,
    })
}

/// The request with its nine headers: these, and `host` and `content-length`, which the client adds.
fn signed(
    target: &Uri,
    credentials: &Credentials,
    timestamp: i64,
    body: Vec<u8>,
) -> Result<Request<Full<Bytes>>, http::Error> {
    let signature = sign(credentials, timestamp);
    Request::builder()
        .method(Method::POST)
        .uri(target.clone())
        .header(header::CONTENT_TYPE, CONTENT_TYPE)
        .header(header::ACCEPT, "application/json")
        .header(header::ACCEPT_ENCODING, packing::ACCEPTED)
        .header(header::USER_AGENT, concat!("recall-relay/", env!("CARGO_PKG_VERSION")))
        .header(API_KEY_HEADER, secret(credentials.key().expose())?)
        .header(TIMESTAMP_HEADER, secret(&timestamp.to_string())?)
        .header(SIGN_HEADER, secret(signature.expose())?)
        .body(Full::new(Bytes::from(body)))
}

/// A header value that shows nothing of itself when it is printed.
fn secret(text: &str) -> Result<HeaderValue, http::Error> {
    let mut value = HeaderValue::from_str(text)?;
    value.set_sensitive(true);
    Ok(value)
}

async fn read(headers: &HeaderMap, mut body: Incoming) -> Result<Bytes, Error> {
    let mut packed = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| Error::BadAnswer(format!("the answer was cut off: {error}")))?;
        if let Some(data) = frame.data_ref() {
            if packed.len() + data.len() > limits::VENDOR_ANSWER {
                return Err(Error::BadAnswer("the answer is larger than 2 MiB".to_owned()));
            }
            packed.extend_from_slice(data);
        }
    }
    packing::unpack(headers, packed.freeze()).map_err(|words| Error::BadAnswer(words.to_owned()))
}
