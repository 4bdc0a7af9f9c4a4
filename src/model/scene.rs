//! What the user looks at: a sheet whose rows keep their places over refreshes.
//!
//! A refresh that nobody asked for must not move a row under the pointer. What it brings is written into the rows that
//! are there; rows that would push others away wait until the user wants to see them.

use contract::Task;

use super::changes::{Mark, arrivals, mark, would_jump};
use super::question::Question;
use super::row::Row;
use super::sheet::{Rows, Sheet, Sifted};
use super::time::Instant;
use super::view::View;

/// What the user looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The rows in their places, and the pager that they had there; the counts are those of the latest rows.
    pub sheet: Sheet,
    /// What refreshes changed a moment ago.
    pub marks: Vec<Mark>,
    /// The number of new tasks that wait to be shown. 0 if rows only changed places or left, none if nothing waits.
    pub waiting: Option<i64>,
    /// What the rows are: those of another question, filter, order or page are not compared with them.
    about: (Question, Option<View>),
    step: i64,
}

/// What is at hand.
#[derive(Clone, Copy)]
pub struct AtHand<'a> {
    /// The rows.
    pub rows: &'a Rows,
    /// The question that they answer.
    pub question: &'a Question,
    /// What the address says.
    pub view: &'a View,
    /// Grows with everything by which the user asks to see the latest rows.
    pub step: i64,
    /// When the last answer came.
    pub at: Instant,
    /// What the view's filters keep of the rows, in its order.
    pub sifted: &'a Sifted,
}

impl Scene {
    /// The scene after another one.
    pub fn after(before: Option<&Scene>, at_hand: AtHand<'_>) -> Self {
        let AtHand { rows, question, view, step, at, sifted } = at_hand;
        let about = (question.clone(), arrangement(rows, view));
        let mut sheet = rows.sheet(sifted, view.page, view.size);
        let Some(before) = before.filter(|before| before.about == about) else {
            return Self { sheet, marks: Vec::new(), waiting: None, about, step };
        };
        let shown = &before.sheet;
        let mut new = arrivals(&shown.rows, &sheet.rows, shown.pager.size);
        let mut waiting = None;
        if before.step == step
            && would_jump(&shown.rows, &sheet.rows)
            && let Some(kept) = keep(&shown.rows, &sheet.rows, rows.tasks())
        {
            let more = sheet.pager.total - shown.pager.total;
            waiting = Some(more.max(i64::try_from(new.len()).unwrap_or(i64::MAX)));
            new.clear();
            sheet.rows = kept;
            sheet.pager = shown.pager;
        }
        let mut marks = before.marks.clone();
        marks.retain(|mark| mark.is_seen(at));
        mark(&mut marks, &shown.rows, &sheet.rows, &new, at);
        Self { sheet, marks, waiting, about, step }
    }

    /// The IDs of the rows in their places.
    pub fn ids(&self) -> Vec<i64> {
        self.sheet.rows.iter().filter_map(|row| row.task.key_id).collect()
    }
}

/// What decides which of the rows at hand are shown, and in which order: nothing, if the vendor cut the page.
fn arrangement(rows: &Rows, view: &View) -> Option<View> {
    matches!(rows, Rows::Whole(_)).then(|| View {
        statuses: view.statuses.clone(),
        types: view.types.clone(),
        sort: view.sort,
        page: view.page,
        size: view.size,
        ..View::default()
    })
}

/// The rows in the places that they have, with what is known of them now. None if none of them is at hand any more:
/// rows that can't be kept up to date are not worth keeping.
fn keep(shown: &[Row], latest: &[Row], at_hand: &[Task]) -> Option<Vec<Row>> {
    let mut kept = shown.to_vec();
    let mut any = false;
    for row in &mut kept {
        let on_the_page = latest.iter().find(|other| other.key == row.key).map(|other| &other.task);
        // A row without an ID can't be told from others of its kind beyond its page.
        let is_it = |task: &&Task| task.key_id.is_some() && task.key_id == row.task.key_id;
        if let Some(task) = on_the_page.or_else(|| at_hand.iter().find(is_it)) {
            row.task = task.clone();
            any = true;
        }
    }
    any.then_some(kept)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use contract::Page;

    use super::*;
    use crate::model::column::Column;
    use crate::model::row::RowKey;
    use crate::model::time::Zone;
    use crate::model::walk::WindowSet;

    fn task(id: i64) -> Task {
        Task { key_id: Some(id), status: Some(1), ..Task::default() }
    }

    /// A page of three rows of a window with `total`, and what may stand behind it.
    fn page(ids: &[i64], total: i64) -> Rows {
        let records = ids.iter().copied().map(task).collect();
        Rows::Page(Arc::new(Page { records, total, size: 3, current: 1, pages: 1 }))
    }

    fn whole(tasks: Vec<Task>) -> Rows {
        let total = i64::try_from(tasks.len()).unwrap();
        Rows::Whole(Arc::new(WindowSet { tasks, total, complete: true }))
    }

    /// The scenes of one view after each other: `show` brings rows by itself, `ask` because the user wanted them.
    struct Play {
        view: View,
        scene: Option<Scene>,
        step: i64,
        at: Instant,
    }

    impl Play {
        fn of(query: &str) -> Self {
            Self { view: View::parse(query).view, scene: None, step: 0, at: 0 }
        }

        fn show(&mut self, rows: &Rows) -> &Scene {
            self.at += 5;
            let question = Question::of(&self.view, 0, Zone::UTC);
            let (view, step, at) = (&self.view, self.step, self.at);
            let sifted = &rows.sift(&rows.order(view.sort, str::to_lowercase), &view.filter());
            let at_hand = AtHand { rows, question: &question, view, step, at, sifted };
            self.scene.insert(Scene::after(self.scene.as_ref(), at_hand))
        }

        fn ask(&mut self, rows: &Rows) -> &Scene {
            self.step += 1;
            self.show(rows)
        }
    }

    fn marked(scene: &Scene) -> Vec<(RowKey, Column)> {
        scene.marks.iter().map(|mark| (mark.row, mark.column)).collect()
    }

    #[test]
    fn new_rows_wait_and_those_in_view_stay_where_they_are() {
        let mut play = Play::of("");
        play.show(&page(&[3, 2, 1], 3));
        let scene = play.show(&page(&[5, 4, 3, 2, 1], 5));
        assert_eq!((scene.ids(), scene.waiting), (vec![3, 2, 1], Some(2)));
        assert_eq!((scene.sheet.pager.last_row(), scene.sheet.pager.total), (3, 3));
        assert_eq!(marked(scene), []);
        let scene = play.ask(&page(&[5, 4, 3, 2, 1], 5));
        assert_eq!((scene.ids(), scene.waiting), (vec![5, 4, 3], None));
        assert_eq!((scene.sheet.pager.last_row(), scene.sheet.pager.total), (3, 5));
        assert_eq!(scene.marks.len(), 2 * Column::ALL.len(), "the new rows are marked");
    }

    #[test]
    fn a_row_that_stays_where_it_is_is_kept_up_to_date_even_from_the_next_page() {
        let mut play = Play::of("");
        let first = play.show(&page(&[3, 2, 1], 3)).sheet.rows.clone();
        let Rows::Page(next) = page(&[4, 3, 2, 1], 4) else { return };
        let mut next = Arc::unwrap_or_clone(next);
        next.records[3].status = Some(4);
        let scene = play.show(&Rows::Page(Arc::new(next)));
        assert_eq!(scene.sheet.rows[2].task.status, Some(4));
        assert_eq!(marked(scene), [(first[2].key, Column::Status)]);
    }

    #[test]
    fn rows_that_can_not_be_kept_up_to_date_are_not_kept() {
        let mut play = Play::of("");
        play.show(&page(&[3, 2, 1], 3));
        let scene = play.show(&page(&[6, 5, 4], 6));
        assert_eq!((scene.ids(), scene.waiting), (vec![6, 5, 4], None));
    }

    #[test]
    fn where_no_row_would_jump_everything_is_shown_at_once() {
        let mut play = Play::of("sort=id");
        play.show(&whole(vec![]));
        assert_eq!(play.show(&whole(vec![task(1), task(2)])).ids(), [1, 2]);
        let scene = play.show(&whole(vec![task(1), task(2), task(3)]));
        assert_eq!((scene.ids(), scene.waiting), (vec![1, 2, 3], None));
        assert_eq!(play.show(&whole(vec![task(1)])).ids(), [1]);
    }

    #[test]
    fn a_row_that_leaves_the_filter_stays_until_the_user_asks() {
        let mut play = Play::of("status=1");
        play.show(&whole(vec![task(3), task(2), task(1)]));
        let changed = whole(vec![task(3), Task { status: Some(2), ..task(2) }, task(1)]);
        let scene = play.show(&changed);
        assert_eq!((scene.ids(), scene.waiting), (vec![3, 2, 1], Some(0)));
        assert_eq!(scene.sheet.facets.as_ref().map(|facets| facets.status(1)), Some(2));
        assert_eq!(marked(scene).len(), 1);
        let scene = play.ask(&changed);
        assert_eq!((scene.ids(), scene.waiting), (vec![3, 1], None));
    }

    #[test]
    fn another_filter_page_or_order_marks_nothing_and_keeps_nothing() {
        let rows = whole(vec![task(3), task(2), task(1)]);
        for query in ["status=1&page=2", "status=1&sort=id", "status=2", "range=today"] {
            let mut play = Play::of("status=1");
            play.show(&rows);
            play.view = View::parse(query).view;
            let scene = play.show(&rows);
            assert_eq!((scene.waiting, scene.marks.len()), (None, 0), "{query}");
        }
    }

    #[test]
    fn marks_last_over_the_next_refresh_and_end_after_ten_seconds() {
        let mut play = Play::of("");
        play.show(&page(&[1], 1));
        let mut changed = task(1);
        changed.status = Some(2);
        let changed = whole_page(changed);
        assert_eq!(play.show(&changed).marks.len(), 1);
        assert_eq!(play.show(&changed).marks.len(), 1);
        assert_eq!(play.show(&changed).marks.len(), 0);
    }

    fn whole_page(task: Task) -> Rows {
        Rows::Page(Arc::new(Page { records: vec![task], total: 1, size: 3, current: 1, pages: 1 }))
    }

    #[test]
    fn a_task_that_is_gone_keeps_its_place_while_others_do() {
        let mut play = Play::of("");
        play.show(&page(&[3, 2, 1], 3));
        let scene = play.show(&page(&[3, 1], 2));
        assert_eq!((scene.ids(), scene.waiting), (vec![3, 2, 1], Some(0)));
    }
}
