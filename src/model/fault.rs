//! What can go wrong with a request, as the user has to know it.

use contract::{Problem, ProblemKind};

use super::time::Instant;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The relay said what is wrong.
    Problem(Box<Problem>),
    /// The browser has no network.
    Offline,
    /// The relay did not answer at all.
    Unreachable,
    /// Something answered, but not as the relay does: a login page, a proxy's error page, half an answer.
    Garbage {
        /// The HTTP status, 0 for a redirect to somewhere else.
        status: u16,
        /// What the header `Retry-After` said, in seconds.
        retry_after: Option<u64>,
    },
}

impl Fault {
    /// The kind of problem: the relay's names, and three of our own for where it did not speak.
    pub fn kind(&self) -> &'static str {
        match self {
            Fault::Problem(problem) => problem.kind.name(),
            Fault::Offline => "offline",
            Fault::Unreachable => "unreachable",
            Fault::Garbage { .. } => "garbage",
        }
    }

    /// Whether the session has ended: the relay doesn't know who asks, or a portal in front of it wants a sign-in first.
    pub fn wants_sign_in(&self) -> bool {
        match self {
            Fault::Problem(problem) => problem.kind == ProblemKind::Unauthenticated,
            Fault::Garbage { status, .. } => matches!(status, 0 | 401),
            _ => false,
        }
    }

    /// Seconds after which another try makes sense, if whoever refused said so.
    pub fn retry_after(&self) -> Option<i64> {
        let seconds = match self {
            Fault::Problem(problem) => problem.retry_after,
            Fault::Garbage { retry_after, .. } => *retry_after,
            _ => None,
        };
        seconds.and_then(|seconds| i64::try_from(seconds).ok())
    }

    /// Seconds to wait in the midst of a walk: whoever refused has too much to do just now, and said for how long.
    pub fn asks_to_wait(&self) -> Option<i64> {
        let is_busy = match self {
            Fault::Problem(problem) => matches!(problem.status, 429 | 503),
            Fault::Garbage { status, .. } => matches!(status, 429 | 503),
            _ => false,
        };
        self.retry_after().filter(|_| is_busy)
    }

    /// The identifier under which the relay's log has the request.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Fault::Problem(problem) => {
                Some(&problem.request_id).filter(|id| !id.is_empty()).map(String::as_str)
            }
            _ => None,
        }
    }
}

/// A run of failures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The latest fault.
    pub fault: Fault,
    /// When the first failure of the run came.
    pub since: Instant,
    /// How many came in a row.
    pub count: u32,
}

impl Failure {
    /// Adds a fault to a run, or begins one.
    pub fn after(previous: Option<Failure>, fault: Fault, now: Instant) -> Self {
        match previous {
            Some(run) => Self { fault, since: run.since, count: run.count.saturating_add(1) },
            None => Self { fault, since: now, count: 1 },
        }
    }
}
