//! Load by wrk, whose script sends the one call and whose last line is made for reading.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::QUERY_PAGE;
use super::numbers::figure;
use crate::{Outcome, files, process};

/// The script. Its arguments are the first page number, whether each request asks for another page, the rows a page
/// and a pause in milliseconds before each request of a connection.
const SCRIPT: &str = r#"
local current, varied, size
function init(arguments)
  current, varied, size = tonumber(arguments[1]), arguments[2] == "varied", arguments[3]
  local pause = tonumber(arguments[4])
  -- wrk starts a timer for every request if this is there, even for a pause of nothing.
  if pause > 0 then delay = function() return pause end end
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["X-Recall-Request"] = "1"
end
function request()
  if varied then current = current + 1 end
  return wrk.format(nil, nil, nil, string.format(
    '{"current":%d,"size":%s,"params":{"strTime":"2024-05-18 00:00:00","endTime":"2024-05-19 23:59:59"}}',
    current, size))
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("\nmeasured %d %d %d %d %d %d %d\n", summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
"#;

/// What to send.
#[derive(Clone, Copy)]
pub(super) struct Load {
    pub(super) connections: usize,
    pub(super) lasts: Duration,
    /// Rows a page.
    pub(super) size: usize,
    /// The first page number, if every request asks for the next page; else all ask for the first one.
    pub(super) from: Option<u64>,
    /// How long a connection rests before each request.
    pub(super) pause: Duration,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Outcomes {
    /// Answers in all.
    pub(super) answers: u64,
    /// Answers that were refusals or failures, by their status.
    pub(super) refused: u64,
    /// Connections that could not be opened or broke, and answers that took longer than wrk waits.
    pub(super) broken: u64,
    /// How long it took.
    pub(super) took: Duration,
    /// Half of the answers took no longer.
    pub(super) p50: Duration,
    /// 99 of 100 answers took no longer.
    pub(super) p99: Duration,
    /// The slowest answer.
    pub(super) slowest: Duration,
}

impl Outcomes {
    /// Answers a second.
    pub(super) fn rate(&self) -> f64 {
        figure(self.answers) / self.took.as_secs_f64()
    }

    /// Answers a second that held a page.
    pub(super) fn good_rate(&self) -> f64 {
        figure(self.answers.saturating_sub(self.refused)) / self.took.as_secs_f64()
    }
}

/// wrk, with its script in a file.
pub(super) struct Wrk {
    program: PathBuf,
    script: PathBuf,
}

impl Wrk {
    /// Gets ready.
    pub(super) fn new(program: &Path, folder: &Path) -> Outcome<Self> {
        let script = folder.join("query-page.lua");
        files::write(&script, SCRIPT)?;
        Ok(Self { program: program.to_owned(), script })
    }

    /// Sends a load to a server and waits for the end of it.
    pub(super) fn run(&self, origin: &str, load: Load) -> Outcome<Outcomes> {
        read_output(&process::output(&mut self.command(origin, load))?)
    }

    fn command(&self, origin: &str, load: Load) -> Command {
        let mut command = process::program(&self.program);
        let connections = load.connections.to_string();
        // One thread: the others that the machine has are for the servers.
        command.args(["--threads", "1", "--connections", &connections, "--timeout", "15s"]);
        command.arg("--duration").arg(format!("{}s", load.lasts.as_secs()));
        command.arg("--script").arg(&self.script).arg(format!("{origin}{QUERY_PAGE}")).arg("--");
        let (from, varied) = load.from.map_or((1, "same"), |from| (from, "varied"));
        let pause = load.pause.as_millis().to_string();
        command.args([&from.to_string(), varied, &load.size.to_string(), &pause]);
        command
    }
}

/// Reads the script's last line.
fn read_output(output: &str) -> Outcome<Outcomes> {
    let line = output.lines().find_map(|line| line.strip_prefix("measured "));
    let figures: Option<Vec<u64>> =
        line.and_then(|line| line.split(' ').map(|word| word.parse().ok()).collect());
    match figures.as_deref() {
        Some(&[answers, took, refused, broken, p50, p99, slowest]) => Ok(Outcomes {
            answers,
            refused,
            broken,
            took: Duration::from_micros(took),
            p50: Duration::from_micros(p50),
            p99: Duration::from_micros(p99),
            slowest: Duration::from_micros(slowest),
        }),
        _ => Err(format!("wrk said nothing that can be read: {}", output.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_read() {
        let output = "Running 4s test @ http://127.0.0.1:1\n  1 threads and 32 connections\n\n\
            measured 8000 4000000 80 2 500 2500 9000\n";
        let outcomes = read_output(output).unwrap();
        assert_eq!((outcomes.answers, outcomes.refused, outcomes.broken), (8_000, 80, 2));
        assert_eq!((outcomes.p50, outcomes.p99), (Duration::from_micros(500), Duration::from_micros(2_500)));
        assert_eq!((outcomes.took, outcomes.slowest), (Duration::from_secs(4), Duration::from_millis(9)));
        assert!((outcomes.rate() - 2_000.0).abs() < 1e-9 && (outcomes.good_rate() - 1_980.0).abs() < 1e-9);
    }

    #[test]
    fn output_without_that_line_is_an_error_that_shows_it() {
        assert!(read_output("unable to connect\n").unwrap_err().contains("unable to connect"));
        assert!(read_output("measured 1 2 3\n").is_err());
    }
}
