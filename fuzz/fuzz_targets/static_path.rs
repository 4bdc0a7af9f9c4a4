//! What a caller asks the public port for by GET.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::static_path::keeps_its_promises(bytes));
