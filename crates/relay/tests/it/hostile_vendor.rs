//! Odd data from the vendor, as a caller gets to see it: strict however loose the vendor is, and never an empty list where
//! something is wrong.

use contract::ProblemKind::VendorBadAnswer;
use serde_json::{Value, json};
use vendor_sim::Fault;

use crate::{
    client::{Answer, DOCUMENTED, Request},
    world::World,
};

/// What a caller hears when the vendor's body is this one.
async fn heard(world: &World, body: impl AsRef<[u8]>) -> Answer {
    asked_for(world, 1, body).await
}

/// The same for another page of ten.
async fn asked_for(world: &World, page: i64, body: impl AsRef<[u8]>) -> Answer {
    let body = body.as_ref().to_vec();
    world.sim.clear_faults();
    world.sim.fail_always(Fault::Garbage(body));
    let query = DOCUMENTED.replace(r#""current": 1"#, &format!(r#""current": {page}"#));
    Request::call(query).send(world.relay).await
}

/// The record that a caller gets for one of the vendor's.
async fn record(world: &World, raw: &str) -> Value {
    let answer = heard(world, format!(r#"{{"code": 0, "data": {{"records": [{raw}], "total": 1}}}}"#)).await;
    assert_eq!(answer.status, 200, "{raw}: {}", String::from_utf8_lossy(&answer.body));
    answer.json()["data"]["records"][0].clone()
}

/// A record with these fields, and null for all others.
fn strict(fields: &Value) -> Value {
    let mut record = json!({
        "keyId": null, "taskId": null, "taskName": null, "createTime": null, "recallType": null,
        "recallInterval": null, "recallNum": null, "finishNum": null, "status": null,
    });
    for (name, value) in fields.as_object().unwrap() {
        record[name] = value.clone();
    }
    record
}

#[tokio::test]
async fn a_field_comes_in_its_strict_form_or_not_at_all_and_the_record_stays() {
    let world = World::start().await;
    for (raw, fields) in [
        ("null", json!({})),
        ("[]", json!({})),
        ("7", json!({})),
        (r#"{"searchCount": true, "__proto__": {"keyId": 1}}"#, json!({})),
        (r#"{"keyId": 9007199254740993}"#, json!({"keyId": 9_007_199_254_740_993_i64})),
        (r#"{"keyId": "9223372036854775807"}"#, json!({"keyId": i64::MAX})),
        (r#"{"keyId": 9223372036854775808}"#, json!({})),
        (r#"{"keyId": -9223372036854775809}"#, json!({})),
        (r#"{"status": 5}"#, json!({"status": 5})),
        (r#"{"status": -1, "recallType": 2}"#, json!({"status": -1, "recallType": 2})),
        (
            r#"{"status": "2", "recallNum": 6.0, "finishNum": 1e0}"#,
            json!({"status": 2, "recallNum": 6, "finishNum": 1}),
        ),
        (r#"{"status": null, "recallInterval": 12.5, "recallNum": {}, "finishNum": true}"#, json!({})),
        (r#"{"createTime": ""}"#, json!({})),
        (r#"{"createTime": null}"#, json!({})),
        (r#"{"createTime": 1755430213000}"#, json!({})),
        (r#"{"createTime": "2025-08-17T19:30:13Z"}"#, json!({})),
        (r#"{"createTime": "2025-02-30 00:00:00"}"#, json!({})),
        (r#"{"createTime": "2025-08-17T19:30:13.000"}"#, json!({"createTime": "2025-08-17 19:30:13"})),
        (
            r#"{"taskName": "<img src=x onerror=alert(1)>"}"#,
            json!({"taskName": "<img src=x onerror=alert(1)>"}),
        ),
        (r#"{"taskName": "a\u0000\u202eb"}"#, json!({"taskName": "a\0\u{202e}b"})),
        (r#"{"taskName": "a\ud83d"}"#, json!({"taskName": "a\u{fffd}"})),
        (r#"{"taskName": "=cmd|' /C calc'!A0"}"#, json!({"taskName": "=cmd|' /C calc'!A0"})),
        (r#"{"taskName": 1111}"#, json!({})),
    ] {
        assert_eq!(record(&world, raw).await, strict(&fields), "{raw}");
    }
}

#[tokio::test]
async fn success_is_known_in_every_spelling() {
    let world = World::start().await;
    for code in [
        r#""code": 0"#,
        r#""code": "0""#,
        r#""code": 0.0"#,
        r#""status": 0"#,
        r#""status": "0", "code": null"#,
    ] {
        for records in ["[]", "null"] {
            let body = format!(r#"{{{code}, "data": {{"records": {records}, "total": "0"}}}}"#);
            let answer = heard(&world, &body).await;
            assert_eq!(answer.json()["data"]["records"], json!([]), "{body}");
            assert_eq!(answer.json()["data"]["total"], 0, "{body}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_can_t_be_believed_is_a_problem_and_never_an_empty_list() {
    for body in [
        "",
        " ",
        "null",
        "[]",
        "0",
        "success",
        "<html><body>502</body></html>",
        r#"{"code": 0"#,
        r#"{"code": 0, "data": {"records": [], "total": 0}} {}"#,
        r#"{"code": null, "data": {"records": [], "total": 0}}"#,
        r#"{"code": {}, "data": {"records": [], "total": 0}}"#,
        r#"{"code": "success", "data": {"records": [], "total": 0}}"#,
        r#"{"code": 0.5, "data": {"records": [], "total": 0}}"#,
        r#"{"data": {"records": [], "total": 0}}"#,
        r#"[{"code": 0, "data": {"records": [], "total": 0}}]"#,
        r#"{"code": 0}"#,
        r#"{"code": 0, "data": null}"#,
        r#"{"code": 0, "data": []}"#,
        r#"{"code": 0, "data": {}}"#,
        r#"{"code": 0, "data": {"records": []}}"#,
        r#"{"code": 0, "data": {"records": [], "total": null}}"#,
        r#"{"code": 0, "data": {"records": [], "total": -1}}"#,
        r#"{"code": 0, "data": {"records": [], "total": 12.5}}"#,
        r#"{"code": 0, "data": {"records": [], "total": 1e400}}"#,
        r#"{"code": 0, "data": {"records": [], "total": 5}}"#,
        r#"{"code": 0, "data": {"records": null, "total": 5}}"#,
        r#"{"code": 0, "data": {"total": 5}}"#,
        r#"{"code": 0, "data": {"records": {}, "total": 5}}"#,
        r#"{"code": 0, "data": {"records": "[]", "total": 0}}"#,
        r#"{"code": 0, "data": {"records": [{}], "total": 0}}"#,
        &format!(r#"{{"code": 0, "data": {{"records": [{}{{}}], "total": 20}}}}"#, "{},".repeat(10)),
        &"[".repeat(100_000),
        &format!(r#"{{"code": 0, "data": {}"#, "{\"data\":".repeat(100_000)),
    ] {
        // A relay for each, or the vendor would be taken for down.
        let world = World::start().await;
        let shown: String = body.chars().take(80).collect();
        assert_eq!(heard(&world, body).await.kind(), VendorBadAnswer, "{shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_total_that_shrinks_between_two_pages_is_believed_page_by_page() {
    let world = World::start().await;
    let body = |records: &str, total: i64| {
        format!(r#"{{"code": 0, "data": {{"records": [{records}], "total": {total}}}}}"#)
    };
    let first = asked_for(&world, 1, body(&["{}"; 10].join(","), 21)).await.json();
    assert_eq!((&first["data"]["total"], &first["data"]["pages"]), (&json!(21), &json!(3)));
    let third = asked_for(&world, 3, body("", 20)).await.json();
    assert_eq!(third["data"]["records"], json!([]));
    assert_eq!((&third["data"]["total"], &third["data"]["pages"]), (&json!(20), &json!(2)));
    assert_eq!(asked_for(&world, 3, body("{}", 20)).await.kind(), VendorBadAnswer);
    assert_eq!(asked_for(&world, 2, body("", 20)).await.kind(), VendorBadAnswer);
}

#[tokio::test]
async fn a_status_that_is_no_answer_to_a_call_is_a_bad_one() {
    let world = World::start().await;
    for status in [201, 202, 203, 206, 226, 300, 304, 305, 306, 400, 404, 405, 413, 415, 418, 421, 451, 499] {
        world.sim.clear_faults();
        world.sim.fail_next(Fault::Status(status));
        let answer = Request::call(DOCUMENTED).send(world.relay).await;
        assert_eq!(answer.kind(), VendorBadAnswer, "{status}");
    }
}
