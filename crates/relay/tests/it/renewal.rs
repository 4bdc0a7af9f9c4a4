//! The proxy's secret and the keys for tokens are renewed from their files while the relay runs. The vendor's secret is
//! too, in `rotation`.

use std::{fs, time::Duration};

use serde_json::json;
use tokio::time::sleep;

use crate::{
    client::Request,
    issuer::{FLAGS, Issuer, claims},
    proxy::BEHIND,
    settings::File,
    world::World,
};

const SESSION: &str = "/api/session";
const OLD: &str = "canary-old-old-old";
const NEW: &str = "canary-new-new-new";

/// The time within which a new file is in use. Paused, so it takes none.
async fn soon() {
    sleep(Duration::from_secs(5)).await;
}

/// What becomes of a request that the proxy passes on with this secret.
async fn passed_on(world: &World, secret: &str) -> u16 {
    let request = Request::get(SESSION).with("x-forwarded-user", "jia").with("x-recall-proxy-secret", secret);
    request.send(world.relay).await.status
}

async fn behind(file: &File) -> World {
    World::with(&[&BEHIND[..], &["--proxy-secret-file", file.path()]].concat()).await
}

#[tokio::test(start_paused = true)]
async fn a_new_proxy_secret_is_in_use_within_five_seconds_and_the_old_one_is_worth_nothing() {
    let file = File::new("proxy-secret", OLD);
    let world = behind(&file).await;
    assert_eq!((passed_on(&world, OLD).await, passed_on(&world, NEW).await), (200, 403));
    fs::write(file.path(), NEW).unwrap();
    soon().await;
    assert_eq!((passed_on(&world, OLD).await, passed_on(&world, NEW).await), (403, 200));
}

#[tokio::test(start_paused = true)]
async fn no_request_fails_while_the_old_proxy_secret_and_the_new_one_stand_in_the_file() {
    let file = File::new("proxy-secret", OLD);
    let world = behind(&file).await;
    for both in [format!("{OLD}\n{NEW}\n"), format!("\n  {NEW}\r\n\n{OLD}\r\n")] {
        fs::write(file.path(), both).unwrap();
        soon().await;
        assert_eq!((passed_on(&world, OLD).await, passed_on(&world, NEW).await), (200, 200));
        assert_eq!(passed_on(&world, &format!("{OLD} {NEW}")).await, 403);
    }
    fs::write(file.path(), NEW).unwrap();
    soon().await;
    assert_eq!((passed_on(&world, OLD).await, passed_on(&world, NEW).await), (403, 200));
}

#[tokio::test(start_paused = true)]
async fn what_can_be_no_proxy_secret_leaves_the_last_one_in_use() {
    let file = File::new("proxy-secret", OLD);
    let world = behind(&file).await;
    let three = [NEW, OLD, "canary-third-third"].join("\n");
    for broken in
        ["", "\n", "short", &format!("{NEW}\nshort"), "with spaces in it", "canary-canary-canäry", &three]
    {
        fs::write(file.path(), broken).unwrap();
        soon().await;
        assert_eq!((passed_on(&world, OLD).await, passed_on(&world, NEW).await), (200, 403), "{broken:?}");
    }
    fs::remove_file(file.path()).unwrap();
    soon().await;
    assert_eq!(passed_on(&world, OLD).await, 200, "no file");
    fs::write(file.path(), NEW).unwrap();
    soon().await;
    assert_eq!((passed_on(&world, OLD).await, passed_on(&world, NEW).await), (403, 200));
}

/// What becomes of a good token that is signed with the key of this name.
async fn bearing(world: &World, issuer: &Issuer, kid: &str) -> u16 {
    let token = issuer.token(&json!({"alg": "EdDSA", "kid": kid}), &claims());
    let request = Request::get(SESSION).with("authorization", &format!("Bearer {token}"));
    request.send(world.relay).await.status
}

async fn judging(file: &File) -> World {
    World::with(&[&FLAGS[..], &["--jwt-keys-file", file.path()]].concat()).await
}

#[tokio::test(start_paused = true)]
async fn new_keys_for_tokens_are_in_use_within_five_seconds_and_withdrawn_ones_are_worth_nothing() {
    let (old, new) = (Issuer::new(), Issuer::new());
    let file = File::new("keys.json", &old.keys(""));
    let world = judging(&file).await;
    assert_eq!((bearing(&world, &old, "ed").await, bearing(&world, &new, "ed").await), (200, 401));
    // Under the same name, so that it is the key itself that counts.
    fs::write(file.path(), new.keys("")).unwrap();
    soon().await;
    assert_eq!((bearing(&world, &old, "ed").await, bearing(&world, &new, "ed").await), (401, 200));
    fs::write(file.path(), new.keys("-2")).unwrap();
    soon().await;
    assert_eq!((bearing(&world, &new, "ed").await, bearing(&world, &new, "ed-2").await), (401, 200));
}

#[tokio::test(start_paused = true)]
async fn what_can_be_no_set_of_keys_leaves_the_last_one_in_use() {
    let issuer = Issuer::new();
    let keys = issuer.keys("");
    let file = File::new("keys.json", &keys);
    let world = judging(&file).await;
    let large = format!("{{\"padding\": \"{}\", {}", "x".repeat(300 * 1024), &keys[1..]);
    for broken in ["", "[]", r#"{"keys": []}"#, &keys[..keys.len() - 1], &large] {
        fs::write(file.path(), broken).unwrap();
        soon().await;
        assert_eq!(bearing(&world, &issuer, "ed").await, 200, "{broken:?}");
    }
    fs::remove_file(file.path()).unwrap();
    soon().await;
    assert_eq!(bearing(&world, &issuer, "ed").await, 200, "no file");
}

#[cfg(unix)]
#[test]
fn the_log_says_what_is_wrong_with_a_file_and_never_what_is_in_it() {
    use crate::process::{Running, relay};

    let issuer = Issuer::new();
    for (flags, setting, first, broken, said, second) in [
        (
            &BEHIND[..],
            "--proxy-secret-file",
            OLD.to_owned(),
            "canary secret in four words",
            "no new proxy secret can be read",
            NEW.to_owned(),
        ),
        (
            &FLAGS[..],
            "--jwt-keys-file",
            issuer.keys("-canary"),
            r#"{"keys": ["canary"]}"#,
            "no new set of keys for tokens can be read",
            issuer.keys("-canary-2"),
        ),
    ] {
        let file = File::new("renewed", &first);
        let mut running = Running::start(
            relay()
                .args(["--demo", "--bind", "127.0.0.1:0", "--admin-bind", "off", "--log-format", "json"])
                .args(flags)
                .args([setting, file.path()]),
        );
        let mut log = String::new();
        // Put in its place at one go, so that no look finds half of it.
        for (text, words) in [(broken, "the last one stays in use"), (&second, "was renewed")] {
            fs::rename(File::new("other", text).path(), file.path()).unwrap();
            log += &running.until_logged(words);
        }
        running.signal("TERM");
        log += &running.end().2;
        assert_eq!(log.matches(said).count(), 1, "{log}");
        assert!(!log.contains("canary"), "{log}");
    }
}
