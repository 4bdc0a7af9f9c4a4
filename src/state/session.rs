//! The facts of the session, and the clock that follows the relay's.

use contract::Session;

use crate::browser::clock;
use crate::dynamic::{Held, held};
use crate::model::time::{Instant, Zone, parse_offset, parse_rfc3339};
use crate::model::view::ZoneChoice;

/// The vendor's zone until the session tells it: the one that the vendor's own example is in.
const ASSUMED_VENDOR_ZONE: Zone = Zone::Fixed(480);

/// How long what the relay told is believed, in seconds. Its clock drifts against the browser's, and it may be started
/// anew with another offset, or the portal's user may be another one.
const GOOD_FOR: i64 = 600;

/// How many seconds may pass between two beats of the pulse before the browser's clock counts as set.
const LONGEST_BEAT: i64 = 5;

/// What the relay told about itself, once it did.
#[derive(Clone, Copy)]
pub struct SessionFacts {
    session: Held<Option<Session>>,
    /// How far the relay's clock is ahead of the browser's, in seconds.
    ahead: Held<i64>,
    /// Until when the relay need not be asked again, by the browser's clock.
    good_until: Held<Instant>,
    /// When the browser's clock was last looked at.
    seen: Held<Instant>,
}

impl SessionFacts {
    /// Nothing is known yet.
    pub fn unknown() -> Self {
        let seen = held(clock::now());
        Self { session: held(None), ahead: held(0), good_until: held(Instant::MIN), seen }
    }

    /// Takes what the relay said, at a time by the browser's clock. Gives back when that was by the relay's.
    pub fn learn(self, session: Session, at: Instant) -> Instant {
        let now = parse_rfc3339(&session.now).unwrap_or(at);
        self.ahead.set(now - at);
        self.good_until.set(at + GOOD_FOR);
        self.session.set(Some(session));
        now
    }

    /// The session, tracked.
    pub fn get(self) -> Option<Session> {
        self.session.get()
    }

    /// Whether the relay need not be asked again yet, untracked.
    pub fn is_fresh(self) -> bool {
        clock::now() < self.good_until.get_untracked()
    }

    /// Has the relay asked again with the next load. Until then what it told holds.
    pub fn doubt(self) {
        self.good_until.set(Instant::MIN);
    }

    /// Looks at the browser's clock, every second. If it was set, the relay's is not known any more: backwards is certain,
    /// and time goes on from where it was; forwards it may as well have been a sleeping machine, so it is believed.
    pub fn watch_clock(self) {
        let now = clock::now();
        let passed = now - self.seen.get_untracked();
        self.seen.set(now);
        if passed < 0 {
            self.ahead.update(|ahead| *ahead -= passed);
        }
        if !(0..=LONGEST_BEAT).contains(&passed) {
            self.doubt();
        }
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

    /// A time of the browser's clock by the relay's, tracked.
    pub fn relay_time(self, at: Instant) -> Instant {
        at + self.ahead.get()
    }

    /// Now, by the relay's clock; does not track.
    pub fn now(self) -> Instant {
        clock::now() + self.ahead.get_untracked()
    }
}
