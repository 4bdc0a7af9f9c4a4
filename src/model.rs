//! Pure rules: no framework, no browser, no clock. Whatever depends on the time or on the local zone takes it as
//! an argument, so that all of this is tested natively.

pub mod body;
pub mod changes;
pub mod column;
pub mod export;
pub mod facets;
pub mod fault;
pub mod histogram;
pub mod json;
pub mod kept;
pub mod ledger;
pub mod meaning;
pub mod overview;
pub mod pager;
pub mod question;
pub mod row;
pub mod scene;
pub mod schedule;
pub mod sheet;
pub mod sort;
pub mod text;
pub mod time;
pub mod typed;
pub mod view;
pub mod walk;
pub mod window;
