//! The page's header: the name, the demo's badge, and what concerns the panel as a whole.

use super::icon::Icon;
use super::menu::{Choice, MenuItem, menu};
use super::select::select;
use crate::dynamic::{Callback, Derived, attribute, derived, part, text};
use crate::locales::{Locale, Text};
use crate::markup::{El, el};
use crate::model::view::{Language, Theme, ZoneChoice};

/// What the header shows.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderState {
    /// Whether the rows are made up.
    pub demo: bool,
    /// How it stands with the connection, once that is known, and the state of a task that has the tone of it.
    pub connection: (Text, &'static str),
    /// Who is signed in, if the relay knows.
    pub user: Option<String>,
    /// The zone shown.
    pub zone: ZoneChoice,
    /// The theme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
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

/// The header. `zones` are the zones' names in the address with their words.
pub fn header(
    state: Derived<HeaderState>,
    zones: Derived<Vec<(&'static str, String)>>,
    on_setting: Callback<Setting>,
    words: &'static Locale,
) -> El {
    let w = &words.app;
    let badge = move || {
        let (label, why) = w.demo;
        state.get().demo.then(|| el("span").class("badge").attr("title", why).child(label))
    };
    let themes = derived(move || {
        let chosen = state.get().theme;
        one_of(Theme::ALL, chosen, Theme::name, |theme| (w.theme_name)(theme))
    });
    let languages = derived(move || one_of(Language::ALL, state.get().language, Language::name, own_name));
    let set = move |setting: Option<Setting>| {
        if let Some(setting) = setting {
            on_setting.run(setting);
        }
    };
    let tools = el("div")
        .class("header-tools")
        .child(select(
            w.time_zone,
            zones,
            derived(move || state.get().zone.name()),
            Callback::new(move |name: String| set(ZoneChoice::from_name(&name).map(Setting::Zone))),
        ))
        .child(menu(
            w.language,
            Icon::Globe,
            languages,
            Callback::new(move |item: MenuItem| set(Language::from_name(item.value).map(Setting::Language))),
        ))
        .child(menu(
            w.theme,
            Icon::Contrast,
            themes,
            Callback::new(move |item: MenuItem| set(Theme::from_name(item.value).map(Setting::Theme))),
        ));
    el("header")
        .class("header")
        .child(el("h1").class("header-name").child(w.name))
        .child(part(badge))
        .child(
            el("span")
                .class("header-user connection")
                .attr("data-status", attribute(move || state.get().connection.1))
                .child(text(move || state.get().connection.0.to_owned())),
        )
        .child(el("span").class("header-user").child(text(move || state.get().user.unwrap_or_default())))
        .child(tools)
}

/// The entries of a menu whose choices exclude each other.
pub fn one_of<T: Copy + PartialEq>(
    all: &[T],
    chosen: T,
    name: fn(T) -> &'static str,
    label: impl Fn(T) -> &'static str,
) -> Vec<MenuItem> {
    let item = |&value: &T| MenuItem {
        label: label(value).to_owned(),
        choice: Choice::OneOf(value == chosen),
        value: name(value),
    };
    all.iter().map(item).collect()
}

/// A language's name in itself: whoever looks for it reads no other.
fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Chinese => "简体中文",
    }
}
