//! One signed request and its answer, read within bounds.

use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri,
    header::{self, InvalidHeaderValue},
};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use tokio::time::{Instant, timeout_at};
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

/// Signs the body's request for this moment, sends it, and reads the answer until the deadline.
pub(super) async fn send(
    connection: &Connection,
    target: &Uri,
    credentials: &Credentials,
    timestamp: i64,
    body: Vec<u8>,
    deadline: Instant,
) -> Result<Reply, Error> {
    let request = signed(target, credentials, timestamp, body)
        .map_err(|error| Error::Internal(format!("the request to the vendor can't be built: {error}")))?;
    let response = connection.send(request, deadline).await?;
    let (head, body) = response.into_parts();
    let body = if head.status == StatusCode::OK {
        let reading = timeout_at(deadline, read(&head.headers, body));
        reading.await.unwrap_or(Err(Error::Timeout("finish the answer")))?
    } else {
        Bytes::new()
    };
    let retry_after = head.headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    Ok(Reply {
        status: head.status,
        retry_after: retry_after.map(str::to_owned),
        vendor_time: clock_offset::vendor_time(&head.headers),
        body,
    })
}

/// The headers that are the same each time.
const FIXED: [(HeaderName, HeaderValue); 4] = [
    (header::CONTENT_TYPE, HeaderValue::from_static(CONTENT_TYPE)),
    (header::ACCEPT, HeaderValue::from_static("application/json")),
    (header::ACCEPT_ENCODING, HeaderValue::from_static(packing::ACCEPTED)),
    (header::USER_AGENT, HeaderValue::from_static(concat!("recall-relay/", env!("CARGO_PKG_VERSION")))),
];

/// How many headers a request has: these, three that sign, and `host` and `content-length`, which the client
/// adds.
const HEADERS: usize = 9;

/// The request.
fn signed(
    target: &Uri,
    credentials: &Credentials,
    timestamp: i64,
    body: Vec<u8>,
) -> Result<Request<Full<Bytes>>, InvalidHeaderValue> {
    let signature = sign(credentials, timestamp);
    let mut request = Request::new(Full::from(body));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = target.clone();
    let mut headers = HeaderMap::with_capacity(HEADERS);
    headers.extend(FIXED);
    headers.insert(HeaderName::from_static(API_KEY_HEADER), secret(credentials.key().expose())?);
    headers.insert(HeaderName::from_static(TIMESTAMP_HEADER), secret(&timestamp.to_string())?);
    headers.insert(HeaderName::from_static(SIGN_HEADER), secret(signature.expose())?);
    *request.headers_mut() = headers;
    Ok(request)
}

/// A header value that shows nothing of itself when it is printed.
fn secret(text: &str) -> Result<HeaderValue, InvalidHeaderValue> {
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
