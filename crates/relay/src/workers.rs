//! The threads that connections are served on.
//!
//! Each has a runtime of its own, and a connection stays on the thread that it was given to: no lock is contended, no
//! other thread is woken for a request, and memory goes back to where it came from. On one runtime for all threads a
//! request took a fifth more processor time, much of it in waiting for each other's heaps. The price is that an idle
//! thread can't help a busy one; requests are short enough for that.

use std::{
    future::{Future, pending},
    io,
    num::NonZeroUsize,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use tokio::runtime::{Builder, Handle};

use crate::telemetry;

/// The threads, which take turns.
pub struct Workers {
    threads: Vec<Handle>,
    next: AtomicUsize,
}

impl Workers {
    /// Starts a thread for each core that this process may use. They end with the process.
    pub fn start() -> io::Result<Self> {
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let threads = (0..cores).map(|_| start_one()).collect::<io::Result<_>>()?;
        Ok(Self { threads, next: AtomicUsize::new(0) })
    }

    /// No threads of their own: everything runs where this is called, which must be within a runtime.
    pub fn none() -> Self {
        Self { threads: vec![Handle::current()], next: AtomicUsize::new(0) }
    }

    /// Runs a future to its end, on the thread whose turn it is.
    pub(crate) fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.threads.len();
        self.threads[turn].spawn(future);
    }

    /// Has all that the threads have gathered for the log written.
    pub(crate) async fn write_lines(&self) {
        for thread in &self.threads {
            // It fails only for a runtime that has ended, which has written everything.
            let _ = thread.spawn(async { telemetry::write_gathered() }).await;
        }
    }
}

fn start_one() -> io::Result<Handle> {
    let mut builder = Builder::new_current_thread();
    let runtime = builder.enable_all().on_thread_park(telemetry::write_gathered).build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new().name("worker".to_owned()).spawn(move || {
        telemetry::gather();
        runtime.block_on(pending::<()>());
    })?;
    Ok(handle)
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, sync::mpsc, thread::ThreadId};

    use super::*;

    #[test]
    fn each_thread_gets_as_much_as_the_others() {
        let workers = Workers::start().unwrap();
        let (tell, told) = mpsc::channel();
        for _ in 0..3 * workers.threads.len() {
            let tell = tell.clone();
            workers.spawn(async move { tell.send(thread::current().id()).unwrap() });
        }
        drop(tell);
        let mut count: HashMap<ThreadId, usize> = HashMap::new();
        for id in told {
            *count.entry(id).or_default() += 1;
        }
        assert_eq!(count.into_values().collect::<Vec<_>>(), vec![3; workers.threads.len()]);
    }
}
