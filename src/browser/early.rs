//! What `boot.js` asked ahead, while the panel's code was still on its way.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Response};

use crate::model::time::Instant;

#[wasm_bindgen]
extern "C" {
    /// The questions that were asked ahead.
    #[derive(Clone, Debug)]
    pub type Early;

    /// Hands over the answer to a question, given by the path of its call or by its body, if exactly that was asked;
    /// once. From then on the signal calls it off.
    #[wasm_bindgen(method)]
    pub fn take(this: &Early, question: &str, signal: Option<AbortSignal>) -> Option<Expected>;

    /// An answer on its way.
    #[wasm_bindgen(extends = Promise)]
    pub type Expected;

    #[wasm_bindgen(extends = Response)]
    type Answer;

    /// When it came: Unix time in seconds.
    #[wasm_bindgen(method, getter)]
    fn at(this: &Answer) -> f64;
}

impl Expected {
    /// The answer and when it came, by the browser's clock; `None` if none comes.
    #[expect(clippy::cast_possible_truncation, reason = "seconds of any date fit")]
    pub async fn answer(self) -> Option<(Response, Instant)> {
        let answer = JsFuture::from(Promise::from(self)).await.ok()?.unchecked_into::<Answer>();
        let at = answer.at() as Instant;
        Some((answer.into(), at))
    }
}
