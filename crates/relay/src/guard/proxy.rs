//! The proxy that names callers, as the relay knows it: by a secret that both share, which is renewed when its file
//! changes.

use std::sync::Arc;

use http::HeaderName;

use crate::{
    config::{ProxyAuth, ProxySecrets, SecretFile},
    renewal::{Renewed, Source},
};

/// The proxy that names callers.
pub(crate) struct Proxy {
    /// The header with the name.
    pub(super) user_header: HeaderName,
    secrets: Arc<Renewed<SharedFile>>,
}

/// Where the secret stands, or two of them while it changes.
#[derive(Clone)]
struct SharedFile(SecretFile);

impl Source for SharedFile {
    type Value = ProxySecrets;

    const NAME: &'static str = "proxy secret";

    fn read(&self) -> Result<ProxySecrets, String> {
        let text = self.0.read().map_err(|is| format!("the file {is}"))?;
        ProxySecrets::read(&text).map_err(|holds| format!("the file {holds}"))
    }

    fn concern(&self) -> Option<&'static str> {
        let words = "everybody on this machine can read the file of --proxy-secret-file";
        self.0.is_open_to_all().then_some(words)
    }
}

impl Proxy {
    /// The proxy as it was set, its secret watched over.
    pub(super) fn watched(rules: &ProxyAuth) -> Self {
        let file = rules.secret_file.clone().map(SharedFile);
        Self {
            user_header: rules.user_header.clone(),
            secrets: Renewed::watched(rules.secrets.clone(), file),
        }
    }

    /// Whether this is a secret that only the proxy can show.
    pub(super) fn is_known_by(&self, shown: &[u8]) -> bool {
        self.secrets.current().include(shown)
    }
}
