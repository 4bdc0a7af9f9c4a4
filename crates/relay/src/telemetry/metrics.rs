//! What can be counted, for whoever watches many relays at once.
//!
//! Every label has few values, all of them the relay's own: nothing that a caller or the vendor chooses makes a series.

mod families;

use std::sync::Arc;

use contract::{ProblemKind, QUERY_PAGE_PATH};
use prometheus::{IntGauge, TextEncoder};

use super::outlet;
use crate::{config::BasePath, error::StartError};
use families::Families;

/// The relay's counters. Cheap to clone; the clones count together.
#[derive(Clone)]
pub(crate) struct Metrics(Arc<Families>);

/// What a request was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The one call.
    QueryPage,
    /// Another path of the API.
    Api,
    /// The panel's files.
    Panel,
    /// Nothing that is here.
    None,
}

/// A port of the relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Port {
    /// The panel and its API.
    Public,
    /// What supervisors ask.
    Admin,
}

/// What was found for a question.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lookup {
    /// An answer that is fresh enough.
    Kept,
    /// Somebody who asks it already.
    UnderWay,
    /// Nothing, so the vendor is asked.
    Nothing,
}

/// The headers of the vendor's signature. A caller who sends them has signed by itself, and so has what it shouldn't.
const SIGNING_HEADERS: [&str; 3] = [vendor::API_KEY_HEADER, vendor::TIMESTAMP_HEADER, vendor::SIGN_HEADER];

/// How an attempt that did not fail is called.
const SUCCESS: &str = "success";

/// The format that Prometheus reads, whatever it asks for.
pub(crate) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

impl Metrics {
    /// Nothing counted yet.
    pub(crate) fn new() -> Result<Self, StartError> {
        let families = Families::new().map_err(StartError::new)?;
        families.build_info.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1);
        // What is there from the start has a rate from the start.
        for header in SIGNING_HEADERS {
            families.signing_headers.with_label_values(&[header]);
        }
        for port in [Port::Public, Port::Admin] {
            families.connections.with_label_values(&[port.label()]);
        }
        for found in [Lookup::Kept, Lookup::UnderWay, Lookup::Nothing] {
            families.questions.with_label_values(&[found.label()]);
        }
        families.attempts.with_label_values(&[SUCCESS]);
        if let Some(lost) = outlet::lost() {
            families.registry.register(Box::new(lost)).map_err(StartError::new)?;
        }
        Ok(Self(Arc::new(families)))
    }

    /// Counts a request and its answer, which took so many seconds.
    pub(crate) fn request(&self, route: Route, status: u16, kind: Option<ProblemKind>, seconds: f64) {
        self.answer(route, status, kind);
        self.0.request_seconds.with_label_values(&[route.label()]).observe(seconds);
    }

    /// Counts what could not be read as a request; as all requests, on the public port only.
    pub(crate) fn no_request(&self, port: Port, kind: ProblemKind) {
        if port == Port::Public {
            self.answer(Route::None, kind.status(), Some(kind));
        }
    }

    fn answer(&self, route: Route, status: u16, kind: Option<ProblemKind>) {
        let labels = [route.label(), &status.to_string(), kind.map_or("", ProblemKind::name)];
        self.0.requests.with_label_values(&labels).inc();
    }

    /// Counts those headers of a request that only the relay may send to the vendor. They go nowhere.
    pub(crate) fn signing_headers(&self, headers: &http::HeaderMap) {
        for header in SIGNING_HEADERS.into_iter().filter(|header| headers.contains_key(*header)) {
            self.0.signing_headers.with_label_values(&[header]).inc();
        }
    }

    /// Counts a connection as open until what is given back is dropped.
    pub(crate) fn connection(&self, port: Port) -> Counted {
        Counted::begin(self.0.connections.with_label_values(&[port.label()]))
    }

    /// Counts a query as waiting for its turn until what is given back is dropped.
    pub(crate) fn waiting(&self) -> Counted {
        Counted::begin(self.0.waiting.clone())
    }

    /// Counts an attempt as under way until what is given back is dropped.
    pub(crate) fn under_way(&self) -> Counted {
        Counted::begin(self.0.under_way.clone())
    }

    /// Counts a question by what was found for it.
    pub(crate) fn question(&self, found: Lookup) {
        self.0.questions.with_label_values(&[found.label()]).inc();
    }

    /// Counts a question that failed and was answered with older rows.
    pub(crate) fn older_answer(&self) {
        self.0.older_answers.inc();
    }

    /// Counts one attempt at the vendor, what came of it, and the seconds it took.
    pub(crate) fn attempt(&self, failure: Option<ProblemKind>, seconds: f64) {
        self.0.attempts.with_label_values(&[failure.map_or(SUCCESS, ProblemKind::name)]).inc();
        self.0.attempt_seconds.observe(seconds);
    }

    /// Counts an attempt that is not a query's first.
    pub(crate) fn retry(&self) {
        self.0.retries.inc();
    }

    /// Notes whether the vendor is asked at all.
    pub(crate) fn breaker(&self, is_open: bool) {
        self.0.breaker_open.set(i64::from(is_open));
    }

    /// All of it as text.
    pub(crate) fn render(&self) -> Result<String, prometheus::Error> {
        TextEncoder::new().encode_to_string(&self.0.registry.gather())
    }
}

/// Something that is counted while it lasts.
pub(crate) struct Counted(IntGauge);

impl Counted {
    fn begin(gauge: IntGauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Route {
    /// The route of a path that the router has found.
    pub(crate) fn of(found: Option<&str>, base: &BasePath) -> Self {
        let Some(path) = found else { return Self::None };
        match path.strip_prefix(base.as_str()).and_then(|below| below.strip_prefix("api/")) {
            Some(below) if QUERY_PAGE_PATH.ends_with(below) => Self::QueryPage,
            Some(_) => Self::Api,
            None => Self::Panel,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::QueryPage => "query-page",
            Self::Api => "api",
            Self::Panel => "panel",
            Self::None => "none",
        }
    }
}

impl Lookup {
    fn label(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::UnderWay => "under-way",
            Self::Nothing => "nothing",
        }
    }
}

impl Port {
    fn label(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Admin => "admin",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_can_be_counted_makes_at_most_three_hundred_series() {
        let metrics = Metrics::new().unwrap();
        for route in [Route::QueryPage, Route::Api, Route::Panel, Route::None] {
            for status in [200, 304, 308] {
                metrics.request(route, status, None, 0.1);
            }
            for kind in ProblemKind::ALL {
                metrics.request(route, kind.status(), Some(*kind), 0.1);
                metrics.attempt(Some(*kind), 0.1);
            }
        }
        let text = metrics.render().unwrap();
        let series = text.lines().filter(|line| !line.starts_with('#')).count();
        assert!(series <= 300, "{series}");
    }
}
