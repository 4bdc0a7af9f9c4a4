//! How large a request's head may be. The body has its own bound, in [`body`](super::body).

use axum::extract::Request;

use crate::{app::App, error::Error, limits};

/// Refuses targets, header blocks and numbers of headers beyond the limits. Of a target the HTTP library gives all but a
/// fragment, which has no business there and goes nowhere.
pub(crate) fn bounded(request: &mut Request, _: &App) -> Result<(), Error> {
    let target = request.uri().path_and_query().map_or(0, |target| target.as_str().len());
    if target > limits::TARGET {
        return Err(Error::TooLarge("The address is longer than 2,048 bytes."));
    }
    let headers = request.headers();
    if headers.len() > limits::HEADER_FIELDS {
        return Err(Error::TooLarge("The request has more than 64 headers."));
    }
    let bytes: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if bytes > limits::HEADER_BYTES {
        return Err(Error::TooLarge("The request's headers are larger than 16 KiB."));
    }
    Ok(())
}
