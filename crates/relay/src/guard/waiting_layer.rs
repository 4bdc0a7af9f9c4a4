//! A guard that may have to wait is an asynchronous function; this makes a layer of it, as
//! [`layer`](super::layer) does of the others.
//!
//! Most often it needn't wait after all. So nothing that lies behind it is boxed, and the guard itself is polled where it
//! is.

use std::{
    mem::replace,
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use crate::{app::App, error::Error};

/// The layer of one guard.
#[derive(Clone)]
pub(crate) struct Guarded<G> {
    guard: G,
    app: App,
}

/// Lets pass only what this guard lets pass, in the form that it gives it.
pub(crate) fn by<G, F>(guard: G, app: &App) -> Guarded<G>
where
    G: Fn(Request, App) -> F,
    F: Future<Output = Result<Request, Error>>,
{
    Guarded { guard, app: app.clone() }
}

impl<G: Clone, S> Layer<S> for Guarded<G> {
    type Service = Behind<G, S>;

    fn layer(&self, inner: S) -> Self::Service {
        Behind { guarded: self.clone(), inner }
    }
}

/// What lies behind a guard.
#[derive(Clone)]
pub(crate) struct Behind<G, S> {
    guarded: Guarded<G>,
    inner: S,
}

impl<G, F, S> Service<Request> for Behind<G, S>
where
    G: Fn(Request, App) -> F,
    F: Future<Output = Result<Request, Error>>,
    S: Service<Request, Response = Response> + Clone,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Answering<F, S>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let guarding = (self.guarded.guard)(request, self.guarded.app.clone());
        // The one that is ready goes along, and its copy stays.
        let copy = self.inner.clone();
        Answering::Guarding { guarding, inner: replace(&mut self.inner, copy) }
    }
}

pin_project! {
    /// The answer to come.
    #[project = Stage]
    pub(crate) enum Answering<F, S: Service<Request>> {
        Guarding { #[pin] guarding: F, inner: S },
        Passed { #[pin] answering: S::Future },
    }
}

impl<F, S> Future for Answering<F, S>
where
    F: Future<Output = Result<Request, Error>>,
    S: Service<Request, Response = Response>,
{
    type Output = Result<Response, S::Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let answering = match self.as_mut().project() {
                Stage::Passed { answering } => return answering.poll(context),
                Stage::Guarding { guarding, inner } => match ready!(guarding.poll(context)) {
                    Ok(request) => inner.call(request),
                    Err(error) => return Poll::Ready(Ok(error.into_response())),
                },
            };
            self.set(Self::Passed { answering });
        }
    }
}
