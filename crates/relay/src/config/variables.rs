//! The variables of the environment that are the relay's business.

use std::{collections::BTreeMap, ffi::OsString};

use super::{
    ConfigError,
    settings::{SETTINGS, Setting},
};

/// The variable that can hold the API secret itself. There is no such flag, because the whole machine can read flags.
pub(super) const SECRET: &str = "RECALL_API_SECRET";

/// The variable that can hold the secret that relay and proxy share.
pub(super) const PROXY_SECRET: &str = "RECALL_PROXY_SECRET";

/// The variable that chooses the log's events, known to everybody under this name.
pub(super) const LOG_FILTER: &str = "RUST_LOG";

/// The variables by name, all of them known and readable.
pub(super) struct Variables(BTreeMap<String, String>);

impl Variables {
    /// Picks the relay's own out of an environment. A misspelt one is an error: what it was to change, the bound
    /// address say, would silently stay as it was.
    pub(super) fn read(
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, ConfigError> {
        let mut variables = BTreeMap::new();
        for (name, value) in environment {
            let name = name.to_string_lossy().into_owned();
            let is_setting = || SETTINGS.iter().any(|setting| Setting::variable(setting.name) == name);
            if name.starts_with("RECALL_")
                && ![SECRET, PROXY_SECRET].contains(&name.as_str())
                && !is_setting()
            {
                return Err(ConfigError::new(format!(
                    "The environment has the variable {name:?}, which is no setting: --help lists them."
                )));
            }
            if name.starts_with("RECALL_") || name == LOG_FILTER {
                let value = value
                    .into_string()
                    .map_err(|_| ConfigError::new(format!("{name} has a value that is not UTF-8.")))?;
                variables.insert(name, value);
            }
        }
        Ok(Self(variables))
    }

    /// The value of a variable. An empty one counts as none, so that a variable can be switched off by emptying it.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.trim().is_empty())
    }
}
