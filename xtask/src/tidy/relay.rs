//! The relay's boundaries.

use super::Violation;
use super::layers::naming;
use super::repository::{File, Repository};

/// The errors that say no to a request before anything was asked of the vendor.
const REFUSALS: [&str; 9] = [
    "Error::Forbidden",
    "Error::InvalidRequest",
    "Error::MalformedRequest",
    "Error::NotJson",
    "Error::RateLimited",
    "Error::SlowRequest",
    "Error::TooLarge",
    "Error::Unauthenticated",
    "Error::UnknownHost",
];

const SOURCES: &str = "crates/relay/src/";

/// What opens a connection.
const CLIENTS: [&str; 5] =
    ["hyper_rustls", "HttpConnector", "client::legacy", "client::conn", "TcpStream::connect"];

/// Only `upstream` asks the vendor, and only it asks the vendor's crate for a signature. The one other call goes to the
/// identity provider, for public keys, and has a file of its own.
pub(super) fn calling_out(repository: &Repository) -> Vec<Violation> {
    let upstream = "crates/relay/src/upstream";
    let (both, alone) = ([upstream, "crates/relay/src/token/fetch"], [upstream]);
    let mut found = Vec::new();
    for (names, owners, instead) in [
        (&CLIENTS[..], &both[..], "only `upstream` and `token::fetch` call out"),
        (&["sign("], &alone, "only `upstream` signs"),
    ] {
        let others = relay(repository).filter(|file| !owners.iter().any(|owner| file.is_in(owner)));
        found.extend(others.flat_map(|file| naming(&file.path, &file.code, names, instead)));
    }
    found
}

/// rustls lets nobody skip a certificate's check but by this word. There is no setting for it, not even for tests: they
/// make an authority of their own.
pub(super) fn certificates(repository: &Repository) -> Vec<Violation> {
    let names = [".dangerous()", "ServerCertVerifier"];
    relay(repository)
        .flat_map(|file| naming(&file.path, &file.code, &names, "the vendor's certificate is always checked"))
        .collect()
}

/// A handler turns a request that is already good into an answer; what is refused is refused in `guard`. The one type
/// that says `application/json` lies beside the handlers.
pub(super) fn handlers(repository: &Repository) -> Vec<Violation> {
    let names = ["HeaderName", "HeaderValue", "headers_mut", "header::", ".header(", "StatusCode", "Err("];
    let instead = "a handler neither refuses nor writes headers: refuse in `guard`, answer through `error` and `headers`";
    let handlers = relay(repository)
        .filter(|file| file.path.starts_with("crates/relay/src/routes/") && !file.path.ends_with("/json.rs"));
    handlers.flat_map(|file| naming(&file.path, &file.code, &names, instead)).collect()
}

/// What a request is refused for is decided in one place, so that its order and its completeness can be seen.
pub(super) fn refusals(repository: &Repository) -> Vec<Violation> {
    // The last two only read the error: they give it its words and its bytes.
    let may = ["crates/relay/src/guard", "crates/relay/src/error", "crates/relay/src/problem"];
    let others = relay(repository).filter(|file| !may.iter().any(|module| file.is_in(module)));
    others
        .flat_map(|file| naming(&file.path, &file.code, &REFUSALS, "every refusal lives in `guard`"))
        .collect()
}

/// Who wants to know what a request passes through reads one file.
pub(super) fn routes(repository: &Repository) -> Vec<Violation> {
    let names = [".route(", ".route_service(", ".layer(", ".route_layer(", ".nest(", ".fallback("];
    let instead = "every route and every layer stands in router.rs";
    let others = relay(repository).filter(|file| file.path != "crates/relay/src/router.rs");
    others.flat_map(|file| naming(&file.path, &file.code, &names, instead)).collect()
}

fn relay(repository: &Repository) -> impl Iterator<Item = &File> {
    repository.rust().filter(|file| file.path.starts_with(SOURCES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(rule: fn(&Repository) -> Vec<Violation>, path: &str, code: &str) -> usize {
        rule(&Repository::of(&[(path, code)])).len()
    }

    #[test]
    fn a_client_outside_of_the_two_that_call_out_is_found() {
        let code = "use hyper_util::{client::legacy::Client, rt::TokioTimer};\n";
        assert_eq!(faults(calling_out, "crates/relay/src/guard/origin.rs", code), 1);
        assert_eq!(faults(calling_out, "crates/relay/src/token/keys.rs", code), 1);
        assert_eq!(faults(calling_out, "crates/relay/src/upstream/client.rs", code), 0);
        assert_eq!(faults(calling_out, "crates/relay/src/token/fetch.rs", code), 0);
        assert_eq!(faults(calling_out, "crates/relay/src/token/fetch.rs", "credentials.sign(now);\n"), 1);
        assert_eq!(faults(calling_out, "crates/relay/src/app.rs", "credentials.sign(now);\n"), 1);
    }

    #[test]
    fn a_certificate_that_is_not_checked_is_found() {
        let code = "let config = builder.dangerous().with_custom_certificate_verifier(nobody);\n";
        assert_eq!(faults(certificates, "crates/relay/src/upstream/connection.rs", code), 1);
    }

    #[test]
    fn a_handler_that_writes_a_header_is_found() {
        let code = "response.headers_mut().insert(a, b);\n";
        assert_eq!(faults(handlers, "crates/relay/src/routes/session.rs", "return Err(error);\n"), 1);
        assert_eq!(faults(handlers, "crates/relay/src/routes/session.rs", code), 1);
        assert_eq!(faults(handlers, "crates/relay/src/headers.rs", code), 0);
    }

    #[test]
    fn a_refusal_outside_the_guard_is_found() {
        for refusal in REFUSALS {
            let code = format!("{refusal}(words)\n");
            assert_eq!(faults(refusals, "crates/relay/src/server.rs", &code), 1, "{refusal}");
            assert_eq!(faults(refusals, "crates/relay/src/guard/body.rs", &code), 0, "{refusal}");
        }
    }

    #[test]
    fn a_layer_outside_the_router_is_found() {
        let code = "router.layer(x)\n";
        assert_eq!(faults(routes, "crates/relay/src/app.rs", code), 1);
        assert_eq!(faults(routes, "crates/relay/src/router.rs", code), 0);
    }
}
