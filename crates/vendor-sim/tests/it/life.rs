//! Tasks move on with the clock, and new ones appear.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering::Relaxed},
};

use vendor::PageRequest;
use vendor_sim::{Clock, DEFAULT_NOW, Fate, Sim, SimTask, Standing};

use crate::client::{EVERYTHING, page_at};

fn task(fate: Fate) -> SimTask {
    let (recall_interval, recall_num) = (Some(30), Some(3));
    SimTask { created: 0, recall_interval, recall_num, fate, ..SimTask::documented() }
}

/// Status and attempts done after so many minutes.
fn after(fate: Fate, minutes: i64) -> (i64, i64) {
    let Standing { status, finish_num } = task(fate).standing(minutes * 60);
    (status.unwrap(), finish_num.unwrap())
}

#[test]
fn a_task_is_pending_then_in_progress_then_completed() {
    for (minutes, expected) in [
        (-5, (0, 0)),
        (0, (0, 0)),
        (29, (0, 0)),
        (30, (1, 1)),
        (60, (1, 2)),
        (89, (1, 2)),
        (90, (2, 3)),
        (9999, (2, 3)),
    ] {
        assert_eq!(after(Fate::Runs, minutes), expected, "{minutes} minutes");
    }
}

#[test]
fn a_task_is_cancelled_while_it_is_pending() {
    assert_eq!(after(Fate::Cancelled, 14), (0, 0));
    assert_eq!(after(Fate::Cancelled, 15), (3, 0));
    assert_eq!(after(Fate::Cancelled, 9999), (3, 0));
}

#[test]
fn a_task_ends_with_an_exception_after_its_last_attempt() {
    let fate = Fate::Fails { after: 2 };
    assert_eq!((after(fate, 30), after(fate, 60), after(fate, 9999)), ((1, 1), (4, 2), (4, 2)));
    assert_eq!(after(Fate::Fails { after: 0 }, 0), (4, 0));
}

#[test]
fn a_task_may_stand_still_in_progress() {
    let fate = Fate::Stalls { after: 2 };
    assert_eq!(
        (after(fate, 0), after(fate, 30), after(fate, 60), after(fate, 9999)),
        ((0, 0), (1, 1), (1, 2), (1, 2))
    );
}

#[test]
fn a_task_without_interval_or_number_still_ends() {
    let bare = SimTask { recall_interval: None, recall_num: None, ..task(Fate::Runs) };
    assert_eq!(bare.standing(0).status, Some(0));
    assert_eq!(bare.standing(i64::MAX), Standing { status: Some(2), finish_num: Some(1) });
}

/// A clock that a test turns.
fn hand_turned() -> (Arc<AtomicI64>, Clock) {
    let hands = Arc::new(AtomicI64::new(DEFAULT_NOW));
    let clock = Arc::clone(&hands);
    (hands, Arc::new(move || clock.load(Relaxed)))
}

#[tokio::test]
async fn answers_show_tasks_as_they_stand_when_asked() {
    let (hands, clock) = hand_turned();
    let fresh = SimTask { created: DEFAULT_NOW, ..task(Fate::Runs) };
    let sim = Sim::new().dataset(vec![fresh]).clock(clock).start().await.unwrap();
    for (minutes, expected) in [(0, (0, 0)), (31, (1, 1)), (61, (1, 2)), (91, (2, 3))] {
        let now = DEFAULT_NOW + minutes * 60;
        hands.store(now, Relaxed);
        let record = page_at(&sim, &EVERYTHING, now).await.records.remove(0);
        assert_eq!(
            (record.status, record.finish_num),
            (Some(expected.0), Some(expected.1)),
            "{minutes} minutes"
        );
    }
}

#[tokio::test]
async fn a_new_task_appears_every_couple_of_minutes() {
    let (hands, clock) = hand_turned();
    let sim = Sim::new().clock(clock).start().await.unwrap();
    let newest = page_at(&sim, &EVERYTHING, DEFAULT_NOW).await.records[0].key_id;
    let later = DEFAULT_NOW + 3600;
    hands.store(later, Relaxed);
    let page = page_at(&sim, &PageRequest { size: 31, ..EVERYTHING }, later).await;
    assert_eq!(page.total, 574 + 30);
    assert!(page.records[0].key_id > newest);
    assert_eq!(page.records[30].key_id, newest);
    assert_eq!(page.records[29].status, Some(2), "the first of the new ones is quick, and done by now");
}

#[tokio::test]
async fn frozen_data_gets_no_new_tasks() {
    let (hands, clock) = hand_turned();
    let sim = Sim::new().frozen().clock(clock).start().await.unwrap();
    let later = DEFAULT_NOW + 86_400;
    hands.store(later, Relaxed);
    assert_eq!(page_at(&sim, &EVERYTHING, later).await.total, 574);
}
