//! The body of the vendor's answer: what a caller gets for it always fits the contract, is no larger than it need be,
//! and tells nothing secret.
//!
//! An input begins with a line like `1/10`, the page and the size asked for; the rest is the body. In it `$KEY`,
//! `$SECRET`, `$SIGN` and `$TIME` stand for what the attempt was signed with, so that a fuzzer can let the vendor echo it.

use std::slice;

use contract::{PageAnswer, PageQuery, ProblemKind, QueryParams};
use relay::{error::Error, fuzzing};
use serde_json::Value;
use vendor::{Credentials, stamp};

/// The sample account of the vendor's documentation.
const KEY: &str = "bDqJFiq9";
const SECRET: &str = "7bz1lzh9";
const TIMESTAMP: i64 = 1_630_468_800;
const TIME: &str = "1630468800";
const SIGN: &str = "05d7a50893e22a5c4bb3216ae3396c7c";

const INTEGERS: [&str; 7] =
    ["keyId", "taskId", "recallType", "recallInterval", "recallNum", "finishNum", "status"];

/// Reads an answer and looks at what becomes of it.
pub fn keeps_its_promises(input: &[u8]) {
    let Some((query, body)) = read(input) else { return };
    let Ok(credentials) = Credentials::new(KEY, SECRET) else { return };
    match fuzzing::answer(&query, &body, &credentials, TIMESTAMP) {
        Ok(answer) => fits_the_contract(&query, &answer, body.len()),
        Err(error) => is_told(&error),
    }
}

fn read(input: &[u8]) -> Option<(PageQuery, Vec<u8>)> {
    let end = input.iter().position(|byte| *byte == b'\n')?;
    let (current, size) = std::str::from_utf8(&input[..end]).ok()?.split_once('/')?;
    let current = current.parse().ok().filter(|current| *current >= 1)?;
    let size = size.parse().ok().filter(|size| (1..=100).contains(size))?;
    let params = QueryParams { str_time: String::new(), end_time: String::new(), task_name: None };
    Some((PageQuery { current, size, params }, filled_in(&input[end + 1..])))
}

/// The body with the placeholders replaced.
fn filled_in(mut body: &[u8]) -> Vec<u8> {
    let values = [("$KEY", KEY), ("$SECRET", SECRET), ("$SIGN", SIGN), ("$TIME", TIME)];
    let mut filled = Vec::with_capacity(body.len());
    while let Some((first, rest)) = body.split_first() {
        let found =
            values.iter().find_map(|(name, value)| Some((value, body.strip_prefix(name.as_bytes())?)));
        let (bytes, left) =
            found.map_or((slice::from_ref(first), rest), |(value, left)| (value.as_bytes(), left));
        filled.extend_from_slice(bytes);
        body = left;
    }
    filled
}

fn fits_the_contract(query: &PageQuery, answer: &PageAnswer, received: usize) {
    let data = &answer.data;
    assert_eq!((answer.code, answer.reason.as_str(), answer.stale), (0, "success", false));
    assert_eq!((data.current, data.size), (query.current, query.size));
    assert!(data.total >= 0, "{} tasks", data.total);
    let pages = (i128::from(data.total) + i128::from(data.size) - 1) / i128::from(data.size);
    assert_eq!(i128::from(data.pages), pages, "{} tasks, {} a page", data.total, data.size);
    // Rows are where the total says that there are rows, and nowhere else.
    let before = i128::from(query.current - 1) * i128::from(query.size);
    assert_eq!(data.records.is_empty(), i128::from(data.total) <= before, "{} tasks", data.total);
    for created in data.records.iter().filter_map(|task| task.create_time.as_deref()) {
        assert!(stamp::parse(created).is_some(), "{created:?}");
    }

    let json = serde_json::to_vec(answer).unwrap_or_default();
    assert!(matches!(serde_json::from_slice::<PageAnswer>(&json), Ok(again) if again == *answer));
    // A byte that is no UTF-8 becomes three; what else a record has is names and integers.
    let bound = 3 * received + 512 * (1 + data.records.len());
    assert!(json.len() <= bound, "{} bytes became {}", received, json.len());
    let document: Value = serde_json::from_slice(&json).unwrap_or_default();
    let records = document["data"]["records"].as_array().map(Vec::as_slice).unwrap_or_default();
    assert!(document["data"]["records"].is_array() && records.len() as u64 <= query.size.unsigned_abs());
    for record in records {
        assert_eq!(record.as_object().map(serde_json::Map::len), Some(9), "{record}");
        for name in INTEGERS {
            assert!(matches!(&record[name], field if field.is_i64() || field.is_null()), "{record}");
        }
        for name in ["taskName", "createTime"] {
            assert!(matches!(&record[name], field if field.is_string() || field.is_null()), "{record}");
        }
    }
}

fn is_told(error: &Error) {
    let (words, secrets) = match error {
        Error::Refused { reason, .. } => {
            (reason.as_deref().unwrap_or_default(), &[KEY, SECRET, SIGN, TIME][..])
        }
        // The answer's total may be any number, the time of signing too.
        Error::BadAnswer(words) => (words.as_str(), &[KEY, SECRET, SIGN][..]),
        other => return assert_eq!(other.kind(), ProblemKind::VendorBadAnswer, "{other:?}"),
    };
    assert!(crate::is_plain(words) && words.chars().count() <= 200, "{words:?}");
    let folded = words.to_ascii_lowercase();
    for secret in secrets {
        assert!(!folded.contains(&secret.to_ascii_lowercase()), "{secret} in {words:?}");
    }
}
