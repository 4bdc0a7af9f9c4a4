//! Servers that a measurement starts, and that end with it.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::clock::wait_for;
use crate::{Outcome, process};

/// How long a server may take to start, and to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server. It is told to end when this is dropped.
pub(super) struct Program {
    name: &'static str,
    child: Child,
    log: PathBuf,
    origin: String,
}

impl Program {
    /// Starts a server that listens on this port, and waits until it does. What it writes goes to `NAME.log` in the
    /// folder.
    pub(super) fn listening_on(
        name: &'static str,
        port: u16,
        command: &mut Command,
        folder: &Path,
    ) -> Outcome<Self> {
        let mut program = Self::spawn(name, command.stdout(Stdio::null()), folder)?;
        program.origin = format!("http://127.0.0.1:{port}");
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        wait_for(PATIENCE, || TcpStream::connect(address).ok()).ok_or_else(|| program.did_not_start())?;
        Ok(program)
    }

    /// Starts a server that prints `listening on ADDRESS` once it does, and waits for that line.
    pub(super) fn announced(name: &'static str, command: &mut Command, folder: &Path) -> Outcome<Self> {
        let mut program = Self::spawn(name, command.stdout(Stdio::piped()), folder)?;
        let mut line = String::new();
        if let Some(stdout) = program.child.stdout.take() {
            BufReader::new(stdout)
                .read_line(&mut line)
                .map_err(|error| format!("{name} got lost: {error}"))?;
        }
        let address = line.trim().strip_prefix("listening on ").ok_or_else(|| program.did_not_start())?;
        program.origin = address.trim_end_matches('/').to_owned();
        Ok(program)
    }

    fn spawn(name: &'static str, command: &mut Command, folder: &Path) -> Outcome<Self> {
        let log = folder.join(format!("{name}.log"));
        // Appending, so that the file can be emptied while it is written to.
        let file = OpenOptions::new().create(true).append(true).open(&log);
        let file = file.map_err(|error| format!("{} can't be written: {error}", log.display()))?;
        let child = command.stdin(Stdio::null()).stderr(file).spawn();
        let child = child.map_err(|error| format!("{name} could not be started: {error}"))?;
        Ok(Self { name, child, log, origin: String::new() })
    }

    /// The address that it answers at, without a slash at its end.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// Its address as host and port.
    pub(super) fn address(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    /// The number of its process.
    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Empties its log: a minute of load writes a hundred megabytes.
    pub(super) fn empty_log(&self) -> Outcome<()> {
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

/// A port that nobody listens on just now.
pub(super) fn free_port() -> Outcome<u16> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no port is free: {error}"))
}

/// A program that is to run in this folder.
pub(super) fn in_folder(program: &Path, folder: &Path) -> Command {
    let mut command = process::program(program);
    command.current_dir(folder);
    command
}
