//! The composition root: draws the panel from its state, in the language in use.

use leptos::prelude::*;

use crate::dynamic::{attribute, flag, part};
use crate::locales::Locale;
use crate::markup::el;
use crate::pages::desk::desk_page;
use crate::state::desk::Desk;

/// The panel.
pub fn app(desk: Desk) -> AnyView {
    let Desk { navigation, language, pulse, .. } = desk;
    let look =
        move |read: fn(&crate::model::view::View) -> &'static str| attribute(move || navigation.with(read));
    // Another language draws everything anew; the state stays.
    let page = move || {
        let words = Locale::of(language.get());
        untrack(|| desk_page(desk, words))
    };
    el("div")
        .class("recall")
        .node(pulse.panel)
        .attr("data-theme", look(|view| view.theme.name()))
        .attr("data-density", look(|view| view.density.name()))
        .attr("data-embedded", flag(move || navigation.with(|view| view.embedded)))
        .attr("lang", attribute(move || language.get().name()))
        .child(part(page))
        .view()
}
