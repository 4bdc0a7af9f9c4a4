//! What is counted, as Prometheus sees it.

use std::{collections::BTreeMap, time::Duration};

use tokio::{io::AsyncWriteExt, net::TcpStream, task::JoinSet};
use vendor_sim::{Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request, send_raw},
    world::World,
};

/// The families by name: type, labels without those that Prometheus' own form of histograms adds, and meaning.
type Families = BTreeMap<String, (String, Vec<String>, String)>;

async fn metrics(world: &World) -> String {
    let answer = Request::get("/metrics").send(world.admin).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
    String::from_utf8(answer.body).unwrap()
}

fn series(metrics: &str) -> impl Iterator<Item = &str> {
    metrics.lines().filter(|line| !line.starts_with('#'))
}

/// The value of one series, written with its labels.
#[track_caller]
fn value(metrics: &str, name: &str) -> u64 {
    let found = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    found.unwrap_or_else(|| panic!("no {name} in:\n{metrics}")).parse().unwrap()
}

fn served(metrics: &str) -> Families {
    let mut families = Families::new();
    for line in metrics.lines().filter_map(|line| line.strip_prefix("# HELP ")) {
        let (name, meaning) = line.split_once(' ').unwrap();
        families.entry(name.into()).or_default().2 = meaning.into();
    }
    for line in metrics.lines().filter_map(|line| line.strip_prefix("# TYPE ")) {
        let (name, kind) = line.split_once(' ').unwrap();
        families.get_mut(name).unwrap().0 = kind.into();
    }
    for (name, family) in &mut families {
        let labelled = series(metrics).filter_map(|line| line.strip_prefix(name.as_str())?.split_once('{'));
        let labels = labelled.flat_map(|(_, labels)| labels.split('=').map(after_comma).map(str::to_owned));
        family.1 = labels.filter(|label| is_name(label) && label != "le").collect();
        family.1.sort_unstable();
        family.1.dedup();
    }
    families
}

fn after_comma(text: &str) -> &str {
    text.rsplit(',').next().unwrap_or_default()
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn documented() -> Families {
    let text = include_str!("../../../../docs/operations.md");
    let table = text.split("| name | type | labels | meaning |\n").nth(1).unwrap();
    let rows = table.lines().skip(1).take_while(|line| line.starts_with("| "));
    let families = rows.map(|row| {
        let cells: Vec<String> =
            row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
        let mut labels: Vec<String> = cells[2].split(", ").map(str::to_owned).collect();
        labels.retain(|label| !label.is_empty());
        labels.sort_unstable();
        (cells[0].clone(), (cells[1].clone(), labels, cells[3].clone()))
    });
    families.collect()
}

#[tokio::test]
async fn the_table_in_the_documentation_is_what_is_served() {
    let world = World::start().await;
    Request::call(DOCUMENTED).send(world.relay).await;
    assert_eq!(served(&metrics(&world).await), documented());
    assert_eq!(Request::get("/metrics").send(world.relay).await.status, 404, "not on the public port");
}

#[tokio::test]
async fn whatever_is_sent_makes_few_series() {
    let world = World::asking(Sim::new()).await;
    for number in 0..300 {
        let target = format!("/api/made-up-{number}/%0a{{}}\"?x={number}");
        let hostile = Request::new(&format!("M{number}"), &target).with("x-request-id", &number.to_string());
        hostile.with(&format!("x-header-{number}"), "\"} 1").send(world.relay).await;
        Request::get("/").instead("host", &format!("host-{number}.example")).send(world.relay).await;
    }
    for code in -40..0 {
        world.sim.fail_next(Fault::Code(code));
        Request::call(DOCUMENTED).send(world.relay).await;
    }
    send_raw(world.relay, b"no http at all\r\n\r\n").await;
    let metrics = metrics(&world).await;
    let count = series(&metrics).count();
    assert!((50..=300).contains(&count), "{count} series:\n{metrics}");
    for made_up in ["made-up", "M1", "host-1", "x-header"] {
        assert!(!metrics.contains(made_up), "{made_up} in:\n{metrics}");
    }
}

#[tokio::test]
async fn requests_are_counted_by_what_they_were_for_and_what_came_of_them() {
    let world =
        World::serving(&["--base-path", "/ops/"], &[("index.html", "page"), ("assets/a.js", "//")]).await;
    let call = |body: &str| Request::call(body).at("/ops/api/voice/recallFlow/queryPage");
    for request in [
        call(DOCUMENTED),
        call("{}"),
        call("["),
        Request::get("/ops/api/session"),
        Request::get("/ops/api/openapi.json"),
        Request::get("/ops/api/session").with("origin", "https://evil.example"),
        Request::get("/ops/"),
        Request::get("/ops/assets/a.js"),
        Request::get("/ops"),
        Request::get("/elsewhere"),
    ] {
        request.send(world.relay).await;
    }
    send_raw(world.relay, b"no http at all\r\n\r\n").await;
    send_raw(world.admin, b"no http at all\r\n\r\n").await;
    let metrics = metrics(&world).await;
    for (labels, count) in [
        (r#"kind="",route="query-page",status="200""#, 1),
        (r#"kind="invalid-request",route="query-page",status="422""#, 1),
        (r#"kind="malformed-request",route="query-page",status="400""#, 1),
        (r#"kind="",route="api",status="200""#, 2),
        (r#"kind="forbidden",route="api",status="403""#, 1),
        (r#"kind="",route="panel",status="200""#, 2),
        (r#"kind="",route="panel",status="308""#, 1),
        (r#"kind="not-found",route="none",status="404""#, 1),
        (r#"kind="malformed-request",route="none",status="400""#, 1),
    ] {
        assert_eq!(value(&metrics, &format!("recall_relay_requests_total{{{labels}}}")), count, "{labels}");
    }
    let timed = r#"recall_relay_request_duration_seconds_count{route="query-page"}"#;
    assert_eq!(value(&metrics, timed), 3);
    assert_eq!(value(&metrics, r#"recall_relay_connections{port="admin"}"#), 1);
    assert_eq!(value(&metrics, "recall_relay_build_info{version=\"0.1.0\"}"), 1);
}

#[tokio::test]
async fn a_caller_who_goes_away_before_the_answer_is_counted_too() {
    let world = World::asking(Sim::new().fail_always(Fault::Hang)).await;
    let mut caller = TcpStream::connect(world.relay).await.unwrap();
    caller.write_all(&Request::call(DOCUMENTED).into_bytes()).await.unwrap();
    while world.sim.received() == 0 {
        tokio::task::yield_now().await;
    }
    drop(caller);
    let gone = r#"recall_relay_requests_total{kind="",route="query-page",status="499"} 1"#;
    while !metrics(&world).await.contains(gone) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_callers_own_signature_is_dropped_and_counted() {
    let world = World::start().await;
    let request = Request::call(DOCUMENTED).with("Api-Key", "stolen").with("Sign", "stolen");
    assert_eq!(request.send(world.relay).await.status, 200);
    let journal = world.sim.journal();
    assert_eq!(journal.last().unwrap().header("api-key"), Some(crate::world::KEY));
    assert_ne!(journal.last().unwrap().header("sign"), Some("stolen"));
    let metrics = metrics(&world).await;
    for (header, count) in [("api-key", 1), ("sign", 1), ("timestamp", 0)] {
        let name = format!("recall_relay_signing_headers_dropped_total{{header=\"{header}\"}}");
        assert_eq!(value(&metrics, &name), count, "{header}");
    }
}

#[tokio::test]
async fn what_waits_and_what_is_under_way_can_be_seen() {
    let world = World::asking(Sim::new().fail_always(Fault::Hang)).await;
    let mut open = JoinSet::new();
    for page in 0..40 {
        open.spawn(Request::call(DOCUMENTED.replace("1111", &page.to_string())).send(world.relay));
    }
    let seen =
        |text: &str| ["waiting", "under_way"].map(|it| value(text, &format!("recall_relay_upstream_{it}")));
    while seen(&metrics(&world).await) != [8, 32] {
        tokio::task::yield_now().await;
    }
    // Nobody waits for long, and nothing is left over of those who went away.
    while seen(&metrics(&world).await)[0] > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_at_the_vendor_are_counted_with_their_outcome() {
    let world = World::asking(Sim::new().fail_next(Fault::Status(503))).await;
    Request::call(DOCUMENTED).send(world.relay).await;
    let counted = metrics(&world).await;
    for (name, count) in [
        (r#"upstream_attempts_total{outcome="success"}"#, 1),
        (r#"upstream_attempts_total{outcome="vendor-fault"}"#, 1),
        ("upstream_attempt_duration_seconds_count", 2),
        ("upstream_retries_total", 1),
        ("upstream_breaker_open", 0),
    ] {
        assert_eq!(value(&counted, &format!("recall_relay_{name}")), count, "{name}");
    }
    world.sim.fail_always(Fault::Status(500));
    for number in 0..30 {
        // Different questions, so that none is answered from memory.
        let body = DOCUMENTED.replace("1111", &number.to_string());
        Request::call(body).send(world.relay).await;
    }
    assert_eq!(value(&metrics(&world).await, "recall_relay_upstream_breaker_open"), 1);
}

#[tokio::test(start_paused = true)]
async fn questions_are_counted_by_what_was_found_for_them() {
    let world = World::keeping(Sim::new().fail_always(Fault::Latency(Duration::from_secs(1)))).await;
    let (one, other) = tokio::join!(
        Request::call(DOCUMENTED).send(world.relay),
        Request::call(DOCUMENTED).send(world.relay)
    );
    assert_eq!((one.status, other.status), (200, 200));
    Request::call(DOCUMENTED).send(world.relay).await;
    world.sim.fail_always(Fault::Hang);
    tokio::time::advance(Duration::from_secs(6)).await;
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.json()["stale"], true);
    let counted = metrics(&world).await;
    for (name, count) in [
        (r#"questions_total{found="kept"}"#, 1),
        (r#"questions_total{found="under-way"}"#, 1),
        (r#"questions_total{found="nothing"}"#, 2),
        ("older_answers_total", 1),
    ] {
        assert_eq!(value(&counted, &format!("recall_relay_{name}")), count, "{name}");
    }
}
