//! Failures are told apart by their code, and their words are cleaned.

use vendor::{Answer, Code};

use crate::decode;

fn refusal(body: &str) -> (Code, Option<String>) {
    match decode(body) {
        Ok(Answer::Refusal { code, reason }) => (code, reason),
        other => panic!("no refusal but {other:?}"),
    }
}

#[test]
fn every_documented_code_has_its_name_and_keeps_its_number() {
    for (number, code) in [
        (-1, Code::Authentication),
        (-2, Code::IpRestricted),
        (-16, Code::TimestampExpired),
        (-18, Code::Fault),
        (-22, Code::ParameterException),
        (500, Code::Other(500)),
    ] {
        assert_eq!(refusal(&format!(r#"{{"code":{number}}}"#)).0, code);
        assert_eq!(refusal(&format!(r#"{{"code":"{number}","data":null}}"#)).0, code);
        assert_eq!(refusal(&format!(r#"{{"status":"{number}","data":null}}"#)).0, code);
        assert_eq!(code.number(), number);
    }
}

#[test]
fn the_words_are_found_under_both_names() {
    let words = |members: &str| refusal(&format!(r#"{{"code":-22,{members}}}"#)).1;
    assert_eq!(words(r#""reason":"no""#).as_deref(), Some("no"));
    assert_eq!(words(r#""msg":"no""#).as_deref(), Some("no"));
    assert_eq!(words(r#""reason":null,"msg":"no""#).as_deref(), Some("no"));
    assert_eq!(words(r#""reason":" ","msg":"no""#).as_deref(), Some("no"));
    assert_eq!(words(r#""reason":{},"msg":7"#), None);
}

#[test]
fn a_megabyte_of_words_is_cut() {
    let (_, reason) = refusal(&format!(r#"{{"code":-22,"msg":"{}"}}"#, "错".repeat(350_000)));
    assert_eq!(reason.map(|reason| reason.chars().count()), Some(200));
}

#[test]
fn a_failure_may_carry_any_data() {
    for data in ["null", "{}", "[]", r#"{"records":null,"total":12}"#] {
        assert_eq!(refusal(&format!(r#"{{"code":-18,"data":{data}}}"#)).0, Code::Fault, "{data}");
    }
}
