//! What tests and demos may rely on in the simulated vendor, seen through a real socket.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod client;
mod control;
mod documented;
mod faults;
mod life;
mod refusals;
mod search;
mod seeded;
