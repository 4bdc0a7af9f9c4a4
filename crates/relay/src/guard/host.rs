//! Under which host name a request may come. Against DNS rebinding: a foreign name that resolves to this machine.

use axum::extract::Request;
use http::{
    header,
    uri::{Authority, Scheme},
};

use super::only;
use crate::{
    app::App,
    config::{AllowedHosts, is_host},
    error::Error,
};

/// The host that a request was addressed to, and that is on the list.
#[derive(Clone, Debug)]
pub(crate) struct OwnHost(pub(crate) Authority);

/// Refuses requests without exactly one `Host` that is on the list, and notes it for [`site`](super::site).
pub(crate) fn known(request: &mut Request, app: &App) -> Result<(), Error> {
    let host = own_host(request, &app.access().hosts).ok_or(Error::UnknownHost)?;
    request.extensions_mut().insert(host);
    Ok(())
}

fn own_host(request: &Request, allowed: &AllowedHosts) -> Option<OwnHost> {
    let host = only(request.headers(), header::HOST).ok()??;
    let host: Authority = host.to_str().ok()?.parse().ok().filter(is_host)?;
    // A target in absolute form names a host of its own. RFC 9112 lets it win over `Host`; here they must agree, so
    // that it doesn't matter who believes which.
    let target = request.uri();
    let agrees = target.authority().is_none_or(|authority| *authority == host)
        && target.scheme().is_none_or(|scheme| *scheme == Scheme::HTTP);
    (agrees && allowed.allow(&host)).then_some(OwnHost(host))
}
