//! The relay as it is released, started for a measurement; how long that takes, and what it needs when it has nothing
//! to do.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use super::goals::Goals;
use super::numbers::{mebibytes, median};
use super::{Stage, usage};
use crate::clock::{Stopwatch, wait_for};
use crate::program::{Program, in_folder};
use crate::{Outcome, files};

/// The account that relays and simulated vendors of the measurements agree on.
pub(super) const KEY: &str = "bench-key";
const SECRET: &str = "bench-secret";

/// How often the start is measured.
const STARTS: usize = 9;

/// The file with the account's secret.
pub(super) fn secret_file(folder: &Path) -> Outcome<std::path::PathBuf> {
    let file = folder.join("secret");
    files::write(&file, SECRET)?;
    Ok(file)
}

/// The flag that leaves the relay without a memory of answers, whose filling is not to be taken for something else.
pub(super) const WITHOUT_CACHE: &[&str] = &["--cache-seconds", "0"];

/// Starts the relay in front of a vendor, with its limits on rates as high as they go: what is measured is the rest.
pub(super) fn start(stage: &Stage<'_>, vendor: &str, flags: &[&str]) -> Outcome<Program> {
    let mut command = in_folder(&stage.relay, &stage.folder);
    command.args(["--bind", "127.0.0.1:0", "--admin-bind", "off", "--log-format", "json"]);
    command.args(["--user-rate", "1000000", "--total-rate", "1000000"]);
    command.args(["--vendor-url", vendor, "--api-key", KEY, "--api-secret-file"]);
    command.arg(secret_file(&stage.folder)?).args(flags);
    Program::announced("relay", &mut command, stage.folder.join("relay.log"))
}

/// Starts the relay several times and looks at how long it takes to answer and what it needs then.
pub(super) fn measure(stage: &Stage<'_>, goals: &mut Goals) -> Outcome<String> {
    let (mut times, mut memory) = (Vec::new(), 0);
    for _ in 0..STARTS {
        let starting = Stopwatch::start();
        let relay = start(stage, "http://127.0.0.1:9", &[])?;
        wait_for(Duration::from_secs(5), || answers(relay.address()).then_some(()))
            .ok_or("the relay does not answer")?;
        times.push(starting.elapsed().as_secs_f64() * 1e3);
        memory = memory.max(usage::resident(relay.process())?.0);
    }
    let ready = median(times);
    goals.add("ready after the start", "≤ 300 ms", &format!("{ready:.0} ms"), ready <= 300.0);
    let idle = format!("{} MiB", mebibytes(memory));
    goals.add("idle memory", "≤ 15 MiB", &idle, memory <= 15 * 1024 * 1024);
    Ok(String::new())
}

/// Whether a GET of the page gets an answer.
fn answers(address: &str) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}
