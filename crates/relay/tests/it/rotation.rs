//! The vendor's secret is renewed from its file while the relay runs.

use std::{fs, time::Duration};

use relay::clock::Clock;
use tokio::time::sleep;
use vendor::{Credentials, signature::verify};
use vendor_sim::{DEFAULT_NOW, Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request},
    settings::File,
    world::{KEY, SECRET, World},
};

const NEW: &str = "canary-new-secret";

/// A vendor that answers whatever the signature.
fn trusting() -> Sim {
    let page = br#"{"code": 0, "data": {"records": [], "total": 0}}"#;
    Sim::new().fail_always(Fault::Garbage(page.into()))
}

async fn with_secret_in(path: &str, sim: Sim) -> World {
    World::asking_with(&["--api-secret-file", path], sim).await
}

/// Asks once, for a page that was not asked for before, which has to be answered.
async fn ask(world: &World) {
    let page = world.sim.received() + 1;
    let body = DOCUMENTED.replace(r#""current": 1"#, &format!(r#""current": {page}"#));
    assert_eq!(Request::call(body).send(world.relay).await.status, 200);
}

/// Whether the last request that the vendor got was signed with this secret.
fn signed_with(world: &World, secret: &str) -> bool {
    let journal = world.sim.journal();
    let sign = journal.last().unwrap().header("sign").unwrap().to_owned();
    verify(&Credentials::new(KEY, secret).unwrap(), DEFAULT_NOW, &sign)
}

/// The time within which a new secret is in use. Paused, so it takes none.
async fn soon() {
    sleep(Duration::from_secs(5)).await;
}

#[tokio::test(start_paused = true)]
async fn a_new_secret_is_in_use_within_five_seconds() {
    let file = File::new("secret", SECRET);
    let world = with_secret_in(file.path(), trusting()).await;
    ask(&world).await;
    assert!(signed_with(&world, SECRET));
    fs::write(file.path(), format!("{NEW}\n")).unwrap();
    soon().await;
    ask(&world).await;
    assert!(signed_with(&world, NEW));
}

#[tokio::test]
async fn a_refusal_by_status_is_a_reason_to_look_too_and_to_ask_once_more() {
    for status in [401, 403] {
        let file = File::new("secret", SECRET);
        let world = with_secret_in(file.path(), trusting()).await;
        // The relay looks by itself too, once a second, and may do so between two lines of this.
        let asked_twice = async || {
            for round in 0.. {
                fs::write(file.path(), format!("canary-secret-{round}")).unwrap();
                world.sim.fail_next(Fault::Status(status));
                let before = world.sim.received();
                let body = DOCUMENTED.replace("1111", &round.to_string());
                if Request::call(body).send(world.relay).await.status == 200 {
                    return world.sim.received() - before == 2;
                }
            }
            false
        };
        assert!(asked_twice().await);
        world.sim.fail_next(Fault::Status(status));
        let refused = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!(refused.status, 502, "there is nothing newer");
    }
}

#[tokio::test(start_paused = true)]
async fn a_mark_that_editors_put_in_front_of_a_secret_is_no_part_of_it() {
    let file = File::new("secret", &format!("\u{feff}{SECRET}\r\n"));
    let world = with_secret_in(file.path(), trusting()).await;
    ask(&world).await;
    assert!(signed_with(&world, SECRET));
}

#[tokio::test]
async fn no_query_fails_when_the_vendor_takes_the_new_secret_at_once() {
    let file = File::new("secret", SECRET);
    let world = with_secret_in(file.path(), Sim::new()).await;
    for round in 0..20 {
        ask(&world).await;
        let secret = format!("canary-secret-{round}");
        fs::write(file.path(), &secret).unwrap();
        world.sim.set_credentials(Credentials::new(KEY, secret).unwrap());
        ask(&world).await;
    }
}

#[tokio::test]
async fn a_refusal_is_not_tried_again_with_the_same_secret() {
    let file = File::new("secret", SECRET);
    let world = with_secret_in(file.path(), Sim::new()).await;
    world.sim.set_credentials(Credentials::new(KEY, NEW).unwrap());
    assert_eq!(Request::call(DOCUMENTED).send(world.relay).await.problem().vendor_code, Some(-1));
    assert_eq!(world.sim.received(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_can_be_no_secret_leaves_the_last_one_in_use() {
    let file = File::new("secret", SECRET);
    let world = with_secret_in(file.path(), trusting()).await;
    for broken in ["", " \n", "two words", &"x".repeat(5_000), "ключ"] {
        fs::write(file.path(), broken).unwrap();
        soon().await;
        ask(&world).await;
        assert!(signed_with(&world, SECRET), "{broken:?}");
    }
    fs::remove_file(file.path()).unwrap();
    soon().await;
    ask(&world).await;
    assert!(signed_with(&world, SECRET), "no file");
    fs::write(file.path(), NEW).unwrap();
    soon().await;
    ask(&world).await;
    assert!(signed_with(&world, NEW));
}

/// Kubernetes turns a link to a new folder; neither the file's path nor the file it used to lead to changes.
#[cfg(unix)]
#[tokio::test(start_paused = true)]
async fn a_link_that_is_turned_to_another_folder_is_followed() {
    use std::os::unix::fs::symlink;

    let root = std::env::temp_dir().join(format!("recall-relay-test-{}-links", std::process::id()));
    for (folder, secret) in [("..first", SECRET), ("..second", NEW)] {
        fs::create_dir_all(root.join(folder)).unwrap();
        fs::write(root.join(folder).join("secret"), secret).unwrap();
    }
    symlink("..first", root.join("..data")).unwrap();
    symlink("..data/secret", root.join("secret")).unwrap();
    let world = with_secret_in(root.join("secret").to_str().unwrap(), trusting()).await;
    symlink("..second", root.join("..data_tmp")).unwrap();
    fs::rename(root.join("..data_tmp"), root.join("..data")).unwrap();
    soon().await;
    ask(&world).await;
    assert!(signed_with(&world, NEW));
    fs::remove_dir_all(root).unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn the_log_says_what_is_wrong_with_the_file_and_never_what_is_in_it() {
    use std::os::unix::fs::PermissionsExt as _;

    use crate::process::{Running, relay};

    let sim = Sim::new().clock(Clock::system().as_fn()).start().await.unwrap();
    for (mode, is_open) in [(0o600, false), (0o640, false), (0o644, true)] {
        let file = File::new("secret", "canary-secret");
        fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
        let running = Running::start(
            relay()
                .args(["--bind", "127.0.0.1:0", "--admin-bind", "off", "--vendor-url", &sim.url()])
                .args(["--api-key", KEY, "--api-secret-file", file.path(), "--log-format", "json"]),
        );
        // Put in its place at one go, so that no look finds half of it.
        let other = File::new("other", "canary secret");
        fs::rename(other.path(), file.path()).unwrap();
        // The vendor refuses the first one, which makes the relay look.
        for _ in 0..2 {
            Request::call(DOCUMENTED).send(running.address).await;
        }
        running.signal("TERM");
        let (_, _, log) = running.end();
        let said = log.matches("the last one stays in use").count();
        assert_eq!(said, 1, "{log}");
        assert_eq!(log.contains("everybody on this machine can read the file"), is_open, "{mode:o}: {log}");
        assert!(!log.contains("canary"), "{log}");
    }
}
