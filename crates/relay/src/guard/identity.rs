//! Who calls. Everything behind this guard finds a [`Caller`] in the request's extensions, and nothing in front of it
//! may answer for the vendor: no cache is looked up for somebody who isn't known to be allowed.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use super::forwarded::Vouched;
use crate::{app::App, caller::Caller, config::Auth, error::Error, telemetry::Notes};

/// What a 401 asks for where a portal's proxy signs people in. HTTP wants a challenge, and no registered one means
/// this; browsers leave one that they don't know to the page, and ask nobody for a password.
const PORTAL: &str = "Portal realm=\"recall-desk\"";

/// Refuses callers that don't show who they are, and notes the others.
pub(crate) async fn known(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Result<Response, Error> {
    let caller = caller(&request, &app)?;
    Notes::of(&request).caller(&caller);
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

fn caller(request: &Request, app: &App) -> Result<Caller, Error> {
    match &app.access().auth {
        // Whoever is on this machine is not asked for a name.
        Auth::Loopback => Ok(Caller::default()),
        Auth::Proxy(_) => match request.extensions().get::<Vouched>() {
            Some(Vouched(Some(user))) => Ok(Caller { user: Some(user.clone()) }),
            _ => Err(Error::Unauthenticated {
                detail: "It doesn't come through the portal, or the portal didn't say whose it is.",
                challenge: PORTAL,
            }),
        },
    }
}
