//! Where a setting's value comes from: a flag before a variable, a variable before the file.

use std::{collections::BTreeMap, fmt};

use toml::{Table, Value};
use zeroize::Zeroizing;

use super::{
    ConfigError, file,
    secret_file::SecretFile,
    settings::{SETTINGS, Setting},
    variables::Variables,
};

/// The largest file with settings, in bytes. All settings written out take a hundredth of it.
const MAX_FILE: u64 = 64 * 1024;

/// The three places, read and ready to be looked up in.
pub(super) struct Sources {
    flags: BTreeMap<&'static str, String>,
    variables: Variables,
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

/// A secret, and what set it.
pub(super) struct Secret {
    /// The setting or the variable.
    pub(super) setting: String,
    /// The secret, without the white space around it.
    pub(super) value: Zeroizing<String>,
    /// The file that it stands in, if it does.
    pub(super) file: Option<SecretFile>,
}

impl Sources {
    /// Takes the flags and the environment, and reads the file that they name, if they name one.
    pub(super) fn gather(
        flags: BTreeMap<&'static str, String>,
        variables: Variables,
    ) -> Result<Self, ConfigError> {
        let mut sources = Self { flags, variables, file: None };
        if let Some(config) = sources.find("config") {
            let text = file::read(&config.value, MAX_FILE)
                .map_err(|is| config.wrong(format_args!("is a file that {is}")))?;
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
            filled(self.variables.get(&variable)?, format!("--{name} (set by {variable})"))
        };
        let file = || {
            let file = self.file.as_ref()?;
            filled(file.values.get(name)?, format!("--{name} (set in {})", file.name))
        };
        flag().or_else(variable).or_else(file)
    }

    /// Looks up a variable that is no setting of its own, as the secret is none.
    pub(super) fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name)
    }

    /// Looks a secret up: in the file that the setting names, or in the variable, but not in both.
    pub(super) fn secret(
        &self,
        setting: &'static str,
        variable: &str,
    ) -> Result<Option<Secret>, ConfigError> {
        match (self.find(setting), self.variable(variable)) {
            (Some(file), Some(_)) => {
                Err(file
                    .wrong_unquoted(format_args!("and {variable} are both set: leave out one of the two")))
            }
            (Some(found), None) => {
                let file = SecretFile::at(&found.value);
                // The name is not quoted: it may be a secret that was given where its file belongs.
                let value =
                    file.read().map_err(|is| found.wrong_unquoted(format_args!("names a file that {is}")))?;
                Ok(Some(Secret { setting: found.to_string(), value, file: Some(file) }))
            }
            (None, value) => Ok(value.map(|value| Secret {
                setting: variable.to_owned(),
                value: value.trim().to_owned().into(),
                file: None,
            })),
        }
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

    /// The parts of a list that is separated by commas or white space; at least one.
    pub(super) fn parts(&self) -> Result<impl Iterator<Item = &str>, ConfigError> {
        let is_separator = |c: char| c == ',' || c.is_whitespace();
        if self.value.chars().all(is_separator) {
            return Err(self.wrong("is an empty list: name at least one, or leave the setting out"));
        }
        Ok(self.value.split(is_separator).filter(|part| !part.is_empty()))
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

fn read_file(text: &str, config: &Found) -> Result<BTreeMap<String, String>, ConfigError> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().map_or("", |span| &text[..span.start]);
        let line = before.matches('\n').count() + 1;
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
        if value.as_array().is_some_and(Vec::is_empty) {
            return Err(config.wrong(format_args!(
                "gives {key:?} an empty list: name at least one, or leave the setting out"
            )));
        }
        let value = plain(&value).ok_or_else(|| {
            config.wrong(format_args!(
                "gives {key:?} a value that is neither text, list of texts, whole number nor true or false"
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
        Value::Integer(number) => Some(number.to_string()),
        Value::Array(parts) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Value::as_str).collect();
            Some(parts?.join(" "))
        }
        _ => None,
    }
}
