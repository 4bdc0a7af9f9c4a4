//! A door to what reads bytes that a stranger wrote, for `fuzz/` alone: without a socket it can be asked some ten
//! thousand times a second. It decides nothing by itself.

use axum::Router;
use contract::{PageAnswer, PageQuery};
use vendor::{Asked, Credentials};

use crate::{
    app::App,
    error::Error,
    guard::ValidQuery,
    router,
    upstream::{self, Fetched, answer::to_contract, verdict},
};

/// Reads the body of the one call.
pub fn query(body: &[u8]) -> Result<PageQuery, Error> {
    ValidQuery::parse(body).map(|query| query.get().clone())
}

/// The body that the vendor gets for a query.
pub fn body_for_vendor(query: &PageQuery) -> Vec<u8> {
    upstream::to_vendor(query).to_body()
}

/// What a caller hears when the vendor answers a query with status 200 and this body, unpacked. The attempt was signed
/// with `credentials` at `timestamp`, in unix seconds.
pub fn answer(
    query: &PageQuery,
    body: &[u8],
    credentials: &Credentials,
    timestamp: i64,
) -> Result<PageAnswer, Error> {
    let asked = Asked { current: query.current, size: query.size };
    let page = verdict::of_body(body, &asked, credentials, timestamp)?;
    Ok(to_contract(query, Fetched { page, at: timestamp }))
}

/// For how many seconds a vendor's `Retry-After` asks to wait, if it can be read.
pub fn retry_after(value: &str, now: i64) -> Option<u64> {
    verdict::wait(Some(value), now)
}

/// Everything that answers on the public port.
pub fn public_port(app: &App) -> Router {
    router::public(app)
}
