//! Everything that the vendor refuses, with its code and its words.

use http::Method;
use vendor::{Credentials, PageRequest, sign};
use vendor_sim::{DEFAULT_NOW, RunningSim, Sim};

use crate::client::{Call, EVERYTHING};

/// The code and the words of the answer; the HTTP status of a refusal is 200.
async fn outcome(sim: &RunningSim, call: Call) -> (i64, String) {
    let reply = call.send(sim).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let answer = reply.json();
    assert_eq!(answer["data"].is_null(), answer["code"] != 0);
    assert_eq!(sim.journal().last().unwrap().outcome_code, answer["code"].as_i64());
    (answer["code"].as_i64().unwrap(), answer["msg"].as_str().unwrap().to_owned())
}

async fn start() -> (RunningSim, Credentials) {
    let sim = Sim::new().start().await.unwrap();
    let credentials = sim.credentials().clone();
    (sim, credentials)
}

#[tokio::test]
async fn a_wrong_key_or_signature_is_an_authentication_error() {
    let (sim, ours) = start().await;
    let good = sign(&ours, DEFAULT_NOW).expose().to_owned();
    let stranger = Credentials::new("stranger", "7bz1lzh9").unwrap();
    let liar = Credentials::new("bDqJFiq9", "guessed").unwrap();
    for call in [
        Call::new(&stranger, &EVERYTHING),
        Call::new(&liar, &EVERYTHING),
        Call::new(&ours, &EVERYTHING).without("api-key"),
        Call::new(&ours, &EVERYTHING).without("sign"),
        Call::new(&ours, &EVERYTHING).with("sign", &good[..31]),
        Call::new(&ours, &EVERYTHING).with("timestamp", &(DEFAULT_NOW + 1).to_string()),
    ] {
        assert_eq!(outcome(&sim, call).await, (-1, "Authentication error".to_owned()));
    }
}

#[tokio::test]
async fn an_upper_case_signature_is_accepted() {
    let (sim, ours) = start().await;
    let upper = sign(&ours, DEFAULT_NOW).expose().to_uppercase();
    assert_eq!(outcome(&sim, Call::new(&ours, &EVERYTHING).with("sign", &upper)).await.0, 0);
}

#[tokio::test]
async fn a_timestamp_is_good_for_half_an_hour_on_either_side() {
    let (sim, ours) = start().await;
    for (off, code) in [(-1801, -16), (-1800, 0), (0, 0), (1800, 0), (1801, -16)] {
        let call = Call::new(&ours, &EVERYTHING).signed(&ours, DEFAULT_NOW + off);
        assert_eq!(outcome(&sim, call).await.0, code, "{off} seconds off");
    }
}

#[tokio::test]
async fn a_timestamp_that_is_no_number_has_expired() {
    let (sim, ours) = start().await;
    let expired = (-16, "Timestamp expired".to_owned());
    assert_eq!(outcome(&sim, Call::new(&ours, &EVERYTHING).without("timestamp")).await, expired);
    for odd in ["", "now", "+1755430262", "1755430262.0", "1755430262000", "-1", "99999999999999999999"] {
        assert_eq!(
            outcome(&sim, Call::new(&ours, &EVERYTHING).with("timestamp", odd)).await,
            expired,
            "{odd}"
        );
    }
}

#[tokio::test]
async fn a_bad_parameter_is_named() {
    let (sim, ours) = start().await;
    let page = |current, size| PageRequest { current, size, ..EVERYTHING };
    let window = |str_time, end_time| PageRequest { str_time, end_time, ..EVERYTHING };
    let good = "2025-08-17 00:00:00";
    for (request, words) in [
        (page(0, 10), "current must be an integer from 1 to 2147483647"),
        (page(-1, 10), "current must be an integer from 1 to 2147483647"),
        (page(1, 0), "size must be an integer from 1 to 100"),
        (page(1, 101), "size must be an integer from 1 to 100"),
        (window("2024-02-30 00:00:00", good), "strTime must be a date in the form YYYY-MM-DD HH:mm:ss"),
        (window("2025-08-17T00:00:00", good), "strTime must be a date in the form YYYY-MM-DD HH:mm:ss"),
        (window(good, ""), "endTime must be a date in the form YYYY-MM-DD HH:mm:ss"),
        (window(good, "2025-08-16 23:59:59"), "strTime must not be after endTime"),
    ] {
        let expected = (-22, format!("Parameter exception: {words}"));
        assert_eq!(outcome(&sim, Call::new(&ours, &request)).await, expected);
    }
}

#[tokio::test]
async fn a_body_of_the_wrong_shape_is_a_parameter_exception() {
    let (sim, ours) = start().await;
    for (body, words) in [
        ("", "the body must be a JSON object"),
        ("[]", "the body must be a JSON object"),
        (r#"{"current":"1","size":10}"#, "current must be an integer from 1 to 2147483647"),
        (r#"{"current":1}"#, "size must be an integer from 1 to 100"),
        (r#"{"current":1,"size":10}"#, "params must be an object"),
        (r#"{"current":1,"size":10,"params":[]}"#, "params must be an object"),
        (
            r#"{"current":1,"size":10,"params":{"strTime":"2025-08-17 00:00:00","endTime":"2025-08-17 00:00:00","taskName":1111}}"#,
            "taskName must be a string",
        ),
    ] {
        let call = Call::new(&ours, &EVERYTHING).with_body(body);
        assert_eq!(outcome(&sim, call).await, (-22, format!("Parameter exception: {words}")), "{body}");
    }
}

#[tokio::test]
async fn who_asks_is_checked_before_what_is_asked() {
    let (sim, ours) = start().await;
    let call = Call::new(&ours, &EVERYTHING).without("sign").with_body("not JSON");
    assert_eq!(outcome(&sim, call).await.0, -1);
}

#[tokio::test]
async fn other_paths_methods_and_content_types_do_not_reach_the_vendors_code() {
    let (sim, ours) = start().await;
    let mut elsewhere = Call::new(&ours, &EVERYTHING);
    elsewhere.path = "/voice/recallFlow/cancel".to_owned();
    let mut reading = Call::new(&ours, &EVERYTHING);
    reading.method = Method::GET;
    let plain = Call::new(&ours, &EVERYTHING).with("content-type", "text/plain");
    for (call, status) in [(elsewhere, 404), (reading, 405), (plain, 415)] {
        let reply = call.send(&sim).await;
        assert_eq!(reply.status, status);
        assert_eq!(reply.json()["status"], status);
        assert_eq!(sim.journal().last().unwrap().outcome_code, None);
    }
}
