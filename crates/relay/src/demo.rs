//! The demonstration: a simulated vendor inside this process, with credentials that exist for this run only.

use vendor::Credentials;
use vendor_sim::{RunningSim, Sim};

use crate::{
    clock::Clock,
    config::{UtcOffset, VendorUrl},
    error::StartError,
};

/// How many tasks the simulated vendor starts with; the number in the vendor's own example.
const TASKS: usize = 574;

/// A simulated vendor that runs until this is dropped.
pub(crate) struct Demo {
    url: VendorUrl,
    credentials: Credentials,
    _sim: RunningSim,
}

impl Demo {
    /// Starts it on a free loopback port. It goes by the relay's own clock, in the zone that is set for the vendor.
    pub(crate) async fn start(clock: Clock, utc_offset: UtcOffset) -> Result<Self, StartError> {
        let credentials = Credentials::new(random()?, random()?).map_err(StartError::new)?;
        let sim = Sim::new()
            .tasks(TASKS)
            .credentials(credentials.clone())
            .clock(clock.as_fn())
            .utc_offset_minutes(utc_offset.minutes());
        let sim = sim.start().await;
        let sim =
            sim.map_err(|error| StartError::new(format_args!("The simulated vendor can't start: {error}.")))?;
        let url = VendorUrl::parse(&sim.url()).map_err(StartError::new)?;
        Ok(Self { url, credentials, _sim: sim })
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> &VendorUrl {
        &self.url
    }

    /// What it accepts.
    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }
}

fn random() -> Result<String, StartError> {
    let number =
        getrandom::u64().map_err(|error| StartError::new(format_args!("No randomness: {error}.")))?;
    Ok(format!("{number:016x}"))
}
