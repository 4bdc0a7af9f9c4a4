//! Nothing secret gets out: not into an answer, to supervisors neither, not into the log, not into a panic, at the loudest
//! log level.

use std::net::SocketAddr;

use relay::clock::Clock;
use serde_json::Value;
use vendor_sim::{Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request},
    process::{Running, relay},
    world::{KEY, SECRET, credentials},
};

#[cfg(unix)]
#[tokio::test]
async fn key_secret_signature_and_search_text_stay_inside() {
    // It goes by the machine's clock, like the relay, so that there are answers with rows too.
    let sim = Sim::new().credentials(credentials()).clock(Clock::system().as_fn()).start().await.unwrap();
    for format in ["text", "json"] {
        let mut running = Running::start(
            relay()
                .args(["--bind", "127.0.0.1:0", "--admin-bind", "127.0.0.1:0", "--log-format", format])
                .args(["--vendor-url", &sim.url(), "--cache-seconds", "0"])
                .envs([("RECALL_API_KEY", KEY), ("RECALL_API_SECRET", SECRET)]),
        );
        let start = running.until_logged("answering supervisors");
        let (_, port) = start.rsplit_once("127.0.0.1:").unwrap();
        let port = port.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap();
        let admin = SocketAddr::from(([127, 0, 0, 1], port));
        let echo = format!(
            r#"{{"code": -1, "msg": "bad key {KEY} or secret {} at http://{}"}}"#,
            SECRET.to_uppercase(),
            "vendor-node-7.example"
        );
        let garbage = format!("<html>{KEY}{SECRET}</html>");
        let faults = [
            None,
            Some(Fault::Code(-16)),
            Some(Fault::Code(-22)),
            Some(Fault::Status(503)),
            Some(Fault::CutBody),
            Some(Fault::Garbage(echo.into_bytes())),
            Some(Fault::Garbage(garbage.into_bytes())),
            Some(Fault::Redirect(302, format!("http://127.0.0.1:1/{KEY}"))),
        ];
        let mut seen = start;
        for fault in faults {
            if let Some(fault) = fault {
                sim.fail_next(fault);
            }
            let request = Request::call(DOCUMENTED.replace("1111", "canarysearch")).with("api-key", KEY);
            seen += &String::from_utf8_lossy(&request.send(running.address).await.raw);
        }
        seen += &String::from_utf8_lossy(&Request::call("{\"canarysearch").send(running.address).await.raw);
        for target in ["/livez", "/readyz", "/metrics"] {
            let answer = Request::get(target).send(admin).await;
            assert_eq!(answer.status, 200, "{target}");
            seen += &String::from_utf8_lossy(&answer.raw);
        }
        for target in ["/api/session", "/api/openapi.json", "/"] {
            seen += &String::from_utf8_lossy(&Request::get(target).send(running.address).await.raw);
        }
        running.signal("TERM");
        let (status, stdout, stderr) = running.end();
        assert!(status.success());
        seen += &stdout;
        seen += &stderr;

        assert!(stderr.contains("search_chars"), "the log was looked at");
        assert!(seen.contains("recall_relay_"), "the counters were looked at");
        let seen = seen.to_ascii_lowercase();
        let journal = sim.journal();
        let of_each_attempt = |name| journal.iter().filter_map(move |received| received.header(name));
        for (what, secrets) in [
            ("a signature", of_each_attempt("sign").collect::<Vec<_>>()),
            ("a time of signing", of_each_attempt("timestamp").collect()),
            ("the key or the secret", vec!["canary-key", "canary-secret"]),
            ("a search text", vec!["canarysearch"]),
            ("a name of the vendor's", vec!["vendor-node-7"]),
        ] {
            assert!(!secrets.is_empty(), "nobody looked for {what}");
            assert!(!secrets.iter().any(|secret| seen.contains(secret)), "{what} got out, {format} log");
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_request_leaves_one_line_and_hostile_text_in_it_is_escaped() {
    let running = Running::start(relay().args(["--demo", "--bind", "127.0.0.1:0", "--log-format", "json"]));
    let body = DOCUMENTED.replace(r#""size""#, r#""\n\u001b[31m{\"forged\": true}": 1, "size""#);
    let hostile = Request::call(body).with("x-request-id", "chosen-1").with("user-agent", "forged");
    let answer = hostile.send(running.address).await;
    assert_eq!(answer.status, 400);
    running.signal("TERM");
    let (_, _, stderr) = running.end();

    let lines: Vec<Value> = stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let requests: Vec<&Value> = lines.iter().filter(|line| line["message"] == "request").collect();
    let [line] = requests[..] else { panic!("one line a request: {stderr}") };
    assert_eq!(line["method"], "POST");
    assert_eq!(line["route"], "/api/voice/recallFlow/queryPage");
    assert_eq!(line["status"], 400);
    assert_eq!(line["kind"], "malformed-request");
    assert_eq!(line["request_id"], "chosen-1");
    assert!(line["duration_ms"].as_f64().unwrap() >= 0.0);
    assert!(!stderr.contains('\u{1b}') && !stderr.contains("forged\""), "{stderr}");
}
