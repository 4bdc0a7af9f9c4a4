//! The settings: where they come from, and what each may be.
//!
//! A setting is looked up in the flags, then in the environment, then in the file ([`sources`]), and is read into one
//! struct a concern. Whatever is wrong with them is found here, before any port is bound, and is said in one sentence
//! that names the setting. All settings stand in one table, [`settings`]: the help text and the names come from it.

mod access;
mod auth;
mod error;
mod file;
mod front;
mod listen;
mod logging;
mod origin;
mod rates;
mod secret_file;
mod settings;
mod sources;
mod variables;
mod vendor;

use std::ffi::OsString;

pub use access::{Access, AllowedHosts};
pub use auth::{Auth, JwtAuth, KeySource, KeysFile, KeysUrl, ProxyAuth, ProxySecrets};
pub use error::ConfigError;
pub use front::{Front, TrustedProxies};
pub use listen::{BasePath, Listen};
pub use logging::{LogFormat, Logging};
pub use origin::Origin;
pub(crate) use origin::is_host;
pub use rates::Rates;
pub use secret_file::SecretFile;
pub use vendor::{Account, UtcOffset, Vendor, VendorSource, VendorUrl};

use settings::Invocation;
use sources::Sources;
use variables::Variables;

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the relay listens.
    pub listen: Listen,
    /// Who may use it, under which names and in whose pages.
    pub access: Access,
    /// How often they may ask.
    pub rates: Rates,
    /// Whom it asks.
    pub vendor: Vendor,
    /// What it writes about its work.
    pub logging: Logging,
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Serve.
    Serve(Box<Settings>),
    /// The settings were to be checked only, and they are good.
    Checked,
    /// A text to print: the help or the version.
    Print(String),
}

impl Command {
    /// Reads the command line, its first element being the program's name, and the settings behind it and in the
    /// environment, of which everything is handed in.
    pub fn parse(
        args: impl Iterator<Item = OsString>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, ConfigError> {
        let flags = match settings::invocation(args)? {
            Invocation::Print(text) => return Ok(Self::Print(text)),
            Invocation::Flags(flags) => flags,
        };
        let check = flags.check;
        let settings = Settings::read(&Sources::gather(flags.values, Variables::read(environment)?)?)?;
        Ok(if check { Self::Checked } else { Self::Serve(Box::new(settings)) })
    }
}

impl Settings {
    fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let vendor = Vendor::read(sources)?;
        let listen = Listen::read(sources, matches!(vendor.source, VendorSource::Demo))?;
        let access = Access::read(sources, &listen)?;
        Ok(Self { listen, access, rates: Rates::read(sources)?, vendor, logging: Logging::read(sources)? })
    }
}
