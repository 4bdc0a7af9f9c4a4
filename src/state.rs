//! The panel's memory: signals and memos, the loader, the clock. No views here.
//!
//! What can be derived is a memo. Effects drive things outside the graph (the address, requests) and write no
//! signal; signals are written by events and by answers.

pub mod asking;
pub mod desk;
pub mod export;
pub mod live;
pub mod loader;
pub mod memory;
pub mod navigation;
pub mod place;
pub mod pulse;
pub mod reading;
pub mod results;
pub mod session;
