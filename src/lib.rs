//! Recall Desk's panel: automatic recall tasks as paginated, filterable, live tables.
//!
//! The layers, from the ground up. A layer uses those before it in this list; two that stand together may use each
//! other:
//!
//! - [`model`]: pure rules: the view query, zones and windows, the whole-window set, the pager; and with it
//!   [`locales`]: the words, one file per language.
//! - [`browser`]: the only module that touches the browser's own objects.
//! - [`dynamic`]: type-erased reactive values, for the state and for views; and with it [`markup`]: elements in
//!   builder syntax, all of one type.
//! - [`api`]: the only module that makes requests.
//! - [`state`]: signals, memos, the loader; no views.
//! - [`components`]: views; values in, callbacks out.
//! - [`pages`]: where state meets views.
//! - [`app`]: puts it all together.
//! - [`embed`]: the panel in a page's hands, its own or somebody else's.

pub mod model;

pub mod locales;

pub mod browser;

pub mod dynamic;

pub mod markup;

pub mod api;

pub mod state;

pub mod components;

pub mod pages;

pub mod app;

pub mod embed;
