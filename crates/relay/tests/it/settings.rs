//! What each setting may be, and which of several sources counts.

use std::{
    env, fs,
    path::PathBuf,
    process,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use relay::config::{BasePath, LogFormat, Origin, VendorSource, VendorUrl};

use crate::world::settings;

const KEY: (&str, &str) = ("RECALL_API_KEY", "key");
const SECRET: (&str, &str) = ("RECALL_API_SECRET", "secret");

/// A file that is gone when this is dropped.
pub(crate) struct File(PathBuf);

impl File {
    pub(crate) fn new(name: &str, text: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("recall-relay-test-{}-{number}-{name}", process::id()));
        fs::write(&path, text).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[track_caller]
pub(crate) fn refused(flags: &[&str], variables: &[(&str, &str)], names: &[&str]) {
    let sentence = settings(flags, variables).unwrap_err().to_string();
    for name in names {
        assert!(sentence.contains(name), "{name} in: {sentence}");
    }
    assert!(sentence.ends_with('.') && !sentence.contains('\n'), "one sentence: {sentence}");
}

#[test]
fn nothing_needs_to_be_set_but_the_account() {
    let settings = settings(&[], &[KEY, SECRET]).unwrap();
    assert_eq!(settings.listen.bind.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.listen.admin.unwrap().to_string(), "127.0.0.1:9090");
    assert_eq!(settings.listen.base.as_str(), "/");
    assert_eq!(settings.vendor.utc_offset.to_string(), "+08:00");
    assert!(settings.access.frame_ancestors.is_empty());
    assert_eq!((settings.rates.user.get(), settings.rates.total.get()), (10, 50));
    assert_eq!(settings.vendor.fresh_for, Duration::from_secs(5));
    assert_eq!(settings.logging.format, None);
}

#[test]
fn a_demo_needs_nothing_and_has_no_admin_port() {
    for (flags, variables) in [
        (&["--demo"][..], &[][..]),
        (&[], &[("RECALL_DEMO", "1")]),
        (&[], &[("RECALL_DEMO", "on")]),
        (&[], &[("RECALL_DEMO", "true")]),
    ] {
        let settings = settings(flags, variables).unwrap();
        assert!(matches!(settings.vendor.source, VendorSource::Demo));
        assert_eq!(settings.listen.admin, None);
    }
    let set = settings(&["--demo", "--admin-bind", "127.0.0.1:0"], &[]).unwrap();
    assert!(set.listen.admin.is_some());
}

#[test]
fn a_flag_goes_before_a_variable_and_a_variable_before_the_file() {
    let file = File::new(
        "order.toml",
        "bind = '127.0.0.1:1'\nbase_path = '/file/'\nlog-format = 'json'\ndemo = true",
    );
    let variables =
        [("RECALL_BIND", "127.0.0.1:2"), ("RECALL_BASE_PATH", "/variable/"), ("RECALL_LOG_FORMAT", "")];
    let settings = settings(&["--config", file.path(), "--bind", "127.0.0.1:3"], &variables).unwrap();
    assert_eq!(settings.listen.bind.port(), 3);
    assert_eq!(settings.listen.base.as_str(), "/variable/");
    assert_eq!(settings.logging.format, Some(LogFormat::Json), "an empty variable is none");
    assert!(matches!(settings.vendor.source, VendorSource::Demo));
}

#[test]
fn lists_can_be_written_in_every_usual_way() {
    let file = File::new("lists.toml", "frame-ancestors = ['https://a.example', 'https://b.example']");
    for (flags, variables) in [
        (&["--frame-ancestors", "https://a.example", "https://b.example"][..], &[][..]),
        (&["--frame-ancestors", "https://a.example", "--frame-ancestors", "https://b.example"], &[]),
        (&[], &[("RECALL_FRAME_ANCESTORS", "https://a.example,https://b.example")]),
        (&[], &[("RECALL_FRAME_ANCESTORS", " https://a.example  https://b.example ")]),
        (&["--config", file.path()], &[]),
    ] {
        let settings = settings(&[flags, &["--demo"]].concat(), variables).unwrap();
        let origins: Vec<String> = settings.access.frame_ancestors.iter().map(ToString::to_string).collect();
        assert_eq!(origins, ["https://a.example", "https://b.example"], "{flags:?} {variables:?}");
    }
}

#[test]
fn numbers_can_be_written_as_numbers_or_as_text() {
    for (name, text, seconds) in [("zero", "cache-seconds = 0", 0), ("text", "cache-seconds = '60'", 60)] {
        let file = File::new(&format!("{name}.toml"), text);
        let settings = settings(&["--demo", "--config", file.path()], &[]).unwrap();
        assert_eq!(settings.vendor.fresh_for, Duration::from_secs(seconds));
    }
}

#[test]
fn a_missing_account_is_named_with_the_way_to_give_it() {
    refused(&[], &[SECRET], &["API key", "--api-key", "RECALL_API_KEY", "--demo"]);
    refused(&[], &[KEY], &["API secret", "--api-secret-file", "RECALL_API_SECRET"]);
    refused(&[], &[KEY, ("RECALL_API_SECRET", " ")], &["API secret"]);
}

#[test]
fn the_secret_comes_from_a_file_or_a_variable_but_not_from_both() {
    let file = File::new("secret", "secret\n");
    assert!(settings(&["--api-secret-file", file.path()], &[KEY]).is_ok());
    refused(&["--api-secret-file", file.path()], &[KEY, SECRET], &["--api-secret-file", "RECALL_API_SECRET"]);
    refused(&["--api-secret-file", "/nowhere/secret"], &[KEY], &["--api-secret-file"]);
    let empty = File::new("empty", "\n");
    refused(&["--api-secret-file", empty.path()], &[KEY], &["--api-secret-file", "the API secret is empty"]);
    let both = settings(&["--api-secret-file", empty.path()], &[KEY]).unwrap_err().to_string();
    assert!(!both.contains("--api-key") && !both.contains("RECALL"), "one setting: {both}");
    let large = File::new("large", &"x".repeat(5_000));
    refused(&["--api-secret-file", large.path()], &[KEY], &["--api-secret-file"]);
    let in_file = File::new("in-file.toml", "api-secret = 'canary'");
    refused(&["--config", in_file.path()], &[KEY], &["--config", "api-secret"]);
}

#[test]
fn no_sentence_quotes_a_secret() {
    for (flags, variables) in [
        (&["--api-secret-file", "canary"][..], &[KEY][..]),
        (&["--api-secret=canary"], &[KEY]),
        (&["--api-secret", "canary"], &[KEY]),
        (&["--vendor-url", "https://user:canary@vendor.example"], &[KEY, SECRET]),
        (&["--api-key", "canary canary"], &[SECRET]),
        (&[], &[KEY, ("RECALL_API_SECRET", "canary canary")]),
    ] {
        let sentence = settings(flags, variables).unwrap_err().to_string();
        assert!(!sentence.contains("canary"), "{sentence}");
    }
}

#[test]
fn contradictions_are_refused() {
    for (flags, variables, names) in [
        (&["--demo", "--api-key", "k"][..], &[][..], &["--api-key", "--demo"][..]),
        (&["--demo"], &[SECRET], &["RECALL_API_SECRET", "--demo"]),
        (&["--demo"], &[("RECALL_API_SECRET_FILE", "f")], &["RECALL_API_SECRET_FILE", "--demo"]),
        (&["--vendor-url", "https://v.example"], &[("RECALL_DEMO", "1")], &["--vendor-url", "RECALL_DEMO"]),
        (
            &["--demo", "--bind", "127.0.0.1:9", "--admin-bind", "127.0.0.1:9"],
            &[],
            &["--admin-bind", "--bind"],
        ),
        (
            &["--bind", "127.0.0.1:9090", "--api-key", "k"],
            &[SECRET],
            &["--bind", "127.0.0.1:9090", "--admin-bind"],
        ),
        (
            &["--bind", "127.0.0.1:9", "--admin-bind", "0.0.0.0:9", "--api-key", "k"],
            &[SECRET],
            &["--admin-bind", "--bind"],
        ),
        (&["--demo"], &[("RUST_LOG", "relay=verbose")], &["RUST_LOG"]),
    ] {
        refused(flags, variables, names);
    }
}

#[test]
fn unsafe_and_unreadable_values_are_refused_by_name() {
    for (flag, values) in [
        (
            "--bind",
            &["0.0.0.0:8080", "[::]:80", "192.168.1.5:80", "localhost:80", "127.0.0.1", "8080", ":80"][..],
        ),
        ("--admin-bind", &["on", "9090", "0.0.0.0:9090", "[::]:9090", "192.168.1.5:9090"]),
        (
            "--base-path",
            &["recall/", "/a//b/", "/a/../b/", "/./", "/a b/", "/a%20b/", "/a?b/", "/{a}/", "//"],
        ),
        ("--auth", &["none", "Proxy", "basic"]),
        (
            "--frame-ancestors",
            &[
                "*",
                "https://*.example.com",
                "portal.example.com",
                "https://a.example/x",
                "null",
                "'none'",
                "https://a.example;",
                "data:",
                "https://u@a.example",
                "https://a.example/",
                ",",
            ],
        ),
        (
            "--allowed-hosts",
            &["*", "*.example.com", "http://a.example", "a.example/", "a:b:c", "user@a.example", ", ,"],
        ),
        ("--vendor-utc-offset", &["8", "+8:00", "+15:00", "+08:60", "08:00", "+0800", "UTC"]),
        ("--user-rate", &["0", "1.5", "many", "off", "1000001"]),
        ("--total-rate", &["0", "9", "99999999999"]),
        ("--cache-seconds", &["61", "0.5", "off", "5s"]),
        ("--log-format", &["xml", "JSON"]),
    ] {
        for value in values {
            refused(&["--demo", flag, value], &[], &[flag]);
        }
    }
    for value in [
        "http://api.laaffic.com",
        "http://10.0.0.1",
        "http://localhost.evil.example",
        "https://v.example/path",
        "https://v.example/?q",
        "https://v.example/#f",
        "https://u:p@v.example",
        "ftp://v.example",
        "v.example",
        "https://",
        "file:///etc/passwd",
    ] {
        refused(&["--vendor-url", value], &[KEY, SECRET], &["--vendor-url"]);
    }
    refused(&[], &[("RECALL_DEMO", "maybe")], &["RECALL_DEMO"]);
    refused(&["--demo", "--colour"], &[], &["--colour"]);
    refused(&["--demo", "--bind", "127.0.0.1:1", "--bind", "127.0.0.1:2"], &[], &["--bind"]);
}

#[test]
fn a_file_with_an_unknown_key_or_a_wrong_form_is_refused() {
    for (name, text, named) in [
        ("unknown", "bnid = '127.0.0.1:1'", "bnid"),
        ("table", "[listen]\nbind = '127.0.0.1:1'", "listen"),
        ("number", "bind = 80.5", "bind"),
        ("nested", "config = 'other.toml'", "config"),
        ("twice", "base-path = '/a/'\nbase_path = '/b/'", "base"),
        ("syntax", "bind = '127.0.0.1:1'\nbase-path", "line 2"),
        ("line", "\n\n= 1", "line 3"),
        ("list", "allowed-hosts = []", "allowed-hosts"),
    ] {
        let file = File::new(&format!("{name}.toml"), text);
        refused(&["--demo", "--config", file.path()], &[], &["--config", named]);
    }
    refused(
        &["--demo", "--config", "/nowhere/relay.toml"],
        &[],
        &["--config \"/nowhere/relay.toml\" is a file that does not exist"],
    );
}

#[test]
fn values_that_only_look_odd_are_taken() {
    for path in ["/", "/x", "/x/", "/a/b/c/", "/a-b_c.d~e/"] {
        assert!(BasePath::parse(path).is_ok(), "{path}");
    }
    for origin in ["https://a.example", "http://localhost:3000", "https://[::1]:8443", "https://A.example"] {
        assert!(Origin::parse(origin).is_ok(), "{origin}");
    }
    for url in [
        "https://v.example",
        "https://v.example:8443/",
        "http://127.0.0.1:9",
        "http://[::1]:9",
        "http://localhost",
    ] {
        assert!(VendorUrl::parse(url).is_ok(), "{url}");
    }
    let settings = settings(&["--demo", "--bind", "[::1]:0", "--vendor-utc-offset", "-09:30"], &[]).unwrap();
    assert_eq!(settings.vendor.utc_offset.minutes(), -570);
}
