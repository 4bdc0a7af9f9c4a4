//! The body of the one call, as a caller sends it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::request_body::keeps_its_promises(bytes));
