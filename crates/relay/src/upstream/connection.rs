//! Connections to the vendor's one origin: pooled, and encrypted unless they stay on this machine.
//!
//! The client underneath follows no redirections and looks at no proxy settings of the environment.

mod clients;
mod in_time;
mod quiet;

use std::{error::Error as _, io};

use bytes::Bytes;
use http::{Request, Response, Uri, uri::Scheme};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use tokio::time::{Instant, timeout_at};

use crate::{
    clock::moment,
    error::{Error, StartError, chain},
    limits,
};
use clients::Clients;
use in_time::InTime;
use quiet::Quiet;

/// The way to one origin.
pub(super) enum Connection {
    /// To this machine only.
    Plain(Clients<Quiet<InTime<HttpConnector>>>),
    /// With the certificates that the system trusts.
    Encrypted(Clients<Quiet<InTime<HttpsConnector<HttpConnector>>>>),
}

impl Connection {
    /// Gets ready for the origin of `target`. Certificates are read only if there will be something to encrypt.
    pub(super) fn new(target: &Uri) -> Result<Self, StartError> {
        let mut tcp = HttpConnector::new();
        tcp.set_connect_timeout(Some(limits::VENDOR_CONNECT));
        tcp.set_nodelay(true);
        let mut builder = Client::builder(TokioExecutor::new());
        // A kept connection that turns out to be closed before a byte was sent is replaced by the client itself: that
        // asks the vendor nothing twice, so no policy has to know.
        builder.pool_idle_timeout(limits::VENDOR_IDLE).pool_timer(TokioTimer::new());
        if target.scheme() != Some(&Scheme::HTTPS) {
            return Ok(Self::Plain(Clients::new(builder, Quiet::new(InTime(tcp)))));
        }
        tcp.enforce_http(false);
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|error| StartError::new(format_args!("This machine trusts no certificates: {error}.")))?
            .https_only()
            .enable_http1()
            .wrap_connector(tcp);
        Ok(Self::Encrypted(Clients::new(builder, Quiet::new(InTime(connector)))))
    }

    /// Sends a request and waits for the head of the answer, for [`limits::VENDOR_FIRST_BYTE`] and until the deadline at
    /// most.
    pub(super) async fn send(
        &self,
        request: Request<Full<Bytes>>,
        deadline: Instant,
    ) -> Result<Response<Incoming>, Error> {
        let response = match self {
            Self::Plain(clients) => clients.here().request(request),
            Self::Encrypted(clients) => clients.here().request(request),
        };
        // One alarm for both is half the work of two.
        let until = deadline.min(moment() + limits::VENDOR_FIRST_BYTE);
        match timeout_at(until, response).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) if error.is_connect() || was_closed(&error) => {
                Err(Error::Unreachable(chain(&error)))
            }
            Ok(Err(error)) => Err(Error::BadAnswer(chain(&error))),
            Err(_) => Err(Error::Timeout("begin the answer")),
        }
    }
}

/// Whether the connection ended before the head of an answer had come: somebody took it, but nobody answers there.
fn was_closed(error: &hyper_util::client::legacy::Error) -> bool {
    error.source().and_then(|cause| cause.downcast_ref::<hyper::Error>()).is_some_and(|error| {
        error.is_incomplete_message()
            || error.is_closed()
            || matches!(error.source(), Some(cause) if cause.is::<io::Error>())
    })
}
