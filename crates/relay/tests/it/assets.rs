//! The panel's files.

use contract::ProblemKind;

use crate::{
    client::{Answer, Request},
    world::World,
};

const FILES: &[(&str, &str)] = &[
    ("index.html", "<!doctype html>"),
    ("recall-tasks.js", "export {}"),
    ("assets/panel-1.js", "plain script"),
    ("assets/panel-1.js.br", "brotli"),
    ("assets/panel-1.js.gz", "gzipped"),
    ("assets/panel-1.wasm", "\0asm"),
    ("assets/panel-1.wasm.gz", "packed"),
    ("assets/panel-1.css", "body{}"),
];

async fn script(world: &World, accepted: &str) -> Answer {
    Request::get("/assets/panel-1.js").with("accept-encoding", accepted).send(world.relay).await
}

#[tokio::test]
async fn a_file_comes_with_its_media_type_and_the_time_it_may_be_kept() {
    let world = World::serving(&[], FILES).await;
    let forever = "public, max-age=31536000, immutable";
    for (target, media_type, kept) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/?range=7d&embed=1", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/recall-tasks.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/assets/panel-1.js", "text/javascript; charset=utf-8", forever),
        ("/assets/panel-1.wasm", "application/wasm", forever),
        ("/assets/panel-1.css", "text/css; charset=utf-8", forever),
    ] {
        let answer = Request::get(target).send(world.relay).await;
        assert_eq!(answer.status, 200, "{target}");
        assert_eq!(answer.header("content-type"), Some(media_type), "{target}");
        assert_eq!(answer.header("cache-control"), Some(kept), "{target}");
        assert_eq!(answer.header("vary"), Some("accept-encoding"), "{target}");
    }
}

#[tokio::test]
async fn the_packed_form_goes_by_what_the_caller_likes() {
    let world = World::serving(&[], FILES).await;
    for (accepted, coding) in [
        ("gzip, deflate, br, zstd", Some("br")),
        ("br;q=0.5, gzip;q=0.8", Some("gzip")),
        ("gzip;q=1.0, br;q=1", Some("br")),
        ("GZIP", Some("gzip")),
        ("*", Some("br")),
        ("*, br;q=0", Some("gzip")),
        ("br;q=0, gzip;q=0", None),
        ("gzip;q=0.2, identity", None),
        ("identity;q=0", None),
        ("br;q=2, gzip;q=x", None),
        ("deflate", None),
        ("", None),
    ] {
        let answer = script(&world, accepted).await;
        assert_eq!(answer.header("content-encoding"), coding, "{accepted}");
        let body = match coding {
            Some("br") => "brotli",
            Some(_) => "gzipped",
            None => "plain script",
        };
        assert_eq!(String::from_utf8_lossy(&answer.body), body, "{accepted}");
    }
    let wasm = Request::get("/assets/panel-1.wasm").with("accept-encoding", "br, gzip;q=0.1");
    let wasm = wasm.send(world.relay).await;
    assert_eq!(wasm.header("content-encoding"), Some("gzip"), "the only one there is");
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
}

#[tokio::test]
async fn a_form_that_the_caller_has_is_not_sent_again() {
    let world = World::serving(&[], FILES).await;
    let tag = script(&world, "br").await.header("etag").unwrap().to_owned();
    let again = async |accepted: &str, known: &str| {
        let request = Request::get("/assets/panel-1.js");
        request.with("accept-encoding", accepted).with("if-none-match", known).send(world.relay).await
    };
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let answer = again("br", &known).await;
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{known}");
        assert_eq!(answer.header("content-length"), None, "the length would be the file's");
        assert_eq!(answer.header("etag"), Some(tag.as_str()));
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
        assert!(answer.header("cache-control").unwrap().contains("immutable"));
    }
    assert_eq!(again("br", "\"other\"").await.status, 200);
    assert_eq!(again("gzip", &tag).await.status, 200, "another form is another answer");
}

#[tokio::test]
async fn head_gives_the_same_head_without_the_body() {
    let world = World::serving(&[], FILES).await;
    let head = Request::new("HEAD", "/assets/panel-1.css").send(world.relay).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some("6"));
    assert_eq!(head.header("content-type"), Some("text/css; charset=utf-8"));
    let known =
        Request::new("HEAD", "/assets/panel-1.css").with("if-none-match", "*").send(world.relay).await;
    assert_eq!((known.status, known.header("content-length")), (304, None));
}

#[tokio::test]
async fn a_missing_file_is_never_the_page() {
    let world = World::serving(&[], FILES).await;
    for target in
        ["/assets/panel-2.js", "/assets/panel-2.wasm", "/page", "/assets/", "/assets", "/index.html/"]
    {
        assert_eq!(Request::get(target).send(world.relay).await.kind(), ProblemKind::NotFound, "{target}");
    }
}

#[tokio::test]
async fn packed_forms_have_no_address_of_their_own() {
    let world = World::serving(&[], FILES).await;
    for target in ["/assets/panel-1.js.br", "/assets/panel-1.js.gz", "/assets/panel-1.wasm.gz"] {
        assert_eq!(Request::get(target).send(world.relay).await.kind(), ProblemKind::NotFound, "{target}");
    }
}

#[tokio::test]
async fn no_spelling_of_a_path_leaves_the_panel_s_files() {
    let world = World::serving(&[], FILES).await;
    for target in [
        "/../Cargo.toml",
        "/assets/../../etc/passwd",
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/assets/..%2findex.html",
        "/assets/%252e%252e/index.html",
        "/assets/..%5cindex.html",
        "/assets/..\\index.html",
        "/assets/%c0%ae%c0%ae/index.html",
        "/assets//panel-1.js",
        "//index.html",
        "/./index.html",
        "/assets/panel-1.js%00",
        "/assets/panel-1.js/.",
        "/%61ssets/panel-1.js",
        "/etc/passwd",
    ] {
        assert_eq!(Request::get(target).send(world.relay).await.kind(), ProblemKind::NotFound, "{target}");
    }
}

#[tokio::test]
async fn a_relay_without_the_panel_says_how_to_build_it() {
    let world = World::start().await;
    let problem = Request::get("/").send(world.relay).await.problem();
    assert_eq!(problem.kind, ProblemKind::NotFound);
    assert!(problem.detail.unwrap().contains("cargo xtask run"));
}
