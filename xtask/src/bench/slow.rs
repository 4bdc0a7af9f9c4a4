//! 2,000 slow clients by slowhttptest, beside healthy ones.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::document::Table;
use super::goals::Goals;
use super::numbers::{figure, mebibytes};
use super::usage::{open_files, resident};
use super::wrk::{Load, Outcomes};
use super::{Bench, QUERY_PAGE, nginx, relay, vendor_page};
use crate::clock::{Stopwatch, wait_for};
use crate::program::Program;
use crate::{Outcome, files, process, workspace};

/// How many slow clients there are.
const CLIENTS: usize = 2_000;

/// How many of them connect in a second.
const ARRIVALS: usize = 1_000;

/// How long the healthy requests are measured, in seconds: longer than any slow client may stay.
const MEASURED: u64 = 15;

/// How a client is slow.
#[derive(Clone, Copy)]
enum Slow {
    Head,
    Body,
    Reading,
}

impl Slow {
    fn words(self) -> &'static str {
        match self {
            Self::Head => "slow heads",
            Self::Body => "slow bodies",
            Self::Reading => "slow reading",
        }
    }

    fn options(self, origin: &str) -> Outcome<Vec<String>> {
        let (call, file) = (format!("{origin}{QUERY_PAGE}"), format!("{origin}/{}", largest_file()?));
        let options = match self {
            Self::Head => vec!["-H", "-u", &call],
            // The content type brings the other header along without which the body would not be read at all.
            Self::Body => {
                vec!["-B", "-u", &call, "-s", "4096", "-f", "application/json\r\nX-Recall-Request: 1"]
            }
            // Ten times the largest answer that there is, so that the system's buffers don't hold it, and a window
            // of almost nothing.
            Self::Reading => {
                vec!["-X", "-u", &file, "-k", "10", "-n", "1", "-z", "32", "-w", "512", "-y", "1024"]
            }
        };
        Ok(options.into_iter().map(str::to_owned).collect())
    }
}

/// The panel's largest file as it is served to whoever asks for no compression.
fn largest_file() -> Outcome<String> {
    let files = files::read_folder(&workspace::panel())?;
    let largest = files.into_iter().max_by_key(|(_, bytes)| bytes.len());
    largest.map(|(name, _)| name).ok_or_else(|| "the panel has no files".to_owned())
}

/// What the attack did.
struct Attack {
    /// The most of the attackers' connections at once.
    most: usize,
    /// From the moment when all were there, or as many as got in, until the last was closed.
    closed_after: Option<Duration>,
    /// The most memory that was added, in bytes.
    memory: u64,
}

/// Attacks the relay in each way while healthy requests are measured.
pub(super) fn measure(bench: &Bench<'_>, goals: &mut Goals) -> Outcome<String> {
    let vendor = nginx::vendor(&bench.tools.nginx, &bench.stage.folder, &vendor_page::page(20))?;
    let bystander =
        nginx::bystander(&bench.tools.nginx, &bench.stage.folder, vendor.address(), &workspace::panel())?;
    let mut table = Table::new([
        "clients",
        "base p99 ms",
        "p99 ms while they are at nginx",
        "p99 ms",
        "closed after s",
        "memory added MiB",
    ]);
    for slow in [Slow::Head, Slow::Body, Slow::Reading] {
        println!("{CLIENTS} clients with {}", slow.words());
        let relay = relay::start(bench.stage, vendor.origin(), relay::WITHOUT_CACHE)?;
        let base = healthy(bench, &relay)?;
        let elsewhere = beside_bystander(bench, &relay, &bystander, slow)?;
        let (beside, attack) = attacked(bench, &relay, slow)?;
        let row = [base.p99, elsewhere.p99, beside.p99].map(|p99| format!("{:.2}", p99.as_secs_f64() * 1e3));
        let closed =
            attack.closed_after.map_or("not".to_owned(), |time| format!("{:.1}", time.as_secs_f64()));
        let [base_p99, elsewhere_p99, p99] = row;
        table.row([
            format!("{} with {}", attack.most, slow.words()),
            base_p99,
            elsewhere_p99,
            p99,
            closed.clone(),
            mebibytes(attack.memory),
        ]);
        judge(goals, slow, &base, &beside, &attack);
    }
    bombs(bench, goals)?;
    Ok(table.to_string())
}

fn judge(goals: &mut Goals, slow: Slow, base: &Outcomes, beside: &Outcomes, attack: &Attack) {
    let words = slow.words();
    let (ratio, more) = (
        beside.p99.as_secs_f64() / base.p99.as_secs_f64(),
        (beside.p99.as_secs_f64() - base.p99.as_secs_f64()) * 1e3,
    );
    goals.add(
        &format!("p99 beside {CLIENTS} {words}"),
        "≤ 1.5 × and ≤ +10 ms",
        &format!("{ratio:.2} ×, {more:+.1} ms"),
        ratio <= 1.5 && more <= 10.0,
    );
    let closed = attack.closed_after;
    goals.add(
        &format!("{words} closed"),
        "within 10 s",
        &closed.map_or("not".to_owned(), |time| format!("{:.1} s", time.as_secs_f64())),
        closed.is_some_and(|time| time <= Duration::from_secs(10)),
    );
    goals.add(
        &format!("memory added by {words}"),
        "≤ 64 MiB",
        &format!("{} MiB", mebibytes(attack.memory)),
        attack.memory <= 64 * 1024 * 1024,
    );
    let failed = beside.refused + beside.broken;
    goals.add(&format!("healthy requests failed beside {words}"), "none", &failed.to_string(), failed == 0);
}

/// Some hundred healthy requests a second: enough to tell a p99, and far from what the machine can do.
fn healthy(bench: &Bench<'_>, relay: &Program) -> Outcome<Outcomes> {
    let load = Load {
        connections: 8,
        lasts: Duration::from_secs(MEASURED),
        size: 20,
        from: Some(bench.unused_pages()),
        pause: Duration::from_millis(20),
    };
    bench.wrk.run(relay.origin(), load)
}

fn attacked(bench: &Bench<'_>, relay: &Program, slow: Slow) -> Outcome<(Outcomes, Attack)> {
    let (before, _) = resident(relay.process())?;
    let quiet = open_files(relay.process())?;
    let mut attackers = attackers(bench, relay.origin(), slow)?;
    let measured = thread::scope(|scope| {
        let watching = scope.spawn(|| watch(relay, before, quiet));
        let beside = healthy(bench, relay);
        let attack = watching.join().map_err(|_| "the attack could not be watched".to_owned())?;
        Ok((beside?, attack?))
    });
    // It may have ended by itself, when it had no connection left.
    let _ = attackers.kill();
    let _ = attackers.wait();
    measured
}

/// The healthy requests while the slow clients are at another server on the same cores. What that takes from them is not the
/// relay's doing.
fn beside_bystander(
    bench: &Bench<'_>,
    relay: &Program,
    bystander: &Program,
    slow: Slow,
) -> Outcome<Outcomes> {
    let mut attackers = attackers(bench, bystander.origin(), slow)?;
    let beside = healthy(bench, relay);
    let _ = attackers.kill();
    let _ = attackers.wait();
    beside
}

fn attackers(bench: &Bench<'_>, origin: &str, slow: Slow) -> Outcome<Child> {
    let mut command: Command = process::program(&bench.tools.slowhttptest);
    command.args(slow.options(origin)?);
    command.args(["-c", &CLIENTS.to_string(), "-r", &ARRIVALS.to_string(), "-i", "2", "-l", "60", "-v", "0"]);
    let child = command.current_dir(&bench.stage.folder).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    child.map_err(|error| format!("slowhttptest could not be started: {error}"))
}

/// Looks at the relay's connections and memory until the attackers' are gone, for a minute at most. The healthy
/// requests' connections, and those to the vendor, stay below a twentieth of the attackers'.
fn watch(relay: &Program, memory: u64, quiet: usize) -> Outcome<Attack> {
    let few = quiet + CLIENTS / 20;
    let mut attack = Attack { most: 0, closed_after: None, memory: 0 };
    let mut since_most = Stopwatch::start();
    let mut failed = None;
    let closed = wait_for(Duration::from_mins(1), || {
        let (open, now) =
            match open_files(relay.process()).and_then(|open| Ok((open, resident(relay.process())?))) {
                Ok(seen) => seen,
                Err(sentence) => {
                    failed = Some(sentence);
                    return Some(Duration::ZERO);
                }
            };
        attack.memory = attack.memory.max(now.0.saturating_sub(memory));
        if open > attack.most {
            (attack.most, since_most) = (open, Stopwatch::start());
        }
        (attack.most > few && open <= few).then(|| since_most.elapsed())
    });
    attack.closed_after = closed;
    attack.most = attack.most.saturating_sub(quiet).min(CLIENTS);
    failed.map_or(Ok(attack), Err)
}

/// What 100 answers at once cost that unpack to far more than they may, and how long each takes to be refused.
fn bombs(bench: &Bench<'_>, goals: &mut Goals) -> Outcome<()> {
    const CALLERS: usize = 100;
    let vendor = nginx::vendor_of_file(&bench.tools.nginx, &bench.stage.folder, &vendor_page::bomb()?)?;
    let relay = relay::start(bench.stage, vendor.origin(), relay::WITHOUT_CACHE)?;
    let (before, _) = resident(relay.process())?;
    let load = Load {
        connections: CALLERS,
        lasts: Duration::from_secs(1),
        size: 20,
        from: Some(bench.unused_pages()),
        pause: Duration::ZERO,
    };
    let outcomes = bench.wrk.run(relay.origin(), load)?;
    let (_, most) = resident(relay.process())?;
    let more = most.saturating_sub(before);
    goals.add(
        &format!("memory added by {CALLERS} bombs at once"),
        "≤ 256 MiB",
        &format!("{} MiB", mebibytes(more)),
        more <= 256 * 1024 * 1024,
    );
    let slowest = outcomes.slowest.as_secs_f64();
    goals.add("each bomb refused", "within 1 s", &format!("{slowest:.2} s"), slowest <= 1.0);
    let let_through = figure(outcomes.answers - outcomes.refused);
    goals.add(
        "bombs let through",
        "none",
        &format!("{let_through:.0}"),
        outcomes.answers == outcomes.refused,
    );
    Ok(())
}
