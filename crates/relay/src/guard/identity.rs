//! Who calls. Everything behind this guard finds a [`Caller`] in the request's extensions, and nothing in front of it
//! may answer for the vendor: no cache is looked up for somebody who isn't known to be allowed.

use axum::{extract::Request, middleware::Next, response::Response};

use crate::{caller::Caller, telemetry::Notes};

/// Notes the caller. Whoever is on this machine is not asked for a name.
pub(crate) async fn known(mut request: Request, next: Next) -> Response {
    let caller = Caller::default();
    Notes::of(&request).caller(&caller);
    request.extensions_mut().insert(caller);
    next.run(request).await
}
