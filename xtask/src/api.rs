//! The API against its own description: Schemathesis makes requests from it, good and bad ones, and judges each answer.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::steps::Ledger;
use crate::steps::counts::Runner;
use crate::tools::schemathesis;
use crate::{Outcome, files, process, secrets, workspace};

/// Runs it over a relay that asks a simulated vendor.
pub(crate) fn run(ledger: &mut Ledger) {
    let set_up = || Ok((Relay::start()?, schemathesis::python()?));
    if let Some((relay, python)) = ledger.step("the API against its description, set-up", set_up) {
        let tests = workspace::root().join("crates/relay/tests/api");
        let mut command = process::program(python);
        command
            // It leaves folders where it runs.
            .current_dir(&relay.folder)
            .env("SCHEMATHESIS_HOOKS", tests.join("hooks.py"))
            .args(["-m", "schemathesis.cli", "--no-color", "--config-file"])
            .arg(tests.join("schemathesis.toml"))
            .args(["run", &format!("{}api/openapi.json", relay.program.url)]);
        ledger.tests("the API against its description", Runner::Schemathesis, &mut command);
    }
}

/// A relay with the account that is searched for at the end, and the vendor that it asks.
struct Relay {
    program: Program,
    _vendor: Program,
    /// A folder for what is of no use afterwards.
    folder: PathBuf,
}

impl Relay {
    fn start() -> Outcome<Self> {
        let vendor_sim = workspace::build("vendor-sim", "vendor-sim", "dev")?;
        let relay = workspace::build("relay", "recall-relay", "dev")?;
        let folder = workspace::root().join("target/schemathesis");
        let secret = folder.join("secret");
        files::write(&secret, secrets::SECRET)?;
        let written = secrets::api_programs()?;
        let account = |command: &mut Command| {
            command.args(["--api-key", secrets::KEY, "--api-secret-file"]).arg(&secret);
        };

        let mut command = process::program(vendor_sim);
        account(&mut command);
        let vendor = Program::start(&mut command, &written)?;

        let mut command = process::program(relay);
        account(&mut command);
        command
            .args(["--bind", "127.0.0.1:0", "--admin-bind", "off", "--log-format", "json"])
            .args(["--vendor-url", &vendor.url])
            // It asks faster than people do.
            .args(["--user-rate", "1000000", "--total-rate", "1000000"])
            .env("RUST_LOG", "trace");
        Ok(Self { program: Program::start(&mut command, &written)?, _vendor: vendor, folder })
    }
}

/// A program that serves HTTP; it ends with this.
struct Program {
    child: Child,
    /// Where it listens, with the slash at the end.
    url: String,
}

impl Program {
    /// Starts it, and waits until it says where it listens; what it writes to stderr goes into this file.
    fn start(command: &mut Command, written: &File) -> Outcome<Self> {
        let name = command.get_program().display().to_string();
        let failed = |error| format!("{name} could not be started: {error}");
        let stderr = written.try_clone().map_err(failed)?;
        let child = command.stdout(Stdio::piped()).stderr(stderr).spawn().map_err(failed)?;
        let mut program = Self { child, url: String::new() };
        let mut line = String::new();
        if let Some(stdout) = program.child.stdout.take() {
            // What can't be read is no address either.
            let _ = BufReader::new(stdout).read_line(&mut line);
        }
        match line.trim_end().strip_prefix("listening on ") {
            Some(url) => program.url.push_str(url),
            None => return Err(format!("{name} did not say where it listens")),
        }
        Ok(program)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Either it has ended already, or it does now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
