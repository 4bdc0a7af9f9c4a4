//! What the panel and the relay say to each other, and nothing else.
//!
//! The relay speaks the vendor's own call less the signing headers, so the vendor's documentation stays the
//! documentation. The types here are the strict form of it: integers are JSON integers of 64 bits, `records` is
//! never null, and whatever the vendor left out is `None` in its record.
//!
//! This crate depends on serde alone, so both sides can link it. Its bytes are frozen by the goldens in
//! `tests/goldens.rs`; conversions to and from other types live with whoever needs them.

pub mod page;
pub mod problem;
pub mod query;
pub mod session;
pub mod task;

pub use page::{Page, PageAnswer};
pub use problem::{FieldError, Problem, ProblemKind};
pub use query::{PageQuery, QueryParams};
pub use session::{Session, User};
pub use task::Task;

/// The path of the one call, relative to `{base}api`; the same as the vendor's.
pub const QUERY_PAGE_PATH: &str = "/voice/recallFlow/queryPage";

/// The header that a caller must send with the call. A form or a link in a foreign page can't set it, so its
/// presence shows that the caller's own code, or a script of the same origin, made the request.
pub const REQUEST_HEADER: &str = "x-recall-request";

/// The largest page that may be asked for, in rows; the vendor's own bound.
pub const MAX_PAGE_SIZE: i64 = 100;

/// How many rows of one window the panel reads at most before it says that it stopped.
pub const MAX_WINDOW_ROWS: i64 = 50_000;

/// The longest search text, in characters.
pub const MAX_TASK_NAME_CHARS: usize = 128;
