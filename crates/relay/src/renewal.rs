//! What a file holds and may change while the relay runs: secrets, and keys.
//!
//! The file is read again once a second and compared by what is in it. That is simpler than to be told of changes, and
//! sees all of them: a file that is written over, one that is put in its place, a link that is turned to another
//! folder, as Kubernetes does it, and file systems that tell nobody.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::{
    sync::Mutex,
    task::spawn_blocking,
    time::{MissedTickBehavior, interval},
};

use crate::limits;

/// A file, and how to understand it.
pub(crate) trait Source: Clone + Send + Sync + 'static {
    /// What it holds.
    type Value: PartialEq + Send + Sync;

    /// What the log calls it, like `API secret`.
    const NAME: &'static str;

    /// Reads it. The error says what is wrong, and never what is in the file.
    fn read(&self) -> Result<Self::Value, String>;

    /// What should be mended about the file although it can be used.
    fn concern(&self) -> Option<&'static str> {
        None
    }
}

/// What a file held when it last held something of use.
pub(crate) struct Renewed<S: Source> {
    current: RwLock<Arc<S::Value>>,
    /// Where it may be renewed, if it came from a file.
    source: Option<S>,
    /// What was wrong with the file at the last look, so that it is said once. Held during a look.
    wrong: Mutex<Option<String>>,
}

impl<S: Source> Renewed<S> {
    /// Begins with what was read at the start, and watches over its file as long as it is in use. Must be called within
    /// a runtime.
    pub(crate) fn watched(first: S::Value, source: Option<S>) -> Arc<Self> {
        let renewed =
            Arc::new(Self { current: RwLock::new(Arc::new(first)), source, wrong: Mutex::default() });
        if let Some(source) = &renewed.source {
            say_concern(source);
            let watched = Arc::downgrade(&renewed);
            tokio::spawn(async move {
                let mut pace = interval(limits::FILE_LOOK);
                pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
                loop {
                    pace.tick().await;
                    let Some(renewed) = watched.upgrade() else { return };
                    renewed.look().await;
                }
            });
        }
        renewed
    }

    /// What counts now.
    pub(crate) fn current(&self) -> Arc<S::Value> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at the file. What can't be used leaves the last one in use.
    pub(crate) async fn look(&self) {
        let Some(source) = &self.source else { return };
        let mut wrong = self.wrong.lock().await;
        match read(source.clone()).await {
            Ok(found) => {
                *wrong = None;
                if found != *self.current() {
                    *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(found);
                    tracing::info!("the {} was renewed", S::NAME);
                    say_concern(source);
                }
            }
            Err(now) => {
                if wrong.as_ref() != Some(&now) {
                    tracing::warn!(wrong = now, "no new {} can be read; the last one stays in use", S::NAME);
                    *wrong = Some(now);
                }
            }
        }
    }
}

/// Reads on a thread of its own, because a file system can be as slow as a network.
async fn read<S: Source>(source: S) -> Result<S::Value, String> {
    spawn_blocking(move || source.read()).await.map_err(|error| error.to_string())?
}

fn say_concern(source: &impl Source) {
    if let Some(concern) = source.concern() {
        tracing::warn!("{concern}");
    }
}
