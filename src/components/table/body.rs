//! The rows in the page.
//!
//! Change goes to the leaf: a row is drawn anew only if something that it shows has changed, and of a row that is drawn anew
//! only what differs is written into the page. So a refresh that changes one status touches one cell, and an unchanged answer
//! touches nothing.
//!
//! A row that stays keeps its element. One that leaves hands it on to the row that comes into its place: that is every row
//! where another page is shown. Only while the focus is among the rows none does, because a button that has it must not
//! become another task's unheard.

use contract::Task;

use super::cell::cell;
use super::{CellContext, Look};
use crate::markup::{Drawn, El, Within, el};
use crate::model::changes::Mark;
use crate::model::row::{Row, RowKey, created_at};
use crate::model::time::Instant;

/// What a row shows.
#[derive(PartialEq)]
pub(super) struct Line {
    key: RowKey,
    pub(super) task: Task,
    /// When it was created, and how long ago that is.
    pub(super) created: Option<(Instant, String)>,
    /// Its cells that a refresh changed a moment ago.
    pub(super) marks: Vec<Mark>,
}

impl Line {
    fn of(row: &Row, marks: &[Mark], look: &Look, now: Instant, context: CellContext) -> Self {
        let ago = |instant| (instant, (context.words.ago)(now - instant));
        Self {
            key: row.key,
            task: row.task.clone(),
            created: created_at(&row.task, look.vendor).map(ago),
            marks: marks.iter().filter(|mark| mark.row == row.key).copied().collect(),
        }
    }
}

/// A row in the page.
struct Shown {
    line: Line,
    drawn: Drawn,
}

/// The rows in the page.
#[derive(Default)]
pub(super) struct Body {
    look: Option<Look>,
    rows: Vec<Shown>,
}

impl Body {
    /// Shows rows.
    pub(super) fn show(
        &mut self,
        place: &Within<'_>,
        rows: &[Row],
        marks: &[Mark],
        look: Look,
        now: Instant,
        context: CellContext,
    ) {
        let looks_the_same = self.look.as_ref() == Some(&look);
        let hands_on = !place.has_focus();
        let mut before: Vec<_> = std::mem::take(&mut self.rows).into_iter().map(Some).collect();
        let mut is_in_order = true;
        for (at, row) in rows.iter().enumerate() {
            let is_this =
                |shown: &Option<Shown>| shown.as_ref().is_some_and(|shown| shown.line.key == row.key);
            let leaves = |shown: &Shown| rows.iter().all(|row| row.key != shown.line.key);
            let is_handed_on = || hands_on && before.get(at).and_then(Option::as_ref).is_some_and(leaves);
            let from = before.iter().position(is_this).or_else(|| is_handed_on().then_some(at));
            is_in_order &= from == Some(at);
            let line = Line::of(row, marks, &look, now, context);
            let drawn = match from.and_then(|from| before.get_mut(from)).and_then(Option::take) {
                Some(shown) if shown.line == line && looks_the_same => shown.drawn,
                other => {
                    let drawn = other.map(|shown| shown.drawn);
                    let drawn = drawn.or_else(|| self.rows.last()?.drawn.copy());
                    Drawn::over(drawn, draw(&line, &look, context))
                }
            };
            self.rows.push(Shown { line, drawn });
        }
        self.look = Some(look);
        before.into_iter().flatten().for_each(|left| left.drawn.remove());
        if !is_in_order {
            place.arrange(self.rows.iter().map(|shown| &shown.drawn));
        }
    }
}

fn draw(line: &Line, look: &Look, context: CellContext) -> El {
    let cells = look.columns.iter().map(|&column| cell(column, line, look, context));
    el("tr").part("row").children(cells)
}
