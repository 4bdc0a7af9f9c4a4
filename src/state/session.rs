//! The facts of the session, and the clock that follows the relay's.

use contract::Session;

use crate::browser::clock;
use crate::dynamic::{Held, held};
use crate::model::time::{Instant, Zone, parse_offset, parse_rfc3339};
use crate::model::view::ZoneChoice;

/// The vendor's zone until the session tells it: the one that the vendor's own example is in.
const ASSUMED_VENDOR_ZONE: Zone = Zone::Fixed(480);

/// What the relay told about itself, once it did.
#[derive(Clone, Copy)]
pub struct SessionFacts {
    session: Held<Option<Session>>,
    /// How far the relay's clock is ahead of the browser's, in seconds.
    ahead: Held<i64>,
}

impl SessionFacts {
    /// Nothing is known yet.
    pub fn unknown() -> Self {
        Self { session: held(None), ahead: held(0) }
    }

    /// Takes what the relay said, at a time by the browser's clock. Gives back when that was by the relay's.
    pub fn learn(self, session: Session, at: Instant) -> Instant {
        let now = parse_rfc3339(&session.now).unwrap_or(at);
        self.ahead.set(now - at);
        self.session.set(Some(session));
        now
    }

    /// The session, tracked.
    pub fn get(self) -> Option<Session> {
        self.session.get()
    }

    /// Whether the session is known, untracked.
    pub fn is_known(self) -> bool {
        self.session.with_untracked(Option::is_some)
    }

    /// How many rows of one window may be read, untracked.
    pub fn max_window_rows(self) -> i64 {
        self.session.with_untracked(|session| {
            session.as_ref().map_or(contract::MAX_WINDOW_ROWS, |session| session.max_window_rows)
        })
    }

    /// The vendor's zone, tracked.
    pub fn vendor_zone(self) -> Zone {
        self.session.with(|session| {
            let offset = session.as_ref().and_then(|session| parse_offset(&session.vendor_utc_offset));
            offset.map_or(ASSUMED_VENDOR_ZONE, Zone::Fixed)
        })
    }

    /// The zone of a choice, tracked.
    pub fn zone(self, choice: ZoneChoice) -> Zone {
        match choice {
            ZoneChoice::Vendor => self.vendor_zone(),
            ZoneChoice::Local => clock::LOCAL,
            ZoneChoice::Utc => Zone::UTC,
        }
    }

    /// Now, by the relay's clock; does not track.
    pub fn now(self) -> Instant {
        clock::now() + self.ahead.get_untracked()
    }
}
