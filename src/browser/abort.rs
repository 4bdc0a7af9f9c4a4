//! Calling requests off.

use web_sys::{AbortController, AbortSignal};

/// Calls off the requests that were given its signal when it is dropped, so that whoever owns a request can't
/// forget it.
pub struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    /// A fresh one. In a browser that can't call requests off, their answers are merely not looked at.
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// What a request has to listen to.
    pub fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }

    /// Calls the requests off now.
    pub fn now(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Default for AbortOnDrop {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.now();
    }
}
