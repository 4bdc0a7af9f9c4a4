//! The composition root: makes the shared state once and draws the panel in the language in use.

use leptos::prelude::*;

use crate::browser::address;
use crate::locales::Locale;
use crate::pages::desk::DeskPage;
use crate::state::desk::Desk;

/// The panel as a page of its own.
#[component]
pub fn App() -> impl IntoView {
    let desk = Desk::new(address::base());
    let look = Memo::new(move |_| desk.navigation.with(|view| (view.theme.name(), view.density.name(), view.embedded)));
    view! {
        <div
            class="recall"
            data-theme=move || look.get().0
            data-density=move || look.get().1
            data-embedded=move || look.get().2.then_some("")
            lang=move || desk.language.get().name()
        >
            // Another language draws everything anew; the state stays.
            {move || view! { <DeskPage desk=desk words=Locale::of(desk.language.get())/> }}
        </div>
    }
}
