//! Seeded data is the same for the same seed, and as varied as the vendor's.

use std::collections::HashMap;

use vendor::{PageRequest, Record};
use vendor_sim::Sim;

use crate::client::{EVERYTHING, page};

async fn records(sim: Sim) -> Vec<Record> {
    let sim = sim.start().await.unwrap();
    let mut records = Vec::new();
    for current in 1..=6 {
        records.extend(page(&sim, &PageRequest { current, ..EVERYTHING }).await.records);
    }
    records
}

fn count(records: &[Record], which: impl Fn(&Record) -> bool) -> usize {
    records.iter().filter(|record| which(record)).count()
}

#[tokio::test]
async fn the_same_seed_gives_the_same_tasks_and_another_seed_others() {
    let (one, same, other) =
        (records(Sim::new()).await, records(Sim::new()).await, records(Sim::new().seed(2)).await);
    assert_eq!(one, same);
    assert_ne!(one, other);
}

#[tokio::test]
async fn every_status_and_type_occurs() {
    let records = records(Sim::new()).await;
    for status in 0..=4 {
        assert!(count(&records, |record| record.status == Some(status)) >= 5, "status {status}");
    }
    for recall_type in 0..=1 {
        assert!(
            count(&records, |record| record.recall_type == Some(recall_type)) >= 100,
            "type {recall_type}"
        );
    }
}

#[tokio::test]
async fn names_come_in_many_scripts_and_some_by_default() {
    let records = records(Sim::new()).await;
    let named =
        |part: &str| count(&records, |r| r.task_name.as_deref().is_some_and(|name| name.contains(part)));
    assert!(named("DEFAULT_TASK_NAME-(UTC + 8)2025") >= 50);
    for part in ["reminder", "促销", "ช", "ال", "🎉"] {
        assert!(named(part) >= 1, "{part}");
    }
}

#[tokio::test]
async fn some_parents_are_shared_and_each_has_one_name() {
    let records = records(Sim::new()).await;
    let mut recalls: HashMap<i64, usize> = HashMap::new();
    let mut names: HashMap<i64, &str> = HashMap::new();
    for record in &records {
        let Some(parent) = record.task_id else { continue };
        *recalls.entry(parent).or_default() += 1;
        // The odd ones have a name of their own.
        if let Some(name) = record.task_name.as_deref()
            && !name.is_empty()
            && !name.starts_with("<b>")
            && name.chars().count() < 64
        {
            assert_eq!(*names.entry(parent).or_insert(name), name);
        }
    }
    assert!(recalls.values().filter(|recalls| **recalls > 1).count() > 100);
    assert!(recalls.values().any(|recalls| *recalls == 1));
}

#[tokio::test]
async fn the_odd_records_are_there() {
    let records = records(Sim::new()).await;
    for (what, number) in [
        (
            "more done than asked for",
            count(&records, |r| r.recall_num > Some(0) && r.finish_num > r.recall_num),
        ),
        ("none of none", count(&records, |r| r.recall_num == Some(0) && r.finish_num == Some(0))),
        ("no name", count(&records, |r| r.task_name.is_none() && r.recall_interval.is_none())),
        ("an unknown status", count(&records, |r| r.status == Some(7))),
        ("an unknown type", count(&records, |r| r.recall_type == Some(2))),
        ("a key beyond 2^53", count(&records, |r| r.key_id > Some(1 << 53))),
        ("markup", count(&records, |r| r.task_name.as_deref().is_some_and(|name| name.contains("<b>")))),
        ("a long name", count(&records, |r| r.task_name.as_deref().is_some_and(|n| n.chars().count() == 64))),
        ("an empty name", count(&records, |r| r.task_name.as_deref() == Some(""))),
    ] {
        assert!((1..=5).contains(&number), "{what}: {number}");
    }
}

#[tokio::test]
async fn keys_rise_with_time_and_office_hours_are_busier() {
    let records = records(Sim::new()).await;
    let keys: Vec<i64> = records.iter().filter_map(|r| r.key_id).filter(|key| *key < 1 << 53).collect();
    assert!(keys.is_sorted_by(|newer, older| newer > older));
    let hour =
        |r: &Record| r.create_time.as_deref().and_then(|t| t.get(11..13)?.parse().ok()).unwrap_or(0_u32);
    let office = count(&records, |r| (9..18).contains(&hour(r)));
    let night = count(&records, |r| (0..8).contains(&hour(r)));
    assert!(office > 3 * night && night > 0, "{office} in office hours, {night} at night");
}
