//! The relay's only way to learn the time; everything else is handed a [`Clock`] or a [`Stopwatch`].

use std::{
    fmt,
    sync::Arc,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use chrono::{DateTime, SecondsFormat};

/// Tells the time in unix seconds. Cheap to clone; the clones agree.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    pub fn system() -> Self {
        Self::from_fn(|| match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            // A machine that believes to live before 1970 gets a wrong time, not a dead relay; the vendor will say so.
            Err(_) => 0,
        })
    }

    /// A clock that shows whatever `now` gives, in unix seconds.
    pub fn from_fn(now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time, in unix seconds.
    pub fn now(&self) -> i64 {
        (self.0)()
    }

    /// The clock as a plain function, for whoever can't depend on this crate.
    pub fn as_fn(&self) -> Arc<dyn Fn() -> i64 + Send + Sync> {
        Arc::clone(&self.0)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// Writes unix seconds as RFC 3339 in UTC with whole seconds, as the contract has it: `2025-08-17T11:31:02Z`.
pub fn rfc3339(unix_seconds: i64) -> String {
    DateTime::from_timestamp(unix_seconds, 0)
        .unwrap_or(DateTime::UNIX_EPOCH)
        .to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The present moment, for policies and deadlines. It never jumps, and tells nothing about the time of day; in a test
/// whose time is paused it stands still with everything else.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
pub(crate) fn moment() -> tokio::time::Instant {
    tokio::time::Instant::now()
}

/// Measures how long something takes; unlike a [`Clock`] it never jumps.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts to measure.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since the start.
    pub fn elapsed_seconds(self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
