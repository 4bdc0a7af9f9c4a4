//! The simulated vendor as a command of its own, for tests and demos in other processes.

mod clock;
mod secret;

use std::{error::Error, net::Ipv4Addr, path::PathBuf, process::ExitCode, sync::Arc};

use clap::Parser;
use vendor::Credentials;
use vendor_sim::Sim;

/// A simulated vendor on a loopback port.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// The port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// How many tasks there are at the start
    #[arg(long, default_value_t = 574, value_parser = clap::value_parser!(u32).range(..=200_000))]
    tasks: u32,
    /// What the tasks are made from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Let no new tasks appear as time goes on
    #[arg(long)]
    frozen: bool,
    /// The only key that is accepted
    #[arg(long, default_value = "sim-key")]
    api_key: String,
    /// The file with the secret; if there is none, one is made up and written there
    #[arg(long)]
    api_secret_file: PathBuf,
    /// Offer the control endpoints under `/_sim/`
    #[arg(long)]
    control: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("vendor-sim: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), Box<dyn Error>> {
    let file = &options.api_secret_file;
    let made_up = !file.try_exists()?;
    let secret = if made_up { secret::create(file)? } else { secret::read(file)? };
    let mut sim = Sim::new()
        .tasks(usize::try_from(options.tasks)?)
        .seed(options.seed)
        .credentials(Credentials::new(options.api_key, secret)?)
        .clock(Arc::new(clock::unix_now))
        .control(options.control);
    if options.frozen {
        sim = sim.frozen();
    }
    let sim = sim.start_on((Ipv4Addr::LOCALHOST, options.port).into()).await?;
    println!("listening on {}/", sim.url());
    if made_up {
        println!("a new API secret is in {}", file.display());
    }
    tokio::signal::ctrl_c().await?;
    sim.shutdown().await;
    Ok(())
}
