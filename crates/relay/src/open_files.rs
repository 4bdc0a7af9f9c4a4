//! How many files this process may have open: every connection is one, and systems often allow 1,024 at first.

use crate::limits;

/// Files that are no connections: the log, the listeners, and what the runtime needs.
const OTHERS: u64 = 64;

/// Each connection on the public port may have one to the vendor, and the admin port takes as many.
const EACH: u64 = 3;

/// What it takes to have all connections that are let in.
pub const NEEDED: u64 = EACH * limits::CONNECTIONS as u64 + OTHERS;

/// Raises the soft limit as far as the connections need it and the hard limit allows. What is still missing then is
/// said in the log, and [`connections`] makes do with it.
#[cfg(unix)]
pub fn raise() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_none_or(|current| current >= NEEDED) {
        return;
    }
    let wanted = maximum.map_or(NEEDED, |maximum| maximum.min(NEEDED));
    let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).is_ok();
    let allowed = if raised { Some(wanted) } else { current };
    if allowed.is_some_and(|allowed| allowed < NEEDED) {
        let connections = connections();
        tracing::warn!(
            allowed,
            needed = NEEDED,
            connections,
            "the system allows too few open files for all connections"
        );
    }
}

/// How many connections a port may have at once: so many that there is always a file left to reach the vendor with.
#[cfg(unix)]
pub(crate) fn connections() -> usize {
    let allowed = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    let room = allowed.unwrap_or(NEEDED).saturating_sub(OTHERS) / EACH;
    usize::try_from(room).unwrap_or(usize::MAX).clamp(1, limits::CONNECTIONS)
}

/// Elsewhere there is no such limit.
#[cfg(not(unix))]
pub fn raise() {}

/// As many as are let in at all.
#[cfg(not(unix))]
pub(crate) fn connections() -> usize {
    limits::CONNECTIONS
}
