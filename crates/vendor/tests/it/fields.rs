//! One bad field costs that field, never its record and never the page.

use vendor::Record;

use crate::decode_page;

fn record(fields: &str) -> Record {
    let page = decode_page(format!(r#"{{"code":0,"data":{{"records":[{fields}],"total":1}}}}"#));
    page.records.into_iter().next().unwrap_or_default()
}

#[test]
fn what_is_no_object_is_kept_as_a_record_without_fields() {
    let records = r#"[null,7,"x",[298,5009611],{},{"keyId":1}]"#;
    let page = decode_page(format!(r#"{{"code":0,"data":{{"records":{records},"total":6}}}}"#));
    assert_eq!(page.records.len(), 6);
    assert!(page.records[..5].iter().all(|record| *record == Record::default()));
    assert_eq!(page.records[5].key_id, Some(1));
}

#[test]
fn identifiers_keep_all_their_64_bits() {
    for (written, read) in [
        ("9007199254740993", Some(9_007_199_254_740_993)),
        (r#""9007199254740993""#, Some(9_007_199_254_740_993)),
        ("9223372036854775807", Some(i64::MAX)),
        ("-9223372036854775808", Some(i64::MIN)),
        ("9223372036854775808", None),
        ("-9223372036854775809", None),
        ("9223372036854775807.0", Some(i64::MAX)),
    ] {
        assert_eq!(record(&format!(r#"{{"keyId":{written}}}"#)).key_id, read, "{written}");
    }
}

#[test]
fn integers_are_read_from_numbers_and_from_text() {
    for (written, read) in [
        ("12", Some(12)),
        (r#""12""#, Some(12)),
        (r#"" 12 ""#, Some(12)),
        ("-16", Some(-16)),
        (r#""-16""#, Some(-16)),
        ("12.0", Some(12)),
        ("0.0", Some(0)),
        ("-0", Some(0)),
        ("1200e-2", Some(12)),
        ("12.5", None),
        ("0.1", None),
        ("1e400", None),
        ("1e-400", None),
        ("1e99999999999999999999", None),
        (r#""""#, None),
        (r#""-""#, None),
        (r#"".5""#, None),
        (r#""12a""#, None),
        (r#""１２""#, None),
        (r#""--1""#, None),
        (r#""NaN""#, None),
        ("true", None),
        ("null", None),
        ("{}", None),
        ("[12]", None),
    ] {
        assert_eq!(record(&format!(r#"{{"status":{written}}}"#)).status, read, "{written}");
    }
}

#[test]
fn unknown_status_and_type_numbers_are_kept() {
    let record = record(r#"{"status":7,"recallType":2}"#);
    assert_eq!((record.status, record.recall_type), (Some(7), Some(2)));
}

#[test]
fn a_name_is_passed_on_as_it_is() {
    let name = |json: &str| record(&format!(r#"{{"taskName":{json}}}"#)).task_name;
    assert_eq!(name(r#""<b>sale</b> \u0000 \u202e 促销""#).as_deref(), Some("<b>sale</b> \0 \u{202e} 促销"));
    assert_eq!(name(r#""""#).as_deref(), Some(""));
    assert_eq!(name("1111"), None);
    assert_eq!(name("null"), None);
    assert_eq!(name(r#"["x"]"#), None);
}

#[test]
fn half_a_surrogate_pair_becomes_one_replacement_character() {
    let name = |json: &str| record(&format!(r#"{{"taskName":{json}}}"#)).task_name;
    assert_eq!(name(r#""a\ud83d""#).as_deref(), Some("a\u{fffd}"));
    assert_eq!(name(r#""\ude00b""#).as_deref(), Some("\u{fffd}b"));
    assert_eq!(name(r#""\ud83d\ud83d\ude00""#).as_deref(), Some("\u{fffd}\u{1f600}"));
    // In a member's name it must not lose the record either.
    assert_eq!(record(r#"{"\ud800":1,"keyId":2}"#).key_id, Some(2));
}

#[test]
fn a_creation_time_is_a_real_moment_in_the_vendors_form_or_nothing() {
    for (written, read) in [
        (r#""2025-08-17 19:30:13""#, Some("2025-08-17 19:30:13")),
        (r#""2025-08-17T19:30:13""#, Some("2025-08-17 19:30:13")),
        (r#""2025-08-17T19:30:13.123456789""#, Some("2025-08-17 19:30:13")),
        (r#""2025-08-17T19:30:13Z""#, None),
        (r#""2025-08-17T19:30:13+08:00""#, None),
        (r#""2025-02-30 00:00:00""#, None),
        (r#""""#, None),
        ("1755430213", None),
        (r#""1755430213000""#, None),
        ("null", None),
    ] {
        let record = record(&format!(r#"{{"keyId":1,"createTime":{written}}}"#));
        assert_eq!((record.create_time.as_deref(), record.key_id), (read, Some(1)), "{written}");
    }
}

#[test]
fn of_duplicate_members_the_last_one_counts() {
    assert_eq!(record(r#"{"keyId":1,"\u006beyId":2}"#).key_id, Some(2));
    assert_eq!(record(r#"{"keyId":1,"keyId":null}"#).key_id, None);
}

#[test]
fn deep_nesting_does_not_exhaust_the_stack() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let record = record(&format!(r#"{{"keyId":1,"taskName":{deep},"status":{deep}}}"#));
    assert_eq!(record, Record { key_id: Some(1), ..Record::default() });
}
