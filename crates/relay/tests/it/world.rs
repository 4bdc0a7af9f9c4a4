//! A relay and a simulated vendor, both on real sockets.

use std::{ffi::OsString, net::SocketAddr};

use relay::{
    app::App,
    assets::{Assets, Source},
    clock::Clock,
    config::{Command, ConfigError, Settings},
    server,
    workers::Workers,
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use vendor::Credentials;
use vendor_sim::{DEFAULT_NOW, RunningSim, Sim};

use crate::outputs;

/// The account that the relays ask for. It stands in the workshop's `secrets.rs` too, which searches for it.
pub(crate) const KEY: &str = "canary-key-Q7xV";
pub(crate) const SECRET: &str = "canary-secret-Hk4Z";

/// The same for the simulator, which accepts nothing else.
pub(crate) fn credentials() -> Credentials {
    Credentials::new(KEY, SECRET).unwrap()
}

/// A relay that serves.
pub(crate) struct World {
    /// The public port.
    pub(crate) relay: SocketAddr,
    /// The admin port.
    pub(crate) admin: SocketAddr,
    /// The vendor that it asks.
    pub(crate) sim: RunningSim,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

impl World {
    /// A relay with nothing set but what it needs.
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// A relay with these flags.
    pub(crate) async fn with(flags: &[&str]) -> Self {
        Self::build(flags, Sim::new(), Clock::from_fn(|| DEFAULT_NOW), Assets::default()).await
    }

    /// A relay that asks this vendor.
    pub(crate) async fn asking(sim: Sim) -> Self {
        Self::asking_with(&[], sim).await
    }

    /// A relay with these flags that asks this vendor.
    pub(crate) async fn asking_with(flags: &[&str], sim: Sim) -> Self {
        Self::build(flags, sim, Clock::from_fn(|| DEFAULT_NOW), Assets::default()).await
    }

    /// A relay that asks this vendor, and keeps its answers as relays do.
    pub(crate) async fn keeping(sim: Sim) -> Self {
        Self::build(&["--cache-seconds", "5"], sim, Clock::from_fn(|| DEFAULT_NOW), Assets::default()).await
    }

    /// A relay that goes by this clock.
    pub(crate) async fn at_time(now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self::with_clock(&[], now).await
    }

    /// A relay with these flags that goes by this clock.
    pub(crate) async fn with_clock(flags: &[&str], now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self::build(flags, Sim::new(), Clock::from_fn(now), Assets::default()).await
    }

    /// A relay that serves these files, given as path and content.
    pub(crate) async fn serving(flags: &[&str], files: &[(&'static str, &'static str)]) -> Self {
        let source = |&(path, bytes): &(&'static str, &'static str)| Source {
            path: path.into(),
            bytes: bytes.as_bytes().into(),
            tag: format!("{:x}", bytes.len()),
        };
        let assets = Assets::new(files.iter().map(source));
        Self::build(flags, Sim::new(), Clock::from_fn(|| DEFAULT_NOW), assets).await
    }

    /// A relay with these flags that asks this vendor, and lets nobody ask more often than relays do.
    pub(crate) async fn at_usual_rates(flags: &[&str], sim: Sim) -> Self {
        Self::at_rates("", flags, sim, Clock::from_fn(|| DEFAULT_NOW), Assets::default()).await
    }

    async fn build(flags: &[&str], sim: Sim, clock: Clock, assets: Assets) -> Self {
        // Tests ask faster than people do; those about that set rates of their own.
        Self::at_rates("1000000", flags, sim, clock, assets).await
    }

    async fn at_rates(rate: &str, flags: &[&str], sim: Sim, clock: Clock, assets: Assets) -> Self {
        outputs::keep_log();
        let sim = sim.credentials(credentials()).start().await.unwrap();
        let url = sim.url();
        let needed = ["--bind", "127.0.0.1:0"];
        let variables = [
            ("RECALL_API_KEY", KEY),
            // An empty variable is none.
            ("RECALL_API_SECRET", if flags.contains(&"--api-secret-file") { "" } else { SECRET }),
            ("RECALL_VENDOR_URL", &url),
            ("RECALL_USER_RATE", rate),
            ("RECALL_TOTAL_RATE", rate),
            // And nearly all want to see what the vendor is asked.
            ("RECALL_CACHE_SECONDS", "0"),
        ];
        let settings = settings(&[&needed, flags].concat(), &variables).unwrap();
        let app = App::new(&settings, assets, clock).await.unwrap();
        let listener = TcpListener::bind(settings.listen.bind).await.unwrap();
        let admin = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async {
            let _ = stopped.await;
        };
        Self {
            relay: listener.local_addr().unwrap(),
            admin: admin.local_addr().unwrap(),
            sim,
            running: Some((
                stop,
                tokio::spawn(server::serve(listener, Some(admin), app, Workers::none(), shutdown)),
            )),
        }
    }

    /// Tells the relay to stop, and gives what becomes ready when it has.
    pub(crate) fn stop(&mut self) -> JoinHandle<()> {
        let (stop, served) = self.running.take().unwrap();
        stop.send(()).unwrap();
        served
    }
}

/// The settings that these flags and variables make.
pub(crate) fn settings(flags: &[&str], variables: &[(&str, &str)]) -> Result<Settings, ConfigError> {
    let args = ["recall-relay"].iter().chain(flags).map(OsString::from);
    let variables = variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    match Command::parse(args, variables)? {
        Command::Serve(settings) => Ok(*settings),
        other => panic!("nothing to serve with: {other:?}"),
    }
}
