//! Answers that are given again: for a few seconds in place of asking, and for a minute when asking fails.
//!
//! It is own code because it shares a lock with the flights (see [`answers`](super::answers)): there must be no moment in
//! which an answer has landed and is not kept yet. What it holds grows old in the order in which it came, so the oldest
//! goes first, whether its time or the room runs out.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use tokio::time::Instant;

use super::key::Key;
use crate::limits;

/// How old an answer may be for a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Freshness {
    /// As old as the operator allows.
    Usual,
    /// Not older than the question: the caller said `Cache-Control: no-cache`. That takes no more of the vendor than
    /// asking something else each time would, and the limits on rates bound both.
    Latest,
}

/// Answers by their questions.
pub(super) struct Cache {
    fresh_for: Duration,
    kept: HashMap<Arc<Key>, Kept>,
    /// When each answer was kept, the oldest first; those that a newer one has replaced since are still listed.
    order: VecDeque<(Instant, Arc<Key>)>,
    /// How much memory it all takes, in bytes.
    weight: usize,
}

struct Kept {
    answer: Bytes,
    since: Instant,
    fresh_until: Instant,
}

impl Cache {
    /// An empty one, whose answers are fresh for this long. If that is no time at all, it keeps nothing.
    pub(super) fn new(fresh_for: Duration) -> Self {
        Self { fresh_for, kept: HashMap::new(), order: VecDeque::new(), weight: 0 }
    }

    /// An answer in place of asking.
    pub(super) fn fresh(&self, key: &Key, freshness: Freshness, now: Instant) -> Option<Bytes> {
        let kept =
            self.kept.get(key).filter(|kept| freshness == Freshness::Usual && now < kept.fresh_until)?;
        Some(kept.answer.clone())
    }

    /// An answer from before asking failed, and how old it is.
    pub(super) fn stale(&self, key: &Key, now: Instant) -> Option<(Bytes, Duration)> {
        let Kept { answer, since, .. } = self.kept.get(key)?;
        let age = now - *since;
        (age <= limits::STALE).then(|| (answer.clone(), age))
    }

    /// Keeps an answer that has just come. It is fresh for up to a tenth less than set, at random, so that what was asked
    /// at the same time is not asked again at the same time.
    pub(super) fn keep(&mut self, key: &Arc<Key>, answer: Bytes, now: Instant, random: u64) {
        if self.fresh_for.is_zero() {
            return;
        }
        let tenth = u64::try_from(self.fresh_for.as_micros() / 10).unwrap_or(u64::MAX);
        let fresh_until = now + self.fresh_for - Duration::from_micros(random % tenth.max(1));
        self.weight += weight(key, &answer);
        self.order.push_back((now, Arc::clone(key)));
        let replaced = self.kept.insert(Arc::clone(key), Kept { answer, since: now, fresh_until });
        self.weight -= replaced.map_or(0, |kept| weight(key, &kept.answer));
        while let Some((since, key)) = self.order.front()
            && (self.weight > limits::CACHE_WEIGHT || now - *since > limits::STALE)
        {
            if let Some(kept) = self.kept.get(key).filter(|kept| kept.since == *since) {
                self.weight -= weight(key, &kept.answer);
                self.kept.remove(key);
            }
            self.order.pop_front();
        }
    }
}

/// About how much memory an answer takes with its key, in bytes.
fn weight(key: &Key, answer: &Bytes) -> usize {
    key.weight() + size_of::<Kept>() + 2 * size_of::<(Instant, Arc<Key>)>() + answer.len()
}

#[cfg(test)]
mod tests;
