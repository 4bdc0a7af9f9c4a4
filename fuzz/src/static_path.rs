//! What a caller asks the public port for by GET: the panel's files come under their own names alone, whole, in a form
//! that was asked for, and everything else is a typed problem.
//!
//! An input is the request's target, in the second line what the caller accepts (`Accept-Encoding`), and in the third
//! what it has (`If-None-Match`).

use std::cell::LazyCell;

use axum::body::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use relay::assets::{Assets, Source};

use crate::public_port::PublicPort;

const BASE: &str = "/x/";

/// The files by their path below the base, with the form that a packed one has.
const FILES: [(&str, &str, Option<&str>); 6] = [
    ("index.html", "<!doctype html>", None),
    ("recall-tasks.js", "export {}", None),
    ("assets/panel-1.js", "plain", None),
    ("assets/panel-1.js", "brotli", Some("br")),
    ("assets/panel-1.js", "gzipped", Some("gzip")),
    ("assets/panel-1.wasm", "\0asm", None),
];

thread_local! {
    static PORT: LazyCell<PublicPort> = LazyCell::new(|| PublicPort::new(&["--base-path", BASE], assets()));
}

/// Asks for a target and looks at what comes.
pub fn keeps_its_promises(input: &[u8]) {
    let mut lines = input.splitn(3, |byte| *byte == b'\n');
    let target = lines.next().unwrap_or_default();
    let [accepted, known] = [lines.next(), lines.next()].map(Option::unwrap_or_default);
    let (Ok(target), Ok(accepted), Ok(known)) =
        (Uri::try_from(target), HeaderValue::from_bytes(accepted), HeaderValue::from_bytes(known))
    else {
        return;
    };
    let headers = [(header::ACCEPT_ENCODING, accepted), (header::IF_NONE_MATCH, known)];
    let (head, body) = PORT.with(|port| port.get(&target, headers));
    is_safe(&head.headers);
    match head.status {
        StatusCode::OK if target.path() == "/x/api/session" => {}
        StatusCode::OK => is_the_file(&target, &head.headers, &body),
        StatusCode::NOT_MODIFIED => assert!(forms(&target).next().is_some() && body.is_empty(), "{target}"),
        StatusCode::PERMANENT_REDIRECT => leads_to_the_base(&target, &head.headers),
        _ => {
            assert!(forms(&target).next().is_none() || !is_own(&target), "{target} is a file");
            assert_eq!(head.headers[header::CONTENT_TYPE], "application/problem+json", "{target}");
        }
    }
}

/// The forms of the file that a target names, if it names one to the letter.
fn forms(target: &Uri) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    let path = target.path().strip_prefix(BASE).unwrap_or("nothing");
    let path = if path.is_empty() { "index.html" } else { path };
    FILES.into_iter().filter(move |(name, ..)| *name == path).map(|(_, content, coding)| (content, coding))
}

/// Whether a target is in a form, and of a length, that the relay takes.
fn is_own(target: &Uri) -> bool {
    let length = target.path_and_query().map_or(0, |target| target.as_str().len());
    let named = target.authority().is_none_or(|authority| authority == "localhost");
    named && target.scheme_str().is_none_or(|scheme| scheme == "http") && length <= 2 * 1024
}

fn is_the_file(target: &Uri, headers: &HeaderMap, body: &Bytes) {
    let coding = headers.get(header::CONTENT_ENCODING).map(|coding| coding.to_str().unwrap_or("?"));
    let form = forms(target).find(|(_, form)| *form == coding);
    assert!(form.is_some_and(|(content, _)| content.as_bytes() == body), "{target} as {coding:?}: {body:?}");
    assert!(headers.contains_key(header::ETAG) && headers[header::VARY] == "accept-encoding", "{headers:?}");
}

/// A redirection goes to the base path of this very host, whatever was asked.
fn leads_to_the_base(target: &Uri, headers: &HeaderMap) {
    let query = target.query().map(|query| format!("?{query}")).unwrap_or_default();
    assert_eq!(headers[header::LOCATION].as_bytes(), format!("{BASE}{query}").as_bytes(), "{target}");
}

fn is_safe(headers: &HeaderMap) {
    let policy = headers.get(header::CONTENT_SECURITY_POLICY).map(HeaderValue::as_bytes);
    assert!(policy.is_some_and(|policy| policy.starts_with(b"default-src 'none'")), "{headers:?}");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert!(!headers.contains_key(header::SET_COOKIE), "{headers:?}");
    assert!(!headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), "{headers:?}");
}

fn assets() -> Assets {
    let source = |(path, content, coding): (&str, &'static str, Option<&str>)| {
        let ending = match coding {
            Some("br") => ".br",
            Some(_) => ".gz",
            None => "",
        };
        let path = format!("{path}{ending}").into();
        Source { path, bytes: content.as_bytes().into(), tag: "0a1b".to_owned() }
    };
    Assets::new(FILES.map(source))
}
