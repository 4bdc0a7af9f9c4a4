//! The cache, moment by moment.

use contract::{PageQuery, QueryParams};
use http::Uri;
use vendor::Credentials;

use super::*;
use crate::{clock::moment, upstream::key::Source};

const FRESH: Duration = Duration::from_secs(5);
const MILLISECOND: Duration = Duration::from_millis(1);

/// The question for a page.
fn key(current: i64) -> Arc<Key> {
    let params = QueryParams { str_time: "s".into(), end_time: "e".into(), task_name: None };
    let account = Credentials::new("key", "secret").unwrap().key().clone();
    let source = Arc::new(Source { origin: Uri::from_static("https://vendor.example/"), account });
    Arc::new(Key { source, query: PageQuery { current, size: 20, params } })
}

fn kept(random: u64) -> (Cache, Instant) {
    let mut cache = Cache::new(FRESH);
    let now = moment();
    cache.keep(&key(1), Bytes::from_static(b"answer"), now, random);
    (cache, now)
}

#[test]
fn an_answer_is_given_again_to_the_same_question_until_its_time_is_over() {
    let (cache, now) = kept(0);
    let fresh = |key: &Key, after| cache.fresh(key, Freshness::Usual, now + after);
    assert_eq!(fresh(&key(1), 4_999 * MILLISECOND).as_deref(), Some(b"answer".as_slice()));
    assert_eq!(fresh(&key(1), FRESH), None);
    assert_eq!(fresh(&key(2), Duration::ZERO), None);
}

#[test]
fn up_to_a_tenth_of_the_time_is_left_off_at_random() {
    for random in [1, 499_999, 500_000, 123_456_789_012, u64::MAX] {
        let (cache, now) = kept(random);
        assert!(cache.fresh(&key(1), Freshness::Usual, now + FRESH * 9 / 10).is_some(), "{random}");
        assert!(cache.fresh(&key(1), Freshness::Usual, now + FRESH).is_none(), "{random}");
    }
    let (cache, now) = kept(499_999);
    assert!(cache.fresh(&key(1), Freshness::Usual, now + FRESH * 91 / 100).is_none(), "not always the same");
}

#[test]
fn who_wants_the_latest_answer_gets_none_that_is_kept() {
    let (cache, now) = kept(0);
    assert_eq!(cache.fresh(&key(1), Freshness::Latest, now), None);
}

#[test]
fn an_old_answer_is_at_hand_for_a_minute_and_tells_its_age() {
    let (cache, now) = kept(0);
    let minute = Duration::from_mins(1);
    let stale = |after| cache.stale(&key(1), now + after).map(|(_, age)| age);
    assert_eq!(stale(FRESH), Some(FRESH));
    assert_eq!(stale(minute), Some(minute));
    assert_eq!(stale(minute + MILLISECOND), None);
}

#[test]
fn switched_off_it_keeps_nothing() {
    let mut cache = Cache::new(Duration::ZERO);
    let now = moment();
    cache.keep(&key(1), Bytes::from_static(b"answer"), now, 7);
    assert!(cache.fresh(&key(1), Freshness::Usual, now).is_none() && cache.stale(&key(1), now).is_none());
}

#[test]
fn a_newer_answer_takes_the_place_of_an_older_one_and_outlives_it() {
    let (mut cache, now) = kept(0);
    let later = now + Duration::from_secs(50);
    cache.keep(&key(1), Bytes::from_static(b"newer"), later, 0);
    cache.keep(&key(2), Bytes::from_static(b"other"), now + Duration::from_secs(61), 0);
    let newer = cache.fresh(&key(1), Freshness::Usual, later);
    assert_eq!(newer.as_deref(), Some(b"newer".as_slice()));
    assert_eq!((cache.kept.len(), cache.order.len()), (2, 2), "the older one is forgotten");
}

#[test]
fn its_memory_is_bounded_and_the_oldest_goes_first() {
    let mut cache = Cache::new(FRESH);
    let now = moment();
    let page = Bytes::from(vec![b' '; 64 * 1024]);
    for current in 0..1_000 {
        cache.keep(&key(current), page.clone(), now, 0);
        assert!(cache.weight <= limits::CACHE_WEIGHT);
    }
    assert!(cache.fresh(&key(999), Freshness::Usual, now).is_some());
    assert!(cache.fresh(&key(0), Freshness::Usual, now).is_none());
    assert!((200..=256).contains(&cache.kept.len()), "{}", cache.kept.len());
    assert_eq!(cache.order.len(), cache.kept.len());
    cache.keep(&key(1_000), Bytes::from(vec![b' '; limits::CACHE_WEIGHT]), now, 0);
    assert_eq!((cache.weight, cache.kept.len(), cache.order.len()), (0, 0, 0), "what never fits is not kept");
}

#[test]
fn what_is_too_old_to_be_given_is_not_kept_either() {
    let mut cache = Cache::new(FRESH);
    let start = moment();
    for second in 0..1_000 {
        let now = start + Duration::from_secs(second);
        cache.keep(&key(i64::try_from(second).unwrap()), Bytes::from_static(b"answer"), now, 0);
        cache.keep(&key(0), Bytes::from_static(b"again and again"), now, 0);
    }
    assert!(cache.kept.len() <= 62 && cache.order.len() <= 123, "{} {}", cache.kept.len(), cache.order.len());
    let weight: usize = cache.kept.iter().map(|(key, kept)| weight(key, &kept.answer)).sum();
    assert_eq!(cache.weight, weight, "and the account is right");
}
