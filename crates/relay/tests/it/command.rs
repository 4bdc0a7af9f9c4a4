//! The command line, as the real binary answers it.

use std::net::TcpListener;

#[cfg(unix)]
use crate::process::Running;
use crate::process::{output, relay};

#[test]
fn a_wrong_setting_is_one_sentence_and_exit_code_78() {
    for (args, variables, named) in [
        (&["--bind", "0.0.0.0:8080", "--demo"][..], &[][..], "--bind"),
        (&[], &[], "--api-key"),
        (&["--api-key", "k"], &[], "--api-secret-file"),
        (&["--demo", "--auth", "jwt"], &[], "--auth"),
        (&["--demo", "--frame-ancestors", "*"], &[], "--frame-ancestors"),
        (&["--demo"], &[("RECALL_BASE_PATH", "x")], "RECALL_BASE_PATH"),
        (&["--nonsense"], &[], "--nonsense"),
        (&["canary"], &[], "a word in it that belongs to no flag"),
        (&["--demo=canary"], &[], "--demo"),
        (&["--demo"], &[("RECALL_BIND_ADDRESS", "canary")], "RECALL_BIND_ADDRESS"),
        (
            &["--api-key", "k", "--api-secret-file", "/dev/zero"],
            &[],
            "--api-secret-file names a file that is too large",
        ),
        (&["--check", "--demo", "--log-format", "xml"], &[], "--log-format"),
    ] {
        let output = output(relay().args(args).envs(variables.iter().copied()));
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(78), "{args:?}: {stderr}");
        assert!(output.stdout.is_empty());
        assert!(stderr.contains(named), "{named} in: {stderr}");
        assert!(!stderr.contains("canary"), "a value in: {stderr}");
        assert!(stderr.ends_with(".\n") && stderr.lines().count() == 1, "one sentence: {stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf_8_is_named() {
    use std::os::unix::ffi::OsStrExt;

    let value = std::ffi::OsStr::from_bytes(b"127.0.0.1:\xff");
    let output = output(relay().arg("--demo").env("RECALL_BIND", value));
    assert_eq!(output.status.code(), Some(78));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "recall-relay: RECALL_BIND has a value that is not UTF-8.\n"
    );
}

#[test]
fn check_says_that_the_settings_are_good_and_binds_nothing() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = output(relay().args(["--check", "--demo", "--bind", &address]));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "The settings are good.\n");
}

#[test]
fn a_port_that_is_taken_is_named_and_is_no_fault_of_the_settings() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for flag in ["--bind", "--admin-bind"] {
        let mut command = relay();
        command.arg("--demo");
        if flag != "--bind" {
            command.args(["--bind", "127.0.0.1:0"]);
        }
        let output = output(command.args([flag, &address]));
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(stderr.contains(flag) && stderr.contains(&address), "{stderr}");
        assert!(stderr.contains("choose another port"), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn the_log_tells_the_real_port_for_supervisors() {
    let flags = ["--demo", "--bind", "127.0.0.1:0", "--admin-bind", "127.0.0.1:0", "--log-format", "text"];
    let running = Running::start(relay().args(flags));
    running.signal("TERM");
    let (_, _, stderr) = running.end();
    let line = stderr.lines().find(|line| line.contains("answering supervisors")).unwrap();
    assert!(line.contains("address=127.0.0.1:") && !line.ends_with(":0"), "{line}");
}

#[test]
fn help_explains_every_setting_with_its_variable_and_default() {
    let output = output(relay().arg("--help"));
    assert_eq!(output.status.code(), Some(0));
    let help = String::from_utf8(output.stdout).unwrap();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for (flag, variable, default) in [
        ("--bind <ADDR:PORT>", "RECALL_BIND", "127.0.0.1:8080"),
        ("--admin-bind", "RECALL_ADMIN_BIND", "127.0.0.1:9090"),
        ("--base-path", "RECALL_BASE_PATH", "/"),
        ("--vendor-url", "RECALL_VENDOR_URL", "https://api.laaffic.com"),
        ("--vendor-utc-offset", "RECALL_VENDOR_UTC_OFFSET", "+08:00"),
        ("--api-key", "RECALL_API_KEY", "none"),
        ("--api-secret-file", "RECALL_API_SECRET_FILE", "none"),
        ("--auth", "RECALL_AUTH", "loopback"),
        ("--trusted-proxies", "RECALL_TRUSTED_PROXIES", "none"),
        ("--public-origin", "RECALL_PUBLIC_ORIGIN", "none"),
        ("--user-header", "RECALL_USER_HEADER", "X-Forwarded-User"),
        ("--proxy-secret-file", "RECALL_PROXY_SECRET_FILE", "none"),
        ("--jwt-issuer", "RECALL_JWT_ISSUER", "none"),
        ("--jwt-audience", "RECALL_JWT_AUDIENCE", "none"),
        ("--jwt-keys-url", "RECALL_JWT_KEYS_URL", "none"),
        ("--jwt-keys-file", "RECALL_JWT_KEYS_FILE", "none"),
        ("--jwt-algorithms", "RECALL_JWT_ALGORITHMS", "RS256, ES256, EdDSA"),
        ("--jwt-user-claims", "RECALL_JWT_USER_CLAIMS", "preferred_username, sub"),
        ("--frame-ancestors", "RECALL_FRAME_ANCESTORS", "none"),
        ("--allowed-hosts", "RECALL_ALLOWED_HOSTS", "the bound address"),
        ("--user-rate <N>", "RECALL_USER_RATE", "10"),
        ("--total-rate <N>", "RECALL_TOTAL_RATE", "50"),
        ("--cache-seconds <N>", "RECALL_CACHE_SECONDS", "5"),
        ("--config", "RECALL_CONFIG", "none"),
        ("--demo", "RECALL_DEMO", "off"),
        ("--log-format", "RECALL_LOG_FORMAT", "text on a terminal"),
    ] {
        assert!(help.contains(flag), "{flag} in: {help}");
        assert!(help.contains(&format!("[env: {variable}] [default: {default}")), "{variable} in: {help}");
    }
    assert!(
        help.contains("--check")
            && ["API_SECRET", "PROXY_SECRET"]
                .iter()
                .all(|name| help.contains(&format!("itself as RECALL_{name} ["))),
        "{help}"
    );
}

#[test]
fn version_is_the_package_s() {
    let output = output(relay().arg("--version"));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        format!("recall-relay {}\n", env!("CARGO_PKG_VERSION"))
    );
}
