//! The only module that touches the browser's own objects: clock, address, storage, network, clipboard, downloads.
//!
//! What can fail in a browser (storage blocked, clipboard refused) is an `Option` or a `Result` here and no panic.

pub mod abort;
pub mod address;
pub mod attention;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod early;
pub mod environment;
pub mod focus;
pub mod host;
pub mod pointer;
pub mod storage;
pub mod task;
pub mod text;
