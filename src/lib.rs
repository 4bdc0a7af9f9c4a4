//! Recall Desk's panel: automatic recall tasks as paginated, filterable, live tables.
//!
//! The layers, from the ground up; a layer uses those above it in this list and no other:
//!
//! - [`model`]: pure rules: the view query, zones and windows, the whole-window set, the pager.
//! - [`locales`]: the words, one file per language.
pub mod model;

pub mod locales;

pub mod browser;

pub mod api;

pub mod state;
