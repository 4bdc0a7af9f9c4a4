//! Reading a request's body within its bounds of size and time.

use axum::{body::Body, extract::Request};
use bytes::{Buf, Bytes, BytesMut};
use http::header;
use http_body_util::BodyExt;
use tokio::time::timeout;

use crate::{error::Error, limits};

const TOO_LARGE: Error = Error::TooLarge("The body is larger than 8 KiB.");

/// Reads the whole body.
pub(super) async fn read(request: Request) -> Result<Bytes, Error> {
    let waits = request.headers().contains_key(header::EXPECT);
    let declared = hyper::body::Body::size_hint(request.body()).lower();
    let mut body = request.into_body();
    let size_known = usize::try_from(declared).is_ok_and(|declared| declared <= limits::REQUEST_BODY);
    let read = if size_known {
        timeout(limits::REQUEST_BODY_TIME, collect(&mut body)).await
    } else {
        Ok(Err(TOO_LARGE))
    };
    let read = read.unwrap_or(Err(Error::SlowRequest));
    // A caller that waits for leave to send its body has sent nothing that would have to be thrown away.
    if matches!(read, Err(Error::TooLarge(_))) && !waits {
        discard(&mut body).await;
    }
    read
}

async fn collect(body: &mut Body) -> Result<Bytes, Error> {
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let cut = |_| Error::MalformedRequest("The body did not arrive whole.".to_owned());
        if let Ok(data) = frame.map_err(cut)?.into_data() {
            if whole.len() + data.remaining() > limits::REQUEST_BODY {
                return Err(TOO_LARGE);
            }
            whole.extend_from_slice(&data);
        }
    }
    Ok(whole.freeze())
}

/// Reads and throws away what the caller is still sending, within bounds, so that it gets to read the refusal.
async fn discard(body: &mut Body) {
    let reading = async {
        let mut left = limits::DISCARDED_BODY;
        while let Some(Ok(frame)) = body.frame().await {
            match left.checked_sub(frame.data_ref().map_or(0, Bytes::len)) {
                Some(rest) => left = rest,
                None => return,
            }
        }
    };
    // Whether it all came or the time ran out, the answer is the same.
    let _ = timeout(limits::DISCARDING_TIME, reading).await;
}
