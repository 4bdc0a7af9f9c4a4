//! What is done at a request's coming and at its answer's leaving is an [`Around`]; this makes a layer of it.
//!
//! The framework's own layer for functions copies and boxes all that lies behind it, anew for each request. What looks
//! at a request, and later at its answer, and waits for nothing itself needs neither.

use std::{
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::{extract::Request, response::Response};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use crate::app::App;

/// What is kept of a request until its answer is there.
pub(crate) trait Around: Sized {
    /// Looks at a request before anything further in does.
    fn before(request: &mut Request, app: &App) -> Self;

    /// Finishes the answer that came from further in.
    fn after(self, response: &mut Response, app: &App);

    /// Nobody waits for the answer any more: the caller has gone, or was cut off.
    fn abandoned(self, _: &App) {}
}

/// The layer of one [`Around`].
pub(crate) struct Layered<A> {
    app: App,
    around: PhantomData<fn() -> A>,
}

/// Does `A` around everything further in.
pub(crate) fn all<A: Around>(app: &App) -> Layered<A> {
    Layered { app: app.clone(), around: PhantomData }
}

// Derived, it would ask that `A` can be cloned, of which there is none here.
impl<A> Clone for Layered<A> {
    fn clone(&self) -> Self {
        Self { app: self.app.clone(), around: PhantomData }
    }
}

impl<A, S> Layer<S> for Layered<A> {
    type Service = Inside<A, S>;

    fn layer(&self, inner: S) -> Self::Service {
        Inside { layered: self.clone(), inner }
    }
}

/// What lies inside of the layer.
pub(crate) struct Inside<A, S> {
    layered: Layered<A>,
    inner: S,
}

impl<A, S: Clone> Clone for Inside<A, S> {
    fn clone(&self) -> Self {
        Self { layered: self.layered.clone(), inner: self.inner.clone() }
    }
}

impl<A: Around, S: Service<Request, Response = Response>> Service<Request> for Inside<A, S> {
    type Response = Response;
    type Error = S::Error;
    type Future = Answering<A, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let app = self.layered.app.clone();
        let around = A::before(&mut request, &app);
        Answering { inner: self.inner.call(request), after: Some((around, app)) }
    }
}

pin_project! {
    /// The answer to come.
    pub(crate) struct Answering<A: Around, F> {
        #[pin]
        inner: F,
        // Until the answer is there.
        after: Option<(A, App)>,
    }

    impl<A: Around, F> PinnedDrop for Answering<A, F> {
        fn drop(this: Pin<&mut Self>) {
            if let Some((around, app)) = this.project().after.take() {
                around.abandoned(&app);
            }
        }
    }
}

impl<A: Around, F: Future<Output = Result<Response, E>>, E> Future for Answering<A, F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut answer = ready!(this.inner.poll(context));
        if let (Ok(response), Some((around, app))) = (&mut answer, this.after.take()) {
            around.after(response, &app);
        }
        Poll::Ready(answer)
    }
}
