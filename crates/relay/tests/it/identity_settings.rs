//! What has to be set for each way to authenticate, and what contradicts it.

use relay::config::{Auth, Settings};

use crate::{settings::refused, world::settings};

const SECRET: (&str, &str) = ("RECALL_PROXY_SECRET", "between-relay-and-proxy");
const PROXY: [&str; 7] = [
    "--demo",
    "--auth",
    "proxy",
    "--trusted-proxies",
    "10.0.0.0/24",
    "--public-origin",
    "https://portal.example.com",
];

/// The flags without one of them and its value.
fn without<'a>(flags: &[&'a str], left_out: &str) -> Vec<&'a str> {
    let at = flags.iter().position(|flag| *flag == left_out).unwrap();
    [&flags[..at], &flags[at + 2..]].concat()
}

fn with(flags: &[&str]) -> Settings {
    settings(&[&PROXY, flags].concat(), &[SECRET]).unwrap()
}

#[test]
fn a_proxy_may_stand_in_front_of_any_address() {
    for bind in ["0.0.0.0:8080", "[::]:0", "192.168.1.5:80", "127.0.0.1:8080"] {
        let settings = with(&["--bind", bind, "--admin-bind", "0.0.0.0:9090"]);
        assert_eq!(settings.listen.bind.to_string(), bind);
        assert!(matches!(settings.access.auth, Auth::Proxy(_)));
    }
}

#[test]
fn a_proxy_needs_addresses_an_origin_and_a_secret() {
    for flag in ["--trusted-proxies", "--public-origin"] {
        refused(&without(&PROXY, flag), &[SECRET], &["--auth proxy", flag]);
    }
    refused(&PROXY, &[], &["--auth proxy", "--proxy-secret-file", "RECALL_PROXY_SECRET"]);
    let both = [&PROXY[..], &["--proxy-secret-file", "f"]].concat();
    refused(&both, &[SECRET], &["--proxy-secret-file", "RECALL_PROXY_SECRET"]);
    for wrong in ["too-short", "canary with spaces in it", "canary-canary-canäry", &"canary".repeat(50)] {
        let sentence = settings(&PROXY, &[("RECALL_PROXY_SECRET", wrong)]).unwrap_err().to_string();
        assert!(sentence.contains("RECALL_PROXY_SECRET") && !sentence.contains("canary"), "{sentence}");
    }
    let flag = settings(&[&PROXY[..], &["--proxy-secret=canary"]].concat(), &[]).unwrap_err().to_string();
    assert!(flag.contains("--proxy-secret") && !flag.contains("canary"), "{flag}");
}

#[test]
fn what_only_means_something_behind_a_proxy_is_refused_without_one() {
    for (flag, value) in [
        ("--trusted-proxies", "10.0.0.1"),
        ("--public-origin", "https://portal.example.com"),
        ("--user-header", "X-User"),
        ("--proxy-secret-file", "f"),
    ] {
        refused(&["--demo", flag, value], &[], &[flag, "--auth loopback"]);
    }
    refused(&["--demo"], &[SECRET], &["RECALL_PROXY_SECRET", "--auth loopback"]);
}

#[test]
fn unsafe_and_unreadable_values_are_refused_by_name() {
    for (flag, values) in [
        (
            "--trusted-proxies",
            &["0.0.0.0/0", "::/0", "10.0.0.1 0.0.0.0/0", "10.0.0.0/33", "proxy.example", "*", "10.0.0", ","]
                [..],
        ),
        (
            "--public-origin",
            &[
                "http://portal.example.com",
                "https://portal.example.com/recall",
                "https://*.example.com",
                "https://a.example https://b.example",
                "portal.example.com",
            ],
        ),
        (
            "--user-header",
            &[
                "X User",
                "X_User",
                "X.User",
                "Cookie",
                "host",
                "Authorization",
                "Sec-User",
                "X-Recall-Request",
            ],
        ),
    ] {
        for value in values {
            let flags = if PROXY.contains(&flag) { without(&PROXY, flag) } else { PROXY.to_vec() };
            refused(&[&flags[..], &[flag, value]].concat(), &[SECRET], &[flag]);
        }
    }
}

#[test]
fn networks_and_addresses_can_be_trusted() {
    let settings = settings(
        &[&without(&PROXY, "--trusted-proxies")[..], &["--trusted-proxies", "10.0.0.0/24,::1", "192.0.2.7"]]
            .concat(),
        &[SECRET],
    );
    let proxies = settings.unwrap().access.front.proxies;
    for (address, trusted) in [
        ("10.0.0.255", true),
        ("10.0.1.0", false),
        ("::1", true),
        ("::ffff:10.0.0.1", true),
        ("192.0.2.7", true),
        ("192.0.2.8", false),
    ] {
        assert_eq!(proxies.include(address.parse().unwrap()), trusted, "{address}");
    }
}

#[test]
fn no_secret_is_printed_with_the_settings() {
    assert!(!format!("{:?}", with(&[])).contains(SECRET.1));
}
