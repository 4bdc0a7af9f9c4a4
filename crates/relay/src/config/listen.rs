//! Where the relay listens, and under which path.

use std::{fmt, net::SocketAddr};

use super::{
    ConfigError,
    sources::{Found, Sources},
};

/// Where the relay listens.
#[derive(Clone, Debug)]
pub struct Listen {
    /// The public address: the panel and its API. Port 0 lets the system pick one.
    pub bind: SocketAddr,
    /// The address of the admin listener, if there is to be one.
    pub admin: Option<SocketAddr>,
    /// The path under which the public port serves everything.
    pub base: BasePath,
}

impl Listen {
    pub(super) fn read(sources: &Sources, demo: bool) -> Result<Self, ConfigError> {
        let bind = match sources.find("bind") {
            Some(found) => address(&found)?,
            None => SocketAddr::from(([127, 0, 0, 1], 8080)),
        };
        let admin = match sources.find("admin-bind") {
            Some(found) if found.value.eq_ignore_ascii_case("off") => None,
            Some(found) => {
                let admin = address(&found)?;
                if overlap(bind, admin) {
                    return Err(found.wrong("is an address of --bind as well; give it another port, or off"));
                }
                Some(admin)
            }
            None if demo => None,
            None => {
                let admin = SocketAddr::from(([127, 0, 0, 1], 9090));
                match sources.find("bind") {
                    Some(found) if overlap(bind, admin) => {
                        return Err(found.wrong(
                            "is the usual address of --admin-bind as well; give one of them another port, or turn the \
                             latter off",
                        ));
                    }
                    _ => Some(admin),
                }
            }
        };
        let base = match sources.find("base-path") {
            Some(found) => BasePath::parse(&found.value).map_err(|wrong| found.wrong(wrong))?,
            None => BasePath::root(),
        };
        Ok(Self { bind, admin, base })
    }
}

/// Whether a listener on the one address would take what is sent to the other.
fn overlap(one: SocketAddr, other: SocketAddr) -> bool {
    let same_ip = one.ip() == other.ip() || one.ip().is_unspecified() || other.ip().is_unspecified();
    one.port() != 0 && one.port() == other.port() && same_ip
}

fn address(found: &Found) -> Result<SocketAddr, ConfigError> {
    found
        .value
        .parse()
        .map_err(|_| found.wrong("is no address with a port, like 127.0.0.1:8080 or [::1]:8080"))
}

/// The path under which everything is served: `/`, or `/a/b/` with plain segments. Begins and ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// No prefix at all.
    pub fn root() -> Self {
        Self("/".to_owned())
    }

    /// Reads a prefix; the slash at its end may be left out. Segments are made of letters, digits, `-`, `_`, `.` and
    /// `~`, so that the path needs no escaping wherever it is written.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let inner = text.strip_prefix('/').ok_or("must begin with a slash, like /recall/")?;
        if inner.is_empty() {
            return Ok(Self::root());
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        if inner.split('/').any(|segment| matches!(segment, "" | "." | "..") || !segment.chars().all(plain)) {
            return Err("must be made of plain segments, like /ops/recall/, without escapes or dots alone");
        }
        Ok(Self(format!("/{inner}/")))
    }

    /// The path with the slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path without the slash at its end, unless that is all there is.
    pub fn without_slash(&self) -> Option<&str> {
        self.0.strip_suffix('/').filter(|path| !path.is_empty())
    }

    /// The full path of something below the base; `below` has no slash in front.
    pub fn join(&self, below: &str) -> String {
        format!("{self}{below}")
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
