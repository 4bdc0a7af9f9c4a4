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
        /// The HTTP status.
        status: u16,
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

    /// Whether the relay doesn't know who asks.
    pub fn wants_sign_in(&self) -> bool {
        matches!(self, Fault::Problem(problem) if problem.kind == ProblemKind::Unauthenticated)
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
