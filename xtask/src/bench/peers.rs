//! The panel beside the same page made with other tables: the same relay, the same tasks, the same browser, by turns.
//!
//! The pages and what measures them are in `bench/peers`; here they are built and started, and the figures judged.

mod figures;

use std::path::Path;
use std::process::Command;

use serde_json::json;

use super::Stage;
use super::document::Table;
use super::goals::Goals;
use super::numbers::thousands;
use super::relay;
use super::vendor_sim::VendorSim;
use crate::tools::{chromium, node};
use crate::{Outcome, process, workspace};

use figures::Figures;

/// Where the pages that the panel is compared with are, below the root.
const SOURCES: &str = "bench/peers";

/// The pages by their names in the figures, the panel first, and as the table calls them.
const PAGES: [(&str, &str); 3] = [("panel", "panel"), ("mui", "MUI X Data Grid"), ("ag", "AG Grid")];

/// How a figure is written.
#[derive(Clone, Copy)]
enum Unit {
    Milliseconds,
    Bytes,
    Mebibytes,
}

/// What is compared: what the figures call it, the table's words, the unit.
const ROWS: [(&str, &str, Unit); 15] = [
    ("bundle", "bytes to fetch, after Brotli", Unit::Bytes),
    ("first rows", "first 20 rows after navigation", Unit::Milliseconds),
    ("first rows over the air", "the same over 10 Mbit/s and 40 ms", Unit::Milliseconds),
    ("page flip", "next 100 rows", Unit::Milliseconds),
    ("page flip, script", "its scripts", Unit::Milliseconds),
    ("refresh", "refresh, 3 of 100 rows changed", Unit::Milliseconds),
    ("refresh, script", "its scripts", Unit::Milliseconds),
    ("filter", "another status, 50,000 rows", Unit::Milliseconds),
    ("filter, script", "its scripts", Unit::Milliseconds),
    ("sort", "order by name, 20,000 of them", Unit::Milliseconds),
    ("sort, script", "its scripts", Unit::Milliseconds),
    ("key stroke", "first key stroke to paint", Unit::Milliseconds),
    ("key stroke, script", "its scripts", Unit::Milliseconds),
    ("memory with 100 rows", "memory, 100 rows", Unit::Mebibytes),
    ("memory with 50,000 rows", "memory, 50,000 rows", Unit::Mebibytes),
];

/// What part of the better peer's figure is promised at most.
const SHARES: [(&str, f64); 5] = [
    ("bundle", 0.6),
    ("first rows", 0.7),
    ("first rows over the air", 0.7),
    ("page flip", 0.5),
    ("filter", 0.5),
];

/// How long scripts may run at most, in milliseconds.
const TIMES: [(&str, &str, f64); 2] = [
    ("filter, script", "50,000 rows filtered and counted, scripts", 16.0),
    ("sort, script", "filtered rows sorted, scripts", 50.0),
];

/// Builds the peers, lets the browser go through all pages, and judges.
pub(super) fn measure(stage: &Stage<'_>, goals: &mut Goals) -> Outcome<String> {
    let chromium = chromium::ensure()?;
    node::ensure_packages(SOURCES)?;
    let built = stage.folder.join("peers");
    for (page, _) in &PAGES[1..] {
        println!("building the page with {page}");
        let mut vite = in_sources("npx");
        vite.args(["vite", "build", page, "--config", "vite.config.js", "--outDir"]).arg(built.join(page));
        process::run(&mut vite)?;
    }
    let vendor = VendorSim::start(stage)?;
    let relay = relay::start(stage, vendor.origin(), relay::WITHOUT_CACHE)?;
    let task = json!({
        "relay": relay.origin(),
        "vendor": vendor.origin(),
        "folders": {"panel": workspace::panel(), "mui": built.join("mui"), "ag": built.join("ag")},
        "browser": chromium.browser,
        "rounds": stage.pace.rounds,
    });
    let mut figures = Figures::default();
    let mut wrong = Ok(());
    let done = process::overhear(in_sources("node").args(["measure.mjs", &task.to_string()]), |line| {
        // What is no figure says how far it is, or what went wrong.
        if !line.starts_with('{') {
            println!("{line}");
        } else if wrong.is_ok() {
            wrong = figures.take(line);
        }
    })?;
    wrong?;
    if !done {
        return Err("the pages could not be measured".to_owned());
    }
    judge(&figures, goals);
    Ok(table(&figures).to_string())
}

/// A program in the folder of the peers.
fn in_sources(program: &str) -> Command {
    let mut command = process::program(program);
    command.current_dir(Path::new(workspace::root()).join(SOURCES));
    command
}

fn judge(figures: &Figures, goals: &mut Goals) {
    for (what, share) in SHARES {
        let ratio = figures.to_better_peer(what);
        let words = ROWS.iter().find(|row| row.0 == what).map_or(what, |row| row.1);
        goals.add(words, &format!("≤ {share:.1} of the better peer"), &format!("{ratio:.2}"), ratio <= share);
    }
    for (what, words, most) in TIMES {
        let time = figures.median("panel", what);
        goals.add(words, &format!("≤ {most:.0} ms"), &format!("{time:.1} ms"), time <= most);
    }
}

fn table(figures: &Figures) -> Table {
    let pages = PAGES.map(|(_, words)| words);
    let mut table = Table::new(["what"].into_iter().chain(pages).chain(["panel ÷ better peer"]));
    for (what, words, unit) in ROWS {
        let written = PAGES.map(|(page, _)| written(figures.median(page, what), unit));
        let ratio = format!("{:.2}", figures.to_better_peer(what));
        table.row([words.to_owned()].into_iter().chain(written).chain([ratio]));
    }
    table
}

fn written(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Milliseconds if value < 100.0 => format!("{value:.1} ms"),
        Unit::Milliseconds => format!("{value:.0} ms"),
        Unit::Bytes => thousands(value),
        Unit::Mebibytes => format!("{:.1} MiB", value / (1024.0 * 1024.0)),
    }
}
