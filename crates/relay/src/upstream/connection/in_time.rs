//! A connector that gives up: names, addresses and handshakes have one time limit together.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use http::Uri;
use tokio::time::timeout;
use tower::{BoxError, Service};

use crate::limits;

/// Connects as `C` does, or fails after [`limits::VENDOR_CONNECT`]. The connector for TCP has a limit of its own, which
/// it shares out among the addresses of a name, but it ends before TLS begins.
#[derive(Clone)]
pub(in crate::upstream) struct InTime<C>(pub(super) C);

impl<C> Service<Uri> for InTime<C>
where
    C: Service<Uri>,
    C::Future: Send + 'static,
    C::Error: Into<BoxError>,
{
    type Response = C::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<C::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let connecting = self.0.call(target);
        Box::pin(async move { timeout(limits::VENDOR_CONNECT, connecting).await?.map_err(Into::into) })
    }
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, future::pending};

    use tower::service_fn;

    use super::*;
    use crate::clock;

    #[tokio::test(start_paused = true)]
    async fn a_handshake_without_end_is_given_up_after_two_seconds() {
        let hanging = service_fn(|_: Uri| pending::<Result<(), Infallible>>());
        let start = clock::moment();
        assert!(InTime(hanging).call(Uri::from_static("https://vendor.example/")).await.is_err());
        assert_eq!(start.elapsed(), limits::VENDOR_CONNECT);
    }
}
