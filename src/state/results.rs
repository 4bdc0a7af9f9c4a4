//! What is worked out of the rows at hand, step by step, so that a change works out anew only what hangs on it: over
//! 50,000 rows another page costs nothing, and another filter no sorting.

use super::navigation::Navigation;
use super::pulse::Pulse;
use super::session::SessionFacts;
use crate::browser::text::lower;
use crate::dynamic::{Derived, derived, derived_anew};
use crate::model::ledger::Ledger;
use crate::model::overview::Overview;
use crate::model::sheet::{Sifted, Snapshot};
use crate::model::time::Zone;
use crate::model::view::View;

/// The steps.
#[derive(Clone, Copy)]
pub struct Results {
    /// What the filters keep of the rows at hand.
    pub sifted: Derived<Sifted>,
    /// What the window adds up to.
    pub overview: Derived<Overview>,
}

impl Results {
    /// The results of the rows at hand for a view.
    pub fn of(
        snapshot: Derived<Option<Snapshot>>,
        navigation: Navigation,
        facts: SessionFacts,
        pulse: Pulse,
        zone: Derived<Zone>,
    ) -> Self {
        let sort = derived(move || navigation.with(|view| view.sort));
        let filter = derived(move || navigation.with(View::filter));
        let order = derived_anew(move || {
            let sort = sort.get();
            snapshot.with(|snapshot| snapshot.as_ref().map(|snapshot| snapshot.rows.order(sort, lower)))
        });
        let sifted = derived_anew(move || {
            let sifted = snapshot.with(|snapshot| {
                let rows = &snapshot.as_ref()?.rows;
                order.with(|order| Some(rows.sift(order.as_deref()?, &filter.get())))
            });
            sifted.unwrap_or_default()
        });
        let ledger = derived_anew(move || {
            let vendor = facts.vendor_zone();
            snapshot.with(|snapshot| match snapshot {
                Some(Snapshot { rows, .. }) if rows.is_all() => Ledger::of(rows.tasks(), vendor),
                _ => Ledger::default(),
            })
        });
        let minute = pulse.minute();
        let overview = derived(move || {
            let (now, zone) = (minute.get(), zone.get());
            snapshot.with(|snapshot| {
                let Some(snapshot) = snapshot else { return Overview::Nothing };
                ledger.with(|ledger| {
                    sifted.with(|sifted| {
                        filter.with(|filter| Overview::of(snapshot, ledger, sifted, filter, now, zone))
                    })
                })
            })
        });
        Self { sifted, overview }
    }
}
