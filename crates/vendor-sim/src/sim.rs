//! Setting a simulator up, and talking to one that runs.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use tokio::{net::TcpListener, task::JoinHandle};
use vendor::Credentials;

use crate::{
    crowd::Crowd,
    dataset::{Dataset, Seeded},
    fault::{Fault, Script},
    journal::{Journal, Received},
    server::{Shared, lock, serve},
    task::SimTask,
};

/// Tells the time in unix seconds.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Where the clock stands unless another is given: 2025-08-17 19:31:02 in the vendor's zone, a minute after the
/// vendor's own example was created. It stands still, so that tests see the same data every time.
pub const DEFAULT_NOW: i64 = 1_755_430_262;

/// A simulated vendor that has yet to be started.
pub struct Sim {
    tasks: usize,
    seed: u64,
    hand_made: Option<Vec<SimTask>>,
    frozen: bool,
    credentials: Credentials,
    clock: Clock,
    utc_offset_minutes: i32,
    control: bool,
    script: Script,
}

impl Sim {
    /// 574 seeded tasks, the vendor's sample credentials, a clock that stands at [`DEFAULT_NOW`], the zone +08:00.
    #[expect(clippy::expect_used, clippy::missing_panics_doc, reason = "the vendor's own sample is fit")]
    #[expect(clippy::new_without_default, reason = "a server is set up, not defaulted")]
    pub fn new() -> Self {
        Self {
            tasks: 574,
            seed: 1,
            hand_made: None,
            frozen: false,
            credentials: Credentials::new("bDqJFiq9", "7bz1lzh9").expect("the vendor's sample is fit"),
            clock: Arc::new(|| DEFAULT_NOW),
            utc_offset_minutes: 480,
            control: false,
            script: Script::default(),
        }
    }

    /// So many tasks at the start, spread over the 45 days before.
    #[must_use]
    pub fn tasks(self, tasks: usize) -> Self {
        Self { tasks, ..self }
    }

    /// What the tasks are made from; the same seed gives the same tasks.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Exactly these tasks instead of seeded ones.
    #[must_use]
    pub fn dataset(self, tasks: Vec<SimTask>) -> Self {
        Self { hand_made: Some(tasks), ..self }
    }

    /// No new tasks as the clock goes on; those that are there still move on.
    #[must_use]
    pub fn frozen(self) -> Self {
        Self { frozen: true, ..self }
    }

    /// The only credentials that are accepted.
    #[must_use]
    pub fn credentials(self, credentials: Credentials) -> Self {
        Self { credentials, ..self }
    }

    /// The clock by which timestamps are judged and tasks move on.
    #[must_use]
    pub fn clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The zone of all times in requests and answers, in minutes ahead of UTC.
    #[must_use]
    pub fn utc_offset_minutes(self, utc_offset_minutes: i32) -> Self {
        Self { utc_offset_minutes, ..self }
    }

    /// Whether the control endpoints under `/_sim/` are there.
    #[must_use]
    pub fn control(self, control: bool) -> Self {
        Self { control, ..self }
    }

    /// Lets one request fail; called more than once, the requests after it as well, in order.
    #[must_use]
    pub fn fail_next(mut self, fault: Fault) -> Self {
        self.script.next.push_back(fault);
        self
    }

    /// Lets every request fail that has no fault of its own.
    #[must_use]
    pub fn fail_always(mut self, fault: Fault) -> Self {
        self.script.always = Some(fault);
        self
    }

    /// Starts on a free loopback port.
    pub async fn start(self) -> io::Result<RunningSim> {
        self.start_on((Ipv4Addr::LOCALHOST, 0).into()).await
    }

    /// Starts on an address, which fails if it is taken.
    pub async fn start_on(self, addr: SocketAddr) -> io::Result<RunningSim> {
        let listener = TcpListener::bind(addr).await?;
        let addr = listener.local_addr()?;
        let (seed, tasks, utc_offset_minutes) = (self.seed, self.tasks, self.utc_offset_minutes);
        let dataset = match self.hand_made {
            Some(tasks) => Dataset::hand_made(tasks),
            None => Dataset::seeded(
                Seeded { seed, tasks, start: (self.clock)(), utc_offset_minutes },
                self.frozen,
            ),
        };
        let shared = Arc::new(Shared {
            credentials: Mutex::new(self.credentials),
            clock: self.clock,
            utc_offset_minutes,
            frozen: self.frozen,
            dataset: Mutex::new(dataset),
            script: Mutex::new(self.script),
            journal: Mutex::new(Journal::default()),
            crowd: Crowd::default(),
        });
        let server = tokio::spawn(serve(listener, Arc::clone(&shared), self.control));
        Ok(RunningSim { addr, shared, server })
    }
}

/// A simulated vendor that answers. When it is dropped, it stops and its connections break.
pub struct RunningSim {
    addr: SocketAddr,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl RunningSim {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Its base address, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The credentials it accepts.
    pub fn credentials(&self) -> Credentials {
        lock(&self.shared.credentials).clone()
    }

    /// Accepts only these credentials from now on, as after a renewal in the vendor's portal.
    pub fn set_credentials(&self, credentials: Credentials) {
        *lock(&self.shared.credentials) = credentials;
    }

    /// The last 10,000 requests, oldest first.
    pub fn journal(&self) -> Vec<Received> {
        lock(&self.shared.journal).kept()
    }

    /// How many requests came since the start.
    pub fn received(&self) -> u64 {
        lock(&self.shared.journal).count()
    }

    /// How many requests were being answered at the same time, at most.
    pub fn most_at_once(&self) -> usize {
        self.shared.crowd.most()
    }

    /// Lets one coming request fail, after those that are already bound to.
    pub fn fail_next(&self, fault: Fault) {
        lock(&self.shared.script).next.push_back(fault);
    }

    /// Lets every request fail that has no fault of its own.
    pub fn fail_always(&self, fault: Fault) {
        lock(&self.shared.script).always = Some(fault);
    }

    /// Forgets all faults.
    pub fn clear_faults(&self) {
        *lock(&self.shared.script) = Script::default();
    }

    /// Holds exactly these tasks from now on.
    pub fn set_dataset(&self, tasks: Vec<SimTask>) {
        *lock(&self.shared.dataset) = Dataset::hand_made(tasks);
    }

    /// Stops, and returns once the port is free and every connection broken.
    pub async fn shutdown(mut self) {
        self.server.abort();
        // The only outcome is the cancellation just asked for.
        let _ = (&mut self.server).await;
    }
}

impl Drop for RunningSim {
    fn drop(&mut self) {
        self.server.abort();
    }
}
