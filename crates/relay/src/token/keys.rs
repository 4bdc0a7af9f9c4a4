//! The keys by which tokens are judged: from a file, or from the identity provider, who may change them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jsonwebtoken::{Algorithm, DecodingKey};
use tokio::sync;

use super::{KeySet, TokenError, fetch::Fetch};
use crate::{
    clock::Clock,
    config::{KeySource, KeysFile},
    error::StartError,
    limits,
    renewal::{Renewed, Source},
};

/// The keys, wherever they come from.
pub(super) enum Keys {
    /// Those of a file.
    File(Arc<Renewed<KeysFile>>),
    /// Those of the identity provider.
    Remote(Arc<Remote>),
}

impl Keys {
    pub(super) fn new(source: &KeySource, clock: Clock) -> Result<Self, StartError> {
        Ok(match source {
            KeySource::File { file, keys } => Self::File(Renewed::watched(keys.clone(), Some(file.clone()))),
            KeySource::Url(url) => Self::Remote(Arc::new(Remote {
                fetch: Fetch::new(url)?,
                clock,
                turn: sync::Mutex::default(),
                state: Mutex::default(),
            })),
        })
    }

    /// The key of this name for this algorithm. One that is not known may be new, and is asked for, but only as often
    /// as [`State::is_due`] allows: who makes names up must not be able to make the relay ask.
    pub(super) async fn find(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
    ) -> Result<DecodingKey, TokenError> {
        const UNKNOWN: TokenError =
            TokenError::Bad("The token is signed with a key that the identity provider doesn't list.");
        match self {
            Self::File(keys) => keys.current().find(id, algorithm).cloned().ok_or(UNKNOWN),
            Self::Remote(remote) => {
                if let Some(key) = remote.known(id, algorithm) {
                    return Ok(key);
                }
                remote.refresh().await;
                match remote.known(id, algorithm) {
                    Some(key) => Ok(key),
                    None if remote.state().keys.is_some() => Err(UNKNOWN),
                    None => Err(TokenError::NoKeys),
                }
            }
        }
    }
}

impl Source for KeysFile {
    type Value = KeySet;

    const NAME: &'static str = "set of keys for tokens";

    fn read(&self) -> Result<KeySet, String> {
        self.read().map_err(|is| format!("the file {is}"))
    }
}

/// The identity provider's keys, as last fetched.
pub(super) struct Remote {
    fetch: Fetch,
    clock: Clock,
    /// Held by whoever is fetching: everybody else waits for that one outcome.
    turn: sync::Mutex<()>,
    state: Mutex<State>,
}

/// What is known, and since when.
#[derive(Default)]
struct State {
    /// Kept when a later fetch fails.
    keys: Option<Arc<KeySet>>,
    fetched_at: i64,
    /// When a fetch was begun, whatever became of it.
    tried_at: Option<i64>,
}

impl State {
    /// Whether the keys may be asked for again. While there are none that is sooner, because nobody can get in.
    fn is_due(&self, now: i64) -> bool {
        let pause = if self.keys.is_some() { limits::KEYS_PAUSE } else { limits::KEYS_FIRST_PAUSE };
        self.tried_at.is_none_or(|tried_at| is_past(tried_at, pause, now))
    }

    /// Whether the keys are so old that one of them may have been withdrawn.
    fn is_old(&self, now: i64) -> bool {
        is_past(self.fetched_at, limits::KEYS_AGE, now)
    }
}

/// Whether so much time has gone by since then. A clock that was set back counts as well.
fn is_past(then: i64, time: std::time::Duration, now: i64) -> bool {
    !(0..i64::try_from(time.as_secs()).unwrap_or(i64::MAX)).contains(&now.saturating_sub(then))
}

impl Remote {
    /// A key that is known. If the keys have become old, they are fetched anew, for whoever comes later.
    fn known(self: &Arc<Self>, id: Option<&str>, algorithm: Algorithm) -> Option<DecodingKey> {
        let now = self.clock.now();
        let state = self.state();
        if state.is_old(now) && state.is_due(now) && state.keys.is_some() {
            tokio::spawn(Arc::clone(self).take_turn());
        }
        state.keys.as_ref()?.find(id, algorithm).cloned()
    }

    /// Fetches the keys if that is due. In a task of its own, so that it goes on for the others when a caller leaves.
    async fn refresh(self: &Arc<Self>) {
        // A task that panics leaves everything as it was.
        let _ = tokio::spawn(Arc::clone(self).take_turn()).await;
    }

    async fn take_turn(self: Arc<Self>) {
        let _turn = self.turn.lock().await;
        let now = self.clock.now();
        if !self.state().is_due(now) {
            return;
        }
        self.state().tried_at = Some(now);
        let document = self.fetch.get().await;
        match document.and_then(|document| KeySet::parse(&document).map_err(|it| format!("the answer {it}")))
        {
            Ok(keys) => {
                let mut state = self.state();
                (state.keys, state.fetched_at) = (Some(Arc::new(keys)), now);
            }
            Err(error) => tracing::warn!(error, "the identity provider's keys can't be had"),
        }
    }

    /// Nothing panics while it holds the state, so it can't be left half-written.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
