//! Who may speak for somebody else: proxies that are known, and nobody but them. Where the relay trusts whoever is on
//! its machine, that is no proxy at all, because behind one would be everybody.

use std::net::IpAddr;

use axum::extract::Request;
use http::{HeaderMap, HeaderName, header};

use super::{identity::Identity, only, proxy::Proxy};
use crate::{app::App, caller::UserName, config::ProxyAuth, error::Error};

/// The address at the other end of a request's connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// The name that a known proxy has vouched for, if it said one that can be used.
#[derive(Clone, Debug)]
pub(crate) struct Vouched(pub(crate) Option<UserName>);

/// The headers in which proxies say for whom they ask, besides all that begin with `x-forwarded-`. `Via` is none: it
/// tells the way a request took, and not whose it is.
const NAMES: [&str; 7] = [
    "forwarded",
    "x-forwarded",
    "x-original-forwarded-for",
    "x-real-ip",
    "x-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
];

/// Refuses requests that speak for somebody else and may not. Of those that may, the name goes on as [`Vouched`]; the
/// headers that carried it and the secret end here.
pub(crate) fn allowed(request: &mut Request, app: &App) -> Result<(), Error> {
    let peer = request.extensions().get::<Peer>().copied();
    check(request.headers(), peer, app)?;
    if let Identity::Vouched(proxy) = app.identity() {
        let name = request.headers_mut().remove(&proxy.user_header);
        request.headers_mut().remove(ProxyAuth::SECRET_HEADER);
        let name = name.and_then(|name| UserName::parse(std::str::from_utf8(name.as_bytes()).ok()?));
        request.extensions_mut().insert(Vouched(name));
    }
    Ok(())
}

fn check(headers: &HeaderMap, peer: Option<Peer>, app: &App) -> Result<(), Error> {
    let own = match app.identity() {
        Identity::Vouched(proxy) => [Some(&proxy.user_header), Some(&ProxyAuth::SECRET_HEADER)],
        Identity::Here | Identity::Token(_) => [None, None],
    };
    let own = || own.into_iter().flatten();
    // Whatever `Connection` names is for the next hop alone. A proxy that took it at its word would drop the headers
    // that it has just set, so whoever names them there means no good.
    let named = headers
        .get_all(header::CONNECTION)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    if named.into_iter().any(|name| own().any(|own| is_spelling(name.trim_ascii(), own))) {
        return Err(Error::Forbidden("Its Connection header names one that says who is asking."));
    }
    let speaks = headers
        .keys()
        .any(|name| is_from_proxy(name) || own().any(|own| is_spelling(name.as_str().as_bytes(), own)));
    if !speaks {
        return Ok(());
    }
    if matches!(app.identity(), Identity::Here) {
        return Err(Error::Forbidden(
            "It was passed on by a proxy, and this installation serves its own machine only.",
        ));
    }
    if !peer.is_some_and(|Peer(address)| app.access().front.proxies.include(address)) {
        return Err(Error::Forbidden("It was passed on by a proxy that this installation doesn't know."));
    }
    match app.identity() {
        Identity::Vouched(proxy) => vouched(headers, proxy),
        // Nothing that it says is looked at.
        Identity::Here | Identity::Token(_) => Ok(()),
    }
}

/// Whether it is the proxy that speaks, and with one voice.
fn vouched(headers: &HeaderMap, proxy: &Proxy) -> Result<(), Error> {
    let shown = only(headers, ProxyAuth::SECRET_HEADER).ok().flatten();
    if !shown.is_some_and(|shown| proxy.is_known_by(shown.as_bytes())) {
        return Err(Error::Forbidden(
            "It was passed on without the secret that this installation shares with its proxy.",
        ));
    }
    // A proxy sets the one header and lets others through, which some server before it may have taken for the same.
    let alias = |name: &HeaderName| {
        *name != proxy.user_header && is_spelling(name.as_str().as_bytes(), &proxy.user_header)
    };
    if headers.keys().any(alias) || only(headers, &proxy.user_header).is_err() {
        return Err(Error::Forbidden("It says more than once who is asking."));
    }
    Ok(())
}

fn is_from_proxy(name: &HeaderName) -> bool {
    const FAMILY: &str = "x-forwarded-";
    let name = name.as_str().as_bytes();
    NAMES.iter().any(|known| is_plainly(name, known))
        || name.get(..FAMILY.len()).is_some_and(|begin| is_plainly(begin, FAMILY))
}

fn is_spelling(name: &[u8], own: &HeaderName) -> bool {
    is_plainly(name, own.as_str())
}

/// Whether a name is `known` but for its spelling. Some servers take `_` and `.` for `-`, and some everything that is
/// neither letter nor digit, so all spellings count.
fn is_plainly(name: &[u8], known: &str) -> bool {
    let plain = |byte: &u8| if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { b'-' };
    name.len() == known.len() && name.iter().map(plain).eq(known.bytes())
}
