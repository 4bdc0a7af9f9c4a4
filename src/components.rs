//! Views: values and signals in, callbacks out. No context, no requests, no browser objects.

pub mod alert;
pub mod blank;
pub mod copy;
pub mod drawer;
pub mod filters;
pub mod header;
pub mod icon;
pub mod live_bar;
pub mod menu;
pub mod modal;
pub mod notices;
pub mod pager;
pub mod progress;
pub mod select;
pub mod status;
pub mod summary;
pub mod table;
pub mod time;
pub mod views;
