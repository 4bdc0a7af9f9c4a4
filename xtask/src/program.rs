//! Servers that a measurement or a test starts, and that end with it.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::clock::wait_for;
use crate::{Outcome, process};

/// How long a server may take to start, and to end. More than any needs on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running server. It is told to end when this is dropped.
pub(crate) struct Program {
    name: &'static str,
    child: Child,
    log: PathBuf,
    origin: String,
}

impl Program {
    /// Starts a server that listens on this port, and waits until it does. What it writes to stderr is added to the log.
    pub(crate) fn listening_on(
        name: &'static str,
        port: u16,
        command: &mut Command,
        log: PathBuf,
    ) -> Outcome<Self> {
        let mut program = Self::spawn(name, command.stdout(Stdio::null()), log)?;
        program.origin = format!("http://127.0.0.1:{port}");
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        wait_for(PATIENCE, || TcpStream::connect(address).ok()).ok_or_else(|| program.did_not_start())?;
        Ok(program)
    }

    /// Starts a server that prints `listening on ADDRESS` once it does, and waits for that line.
    pub(crate) fn announced(name: &'static str, command: &mut Command, log: PathBuf) -> Outcome<Self> {
        let mut program = Self::spawn(name, command.stdout(Stdio::piped()), log)?;
        let line = program.child.stdout.take().and_then(|stdout| first_line(stdout, PATIENCE));
        let address = line.as_deref().and_then(|line| line.trim_end().strip_prefix("listening on "));
        let address = address.ok_or_else(|| program.did_not_start())?;
        program.origin = address.trim_end_matches('/').to_owned();
        Ok(program)
    }

    fn spawn(name: &'static str, command: &mut Command, log: PathBuf) -> Outcome<Self> {
        // Appending, so that the file can be emptied while it is written to, and that several can share it.
        let file = OpenOptions::new().create(true).append(true).open(&log);
        let file = file.map_err(|error| format!("{} can't be written: {error}", log.display()))?;
        let child = command.stdin(Stdio::null()).stderr(file).spawn();
        let child = child.map_err(|error| format!("{name} could not be started: {error}"))?;
        Ok(Self { name, child, log, origin: String::new() })
    }

    /// The address that it answers at, without a slash at its end.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Its address as host and port.
    pub(crate) fn address(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    /// The number of its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Empties its log: a minute of load writes a hundred megabytes.
    pub(crate) fn empty_log(&self) -> Outcome<()> {
        File::options()
            .write(true)
            .open(&self.log)
            .and_then(|log| log.set_len(0))
            .map_err(|error| format!("{} can't be emptied: {error}", self.log.display()))
    }

    fn did_not_start(&self) -> String {
        format!("{} did not start: see {}", self.name, self.log.display())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // By a signal and not by force: nginx's workers would outlive it.
        if let Some(process) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(process, Signal::TERM);
        }
        if wait_for(PATIENCE, || self.child.try_wait().ok().flatten()).is_none() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// The first line that a program prints, if it prints one in time.
fn first_line(stdout: impl Read + Send + 'static, patience: Duration) -> Option<String> {
    let (tell, told) = mpsc::channel();
    // A thread of its own, because reading from a pipe knows no time limit. It ends with the program at the latest.
    thread::spawn(move || {
        let mut line = String::new();
        if BufReader::new(stdout).read_line(&mut line).is_ok() {
            // Whoever has lost patience does not want it any more.
            let _ = tell.send(line);
        }
    });
    told.recv_timeout(patience).ok()
}

/// A port that nobody listens on just now.
pub(crate) fn free_port() -> Outcome<u16> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no port is free: {error}"))
}

/// A program that is to run in this folder.
pub(crate) fn in_folder(program: &Path, folder: &Path) -> Command {
    let mut command = process::program(program);
    command.current_dir(folder);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log() -> PathBuf {
        PathBuf::from("/dev/null")
    }

    #[test]
    fn a_program_is_known_by_the_address_that_it_announces() {
        let mut command = process::program("sh");
        command.args(["-c", "echo 'listening on http://127.0.0.1:9/ops/'; exec sleep 60"]);
        let program = Program::announced("sh", &mut command, log()).unwrap();
        assert_eq!((program.origin(), program.address()), ("http://127.0.0.1:9/ops", "127.0.0.1:9/ops"));
    }

    #[test]
    fn a_program_that_says_something_else_or_nothing_did_not_start() {
        for script in ["echo something else", "true"] {
            let error = Program::announced("sh", process::program("sh").args(["-c", script]), log()).err();
            assert_eq!(error.as_deref(), Some("sh did not start: see /dev/null"), "{script}");
        }
    }

    #[test]
    fn a_program_that_stays_silent_is_not_waited_for_without_end() {
        let (silent, _open) = std::io::pipe().unwrap();
        assert_eq!(first_line(silent, Duration::from_millis(1)), None);
    }
}
