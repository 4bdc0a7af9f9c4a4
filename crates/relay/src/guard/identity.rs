//! Who calls. Everything behind this guard finds a [`Caller`] in the request's extensions, and nothing in front of it
//! may answer for the vendor: no cache is looked up for somebody who isn't known to be allowed.

use axum::extract::Request;
use http::header;

use super::{bearer, forwarded::Vouched, proxy::Proxy};
use crate::{
    app::App,
    caller::{Caller, UserName},
    clock::Clock,
    config::Auth,
    error::{Error, StartError},
    telemetry::Notes,
    token::Tokens,
};

/// How callers show who they are, with what it takes to see it.
pub(crate) enum Identity {
    /// By being on this machine.
    Here,
    /// By the word of a proxy.
    Vouched(Proxy),
    /// By a token.
    Token(Box<Tokens>),
}

impl Identity {
    /// Gets ready for the way that is set. Must be called within a runtime, which watches over the files.
    pub(crate) fn new(auth: &Auth, clock: &Clock) -> Result<Self, StartError> {
        Ok(match auth {
            Auth::Loopback => Self::Here,
            Auth::Proxy(rules) => Self::Vouched(Proxy::watched(rules)),
            Auth::Jwt(rules) => Self::Token(Box::new(Tokens::new(rules, clock.clone())?)),
        })
    }
}

/// Refuses callers that don't show who they are, and notes the others. What they show ends here.
pub(crate) async fn known(mut request: Request, app: App) -> Result<Request, Error> {
    let user = match app.identity() {
        // Whoever is on this machine is not asked for a name.
        Identity::Here => None,
        Identity::Vouched(_) => Some(vouched(&request)?),
        Identity::Token(tokens) => {
            let token = bearer::token(request.headers())?.to_owned();
            request.headers_mut().remove(header::AUTHORIZATION);
            Some(tokens.user(&token).await.map_err(bearer::refused)?)
        }
    };
    let caller = Caller { user };
    Notes::of(&request).caller(&caller);
    request.extensions_mut().insert(caller);
    Ok(request)
}

fn vouched(request: &Request) -> Result<UserName, Error> {
    let vouched = request.extensions().get::<Vouched>().and_then(|Vouched(user)| user.clone());
    vouched.ok_or(Error::Unauthenticated {
        detail: "It doesn't come through the portal, or the portal didn't say whose it is.",
        // HTTP wants a challenge, and no registered one means that a portal signs people in. Browsers leave one that
        // they don't know to the page, and ask nobody for a password.
        challenge: "Portal realm=\"recall-desk\"",
    })
}
