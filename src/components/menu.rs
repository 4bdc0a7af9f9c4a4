//! A button with a menu, after the pattern "Menu Button" of the ARIA Authoring Practices.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html::Button;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::icon::{Icon, icon};
use crate::dynamic::{Derived, attribute_if, derived, drive, held, part, text, truth};
use crate::markup::{El, button, el};

/// An entry of a menu.
#[derive(Clone, PartialEq)]
pub struct MenuItem {
    /// Its words.
    pub label: String,
    /// What kind of entry it is.
    pub choice: Choice,
    /// What it stands for, handed back when it is picked.
    pub value: &'static str,
}

/// What kind of entry it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Does something.
    Action,
    /// One of a few that exclude each other.
    OneOf(bool),
    /// Can be on or off by itself; the menu stays open.
    OnOff(bool),
}

/// A button that opens a menu. Arrow keys, Home and End move in it, Escape closes it and focus goes back. `on_pick`
/// gets the value of the entry that was picked.
pub fn menu(
    label: &'static str,
    glyph: Icon,
    items: Derived<Vec<MenuItem>>,
    on_pick: Callback<&'static str>,
) -> El {
    let open = held(false);
    let opener = NodeRef::<Button>::new();
    let close = Callback::new(move |()| {
        open.set(false);
        if let Some(opener) = opener.get_untracked() {
            // An element that can't be focused is gone, and the focus with it.
            let _ = opener.focus();
        }
    });
    let pick = Callback::new(move |item: MenuItem| {
        on_pick.run(item.value);
        if !matches!(item.choice, Choice::OnOff(_)) {
            close.run(());
        }
    });
    let list = move || {
        open.get().then(|| {
            // Drawn without tracking: what changes in an open menu are its entries' marks, each by itself.
            let entries = untrack(|| entries(label, items, pick, close));
            vec![el("div").class("menu-backdrop").on_click(move || close.run(())).view(), entries.view()]
        })
    };
    el("div")
        .class("menu")
        .child(
            button("button")
                .attr("title", label)
                .attr("aria-haspopup", "menu")
                .attr("aria-expanded", truth(move || open.get()))
                .node(opener)
                .on_click(move || open.update(|open| *open = !*open))
                .child(icon(glyph))
                .child(el("span").class("button-label").child(label)),
        )
        .child(part(list))
}

/// The open menu. The entries' elements are kept, so that keys can move the focus among them; their number does not
/// change while the menu is open.
fn entries(
    label: &'static str,
    items: Derived<Vec<MenuItem>>,
    on_pick: Callback<MenuItem>,
    on_close: Callback<()>,
) -> El {
    let elements: Vec<NodeRef<Button>> = items.get_untracked().iter().map(|_| NodeRef::new()).collect();
    let elements = StoredValue::new(elements);
    let focused = StoredValue::new(0_usize);
    let focus = move |at: usize| {
        focused.set_value(at);
        if let Some(element) =
            elements.with_value(|all| all.get(at).and_then(|element| element.get_untracked()))
        {
            let _ = element.focus();
        }
    };
    // Drives the focus: the first entry has it once the menu is there.
    drive(move || focus(0));
    let on_key = move |event: Event| {
        let event: KeyboardEvent = event.unchecked_into();
        let last = elements.with_value(Vec::len).saturating_sub(1);
        let at = focused.get_value();
        match event.key().as_str() {
            "ArrowDown" => focus(if at == last { 0 } else { at + 1 }),
            "ArrowUp" => focus(if at == 0 { last } else { at - 1 }),
            "Home" => focus(0),
            "End" => focus(last),
            "Escape" | "Tab" => on_close.run(()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let entry = move |at: usize, element: NodeRef<Button>| {
        let item = derived(move || items.with(|items| items.get(at).cloned()));
        let role = match item.get_untracked().map(|item| item.choice) {
            Some(Choice::OneOf(_)) => "menuitemradio",
            Some(Choice::OnOff(_)) => "menuitemcheckbox",
            _ => "menuitem",
        };
        let checked = move || match item.get()?.choice {
            Choice::OneOf(on) | Choice::OnOff(on) => Some(on.to_string()),
            Choice::Action => None,
        };
        button("menu-item")
            .attr("role", role)
            .attr("tabindex", "-1")
            .attr("aria-checked", attribute_if(checked))
            .node(element)
            .on_click(move || {
                focused.set_value(at);
                if let Some(item) = item.get_untracked() {
                    on_pick.run(item);
                }
            })
            .child(el("span").class("menu-mark").child(icon(Icon::Check)))
            .child(text(move || item.get().map(|item| item.label).unwrap_or_default()))
    };
    el("div")
        .class("menu-list")
        .attr("role", "menu")
        .attr("aria-label", label)
        .on("keydown", on_key)
        .children(elements.get_value().into_iter().enumerate().map(|(at, element)| entry(at, element)))
}
