//! The connections: accepted, bounded in number and time, and let go in good order.
//!
//! This is done by hand because the framework's own server has neither a time limit for a request's head nor a bound
//! on connections.

mod bare;
mod stall;

use std::{
    future::{Future, pending},
    io,
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    time::Duration,
};

use axum::{Router, response::Response};
use hyper::{Request, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};
use tower::util::{MapRequest, MapResponse};

use crate::{
    admin::Readiness, app::App, error::StartError, guard::forwarded::Peer, headers, limits, open_files,
    router, telemetry::metrics::Port, workers::Workers,
};
use bare::NothingBare;
use stall::StallGuard;

/// How long to wait when the system refuses to give a connection, because too many files are open say.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How many callers the system holds ready to be accepted.
const HELD_READY: u32 = 1_024;

/// How long connections are accepted after the signal to stop even if none is open. The system may hold some ready.
const BACKLOG: Duration = Duration::from_millis(50);

/// How long the threads may take to write what they have gathered for the log.
const LAST_LINES: Duration = Duration::from_secs(1);

/// Binds an address, within a runtime; the error names the setting that asked for it.
pub fn bind(setting: &str, address: SocketAddr) -> Result<TcpListener, StartError> {
    let refused = |error: io::Error| {
        StartError::new(match error.kind() {
            io::ErrorKind::AddrInUse => {
                format!("{setting} {address} is in use by another program: choose another port.")
            }
            _ => format!("{setting} {address} can't be bound: {error}."),
        })
    };
    listen(address).map_err(refused)
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // So that a relay that is started anew need not wait for what is left of the last one's connections.
    socket.set_reuseaddr(true)?;
    // What is accepted inherits it.
    socket.set_send_buffer_size(limits::SEND_BUFFER)?;
    socket.bind(address)?;
    socket.listen(HELD_READY)
}

/// Serves until `shutdown` is ready, then lets the open requests finish, for a bounded time. The admin listener
/// answers to the end, and says from the first moment of the drain that no more requests should come.
pub async fn serve(
    listener: TcpListener,
    admin: Option<TcpListener>,
    app: App,
    workers: Workers,
    shutdown: impl Future<Output = ()>,
) {
    let readiness = Readiness::default();
    if let Some(address) = admin.as_ref().and_then(|admin| admin.local_addr().ok()) {
        tracing::info!(%address, "answering supervisors");
    }
    let admin = admin.map(|admin| {
        tokio::spawn(
            Acceptor::new(
                admin,
                router::admin(readiness.clone(), &app),
                app.clone(),
                Workers::none(),
                Port::Admin,
            )
            .run(pending()),
        )
    });
    let public = Acceptor::new(listener, router::public(&app), app, workers, Port::Public);
    readiness.set(true);
    let stop = async {
        shutdown.await;
        readiness.set(false);
        tracing::info!("stopping");
    };
    public.run(stop).await;
    if let Some(admin) = admin {
        admin.abort();
    }
}

/// What answers, and the last hand that is laid on an answer, behind everything that the framework does.
type Answering = MapResponse<Router, fn(Response) -> Response>;

/// A caller, and the place that it takes.
struct Accepted {
    stream: TcpStream,
    peer: Peer,
    place: OwnedSemaphorePermit,
}

/// One port and what answers on it.
struct Acceptor {
    listener: TcpListener,
    service: Answering,
    http: http1::Builder,
    app: App,
    workers: Workers,
    port: Port,
    places: Arc<Semaphore>,
    /// Whether the end has begun. Each connection watches it, so it is also known when there are none.
    stopping: watch::Sender<bool>,
    graceful: GracefulShutdown,
}

impl Acceptor {
    fn new(listener: TcpListener, router: Router, app: App, workers: Workers, port: Port) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits::HEAD_TIME)
            .max_headers(limits::PARSER_FIELDS)
            .max_buf_size(limits::PARSER_BYTES);
        Self {
            listener,
            service: MapResponse::new(router, headers::without_false_length),
            http,
            app,
            workers,
            port,
            places: Arc::new(Semaphore::new(open_files::connections())),
            stopping: watch::Sender::new(false),
            graceful: GracefulShutdown::new(),
        }
    }

    async fn run(self, shutdown: impl Future<Output = ()>) {
        let mut shutdown = pin!(shutdown);
        loop {
            tokio::select! {
                biased;
                () = &mut shutdown => break,
                accepted = self.accept() => self.take(accepted).await,
            }
        }
        // A caller can't know that the end has begun, and may be sending into a connection that looks idle from here: to
        // close it would lose that request. So each connection gets one more answer, which says that it is the last.
        self.stopping.send_replace(true);
        let mut last_call = pin!(sleep(limits::LAST_CALL));
        let mut nobody_left = pin!(async {
            sleep(BACKLOG).await;
            self.stopping.closed().await;
        });
        loop {
            tokio::select! {
                biased;
                () = &mut last_call => break,
                accepted = self.accept() => self.take(accepted).await,
                () = &mut nobody_left => break,
            }
        }
        drop(self.listener);
        if timeout(limits::DRAIN, self.graceful.shutdown()).await.is_err() {
            tracing::warn!("some requests did not finish in time and were cut off");
        }
        // A log that is stuck is no reason to stay.
        let _ = timeout(LAST_LINES, self.workers.write_lines()).await;
    }

    /// Waits for a place, then for a caller.
    async fn accept(&self) -> io::Result<Accepted> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(io::Error::other)?;
        let (stream, address) = self.listener.accept().await?;
        Ok(Accepted { stream, peer: Peer(address.ip()), place })
    }

    async fn take(&self, accepted: io::Result<Accepted>) {
        let Accepted { stream, peer, place } = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                return sleep(ACCEPT_PAUSE).await;
            }
        };
        let stream = match stream.into_std() {
            Ok(stream) => stream,
            Err(error) => return tracing::warn!(%error, "a connection could not be handed on"),
        };
        let (app, http, port) = (self.app.clone(), self.http.clone(), self.port);
        let service = MapRequest::new(self.service.clone(), move |mut request: Request<_>| {
            request.extensions_mut().insert(peer);
            request
        });
        // Shared, because the service is copied for each request, and all copies of a receiver count in one place.
        let stopping = Arc::new(self.stopping.subscribe());
        let service = TowerToHyperService::new(MapResponse::new(service, move |response| {
            if *stopping.borrow() { headers::last(response) } else { response }
        }));
        let counted = self.app.metrics().connection(self.port);
        let watcher = self.graceful.watcher();
        self.workers.spawn(async move {
            match TcpStream::from_std(stream) {
                // A connection that fails is its caller's business: it went away, was too slow or spoke no HTTP.
                Ok(stream) => {
                    drop(watcher.watch(http.serve_connection(guarded(stream, app, port), service)).await);
                }
                Err(error) => tracing::warn!(%error, "a connection could not be taken on"),
            }
            drop((place, counted));
        });
    }
}

/// A connection as the HTTP library gets to see it.
fn guarded(stream: TcpStream, app: App, port: Port) -> TokioIo<NothingBare> {
    // Answers are written in one piece, so waiting for more to send would only make them later. A socket that
    // refuses the option works as well.
    let _ = stream.set_nodelay(true);
    TokioIo::new(NothingBare::new(StallGuard::new(stream, limits::WRITE_STALL), app, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_system_takes_on_little_of_an_answer_that_nobody_takes() {
        let listener = bind("--bind", ([127, 0, 0, 1], 0).into()).unwrap();
        let _caller = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (accepted, _) = listener.accept().await.unwrap();
        let accepted = TcpSocket::from_std_stream(accepted.into_std().unwrap());
        // Linux counts its own expenses too, and doubles what is set.
        assert!(accepted.send_buffer_size().unwrap() <= 2 * limits::SEND_BUFFER);
    }
}
