//! `serve`: Trunk rebuilding and reloading the panel on every change, with a demo relay behind its `/api/`.

use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

use crate::{Outcome, panel, process, run, workspace};

/// The address that Trunk's proxy passes requests on to; it stands in Trunk.toml too.
const RELAY: &str = "127.0.0.1:8080";

/// Runs both until one of them ends, and stops the other. Ctrl-C reaches both, as one group.
pub(crate) fn serve() -> Outcome<()> {
    let mut trunk = panel::trunk("serve")?;
    // Apart from the release build's staging folder: what is served here is unoptimised and reloads itself.
    trunk.args(["--dist", "target/trunk-serve"]);
    // The relay embeds a panel, even if it is Trunk's that is looked at.
    panel::build()?;
    let relay = workspace::build("relay", "recall-relay", "dev")?;

    let mut relay = start(run::demo(relay).args(["--bind", RELAY]))?;
    let both = start(&mut trunk).and_then(|mut trunk| {
        let ended = first_to_end(&mut [("the relay", &mut relay), ("trunk", &mut trunk)]);
        stop(&mut trunk);
        ended
    });
    stop(&mut relay);
    both
}

fn start(command: &mut std::process::Command) -> Outcome<Child> {
    command.spawn().map_err(|error| format!("`{}` could not be started: {error}", process::shown(command)))
}

fn first_to_end(children: &mut [(&str, &mut Child)]) -> Outcome<()> {
    loop {
        for (name, child) in children.iter_mut() {
            match child.try_wait() {
                Ok(None) => {}
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => return Err(format!("{name} ended ({status})")),
                Err(error) => return Err(format!("{name} got lost: {error}")),
            }
        }
        sleep(Duration::from_millis(200));
    }
}

fn stop(child: &mut Child) {
    // It may have ended by itself, and then there is nothing to stop.
    let _ = child.kill();
    let _ = child.wait();
}
