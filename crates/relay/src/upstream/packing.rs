//! Unpacking the vendor's answer: gzip and nothing else, one layer, and never more than the bound.

use std::io::Read;

use bytes::Bytes;
use flate2::read::GzDecoder;
use http::{HeaderMap, header};

use crate::limits;

/// What the relay says it can unpack.
pub(super) const ACCEPTED: &str = "gzip";

/// Unpacks a body as its headers say. The error is for the log.
pub(super) fn unpack(headers: &HeaderMap, body: Bytes) -> Result<Bytes, &'static str> {
    let mut codings = headers.get_all(header::CONTENT_ENCODING).iter();
    match (codings.next().map(|coding| coding.as_bytes().to_ascii_lowercase()).as_deref(), codings.next()) {
        (None | Some(b"" | b"identity"), None) => Ok(body),
        (Some(b"gzip"), None) => gunzip(&body).map(Bytes::from),
        _ => Err("the answer is packed in a way that was not asked for"),
    }
}

fn gunzip(packed: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut unpacked = Vec::new();
    let bound = limits::VENDOR_ANSWER as u64 + 1;
    GzDecoder::new(packed)
        .take(bound)
        .read_to_end(&mut unpacked)
        .map_err(|_| "the answer's gzip is damaged or cut off")?;
    if unpacked.len() > limits::VENDOR_ANSWER {
        return Err("the answer unpacks to more than 2 MiB");
    }
    Ok(unpacked)
}
