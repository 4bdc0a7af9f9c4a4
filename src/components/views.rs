//! Saved views: a button, and behind it a dialog that shows, saves, renames and deletes them.

mod form;

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::modal::modal;
use crate::dynamic::{
    Callback, Derived, Held, attribute, attribute_if, derived, flag, held, part, text, when,
};
use crate::locales::Locale;
use crate::markup::{El, button, el};
use crate::model::kept::{Kept, SavedView};
use crate::model::view::View;

use form::name_form;

/// What a user can do with saved views, and with what else is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewsChange {
    /// Looks at what there is.
    Look,
    /// Shows one, by its name.
    Show(String),
    /// Saves what is shown under a name, in the place of the view that has it.
    Save(String),
    /// Gives one another name: the old one, the new one.
    Rename(String, String),
    /// Deletes one, by its name.
    Delete(String),
    /// Puts one that was deleted back where it was.
    Restore(usize, SavedView),
    /// Sets all settings back to the first ones.
    Reset,
}

/// How things stand with the saved views.
#[derive(Clone, Copy)]
pub struct ViewsState {
    /// What is remembered.
    pub kept: Held<Kept>,
    /// Whether it will still be there at the next visit.
    pub lasts: Held<bool>,
    /// What the panel shows.
    pub view: Derived<View>,
}

/// The button, and the dialog while it is open.
pub fn saved_views(state: ViewsState, on_change: Callback<ViewsChange>, words: &'static Locale) -> El {
    let label = words.views.button;
    let open = held(false);
    let opener = button("button")
        .attr("title", label)
        .attr("aria-haspopup", "dialog")
        .on_click(move || {
            on_change.run(ViewsChange::Look);
            open.set(true);
        })
        .child(icon(Icon::Bookmark))
        .child(el("span").class("button-label").child(label));
    let dialog = move || untrack(|| dialog(state, open, on_change, words).view());
    el("div").child(opener).child(when(derived(move || open.get()), dialog))
}

fn dialog(
    state: ViewsState,
    open: Held<bool>,
    on_change: Callback<ViewsChange>,
    words: &'static Locale,
) -> El {
    let w = &words.views;
    let on_close = Callback::new(move |()| open.set(false));
    let (dialog, close) = modal("dialog", text(move || w.title.to_owned()), on_close, words);
    let done = Callback::new(move |change| {
        on_change.run(change);
        close.run(());
    });
    let renamed = held(None::<String>);
    // The lines are those that there were when the dialog was opened: what is deleted stays in sight to be put back.
    let views = state.kept.get_untracked().views;
    let notes = [(!state.lasts.get_untracked(), w.not_kept), (views.is_empty(), w.none)];
    let notes = notes.into_iter().filter(|(holds, _)| *holds);
    let lines = views.into_iter().enumerate();
    let lines = lines.map(|(at, view)| line(at, view, state, renamed, [on_change, done], words));
    let reset = button("button").on_click(move || done.run(ViewsChange::Reset)).child(w.reset);
    dialog
        .children(notes.map(|(_, note)| el("p").class("dialog-note").child(note)))
        .child(el("ul").class("views").children(lines))
        .child(part(move || name_form(state, renamed, done, words)))
        .child(el("p").class("dialog-note").child(reset).child(w.reset_more))
}

/// One view: a button that shows it, one that begins to rename it, and one that deletes it or puts it back.
fn line(
    at: usize,
    view: SavedView,
    state: ViewsState,
    renamed: Held<Option<String>>,
    [on_change, done]: [Callback<ViewsChange>; 2],
    words: &'static Locale,
) -> El {
    let w = &words.views;
    let name = StoredValue::new(view.name.clone());
    let is_gone =
        derived(move || state.kept.with(|kept| name.with_value(|name| kept.position(name).is_none())));
    let shows = view.view();
    let is_shown = move || state.view.with(|view| view.to_save() == shows).then_some("true");
    let show = button("menu-item")
        .attr("aria-current", attribute_if(is_shown))
        .attr("disabled", flag(move || is_gone.get()))
        .on_click(move || done.run(ViewsChange::Show(name.get_value())))
        .child(el("span").class("menu-mark").child(icon(Icon::Check)))
        .child(el("span").class("views-name").child(view.name.clone()));
    let show = if at == 0 { show.attr("autofocus", "") } else { show };
    let about = move |act: &str| name.with_value(|name| (w.about)(act, name));
    let rename = button("button square quiet")
        .attr("aria-label", about(w.rename))
        .attr("title", w.rename)
        .attr("disabled", flag(move || is_gone.get()))
        .on_click(move || renamed.set(Some(name.get_value())))
        .child(icon(Icon::Pencil));
    let act = move || if is_gone.get() { w.restore } else { w.delete };
    let delete = button("button square quiet")
        .attr("aria-label", attribute(move || about(act())))
        .attr("title", attribute(act))
        .on_click(move || {
            renamed.set(None);
            on_change.run(if is_gone.get_untracked() {
                ViewsChange::Restore(at, view.clone())
            } else {
                ViewsChange::Delete(name.get_value())
            });
        })
        .child(part(move || icon(if is_gone.get() { Icon::Undo } else { Icon::Trash })));
    el("li").child(show).child(rename).child(delete)
}
