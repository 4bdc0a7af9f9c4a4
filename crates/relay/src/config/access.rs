//! Who may use the relay, under which host names, and in whose pages.

use std::net::SocketAddr;

use http::uri::Authority;

use super::{
    Auth, ConfigError, Front, Listen, Origin,
    origin::is_host,
    sources::{Found, Sources},
};

/// Who may use the relay, under which names and in whose pages.
#[derive(Clone, Debug)]
pub struct Access {
    /// How callers show who they are.
    pub auth: Auth,
    /// What stands in front of the relay.
    pub front: Front,
    /// The names that a request's `Host` may have.
    pub hosts: AllowedHosts,
    /// The origins whose pages may frame the panel, besides its own.
    pub frame_ancestors: Vec<Origin>,
}

impl Access {
    pub(super) fn read(sources: &Sources, listen: &Listen) -> Result<Self, ConfigError> {
        let (auth, front) = (Auth::read(sources)?, Front::read(sources)?);
        if matches!(auth, Auth::Loopback) {
            only_this_machine("--bind", Some(listen.bind), "and reach it through a tunnel")?;
            only_this_machine("--admin-bind", listen.admin, "or switch it off")?;
        }
        if matches!(auth, Auth::Jwt(_)) && front.origin.is_none() && !listen.bind.ip().is_loopback() {
            return Err(ConfigError::new(format!(
                "--bind {} can be reached from other machines, and then tokens need an encrypted way: give the https \
                 origin of what stands in front as --public-origin, or bind 127.0.0.1 or [::1].",
                listen.bind
            )));
        }
        let hosts = match sources.find("allowed-hosts") {
            Some(found) => AllowedHosts::read(&found)?,
            None => AllowedHosts::usual(listen, front.origin.as_ref()),
        };
        let frame_ancestors = match sources.find("frame-ancestors") {
            Some(found) => found
                .parts()?
                .map(Origin::parse)
                .collect::<Result<_, _>>()
                .map_err(|wrong| found.wrong(wrong))?,
            None => Vec::new(),
        };
        Ok(Self { auth, front, hosts, frame_ancestors })
    }
}

fn only_this_machine(setting: &str, address: Option<SocketAddr>, or: &str) -> Result<(), ConfigError> {
    match address.filter(|address| !address.ip().is_loopback()) {
        Some(address) => Err(ConfigError::new(format!(
            "{setting} {address} can be reached from other machines, which --auth loopback does not allow: bind \
             127.0.0.1 or [::1], {or}."
        ))),
        None => Ok(()),
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
                && allowed.port.is_none_or(|port| match authority.port_u16() {
                    Some(given) => port == given,
                    // Browsers leave it out if it is their scheme's, and which that is only the proxy in front knows.
                    None => matches!(port, 80 | 443),
                })
        })
    }

    fn usual(listen: &Listen, origin: Option<&Origin>) -> Self {
        let bound = match listen.bind {
            SocketAddr::V4(v4) => v4.ip().to_string(),
            SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
        };
        let public = origin.and_then(Origin::authority).map(|authority| authority.host().to_owned());
        let local = [bound, "localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
        Self(local.into_iter().chain(public).map(|name| AllowedHost { name, port: None }).collect())
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
