//! The API against its own description: Schemathesis makes requests from it, good and bad ones, and judges each answer.

use std::path::PathBuf;
use std::process::Command;

use crate::program::Program;
use crate::steps::Ledger;
use crate::steps::counts::Runner;
use crate::tools::python::SCHEMATHESIS;
use crate::{Outcome, files, process, secrets, workspace};

/// Runs it over a relay that asks a simulated vendor.
pub(crate) fn run(ledger: &mut Ledger) {
    let set_up = || Ok((Relay::start()?, SCHEMATHESIS.python()?));
    if let Some((relay, python)) = ledger.step("the API against its description, set-up", set_up) {
        let tests = workspace::root().join("crates/relay/tests/api");
        let mut command = process::program(python);
        command
            // It leaves folders where it runs.
            .current_dir(&relay.folder)
            .env("SCHEMATHESIS_HOOKS", tests.join("hooks.py"))
            .args(["-m", "schemathesis.cli", "--no-color", "--config-file"])
            .arg(tests.join("schemathesis.toml"))
            .args(["run", &format!("{}/api/openapi.json", relay.program.origin())]);
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
        let log = secrets::api_programs()?;
        let account = |command: &mut Command| {
            command.args(["--api-key", secrets::KEY, "--api-secret-file"]).arg(&secret);
        };

        let mut command = process::program(vendor_sim);
        account(&mut command);
        let vendor = Program::announced("vendor-sim", &mut command, log.clone())?;

        let mut command = process::program(relay);
        account(&mut command);
        command
            .args(["--bind", "127.0.0.1:0", "--admin-bind", "off", "--log-format", "json"])
            .args(["--vendor-url", vendor.origin()])
            // It asks faster than people do.
            .args(["--user-rate", "1000000", "--total-rate", "1000000"])
            .env("RUST_LOG", "trace");
        let program = Program::announced("relay", &mut command, log)?;
        Ok(Self { program, _vendor: vendor, folder })
    }
}
