//! A web origin, as it stands in an `Origin` header or in a content security policy.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
};

use http::{Uri, uri::Authority};

/// Scheme, host and port, and nothing else: `https://portal.example.com`, `http://localhost:3000`. In lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Reads an origin; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const FORM: &str =
            "must be a list of origins, each like https://portal.example.com, without path or wildcard";
        if text.contains('*') {
            return Err("must not hold a wildcard: list each origin whose pages may frame the panel");
        }
        let uri: Uri = text.parse().map_err(|_| FORM)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(FORM) };
        let bare = format!("{scheme}://{authority}");
        if !matches!(scheme, "http" | "https") || !bare.eq_ignore_ascii_case(text) || !is_host(authority) {
            return Err(FORM);
        }
        Ok(Self(bare.to_ascii_lowercase()))
    }

    /// Whether this is what a browser says in `Origin` of its page. Browsers leave the scheme's own port out.
    pub(crate) fn is_said(&self, origin: &[u8]) -> bool {
        let port = if self.is_secure() { ":443" } else { ":80" };
        origin.eq_ignore_ascii_case(self.0.strip_suffix(port).unwrap_or(&self.0).as_bytes())
    }

    pub(super) fn is_secure(&self) -> bool {
        self.0.starts_with("https:")
    }

    pub(super) fn is_on_this_machine(&self) -> bool {
        self.authority().is_some_and(|authority| is_loopback(&authority))
    }

    pub(super) fn authority(&self) -> Option<Authority> {
        self.0.split_once("://")?.1.parse().ok()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a host can only be this machine, where nobody can listen in.
pub(super) fn is_loopback(authority: &Authority) -> bool {
    let host = authority.host();
    host.eq_ignore_ascii_case("localhost")
        || host.trim_matches(['[', ']']).parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Whether an authority is a host with an optional port that exists: no user in front, no dangling colon, and no
/// character that could end a directive of the policy.
pub(crate) fn is_host(authority: &Authority) -> bool {
    let host = authority.host();
    let Some(port) = authority.as_str().strip_prefix(host) else { return false };
    let named = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
    let numbered = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    (named || numbered.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok()))
        && (port.is_empty() || authority.port_u16().is_some_and(|number| port == format!(":{number}")))
}
