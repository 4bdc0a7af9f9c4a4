//! The server: accepts connections, judges each request, lets the scripted fault have its way, notes it down.

mod outgoing;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    response::Response,
};
use http::{Method, request::Parts};
use hyper::server::conn::http1;
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::{net::TcpListener, task::JoinSet};
use vendor::{Credentials, QUERY_PAGE_PATH};

use crate::{
    answer::Reply,
    check, control,
    crowd::Crowd,
    dataset::Dataset,
    fault::Script,
    journal::{Journal, Received},
    sim::Clock,
};
use outgoing::Outgoing;

/// Bodies longer than this are taken for empty, in bytes: the vendor's query has a few hundred.
const MAX_BODY: usize = 64 * 1024;

/// What the connections share.
pub(crate) struct Shared {
    pub(crate) credentials: Mutex<Credentials>,
    pub(crate) clock: Clock,
    pub(crate) utc_offset_minutes: i32,
    pub(crate) frozen: bool,
    pub(crate) dataset: Mutex<Dataset>,
    pub(crate) script: Mutex<Script>,
    pub(crate) journal: Mutex<Journal>,
    pub(crate) crowd: Crowd,
}

/// Locks what no panic can leave half-written: every change under these locks is one assignment or one push.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Serves until it is dropped, and then every connection breaks with it.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>, with_control: bool) {
    let control = if with_control { control::routes() } else { Router::new() };
    let router = control.fallback(answer).with_state(shared);
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    // Without it an answer in two writes would wait for the caller's delayed acknowledgement.
                    let _ = stream.set_nodelay(true);
                    let service = TowerToHyperService::new(router.clone());
                    connections.spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
                }
                // Out of file descriptors, most likely: those in use have to be given back first.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let _present = shared.crowd.enter();
    let now = (shared.clock)();
    let (head, body) = request.into_parts();
    let body = read(body, MAX_BODY).await;
    let fault = lock(&shared.script).take();
    let outgoing = Outgoing::new(fault, now, || judge(&shared, &head, &body, now));
    lock(&shared.journal).note(Received::new(&head, &body, outgoing.code, now));
    if let Some(pause) = outgoing.pause {
        tokio::time::sleep(pause).await;
    }
    outgoing.response
}

/// The whole body, or nothing if it is longer than so many bytes or breaks off.
pub(crate) async fn read(body: Body, limit: usize) -> Vec<u8> {
    to_bytes(body, limit).await.map(Vec::from).unwrap_or_default()
}

/// The right answer to a request.
fn judge(shared: &Shared, head: &Parts, body: &[u8], now: i64) -> Reply {
    if head.uri.path() != QUERY_PAGE_PATH {
        return Reply::unrouted(404, "Not Found");
    }
    if head.method != Method::POST {
        return Reply::unrouted(405, "Method Not Allowed");
    }
    if !check::is_json(&head.headers) {
        return Reply::unrouted(415, "Unsupported Media Type");
    }
    let query = check::authenticate(&head.headers, &lock(&shared.credentials), now)
        .and_then(|()| check::parameters(body, shared.utc_offset_minutes));
    match query {
        Ok(query) => {
            let mut dataset = lock(&shared.dataset);
            dataset.advance(now);
            Reply::page(&query, &dataset.find(&query), now, shared.utc_offset_minutes)
        }
        Err(refused) => Reply::refusal(&refused),
    }
}
