//! What a host hears of the panel: how it is, that rows came, that a request failed.

use crate::dynamic::{derived, drive};
use crate::model::fault::Fault;
use crate::state::desk::Desk;

/// Tells the panel's host, if it has one, of all that happens from now on.
pub(super) fn report(desk: Desk) {
    let Desk { place, snapshot, failure, .. } = desk;
    if place.host().is_none() {
        return;
    }
    let state = derived(move || {
        failure.with(|failure| match failure {
            Some(failure) if failure.fault.wants_sign_in() => "unauthorized",
            Some(failure) if failure.fault == Fault::Offline => "offline",
            Some(_) => "error",
            None if snapshot.with(Option::is_some) => "ready",
            None => "loading",
        })
    });
    // All three drive the host's page, which is outside of the panel.
    drive(move || {
        let state = state.get();
        if let Some(host) = place.host() {
            host.state(state);
        }
    });
    drive(move || {
        let news = snapshot.with(|snapshot| {
            let rows = snapshot.as_ref()?;
            Some((rows.rows.window_total(), rows.fetched_at, rows.stale))
        });
        if let (Some((total, fetched_at, stale)), Some(host)) = (news, place.host()) {
            host.data(total, fetched_at, stale);
        }
    });
    drive(move || {
        let failed = failure.with(|failure| {
            let fault = &failure.as_ref()?.fault;
            // A portal's own 401 means the same to the host.
            let kind = if fault.wants_sign_in() { "unauthenticated" } else { fault.kind() };
            Some((kind, fault.request_id().map(str::to_owned)))
        });
        if let (Some((kind, request_id)), Some(host)) = (failed, place.host()) {
            host.failed(kind, request_id);
        }
    });
}
