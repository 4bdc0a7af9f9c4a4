//! The API against its own description: Schemathesis makes requests from it, good and bad ones, and judges each answer.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};

use crate::steps::Ledger;
use crate::steps::counts::Runner;
use crate::tools::schemathesis;
use crate::{Outcome, files, process, workspace};

/// Runs it over a relay with simulated data.
pub(crate) fn run(ledger: &mut Ledger) {
    let set_up = || Ok((Demo::start()?, schemathesis::python()?));
    if let Some((demo, python)) = ledger.step("the API against its description, set-up", set_up) {
        let tests = workspace::root().join("crates/relay/tests/api");
        let mut command = process::program(python);
        command
            // It leaves folders where it runs.
            .current_dir(&demo.folder)
            .env("SCHEMATHESIS_HOOKS", tests.join("hooks.py"))
            .args(["-m", "schemathesis.cli", "--no-color", "--config-file"])
            .arg(tests.join("schemathesis.toml"))
            .args(["run", &format!("{}api/openapi.json", demo.url)]);
        ledger.tests("the API against its description", Runner::Schemathesis, &mut command);
    }
}

/// A relay in demo mode; it ends with this.
struct Demo {
    relay: Child,
    /// Where it listens, with the slash at the end.
    url: String,
    /// A folder for what is of no use afterwards.
    folder: PathBuf,
}

impl Demo {
    fn start() -> Outcome<Self> {
        let binary = workspace::build("relay", "recall-relay", "dev")?;
        let folder = workspace::root().join("target/schemathesis");
        files::create_folder(&folder)?;
        let mut command = process::program(binary);
        command.args(["--demo", "--bind", "127.0.0.1:0", "--log-format", "json"]);
        // It asks faster than people do.
        command.args(["--user-rate", "1000000", "--total-rate", "1000000"]);
        let relay = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut relay = relay.map_err(|error| format!("the relay could not be started: {error}"))?;
        let mut line = String::new();
        if let Some(stdout) = relay.stdout.take() {
            // What can't be read is no address either.
            let _ = BufReader::new(stdout).read_line(&mut line);
        }
        let mut demo = Self { relay, url: String::new(), folder };
        match line.trim_end().strip_prefix("listening on ") {
            Some(url) => demo.url.push_str(url),
            None => return Err("the relay in demo mode did not say where it listens".to_owned()),
        }
        Ok(demo)
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // Either it has ended already, or it does now.
        let _ = self.relay.kill();
        let _ = self.relay.wait();
    }
}
