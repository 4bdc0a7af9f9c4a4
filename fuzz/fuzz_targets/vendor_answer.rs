//! The body of the vendor's answer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::vendor_answer::keeps_its_promises(bytes));
