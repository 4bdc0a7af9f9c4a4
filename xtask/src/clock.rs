//! The workshop's only clock: what is measured here is measured with it.

use std::time::{Duration, Instant};

/// Measures how long something takes.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts to measure.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Waits until `is_so` gives something, for at most `patience`, and looks every 10 ms.
pub(crate) fn wait_for<T>(patience: Duration, mut is_so: impl FnMut() -> Option<T>) -> Option<T> {
    let waiting = Stopwatch::start();
    loop {
        match is_so() {
            None if waiting.elapsed() < patience => std::thread::sleep(Duration::from_millis(10)),
            outcome => return outcome,
        }
    }
}
