//! The real binary, as whoever starts it sees it.

use std::{
    io::{BufRead, BufReader, Read},
    net::SocketAddr,
    process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::Duration,
};

use crate::outputs;

/// How long a relay that is well may be silent. Long, because the machine may have other things to do.
const PATIENCE: Duration = Duration::from_mins(1);

/// A command that inherits no settings from whoever runs the tests, and logs all it can.
pub(crate) fn relay() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recall-relay"));
    command
        .env_clear()
        .env("RUST_LOG", "trace")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Lets a relay that has nothing to serve run to its end.
pub(crate) fn output(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    for written in [&output.stdout, &output.stderr] {
        outputs::keep_written(written);
        outputs::assert_no_secret_in(written);
    }
    output
}

/// A relay that runs; killed if a test ends before it.
pub(crate) struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
    /// The log, line by line.
    log: Receiver<String>,
    /// The first line that it wrote.
    pub(crate) line: String,
    /// The port in it.
    pub(crate) address: SocketAddr,
}

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (tell, log) = channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                outputs::keep_written(line.as_bytes());
                // Nobody may wait for it any more.
                let _ = tell.send(line + "\n");
            }
        });
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.strip_prefix("listening on http://").and_then(|rest| rest.split('/').next());
        let address = address.and_then(|address| address.parse().ok());
        let Some(address) = address else {
            panic!("not listening: {line:?} {:?}", log.iter().collect::<String>());
        };
        Self { child, stdout, log, line, address }
    }

    /// The process's number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal by its name.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(sent.unwrap().success());
    }

    /// Waits for a line of the log with these words, and gives it with all before it.
    pub(crate) fn until_logged(&mut self, words: &str) -> String {
        let mut log = String::new();
        while !log.lines().last().is_some_and(|line| line.contains(words)) {
            log += &self.log.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {words:?} in: {log}"));
        }
        outputs::assert_no_secret_in(log.as_bytes());
        log
    }

    /// Waits for the end; gives the exit status, and the rest of stdout and stderr.
    pub(crate) fn end(mut self) -> (ExitStatus, String, String) {
        let mut stdout = String::new();
        let mut stderr = String::new();
        loop {
            match self.log.recv_timeout(PATIENCE) {
                Ok(line) => stderr += &line,
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it doesn't end: {stderr}"),
            }
        }
        self.stdout.read_to_string(&mut stdout).unwrap();
        outputs::keep_written(stdout.as_bytes());
        outputs::assert_no_secret_in(stdout.as_bytes());
        outputs::assert_no_secret_in(stderr.as_bytes());
        (self.child.wait().unwrap(), stdout, stderr)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        // The log is kept as it is read; this waits until all of it is.
        self.log.iter().for_each(drop);
    }
}

#[cfg(unix)]
mod on_unix {
    use std::{io::Write, net::TcpStream};

    use super::{Running, relay};
    use crate::client::Request;

    const DEMO: [&str; 3] = ["--demo", "--bind", "127.0.0.1:0"];

    #[test]
    fn the_one_line_on_stdout_is_the_real_address() {
        let running = Running::start(relay().args(DEMO).args(["--base-path", "/ops/recall/"]));
        assert_eq!(running.line, format!("listening on http://{}/ops/recall/\n", running.address));
        assert_ne!(running.address.port(), 0);
    }

    #[tokio::test]
    async fn a_demo_answers_with_simulated_tasks() {
        let running = Running::start(relay().args(DEMO));
        let session = Request::get("/api/session").send(running.address).await.json();
        assert_eq!(session["demo"], true);
        let body = r#"{"current": 1, "size": 20, "params": {"strTime": "2000-01-01 00:00:00", "endTime": "2099-12-31 23:59:59"}}"#;
        let page = Request::call(body).send(running.address).await.json();
        assert!(page["data"]["total"].as_i64().unwrap() >= 574, "{page}");
        assert_eq!(page["data"]["records"].as_array().unwrap().len(), 20);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_limit_on_open_files_is_raised_for_the_connections() {
        let binary = relay().get_program().to_owned();
        let mut limited = std::process::Command::new("/bin/sh");
        limited.env_clear().stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let running =
            Running::start(limited.args(["-c", "ulimit -Sn 100; exec \"$0\" \"$@\""]).arg(binary).args(DEMO));
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", running.child.id())).unwrap();
        let line = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
        let [soft, hard] = [3, 4].map(|at| line.split_whitespace().nth(at).unwrap());
        assert!(soft == hard || soft.parse::<u64>().unwrap() > 4_096, "{line}");
    }

    #[tokio::test]
    async fn the_line_of_a_request_is_written_though_no_other_comes() {
        let mut running = Running::start(relay().env("RUST_LOG", "info").args(DEMO));
        Request::get("/api/session").with("x-request-id", "the-only-one").send(running.address).await;
        running.until_logged("the-only-one");
    }

    #[test]
    fn the_first_signal_ends_it_in_good_order() {
        for signal in ["TERM", "INT"] {
            let running = Running::start(relay().args(DEMO));
            running.signal(signal);
            let (status, stdout, _) = running.end();
            assert_eq!((status.code(), stdout.as_str()), (Some(0), ""), "{signal}");
        }
    }

    #[test]
    fn a_second_signal_ends_it_at_once() {
        let running = Running::start(relay().args(DEMO));
        // A request that never ends would hold up the good order for as long as its head may take.
        let mut open = TcpStream::connect(running.address).unwrap();
        open.write_all(b"GET / HTTP/1.1\r\nhost: ").unwrap();
        running.signal("TERM");
        running.signal("INT");
        let (status, ..) = running.end();
        assert_eq!(status.code(), Some(1));
    }
}
