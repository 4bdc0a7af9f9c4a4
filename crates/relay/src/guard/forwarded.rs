//! Refuses requests that a proxy passed on, while the relay trusts whoever is on its machine: behind a proxy that
//! would be everybody.

use axum::{extract::Request, middleware::Next, response::Response};

use crate::error::Error;

/// The headers in which proxies say for whom they ask, besides all that begin with `x-forwarded-`. `Via` is none: it
/// tells the way a request took, and not whose it is.
const NAMES: [&str; 7] = [
    "forwarded",
    "x-forwarded",
    "x-original-forwarded-for",
    "x-real-ip",
    "x-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
];

/// Refuses requests with a header that proxies add.
pub(crate) async fn direct(request: Request, next: Next) -> Result<Response, Error> {
    if request.headers().keys().any(|name| is_from_proxy(name.as_str())) {
        return Err(Error::Forbidden(
            "It was passed on by a proxy, and this installation serves its own machine only.",
        ));
    }
    Ok(next.run(request).await)
}

/// Some servers take `_` and `.` for `-`, so all spellings count.
fn is_from_proxy(name: &str) -> bool {
    let name = name.replace(['_', '.'], "-");
    NAMES.contains(&name.as_str()) || name.starts_with("x-forwarded-")
}
