//! The families of metrics, each with its name, its labels and its meaning. `docs/operations.md` has the same table.

use prometheus::{
    Error, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, IntGaugeVec, Opts,
    Registry, register_histogram_vec_with_registry, register_histogram_with_registry,
    register_int_counter_vec_with_registry, register_int_counter_with_registry,
    register_int_gauge_vec_with_registry, register_int_gauge_with_registry,
};

/// The upper ends of the ranges that durations are sorted into, in seconds: from an answer out of the relay's own
/// memory to the longest that a query may take.
const SECONDS: [f64; 11] = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 12.0];

/// All of them.
pub(super) struct Families {
    pub(super) registry: Registry,
    pub(super) build_info: IntGaugeVec,
    pub(super) requests: IntCounterVec,
    pub(super) request_seconds: HistogramVec,
    pub(super) signing_headers: IntCounterVec,
    pub(super) connections: IntGaugeVec,
    pub(super) questions: IntCounterVec,
    pub(super) older_answers: IntCounter,
    pub(super) waiting: IntGauge,
    pub(super) under_way: IntGauge,
    pub(super) attempts: IntCounterVec,
    pub(super) attempt_seconds: Histogram,
    pub(super) retries: IntCounter,
    pub(super) breaker_open: IntGauge,
}

impl Families {
    /// Makes and registers them. It fails only if a name stands here twice or can't be one.
    pub(super) fn new() -> Result<Self, Error> {
        let registry = Registry::new();
        Ok(Self {
            build_info: register_int_gauge_vec_with_registry!(
                opts("build_info", "The relay's version; always 1."),
                &["version"],
                registry
            )?,
            requests: register_int_counter_vec_with_registry!(
                opts("requests_total", "Answers on the public port; the kind is that of a failure."),
                &["route", "status", "kind"],
                registry
            )?,
            request_seconds: register_histogram_vec_with_registry!(
                seconds("request_duration_seconds", "Seconds until an answer's head was ready."),
                &["route"],
                registry
            )?,
            signing_headers: register_int_counter_vec_with_registry!(
                opts(
                    "signing_headers_dropped_total",
                    "Headers of the vendor's signature that callers sent; they go nowhere.",
                ),
                &["header"],
                registry
            )?,
            connections: register_int_gauge_vec_with_registry!(
                opts("connections", "Connections that are open."),
                &["port"],
                registry
            )?,
            questions: register_int_counter_vec_with_registry!(
                opts(
                    "questions_total",
                    "Questions by what was found for them: a kept answer, one under way, or nothing.",
                ),
                &["found"],
                registry
            )?,
            older_answers: register_int_counter_with_registry!(
                opts("older_answers_total", "Questions that failed, and were answered with older rows."),
                registry
            )?,
            waiting: register_int_gauge_with_registry!(
                opts("upstream_waiting", "Queries that wait for their turn to ask the vendor."),
                registry
            )?,
            under_way: register_int_gauge_with_registry!(
                opts("upstream_under_way", "Requests to the vendor that are under way; at most 32."),
                registry
            )?,
            attempts: register_int_counter_vec_with_registry!(
                opts(
                    "upstream_attempts_total",
                    "Requests to the vendor; the outcome is success or the kind of failure.",
                ),
                &["outcome"],
                registry
            )?,
            attempt_seconds: register_histogram_with_registry!(
                seconds(
                    "upstream_attempt_duration_seconds",
                    "Seconds until the vendor's answer was read, or was given up.",
                ),
                registry
            )?,
            retries: register_int_counter_with_registry!(
                opts("upstream_retries_total", "Attempts after a query's first."),
                registry
            )?,
            breaker_open: register_int_gauge_with_registry!(
                opts(
                    "upstream_breaker_open",
                    "1 while the vendor is not asked because it fails too often, else 0.",
                ),
                registry
            )?,
            registry,
        })
    }
}

fn opts(name: &str, meaning: &str) -> Opts {
    Opts::new(format!("recall_relay_{name}"), meaning)
}

fn seconds(name: &str, meaning: &str) -> HistogramOpts {
    HistogramOpts::from(opts(name, meaning)).buckets(SECONDS.to_vec())
}
