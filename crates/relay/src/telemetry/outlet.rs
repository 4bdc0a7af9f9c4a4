//! The log's way out, which must never hold up the relay.
//!
//! A pipe takes 64 KiB that nobody reads, and then whoever writes to it waits, for ever if need be. So before each line
//! it is asked whether it takes one, and lines that it doesn't take are lost and counted. A thread of its own, which
//! writes what it finds in a queue, would do it too, but it loses lines whenever it isn't given the processor in time,
//! and not only when nobody reads them.

use std::{
    io::{self, Write},
    sync::LazyLock,
    time::Duration,
};

use prometheus::IntCounter;

/// How long a reader may take before lines are lost. They wait for it once, and no more until it reads again.
const PATIENCE: Duration = Duration::from_millis(100);

/// What a pipe that takes anything takes at once, in bytes.
const PIECE: usize = 4_096;

/// Lines lost by this process, which has one log.
static LOST: LazyLock<Option<IntCounter>> = LazyLock::new(|| {
    IntCounter::new("recall_relay_log_lines_lost_total", "Lines that the log's reader did not take.").ok()
});

/// The counter of lost lines, to be shown with the others.
pub(super) fn lost() -> Option<IntCounter> {
    LOST.clone()
}

/// Where lines are written, each in one call of [`write`](Write::write).
pub(super) struct Outlet<W> {
    to: W,
    /// Whether the last line was lost.
    is_stuck: bool,
    /// Whether the last line stopped within, so that the next one must not begin right behind it.
    is_torn: bool,
}

impl<W> Outlet<W> {
    /// A way to what nothing has been written to yet.
    pub(super) fn to(to: W) -> Self {
        Self { to, is_stuck: false, is_torn: false }
    }
}

impl<W: Write + ready::Pollable> Write for Outlet<W> {
    /// Takes a whole line, whatever becomes of it.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let patience = if self.is_stuck { Duration::ZERO } else { PATIENCE };
        let end_of_torn: &[u8] = if self.is_torn { b"\n" } else { b"" };
        for (at, piece) in [end_of_torn].into_iter().chain(line.chunks(PIECE)).enumerate() {
            if !ready::takes_more(&self.to, patience) {
                self.is_stuck = true;
                self.is_torn |= at > 1;
                if let Some(lost) = &*LOST {
                    lost.inc();
                }
                return Ok(line.len());
            }
            self.to.write_all(piece)?;
        }
        (self.is_stuck, self.is_torn) = (false, false);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(unix)]
mod ready {
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    pub(super) use std::os::fd::AsFd as Pollable;

    /// Whether it takes [`PIECE`](super::PIECE) bytes without waiting for longer than this. If that can't be known, as
    /// of a file, it does.
    pub(super) fn takes_more(to: &impl Pollable, patience: Duration) -> bool {
        let patience = Timespec { tv_sec: 0, tv_nsec: patience.subsec_nanos().into() };
        poll(&mut [PollFd::new(to, PollFlags::OUT)], Some(&patience)) != Ok(0)
    }
}

#[cfg(not(unix))]
mod ready {
    use std::time::Duration;

    pub(super) trait Pollable {}

    impl<W> Pollable for W {}

    /// Nobody can be asked.
    pub(super) fn takes_more<W>(_: &W, _: Duration) -> bool {
        true
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::{Read, pipe};

    use super::*;

    const LINE: &[u8] = &[b'x'; 1_000];

    #[test]
    fn lines_that_nobody_reads_are_lost_and_hold_up_nobody_and_the_next_ones_get_through_whole() {
        let (mut reader, writer) = pipe().unwrap();
        let mut outlet = Outlet::to(writer);
        for _ in 0..10_000 {
            outlet.write_all(LINE).unwrap();
        }
        assert!(outlet.is_stuck && lost().unwrap().get() > 0);
        // A pipe gives room page by page.
        let mut read = vec![0; 2 * PIECE];
        reader.read_exact(&mut read).unwrap();
        outlet.write_all(&[b'y'; 3 * PIECE]).unwrap();
        assert!(outlet.is_torn, "the line doesn't fit");
        reader.read_exact(&mut vec![0; 4 * PIECE]).unwrap();
        outlet.write_all(b"{}\n").unwrap();
        assert!(!outlet.is_stuck);
        drop(outlet);
        read.clear();
        reader.read_to_end(&mut read).unwrap();
        assert!(read.ends_with(b"y\n{}\n"));
    }
}
