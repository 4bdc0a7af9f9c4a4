//! Whether the caller meant to make this call: a form or a link in a page can send neither the request header nor a
//! JSON content type without the browser asking first, and the relay never gives that permission.

use axum::extract::Request;
use contract::REQUEST_HEADER;
use http::{HeaderMap, HeaderValue, header};

use super::only;
use crate::{app::App, error::Error};

/// Refuses calls without the request header, and bodies that are not plain JSON.
pub(crate) fn shown(request: &mut Request, _: &App) -> Result<(), Error> {
    check(request.headers())
}

fn check(headers: &HeaderMap) -> Result<(), Error> {
    let marked = only(headers, REQUEST_HEADER).ok().flatten().is_some_and(|value| value == "1");
    if !marked {
        return Err(Error::Unmarked);
    }
    if !only(headers, header::CONTENT_TYPE).ok().flatten().is_some_and(is_json) {
        return Err(Error::NotJson("Send the header Content-Type: application/json, once, and UTF-8."));
    }
    if headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Error::NotJson("Send the body as it is, without a Content-Encoding."));
    }
    // What delimits the body is no matter; what else was done to it would have to be undone.
    let transfer = only(headers, header::TRANSFER_ENCODING);
    if !transfer
        .is_ok_and(|coding| coding.is_none_or(|coding| coding.as_bytes().eq_ignore_ascii_case(b"chunked")))
    {
        return Err(Error::NotJson("Send the body as it is, with no Transfer-Encoding but chunked."));
    }
    Ok(())
}

/// Whether a content type is `application/json`, in any case and with any parameters, but in no charset other than
/// UTF-8.
fn is_json(value: &HeaderValue) -> bool {
    let Ok(value) = value.to_str() else { return false };
    let mut parts = value.split(';').map(str::trim);
    let json = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    json && parts.all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
            value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    })
}
