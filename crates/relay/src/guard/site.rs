//! From which site a request may come: the panel's own, or no browser at all.

use axum::extract::Request;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::{host::OwnHost, only};
use crate::{app::App, error::Error};

/// Says in a browser's words where a request comes from. Scripts can't set it.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses what a foreign page made a browser send. A caller that is no browser sends neither header and passes.
pub(crate) fn own(request: &mut Request, app: &App) -> Result<(), Error> {
    let own = |said: &HeaderValue| match &app.access().front.origin {
        // With a proxy in front its origin alone is, whatever host the proxy asks for.
        Some(public) => public.is_said(said.as_bytes()),
        None => request.extensions().get().is_some_and(|host| is_of_host(said, host)),
    };
    check(request.headers(), own)
}

fn check(headers: &HeaderMap, own: impl Fn(&HeaderValue) -> bool) -> Result<(), Error> {
    const FOREIGN: Error = Error::Forbidden("Another site's page made the browser send it.");
    let origin = only(headers, header::ORIGIN).map_err(|_| FOREIGN)?;
    if origin.is_some_and(|origin| !own(origin)) {
        return Err(FOREIGN);
    }
    // `same-site` is not enough: a neighbour under the same domain is a stranger. `none` is a person who typed the
    // address.
    match only(headers, FETCH_SITE).map_err(|_| FOREIGN)?.map(HeaderValue::as_bytes) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(FOREIGN),
    }
}

/// Whether an `Origin` is the one that this host's pages have. The relay speaks plain HTTP, so without a proxy in
/// front its own origin is never `https`. The port 80 is left out of an origin and may stand in a host.
fn is_of_host(origin: &HeaderValue, OwnHost(host): &OwnHost) -> bool {
    let host = host.as_str();
    let host = host.strip_suffix(":80").unwrap_or(host);
    origin
        .to_str()
        .ok()
        .and_then(|origin| origin.strip_prefix("http://"))
        .is_some_and(|authority| authority.eq_ignore_ascii_case(host))
}
