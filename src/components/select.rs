//! A labelled native select.

use crate::dynamic::{Callback, Derived, part};
use crate::markup::{El, el};

/// A choice among a few named values: `options` are pairs of value and words, `on_choose` gets the value.
pub fn select(
    label: &'static str,
    options: Derived<Vec<(&'static str, String)>>,
    value: Derived<&'static str>,
    on_choose: Callback<String>,
) -> El {
    let draw = move || {
        let option =
            |(name, words): (&'static str, String)| el("option").attr("value", name).child(words).view();
        options.get().into_iter().map(option).collect::<Vec<_>>()
    };
    // The value can only be set once its option is there.
    let chosen = move || {
        options.track();
        value.get().to_owned()
    };
    el("label").class("field").child(el("span").class("field-label").child(label)).child(
        el("select")
            .class("control")
            .on_value("change", move |value| on_choose.run(value))
            .child(part(draw))
            .value(chosen),
    )
}
