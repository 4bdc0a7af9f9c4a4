//! Whom the relay asks, and with which credentials.

use std::{fmt, time::Duration};

use http::{Uri, uri::Scheme};
use vendor::{Credentials, CredentialsError};

use super::{
    ConfigError,
    origin::{is_host, is_loopback},
    secret_file::SecretFile,
    sources::Sources,
    variables::SECRET,
};
use crate::limits;

/// Whom the relay asks.
#[derive(Clone, Debug)]
pub struct Vendor {
    /// The far side.
    pub source: VendorSource,
    /// The zone of its times.
    pub utc_offset: UtcOffset,
    /// For how long its answer is given again to whoever asks the same; if for no time, no answer is kept.
    pub fresh_for: Duration,
}

/// The far side.
#[derive(Clone, Debug)]
pub enum VendorSource {
    /// A simulated vendor inside this process.
    Demo,
    /// The vendor itself.
    Live {
        /// Its address.
        url: VendorUrl,
        /// The account.
        account: Account,
    },
}

/// The vendor's account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its key and secret, as they are at the start.
    pub credentials: Credentials,
    /// Where the secret may be renewed, if it came from a file.
    pub secret_file: Option<SecretFile>,
}

impl From<Credentials> for Account {
    /// An account that stays as it is.
    fn from(credentials: Credentials) -> Self {
        Self { credentials, secret_file: None }
    }
}

impl Vendor {
    pub(super) fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let utc_offset = match sources.find("vendor-utc-offset") {
            Some(found) => {
                UtcOffset::parse(&found.value).ok_or_else(|| found.wrong("is no offset like +08:00"))?
            }
            None => UtcOffset(8 * 60),
        };
        let fresh_for = match sources.find("cache-seconds") {
            Some(found) => {
                let seconds = found.value.parse().ok().map(Duration::from_secs);
                let longest = limits::LONGEST_FRESH;
                seconds.filter(|time| *time <= longest).ok_or_else(|| {
                    found.wrong(format_args!(
                        "must be a whole number of seconds from 0 to {}",
                        longest.as_secs()
                    ))
                })?
            }
            None => limits::FRESH,
        };
        let source = if demo(sources)? { VendorSource::Demo } else { live(sources)? };
        Ok(Self { source, utc_offset, fresh_for })
    }
}

fn demo(sources: &Sources) -> Result<bool, ConfigError> {
    let Some(found) = sources.find("demo") else { return Ok(false) };
    let demo = match found.value.to_ascii_lowercase().as_str() {
        "1" | "true" | "on" => true,
        "0" | "false" | "off" => false,
        _ => return Err(found.wrong("must be on or off")),
    };
    let real = ["vendor-url", "api-key", "api-secret-file"].into_iter().find_map(|name| sources.find(name));
    match real {
        Some(real) if demo => Err(real.wrong_unquoted(format_args!(
            "contradicts {found}: a demonstration asks no real vendor, so leave out one of the two"
        ))),
        None if demo && sources.variable(SECRET).is_some() => Err(ConfigError::new(format!(
            "{SECRET} contradicts {found}: a demonstration asks no real vendor, so leave out one of the two."
        ))),
        _ => Ok(demo),
    }
}

fn live(sources: &Sources) -> Result<VendorSource, ConfigError> {
    let url = match sources.find("vendor-url") {
        Some(found) => VendorUrl::parse(&found.value).map_err(|wrong| found.wrong_unquoted(wrong))?,
        None => VendorUrl(Uri::from_static("https://api.laaffic.com")),
    };
    let Some(key) = sources.find("api-key") else {
        return Err(ConfigError::new(
            "The API key is missing: give it as --api-key or RECALL_API_KEY, or try the relay without one by --demo.",
        ));
    };
    let secret = sources.secret("api-secret-file", SECRET)?.ok_or_else(|| {
        ConfigError::new(format!(
            "The API secret is missing: give a file that holds it as --api-secret-file or RECALL_API_SECRET_FILE, or \
             the secret itself as {SECRET}."
        ))
    })?;
    let credentials = Credentials::new(key.value.as_str(), secret.value.as_str()).map_err(|wrong| {
        let setting = match wrong {
            CredentialsError::Key(_) => key.to_string(),
            CredentialsError::Secret(_) => secret.setting,
        };
        ConfigError::new(format!("{setting} can't be used because {wrong}."))
    })?;
    Ok(VendorSource::Live { url, account: Account { credentials, secret_file: secret.file } })
}

/// The vendor's address: scheme, host and port. `https`, or `http` to this machine, where nobody can listen in.
#[derive(Clone, Debug)]
pub struct VendorUrl(Uri);

impl VendorUrl {
    /// Reads an address; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const FORM: &str = "must be an address like https://api.laaffic.com, without path, user or query";
        let uri: Uri = text.parse().map_err(|_| FORM)?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else { return Err(FORM) };
        let bare = matches!(uri.path(), "" | "/") && uri.query().is_none() && !text.contains('#');
        if !bare || !is_host(authority) {
            return Err(FORM);
        }
        if *scheme == Scheme::HTTPS || (*scheme == Scheme::HTTP && is_loopback(authority)) {
            Ok(Self(uri))
        } else {
            Err(
                "must begin with https: the signature would travel in the clear (http is for loopback addresses only)",
            )
        }
    }

    /// The full address of a path at the vendor.
    pub(crate) fn join(&self, path: &'static str) -> Result<Uri, http::Error> {
        let mut parts = self.0.clone().into_parts();
        parts.path_and_query = Some(http::uri::PathAndQuery::from_static(path));
        Ok(Uri::from_parts(parts)?)
    }
}

/// A zone as a fixed distance from UTC, in minutes; at most 14 hours either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UtcOffset(i32);

impl UtcOffset {
    /// Reads exactly `±HH:MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let sign = if text.starts_with('-') { -1 } else { 1 };
        let (hours, minutes) = text.strip_prefix(['+', '-'])?.split_once(':')?;
        let number = |digits: &str| {
            let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<i32>().ok().filter(|_| plain)
        };
        let minutes = number(hours)? * 60 + number(minutes).filter(|minutes| *minutes < 60)?;
        (minutes <= 14 * 60).then_some(Self(sign * minutes))
    }

    /// The distance, positive to the east.
    pub fn minutes(self) -> i32 {
        self.0
    }
}

impl fmt::Display for UtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}
