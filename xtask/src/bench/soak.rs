//! A long run of mixed load with every fault in turn: the memory stays flat, no file stays open, and no request fails
//! while the vendor is well.

use std::time::Duration;

use serde_json::{Value, json};

use super::document::Table;
use super::goals::Goals;
use super::numbers::{figure, mebibytes, thousands};
use super::usage::{open_files, resident};
use super::vendor_sim::{VendorSim, latency};
use super::wrk::{Load, Outcomes};
use super::{Bench, relay};
use crate::Outcome;
use crate::clock::{Stopwatch, wait_for};
use crate::program::Program;

/// How long each fault lasts, and each rest from them, in seconds.
const SPELL: u64 = 5;

/// How long the relay may take to find out that the vendor is well again.
const RECOVERY: Duration = Duration::from_mins(1);

/// The ways to fail that the vendor goes through.
fn faults() -> Vec<Value> {
    vec![
        json!({"status": 503}),
        json!("cutBody"),
        json!({"garbage": "<html>gateway</html>"}),
        json!({"code": -18}),
        latency(Duration::from_millis(500)),
        json!("cutBeforeBody"),
        json!({"retryAfter": [429, 1]}),
        json!("hang"),
        json!({"code": -22}),
        json!({"drip": 50}),
    ]
}

/// How long the files of the load may take to be closed: the connections to the vendor are kept for a while.
const CLOSING: Duration = Duration::from_secs(40);

/// Runs for so long, and judges.
pub(super) fn measure(bench: &Bench<'_>, goals: &mut Goals) -> Outcome<String> {
    let vendor = VendorSim::start(bench.stage)?;
    let relay = relay::start(bench.stage, vendor.origin(), &[])?;
    let files = open_files(relay.process())?;
    let running = Stopwatch::start();
    let (mut samples, mut answers, mut failed) = (Vec::new(), 0, 0);
    for fault in faults().iter().cycle() {
        let healthy = spell(bench, &relay)?;
        answers += healthy.answers;
        failed += healthy.refused + healthy.broken;
        samples.push(resident(relay.process())?.0);
        if running.elapsed() >= Duration::from_secs(bench.stage.pace.soak_seconds) {
            break;
        }
        println!("{:4} s: {fault}", running.elapsed().as_secs());
        vendor.fail_always(fault)?;
        answers += spell(bench, &relay)?.answers;
        vendor.heal()?;
        recover(bench, &relay)?;
        relay.empty_log()?;
    }
    let lasted = running.elapsed();
    println!("waiting for what the load had opened to be closed");
    let closed = || open_files(relay.process()).ok().filter(|open| *open <= files);
    let left = match wait_for(CLOSING, closed) {
        Some(_) => 0,
        None => open_files(relay.process())?.saturating_sub(files),
    };
    goals.add("files still open after the load", "none", &left.to_string(), left == 0);
    goals.add("requests failed while the vendor was well", "none", &failed.to_string(), failed == 0);
    let (first, last) = thirds(&samples);
    let more = figure(last) / figure(first.max(1)) - 1.0;
    goals.add(
        "memory, last third against the first",
        "≤ +10 %",
        &format!("{:+.1} %", more * 100.0),
        more <= 0.1,
    );
    let mut table = Table::new(["lasted s", "answers", "MiB, first third", "MiB, last third"]);
    table.row([lasted.as_secs().to_string(), thousands(figure(answers)), mebibytes(first), mebibytes(last)]);
    Ok(table.to_string())
}

/// One spell of load: different pages, by callers who don't hurry.
fn spell(bench: &Bench<'_>, relay: &Program) -> Outcome<Outcomes> {
    // The simulated vendor has 574 tasks, 20 on a page; behind the last page it answers an empty one, which is right.
    let load = Load {
        connections: 16,
        lasts: Duration::from_secs(SPELL),
        size: 20,
        from: Some(1),
        pause: Duration::from_millis(20),
    };
    bench.wrk.run(relay.origin(), load)
}

/// Waits until a second of requests goes by without a failure: whoever was failing fast has to look again first.
fn recover(bench: &Bench<'_>, relay: &Program) -> Outcome<()> {
    let load = Load {
        connections: 1,
        lasts: Duration::from_secs(1),
        size: 20,
        from: Some(1),
        pause: Duration::from_millis(50),
    };
    let mut well = || bench.wrk.run(relay.origin(), load).ok().filter(|it| it.refused + it.broken == 0);
    wait_for(RECOVERY, &mut well).map(drop).ok_or_else(|| {
        format!("the relay still fails {} s after the vendor is well again", RECOVERY.as_secs())
    })
}

/// The most memory in the first and in the last third of the samples. The first is when caches and pools fill.
fn thirds(samples: &[u64]) -> (u64, u64) {
    let third = samples.len().div_ceil(3);
    let most = |part: &[u64]| part.iter().copied().max().unwrap_or(0);
    (most(&samples[..third]), most(&samples[samples.len() - third..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_third_is_held_against_the_first() {
        assert_eq!(thirds(&[10, 30, 99, 99, 20, 40]), (30, 40));
        assert_eq!(thirds(&[7]), (7, 7));
    }
}
