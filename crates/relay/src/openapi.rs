//! The description of everything below `api/`, in OpenAPI 3.1.
//!
//! It is written by hand because it says more than types do: bounds, forms, which failures a request can meet and what
//! headers come back. Deriving it would bring a macro crate into `contract`, which is linked into the panel, or a
//! second set of types in here. What can be taken from the contract is taken from it: names, bounds, kinds and their
//! statuses. Tests compare the rest with the contract's own bytes and with a relay that answers.

mod answers;
mod operations;
mod problems;
mod schemas;

use serde_json::{Value, json};

use crate::config::{Auth, BasePath};

/// The document of a relay that serves under this path and learns in this way who calls.
pub(crate) fn document(base: &BasePath, auth: &Auth) -> Value {
    // OpenAPI has no word for a portal that signs people in by whatever means; to whoever comes through it, the API
    // asks for nothing.
    let (schemes, security) = match auth {
        Auth::Loopback | Auth::Proxy(_) => (json!({}), json!([])),
        Auth::Jwt(_) => (
            json!({"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}),
            json!([{"token": []}]),
        ),
    };
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Recall Desk",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Automatic recall tasks, as a panel and its scripts ask for them",
            "description": "The vendor's call \"Query Task List (Automatic Recall)\" without its signing headers, in a \
                strict form. Every failure is a problem document (RFC 9457) with a `kind`. A browser is answered on \
                the panel's own pages only. Requests may have 64 headers and 16 KiB of them.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": base.without_slash().unwrap_or(base.as_str())}],
        "security": security,
        "paths": operations::paths(),
        "components": {"schemas": schemas::all(), "securitySchemes": schemes},
    })
}
