//! Reading what a question needs: one page, or the whole window page by page.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use contract::{Page, PageAnswer};
use futures_util::future::try_join4;

use crate::api::Relay;
use crate::browser::abort::AbortOnDrop;
use crate::model::fault::Fault;
use crate::model::pager::Pager;
use crate::model::question::{Question, Reach, WALK_PAGE_SIZE};
use crate::model::sheet::{Rows, Snapshot};
use crate::model::time::{Instant, Zone, parse_rfc3339};
use crate::model::walk::Walk;
use crate::model::window::Window;

/// How many seconds the pages of a walk may be waited for, those under way at once counted each for itself.
const PATIENCE: i64 = 600;

/// How far a load is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows read and rows to read, once a walk over a whole window knows them.
    pub rows: Option<(i64, i64)>,
    /// Whether it waits, because somebody has too much to do.
    pub waits: bool,
}

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
    /// The IDs of rows that stay where they are in view, and therefore have to be kept up to date.
    pub in_place: &'a [i64],
    /// Whether an answer that others had a moment ago won't do.
    pub latest: Cell<bool>,
    /// Calls the requests off.
    pub abort: &'a AbortOnDrop,
    /// Is told how far a walk is, whenever a page has come or has to be waited for.
    pub on_progress: &'a dyn Fn(Progress),
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
        let (mut fetched_at, mut stale) = freshness(&answer);
        if were_pushed_on(self.in_place, &answer.data) {
            let next = self.ask(answer.data.current + 1, size).await?;
            let (next_fetched_at, next_stale) = freshness(&next);
            (fetched_at, stale) = (fetched_at.min(next_fetched_at), stale || next_stale);
            answer.data.records.extend(next.data.records);
        }
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
            let rows = Some(walk.borrow().progress());
            (self.on_progress)(Progress { rows, waits: false });
        };
        let patience = Cell::new(PATIENCE);
        let next = || walk.borrow_mut().next_page();
        let read = async |page: i64| {
            let answer = loop {
                match self.ask(page, WALK_PAGE_SIZE).await {
                    Ok(answer) => break answer,
                    // Before anything has come there is nothing to wait with: that is a failure to be told of.
                    Err(fault) if walk.borrow().total().is_none() => return Err(fault),
                    Err(fault) => {
                        let rows = Some(walk.borrow().progress());
                        (self.on_progress)(Progress { rows, waits: true });
                        self.wait(fault, &patience).await?;
                    }
                }
            };
            take(page, answer);
            Ok::<_, Fault>(())
        };
        let worker = async || {
            while let Some(page) = next() {
                read(page).await?;
            }
            Ok::<_, Fault>(())
        };
        loop {
            // The first page goes alone, because it tells how many there are.
            let outcome = match next() {
                Some(page) => read(page).await,
                None => Ok(()),
            };
            let total = walk.borrow().total();
            if let Some(total) = total.filter(|total| *total > unasked) {
                if walk.borrow().is_second() {
                    // It has grown meanwhile. What the first pass read was all of a short one.
                    break;
                }
                let (fetched_at, stale) = *age.borrow();
                return Ok(self.snapshot(Rows::Unread { total }, fetched_at, stale));
            }
            let outcome = match outcome {
                // At most four pages are under way at once.
                Ok(()) => try_join4(worker(), worker(), worker(), worker()).await.map(drop),
                failed => failed,
            };
            match outcome {
                // What was read before the user called the walk off is shown, and said to be a part. So is what the first
                // pass read if the second fails: it is all there, but for rows that moved.
                Err(_) if walk.borrow().is_second() => break,
                Err(_) if (self.is_cancelled)() && walk.borrow().total().is_some() => break,
                Err(fault) => return Err(fault),
                Ok(()) if walk.borrow_mut().begin_again_if_moved() => {
                    // What the first pass had is what the second one doubts.
                    self.latest.set(true);
                }
                Ok(()) => break,
            }
        }
        let (fetched_at, stale) = *age.borrow();
        let set = walk.borrow_mut().finish();
        Ok(self.snapshot(Rows::Whole(Arc::new(set)), fetched_at, stale))
    }

    /// Waits as long as a fault asks for, or gives it back: it asks for no wait, or for more than there is patience for.
    async fn wait(&self, fault: Fault, patience: &Cell<i64>) -> Result<(), Fault> {
        let seconds = fault.asks_to_wait().map(|seconds| seconds.max(1));
        let Some(seconds) = seconds.filter(|seconds| *seconds <= patience.get()) else { return Err(fault) };
        patience.set(patience.get() - seconds);
        self.abort.wait(i32::try_from(seconds * 1_000).unwrap_or(i32::MAX)).await;
        Ok(())
    }

    async fn ask(&self, page: i64, size: i64) -> Result<PageAnswer, Fault> {
        let query = self.question.page_query(self.window, self.vendor, page, size);
        self.relay.page(&query, self.latest.get(), self.abort).await
    }

    fn snapshot(&self, rows: Rows, fetched_at: Instant, stale: bool) -> Snapshot {
        Snapshot { rows, window: self.window, fetched_at, stale, outgrown: None }
    }
}

/// Whether some of the rows in view are still on their page and others not: new rows pushed those on to the next one.
fn were_pushed_on(in_place: &[i64], page: &Page) -> bool {
    let is_here = |id: &&i64| page.records.iter().any(|task| task.key_id == Some(**id));
    let here = in_place.iter().filter(is_here).count();
    0 < here && here < in_place.len() && page.current < page.pages
}

/// When the vendor gave an answer. An unreadable time counts as long ago rather than as fresh.
fn freshness(answer: &PageAnswer) -> (Instant, bool) {
    (parse_rfc3339(&answer.fetched_at).unwrap_or_default(), answer.stale)
}
