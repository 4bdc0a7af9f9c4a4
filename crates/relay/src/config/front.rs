//! What stands between the relay and its callers: proxies that may pass requests on, and the origin they show.

use std::net::IpAddr;

use ipnet::IpNet;

use super::{
    ConfigError, Origin,
    sources::{Found, Sources},
};

/// What stands between the relay and its callers.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// Who may pass requests on.
    pub proxies: TrustedProxies,
    /// The origin of the panel's page, if it is not that of the relay's own port. `https`, or `http` on this machine.
    pub origin: Option<Origin>,
}

impl Front {
    pub(super) fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let proxies = match sources.find("trusted-proxies") {
            Some(found) => TrustedProxies::read(&found)?,
            None => TrustedProxies::default(),
        };
        let origin = sources.find("public-origin").map(|found| origin(&found)).transpose()?;
        Ok(Self { proxies, origin })
    }
}

fn origin(found: &Found) -> Result<Origin, ConfigError> {
    let origin = Origin::parse(&found.value).map_err(|_| {
        found.wrong("must be one origin like https://portal.example.com, without path or wildcard")
    })?;
    if origin.is_secure() || origin.is_on_this_machine() {
        Ok(origin)
    } else {
        Err(found.wrong("must begin with https: what people see would travel in the clear (http is for loopback addresses only)"))
    }
}

/// The addresses from which proxies may pass requests on.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Whether somebody at this address may.
    pub fn include(&self, address: IpAddr) -> bool {
        // A socket for both families shows an address of the old one inside one of the new.
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    fn read(found: &Found) -> Result<Self, ConfigError> {
        let networks = found.parts()?.map(|part| {
            let network = part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from));
            let network = network.map_err(|_| {
                found.wrong("must be a list of addresses or networks, each like 10.0.0.5 or 10.0.0.0/24")
            })?;
            if network.prefix_len() == 0 {
                return Err(found.wrong("must not hold a network of all addresses: name the proxies"));
            }
            Ok(network)
        });
        networks.collect::<Result<_, _>>().map(Self)
    }
}
