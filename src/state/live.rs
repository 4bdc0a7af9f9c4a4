//! Live: what the user looks at as answers come, and when the next one is asked for.

use super::loader::Loader;
use super::navigation::Navigation;
use super::pulse::Pulse;
use crate::dynamic::{Derived, Held, derived, derived_after, drive};
use crate::model::changes::Mark;
use crate::model::fault::Fault;
use crate::model::scene::{AtHand, Scene};
use crate::model::schedule::{Pause, Schedule};
use crate::model::sheet::Sifted;
use crate::model::time::Instant;

/// What the user looks at. Each load that the user wanted, and each look at what waits, shows the latest rows.
pub fn scene(
    navigation: Navigation,
    loader: Loader,
    sifted: Derived<Sifted>,
    looks: Held<i64>,
) -> Derived<Option<Scene>> {
    derived_after(move |before: Option<&Option<Scene>>| {
        loader.outcome().with(|outcome| {
            let (question, snapshot) = outcome.loaded.as_ref()?;
            navigation.with(|view| {
                let step = outcome.user_loads + looks.get();
                let at = outcome.at.unwrap_or_default();
                sifted.with(|sifted| {
                    let at_hand = AtHand { rows: &snapshot.rows, question, view, step, at, sifted };
                    Some(Scene::after(before.and_then(Option::as_ref), at_hand))
                })
            })
        })
    })
}

/// The marks that are still to be seen. The time is only looked at while there are any.
pub fn marks(scene: Derived<Option<Scene>>, pulse: Pulse) -> Derived<Vec<Mark>> {
    derived(move || {
        let all = scene.with(|scene| scene.as_ref().map(|scene| scene.marks.clone()).unwrap_or_default());
        all.into_iter().filter(|mark| mark.is_seen(pulse.now())).collect()
    })
}

/// When the rows are asked for again.
pub fn due_at(
    navigation: Navigation,
    loader: Loader,
    pause: Derived<Option<Pause>>,
) -> Derived<Option<Instant>> {
    derived(move || {
        loader.outcome().with(|outcome| {
            let failure = outcome.failure.as_ref();
            let schedule = Schedule {
                interval: navigation.with(|view| view.refresh.seconds()),
                last: outcome.at,
                failures: failure.map_or(0, |failure| failure.count),
                unsent: failure.is_some_and(|failure| failure.fault == Fault::Offline),
                retry_after: failure.and_then(|failure| failure.fault.retry_after()),
                pause: pause.get(),
            };
            schedule.due_at()
        })
    })
}

/// Drives the loader: asks again whenever it is time to.
pub fn refresh_when_due(
    pulse: Pulse,
    loader: Loader,
    scene: Derived<Option<Scene>>,
    due_at: Derived<Option<Instant>>,
) {
    drive(move || {
        if due_at.get().is_some_and(|due_at| due_at <= pulse.now()) {
            let in_place = scene.get_untracked().map(|scene| scene.ids());
            loader.refresh_in_place(in_place.unwrap_or_default());
        }
    });
}
