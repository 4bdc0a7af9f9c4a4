//! A native modal dialog: it keeps the focus, Escape closes it, and the focus goes back to where it was.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::dynamic::{Callback, Closure};
use crate::locales::Locale;
use crate::markup::{El, Node, button, el};

/// A dialog that opens as soon as it is in the page, with its title and a button that closes it; `class` is its own,
/// beside the one that all dialogs share. Once it is closed `on_close` takes it out of the page. With it comes a way to
/// close it.
pub fn modal(
    class: &'static str,
    title: Closure<AnyView>,
    on_close: Callback<()>,
    words: &'static Locale,
) -> (El, Callback<()>) {
    let dialog = Node::new();
    dialog.open_when_there();
    // Closing it natively gives the focus back; the `close` event then takes it out of the page.
    let close = Callback::new(move |()| dialog.close());
    let head = el("div")
        .class("dialog-head")
        .child(el("h2").class("dialog-title").attr("id", "dialog-title").child(title))
        .child(
            button("button square")
                .hint(words.drawer.close)
                .on_click(move || close.run(()))
                .child(icon(Icon::Close)),
        );
    let element = el("dialog")
        .part("dialog")
        .class(class)
        .attr("aria-labelledby", "dialog-title")
        .attr("closedby", "any")
        .node(dialog)
        .on("close", move |_| on_close.run(()))
        .child(head);
    (element, close)
}
