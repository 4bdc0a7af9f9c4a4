//! What a caller asks the public port for by GET: the panel's files come under their own names alone, whole, in a form
//! that was asked for, and everything else is a typed problem.
//!
//! An input is the request's target, in the second line what the caller accepts (`Accept-Encoding`), and in the third
//! what it has (`If-None-Match`).

use std::{cell::LazyCell, ffi::OsString};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
};
use http::{HeaderMap, HeaderValue, Request, StatusCode, Uri, header};
use relay::{
    app::App,
    assets::{Assets, Source},
    clock::Clock,
    config::{Command, Settings},
    fuzzing,
};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

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

/// More than any answer here has, in bytes.
const MOST: usize = 4 * 1024;

thread_local! {
    static RELAY: LazyCell<Relay> = LazyCell::new(Relay::start);
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
    let (head, body) = RELAY.with(|relay| relay.get(&target, accepted, known));
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

/// Everything that answers on the public port, without a port.
struct Relay {
    runtime: Runtime,
    router: Router,
}

impl Relay {
    #[expect(clippy::expect_used, reason = "without a relay there is nothing to fuzz")]
    fn start() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (settings, clock) = (settings(), Clock::from_fn(|| 1_755_430_262));
        let app = runtime.block_on(App::new(&settings, assets(), clock)).expect("an app");
        Self { router: fuzzing::public_port(&app), runtime }
    }

    #[expect(
        clippy::expect_used,
        reason = "the relay's answers are whole, and the request's parts are checked"
    )]
    fn get(&self, target: &Uri, accepted: HeaderValue, known: HeaderValue) -> (http::response::Parts, Bytes) {
        let request = Request::get(target.clone()).header(header::HOST, "localhost");
        let request = request.header(header::ACCEPT_ENCODING, accepted).header(header::IF_NONE_MATCH, known);
        let request = request.body(Body::empty()).expect("a request");
        self.runtime.block_on(async {
            let Ok(response) = self.router.clone().oneshot(request).await;
            let (head, body) = response.into_parts();
            (head, to_bytes(body, MOST).await.expect("a short body"))
        })
    }
}

#[expect(clippy::panic, reason = "without settings there is nothing to fuzz")]
fn settings() -> Settings {
    let flags = ["recall-relay", "--bind", "127.0.0.1:0", "--base-path", BASE].map(OsString::from);
    let variables = [
        ("RECALL_API_KEY", "bDqJFiq9"),
        ("RECALL_API_SECRET", "7bz1lzh9"),
        // Nobody is asked anything here.
        ("RECALL_VENDOR_URL", "http://127.0.0.1:1"),
    ];
    let variables = variables.map(|(name, value)| (name.into(), value.into()));
    match Command::parse(flags.into_iter(), variables) {
        Ok(Command::Serve(settings)) => *settings,
        other => panic!("no settings but {other:?}"),
    }
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
