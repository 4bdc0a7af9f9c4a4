//! `run`: everything built and the relay started with simulated data, on a machine with Rust and nothing else.

use std::{ffi::OsStr, net::TcpListener, process::Command};

use clap::Args;

use crate::{Outcome, machine, panel, process, workspace};

/// Where the relay listens unless it is told otherwise.
const USUAL_PORT: u16 = 8080;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Listen on this port instead of 8080, or on another free one if that is taken
    #[arg(long)]
    port: Option<u16>,
    /// Passed on to the relay as they are
    #[arg(last = true)]
    relay: Vec<String>,
}

/// Builds the panel and the relay and becomes the relay. Returns only if that fails.
pub(crate) fn run(arguments: &Arguments) -> Outcome<()> {
    // Asked first: nobody wants to wait for a build and then hear that the port is taken.
    let port = choose_port(arguments.port, USUAL_PORT)?;
    panel::build()?;
    println!("building the relay; the first time takes about 2 minutes");
    let relay = workspace::build("relay", "recall-relay", "dev")?;
    println!(
        "\nstarting the relay with simulated data; open the address that it prints, stop it with Ctrl-C"
    );
    let bind = format!("127.0.0.1:{port}");
    let mut command = demo(relay);
    command.args(["--bind", &bind]).args(&arguments.relay);
    Err(process::become_program(&mut command))
}

/// The relay with simulated data. Settings of a real account that stand in the shell would contradict that.
pub(crate) fn demo(relay: impl AsRef<OsStr>) -> Command {
    let mut command = process::program(relay);
    command.arg("--demo");
    for name in machine::settings_of_the_relay() {
        command.env_remove(name);
    }
    command
}

/// The port asked for, which must be free; else the usual one, or 0 (any free one) if that is taken.
fn choose_port(asked: Option<u16>, usual: u16) -> Outcome<u16> {
    let free = |port: u16| TcpListener::bind(("127.0.0.1", port));
    match asked {
        Some(port) => match free(port) {
            Ok(_) => Ok(port),
            Err(error) => Err(format!("port {port} can't be used: {error}; choose another with --port")),
        },
        None if free(usual).is_ok() => Ok(usual),
        None => {
            println!("port {usual} is taken, so a free one is used instead");
            Ok(0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_an_error_only_if_it_was_asked_for() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let taken = listener.local_addr().unwrap().port();
        assert!(choose_port(Some(taken), taken).unwrap_err().contains(&taken.to_string()));
        assert_eq!(choose_port(None, taken), Ok(0));
    }

    #[test]
    fn a_free_port_is_used() {
        let free =
            TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).unwrap().port();
        assert_eq!(choose_port(Some(free), 1), Ok(free));
    }
}
