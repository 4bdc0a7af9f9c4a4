//! The host: what the panel is told by the page around it, and what it tells in turn.
//!
//! `recall-tasks.js` and `frame.js` make these objects; their side of the contract stands there.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An object of the page around the panel.
    #[derive(Clone, Debug)]
    pub type Host;

    /// The view that it wants, as a query string without its question mark.
    #[wasm_bindgen(method)]
    pub fn query(this: &Host) -> String;

    /// Hears that the panel went to another view; `push` if Back should lead away from it.
    #[wasm_bindgen(method)]
    pub fn moved(this: &Host, query: &str, push: bool);

    /// A link to a view.
    #[wasm_bindgen(method)]
    pub fn link(this: &Host) -> String;

    /// Hears that a task is to be opened, by its ID; `false` if the host shows it itself.
    #[wasm_bindgen(method)]
    pub fn opening(this: &Host, id: &str) -> bool;

    /// Hears how the panel is: `loading`, `ready`, `error`, `unauthorized` or `offline`.
    #[wasm_bindgen(method)]
    pub fn state(this: &Host, name: &str);

    /// Hears that rows came: how many the window has, when the vendor gave them, and whether it had to be old ones.
    #[wasm_bindgen(method)]
    pub fn data(this: &Host, total: i64, fetched_at: i64, stale: bool);

    /// Hears that a request failed: the kind of problem, and the identifier of the request if there is one.
    #[wasm_bindgen(method)]
    pub fn failed(this: &Host, kind: &str, request_id: Option<String>);
}
