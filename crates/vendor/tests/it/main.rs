//! What the relay may rely on when it speaks to the vendor.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod arbitrary;
mod credentials;
mod fields;
mod page;
mod reason;
mod refusal;
mod request;
mod signature;
mod stamp;

use vendor::{Answer, Asked, Unbelievable, VendorPage};

/// Decodes an answer to a query for the first ten rows.
fn decode(body: impl AsRef<[u8]>) -> Result<Answer, Unbelievable> {
    vendor::decode(body.as_ref(), &Asked { current: 1, size: 10 })
}

/// Decodes an answer that has to be a page.
#[track_caller]
fn decode_page(body: impl AsRef<[u8]>) -> VendorPage {
    match decode(body) {
        Ok(Answer::Page(page)) => page,
        other => panic!("no page but {other:?}"),
    }
}
