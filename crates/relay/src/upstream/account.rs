//! The account that the relay asks for, and its secret, which is renewed when its file changes.
//!
//! The file is read again once a second and compared by what is in it. That is simpler than to be told of changes, and
//! sees all of them: a file that is written over, one that is put in its place, a link that is turned to another
//! folder, as Kubernetes does it, and file systems that tell nobody. Because the vendor may take the new secret before
//! that second is over, a refusal is also a reason to look.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::{
    sync::Mutex,
    task::spawn_blocking,
    time::{MissedTickBehavior, interval},
};
use vendor::Credentials;

use crate::{
    config::{self, SecretFile},
    limits,
};

/// The account.
pub(super) struct Account {
    current: RwLock<Arc<Credentials>>,
    /// Where the secret may be renewed, if it came from a file.
    file: Option<Watched>,
}

struct Watched {
    file: SecretFile,
    /// What was wrong with the file at the last look, so that it is said once. Held during a look.
    wrong: Mutex<Option<String>>,
}

impl Account {
    /// The account as it was set, watched over as long as it is in use.
    pub(super) fn watched(account: config::Account) -> Arc<Self> {
        let config::Account { credentials, secret_file } = account;
        if let Some(file) = &secret_file {
            warn_if_open_to_all(file);
        }
        let is_watched = secret_file.is_some();
        let account = Arc::new(Self {
            current: RwLock::new(Arc::new(credentials)),
            file: secret_file.map(|file| Watched { file, wrong: Mutex::default() }),
        });
        if is_watched {
            let watched = Arc::downgrade(&account);
            tokio::spawn(async move {
                let mut pace = interval(limits::SECRET_LOOK);
                pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
                loop {
                    pace.tick().await;
                    let Some(account) = watched.upgrade() else { return };
                    account.look().await;
                }
            });
        }
        account
    }

    /// What to sign with now.
    pub(super) fn current(&self) -> Arc<Credentials> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What to sign with instead of what the vendor has refused, if there is something newer.
    pub(super) async fn newer_than(&self, refused: &Arc<Credentials>) -> Option<Arc<Credentials>> {
        self.look().await;
        Some(self.current()).filter(|current| !Arc::ptr_eq(current, refused))
    }

    /// Looks at the file. What can't be a secret leaves the last one in use.
    async fn look(&self) {
        let Some(Watched { file, wrong }) = &self.file else { return };
        let mut wrong = wrong.lock().await;
        let found = match self.read(file.clone()).await {
            Ok(credentials) => {
                *wrong = None;
                credentials
            }
            Err(now) => {
                if wrong.as_ref() != Some(&now) {
                    tracing::warn!(wrong = now, "no new API secret can be read; the last one stays in use");
                    *wrong = Some(now);
                }
                return;
            }
        };
        if found != *self.current() {
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(found);
            tracing::info!("the API secret was renewed");
            warn_if_open_to_all(file);
        }
    }

    /// The credentials with the secret that is in the file now. Read on a thread of its own, because a file system can
    /// be as slow as a network.
    async fn read(&self, file: SecretFile) -> Result<Credentials, String> {
        let secret = spawn_blocking(move || file.read()).await.map_err(|error| error.to_string())?;
        let secret = secret.map_err(|is| format!("the file {is}"))?;
        let key = self.current().key().expose().to_owned();
        Credentials::new(key, secret.as_str()).map_err(|unfit| unfit.to_string())
    }
}

fn warn_if_open_to_all(file: &SecretFile) {
    if file.is_open_to_all() {
        tracing::warn!("everybody on this machine can read the file of --api-secret-file");
    }
}
