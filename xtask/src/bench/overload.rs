//! Ten times as many requests as the vendor can take: how many of those that it can take are still answered.

use std::time::Duration;

use super::goals::Goals;
use super::vendor_sim::{self, VendorSim};
use super::wrk::Load;
use super::{Bench, relay};
use crate::Outcome;

/// How long the vendor takes for an answer.
const SERVICE_TIME: Duration = Duration::from_millis(50);

/// How many calls the relay makes at once.
const CALLS: usize = 32;

/// How often a caller asks, when it is answered at once.
const PAUSE: Duration = Duration::from_millis(100);

/// Measures the capacity, and then what is left of it.
pub(super) fn measure(bench: &Bench<'_>, goals: &mut Goals) -> Outcome<String> {
    let vendor = VendorSim::start(bench.stage)?;
    vendor.fail_always(&vendor_sim::latency(SERVICE_TIME))?;
    let relay = relay::start(bench.stage, vendor.origin(), relay::WITHOUT_CACHE)?;
    let lasts = Duration::from_secs(bench.stage.pace.round_seconds.max(5));
    let load =
        |connections, pause| Load { connections, lasts, size: 20, from: Some(bench.unused_pages()), pause };
    let capacity = bench.wrk.run(relay.origin(), load(CALLS, Duration::ZERO))?.good_rate();
    // Capacity is CALLS / SERVICE_TIME; so many callers with that pause ask for ten times as much.
    let callers = 10 * CALLS * usize::try_from(PAUSE.as_millis() / SERVICE_TIME.as_millis()).unwrap_or(1);
    let overloaded = bench.wrk.run(relay.origin(), load(callers, PAUSE))?;
    let share = overloaded.good_rate() / capacity;
    goals.add(
        &format!("goodput at 10 × the capacity of {capacity:.0} a second"),
        "≥ 90 %",
        &format!("{:.0} % of {:.0} a second", share * 100.0, overloaded.rate()),
        share >= 0.9,
    );
    Ok(String::new())
}
