//! The frame around the board: the header and the status region.

use leptos::prelude::*;

use crate::components::header::{Header, Setting};
use crate::locales::{Locale, grouped, utc_offset};
use crate::model::body::Body;
use crate::model::view::ZoneChoice;
use crate::state::desk::Desk;

/// The header, wired.
#[component]
pub fn PageHeader(desk: Desk, words: &'static Locale) -> impl IntoView {
    let Desk { facts, navigation, language, pulse, .. } = desk;
    let settings =
        Memo::new(move |_| (navigation.with(|view| view.zone), navigation.with(|view| view.theme), language.get()));
    let day = Memo::new(move |_| pulse.now().div_euclid(3600) * 3600);
    let zones = Signal::derive(move || {
        let option = |&choice: &ZoneChoice| {
            let offset = utc_offset(facts.zone(choice).offset_at(day.get()));
            (choice.name(), (words.app.zone)(choice, &offset))
        };
        ZoneChoice::ALL.iter().map(option).collect::<Vec<_>>()
    });
    let change = move |setting: Setting| {
        desk.adjust(|view| match setting {
            Setting::Zone(zone) => view.zone = zone,
            Setting::Theme(theme) => view.theme = theme,
            Setting::Language(language) => view.language = Some(language),
        });
    };
    view! {
        <Header
            demo=Memo::new(move |_| facts.get().is_some_and(|session| session.demo))
            user=Memo::new(move |_| facts.get().and_then(|session| session.user).map(|user| user.name))
            settings=settings
            zones=zones
            on_setting=Callback::new(change)
            words=words
        />
    }
}

/// The panel's one status region: speaks of what the user did, and of nothing that happened by itself.
#[component]
pub fn StatusRegion(desk: Desk, words: &'static Locale) -> impl IntoView {
    let Desk { navigation, loader, sheet, body, message, .. } = desk;
    let user_loads = Memo::new(move |_| loader.outcome().with(|outcome| outcome.user_loads));
    let place = Memo::new(move |_| {
        navigation.with(|view| (view.page, view.sort, view.statuses.clone(), view.types.clone()))
    });
    // What the user's last step led to. A refresh by the clock changes neither of the two that are tracked.
    let result = Memo::new(move |_| {
        place.track();
        user_loads.track();
        untrack(|| match body.get() {
            Body::Rows => sheet.with(|sheet| {
                let pager = sheet.as_ref()?.pager;
                Some((words.pager.rows)(&grouped(pager.first_row()), &grouped(pager.last_row()), &grouped(pager.total)))
            }),
            Body::NothingInRange => Some(words.table.nothing_in_range.0.to_owned()),
            Body::NothingMatches => Some(words.table.nothing_matches.0.to_owned()),
            Body::AskFirst(total) => Some((words.table.ask_first)(&grouped(total))),
            Body::FirstLoad | Body::Failed(_) => None,
        })
    });
    view! {
        <div class="toast" role="status" class:shown=move || message.with(Option::is_some)>
            {move || message.get().or_else(|| result.get())}
        </div>
    }
}
