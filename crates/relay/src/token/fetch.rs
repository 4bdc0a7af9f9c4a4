//! The one call to the identity provider: for its public keys, at the address that is set.
//!
//! As to the vendor, the client follows no redirections and looks at no proxy settings of the environment. Nothing of
//! any request goes into this one.

use bytes::{Bytes, BytesMut};
use http::{Request, StatusCode, Uri, header, uri::Scheme};
use http_body_util::{BodyExt as _, Empty};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use tokio::time::timeout;

use crate::{
    config::KeysUrl,
    error::{StartError, chain},
    limits,
};

/// What fetches the keys.
pub(super) struct Fetch {
    client: KeysClient,
    target: Uri,
}

enum KeysClient {
    /// To this machine only.
    Plain(Client<HttpConnector, Empty<Bytes>>),
    /// With the certificates that the system trusts.
    Encrypted(Client<HttpsConnector<HttpConnector>, Empty<Bytes>>),
}

impl Fetch {
    /// Gets ready; connects to nobody yet.
    pub(super) fn new(url: &KeysUrl) -> Result<Self, StartError> {
        let target = url.uri().clone();
        let mut tcp = HttpConnector::new();
        let mut builder = Client::builder(TokioExecutor::new());
        // Fetches are so far apart that no connection would live to see the next one.
        builder.pool_max_idle_per_host(0).retry_canceled_requests(false);
        if target.scheme() != Some(&Scheme::HTTPS) {
            return Ok(Self { client: KeysClient::Plain(builder.build(tcp)), target });
        }
        tcp.enforce_http(false);
        let connector = HttpsConnectorBuilder::new()
            .with_native_roots()
            .map_err(|error| StartError::new(format_args!("This machine trusts no certificates: {error}.")))?
            .https_only()
            .enable_http1()
            .wrap_connector(tcp);
        Ok(Self { client: KeysClient::Encrypted(builder.build(connector)), target })
    }

    /// Fetches the document, within bounds of time and size. The error is for the log.
    pub(super) async fn get(&self) -> Result<Bytes, String> {
        let answer = timeout(limits::KEYS_TIME, self.ask()).await;
        answer.unwrap_or_else(|_| Err("there was no whole answer in time".to_owned()))
    }

    async fn ask(&self) -> Result<Bytes, String> {
        let request = Request::get(self.target.clone())
            .header(header::ACCEPT, "application/jwk-set+json, application/json")
            .header(header::USER_AGENT, concat!("recall-relay/", env!("CARGO_PKG_VERSION")))
            .body(Empty::new())
            .map_err(|error| format!("the request can't be built: {error}"))?;
        let response = match &self.client {
            KeysClient::Plain(client) => client.request(request),
            KeysClient::Encrypted(client) => client.request(request),
        };
        let response = response.await.map_err(|error| format!("there was no answer: {}", chain(&error)))?;
        if response.status() != StatusCode::OK {
            return Err(format!("the answer was HTTP {}", response.status().as_u16()));
        }
        let mut body = response.into_body();
        let mut document = BytesMut::new();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| format!("the answer was cut off: {}", chain(&error)))?;
            if let Some(data) = frame.data_ref() {
                if document.len() + data.len() > limits::KEYS_DOCUMENT {
                    return Err("the answer is larger than 256 KiB".to_owned());
                }
                document.extend_from_slice(data);
            }
        }
        Ok(document.freeze())
    }
}
