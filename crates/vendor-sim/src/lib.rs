//! A simulated vendor, honest enough to develop, test and demonstrate against.
//!
//! It is a real server on a real socket. It verifies signatures and clocks as the vendor does, answers with the
//! documented bytes from seeded data that moves on with the clock, fails as scripted, and keeps a journal of what it
//! received:
//!
//! ```
//! # async fn example() -> std::io::Result<()> {
//! use vendor_sim::{Fault, Sim};
//!
//! let sim = Sim::new().tasks(574).fail_next(Fault::Status(503)).start().await?;
//! // … let the code under test call `sim.url()`, signing with `sim.credentials()` …
//! assert_eq!(sim.journal().len(), 0);
//! # Ok(())
//! # }
//! ```
//!
//! The library has no clock of its own: time is what [`Sim::clock`] says.

mod answer;
mod check;
mod control;
mod crowd;
mod dataset;
mod fault;
mod journal;
mod server;
mod sim;
mod task;

pub use fault::Fault;
pub use journal::Received;
pub use sim::{Clock, DEFAULT_NOW, RunningSim, Sim};
pub use task::{Fate, SimTask, Standing};
