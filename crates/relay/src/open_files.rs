//! How many files this process may have open: every connection is one, and systems often allow 1,024 at first.

use crate::limits;

/// Files that are no connections: the log, the listeners, and what the runtime needs.
const OTHERS: u64 = 64;

/// Raises the soft limit as far as the connections need it and the hard limit allows. What is still missing then is
/// said in the log: beyond the limit connections wait, and the vendor can't be reached.
#[cfg(unix)]
pub fn raise() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    // Each connection on the public port may have one to the vendor, and the admin port takes as many.
    let needed = 3 * u64::try_from(limits::CONNECTIONS).unwrap_or(u64::MAX / 3) + OTHERS;
    if current.is_none_or(|current| current >= needed) {
        return;
    }
    let wanted = maximum.map_or(needed, |maximum| maximum.min(needed));
    let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).is_ok();
    let allowed = if raised { Some(wanted) } else { current };
    if allowed.is_some_and(|allowed| allowed < needed) {
        tracing::warn!(allowed, needed, "the system allows too few open files for all connections");
    }
}

/// Elsewhere there is no such limit.
#[cfg(not(unix))]
pub fn raise() {}
