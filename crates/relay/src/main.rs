//! The entry of `recall-relay`.
fn main() {}
