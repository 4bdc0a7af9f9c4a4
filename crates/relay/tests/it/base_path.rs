//! The panel under a prefix.

use contract::ProblemKind;

use crate::{
    client::{CALL, DOCUMENTED, Request},
    world::World,
};

const FILES: &[(&str, &str)] = &[("index.html", "page"), ("assets/a-1.js", "script")];

#[tokio::test]
async fn everything_moves_under_the_prefix_and_nothing_stays() {
    let world = World::serving(&["--base-path", "/ops/recall/"], FILES).await;
    for target in ["/ops/recall/", "/ops/recall/assets/a-1.js", "/ops/recall/api/session"] {
        assert_eq!(Request::get(target).send(world.relay).await.status, 200, "{target}");
    }
    let call = Request::call(DOCUMENTED).at(&format!("/ops/recall{CALL}"));
    assert_eq!(call.send(world.relay).await.status, 200);
    for target in
        ["/", "/ops", "/ops/", "/api/session", "/assets/a-1.js", "/ops/recall/ops/recall/", "//ops/recall/"]
    {
        let answer = Request::get(target).send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::NotFound, "{target}");
    }
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.kind(), ProblemKind::NotFound);
    let neighbour = Request::get("/ops/recall-admin").send(world.relay).await;
    assert_eq!(neighbour.kind(), ProblemKind::NotFound);
}

#[tokio::test]
async fn the_prefix_without_its_slash_leads_to_the_one_with_it() {
    let world = World::serving(&["--base-path", "/ops/recall"], FILES).await;
    for (target, location) in
        [("/ops/recall", "/ops/recall/"), ("/ops/recall?range=30d&q=a%20b", "/ops/recall/?range=30d&q=a%20b")]
    {
        let answer = Request::get(target).send(world.relay).await;
        assert_eq!((answer.status, answer.header("location")), (308, Some(location)));
    }
}

#[tokio::test]
async fn problems_are_named_below_the_prefix() {
    let world = World::with(&["--base-path", "/x/"]).await;
    let problem = Request::get("/x/nothing").send(world.relay).await.problem();
    assert_eq!(problem.type_uri, "/x/problems/not-found");
}
