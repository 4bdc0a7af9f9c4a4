//! A guard that looks at a request's head is a plain function; this makes a layer of it.
//!
//! The framework's own layer for functions copies and boxes all that lies behind it, anew for each request. A guard
//! waits for nothing and calls nobody, so it needs neither.

use std::task::{Context, Poll};

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use futures_util::future::{Either, Ready, ready};
use tower::{Layer, Service};

use crate::{app::App, error::Error};

/// Looks at a request, notes what is believed of it from here on, or refuses it.
type Guard = fn(&mut Request, &App) -> Result<(), Error>;

/// The layer of one guard.
#[derive(Clone)]
pub(crate) struct Guarded {
    guard: Guard,
    app: App,
}

/// Lets pass only what this guard lets pass.
pub(crate) fn by(guard: Guard, app: &App) -> Guarded {
    Guarded { guard, app: app.clone() }
}

impl<S> Layer<S> for Guarded {
    type Service = Behind<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Behind { guarded: self.clone(), inner }
    }
}

/// What lies behind a guard.
#[derive(Clone)]
pub(crate) struct Behind<S> {
    guarded: Guarded,
    inner: S,
}

impl<S: Service<Request, Response = Response>> Service<Request> for Behind<S> {
    type Response = Response;
    type Error = S::Error;
    type Future = Either<S::Future, Ready<Result<Response, S::Error>>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let Guarded { guard, app } = &self.guarded;
        match guard(&mut request, app) {
            Ok(()) => Either::Left(self.inner.call(request)),
            Err(error) => Either::Right(ready(Ok(error.into_response()))),
        }
    }
}
