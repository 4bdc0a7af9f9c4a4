//! Inputs that are nearly right, made by the grammars of the two bodies: a fuzzer that knows no JSON seldom gets that far.

use std::ops::Range;

use contract::PageQuery;
use fuzz::{request_body, vendor_answer};
use proptest::{collection::vec, prelude::*, sample::select};
use relay::fuzzing;

/// Values that are easily mistaken for something else.
const ODD: [&str; 30] = [
    "null",
    "true",
    "0",
    "-0",
    "1",
    "100",
    "101",
    "1.0",
    "1e0",
    "1e400",
    "12.5",
    "-1",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    r#""""#,
    r#""0""#,
    r#"" 7 ""#,
    r#""-16""#,
    r#""9223372036854775808""#,
    r#""\ud800""#,
    r#""\u0000""#,
    r#""$KEY""#,
    r#""$SIGN $SECRET""#,
    r#""2024-05-18 00:00:00""#,
    r#""2024-02-30 00:00:00""#,
    r#""2024-05-18T00:00:00.5""#,
    r#""1716000000""#,
];

/// Any JSON value, often an odd one.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => select(&ODD[..]).prop_map(str::to_owned),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => any::<f64>().prop_map(|number| format!("{number:e}")),
        1 => any::<String>().prop_map(|text| serde_json::json!(text).to_string()),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let key = any::<String>().prop_map(|key| serde_json::json!(key).to_string());
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|values| format!("[{}]", values.join(","))),
            vec((key, inner), 0..4).prop_map(|members| object(&members)),
        ]
    })
}

fn object(members: &[(String, String)]) -> String {
    let members: Vec<String> = members.iter().map(|(key, value)| format!("{key}:{value}")).collect();
    format!("{{{}}}", members.join(","))
}

/// The right value nine times out of ten, and otherwise any.
fn mostly(right: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    prop_oneof![9 => right, 1 => value()].boxed()
}

/// An object with mostly these members, in any order, some of them missing or twice or spelled with an escape.
fn object_of(members: Vec<(&'static str, BoxedStrategy<String>)>) -> BoxedStrategy<String> {
    let members: Vec<_> = members
        .into_iter()
        .map(|(name, value)| {
            let escaped = format!("\"\\u{:04x}{}\"", u32::from(name.as_bytes()[0]), &name[1..]);
            let key = prop_oneof![19 => Just(format!("\"{name}\"")), 1 => Just(escaped), 1 => Just("\"other\"".to_owned())];
            let times = prop_oneof![1 => Just(0_usize), 28 => Just(1), 1 => Just(2)];
            (times, key, value).prop_map(|(times, key, value)| vec![(key, value); times])
        })
        .collect();
    members.prop_map(|members| members.concat()).prop_shuffle().prop_map(|members| object(&members)).boxed()
}

/// A time in one of these years, mostly one that exists.
fn time(years: Range<u32>) -> BoxedStrategy<String> {
    (years, 1_u32..=13, 1_u32..=30, 0_u32..=24, 0_u32..=60, 0_u32..=60)
        .prop_map(|(y, mo, d, h, mi, s)| format!("\"{y:04}-{mo:02}-{d:02} {h:02}:{mi:02}:{s:02}\""))
        .boxed()
}

fn request() -> BoxedStrategy<String> {
    let params = object_of(vec![
        ("strTime", mostly(time(2000..2020))),
        ("endTime", mostly(time(2015..2030))),
        ("taskName", mostly("[ -~名\u{202e}]{0,132}".prop_map(|text| serde_json::json!(text).to_string()))),
    ]);
    object_of(vec![
        ("current", mostly((1_i64..).prop_map(|page| page.to_string()))),
        ("size", mostly((1_i64..=100).prop_map(|size| size.to_string()))),
        ("params", prop_oneof![19 => params, 1 => value()].boxed()),
    ])
}

fn answer() -> BoxedStrategy<String> {
    let number = || mostly(any::<i64>().prop_map(|number| number.to_string()));
    let integers = ["keyId", "taskId", "recallType", "recallInterval", "recallNum", "finishNum", "status"]
        .map(|name| (name, number()));
    let texts = [("taskName", mostly(value())), ("createTime", mostly(time(2000..2030)))];
    let record = mostly(object_of(integers.into_iter().chain(texts).collect()));
    let records = vec(record, 0..14).prop_map(|records| format!("[{}]", records.join(",")));
    let total = prop_oneof![0_i64..40, any::<i64>()].prop_map(|total| total.to_string());
    let data =
        object_of(vec![("records", mostly(records)), ("total", mostly(total)), ("pages", value().boxed())]);
    let code = prop_oneof![4 => Just("0"), 1 => Just("\"0\""), 1 => Just("-22"), 1 => Just("\"-16\"")];
    object_of(vec![
        ("code", mostly(code.prop_map(str::to_owned))),
        ("msg", value().boxed()),
        ("reason", value().boxed()),
        ("data", mostly(data)),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_body_is_taken_in_bounds_or_refused_in_words(body in request()) {
        request_body::keeps_its_promises(body.as_bytes());
    }

    #[test]
    fn an_answer_fits_the_contract_or_is_told_without_secrets(current in 1_i64..4, size in 1_i64..14, body in answer()) {
        vendor_answer::keeps_its_promises(format!("{current}/{size}\n{body}").as_bytes());
    }

    #[test]
    fn every_query_in_bounds_is_taken(
        current in 1_i64..,
        size in 1_i64..=100,
        day in 1_u32..=28,
        name in "[^\\p{Cc}]{0,128}",
    ) {
        let params = serde_json::json!({
            "strTime": format!("2024-02-{day:02} 00:00:00"), "endTime": "2024-02-29 23:59:59", "taskName": name,
        });
        let body = serde_json::json!({"current": current, "size": size, "params": params}).to_string();
        let taken: PageQuery = fuzzing::query(body.as_bytes()).map_err(|error| TestCaseError::fail(error.log_words()))?;
        prop_assert_eq!((taken.current, taken.size), (current, size));
        prop_assert_eq!(taken.params.task_name.unwrap_or_default(), if name.trim().is_empty() { "" } else { &name });
    }
}

/// The two grammars above are near enough to what is right that a good part of it is taken.
#[test]
fn a_good_part_of_what_the_grammars_make_is_right() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut right = [0; 2];
    for _ in 0..300 {
        let mut make = |grammar: BoxedStrategy<String>| grammar.new_tree(&mut runner).unwrap().current();
        let query = fuzzing::query(make(request()).as_bytes());
        right[0] += u32::from(query.is_ok());
        let asked = vendor::Asked { current: 1, size: 10 };
        let page = vendor::decode(make(answer()).as_bytes(), &asked);
        right[1] += u32::from(matches!(page, Ok(vendor::Answer::Page(page)) if !page.records.is_empty()));
    }
    assert!(right.iter().all(|count| *count >= 20), "of 300 each: {right:?}");
}
