//! A button with a menu, after the pattern "Menu Button" of the ARIA Authoring Practices.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::icon::{Icon, icon};
use crate::dynamic::{Callback, Derived, attribute, attribute_if, derived, drive, held, part, text, truth};
use crate::markup::{El, Node, button, el};

/// An entry of a menu.
#[derive(Clone, PartialEq)]
pub struct MenuItem {
    /// Its words.
    pub label: String,
    /// What kind of entry it is.
    pub choice: Choice,
    /// What it stands for.
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
    /// Moves what it stands for among the entries, which therefore stay open.
    Step {
        /// Down or up.
        down: bool,
        /// Whether it has a way to go.
        can: bool,
    },
}

impl Choice {
    /// Whether an entry does the same thing, whatever its state.
    fn is_like(self, other: Choice) -> bool {
        match (self, other) {
            (Choice::Step { down, .. }, Choice::Step { down: other, .. }) => down == other,
            _ => std::mem::discriminant(&self) == std::mem::discriminant(&other),
        }
    }
}

/// A button that opens a menu. Arrow keys, Home and End move in it, Escape closes it and focus goes back. `on_pick`
/// gets the entry that was picked.
pub fn menu(
    label: &'static str,
    glyph: Icon,
    items: Derived<Vec<MenuItem>>,
    on_pick: Callback<MenuItem>,
) -> El {
    grid_menu(label, glyph, 1, items, on_pick)
}

/// The same with several entries in a line, among which the arrow keys to the left and right move.
pub fn grid_menu(
    label: &'static str,
    glyph: Icon,
    per_line: usize,
    items: Derived<Vec<MenuItem>>,
    on_pick: Callback<MenuItem>,
) -> El {
    let open = held(false);
    let opener = Node::new();
    let close = Callback::new(move |()| {
        open.set(false);
        opener.focus();
    });
    let pick = Callback::new(move |item: MenuItem| {
        let stays = matches!(item.choice, Choice::OnOff(_) | Choice::Step { .. });
        on_pick.run(item);
        if !stays {
            close.run(());
        }
    });
    let list = move || {
        open.get().then(|| {
            // Drawn without tracking: what changes in an open menu are its entries' marks, each by itself.
            let entries = untrack(|| entries(label, per_line, items, pick, close));
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
    per_line: usize,
    items: Derived<Vec<MenuItem>>,
    on_pick: Callback<MenuItem>,
    on_close: Callback<()>,
) -> El {
    let elements: Vec<Node> = items.get_untracked().iter().map(|_| Node::new()).collect();
    let elements = StoredValue::new(elements);
    let focused = StoredValue::new(0_usize);
    let focus = move |at: usize| {
        focused.set_value(at);
        if let Some(element) = elements.with_value(|all| all.get(at).copied()) {
            element.focus();
        }
    };
    // Drives the focus: the first entry has it once the menu is there.
    drive(move || focus(0));
    let on_key = move |event: Event| {
        let event: KeyboardEvent = event.unchecked_into();
        let last = elements.with_value(Vec::len).saturating_sub(1);
        let at = focused.get_value();
        match event.key().as_str() {
            "ArrowDown" => focus(if at == last { 0 } else { last.min(at + per_line) }),
            "ArrowUp" => focus(at.checked_sub(per_line).unwrap_or(last)),
            "ArrowRight" if !(at + 1).is_multiple_of(per_line) => focus(last.min(at + 1)),
            "ArrowLeft" if !at.is_multiple_of(per_line) => focus(at - 1),
            "Home" => focus(0),
            "End" => focus(last),
            "Escape" | "Tab" => on_close.run(()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let entry = move |at: usize, element: Node| {
        let item = derived(move || items.with(|items| items.get(at).cloned()));
        let role = match item.get_untracked().map(|item| item.choice) {
            Some(Choice::OneOf(_)) => "menuitemradio",
            Some(Choice::OnOff(_)) => "menuitemcheckbox",
            _ => "menuitem",
        };
        let checked = move || match item.get()?.choice {
            Choice::OneOf(on) | Choice::OnOff(on) => Some(on.to_string()),
            _ => None,
        };
        let label = move || item.get().map(|item| item.label).unwrap_or_default();
        let pick = move || {
            focused.set_value(at);
            if let Some(item) = item.get_untracked() {
                on_pick.run(item.clone());
                // The entry can have another place by now, and the focus goes with it.
                let same = |other: &MenuItem| other.value == item.value && other.choice.is_like(item.choice);
                if let Some(now) = items.get_untracked().iter().position(same).filter(|now| *now != at) {
                    focus(now);
                }
            }
        };
        let entry = button("menu-item")
            .attr("role", role)
            .attr("tabindex", "-1")
            .attr("aria-checked", attribute_if(checked))
            .node(element)
            .on_click(pick);
        match item.get_untracked().map(|item| item.choice) {
            Some(Choice::Step { down, .. }) => entry
                .attr("aria-label", attribute(label))
                .attr("title", attribute(label))
                .attr(
                    "aria-disabled",
                    truth(move || {
                        !matches!(item.get(), Some(MenuItem { choice: Choice::Step { can: true, .. }, .. }))
                    }),
                )
                .child(icon(if down { Icon::Down } else { Icon::Up })),
            _ => entry.child(el("span").class("menu-mark").child(icon(Icon::Check))).child(text(label)),
        }
    };
    el("div")
        .class(if per_line > 1 { "menu-list grid" } else { "menu-list" })
        .attr("role", "menu")
        .attr("aria-label", label)
        .on("keydown", on_key)
        .children(elements.get_value().into_iter().enumerate().map(|(at, element)| entry(at, element)))
}
