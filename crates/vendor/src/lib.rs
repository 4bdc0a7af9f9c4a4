//! What the relay and the vendor say to each other. Pure: no I/O and no clock; the time is an argument.
//!
//! On the way out a [`PageRequest`] becomes the documented body and [`sign`] vouches for it. On the way back
//! [`decode`] turns whatever the vendor answered into an [`Answer`], or says why it can't be believed. The vendor's
//! own pages contradict each other about the answer's shape, so reading is lenient, and what comes out is strict.
//!
//! This is the only crate that computes the vendor's signature, and the only one that can read the secret: the
//! browser's panel must never link it.

pub mod answer;
pub mod credentials;
mod lenient;
pub mod reason;
pub mod request;
pub mod signature;
pub mod stamp;

pub use answer::{Answer, Asked, Code, Record, Unbelievable, VendorPage, decode};
pub use credentials::{ApiKey, ApiSecret, Credentials, CredentialsError};
pub use reason::{clean_reason, is_invisible};
pub use request::{CONTENT_TYPE, PageRequest, QUERY_PAGE_PATH};
pub use signature::{API_KEY_HEADER, SIGN_HEADER, Signature, TIMESTAMP_HEADER, sign};
