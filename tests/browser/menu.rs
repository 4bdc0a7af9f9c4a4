//! The button with a menu, by keyboard.

use leptos::prelude::*;
use recall_desk::components::icon::Icon;
use recall_desk::components::menu::{Choice, MenuItem, grid_menu, menu};
use recall_desk::dynamic::{Callback, derived};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Heard, Shown, attributes, focused, name, press_key, settled, show};

/// A menu of two switches and an action, the first switch on.
fn switches() -> (Shown, RwSignal<bool>, Heard<MenuItem>) {
    let picked = Heard::nothing();
    let on_pick = picked.clone();
    let (shown, first) = show(move || {
        let first = RwSignal::new(true);
        let item = |choice, value: &'static str| MenuItem { label: value.to_owned(), choice, value };
        let items = derived(move || {
            vec![
                item(Choice::OnOff(first.get()), "One"),
                item(Choice::OnOff(false), "Two"),
                item(Choice::Action, "All"),
            ]
        });
        (menu("Columns", Icon::Columns, items, on_pick.callback()), first)
    });
    (shown, first, picked)
}

async fn press(key: &str) -> String {
    press_key(key);
    settled().await;
    name(&focused())
}

async fn open(shown: &Shown) {
    shown.button("Columns").click();
    settled().await;
}

#[wasm_bindgen_test]
async fn arrow_keys_home_and_end_move_the_focus_around_the_menu() {
    let (shown, ..) = switches();
    open(&shown).await;
    assert_eq!(name(&focused()), "One");
    let keys = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "Home", "End"];
    let mut way = Vec::new();
    for key in keys {
        way.push(press(key).await);
    }
    assert_eq!(way, ["Two", "All", "One", "All", "Two", "One", "All"]);
}

#[wasm_bindgen_test]
async fn escape_and_tab_close_the_menu_and_the_focus_goes_back() {
    let (shown, _, picked) = switches();
    for key in ["Escape", "Tab"] {
        open(&shown).await;
        let opener = shown.button("Columns");
        assert_eq!(opener.get_attribute("aria-expanded").as_deref(), Some("true"));
        assert_eq!(press(key).await, "Columns", "{key}");
        assert_eq!(opener.get_attribute("aria-expanded").as_deref(), Some("false"));
        assert!(shown.all("[role=menu]").is_empty(), "{key}");
    }
    assert!(picked.take().is_empty());
}

#[wasm_bindgen_test]
async fn a_switch_leaves_the_menu_open_with_its_mark_changed_and_an_action_closes_it() {
    let (shown, first, picked) = switches();
    open(&shown).await;
    let marks = || attributes(&shown.all("[role^=menuitem]"), "aria-checked");
    let mark = |on: bool| Some(on.to_string());
    assert_eq!(marks(), [mark(true), mark(false), None]);
    shown.button("One").click();
    first.set(false);
    settled().await;
    assert_eq!(marks(), [mark(false), mark(false), None]);
    assert_eq!(name(&focused()), "One");
    shown.button("All").click();
    settled().await;
    assert!(shown.all("[role=menu]").is_empty());
    assert_eq!(name(&focused()), "Columns");
    assert_eq!(picked.take().iter().map(|item| item.value).collect::<Vec<_>>(), ["One", "All"]);
}

#[wasm_bindgen_test]
async fn the_menu_says_what_it_is_and_what_its_entries_are() {
    let (shown, ..) = switches();
    assert_eq!(shown.button("Columns").get_attribute("aria-haspopup").as_deref(), Some("menu"));
    open(&shown).await;
    assert_eq!(name(&shown.one("[role=menu]")), "Columns");
    let roles = attributes(&shown.all("[role=menu] button"), "role");
    assert_eq!(roles, ["menuitemcheckbox", "menuitemcheckbox", "menuitem"].map(|role| Some(role.to_owned())));
}

/// A menu in which each letter can be switched and moved.
fn letters(letters: &'static str) -> (Shown, RwSignal<String>) {
    show(move || {
        let order = RwSignal::new(letters.to_owned());
        let line = |letter: char| {
            let value = match letter {
                'a' => "a",
                'b' => "b",
                _ => "c",
            };
            let item = |label: &str, choice| MenuItem { label: format!("{label} {letter}"), choice, value };
            let step = |down| Choice::Step { down, can: true };
            [item("show", Choice::OnOff(true)), item("up", step(false)), item("down", step(true))]
        };
        let all = MenuItem { label: "all".to_owned(), choice: Choice::Action, value: "all" };
        let items =
            derived(move || order.get().chars().flat_map(line).chain([all.clone()]).collect::<Vec<_>>());
        let pick = move |item: MenuItem| {
            if let Choice::Step { down: true, .. } = item.choice {
                order.update(|order| {
                    let at = order.find(item.value).unwrap();
                    let moved = order.remove(at);
                    order.insert(at + 1, moved);
                });
            }
        };
        (grid_menu("Columns", Icon::Columns, 3, items, Callback::new(pick)), order)
    })
}

#[wasm_bindgen_test]
async fn in_a_menu_of_lines_each_arrow_key_goes_its_way() {
    let (shown, _) = letters("abc");
    open(&shown).await;
    let mut way = Vec::new();
    for key in [
        "ArrowRight",
        "ArrowDown",
        "ArrowRight",
        "ArrowRight",
        "ArrowDown",
        "ArrowDown",
        "ArrowDown",
        "ArrowUp",
        "ArrowUp",
        "ArrowLeft",
    ] {
        way.push(press(key).await);
    }
    assert_eq!(
        way,
        ["up a", "up b", "down b", "down b", "down c", "all", "show a", "all", "show c", "show c"]
    );
}

#[wasm_bindgen_test]
async fn the_focus_goes_with_what_is_moved() {
    let (shown, order) = letters("abc");
    open(&shown).await;
    let down = shown.button("down a");
    down.focus().unwrap();
    down.click();
    settled().await;
    assert_eq!((order.get_untracked().as_str(), name(&focused()).as_str()), ("bac", "down a"));
    shown.button("down a").click();
    settled().await;
    assert_eq!((order.get_untracked().as_str(), name(&focused()).as_str()), ("bca", "down a"));
}
