//! What has to be set for each way to authenticate, and what contradicts it.

use relay::config::{Auth, Settings};

use crate::{
    settings::{File, refused},
    world::settings,
};

const SECRET: (&str, &str) = ("RECALL_PROXY_SECRET", "canary-between-relay-and-proxy");
const PROXY: [&str; 7] = [
    "--demo",
    "--auth",
    "proxy",
    "--trusted-proxies",
    "10.0.0.0/24",
    "--public-origin",
    "https://portal.example.com",
];

const JWT: [&str; 9] = [
    "--demo",
    "--auth",
    "jwt",
    "--jwt-issuer",
    "https://id.example.com",
    "--jwt-audience",
    "recall-desk",
    "--jwt-keys-url",
    "https://id.example.com/keys?v=1",
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
fn what_means_nothing_to_a_way_to_authenticate_is_refused() {
    for (flag, value) in [
        ("--trusted-proxies", "10.0.0.1"),
        ("--public-origin", "https://portal.example.com"),
        ("--user-header", "X-User"),
        ("--proxy-secret-file", "f"),
        ("--jwt-issuer", "i"),
        ("--jwt-audience", "a"),
        ("--jwt-algorithms", "RS256"),
        ("--jwt-user-claims", "sub"),
        ("--jwt-keys-file", "f"),
        ("--jwt-keys-url", "https://id.example.com/keys"),
    ] {
        refused(&["--demo", flag, value], &[], &[flag, "--auth loopback"]);
        if flag.starts_with("--jwt") {
            refused(&[&PROXY[..], &[flag, value]].concat(), &[SECRET], &[flag, "--auth proxy"]);
        } else if !["--trusted-proxies", "--public-origin"].contains(&flag) {
            refused(&[&JWT[..], &[flag, value]].concat(), &[], &[flag, "--auth jwt"]);
        }
    }
    refused(&JWT, &[SECRET], &["RECALL_PROXY_SECRET", "--auth jwt"]);
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
fn tokens_need_an_issuer_an_audience_and_one_source_of_keys() {
    assert!(matches!(settings(&JWT, &[]).unwrap().access.auth, Auth::Jwt(_)));
    for flag in ["--jwt-issuer", "--jwt-audience"] {
        refused(&without(&JWT, flag), &[], &["--auth jwt", flag]);
    }
    let keyless = without(&JWT, "--jwt-keys-url");
    refused(&keyless, &[], &["--auth jwt", "--jwt-keys-url", "--jwt-keys-file"]);
    refused(&[&JWT[..], &["--jwt-keys-file", "f"]].concat(), &[], &["--jwt-keys-url", "--jwt-keys-file"]);
    for (name, text) in [
        ("none", ""),
        ("no-json", "-----BEGIN PUBLIC KEY-----"),
        ("no-keys", r#"{"keys": []}"#),
        ("shared", r#"{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}"#),
    ] {
        let file = File::new(name, text);
        refused(&[&keyless[..], &["--jwt-keys-file", file.path()]].concat(), &[], &["--jwt-keys-file"]);
    }
    refused(
        &[&keyless[..], &["--jwt-keys-file", "/nowhere"]].concat(),
        &[],
        &["--jwt-keys-file", "does not exist"],
    );
}

#[test]
fn tokens_don_t_travel_in_the_clear() {
    let public = [&JWT[..], &["--bind", "0.0.0.0:8080"]].concat();
    refused(&public, &[], &["--bind", "--public-origin"]);
    assert!(
        settings(&[&public[..], &["--public-origin", "https://portal.example.com"]].concat(), &[]).is_ok()
    );
    for url in [
        "http://id.example.com/keys",
        "http://10.0.0.1/keys",
        "https://user:canary@id.example.com/keys",
        "https://id.example.com/keys#1",
        "id.example.com",
        "file:///keys.json",
        "/keys.json",
    ] {
        let flags = [&without(&JWT, "--jwt-keys-url")[..], &["--jwt-keys-url", url]].concat();
        let sentence = settings(&flags, &[]).unwrap_err().to_string();
        assert!(sentence.contains("--jwt-keys-url") && !sentence.contains("canary"), "{sentence}");
    }
    let local = ["--jwt-keys-url", "http://127.0.0.1:4000/keys"];
    assert!(settings(&[&without(&JWT, "--jwt-keys-url")[..], &local].concat(), &[]).is_ok());
}

#[test]
fn no_algorithm_with_a_shared_secret_can_be_chosen() {
    for list in ["HS256", "RS256,HS512", "none", "RS256 none", "rs256", "RSA-OAEP", ","] {
        refused(&[&JWT[..], &["--jwt-algorithms", list]].concat(), &[], &["--jwt-algorithms"]);
    }
    let all =
        ["--jwt-algorithms", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"];
    assert!(settings(&[&JWT[..], &all].concat(), &[]).is_ok());
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
