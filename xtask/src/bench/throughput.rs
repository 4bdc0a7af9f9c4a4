//! Requests a second and latency beside nginx, in rounds that alternate, so that whatever else the machine does hits
//! all of them alike.

use std::time::Duration;

use super::document::Table;
use super::goals::Goals;
use super::numbers::{figure, mebibytes, median, thousands};
use super::usage::Usage;
use super::vendor_page;
use super::wrk::{Load, Outcomes};
use super::{Bench, nginx, relay};
use crate::Outcome;
use crate::program::Program;

/// How many connections the load comes over.
const CONNECTIONS: [usize; 3] = [1, 32, 128];

/// What each request asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// A page that was never asked for, so that the vendor has to be asked.
    New,
    /// The same page as all others, which the relay may have in its memory.
    Again,
}

impl Asked {
    /// In a table's words.
    fn words(self) -> &'static str {
        match self {
            Self::New => "new page",
            Self::Again => "cached page",
        }
    }

    /// How many times nginx's throughput is promised.
    fn least_ratio(self) -> f64 {
        match self {
            Self::New => 1.0,
            Self::Again => 3.0,
        }
    }
}

/// A contender's rounds under one load.
#[derive(Default)]
struct Rounds {
    outcomes: Vec<Outcomes>,
    /// Processor time of each round.
    processor: Vec<Duration>,
    /// The most memory after any round, in bytes.
    memory: u64,
}

impl Rounds {
    fn median(&self, of: impl Fn(&Outcomes) -> f64) -> f64 {
        median(self.outcomes.iter().map(of))
    }

    /// Processor time for one answer, in microseconds.
    fn microseconds(&self) -> f64 {
        let each = self.processor.iter().zip(&self.outcomes);
        median(
            each.map(|(processor, outcomes)| processor.as_secs_f64() * 1e6 / figure(outcomes.answers.max(1))),
        )
    }

    /// The median of this one's rates, each divided by the other's of the same round.
    fn ratio(&self, other: &Self) -> f64 {
        let pairs = self.outcomes.iter().zip(&other.outcomes);
        median(pairs.map(|(own, other)| own.rate() / other.rate()))
    }
}

/// Validate, sign and forward, with pages of 20 and 100 tasks; then hits of the asked.
pub(super) fn measure(bench: &Bench<'_>, goals: &mut Goals) -> Outcome<String> {
    let (mut speed, mut cost) = (speed_table(), cost_table());
    for (records, asked) in [(20, Asked::New), (100, Asked::New), (20, Asked::Again)] {
        let folder = &bench.stage.folder;
        let vendor = nginx::vendor(&bench.tools.nginx, folder, &vendor_page::page(records))?;
        let proxy = nginx::proxy(&bench.tools.nginx, folder, vendor.address())?;
        let relay = relay::start(bench.stage, vendor.origin(), &[])?;
        for connections in CONNECTIONS {
            let load = format!("{} of {records}, {connections}", asked.words());
            println!("{load} connections: {} rounds", bench.stage.pace.rounds);
            let contenders = [&vendor, &proxy, &relay];
            let [direct, nginx, relay] = rounds(bench, contenders, records, connections, asked)?;
            for (name, rounds) in [("the vendor itself", &direct), ("nginx", &nginx), ("the relay", &relay)] {
                let failed: u64 = rounds.outcomes.iter().map(|it| it.refused + it.broken).sum();
                if failed > 0 {
                    return Err(format!("{failed} requests to {name} failed at {load} connections"));
                }
            }
            speed.row(speed_row(&load, &direct, &nginx, &relay));
            cost.row(cost_row(&load, &nginx, &relay));
            judge(goals, &load, asked, [&direct, &nginx, &relay]);
        }
    }
    Ok(format!("{speed}\n{cost}"))
}

fn judge(goals: &mut Goals, load: &str, asked: Asked, [direct, nginx, relay]: [&Rounds; 3]) {
    let ratio = relay.ratio(nginx);
    let least = asked.least_ratio();
    goals.add(
        &format!("requests a second, {load}"),
        &format!("≥ {least:.2} × nginx"),
        &format!("{ratio:.2} ×"),
        ratio >= least,
    );
    if load.ends_with(" 1") && asked == Asked::New {
        let added = milliseconds(relay, |it| it.p50) - milliseconds(direct, |it| it.p50);
        goals.add(
            &format!("added latency, p50, {load}"),
            "≤ 0.20 ms",
            &format!("{added:.2} ms"),
            added <= 0.2,
        );
    }
}

/// Runs all rounds under one load; every other round goes through the contenders backwards.
fn rounds(
    bench: &Bench<'_>,
    contenders: [&Program; 3],
    size: usize,
    connections: usize,
    asked: Asked,
) -> Outcome<[Rounds; 3]> {
    let mut all: [Rounds; 3] = Default::default();
    for round in 0..bench.stage.pace.rounds {
        let order = if round % 2 == 0 { [0, 1, 2] } else { [2, 1, 0] };
        for at in order {
            let contender = contenders[at];
            let from = (asked == Asked::New).then(|| bench.unused_pages());
            let lasts = Duration::from_secs(bench.stage.pace.round_seconds);
            let before = Usage::of(contender.process())?;
            let load = Load { connections, lasts, size, from, pause: Duration::ZERO };
            let outcomes = bench.wrk.run(contender.origin(), load)?;
            let after = Usage::of(contender.process())?;
            all[at].outcomes.push(outcomes);
            all[at].processor.push(after.processor.saturating_sub(before.processor));
            all[at].memory = all[at].memory.max(after.memory);
            contender.empty_log()?;
        }
    }
    Ok(all)
}

fn speed_table() -> Table {
    Table::new([
        "load",
        "vendor itself /s",
        "nginx /s",
        "relay /s",
        "relay ÷ nginx",
        "vendor itself p50 ms",
        "nginx p50, p99 ms",
        "relay p50, p99 ms",
    ])
}

fn speed_row(load: &str, direct: &Rounds, nginx: &Rounds, relay: &Rounds) -> [String; 8] {
    let rate = |rounds: &Rounds| thousands(rounds.median(Outcomes::rate));
    let latency = |rounds: &Rounds| {
        format!("{:.2}, {:.2}", milliseconds(rounds, |it| it.p50), milliseconds(rounds, |it| it.p99))
    };
    [
        load.to_owned(),
        rate(direct),
        rate(nginx),
        rate(relay),
        format!("{:.2}", relay.ratio(nginx)),
        format!("{:.2}", milliseconds(direct, |it| it.p50)),
        latency(nginx),
        latency(relay),
    ]
}

fn cost_table() -> Table {
    Table::new([
        "load",
        "nginx CPU µs a request",
        "relay CPU µs a request",
        "relay ÷ nginx",
        "nginx MiB",
        "relay MiB",
    ])
}

fn cost_row(load: &str, nginx: &Rounds, relay: &Rounds) -> [String; 6] {
    let (nginx_time, relay_time) = (nginx.microseconds(), relay.microseconds());
    [
        load.to_owned(),
        format!("{nginx_time:.1}"),
        format!("{relay_time:.1}"),
        format!("{:.2}", relay_time / nginx_time),
        mebibytes(nginx.memory),
        mebibytes(relay.memory),
    ]
}

fn milliseconds(rounds: &Rounds, of: impl Fn(&Outcomes) -> Duration) -> f64 {
    rounds.median(|outcomes| of(outcomes).as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounds(rates: [u64; 3]) -> Rounds {
        let second = Duration::from_secs(1);
        let outcomes = rates.map(|answers| Outcomes { answers, took: second, ..Outcomes::default() });
        Rounds { outcomes: outcomes.to_vec(), processor: vec![second / 10; 3], memory: 0 }
    }

    #[test]
    fn a_ratio_is_that_of_each_round_and_not_of_the_medians() {
        // The machine was slow in the last two rounds, for both alike.
        let (own, other) = (rounds([900, 90, 9]), rounds([1_000, 100, 10]));
        assert!((own.ratio(&other) - 0.9).abs() < 1e-9);
    }

    #[test]
    fn processor_time_is_that_of_one_request() {
        assert!((rounds([1_000, 2_000, 4_000]).microseconds() - 50.0).abs() < 1e-9);
    }
}
