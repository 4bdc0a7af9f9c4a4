//! `test`: everything that CI runs.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::steps::Ledger;
use crate::steps::counts::Runner;
use crate::tools::chromium::{self, Chromium};
use crate::tools::{self, nginx, node, target};
use crate::{Outcome, api, check, container, dist, files, manifest, panel, process, secrets, workspace};

/// Builds the panel, checks everything, and tests it in a real browser.
pub(crate) fn test() -> ExitCode {
    let mut ledger = Ledger::default();
    // First, because the relay embeds it, and with another panel it would be built twice.
    let sizes = ledger.step("panel", panel::build);
    if let Some(sizes) = sizes {
        ledger.step("the panel's size", || sizes.within_budget());
    }
    check::run(&mut ledger);
    api::run(&mut ledger);
    manifest::run(&mut ledger);
    if let Some(chromium) = ledger.step("Chromium", chromium::ensure) {
        if let Some(mut runner) = ledger.step("browser tests, set-up", || browser_tests(&chromium)) {
            ledger.tests("browser tests", Runner::Cargo, &mut runner);
        }
        if let Some(mut runner) = ledger.step("end-to-end tests, set-up", || end_to_end_tests(&chromium)) {
            ledger.tests("end-to-end tests", Runner::Playwright, &mut runner);
        }
    }
    secrets::search(&mut ledger, &[secrets::NATIVE, secrets::BEYOND_NATIVE].concat());
    ledger.close()
}

/// The panel's parts in a real browser: wasm-bindgen's runner, called by cargo for the browser's target.
fn browser_tests(chromium: &Chromium) -> Outcome<Command> {
    target::ensure()?;
    let runner = tools::wasm_bindgen()?.folder()?.join("wasm-bindgen-test-runner");
    let settings = workspace::root().join("target/webdriver.json");
    files::write(&settings, webdriver_settings(&chromium.browser).to_string())?;

    let mut command =
        process::cargo(["test", "--package", "recall-desk", "--target", target::WASM, "--test", "browser"]);
    command
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &chromium.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
        // The limit is for the whole run, and twenty seconds can be short on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Ok(command)
}

/// What chromedriver starts the browser with: quiet, without the network, and as root, who can't have Chromium's sandbox.
fn webdriver_settings(browser: &Path) -> serde_json::Value {
    serde_json::json!({"goog:chromeOptions": {"binary": browser, "args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ]}})
}

/// The real relay, once as a container, the simulated vendor, a real browser and a real nginx, driven by Playwright.
fn end_to_end_tests(chromium: &Chromium) -> Outcome<Command> {
    let relay = workspace::build("relay", "recall-relay", "dev")?;
    let vendor_sim = workspace::build("vendor-sim", "vendor-sim", "dev")?;
    let package = workspace::root().join("target/recall-tasks");
    dist::write_package(&package)?;
    container::build(&relay)?;
    let nginx = nginx::ensure()?;
    node::ensure_packages("e2e")?;

    let mut command = process::program("npx");
    command
        .current_dir(workspace::root().join("e2e"))
        .args(["playwright", "test"])
        .env("RELAY_BIN", relay)
        .env("VENDOR_SIM_BIN", vendor_sim)
        .env("PACKAGE", package)
        .env("NGINX", nginx)
        .env("CHROMIUM", &chromium.browser);
    Ok(command)
}
