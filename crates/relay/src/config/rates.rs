//! How often callers may ask.

use std::num::NonZeroU32;

use super::{ConfigError, sources::Sources};

/// The highest rate that can be set, in questions a second; more than one relay can answer.
const HIGHEST: u32 = 1_000_000;

/// How many questions a second are answered. Who has been quiet for two seconds may ask twice as many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Of one user; without sign-in all callers together are one.
    pub user: NonZeroU32,
    /// Of all users together; at least that of one.
    pub total: NonZeroU32,
}

impl Rates {
    pub(super) fn read(sources: &Sources) -> Result<Self, ConfigError> {
        let rate = |name: &'static str, default: u32| match sources.find(name) {
            Some(found) => found
                .value
                .parse()
                .ok()
                .filter(|rate: &NonZeroU32| rate.get() <= HIGHEST)
                .ok_or_else(|| found.wrong(format_args!("must be a whole number from 1 to {HIGHEST}"))),
            None => Ok(NonZeroU32::new(default).unwrap_or(NonZeroU32::MIN)),
        };
        let rates = Self { user: rate("user-rate", 10)?, total: rate("total-rate", 50)? };
        if rates.user > rates.total {
            return Err(ConfigError::new(format!(
                "--user-rate {} is more than --total-rate {}, which all users share: raise the second with the first.",
                rates.user, rates.total
            )));
        }
        Ok(rates)
    }
}
