//! What is known already and what is being asked, under one lock: so equal questions are asked once, whenever they come.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use contract::PageQuery;

use super::{
    answer,
    cache::{Cache, Freshness},
    consequence,
    flight::{self, Flight, Landing, Outcome},
    key::Key,
    lock,
};
use crate::{
    clock::moment,
    telemetry::metrics::{Lookup, Metrics},
};

/// Answers, and those to come.
pub(super) struct Answers {
    board: Mutex<Board>,
    metrics: Metrics,
}

struct Board {
    cache: Cache,
    flights: HashMap<Arc<Key>, Flight>,
}

/// What there is for a question.
pub(super) enum Found {
    /// Its answer.
    Kept(Bytes),
    /// Somebody asks it already.
    OnItsWay(Flight),
    /// Nothing. Whoever finds that has to ask, and all others wait for it.
    Missing(Departure, Flight),
}

impl Answers {
    /// None yet. An answer is given again for this long.
    pub(super) fn new(fresh_for: Duration, metrics: Metrics) -> Self {
        let board = Board { cache: Cache::new(fresh_for), flights: HashMap::new() };
        Self { board: Mutex::new(board), metrics }
    }

    /// Looks a question up. A caller who wants the latest answer waits for one that is on its way like any other.
    pub(super) fn look_up(self: &Arc<Self>, key: Key, freshness: Freshness) -> Found {
        let found = self.find(key, freshness);
        self.metrics.question(match &found {
            Found::Kept(_) => Lookup::Kept,
            Found::OnItsWay(_) => Lookup::UnderWay,
            Found::Missing(..) => Lookup::Nothing,
        });
        found
    }

    fn find(self: &Arc<Self>, key: Key, freshness: Freshness) -> Found {
        let mut board = lock(&self.board);
        if let Some(answer) = board.cache.fresh(&key, freshness, moment()) {
            return Found::Kept(answer);
        }
        if let Some(flight) = board.flights.get(&key) {
            return Found::OnItsWay(flight.clone());
        }
        let key = Arc::new(key);
        let (landing, flight) = flight::begin();
        board.flights.insert(Arc::clone(&key), flight.clone());
        Found::Missing(Departure { answers: Arc::clone(self), key, landing: Some(landing) }, flight)
    }
}

/// The duty to ask a question. Dropped without an outcome, it lets the next one who asks begin anew.
pub(super) struct Departure {
    answers: Arc<Answers>,
    key: Arc<Key>,
    /// Until the outcome is told.
    landing: Option<Landing>,
}

impl Departure {
    /// What is to be asked.
    pub(super) fn query(&self) -> &PageQuery {
        &self.key.query
    }

    /// Tells the outcome to all who wait. An answer is kept, a failure never; if the failure may pass, an answer from
    /// before it is given in its place.
    pub(super) fn land(mut self, outcome: Outcome) {
        let Some(landing) = self.landing.take() else { return };
        let (now, random) = (moment(), getrandom::u64().unwrap_or_default());
        let mut board = lock(&self.answers.board);
        board.flights.remove(&self.key);
        let older = match &outcome {
            Ok(answer) => {
                board.cache.keep(&self.key, answer.clone(), now, random);
                None
            }
            Err(error) if consequence::of(error).stale => board.cache.stale(&self.key, now),
            Err(_) => None,
        };
        drop(board);
        landing.tell(match (outcome, older) {
            (Err(error), Some((older, age))) => {
                self.answers.metrics.older_answer();
                let (kind, error) = (error.kind().name(), error.log_words());
                tracing::warn!(
                    kind,
                    error,
                    age_seconds = age.as_secs(),
                    "older rows are given: asking failed"
                );
                answer::stale(&older)
            }
            (outcome, _) => outcome,
        });
    }
}

impl Drop for Departure {
    fn drop(&mut self) {
        if self.landing.is_some() {
            lock(&self.answers.board).flights.remove(&self.key);
        }
    }
}
