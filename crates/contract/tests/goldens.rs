//! The bytes of the contract, frozen: panel and relay may be of different versions for a while, and people script
//! against the relay. A change here is a change of the interface.

use contract::{
    FieldError, Page, PageAnswer, PageQuery, Problem, ProblemKind, QueryParams, Session, Task, User,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value is written as these bytes, and these bytes are read as the value.
#[track_caller]
fn is_written_as<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T, golden: &str) {
    assert_eq!(serde_json::to_string(value).ok().as_deref(), Some(golden));
    assert_eq!(serde_json::from_str::<T>(golden).ok().as_ref(), Some(value));
}

fn documented_task() -> Task {
    Task {
        key_id: Some(298),
        task_id: Some(5_009_611),
        task_name: Some("DEFAULT_TASK_NAME-(UTC + 8)20250817192923".to_owned()),
        create_time: Some("2025-08-17 19:30:13".to_owned()),
        recall_type: Some(0),
        recall_interval: Some(30),
        recall_num: Some(6),
        finish_num: Some(1),
        status: Some(1),
    }
}

#[test]
fn the_request_is_the_vendors_own_body() {
    let mut query = PageQuery {
        current: 1,
        size: 10,
        params: QueryParams {
            str_time: "2024-05-18 00:00:00".to_owned(),
            end_time: "2024-05-19 23:59:59".to_owned(),
            task_name: Some("1111".to_owned()),
        },
    };
    let documented = r#"{"current":1,"size":10,"params":{"strTime":"2024-05-18 00:00:00","endTime":"2024-05-19 23:59:59","taskName":"1111"}}"#;
    is_written_as(&query, documented);
    query.params.task_name = None;
    is_written_as(&query, &documented.replace(r#","taskName":"1111""#, ""));
}

#[test]
fn the_answer_keeps_the_vendors_names_and_says_how_fresh_it_is() {
    let page = Page { records: vec![documented_task()], total: 574, size: 10, current: 1, pages: 58 };
    let answer = PageAnswer {
        code: 0,
        reason: "success".to_owned(),
        data: page,
        fetched_at: "2025-08-17T11:31:02Z".to_owned(),
        stale: false,
    };
    let golden = concat!(
        r#"{"code":0,"reason":"success","data":{"records":[{"keyId":298,"taskId":5009611,"#,
        r#""taskName":"DEFAULT_TASK_NAME-(UTC + 8)20250817192923","createTime":"2025-08-17 19:30:13","#,
        r#""recallType":0,"recallInterval":30,"recallNum":6,"finishNum":1,"status":1}],"#,
        r#""total":574,"size":10,"current":1,"pages":58},"fetchedAt":"2025-08-17T11:31:02Z","stale":false}"#,
    );
    is_written_as(&answer, golden);
}

#[test]
fn what_the_vendor_left_out_is_null_and_the_record_stays() {
    let golden = concat!(
        r#"{"keyId":null,"taskId":null,"taskName":null,"createTime":null,"recallType":null,"#,
        r#""recallInterval":null,"recallNum":null,"finishNum":null,"status":null}"#,
    );
    is_written_as(&Task::default(), golden);
}

#[test]
fn identifiers_stay_exact_in_64_bits() {
    for id in [9_007_199_254_740_993, i64::MAX, i64::MIN] {
        let written = serde_json::to_string(&Task { key_id: Some(id), ..Task::default() }).unwrap();
        assert!(written.contains(&format!(r#""keyId":{id},"#)), "{written}");
        assert_eq!(serde_json::from_str::<Task>(&written).unwrap().key_id, Some(id));
    }
}

#[test]
fn the_session_tells_what_the_panel_starts_from() {
    let mut session = Session {
        version: "0.1.0".to_owned(),
        demo: true,
        vendor_utc_offset: "+08:00".to_owned(),
        user: None,
        max_page_size: 100,
        max_window_rows: 50_000,
        now: "2025-08-17T11:31:02Z".to_owned(),
    };
    let golden = concat!(
        r#"{"version":"0.1.0","demo":true,"vendorUtcOffset":"+08:00","user":null,"#,
        r#""maxPageSize":100,"maxWindowRows":50000,"now":"2025-08-17T11:31:02Z"}"#,
    );
    is_written_as(&session, golden);
    session.user = Some(User { name: "Li Wei".to_owned() });
    is_written_as(&session, &golden.replace("null", r#"{"name":"Li Wei"}"#));
}

#[test]
fn a_problem_says_no_more_than_applies() {
    let mut problem = Problem {
        type_uri: "/problems/busy".to_owned(),
        title: "The relay is busy.".to_owned(),
        status: 503,
        kind: ProblemKind::Busy,
        request_id: "r1".to_owned(),
        detail: None,
        vendor_code: None,
        vendor_reason: None,
        retry_after: None,
        errors: Vec::new(),
    };
    let least = r#"{"type":"/problems/busy","title":"The relay is busy.","status":503,"kind":"busy","requestId":"r1"}"#;
    is_written_as(&problem, least);
    problem.detail = Some("Wait.".to_owned());
    problem.vendor_code = Some(-22);
    problem.vendor_reason = Some("size".to_owned());
    problem.retry_after = Some(5);
    problem.errors = vec![FieldError { field: "size".to_owned(), message: "1 to 100".to_owned() }];
    let more = concat!(
        r#","detail":"Wait.","vendorCode":-22,"vendorReason":"size","retryAfter":5,"#,
        r#""errors":[{"field":"size","message":"1 to 100"}]}"#,
    );
    is_written_as(&problem, &least.replace('}', more));
}

#[test]
fn every_kind_has_the_name_and_the_status_of_the_interface() {
    let kinds: Vec<String> =
        ProblemKind::ALL.iter().map(|kind| format!("{} {}", kind.name(), kind.status())).collect();
    let golden = [
        "malformed-request 400",
        "invalid-request 422",
        "unauthenticated 401",
        "forbidden 403",
        "unknown-host 421",
        "not-found 404",
        "method-not-allowed 405",
        "not-json 415",
        "too-large 413",
        "slow-request 408",
        "rate-limited 429",
        "vendor-credentials 502",
        "vendor-ip-blocked 502",
        "vendor-clock 502",
        "vendor-refused 422",
        "vendor-fault 502",
        "vendor-bad-answer 502",
        "vendor-unknown-code 502",
        "vendor-unreachable 502",
        "vendor-timeout 504",
        "vendor-throttled 503",
        "busy 503",
        "internal 500",
    ];
    assert_eq!(kinds, golden);
    for kind in ProblemKind::ALL {
        assert_eq!(serde_json::to_string(kind).unwrap(), format!("{:?}", kind.name()));
    }
}

#[test]
fn a_kind_of_a_newer_relay_is_read_as_internal() {
    assert_eq!(serde_json::from_str::<ProblemKind>(r#""brand-new""#).unwrap(), ProblemKind::Internal);
}
