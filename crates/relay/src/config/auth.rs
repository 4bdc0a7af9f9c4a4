//! How callers show who they are, and which settings go with which way.

mod jwt;
mod proxy;

use super::{ConfigError, sources::Sources, variables::PROXY_SECRET};

pub use jwt::{JwtAuth, KeySource, KeysFile, KeysUrl};
pub use proxy::{ProxyAuth, ProxySecrets};

/// How callers show who they are.
#[derive(Clone, Debug)]
pub enum Auth {
    /// By being on this machine. The relay listens on a loopback address only, and refuses requests that a proxy
    /// passed on, because their senders may be anywhere.
    Loopback,
    /// By a proxy that has asked them, and that says their name in a header.
    Proxy(ProxyAuth),
    /// By a token that an identity provider has signed.
    Jwt(JwtAuth),
}

/// The settings about what stands in front of the relay, where `loopback` allows nothing.
const IN_FRONT: [&str; 2] = ["trusted-proxies", "public-origin"];

/// The settings of `proxy` alone.
const OF_PROXY: [&str; 2] = ["user-header", "proxy-secret-file"];

/// The settings of `jwt` alone.
const OF_JWT: [&str; 6] =
    ["jwt-issuer", "jwt-audience", "jwt-algorithms", "jwt-user-claims", "jwt-keys-file", "jwt-keys-url"];

impl Auth {
    pub(super) fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let Some(mode) = sources.find("auth") else { return Self::loopback(sources) };
        match mode.value.as_str() {
            "loopback" => Self::loopback(sources),
            "proxy" => {
                without(sources, "proxy", &OF_JWT, &[])?;
                ProxyAuth::read(sources).map(Self::Proxy)
            }
            "jwt" => {
                without(sources, "jwt", &OF_PROXY, &[PROXY_SECRET])?;
                JwtAuth::read(sources).map(Self::Jwt)
            }
            _ => Err(mode.wrong("is no way to authenticate: it must be loopback, proxy or jwt")),
        }
    }

    fn loopback(sources: &Sources) -> Result<Self, ConfigError> {
        without(sources, "loopback", &[&IN_FRONT[..], &OF_PROXY, &OF_JWT].concat(), &[PROXY_SECRET])?;
        Ok(Self::Loopback)
    }
}

/// Refuses settings and variables that this mode never looks at: whoever set them expects something else.
fn without(
    sources: &Sources,
    mode: &str,
    settings: &[&'static str],
    variables: &[&str],
) -> Result<(), ConfigError> {
    let setting = settings.iter().find_map(|name| sources.find(name)).map(|found| found.to_string());
    let variable = || variables.iter().find(|name| sources.variable(name).is_some()).map(ToString::to_string);
    match setting.or_else(variable) {
        Some(name) => Err(ConfigError::new(format!(
            "{name} has no meaning with --auth {mode}: leave it out, or choose another --auth."
        ))),
        None => Ok(()),
    }
}

/// The error that a mode can't be without something.
fn missing(mode: &str, what: &str) -> ConfigError {
    ConfigError::new(format!("--auth {mode} needs {what}."))
}
