//! Whatever a caller sends, the vendor gets a request of the relay's own, with four checked values in its body.

use std::cell::Cell;

use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use vendor_sim::{DEFAULT_NOW, Received};

use crate::{
    client::{CALL, Request},
    world::World,
};

/// Stands in everything that a caller made up and that must not get through.
const MARK: &str = "zq7x";

/// Headers that mean something to a server, a proxy or the vendor, or would replace one of the relay's own.
const NAMES: [&str; 24] = [
    "accept",
    "accept-encoding",
    "api-key",
    "authorization",
    "connection",
    "content-md5",
    "cookie",
    "expect",
    "from",
    "max-forwards",
    "origin-x",
    "proxy-authorization",
    "referer",
    "sign",
    "te",
    "timestamp",
    "trailer",
    "upgrade",
    "user-agent",
    "via",
    "x-api-key",
    "x-http-method-override",
    "x-original-url",
    "x-rewrite-url",
];

/// What one request is made of.
#[derive(Clone, Debug)]
struct Made {
    /// Stands behind the call's path.
    query: String,
    headers: Vec<(String, String)>,
    size: i64,
    task_name: Option<String>,
    /// Further members of the body's two levels, as JSON.
    more: [String; 2],
}

fn made() -> impl Strategy<Value = Made> {
    let query = "([?;][!-~]{0,40})?".prop_map(|query| query.replace('#', MARK));
    let name = prop_oneof![
        3 => proptest::sample::select(&NAMES[..]).prop_map(str::to_owned),
        1 => "[a-z][a-z0-9_.-]{0,20}".prop_map(|name| format!("{name}-{MARK}")),
    ];
    let value = "[ -~]{0,40}".prop_map(|value| format!("{MARK}{value}"));
    let task_name = prop_oneof![any::<String>(), "[ \u{a0}]{0,2}[ -~]{0,20}[ \u{3000}]{0,2}"];
    let more = || {
        prop_oneof![
            6 => Just(String::new()),
            1 => "[a-zA-Z]{1,8}".prop_map(|key| format!(r#""{key}": "{MARK}", "#)),
            1 => Just(format!(r#""url": "http://{MARK}.example/", "Sign": "{MARK}", "#)),
        ]
    };
    (query, vec((name, value), 0..6), -1_i64..103, proptest::option::of(task_name), [more(), more()])
        .prop_map(|(query, headers, size, task_name, more)| Made { query, headers, size, task_name, more })
}

impl Made {
    /// The request for this page.
    fn request(&self, page: i64) -> Request {
        let Self { query, headers, size, task_name, more: [outer, inner] } = self;
        let body = format!(
            r#"{{{outer}"current": {page}, "size": {size}, "params": {{{inner}"taskName": {}, "strTime": "2025-01-01 00:00:00", "endTime": "2025-12-31 23:59:59"}}}}"#,
            json!(task_name)
        );
        let request = Request::call(body).at(&format!("{CALL}{query}"));
        headers.iter().fold(request, |request, (name, value)| match name.as_str() {
            // The test reads until the connection closes.
            "connection" => request,
            _ => request.with(name, value),
        })
    }

    /// What the vendor should get to see of it in the body.
    fn meant(&self, page: i64) -> Value {
        let mut params = json!({"strTime": "2025-01-01 00:00:00", "endTime": "2025-12-31 23:59:59"});
        if let Some(name) = self.task_name.as_ref().filter(|name| !name.trim().is_empty()) {
            params["taskName"] = json!(name);
        }
        json!({"current": page, "size": self.size, "params": params})
    }
}

/// Whether a request is the relay's own: one place, nine headers, and of the caller the values that were meant.
fn is_the_relay_s_own(received: &Received, world: &World, meant: &Value) -> Result<(), TestCaseError> {
    prop_assert_eq!(
        (received.method.as_str(), received.path.as_str()),
        ("POST", "/voice/recallFlow/queryPage")
    );
    let mut headers = received.headers.clone();
    headers.sort();
    let credentials = world.sim.credentials();
    let sign = vendor::sign(&credentials, DEFAULT_NOW);
    let expected = [
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("api-key", credentials.key().expose()),
        ("content-length", &received.body.len().to_string()),
        ("content-type", "application/json;charset=UTF-8"),
        ("host", &world.sim.addr().to_string()),
        ("sign", sign.expose()),
        ("timestamp", &DEFAULT_NOW.to_string()),
        ("user-agent", concat!("recall-relay/", env!("CARGO_PKG_VERSION"))),
    ];
    prop_assert_eq!(headers, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let body: Value = serde_json::from_slice(&received.body).unwrap();
    prop_assert_eq!(&body, meant);
    Ok(())
}

#[test]
fn no_byte_of_a_request_gets_anywhere_but_into_the_four_values() {
    let runtime = Runtime::new().unwrap();
    let world = runtime.block_on(World::start());
    let page = Cell::new(0);
    let (answered, refused) = (Cell::new(0), Cell::new(0));
    proptest!(ProptestConfig::with_cases(600), |(made in made())| {
        page.set(page.get() + 1);
        let before = world.sim.received();
        let answer = runtime.block_on(made.request(page.get()).send(world.relay));
        if answer.status == 200 {
            answered.set(answered.get() + 1);
            prop_assert_eq!(world.sim.received(), before + 1);
            is_the_relay_s_own(world.sim.journal().last().unwrap(), &world, &made.meant(page.get()))?;
        } else {
            refused.set(refused.get() + 1);
            prop_assert!(answer.problem().status < 500, "{:?}", answer.problem());
            prop_assert_eq!(world.sim.received(), before, "a refused request reached the vendor");
        }
    });
    assert!(
        answered.get() > 100 && refused.get() > 100,
        "{} answered, {} refused",
        answered.get(),
        refused.get()
    );
}
