//! A client for each thread. What a thread has connected to, it also reads from: another one would have to wake it for
//! every request.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use bytes::Bytes;
use http_body_util::Full;
use hyper_util::client::legacy::{Builder, Client, connect::Connect};
use tokio::runtime::{Handle, Id};

/// The clients, each with a pool of its own.
pub(in crate::upstream) struct Clients<C> {
    builder: Builder,
    connector: C,
    /// By the runtime of the thread.
    started: RwLock<HashMap<Id, Client<C, Full<Bytes>>>>,
}

impl<C: Connect + Clone> Clients<C> {
    /// Gets ready to start clients with this connector.
    pub(super) fn new(builder: Builder, connector: C) -> Self {
        Self { builder, connector, started: RwLock::default() }
    }

    /// The client of this thread, which must be within a runtime.
    pub(super) fn here(&self) -> Client<C, Full<Bytes>> {
        let here = Handle::current().id();
        let started = self.started.read().unwrap_or_else(PoisonError::into_inner).get(&here).cloned();
        started.unwrap_or_else(|| {
            let client = self.builder.build(self.connector.clone());
            let mut started = self.started.write().unwrap_or_else(PoisonError::into_inner);
            started.entry(here).or_insert(client).clone()
        })
    }
}
