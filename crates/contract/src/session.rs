//! What the panel learns about the relay when it starts.

use serde::{Deserialize, Serialize};

/// The answer of `GET {base}api/session`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The relay's version.
    pub version: String,
    /// Whether the rows come from the simulated vendor.
    pub demo: bool,
    /// The zone of the vendor's times, `±HH:MM`.
    pub vendor_utc_offset: String,
    /// Who is asking, if the relay authenticates its callers.
    pub user: Option<User>,
    /// The largest page that may be asked for, in rows.
    pub max_page_size: i64,
    /// How many rows of one window the panel should read at most.
    pub max_window_rows: i64,
    /// The relay's clock, RFC 3339 in UTC: ages are worked out from it and not from the browser's.
    pub now: String,
}

/// An authenticated caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The name to show.
    pub name: String,
}
