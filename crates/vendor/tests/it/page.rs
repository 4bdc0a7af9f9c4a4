//! Which pages are believed.

use vendor::{Answer, Asked, Record, Unbelievable, decode as decode_asked};

use crate::{decode, decode_page};

/// The vendor's page prints this answer.
const DOCUMENTED: &str = r#"{
"code": 0,
"msg": "success",
"data": {
    "records": [
        {
            "keyId": 298,
            "taskName": "DEFAULT_TASK_NAME-(UTC + 8)20250817192923",
            "taskId": 5009611,
            "recallType": 0,
            "status": 1,
            "recallInterval": 30,
            "recallNum": 6,
            "finishNum": 1,
            "createTime": "2025-08-17 19:30:13"
        }
    ],
    "total": 574,
    "size": 1,
    "current": 1,
    "searchCount": true,
    "pages": 574
    }
}"#;

#[test]
fn the_documented_example_is_read_though_its_size_is_not_the_one_asked_for() {
    let page = decode_page(DOCUMENTED);
    assert_eq!(page.total, 574);
    let expected = Record {
        key_id: Some(298),
        task_id: Some(5_009_611),
        task_name: Some("DEFAULT_TASK_NAME-(UTC + 8)20250817192923".to_owned()),
        create_time: Some("2025-08-17 19:30:13".to_owned()),
        recall_type: Some(0),
        recall_interval: Some(30),
        recall_num: Some(6),
        finish_num: Some(1),
        status: Some(1),
    };
    assert_eq!(page.records, [expected]);
}

#[test]
fn success_may_be_spelled_in_every_way_the_vendor_has_spelled_it() {
    for code in [
        r#""code":0"#,
        r#""code":"0""#,
        r#""code":" 0 ""#,
        r#""code":0.0"#,
        r#""status":0"#,
        r#""status":"0""#,
        r#""code":null,"status":0"#,
        r#""code":-1,"code":0"#,
        r#""\u0063ode":0"#,
    ] {
        let page = decode_page(format!(r#"{{{code},"data":{{"records":[{{}}],"total":"1"}}}}"#));
        assert_eq!((page.records.len(), page.total), (1, 1), "{code}");
    }
}

#[test]
fn the_status_of_a_record_is_not_taken_for_the_answers_code() {
    let body = r#"{"data":{"status":0,"records":[{"status":0}],"total":1}}"#;
    assert_eq!(decode(body), Err(Unbelievable::NoCode));
}

#[test]
fn an_answer_without_a_readable_code_is_not_believed() {
    for code in ["null", "{}", r#""success""#, r#""""#, "true", "[0]", "0.5", "1e400", "9223372036854775808"]
    {
        let body = format!(r#"{{"code":{code},"data":{{"records":[],"total":0}}}}"#);
        assert_eq!(decode(body), Err(Unbelievable::NoCode), "{code}");
    }
}

#[test]
fn what_is_no_json_object_is_not_believed() {
    for (body, expected) in [
        ("", Unbelievable::NotJson),
        ("<html><h1>502 Bad Gateway</h1></html>", Unbelievable::NotJson),
        (&DOCUMENTED[..DOCUMENTED.len() - 1], Unbelievable::NotJson),
        (r#"{"code":0} {"code":0}"#, Unbelievable::NotJson),
        ("null", Unbelievable::NotAnObject),
        ("[]", Unbelievable::NotAnObject),
        (r#"[0,"success",{"records":[],"total":0}]"#, Unbelievable::NotAnObject),
        (r#""code""#, Unbelievable::NotAnObject),
    ] {
        assert_eq!(decode(body), Err(expected), "{body}");
    }
}

#[test]
fn success_without_data_is_not_believed() {
    for body in [
        r#"{"code":0}"#,
        r#"{"code":0,"data":null}"#,
        r#"{"code":0,"data":[[],0]}"#,
        r#"{"code":0,"data":""}"#,
    ] {
        assert_eq!(decode(body), Err(Unbelievable::NoData), "{body}");
    }
}

#[test]
fn a_total_has_to_be_a_whole_number_from_zero_up() {
    let total = |total: &str| decode(format!(r#"{{"code":0,"data":{{"records":[{{}}]{total}}}}}"#));
    assert_eq!(total(""), Err(Unbelievable::NoTotal));
    assert_eq!(total(r#","total":null"#), Err(Unbelievable::NoTotal));
    for bad in ["-1", "12.5", r#""twelve""#, "[]", "true", "1e400", "99999999999999999999"] {
        assert_eq!(total(&format!(r#","total":{bad}"#)), Err(Unbelievable::BadTotal), "{bad}");
    }
    for good in ["12", r#""12""#, r#"" 12 ""#, "12.0", "1.2e1", "120E-1"] {
        assert!(
            matches!(total(&format!(r#","total":{good}"#)), Ok(Answer::Page(page)) if page.total == 12),
            "{good}"
        );
    }
}

#[test]
fn no_records_are_an_empty_page_only_if_the_total_agrees() {
    for records in ["", r#""records":null,"#, r#""records":[],"#] {
        let page = decode_page(format!(r#"{{"code":0,"data":{{{records}"total":0}}}}"#));
        assert!(page.records.is_empty(), "{records}");
        let missing = decode(format!(r#"{{"code":0,"data":{{{records}"total":7}}}}"#));
        assert_eq!(missing, Err(Unbelievable::MissingRecords { total: 7 }), "{records}");
    }
}

#[test]
fn an_empty_page_past_the_end_is_believed() {
    let body = br#"{"code":0,"data":{"records":[],"total":20}}"#;
    let page = |current| decode_asked(body, &Asked { current, size: 10 });
    assert_eq!(page(2), Err(Unbelievable::MissingRecords { total: 20 }));
    for current in [3, i64::MAX] {
        assert!(
            matches!(page(current), Ok(Answer::Page(page)) if page.records.is_empty() && page.total == 20)
        );
    }
}

#[test]
fn no_list_at_all_is_not_believed_even_past_the_end() {
    for records in ["", r#""records":null,"#] {
        let body = format!(r#"{{"code":0,"data":{{{records}"total":20}}}}"#);
        let page = decode_asked(body.as_bytes(), &Asked { current: 3, size: 10 });
        assert_eq!(page, Err(Unbelievable::MissingRecords { total: 20 }), "{records}");
    }
}

#[test]
fn records_past_the_end_are_not_believed() {
    for (current, total, believed) in [(1, 0, false), (3, 20, false), (3, 21, true), (2, 20, true)] {
        let body = format!(r#"{{"code":0,"data":{{"records":[{{}}],"total":{total}}}}}"#);
        let page = decode_asked(body.as_bytes(), &Asked { current, size: 10 });
        assert_eq!(page.is_ok(), believed, "page {current} of {total}");
        if !believed {
            assert_eq!(page, Err(Unbelievable::SurplusRecords { total }));
        }
    }
}

#[test]
fn records_that_are_no_list_are_not_believed() {
    for records in ["{}", r#""[]""#, "0", "false"] {
        let body = format!(r#"{{"code":0,"data":{{"records":{records},"total":0}}}}"#);
        assert_eq!(decode(body), Err(Unbelievable::BadRecords), "{records}");
    }
}

#[test]
fn more_records_than_asked_for_are_not_believed() {
    let body = |count: usize| {
        format!(r#"{{"code":0,"data":{{"records":[{}],"total":574}}}}"#, vec!["{}"; count].join(","))
    };
    assert_eq!(decode_page(body(10)).records.len(), 10);
    assert_eq!(decode(body(11)), Err(Unbelievable::TooManyRecords { asked: 10, got: 11 }));
    assert_eq!(decode(body(100_000)), Err(Unbelievable::TooManyRecords { asked: 10, got: 100_000 }));
}

#[test]
fn a_byte_order_mark_and_invalid_utf_8_do_not_lose_the_page() {
    let mut body = b"\xef\xbb\xbf".to_vec();
    body.extend(br#"{"code":0,"data":{"records":[{"taskName":"caf"#);
    body.push(0xe9);
    body.extend(br#""}],"total":1}}"#);
    assert_eq!(decode_page(body).records[0].task_name.as_deref(), Some("caf\u{fffd}"));
}

#[test]
fn an_error_names_what_is_wrong_without_quoting_the_body() {
    let error = decode("<html>bDqJFiq9</html>").unwrap_err();
    assert_eq!(error.to_string(), "the answer is not JSON");
    let error = decode(r#"{"code":0,"data":{"total":"bDqJFiq9"}}"#).unwrap_err();
    assert_eq!(format!("{error} {error:?}"), "the answer's total is not a whole number from 0 up BadTotal");
}
