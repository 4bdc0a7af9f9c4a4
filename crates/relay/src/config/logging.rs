//! What the relay writes about its work.

use tracing_subscriber::EnvFilter;

use super::{ConfigError, sources::Sources, variables::LOG_FILTER};

/// What the relay writes about its work.
#[derive(Clone, Debug)]
pub struct Logging {
    /// The form; if it is not set, text on a terminal and JSON elsewhere.
    pub format: Option<LogFormat>,
    /// Which events to write, in the syntax of `RUST_LOG`, which is also where it comes from.
    pub filter: Option<String>,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Logging {
    pub(super) fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let format = match sources.find("log-format") {
            Some(found) => Some(match found.value.as_str() {
                "text" => LogFormat::Text,
                "json" => LogFormat::Json,
                _ => return Err(found.wrong("must be text or json")),
            }),
            None => None,
        };
        let filter = sources.variable(LOG_FILTER).map(str::to_owned);
        if let Some(Err(wrong)) = filter.as_ref().map(EnvFilter::try_new) {
            return Err(ConfigError::new(format!("{LOG_FILTER} can't be read: {wrong}.")));
        }
        Ok(Self { format, filter })
    }
}
