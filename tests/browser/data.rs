//! Tasks and answers, as the relay gives them.

use contract::{Page, PageAnswer, PageQuery, Problem, ProblemKind, Session, Task};

/// When the stage's clock begins, and the vendor gave every answer.
pub const NOW: i64 = 1_755_430_262;

/// The moment of [`NOW`] as the relay writes it.
const NOW_TEXT: &str = "2025-08-17T11:31:02Z";

/// What the relay says about itself.
pub fn session() -> Session {
    Session {
        version: "1.2.3".to_owned(),
        demo: false,
        vendor_utc_offset: "+08:00".to_owned(),
        user: None,
        max_page_size: contract::MAX_PAGE_SIZE,
        max_window_rows: contract::MAX_WINDOW_ROWS,
        now: NOW_TEXT.to_owned(),
    }
}

/// A task like the one of the vendor's documentation, with an ID of its own.
pub fn task(id: i64) -> Task {
    Task {
        key_id: Some(id),
        task_id: Some(5_009_611),
        task_name: Some(format!("Task {id}")),
        create_time: Some("2025-08-17 19:30:13".to_owned()),
        recall_type: Some(0),
        recall_interval: Some(30),
        recall_num: Some(6),
        finish_num: Some(1),
        status: Some(1),
    }
}

/// Tasks with these IDs.
pub fn tasks(ids: impl IntoIterator<Item = i64>) -> Vec<Task> {
    ids.into_iter().map(task).collect()
}

/// The answer to a question, with these rows of a window that has `total`.
pub fn answer(query: &PageQuery, records: Vec<Task>, total: i64) -> PageAnswer {
    let &PageQuery { current, size, .. } = query;
    PageAnswer {
        code: 0,
        reason: "success".to_owned(),
        data: Page { records, total, size, current, pages: total / size + i64::from(total % size > 0) },
        fetched_at: NOW_TEXT.to_owned(),
        stale: false,
    }
}

/// The answer to a question, cut from a window as the vendor cuts it.
pub fn cut(query: &PageQuery, window: &[Task]) -> PageAnswer {
    let at = |row: i64| usize::try_from(row).unwrap().min(window.len());
    let rows = &window[at((query.current - 1) * query.size)..at(query.current * query.size)];
    answer(query, rows.to_vec(), i64::try_from(window.len()).unwrap())
}

/// A failure as the relay tells it.
pub fn problem(kind: ProblemKind) -> Problem {
    Problem {
        type_uri: format!("https://recall-desk.example/problems/{}", kind.name()),
        title: "It did not work.".to_owned(),
        status: kind.status(),
        kind,
        request_id: "req-7".to_owned(),
        detail: None,
        vendor_code: None,
        vendor_reason: None,
        retry_after: None,
        errors: Vec::new(),
    }
}
