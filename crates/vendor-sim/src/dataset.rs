//! What the simulated vendor holds: rows in the order of their creation, found by binary search, so that a page out
//! of 200,000 costs no more than a page out of 574.

mod dice;
mod names;
mod seeded;

use std::collections::HashMap;

use serde_json::value::RawValue;

pub(crate) use seeded::Seeded;

use crate::{
    check::{Query, unix_seconds},
    task::SimTask,
};

/// All rows, and how new ones come.
pub(crate) struct Dataset {
    /// Oldest first.
    rows: Vec<Row>,
    /// Adds tasks as the clock goes on; `None` for frozen and hand-made data.
    growth: Option<Seeded>,
}

/// One row, with what it is searched by.
pub(crate) struct Row {
    created: i64,
    task_id: Option<i64>,
    /// The name in lower case.
    folded_name: Option<String>,
    pub(crate) content: Content,
}

/// What is sent for a row.
pub(crate) enum Content {
    /// A task, as it stands at the moment of sending.
    Task(SimTask),
    /// Whatever JSON a test wants to be sent.
    Raw(Box<RawValue>),
}

/// The rows of one page, newest first, and how many rows match in all.
pub(crate) struct Found<'a> {
    pub(crate) rows: Vec<&'a Row>,
    pub(crate) total: usize,
}

impl Dataset {
    /// Hand-made tasks, which need not be in any order; tasks of the same second keep theirs, the first one newest.
    pub(crate) fn hand_made(tasks: Vec<SimTask>) -> Self {
        Self::of(tasks.into_iter().map(Row::from).collect())
    }

    /// Seeded tasks; `frozen` means that none are added later.
    pub(crate) fn seeded(seeded: Seeded, frozen: bool) -> Self {
        let rows = seeded.tasks().into_iter().map(Row::from).collect();
        Self { rows, growth: (!frozen).then_some(seeded) }
    }

    /// Records that are sent as they are. One without a readable `createTime` counts as created at `now`.
    pub(crate) fn raw(records: Vec<Box<RawValue>>, now: i64, utc_offset_minutes: i32) -> Self {
        let row = |raw: Box<RawValue>| {
            // Member by member, so that one that is hostile on purpose does not hide the others.
            let members: HashMap<String, &RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
            let text =
                |name| members.get(name).and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
            let created = text("createTime").and_then(|text| vendor::stamp::parse(&text));
            Row {
                created: created.map_or(now, |local| unix_seconds(local, utc_offset_minutes)),
                task_id: members.get("taskId").and_then(|raw| raw.get().parse().ok()),
                folded_name: text("taskName").map(|name| name.to_lowercase()),
                content: Content::Raw(raw),
            }
        };
        Self::of(records.into_iter().map(row).collect())
    }

    fn of(mut rows: Vec<Row>) -> Self {
        // Reversed first, because the sort is stable and pages are read from the back.
        rows.reverse();
        rows.sort_by_key(|row| row.created);
        Self { rows, growth: None }
    }

    /// Adds the tasks that have appeared up to `now`.
    pub(crate) fn advance(&mut self, now: i64) {
        let Some(growth) = &self.growth else { return };
        loop {
            let rank = self.rows.len();
            let created = growth.next_created(rank);
            if created > now {
                return;
            }
            let first_of_block =
                self.rows.get(Seeded::first_of_block(rank)).map_or(created, |row| row.created);
            self.rows.push(growth.task(rank, created, first_of_block).into());
        }
    }

    /// The rows of the window that match the search text.
    pub(crate) fn find(&self, query: &Query) -> Found<'_> {
        let from = self.rows.partition_point(|row| row.created < query.from);
        let to = self.rows.partition_point(|row| row.created <= query.to);
        let window = self.rows.get(from..to).unwrap_or_default().iter().rev();
        let skip = usize::try_from((query.current - 1).saturating_mul(query.size)).unwrap_or(usize::MAX);
        let take = usize::try_from(query.size).unwrap_or(usize::MAX);
        match &query.search {
            None => Found { total: window.len(), rows: window.skip(skip).take(take).collect() },
            Some(text) => {
                let folded = text.to_lowercase();
                let id = text.parse().ok().filter(|id: &i64| id.to_string() == *text);
                let matching: Vec<&Row> = window.filter(|row| row.matches(&folded, id)).collect();
                Found { total: matching.len(), rows: matching.into_iter().skip(skip).take(take).collect() }
            }
        }
    }
}

impl Row {
    /// Whether the parent's name contains the text, or the parent's ID is the one the text spells.
    fn matches(&self, folded: &str, id: Option<i64>) -> bool {
        id.is_some() && self.task_id == id
            || self.folded_name.as_deref().is_some_and(|name| name.contains(folded))
    }
}

impl From<SimTask> for Row {
    fn from(task: SimTask) -> Self {
        Self {
            created: task.created,
            task_id: task.task_id,
            folded_name: task.task_name.as_deref().map(str::to_lowercase),
            content: Content::Task(task),
        }
    }
}
