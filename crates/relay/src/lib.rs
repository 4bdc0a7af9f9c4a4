//! The same-origin service that serves the panel, checks the caller, signs and asks the vendor.
//!
//! Small is a feature: one origin in front, one fixed origin behind, one allow-listed call. In reading order:
//!
//! - [`config`]: the settings, and what each may be; wrong ones stop the start before any port is bound
//! - [`app`]: the composition root
//! - `router`: every route and every layer, with the reason for their order
//! - `guard`: every refusal of a request
//! - `caller`: who it is that calls; `token`: what tokens say about it, by whose keys
//! - `routes`: what answers the requests that got in
//! - [`upstream`]: the only place that signs, and the only one that calls out
//! - [`assets`]: the panel's files
//! - `openapi`: the description of the API
//! - [`error`], `problem`: what can go wrong, and the document that says so
//! - `headers`, `request_id`: what every answer carries
//! - `renewal`: what is read again when its file changes; `random`: numbers that nobody can foresee
//! - [`server`], [`workers`], `admin`, [`shutdown`]: connections, their threads, what supervisors ask, and the end
//! - [`telemetry`]: the log
//! - [`clock`], [`limits`], [`open_files`]: the only ambient clock, every bound, and the system's own
//! - `demo`: the simulated vendor in this process
//! - `fuzzing`: a door to what reads hostile bytes, for the fuzzers alone
//!
//! Absent on purpose: cookies, CORS, redirections to other origins, proxies from the environment, and any mock of the
//! vendor: the tests talk to `vendor-sim` over real sockets.

mod admin;
pub mod app;
mod around;
pub mod assets;
mod caller;
pub mod clock;
pub mod config;
mod demo;
pub mod error;
#[doc(hidden)]
pub mod fuzzing;
mod guard;
mod headers;
pub mod limits;
pub mod open_files;
mod openapi;
mod problem;
mod random;
mod renewal;
mod request_id;
mod router;
mod routes;
pub mod server;
pub mod shutdown;
pub mod telemetry;
mod token;
pub mod upstream;
pub mod workers;
