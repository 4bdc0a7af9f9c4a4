//! The composition root: makes the shared state once and draws the panel in the language in use.

use leptos::prelude::*;

use crate::browser::address;
use crate::dynamic::{attribute, part, text};
use crate::locales::Locale;
use crate::markup::el;
use crate::pages::desk::desk_page;
use crate::state::desk::Desk;

/// The panel as a page of its own.
pub fn app() -> AnyView {
    let desk = Desk::new(address::base());
    let Desk { navigation, language, .. } = desk;
    let look = move |read: fn(&crate::model::view::View) -> &'static str| text(move || navigation.with(read).to_owned());
    // Another language draws everything anew; the state stays.
    let page = move || {
        let words = Locale::of(language.get());
        untrack(|| desk_page(desk, words))
    };
    el("div")
        .class("recall")
        .attr("data-theme", look(|view| view.theme.name()))
        .attr("data-density", look(|view| view.density.name()))
        .attr("data-embedded", attribute(move || navigation.with(|view| view.embedded).then_some("")))
        .attr("lang", text(move || language.get().name().to_owned()))
        .child(part(page))
        .view()
}
