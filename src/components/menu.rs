//! A button with a menu, after the pattern "Menu Button" of the ARIA Authoring Practices.

use leptos::ev::KeyboardEvent;
use leptos::html::Button;
use leptos::prelude::*;

use super::icon::{Icon, icon};

/// An entry of a menu.
#[derive(Clone, PartialEq)]
pub struct MenuItem {
    /// Its words.
    pub label: String,
    /// Whether it is one of several choices, and chosen.
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

/// A button that opens a menu. Arrow keys, Home and End move in it, Escape closes it and focus goes back.
#[component]
pub fn Menu(
    /// The button's words.
    label: &'static str,
    /// The button's icon.
    glyph: Icon,
    /// The entries.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// Called with the value of the entry that was picked.
    on_pick: Callback<&'static str>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<Button>::new();
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            // An element that can't be focused is gone, and the focus with it.
            let _ = button.focus();
        }
    };
    let pick = Callback::new(move |item: MenuItem| {
        on_pick.run(item.value);
        if !matches!(item.choice, Choice::OnOff(_)) {
            close();
        }
    });
    view! {
        <div class="menu">
            <button
                type="button"
                class="button"
                node_ref=button
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon(glyph)}
                <span class="button-label">{label}</span>
            </button>
            <Show when=move || open.get()>
                <div class="menu-backdrop" on:click=move |_| close()></div>
                <Entries label=label items=items on_pick=pick on_close=Callback::new(move |()| close())/>
            </Show>
        </div>
    }
}

/// The open menu. The entries' elements are kept, so that keys can move the focus among them.
#[component]
fn Entries(
    label: &'static str,
    items: Signal<Vec<MenuItem>>,
    on_pick: Callback<MenuItem>,
    on_close: Callback<()>,
) -> impl IntoView {
    // The number of entries does not change while the menu is open; only their marks do.
    let elements: Vec<NodeRef<Button>> = items.get_untracked().iter().map(|_| NodeRef::new()).collect();
    let elements = StoredValue::new(elements);
    let focused = StoredValue::new(0_usize);
    let focus = move |at: usize| {
        focused.set_value(at);
        if let Some(element) = elements.with_value(|all| all.get(at).and_then(|element| element.get_untracked())) {
            let _ = element.focus();
        }
    };
    // Drives the focus: the first entry has it once the menu is there.
    Effect::new(move |_| focus(0));
    let on_key = move |event: KeyboardEvent| {
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
        let item = Memo::new(move |_| items.with(|items| items.get(at).cloned()));
        let choice = move || item.with(|item| item.as_ref().map(|item| item.choice));
        let role = match item.get_untracked().map(|item| item.choice) {
            Some(Choice::OneOf(_)) => "menuitemradio",
            Some(Choice::OnOff(_)) => "menuitemcheckbox",
            _ => "menuitem",
        };
        let checked = move || match choice() {
            Some(Choice::OneOf(on) | Choice::OnOff(on)) => Some(on.to_string()),
            _ => None,
        };
        view! {
            <button
                type="button"
                class="menu-item"
                role=role
                tabindex="-1"
                aria-checked=checked
                node_ref=element
                on:click=move |_| {
                    focused.set_value(at);
                    if let Some(item) = item.get_untracked() {
                        on_pick.run(item);
                    }
                }
            >
                <span class="menu-mark">{icon(Icon::Check)}</span>
                {move || item.with(|item| item.as_ref().map(|item| item.label.clone()))}
            </button>
        }
    };
    view! {
        <div class="menu-list" role="menu" aria-label=label on:keydown=on_key>
            {elements.get_value().into_iter().enumerate().map(|(at, element)| entry(at, element)).collect_view()}
        </div>
    }
}
