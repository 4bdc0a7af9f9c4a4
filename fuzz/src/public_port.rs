//! Everything that answers on the relay's public port, without a port.

use std::ffi::OsString;

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
};
use http::{HeaderName, HeaderValue, Request, Uri, header, response::Parts};
use relay::{
    app::App,
    assets::Assets,
    clock::Clock,
    config::{Command, Settings},
    fuzzing,
};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

/// Where the relay's clock stands, in unix seconds.
pub(crate) const NOW: i64 = 1_755_430_262;

/// More than any answer here has, in bytes.
const MOST: usize = 4 * 1024;

/// A relay whose router can be asked.
pub(crate) struct PublicPort {
    runtime: Runtime,
    router: Router,
}

impl PublicPort {
    /// A relay with these flags, which serves these files and asks nobody anything.
    #[expect(clippy::expect_used, reason = "without a relay there is nothing to fuzz")]
    pub(crate) fn new(flags: &[&str], assets: Assets) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (settings, clock) = (settings(flags), Clock::from_fn(|| NOW));
        let app = runtime.block_on(App::new(&settings, assets, clock)).expect("an app");
        Self { router: fuzzing::public_port(&app), runtime }
    }

    /// The answer to a GET request with these headers.
    #[expect(
        clippy::expect_used,
        reason = "the parts of the request are what they have to be, and the relay's answers are whole"
    )]
    pub(crate) fn get(&self, target: &Uri, headers: [(HeaderName, HeaderValue); 2]) -> (Parts, Bytes) {
        let request = Request::get(target.clone()).header(header::HOST, "localhost");
        let request = headers.into_iter().fold(request, |request, (name, value)| request.header(name, value));
        let request = request.body(Body::empty()).expect("a request");
        self.runtime.block_on(async {
            let Ok(response) = self.router.clone().oneshot(request).await;
            let (head, body) = response.into_parts();
            (head, to_bytes(body, MOST).await.expect("a short body"))
        })
    }
}

#[expect(clippy::panic, reason = "without settings there is nothing to fuzz")]
fn settings(flags: &[&str]) -> Settings {
    let arguments = ["recall-relay", "--bind", "127.0.0.1:0"].iter().chain(flags).map(OsString::from);
    let variables = [
        ("RECALL_API_KEY", "bDqJFiq9"),
        ("RECALL_API_SECRET", "7bz1lzh9"),
        ("RECALL_VENDOR_URL", "http://127.0.0.1:1"),
        // A fuzzer asks faster than anybody may.
        ("RECALL_USER_RATE", "1000000"),
        ("RECALL_TOTAL_RATE", "1000000"),
    ];
    let variables = variables.map(|(name, value)| (name.into(), value.into()));
    match Command::parse(arguments, variables) {
        Ok(Command::Serve(settings)) => *settings,
        other => panic!("no settings but {other:?}"),
    }
}
