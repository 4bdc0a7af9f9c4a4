//! How many requests are being answered at the same time, for tests of whoever promises not to send too many.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The requests that are there.
#[derive(Default)]
pub(crate) struct Crowd {
    present: AtomicUsize,
    most: AtomicUsize,
}

impl Crowd {
    /// Counts a request in, until what this gives is dropped: when it is answered, or its caller has gone.
    pub(crate) fn enter(&self) -> Present<'_> {
        let present = self.present.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(present, Ordering::Relaxed);
        Present(self)
    }

    /// The most that were ever there at once.
    pub(crate) fn most(&self) -> usize {
        self.most.load(Ordering::Relaxed)
    }
}

/// One request that is there.
pub(crate) struct Present<'a>(&'a Crowd);

impl Drop for Present<'_> {
    fn drop(&mut self) {
        self.0.present.fetch_sub(1, Ordering::Relaxed);
    }
}
