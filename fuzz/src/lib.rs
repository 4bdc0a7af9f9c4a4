//! What must hold whatever bytes come, for each part of the relay that reads what a stranger wrote.
//!
//! A promise is a function that panics when it is broken. The fuzzers in `fuzz_targets/` look for bytes that do it, for
//! as long as they are let; `tests/corpus.rs` replays what they begin with on every run of the tests.

#![expect(
    clippy::missing_panics_doc,
    reason = "that a function panics is how it says that its promise is broken"
)]

use vendor::is_invisible;

mod public_port;
pub mod request_body;
pub mod retry_after;
pub mod static_path;
pub mod token_header;
pub mod vendor_answer;

/// Tries one input.
pub type Promise = fn(&[u8]);

/// Every promise, under the name of its fuzzer and of its folder in `corpus/`.
pub const PROMISES: [(&str, Promise); 5] = [
    ("request_body", request_body::keeps_its_promises),
    ("retry_after", retry_after::keeps_its_promises),
    ("static_path", static_path::keeps_its_promises),
    ("token_header", token_header::keeps_its_promises),
    ("vendor_answer", vendor_answer::keeps_its_promises),
];

/// Whether a text can be shown and logged as it is: nothing in it controls a terminal, reorders what stands around or is
/// not seen, but for the joiners that some scripts need.
fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}'))
}
