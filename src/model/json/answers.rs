//! Where the fields of what the relay says go.

use contract::{FieldError, Page, PageAnswer, Problem, Session, Task, User};

use super::record::{Record, Slot};

impl Record for Session {
    fn fields(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("version", Slot::Text(&mut self.version)),
            ("demo", Slot::Flag(&mut self.demo)),
            ("vendorUtcOffset", Slot::Text(&mut self.vendor_utc_offset)),
            ("user", Slot::MayRecord(&mut self.user)),
            ("maxPageSize", Slot::Number(&mut self.max_page_size)),
            ("maxWindowRows", Slot::Number(&mut self.max_window_rows)),
            ("now", Slot::Text(&mut self.now)),
        ]
    }
}

impl Record for User {
    fn fields(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![("name", Slot::Text(&mut self.name))]
    }
}

impl Record for PageAnswer {
    fn fields(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("code", Slot::Number(&mut self.code)),
            ("reason", Slot::Text(&mut self.reason)),
            ("data", Slot::Record(&mut self.data)),
            ("fetchedAt", Slot::Text(&mut self.fetched_at)),
            ("stale", Slot::Flag(&mut self.stale)),
        ]
    }
}

impl Record for Page {
    fn fields(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("records", Slot::Records(&mut self.records)),
            ("total", Slot::Number(&mut self.total)),
            ("size", Slot::Number(&mut self.size)),
            ("current", Slot::Number(&mut self.current)),
            ("pages", Slot::Number(&mut self.pages)),
        ]
    }
}

impl Record for Task {
    fn fields(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("keyId", Slot::MayNumber(&mut self.key_id)),
            ("taskId", Slot::MayNumber(&mut self.task_id)),
            ("taskName", Slot::MayText(&mut self.task_name)),
            ("createTime", Slot::MayText(&mut self.create_time)),
            ("recallType", Slot::MayNumber(&mut self.recall_type)),
            ("recallInterval", Slot::MayNumber(&mut self.recall_interval)),
            ("recallNum", Slot::MayNumber(&mut self.recall_num)),
            ("finishNum", Slot::MayNumber(&mut self.finish_num)),
            ("status", Slot::MayNumber(&mut self.status)),
        ]
    }
}

impl Record for Problem {
    fn fields(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![
            ("type", Slot::Text(&mut self.type_uri)),
            ("title", Slot::Text(&mut self.title)),
            ("status", Slot::Status(&mut self.status)),
            ("kind", Slot::Kind(&mut self.kind)),
            ("requestId", Slot::Text(&mut self.request_id)),
            ("detail", Slot::MayText(&mut self.detail)),
            ("vendorCode", Slot::MayNumber(&mut self.vendor_code)),
            ("vendorReason", Slot::MayText(&mut self.vendor_reason)),
            ("retryAfter", Slot::MaySeconds(&mut self.retry_after)),
            ("errors", Slot::MayRecords(&mut self.errors)),
        ]
    }
}

impl Record for FieldError {
    fn fields(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![("field", Slot::Text(&mut self.field)), ("message", Slot::Text(&mut self.message))]
    }
}

#[cfg(test)]
mod tests {
    use contract::ProblemKind;
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    use super::super::read;
    use super::*;

    /// What comes back is what went, and without one field, or with null in its place, it is what serde makes of that.
    #[track_caller]
    fn is_read_as_by_serde<T>(record: &T)
    where
        T: Record + Default + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
    {
        let agree = |json: &Value| {
            let text = json.to_string();
            assert_eq!(read::<T>(&text), serde_json::from_str(&text).ok(), "{text}");
        };
        let whole = serde_json::to_value(record).unwrap();
        assert_eq!(read(&whole.to_string()).as_ref(), Some(record));
        for name in whole.as_object().unwrap().keys() {
            let (mut without, mut with_null, mut with_more) = (whole.clone(), whole.clone(), whole.clone());
            without.as_object_mut().unwrap().remove(name);
            with_null[name] = Value::Null;
            with_more[format!("{name}s")] = whole[name].clone();
            for changed in [&without, &with_null, &with_more] {
                agree(changed);
            }
        }
    }

    fn task() -> Task {
        Task {
            key_id: Some(i64::MAX),
            task_id: Some(i64::MIN),
            task_name: Some("a \"task\"".to_owned()),
            create_time: Some("2025-08-17 19:30:13".to_owned()),
            recall_type: Some(1),
            recall_interval: Some(30),
            recall_num: Some(6),
            finish_num: Some(2),
            status: Some(4),
        }
    }

    #[test]
    fn rows_are_read_as_serde_reads_them() {
        is_read_as_by_serde(&task());
        let data =
            Page { records: vec![task(), Task::default()], total: 102, size: 100, current: 2, pages: 3 };
        is_read_as_by_serde(&data);
        let (reason, fetched_at) = ("success".to_owned(), "2025-08-17T11:31:02Z".to_owned());
        is_read_as_by_serde(&PageAnswer { code: 0, reason, data, fetched_at, stale: true });
    }

    #[test]
    fn the_session_is_read_as_serde_reads_it() {
        let session = Session {
            version: "0.1.0".to_owned(),
            demo: true,
            vendor_utc_offset: "+08:00".to_owned(),
            user: Some(User { name: "Ada".to_owned() }),
            max_page_size: 100,
            max_window_rows: 50_000,
            now: "2025-08-17T11:31:02Z".to_owned(),
        };
        is_read_as_by_serde(&session);
    }

    #[test]
    fn problems_are_read_as_serde_reads_them() {
        for kind in ProblemKind::ALL {
            is_read_as_by_serde(&Problem {
                type_uri: "t".to_owned(),
                title: "T".to_owned(),
                status: kind.status(),
                kind: *kind,
                request_id: "r".to_owned(),
                detail: Some("d".to_owned()),
                vendor_code: Some(-22),
                vendor_reason: Some("v".to_owned()),
                retry_after: Some(7),
                errors: vec![FieldError { field: "size".to_owned(), message: "1 to 100".to_owned() }],
            });
        }
    }

    #[test]
    fn numbers_that_do_not_fit_are_nothing() {
        let problem = |status: i64, retry_after: i64| {
            let rest = r#""type":"","title":"","kind":"busy","requestId":"""#;
            read::<Problem>(&format!(r#"{{"status":{status},"retryAfter":{retry_after},{rest}}}"#)).is_some()
        };
        assert!(problem(503, 1) && !problem(65_536, 1) && !problem(503, -1));
    }
}
