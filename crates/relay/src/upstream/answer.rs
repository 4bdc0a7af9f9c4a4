//! The vendor's page in the relay's own words, written once for all who ask for it.

use bytes::Bytes;
use contract::{Page, PageAnswer, PageQuery, Task};
use vendor::Record;

use super::Fetched;
use crate::{clock::rfc3339, error::Error};

/// The body of a fresh answer.
pub(super) fn fresh(query: &PageQuery, fetched: Fetched) -> Result<Bytes, Error> {
    write(&to_contract(query, fetched))
}

/// The body of an answer that was fresh once, and says now that it is old. Rarely needed, so it is read and written again
/// rather than kept twice.
pub(super) fn stale(body: &[u8]) -> Result<Bytes, Error> {
    let answer: PageAnswer = serde_json::from_slice(body).map_err(|error| unwritable(&error))?;
    write(&PageAnswer { stale: true, ..answer })
}

fn write(answer: &PageAnswer) -> Result<Bytes, Error> {
    // Boxed, because the vector has room for more: what is kept for long should take no more than it is counted for.
    let body = serde_json::to_vec(answer).map_err(|error| unwritable(&error))?;
    Ok(Bytes::from(body.into_boxed_slice()))
}

fn unwritable(error: &serde_json::Error) -> Error {
    Error::Internal(format!("an answer can't be written: {error}"))
}

/// The vendor's page in normal form. Size, page number and number of pages follow from what was asked, because the
/// vendor's own figures contradict each other.
pub(crate) fn to_contract(query: &PageQuery, Fetched { page, at }: Fetched) -> PageAnswer {
    let full = page.total / query.size;
    let rest = i64::from(page.total % query.size > 0);
    PageAnswer {
        code: 0,
        reason: "success".to_owned(),
        data: Page {
            records: page.records.into_iter().map(to_task).collect(),
            total: page.total,
            size: query.size,
            current: query.current,
            pages: full + rest,
        },
        fetched_at: rfc3339(at),
        stale: false,
    }
}

fn to_task(record: Record) -> Task {
    Task {
        key_id: record.key_id,
        task_id: record.task_id,
        task_name: record.task_name,
        create_time: record.create_time,
        recall_type: record.recall_type,
        recall_interval: record.recall_interval,
        recall_num: record.recall_num,
        finish_num: record.finish_num,
        status: record.status,
    }
}

#[cfg(test)]
mod tests {
    use contract::QueryParams;
    use vendor::VendorPage;

    use super::*;

    #[test]
    fn an_old_answer_differs_in_nothing_but_saying_so() {
        let record =
            Record { key_id: Some(i64::MAX), task_name: Some("\u{1}\"ü".to_owned()), ..Record::default() };
        let params = QueryParams { str_time: "s".into(), end_time: "e".into(), task_name: None };
        let query = PageQuery { current: 1, size: 20, params };
        let page = VendorPage { records: vec![record], total: 1 };
        let fresh = fresh(&query, Fetched { page, at: 0 }).unwrap();
        let text = std::str::from_utf8(&fresh).unwrap();
        let expected = text.replace(r#""stale":false"#, r#""stale":true"#);
        assert_ne!(text, expected);
        assert_eq!(stale(&fresh).unwrap(), expected);
    }
}
