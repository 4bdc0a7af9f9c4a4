//! The composition root: what the relay is made of, put together once.

use std::sync::Arc;

use http::HeaderValue;

use crate::{
    assets::Assets,
    clock::Clock,
    config::{Access, BasePath, Settings, UtcOffset, VendorSource},
    demo::Demo,
    error::StartError,
    guard::{fair_use::FairUse, identity::Identity},
    headers::content_security_policy,
    telemetry::metrics::Metrics,
    upstream::Upstream,
};

/// Everything that handlers and layers share. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    base: BasePath,
    access: Access,
    identity: Identity,
    content_security_policy: HeaderValue,
    utc_offset: UtcOffset,
    clock: Clock,
    metrics: Metrics,
    fair_use: FairUse,
    assets: Assets,
    upstream: Upstream,
    /// The simulated vendor, which lives as long as the relay.
    demo: Option<Demo>,
}

impl App {
    /// Puts the relay together; in demo mode, starts the simulated vendor first.
    pub async fn new(settings: &Settings, assets: Assets, clock: Clock) -> Result<Self, StartError> {
        let metrics = Metrics::new()?;
        let fresh_for = settings.vendor.fresh_for;
        let (demo, upstream) = match &settings.vendor.source {
            VendorSource::Live { url, account } => {
                (None, Upstream::new(url, account.clone(), clock.clone(), metrics.clone(), fresh_for)?)
            }
            VendorSource::Demo => {
                let demo = Demo::start(clock.clone(), settings.vendor.utc_offset).await?;
                let account = demo.credentials().clone().into();
                let upstream = Upstream::new(demo.url(), account, clock.clone(), metrics.clone(), fresh_for)?;
                (Some(demo), upstream)
            }
        };
        let policy = content_security_policy(&settings.access.frame_ancestors);
        Ok(Self(Arc::new(Parts {
            base: settings.listen.base.clone(),
            identity: Identity::new(&settings.access.auth, &clock)?,
            access: settings.access.clone(),
            content_security_policy: policy.map_err(StartError::new)?,
            utc_offset: settings.vendor.utc_offset,
            clock,
            metrics,
            fair_use: FairUse::new(settings.rates),
            assets,
            upstream,
            demo,
        })))
    }

    /// The path under which everything is served.
    pub fn base(&self) -> &BasePath {
        &self.0.base
    }

    pub(crate) fn access(&self) -> &Access {
        &self.0.access
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.0.identity
    }

    pub(crate) fn content_security_policy(&self) -> &HeaderValue {
        &self.0.content_security_policy
    }

    pub(crate) fn utc_offset(&self) -> UtcOffset {
        self.0.utc_offset
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(crate) fn fair_use(&self) -> &FairUse {
        &self.0.fair_use
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }

    pub(crate) fn upstream(&self) -> &Upstream {
        &self.0.upstream
    }

    /// Whether the rows come from the simulated vendor.
    pub(crate) fn is_demo(&self) -> bool {
        self.0.demo.is_some()
    }
}
