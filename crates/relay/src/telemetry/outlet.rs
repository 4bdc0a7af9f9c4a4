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

/// Where lines are written, any number of whole ones in a call of [`write`](Write::write).
pub(super) struct Outlet<W> {
    to: W,
    /// What is written at once, in bytes. A file takes anything, and need not be asked.
    piece: Option<usize>,
    /// Whether the last line was lost.
    is_stuck: bool,
    /// Whether the last line stopped within, so that the next one must not begin right behind it.
    is_torn: bool,
}

impl<W: Write + ready::Pollable> Outlet<W> {
    /// A way to what nothing has been written to yet.
    pub(super) fn to(to: W) -> Self {
        let piece = (!ready::is_file(&to)).then_some(PIECE);
        Self { to, piece, is_stuck: false, is_torn: false }
    }

    /// Writes a piece, if it is taken.
    fn put(&mut self, piece: &[u8]) -> io::Result<bool> {
        let patience = if self.is_stuck { Duration::ZERO } else { PATIENCE };
        self.is_stuck = self.piece.is_some() && !ready::takes_more(&self.to, patience);
        if !self.is_stuck {
            self.to.write_all(piece)?;
            self.is_torn = !piece.ends_with(b"\n");
        }
        Ok(!self.is_stuck)
    }
}

impl<W: Write + ready::Pollable> Write for Outlet<W> {
    /// Takes all lines, whatever becomes of them.
    fn write(&mut self, lines: &[u8]) -> io::Result<usize> {
        let mut left = lines;
        let mut is_taken = !self.is_torn || self.put(b"\n")?;
        while is_taken && !left.is_empty() {
            let (piece, rest) = left.split_at(self.piece.map_or(left.len(), |most| most.min(left.len())));
            is_taken = self.put(piece)?;
            if is_taken {
                left = rest;
            }
        }
        if let Some(lost) = &*LOST {
            lost.inc_by(left.split(|byte| *byte == b'\n').skip(1).count() as u64);
        }
        Ok(lines.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(unix)]
mod ready {
    use std::{fs::File, time::Duration};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    pub(super) use std::os::fd::AsFd as Pollable;

    /// Whether it is a file, which never makes anybody wait.
    pub(super) fn is_file(to: &impl Pollable) -> bool {
        let kind = to.as_fd().try_clone_to_owned().and_then(|to| File::from(to).metadata());
        kind.is_ok_and(|kind| kind.is_file())
    }

    /// Whether it takes [`PIECE`](super::PIECE) bytes without waiting for longer than this. If that can't be known it
    /// does.
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
    pub(super) fn is_file<W>(_: &W) -> bool {
        true
    }

    /// And so it is believed to.
    pub(super) fn takes_more<W>(_: &W, _: Duration) -> bool {
        true
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::{Read, pipe};

    use super::*;

    #[test]
    fn lines_that_nobody_reads_are_lost_and_hold_up_nobody_and_the_next_ones_get_through_whole() {
        let (mut reader, writer) = pipe().unwrap();
        let mut outlet = Outlet::to(writer);
        let line = [[b'x'; 999].as_slice(), b"\n"].concat();
        for _ in 0..1_000 {
            outlet.write_all(&line.repeat(10)).unwrap();
        }
        // It takes 64 KiB, or less if the system is short of room.
        let lost = lost().unwrap().get();
        assert!(outlet.is_stuck && (9_930..10_000).contains(&lost), "{lost}");
        // A pipe gives room page by page.
        let mut read = vec![0; 2 * PIECE];
        reader.read_exact(&mut read).unwrap();
        outlet.write_all(&[[b'y'; 3 * PIECE].as_slice(), b"\n"].concat()).unwrap();
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
