//! Searching and paging.

use std::collections::HashSet;

use vendor::PageRequest;
use vendor_sim::{RunningSim, Sim, SimTask};

use crate::client::{EVERYTHING, page};

fn named(key_id: i64, task_id: i64, name: &str) -> SimTask {
    let (task_id, task_name) = (Some(task_id), Some(name.to_owned()));
    SimTask { key_id, task_id, task_name, created: 1_755_430_213 - key_id, ..SimTask::documented() }
}

async fn found(sim: &RunningSim, text: &str) -> Vec<i64> {
    let page = page(sim, &PageRequest { task_name: Some(text), ..EVERYTHING }).await;
    assert_eq!(page.total, i64::try_from(page.records.len()).unwrap());
    page.records.iter().filter_map(|record| record.key_id).collect()
}

#[tokio::test]
async fn names_are_searched_without_regard_to_case_and_ids_exactly() {
    let tasks = vec![
        named(1, 1111, "Payment reminder"),
        named(2, 11111, "payment REMINDER 2"),
        named(3, 7, "call 1111 back"),
        named(4, 8, "ПЛАТЁЖ 促销"),
        SimTask { task_name: None, task_id: None, ..named(5, 9, "") },
    ];
    let sim = Sim::new().dataset(tasks).start().await.unwrap();
    assert_eq!(found(&sim, "payment").await, [1, 2]);
    assert_eq!(found(&sim, "1111").await, [1, 3]);
    assert_eq!(found(&sim, "01111").await, [0; 0]);
    assert_eq!(found(&sim, "платёж").await, [4]);
    assert_eq!(found(&sim, "促").await, [4]);
    assert_eq!(found(&sim, "' OR 1=1--").await, [0; 0]);
    assert_eq!(found(&sim, " ").await, [1, 2, 3, 4, 5]);
}

#[tokio::test]
async fn the_pages_of_a_window_hold_every_task_once_newest_first() {
    let sim = Sim::new().start().await.unwrap();
    let mut keys = HashSet::new();
    let mut created = Vec::new();
    for current in 1..=9 {
        let page = page(&sim, &PageRequest { current, size: 70, ..EVERYTHING }).await;
        assert_eq!(page.total, 574);
        assert_eq!(page.records.len(), if current < 9 { 70 } else { 14 });
        keys.extend(page.records.iter().filter_map(|record| record.key_id));
        created.extend(page.records.into_iter().filter_map(|record| record.create_time));
    }
    assert_eq!((keys.len(), created.len()), (574, 574));
    assert!(created.is_sorted_by(|newer, older| newer >= older));
    assert_eq!(page(&sim, &PageRequest { current: 10, size: 70, ..EVERYTHING }).await.records, []);
    assert_eq!(page(&sim, &PageRequest { current: 2_147_483_647, ..EVERYTHING }).await.records, []);
}

#[tokio::test]
async fn two_hundred_thousand_tasks_are_paged_to_the_last_one() {
    let sim = Sim::new().tasks(200_000).start().await.unwrap();
    let last = page(&sim, &PageRequest { current: 2000, ..EVERYTHING }).await;
    assert_eq!((last.total, last.records.len()), (200_000, 100));
    let searched = page(&sim, &PageRequest { task_name: Some("reminder"), ..EVERYTHING }).await;
    assert!((5_000..50_000).contains(&searched.total), "{}", searched.total);
}

#[tokio::test]
async fn hand_made_tasks_of_the_same_second_keep_their_order() {
    let same = |key_id| SimTask { key_id, ..SimTask::documented() };
    let sim = Sim::new().start().await.unwrap();
    sim.set_dataset(vec![same(3), same(1), same(2)]);
    assert_eq!(found(&sim, "default_task").await, [3, 1, 2]);
}
