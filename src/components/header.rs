//! The page's header: the name, the demo's badge, and what concerns the panel as a whole.

use leptos::prelude::*;

use super::icon::Icon;
use super::menu::{Choice, Menu, MenuItem};
use super::select::Select;
use crate::locales::Locale;
use crate::model::view::{Language, Theme, ZoneChoice};

/// The header. `zones` are the zones with their words, the one chosen first in `settings`.
#[component]
pub fn Header(
    /// Whether the rows are made up.
    demo: Memo<bool>,
    /// Who is signed in, if the relay knows.
    user: Memo<Option<String>>,
    /// The zone, the theme and the language chosen.
    settings: Memo<(ZoneChoice, Theme, Language)>,
    /// The zones' words.
    #[prop(into)]
    zones: Signal<Vec<(&'static str, String)>>,
    /// Called with a new setting.
    on_setting: Callback<Setting>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let w = &words.app;
    let themes = Signal::derive(move || {
        let chosen = settings.get().1;
        let item = |&theme: &Theme| MenuItem {
            label: (w.theme_name)(theme).to_owned(),
            choice: Choice::OneOf(theme == chosen),
            value: theme.name(),
        };
        Theme::ALL.iter().map(item).collect::<Vec<_>>()
    });
    let languages = Signal::derive(move || {
        let chosen = settings.get().2;
        let item = |&language: &Language| MenuItem {
            label: own_name(language).to_owned(),
            choice: Choice::OneOf(language == chosen),
            value: language.name(),
        };
        Language::ALL.iter().map(item).collect::<Vec<_>>()
    });
    view! {
        <header class="header">
            <h1 class="header-name">{w.name}</h1>
            <Show when=move || demo.get()>
                <span class="badge" title=w.demo.1>{w.demo.0}</span>
            </Show>
            <span class="header-user">{move || user.get()}</span>
            <div class="header-tools">
                <Select
                    label=w.time_zone
                    options=zones
                    value=Signal::derive(move || settings.get().0.name())
                    on_choose=Callback::new(move |name: String| {
                        if let Some(zone) = ZoneChoice::from_name(&name) {
                            on_setting.run(Setting::Zone(zone));
                        }
                    })
                />
                <Menu
                    label=w.language
                    glyph=Icon::Globe
                    items=languages
                    on_pick=Callback::new(move |name| {
                        if let Some(language) = Language::from_name(name) {
                            on_setting.run(Setting::Language(language));
                        }
                    })
                />
                <Menu
                    label=w.theme
                    glyph=Icon::Contrast
                    items=themes
                    on_pick=Callback::new(move |name| {
                        if let Some(theme) = Theme::from_name(name) {
                            on_setting.run(Setting::Theme(theme));
                        }
                    })
                />
            </div>
        </header>
    }
}

/// A setting of the panel as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The zone shown.
    Zone(ZoneChoice),
    /// The theme.
    Theme(Theme),
    /// The language.
    Language(Language),
}

/// A language's name in itself: whoever looks for it reads no other.
fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Chinese => "简体中文",
    }
}
