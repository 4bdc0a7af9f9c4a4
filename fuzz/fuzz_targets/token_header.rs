//! The header in which a caller shows a token.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::token_header::keeps_its_promises(bytes));
