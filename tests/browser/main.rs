//! The panel's parts and its loader in a real browser, on a stage whose network, clock and address are the test's own.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod alert;
mod data;
mod drawer;
mod exporting;
mod filters;
mod live_bar;
mod loader;
mod menu;
mod mounting;
mod page;
mod pager;
mod pausing;
mod stage;
mod summary;
mod table;
mod views;
mod words;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
