//! The one call: a page of automatic recall tasks.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, State};
use http::request::Parts;

use super::json::Written;
use crate::{app::App, error::Error, guard::ValidQuery, upstream::Freshness};

/// Answers with one page of a window.
pub(crate) async fn query_page(
    State(app): State<App>,
    freshness: Freshness,
    query: ValidQuery,
) -> Result<Written, Error> {
    app.upstream().query_page(query.into_inner(), freshness).await.map(Written)
}

impl<S: Sync> FromRequestParts<S> for Freshness {
    type Rejection = Infallible;

    /// By the directive that a browser's forced reload sends too (RFC 9111, section 5.2.1.4).
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let no_cache = parts.headers.get_all("cache-control").iter().any(|value| {
            let directives = value.to_str().unwrap_or_default().split(',');
            directives.map(str::trim).any(|directive| directive.eq_ignore_ascii_case("no-cache"))
        });
        Ok(if no_cache { Self::Latest } else { Self::Usual })
    }
}
