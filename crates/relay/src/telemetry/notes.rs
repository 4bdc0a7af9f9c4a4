//! What a request's log line should say and only some inner part of the relay learns.

use std::sync::{Arc, OnceLock};

use axum::extract::Request;

/// Travels with a request; the clones share what is noted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes(Arc<OnceLock<usize>>);

impl Notes {
    /// The notes of a request that is being logged; otherwise fresh ones, which nobody will read.
    pub(crate) fn of(request: &Request) -> Self {
        request.extensions().get().cloned().unwrap_or_default()
    }

    /// Notes how long the search text is, in characters. The text itself may hold a customer's name.
    pub(crate) fn search(&self, text: Option<&str>) {
        if let Some(text) = text {
            // The first note stands; there is one search a request.
            let _ = self.0.set(text.chars().count());
        }
    }

    /// The length that was noted.
    pub(super) fn search_chars(&self) -> Option<usize> {
        self.0.get().copied()
    }
}
