//! `bench`: the relay measured beside nginx, under attack and over a long time, and the panel beside other tables; the
//! results go into docs/benchmarks.md.
//!
//! Everything runs on this machine: the vendor, the contenders and the load share its cores. So only what was measured
//! together may be compared, and the tables say ratios.

use std::cell::Cell;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::tools::load::LoadTools;
use crate::{Outcome, files, machine, panel, workspace};
use goals::Goals;
use wrk::Wrk;

mod document;
mod goals;
mod nginx;
mod numbers;
mod overload;
mod peers;
mod relay;
mod slow;
mod soak;
mod throughput;
mod usage;
mod vendor_page;
mod vendor_sim;
mod wrk;

/// The one call's path, below the relay's base.
const QUERY_PAGE: &str = "/api/voice/recallFlow/queryPage";

/// Page numbers that one run of wrk has to itself.
const PAGES_A_RUN: u64 = 10_000_000;

#[derive(Args)]
pub(crate) struct Arguments {
    /// What to measure; without it, all of it
    what: Option<What>,
    #[command(flatten)]
    pace: Pace,
}

/// What can be measured by itself.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// All about the relay but the soak
    Relay,
    /// Throughput and latency beside nginx
    Speed,
    /// Start and idle memory
    Start,
    /// Slow clients and hostile answers beside healthy ones
    Slow,
    /// Ten times as many requests as the vendor can take
    Overload,
    /// A long run with every fault of the simulated vendor
    Soak,
    /// The panel beside the same page made with other tables, in Chromium (needs Node)
    Panel,
}

impl What {
    /// The parts that a choice stands for; without one, all.
    fn parts(choice: Option<Self>) -> &'static [Self] {
        match choice {
            None => &[Self::Speed, Self::Start, Self::Slow, Self::Overload, Self::Soak, Self::Panel],
            Some(Self::Relay) => &[Self::Speed, Self::Start, Self::Slow, Self::Overload],
            Some(Self::Speed) => &[Self::Speed],
            Some(Self::Start) => &[Self::Start],
            Some(Self::Slow) => &[Self::Slow],
            Some(Self::Overload) => &[Self::Overload],
            Some(Self::Soak) => &[Self::Soak],
            Some(Self::Panel) => &[Self::Panel],
        }
    }

    /// Whether it takes the programs that make load.
    fn is_under_load(self) -> bool {
        !matches!(self, Self::Start | Self::Panel)
    }
}

/// How thorough to be.
#[derive(Args)]
struct Pace {
    /// Rounds of each contender under each load
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// How long a round lasts
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u64).range(1..))]
    round_seconds: u64,
    /// How long the soak lasts
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..))]
    soak_seconds: u64,
}

/// What every measurement needs.
struct Stage<'a> {
    relay: PathBuf,
    vendor_sim: PathBuf,
    /// Where settings and logs of the programs go.
    folder: PathBuf,
    pace: &'a Pace,
}

/// What a measurement under load needs.
struct Bench<'a> {
    stage: &'a Stage<'a>,
    tools: LoadTools,
    wrk: Wrk,
    runs: Cell<u64>,
}

impl<'a> Bench<'a> {
    fn on(stage: &'a Stage<'a>) -> Outcome<Self> {
        let tools = LoadTools::ensure()?;
        let wrk = Wrk::new(&tools.wrk, &stage.folder)?;
        Ok(Self { stage, tools, wrk, runs: Cell::new(0) })
    }

    /// The first of many page numbers that no run has asked for yet, so that no cache can know the answer.
    fn unused_pages(&self) -> u64 {
        self.runs.set(self.runs.get() + 1);
        self.runs.get() * PAGES_A_RUN
    }
}

/// Builds the release, measures, and publishes.
pub(crate) fn bench(arguments: &Arguments) -> Outcome<()> {
    let parts = What::parts(arguments.what);
    // Nobody wants to wait for a build and then hear that something is missing.
    if parts.iter().any(|part| part.is_under_load()) {
        LoadTools::ensure()?;
    }
    // The panel is in the binary, and so in its memory.
    panel::build()?;
    println!("building the relay for release; the first time takes about 2 minutes");
    let relay = workspace::build("relay", "recall-relay", "release")?;
    let vendor_sim = workspace::build("vendor-sim", "vendor-sim", "release")?;
    let folder = workspace::root().join("target/bench");
    files::remove_folder(&folder)?;
    files::create_folder(&folder)?;
    let stage = Stage { relay, vendor_sim, folder, pace: &arguments.pace };
    for part in parts {
        let mut goals = Goals::default();
        let (name, tables) = match part {
            What::Relay | What::Speed => ("speed", throughput::measure(&Bench::on(&stage)?, &mut goals)?),
            What::Start => ("start", relay::measure(&stage, &mut goals)?),
            What::Slow => ("slow", slow::measure(&Bench::on(&stage)?, &mut goals)?),
            What::Overload => ("overload", overload::measure(&Bench::on(&stage)?, &mut goals)?),
            What::Soak => ("soak", soak::measure(&Bench::on(&stage)?, &mut goals)?),
            What::Panel => ("panel", peers::measure(&stage, &mut goals)?),
        };
        let results = format!("On {}:\n\n{}\n{tables}", machine::in_short()?, goals.table());
        document::publish(name, &results)?;
        println!("{}", goals.closing_line());
    }
    Ok(())
}
