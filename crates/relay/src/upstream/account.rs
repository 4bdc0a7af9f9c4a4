//! The account that the relay asks for. Its secret is renewed when its file changes; because the vendor may take the new
//! one before the relay has looked, a refusal is also a reason to look.

use std::sync::Arc;

use tokio::time::timeout;
use vendor::Credentials;

use crate::{
    config::{self, SecretFile},
    limits,
    renewal::{Renewed, Source},
};

/// The account.
pub(super) struct Account(Arc<Renewed<KeyAndFile>>);

/// The account's key, which stays, and where its secret stands.
#[derive(Clone)]
struct KeyAndFile {
    key: String,
    file: SecretFile,
}

impl Source for KeyAndFile {
    type Value = Credentials;

    const NAME: &'static str = "API secret";

    fn read(&self) -> Result<Credentials, String> {
        let secret = self.file.read().map_err(|is| format!("the file {is}"))?;
        Credentials::new(self.key.as_str(), secret.as_str()).map_err(|unfit| unfit.to_string())
    }

    fn concern(&self) -> Option<&'static str> {
        let words = "everybody on this machine can read the file of --api-secret-file";
        self.file.is_open_to_all().then_some(words)
    }
}

impl Account {
    /// The account as it was set, watched over as long as it is in use.
    pub(super) fn watched(account: config::Account) -> Self {
        let config::Account { credentials, secret_file } = account;
        let key = credentials.key().expose().to_owned();
        Self(Renewed::watched(credentials, secret_file.map(|file| KeyAndFile { key, file })))
    }

    /// What to sign with now.
    pub(super) fn current(&self) -> Arc<Credentials> {
        self.0.current()
    }

    /// Whether there is something newer to sign with than what the vendor has refused. A file that can't be read for long
    /// is not waited for.
    pub(super) async fn is_newer_than(&self, refused: &Arc<Credentials>) -> bool {
        let _ = timeout(limits::FILE_PATIENCE, self.0.look()).await;
        !Arc::ptr_eq(&self.current(), refused)
    }
}
