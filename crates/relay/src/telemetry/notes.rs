//! What a request's log line should say and only some inner part of the relay learns.

use std::sync::{Arc, OnceLock};

use axum::extract::Request;

use crate::caller::{Caller, UserName};

/// Travels with a request; the clones share what is noted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes(Arc<Noted>);

/// Of each, the first note stands.
#[derive(Debug, Default)]
struct Noted {
    user: OnceLock<UserName>,
    search_chars: OnceLock<usize>,
}

impl Notes {
    /// The notes of a request that is being logged; otherwise fresh ones, which nobody will read.
    pub(crate) fn of(request: &Request) -> Self {
        request.extensions().get().cloned().unwrap_or_default()
    }

    /// Notes who calls.
    pub(crate) fn caller(&self, caller: &Caller) {
        if let Some(user) = &caller.user {
            let _ = self.0.user.set(user.clone());
        }
    }

    /// Notes how long the search text is, in characters. The text itself may hold a customer's name.
    pub(crate) fn search(&self, text: Option<&str>) {
        if let Some(text) = text {
            let _ = self.0.search_chars.set(text.chars().count());
        }
    }

    /// The name that was noted.
    pub(super) fn user(&self) -> Option<&str> {
        self.0.user.get().map(UserName::as_str)
    }

    /// The length that was noted.
    pub(super) fn search_chars(&self) -> Option<usize> {
        self.0.search_chars.get().copied()
    }
}
