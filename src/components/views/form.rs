//! The name of a view: under which it is saved, or the new one of a view that is being renamed.

use leptos::prelude::*;

use super::{ViewsChange, ViewsState};
use crate::dynamic::{Callback, Held, attribute_if, held, text};
use crate::locales::Locale;
use crate::markup::{El, Node, el};
use crate::model::kept::{Kept, MAX_NAME_CHARS, MAX_VIEWS, view_name};

/// How a name fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// No view has it.
    New,
    /// A view has it.
    InUse,
    /// It is none.
    Missing,
    /// No view has it, and there is no room for one more.
    Full,
}

impl Fit {
    #[inline(never)]
    fn of(name: &str, kept: &Kept) -> Self {
        match view_name(name) {
            None => Fit::Missing,
            Some(name) if kept.position(&name).is_some() => Fit::InUse,
            Some(_) if kept.views.len() >= MAX_VIEWS => Fit::Full,
            Some(_) => Fit::New,
        }
    }
}

/// The form. Drawn anew when a view is to be renamed.
pub(super) fn name_form(
    state: ViewsState,
    renamed: Held<Option<String>>,
    on_done: Callback<ViewsChange>,
    words: &'static Locale,
) -> El {
    let w = &words.views;
    let old = renamed.get();
    let is_rename = old.is_some();
    let typed = held(old.clone().unwrap_or_default());
    let tried = held(false);
    let fit = move || typed.with(|typed| state.kept.with(|kept| Fit::of(typed, kept)));
    // A name in use is no mistake where a view is saved: the button says what it will do.
    let wrong = move || match fit() {
        _ if !tried.get() => None,
        Fit::Missing => Some(w.no_name),
        Fit::InUse if is_rename => Some(w.in_use),
        Fit::Full if !is_rename => Some(w.full),
        _ => None,
    };
    let act = move || match fit() {
        _ if is_rename => w.rename,
        Fit::InUse => w.replace,
        _ => w.save,
    };
    let submit = move || {
        tried.set(true);
        let fits = untrack(wrong).is_none();
        if fits && let Some(name) = view_name(&typed.get_untracked()) {
            on_done.run(match old.clone() {
                Some(old) => ViewsChange::Rename(old, name),
                None => ViewsChange::Save(name),
            });
        }
        fits
    };
    let field = Node::new();
    if is_rename {
        field.focus_when_there();
    }
    let input = el("input")
        .class("control")
        .attr("type", "text")
        .attr("maxlength", MAX_NAME_CHARS.to_string())
        .attr("autocomplete", "off")
        .attr("aria-describedby", "views-wrong")
        .attr("aria-invalid", attribute_if(move || wrong().map(|_| "true")))
        .node(field)
        .value(move || typed.get())
        .on_value("input", move |text| {
            tried.set(false);
            typed.set(text);
        });
    let label = if is_rename { w.new_name } else { w.name };
    el("form")
        .class("views-form")
        .attr("novalidate", "")
        .on_submit(submit)
        .child(el("label").class("field").child(el("span").class("field-label").child(label)).child(input))
        .child(
            el("button").attr("type", "submit").class("button primary").child(text(move || act().to_owned())),
        )
        .child(
            el("p")
                .class("field-error")
                .attr("id", "views-wrong")
                .child(text(move || wrong().unwrap_or_default().to_owned())),
        )
}
