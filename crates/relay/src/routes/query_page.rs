//! The one call: a page of automatic recall tasks.

use axum::extract::State;
use contract::{Page, PageAnswer, PageQuery, Task};
use vendor::Record;

use super::json::Json;
use crate::{app::App, clock::rfc3339, error::Error, guard::ValidQuery, upstream::Fetched};

/// Answers with one page of a window.
pub(crate) async fn query_page(State(app): State<App>, query: ValidQuery) -> Result<Json<PageAnswer>, Error> {
    let query = query.get();
    let fetched = app.upstream().query_page(query).await?;
    Ok(Json(to_contract(query, fetched)))
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
