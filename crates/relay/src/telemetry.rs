//! What the relay says about its work: one line a request, on stderr, and counters. Nothing secret is in either.

pub(crate) mod access_log;
mod lines;
pub(crate) mod metrics;
mod notes;
mod outlet;

pub(crate) use lines::{gather, write_gathered};
pub(crate) use notes::Notes;

use std::io::{self, IsTerminal};

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{LogFormat, Logging};
use lines::Lines;

/// Starts to write, for the rest of the process's life.
pub fn start(logging: &Logging) {
    let filter = logging.filter.as_deref().unwrap_or("info");
    let format = logging
        .format
        .unwrap_or_else(|| if io::stderr().is_terminal() { LogFormat::Text } else { LogFormat::Json });
    let registry = tracing_subscriber::registry().with(EnvFilter::new(filter));
    match format {
        LogFormat::Text => {
            let colours = io::stderr().is_terminal();
            registry.with(fmt::layer().with_writer(Lines).with_ansi(colours).with_target(false)).init();
        }
        LogFormat::Json => {
            registry
                .with(fmt::layer().json().flatten_event(true).with_writer(Lines).with_target(false))
                .init();
        }
    }
    // A panic's text is written like everything else, in one escaped line.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(text = ?panic.payload_as_str(), ?place, "panic");
        write_gathered();
    }));
}
