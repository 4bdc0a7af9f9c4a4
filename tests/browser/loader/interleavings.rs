//! Slow and fast answers over changing views, in a hundred random orders.

use contract::{PageQuery, ProblemKind, Task};
use leptos::prelude::*;
use recall_desk::model::column::Sort;
use recall_desk::model::view::{PageNumber, View};
use recall_desk::state::desk::Desk;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::data::{answer, problem, task};
use crate::page::settled;
use crate::stage::{Asked, Stage};

/// Rolls the same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a, T>(&mut self, among: &'a [T]) -> Option<&'a T> {
        (!among.is_empty()).then(|| &among[self.roll(among.len())])
    }
}

/// What a view has to show. The rows of each answer are named after it.
fn title(view: &View) -> String {
    let reach = if view.needs_whole_window() { "all".to_owned() } else { view.page.get().to_string() };
    format!("{}/{reach}", view.search)
}

/// The answer to a request: a row with the request's place as its ID, of a window that has two pages for a walk.
fn succeed(stage: &Stage, asked: &Asked) {
    let PageQuery { current, size, params } = &asked.query;
    let reach = if *size == contract::MAX_PAGE_SIZE { "all".to_owned() } else { current.to_string() };
    let name = format!("{}/{reach}", params.task_name.as_deref().unwrap_or_default());
    let row = Task { task_name: Some(name), ..task(i64::try_from(asked.at).unwrap()) };
    stage.answer(asked, &answer(&asked.query, vec![row], 150));
}

/// The rows at hand: the place of the first request that they came with, and what they are named after.
fn at_hand(desk: Desk) -> Option<(i64, String)> {
    let snapshot = desk.snapshot.get_untracked()?;
    let row = snapshot.rows.tasks().first()?;
    Some((row.key_id?, row.task_name.clone()?))
}

fn change_view(desk: Desk, dice: &mut Dice) {
    let mut view = desk.navigation.current();
    match dice.roll(3) {
        0 => view.page = PageNumber::new(i64::try_from(dice.roll(5) + 1).unwrap()).unwrap(),
        1 => ["", "May", "June"][dice.roll(3)].clone_into(&mut view.search),
        _ => view.sort = [None, Sort::parse("name")][dice.roll(2)],
    }
    desk.navigation.go(view);
}

async fn play(seed: u64) {
    let mut dice = Dice(seed);
    let stage = Stage::set("refresh=0");
    let panel = stage.desk().await;
    let desk = panel.desk;
    // In half of the games answers come that were called off: they had just arrived.
    if seed % 2 == 1 {
        stage.ignore_aborts();
    }
    let mut shown = at_hand(desk);
    let mut wanted = vec![title(&desk.navigation.current())];
    for step in 0..40 {
        let last_steps = step >= 20;
        let open = stage.open();
        match dice.roll(4) {
            0 if !last_steps => change_view(desk, &mut dice),
            1 if !last_steps => desk.loader.refresh(),
            2 if !last_steps && dice.roll(4) == 0 => {
                if let Some(asked) = dice.pick(&open) {
                    stage.refuse(asked, &problem(ProblemKind::VendorTimeout));
                }
            }
            _ => {
                if let Some(asked) = dice.pick(&open) {
                    succeed(&stage, asked);
                }
            }
        }
        wanted.push(title(&desk.navigation.current()));
        // Now and then several things happen at once.
        if !last_steps && dice.roll(3) == 0 {
            continue;
        }
        settled().await;
        let now = at_hand(desk);
        if now != shown {
            let (at, title) = now.clone().unwrap();
            assert!(shown.is_none_or(|(before, _)| before < at), "seed {seed}, step {step}: an older answer");
            assert!(wanted.contains(&title), "seed {seed}, step {step}: {title}, wanted was {wanted:?}");
            shown = now;
        }
        wanted.drain(..wanted.len() - 1);
        let waited_for = stage.open().iter().filter(|asked| !asked.aborted).count();
        let most = if desk.navigation.current().needs_whole_window() { 4 } else { 1 };
        assert!(waited_for <= most, "seed {seed}, step {step}: {waited_for} requests");
    }
    assert_eq!(stage.open(), [], "seed {seed}");
    if desk.failure.get_untracked().is_none() {
        assert_eq!(shown.map(|(_, title)| title), wanted.pop(), "seed {seed}");
    }
    assert!(untrack(|| desk.loader.progress()).is_none(), "seed {seed}");
}

#[wasm_bindgen_test]
async fn in_no_order_of_answers_are_stale_rows_shown() {
    for seed in 0..100 {
        play(seed).await;
    }
}
