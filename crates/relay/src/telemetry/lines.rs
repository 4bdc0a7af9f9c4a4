//! The way of a line to the log's [`Outlet`].
//!
//! A thread that serves connections gathers its lines while there is something to do, and writes them before it waits for
//! more: so a call of the system is made for many lines, answers don't wait for it, and threads don't wait for each
//! other. All other threads write each line as it comes.

use std::{
    cell::RefCell,
    io::{self, Stderr, Write},
    sync::{LazyLock, Mutex, PoisonError},
};

use tracing_subscriber::fmt::MakeWriter;

use super::outlet::Outlet;

/// How much is gathered at most before it is written, in bytes.
const ENOUGH: usize = 4_096;

/// The one log of this process.
static LOG: LazyLock<Mutex<Outlet<Stderr>>> = LazyLock::new(|| Mutex::new(Outlet::to(io::stderr())));

thread_local! {
    /// What this thread has gathered, if it gathers.
    static GATHERED: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// From here on this thread gathers. It must [`write_gathered`] each time before it waits.
pub(crate) fn gather() {
    GATHERED.set(Some(Vec::with_capacity(2 * ENOUGH)));
}

/// Writes what this thread has gathered.
pub(crate) fn write_gathered() {
    GATHERED.with_borrow_mut(|gathered| {
        if let Some(lines) = gathered.as_mut().filter(|lines| !lines.is_empty()) {
            // Where the log can't be written there is nobody to tell.
            let _ = write(lines);
            lines.clear();
        }
    });
}

fn write(lines: &[u8]) -> io::Result<()> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner).write_all(lines)
}

/// Takes lines, each in one call of [`write`](Write::write).
pub(super) struct Lines;

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let gathers = GATHERED.with_borrow_mut(|gathered| {
            let lines = gathered.as_mut()?;
            lines.extend_from_slice(line);
            Some(lines.len())
        });
        match gathers {
            Some(length) if length >= ENOUGH => write_gathered(),
            Some(_) => {}
            None => write(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
