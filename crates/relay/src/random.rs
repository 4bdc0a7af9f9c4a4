//! Numbers that nobody can foresee, without asking the system for each.
//!
//! They name requests and scatter times, and guard nothing: keys and secrets are never made of them.

use std::{
    cell::Cell,
    hash::{BuildHasher, RandomState},
};

/// A number that has nothing to do with the ones before it: a count, hashed under keys that the system has chosen at
/// random for this thread.
pub(crate) fn number() -> u64 {
    thread_local! {
        static KEYS: RandomState = RandomState::new();
        static COUNT: Cell<u64> = const { Cell::new(0) };
    }
    let count = COUNT.get().wrapping_add(1);
    COUNT.set(count);
    KEYS.with(|keys| keys.hash_one(count))
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, thread};

    use super::*;

    #[test]
    fn no_number_comes_twice_on_one_thread_or_on_several() {
        let threads: Vec<_> =
            (0..4).map(|_| thread::spawn(|| (0..10_000).map(|_| number()).collect::<Vec<_>>())).collect();
        let numbers: HashSet<u64> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        assert_eq!(numbers.len(), 40_000);
    }
}
