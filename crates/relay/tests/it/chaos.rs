//! Many callers at once, and a vendor that fails in every way that it knows, in an order that a seed decides: each answer
//! is the right page or a typed problem, in time, and when the vendor is well again so is everything.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
    time::Duration,
};

use proptest::{
    collection::vec,
    prelude::*,
    sample::select,
    strategy::ValueTree as _,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use serde_json::Value;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};
use vendor_sim::{Fault, Sim};

use crate::{
    client::{Answer, Request},
    raw_vendor::{RawVendor, Step, current, page_with, say},
    world::World,
};

/// How many ask at the same time, and how often each.
const CALLERS: usize = 40;
const QUESTIONS: usize = 25;

/// The pages that are asked for; the last ones are past the end.
const PAGES: i64 = 60;

/// The longest that a query may take.
const LONGEST: Duration = Duration::from_millis(12_500);

/// Longer than a vendor that was down is left alone.
const RECOVERY: Duration = Duration::from_secs(16);

fn query(page: i64) -> Request {
    Request::call(format!(
        r#"{{"current": {page}, "size": 10, "params": {{"strTime": "2025-07-01 00:00:00", "endTime": "2025-09-01 00:00:00"}}}}"#
    ))
}

/// Draws from what `strategy` makes, the same for the same seed.
fn draw<S: Strategy>(seed: u8, strategy: S) -> impl FnMut() -> S::Value {
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), random);
    move || strategy.new_tree(&mut runner).unwrap().current()
}

/// What came of the questions: how often a page, and which kinds of problems.
#[derive(Debug, Default)]
struct Outcome {
    pages: usize,
    problems: BTreeMap<&'static str, usize>,
}

/// Lets all callers ask, and looks at each answer; `is_right` at those that are a page.
async fn all_ask(world: &World, seed: u8, is_right: impl Fn(i64, &Value) -> bool) -> Outcome {
    let mut asking = JoinSet::new();
    let mut pages_and_pauses = draw(seed, vec((1..=PAGES, 0_u64..800), QUESTIONS));
    for _ in 0..CALLERS {
        let (relay, questions) = (world.relay, pages_and_pauses());
        asking.spawn(async move {
            let mut answers: Vec<(i64, Answer)> = Vec::new();
            for (page, pause) in questions {
                sleep(Duration::from_millis(pause)).await;
                #[expect(clippy::disallowed_methods, reason = "the paused clock of the test")]
                let start = Instant::now();
                let answer = query(page).send(relay).await;
                assert!(start.elapsed() <= LONGEST, "page {page} took {:?}", start.elapsed());
                answers.push((page, answer));
            }
            answers
        });
    }
    let mut outcome = Outcome::default();
    for (page, answer) in asking.join_all().await.into_iter().flatten() {
        if answer.status == 200 {
            assert!(is_right(page, &answer.json()), "page {page}: {}", String::from_utf8_lossy(&answer.body));
            outcome.pages += 1;
        } else {
            let kind = answer.kind().name();
            assert!(kind.starts_with("vendor-") || kind == "busy", "{kind}");
            *outcome.problems.entry(kind).or_default() += 1;
        }
    }
    println!("{outcome:?}");
    outcome
}

/// Every way to fail that the simulator knows, and now and then none.
fn fault() -> impl Strategy<Value = Fault> {
    let statuses = [400, 401, 403, 404, 407, 418, 429, 500, 502, 503, 504];
    let codes = [-1, -2, -16, -18, -22, -99, 0, 7, i64::MIN];
    let garbage = [
        "",
        "null",
        "[]",
        "{",
        "<html>",
        "{\"code\": 0}",
        "{\"code\": 0, \"data\": {\"total\": 5}}",
        "\0\u{ff}",
    ];
    let packed = ["gzip", "br", "gzip, gzip", "identity"];
    let milliseconds = |most| (0..most).prop_map(Duration::from_millis);
    prop_oneof![
        30 => milliseconds(300_u64).prop_map(Fault::Latency),
        2 => milliseconds(13_000_u64).prop_map(Fault::Latency),
        2 => milliseconds(500_u64).prop_map(Fault::Drip),
        4 => select(statuses.to_vec()).prop_map(Fault::Status),
        1 => (select(vec![429, 503]), 0_u64..5_000).prop_map(|(status, seconds)| Fault::RetryAfter(status, seconds)),
        1 => (300_u16..309).prop_map(|status| Fault::Redirect(status, "http://127.0.0.1:1/".to_owned())),
        4 => select(codes.to_vec()).prop_map(Fault::Code),
        2 => select(garbage.to_vec()).prop_map(|body| Fault::Garbage(body.into())),
        1 => select(packed.to_vec()).prop_map(|coding| Fault::Answer {
            status: 200,
            headers: vec![("content-encoding".to_owned(), coding.to_owned())],
            body: b"\x1f\x8b\x08not much of a file".to_vec(),
        }),
        2 => Just(Fault::CutBody),
        2 => Just(Fault::CutBeforeBody),
        1 => Just(Fault::Hang),
    ]
}

#[tokio::test(start_paused = true)]
async fn the_simulator_s_faults_under_load_give_right_pages_or_typed_problems() {
    let sim = || Sim::new().tasks(574).frozen();
    let calm = World::asking(sim()).await;
    let mut right = BTreeMap::new();
    for page in 1..=PAGES {
        right.insert(page, query(page).send(calm.relay).await.json()["data"].clone());
    }
    for (seed, kept) in [(1, false), (2, true)] {
        let world = if kept { World::keeping(sim()).await } else { World::asking(sim()).await };
        let mut faults = draw(seed, fault());
        for _ in 0..2 * CALLERS * QUESTIONS {
            world.sim.fail_next(faults());
        }
        let outcome = all_ask(&world, seed, |page, answer| answer["data"] == right[&page]).await;
        // It was a mixture, or it would show little.
        assert!(outcome.pages >= 100 && outcome.problems.len() >= 6, "{outcome:?}");

        world.sim.clear_faults();
        sleep(RECOVERY).await;
        for page in 1..=20 {
            let answer = query(page).send(world.relay).await;
            assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
            assert_eq!(answer.json()["data"], right[&page]);
        }
        assert_eq!(Request::get("/livez").send(world.admin).await.status, 200);
    }
}

/// What is done to a connection in an answer's place, for each page: mostly right, and otherwise everything between a cut
/// and noise.
fn steps() -> impl Strategy<Value = Vec<Placed>> {
    let end = || select(vec![Placed::Close, Placed::Reset]);
    let pause = (0_u64..10_000).prop_map(Placed::Wait);
    prop_oneof![
        12 => Just(vec![Placed::Page]),
        2 => pause.prop_map(|pause| vec![pause, Placed::Page]),
        2 => (0_usize..120, end()).prop_map(|(length, end)| vec![Placed::Start(length), end]),
        1 => (vec(any::<u8>(), 0..200), end()).prop_map(|(noise, end)| vec![Placed::Noise(noise), end]),
        1 => vec(any::<u8>(), 1..200).prop_map(|noise| vec![Placed::Page, Placed::Noise(noise)]),
        1 => end().prop_map(|end| vec![Placed::Page, end]),
        1 => end().prop_map(|end| vec![end]),
    ]
}

/// A step that depends on the page that was asked for.
#[derive(Clone, Debug)]
enum Placed {
    Page,
    /// The first bytes of the page.
    Start(usize),
    Noise(Vec<u8>),
    /// For so many milliseconds.
    Wait(u64),
    Close,
    Reset,
}

impl Placed {
    fn at(self, page: i64) -> Step {
        let whole = page_with(page).into_bytes();
        match self {
            Self::Page => say(whole),
            Self::Start(length) => say(&whole[..length.min(whole.len() - 1)]),
            Self::Noise(noise) => say(noise),
            Self::Wait(pause) => Step::Wait(Duration::from_millis(pause)),
            Self::Close => Step::Close,
            Self::Reset => Step::Reset,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn broken_connections_under_load_give_the_page_that_was_asked_for_or_typed_problems() {
    let well = Arc::new(Mutex::new(BTreeSet::new()));
    let draws = Arc::new(Mutex::new(draw(3, steps())));
    let is_well = Arc::clone(&well);
    let vendor = RawVendor::start(move |body| {
        let page = current(body);
        if is_well.lock().unwrap().contains(&page) {
            return vec![say(page_with(page))];
        }
        let placed = draws.lock().unwrap()();
        placed.into_iter().map(|placed| placed.at(page)).collect()
    })
    .await;
    let world = vendor.world().await;
    let is_right = |page: i64, answer: &Value| answer["data"]["records"][0]["keyId"] == page;
    let outcome = all_ask(&world, 3, is_right).await;
    assert!(outcome.pages >= 100 && outcome.problems.len() >= 3, "{outcome:?}");

    well.lock().unwrap().extend(1..=PAGES);
    sleep(RECOVERY).await;
    for page in 1..=20 {
        let answer = query(page).send(world.relay).await;
        assert!(answer.status == 200 && is_right(page, &answer.json()), "{answer:?}");
    }
}
