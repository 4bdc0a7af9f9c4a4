//! What callers, operators and the vendor may rely on in the relay, seen through real sockets and the real binary.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod answers;
mod assets;
mod base_path;
mod bodies;
mod bombs;
mod broken_framing;
mod chaos;
mod client;
mod command;
mod deploy;
mod drain;
mod fair_use;
mod framing;
mod heads;
mod hostile_callers;
mod hostile_vendor;
mod hosts;
#[cfg(unix)]
mod identity_log;
mod identity_settings;
mod issuer;
mod metrics;
mod openapi;
mod outputs;
mod process;
mod proxy;
mod raw_vendor;
mod renewal;
mod rotation;
mod secrets;
mod settings;
mod sharing;
mod sites;
mod slowness;
#[cfg(target_os = "linux")]
mod stuck;
mod supervisor;
mod token_keys;
#[cfg(unix)]
mod token_tls;
mod tokens;
mod upstream_request;
mod vendor_breaker;
mod vendor_clock;
mod vendor_crowd;
mod vendor_faults;
mod vendor_table;
mod vendor_time;
mod vendor_tls;
mod world;
