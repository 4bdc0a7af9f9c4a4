//! The simulated vendor as a program of its own, told over its control endpoints how to fail.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use super::Stage;
use super::relay::{KEY, secret_file};
use crate::Outcome;
use crate::program::{Program, in_folder};

/// A running simulator.
pub(super) struct VendorSim(Program);

/// The right answer, so much later.
pub(super) fn latency(later: Duration) -> Value {
    json!({"latency": u64::try_from(later.as_millis()).unwrap_or(u64::MAX)})
}

impl VendorSim {
    /// Starts it with tasks that don't change.
    pub(super) fn start(stage: &Stage<'_>) -> Outcome<Self> {
        let mut command = in_folder(&stage.vendor_sim, &stage.folder);
        command.args(["--frozen", "--control", "--api-key", KEY, "--api-secret-file"]);
        command.arg(secret_file(&stage.folder)?);
        Program::announced("vendor-sim", &mut command, stage.folder.join("vendor-sim.log")).map(Self)
    }

    /// The address that it answers at.
    pub(super) fn origin(&self) -> &str {
        self.0.origin()
    }

    /// Lets every request fail like this.
    pub(super) fn fail_always(&self, fault: &Value) -> Outcome<()> {
        self.order(&json!({"clear": true, "always": fault}))
    }

    /// Lets no request fail.
    pub(super) fn heal(&self) -> Outcome<()> {
        self.order(&json!({"clear": true}))
    }

    fn order(&self, faults: &Value) -> Outcome<()> {
        let body = faults.to_string();
        let ask = || -> std::io::Result<String> {
            let mut stream = TcpStream::connect(self.0.address())?;
            write!(
                stream,
                "POST /_sim/faults HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                self.0.address(),
                body.len()
            )?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok(answer)
        };
        match ask() {
            Ok(answer) if answer.starts_with("HTTP/1.1 204") => Ok(()),
            Ok(answer) => Err(format!("the simulated vendor refused {body}: {answer}")),
            Err(error) => Err(format!("the simulated vendor can't be reached: {error}")),
        }
    }
}
