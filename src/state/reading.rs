//! Reading what a question needs: one page, or the whole window page by page.

use std::cell::RefCell;
use std::sync::Arc;

use contract::PageAnswer;
use futures_util::future::try_join_all;

use crate::api::Relay;
use crate::browser::abort::AbortOnDrop;
use crate::model::fault::Fault;
use crate::model::pager::Pager;
use crate::model::question::{Question, Reach, WALK_PAGE_SIZE};
use crate::model::sheet::{Rows, Snapshot};
use crate::model::time::{Instant, Zone, parse_rfc3339};
use crate::model::walk::{PARALLEL, Walk};
use crate::model::window::Window;

/// What all requests of one reading have in common.
pub struct Reading<'a> {
    /// Where to ask.
    pub relay: &'a Relay,
    /// What to ask.
    pub question: &'a Question,
    /// The window that the question means now.
    pub window: Window,
    /// The zone of the vendor's times.
    pub vendor: Zone,
    /// The most rows of one window that may be read.
    pub max_rows: i64,
    /// Calls the requests off.
    pub abort: &'a AbortOnDrop,
    /// Is told the rows read and the rows to read, whenever a page of a walk has come.
    pub on_progress: &'a dyn Fn(i64, i64),
    /// Whether the user called the walk off: then what was read is the answer.
    pub is_cancelled: &'a dyn Fn() -> bool,
}

impl Reading<'_> {
    /// Reads it all.
    pub async fn run(&self) -> Result<Snapshot, Fault> {
        match self.question.reach {
            Reach::Page { page, size } => self.one_page(page, size).await,
            Reach::Whole { unasked } => self.whole_window(unasked).await,
        }
    }

    /// A page past the end becomes the last one: rows can vanish, and links grow old.
    async fn one_page(&self, page: i64, size: i64) -> Result<Snapshot, Fault> {
        let mut answer = self.ask(page, size).await?;
        let last = Pager::new(page, size, answer.data.total).page;
        if last != page && answer.data.records.is_empty() {
            answer = self.ask(last, size).await?;
        }
        let (fetched_at, stale) = freshness(&answer);
        Ok(self.snapshot(Rows::Page(Arc::new(answer.data)), fetched_at, stale))
    }

    async fn whole_window(&self, unasked: i64) -> Result<Snapshot, Fault> {
        let walk = RefCell::new(Walk::new(WALK_PAGE_SIZE, self.max_rows));
        // The oldest page decides how old the rows are, and one stale page makes them stale.
        let age = RefCell::new((Instant::MAX, false));
        let take = |page: i64, answer: PageAnswer| {
            let (fetched_at, stale) = freshness(&answer);
            let mut age = age.borrow_mut();
            *age = (age.0.min(fetched_at), age.1 || stale);
            walk.borrow_mut().take(page, answer.data);
            let (read, total) = walk.borrow().progress();
            (self.on_progress)(read, total);
        };
        let next = || walk.borrow_mut().next_page();
        let worker = || async {
            while let Some(page) = next() {
                take(page, self.ask(page, WALK_PAGE_SIZE).await?);
            }
            Ok::<_, Fault>(())
        };
        loop {
            // The first page goes alone, because it tells how many there are.
            let outcome = match next() {
                Some(page) => self.ask(page, WALK_PAGE_SIZE).await.map(|answer| take(page, answer)),
                None => Ok(()),
            };
            let total = walk.borrow().total();
            if let Some(total) = total.filter(|total| *total > unasked) {
                let (fetched_at, stale) = *age.borrow();
                return Ok(self.snapshot(Rows::Unread { total }, fetched_at, stale));
            }
            let outcome = match outcome {
                Ok(()) => try_join_all((0..PARALLEL).map(|_| worker())).await.map(drop),
                failed => failed,
            };
            match outcome {
                // What was read before the user called the walk off is shown, and said to be a part.
                Err(_) if (self.is_cancelled)() && walk.borrow().total().is_some() => break,
                Err(fault) => return Err(fault),
                Ok(()) if walk.borrow_mut().begin_again_if_moved() => {}
                Ok(()) => break,
            }
        }
        let (fetched_at, stale) = *age.borrow();
        let set = walk.borrow().finish();
        Ok(self.snapshot(Rows::Whole(Arc::new(set)), fetched_at, stale))
    }

    async fn ask(&self, page: i64, size: i64) -> Result<PageAnswer, Fault> {
        self.relay.page(&self.question.page_query(self.window, self.vendor, page, size), self.abort).await
    }

    fn snapshot(&self, rows: Rows, fetched_at: Instant, stale: bool) -> Snapshot {
        Snapshot { rows, window: self.window, fetched_at, stale }
    }
}

/// When the vendor gave an answer. An unreadable time counts as long ago rather than as fresh.
fn freshness(answer: &PageAnswer) -> (Instant, bool) {
    (parse_rfc3339(&answer.fetched_at).unwrap_or_default(), answer.stale)
}
