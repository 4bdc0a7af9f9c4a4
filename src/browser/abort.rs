//! Bounds on requests: they can be called off, and nobody leads them elsewhere.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, RequestRedirect, window};

/// The relay redirects nobody. Whoever does wants a sign-in, on a page that can't be asked for like an answer.
pub const NO_REDIRECT: RequestRedirect = RequestRedirect::Manual;

/// Calls off the requests that were given its signal when it is dropped, so that whoever owns a request can't
/// forget it.
pub struct AbortOnDrop {
    controller: Option<AbortController>,
    /// The waits under way: their timers, and what ends them.
    waits: RefCell<Vec<(i32, Function)>>,
}

impl AbortOnDrop {
    /// A fresh one. In a browser that can't call requests off, their answers are merely not looked at.
    pub fn new() -> Self {
        Self { controller: AbortController::new().ok(), waits: RefCell::default() }
    }

    /// What a request has to listen to.
    pub fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    /// Waits, but no longer than until the requests are called off.
    pub async fn wait(&self, milliseconds: i32) {
        let promise = Promise::new(&mut |resolve, _| {
            let timer = window().and_then(|window| {
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).ok()
            });
            self.waits.borrow_mut().extend(timer.map(|timer| (timer, resolve)));
        });
        // It is only ever resolved.
        let _ = JsFuture::from(promise).await;
    }

    /// Calls the requests off now, and ends the waits between them.
    pub fn now(&self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
        for (timer, end) in self.waits.take() {
            if let Some(window) = window() {
                window.clear_timeout_with_handle(timer);
            }
            // What ends a wait takes nothing and can't fail.
            let _ = end.call0(&JsValue::NULL);
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
