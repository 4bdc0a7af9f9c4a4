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
    flight::{Flight, Landing, Outcome},
    key::Key,
    lock,
};
use crate::{
    clock::moment,
    random,
    telemetry::metrics::{Lookup, Metrics},
};

/// Answers, and those to come.
pub(super) struct Answers {
    board: Mutex<Board>,
    metrics: Metrics,
}

struct Board {
    cache: Cache,
    flights: HashMap<Arc<Key>, Landing>,
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

    /// Looks a question up. A caller who wants the latest answer waits for one that is on its way like any other, unless
    /// all who asked have gone: they may have called it off because it hangs.
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
        if let Some(landing) = board.flights.get(&key)
            && (freshness == Freshness::Usual || landing.is_awaited())
        {
            return Found::OnItsWay(landing.flight());
        }
        let key = Arc::new(key);
        let landing = Landing::new();
        let flight = landing.flight();
        board.flights.insert(Arc::clone(&key), landing.clone());
        Found::Missing(Departure { answers: Arc::clone(self), key, landing: Some(landing) }, flight)
    }
}

impl Board {
    /// Takes a flight off, and says whether it was the last that began for its question. If it was not, its answer may be
    /// older than another's that came before it.
    fn forget(&mut self, key: &Key, landing: &Landing) -> bool {
        let is_latest = self.flights.get(key).is_some_and(|latest| latest.is_same(landing));
        if is_latest {
            self.flights.remove(key);
        }
        is_latest
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
        let (now, random) = (moment(), random::number());
        let mut board = lock(&self.answers.board);
        let is_latest = board.forget(&self.key, &landing);
        let older = match &outcome {
            Ok(answer) => {
                if is_latest {
                    board.cache.keep(&self.key, answer.clone(), now, random);
                }
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
        if let Some(landing) = &self.landing {
            lock(&self.answers.board).forget(&self.key, landing);
        }
    }
}
