//! Who may use the relay, under which host names, and in whose pages.

use http::uri::Authority;

use super::{
    ConfigError, Listen, Origin,
    origin::is_host,
    sources::{Found, Sources},
};

/// Who may use the relay, under which names and in whose pages.
#[derive(Clone, Debug)]
pub struct Access {
    /// How callers show who they are.
    pub auth: Auth,
    /// The names that a request's `Host` may have.
    pub hosts: AllowedHosts,
    /// The origins whose pages may frame the panel, besides its own.
    pub frame_ancestors: Vec<Origin>,
}

/// How callers show who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// By being on this machine. The relay listens on a loopback address only, and refuses requests that a proxy
    /// passed on, because their senders may be anywhere.
    Loopback,
}

impl Access {
    pub(super) fn read(sources: &Sources, listen: &Listen) -> Result<Self, ConfigError> {
        let auth = match sources.find("auth") {
            Some(found) => auth(&found)?,
            None => Auth::Loopback,
        };
        if !listen.bind.ip().is_loopback() {
            return Err(ConfigError::new(format!(
                "--bind {} can be reached from other machines, which --auth loopback does not allow: bind \
                 127.0.0.1 or [::1], and reach it through a tunnel.",
                listen.bind
            )));
        }
        if let Some(admin) = listen.admin.filter(|admin| !admin.ip().is_loopback()) {
            return Err(ConfigError::new(format!(
                "--admin-bind {admin} can be reached from other machines, which --auth loopback does not allow: bind \
                 127.0.0.1 or [::1], or switch it off."
            )));
        }
        let hosts = match sources.find("allowed-hosts") {
            Some(found) => AllowedHosts::read(&found)?,
            None => AllowedHosts::local(listen),
        };
        let frame_ancestors = match sources.find("frame-ancestors") {
            Some(found) => found
                .parts()?
                .map(Origin::parse)
                .collect::<Result<_, _>>()
                .map_err(|wrong| found.wrong(wrong))?,
            None => Vec::new(),
        };
        Ok(Self { auth, hosts, frame_ancestors })
    }
}

fn auth(found: &Found) -> Result<Auth, ConfigError> {
    match found.value.as_str() {
        "loopback" => Ok(Auth::Loopback),
        "proxy" | "jwt" => Err(found
            .wrong("is not offered by this version yet: it can serve its own machine only, with loopback")),
        _ => Err(found.wrong("is no way to authenticate; loopback is")),
    }
}

/// The host names under which the relay may be addressed. A foreign name that resolves to this machine (DNS
/// rebinding) would turn a foreign page into one of the same origin; the list is what stops it.
#[derive(Clone, Debug)]
pub struct AllowedHosts(Vec<AllowedHost>);

#[derive(Clone, Debug)]
struct AllowedHost {
    /// In lower case; an IPv6 address in its brackets.
    name: String,
    /// The only port that goes with it, if one was given. Otherwise any does: tunnels change it, and it protects
    /// nothing, since it is the name that an attacker would have to take over.
    port: Option<u16>,
}

impl AllowedHosts {
    /// Whether a request may be addressed to this host.
    pub fn allow(&self, authority: &Authority) -> bool {
        self.0.iter().any(|allowed| {
            allowed.name.eq_ignore_ascii_case(authority.host())
                && allowed.port.is_none_or(|port| port == authority.port_u16().unwrap_or(80))
        })
    }

    fn local(listen: &Listen) -> Self {
        let bound = match listen.bind {
            std::net::SocketAddr::V4(v4) => v4.ip().to_string(),
            std::net::SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
        };
        let names = [bound, "localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
        Self(names.into_iter().map(|name| AllowedHost { name, port: None }).collect())
    }

    fn read(found: &Found) -> Result<Self, ConfigError> {
        let hosts = found.parts()?.map(|part| {
            let authority = part.parse::<Authority>().ok().filter(is_host).ok_or_else(|| {
                found.wrong("must be a list of host names, each like portal.example.com or [::1]:8080, without wildcard")
            })?;
            Ok(AllowedHost { name: authority.host().to_ascii_lowercase(), port: authority.port_u16() })
        });
        hosts.collect::<Result<_, _>>().map(Self)
    }
}
