//! Where a setting's value comes from: a flag before a variable, a variable before the file.

use std::{collections::BTreeMap, fmt, fs};

use toml::{Table, Value};

use super::{
    ConfigError, Environment,
    settings::{SETTINGS, Setting},
};

/// The three places, read and ready to be looked up in.
pub(super) struct Sources<'a> {
    flags: BTreeMap<&'static str, String>,
    env: Environment<'a>,
    file: Option<File>,
}

/// The file's settings by name, each in the form that a flag would have it.
struct File {
    name: String,
    values: BTreeMap<String, String>,
}

/// A value, with where it was found so that an error can say so.
pub(super) struct Found {
    /// The setting and the place: `--bind (set by RECALL_BIND)`.
    shown: String,
    /// The value as it was written, without the white space around it.
    pub(super) value: String,
}

impl<'a> Sources<'a> {
    /// Takes the flags and the environment, and reads the file that they name, if they name one.
    pub(super) fn gather(
        flags: BTreeMap<&'static str, String>,
        env: Environment<'a>,
    ) -> Result<Self, ConfigError> {
        let mut sources = Self { flags, env, file: None };
        if let Some(config) = sources.find("config") {
            let text = fs::read_to_string(&config.value).map_err(|error| config.unreadable(&error))?;
            let values = read_file(&text, &config)?;
            sources.file = Some(File { name: config.value, values });
        }
        Ok(sources)
    }

    /// Looks a setting up. An empty value counts as none, so that a variable can be switched off by emptying it.
    pub(super) fn find(&self, name: &'static str) -> Option<Found> {
        let filled = |value: &str, shown: String| {
            let value = value.trim().to_owned();
            (!value.is_empty()).then_some(Found { shown, value })
        };
        let flag = || filled(self.flags.get(name)?, format!("--{name}"));
        let variable = || {
            let variable = Setting::variable(name);
            filled(&(self.env)(&variable)?, format!("--{name} (set by {variable})"))
        };
        let file = || {
            let file = self.file.as_ref()?;
            filled(file.values.get(name)?, format!("--{name} (set in {})", file.name))
        };
        flag().or_else(variable).or_else(file)
    }

    /// Looks up a variable that is no setting of its own, as the secret is none.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        (self.env)(name).filter(|value| !value.trim().is_empty())
    }
}

impl Found {
    /// The error that this value `is` something it must not be: `is no number`, `must be …`. Quotes the value.
    pub(super) fn wrong(&self, is: impl fmt::Display) -> ConfigError {
        ConfigError::new(format!("{self} {:?} {is}.", self.value))
    }

    /// The same for a value that must not be quoted, or that the error is not about.
    pub(super) fn wrong_unquoted(&self, is: impl fmt::Display) -> ConfigError {
        ConfigError::new(format!("{self} {is}."))
    }

    /// The error that the file with this name can't be read. The name is not quoted: it may be a secret that was
    /// given where its file belongs.
    pub(super) fn unreadable(&self, error: &std::io::Error) -> ConfigError {
        self.wrong_unquoted(format_args!("names a file that can't be read ({})", error.kind()))
    }

    /// The parts of a list that is separated by commas or white space.
    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        self.value.split(|c: char| c == ',' || c.is_whitespace()).filter(|part| !part.is_empty())
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

fn read_file(text: &str, config: &Found) -> Result<BTreeMap<String, String>, ConfigError> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
        config.wrong(format_args!("is no valid TOML: see line {line}"))
    })?;
    let mut settings = BTreeMap::new();
    for (key, value) in table {
        let name = key.replace('_', "-");
        if !SETTINGS.iter().any(|setting| setting.name == name && name != "config") {
            return Err(
                config.wrong(format_args!("has the key {key:?}, which is no setting that a file can hold"))
            );
        }
        let value = plain(&value).ok_or_else(|| {
            config.wrong(format_args!(
                "gives {key:?} a value that is neither text, list of texts nor true or false"
            ))
        })?;
        if settings.insert(name, value).is_some() {
            return Err(config.wrong(format_args!("sets {key:?} twice, with a dash and with an underscore")));
        }
    }
    Ok(settings)
}

/// A value in the form that a flag would have it.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Boolean(switch) => Some(switch.to_string()),
        Value::Array(parts) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Value::as_str).collect();
            Some(parts?.join(" "))
        }
        _ => None,
    }
}
