//! The pager: where the page lies, and the ways to others.

use super::icon::{Icon, icon};
use super::select::select;
use crate::dynamic::{Callback, Derived, derived, held, text, truth};
use crate::locales::{Locale, grouped};
use crate::markup::{El, button, el};
use crate::model::pager::Pager;
use crate::model::view::PageSize;

/// Shows which rows these are and leads to others: `on_page` gets the number of the page to go to. `size` is the page
/// size by its name.
pub fn pager_bar(
    pager: Derived<Pager>,
    size: Derived<&'static str>,
    on_page: Callback<i64>,
    on_size: Callback<PageSize>,
    words: &'static Locale,
) -> El {
    let w = &words.pager;
    let rows = move || {
        let pager = pager.get();
        (w.rows)(&grouped(pager.first_row()), &grouped(pager.last_row()), &grouped(pager.total))
    };
    // At an end a step leads nowhere, and says so, but stays a place for the focus: who pressed it must not lose theirs.
    let step = move |label: &'static str, glyph: Icon, to: fn(Pager) -> i64| {
        let target = move |pager: Pager| {
            Some(to(pager)).filter(|page| (1..=pager.pages).contains(page) && *page != pager.page)
        };
        button("button square")
            .hint(label)
            .attr("aria-disabled", truth(move || target(pager.get()).is_none()))
            .on_click(move || {
                if let Some(page) = target(pager.get_untracked()) {
                    on_page.run(page);
                }
            })
            .child(icon(glyph))
    };
    let sizes = || PageSize::ALL.iter().map(|size| (size.name(), size.name().to_owned())).collect();
    let choose = move |name: String| {
        if let Some(size) = PageSize::from_name(&name) {
            on_size.run(size);
        }
    };
    let steps = el("nav")
        .class("pager-steps")
        .attr("aria-label", w.pages)
        .child(step(w.first, Icon::First, |_| 1))
        .child(step(w.previous, Icon::Previous, |pager| pager.page - 1))
        .child(go_to(pager, on_page, words))
        .child(step(w.next, Icon::Next, |pager| pager.page + 1))
        .child(step(w.last, Icon::Last, |pager| pager.pages));
    el("div")
        .part("pagination")
        .class("pager")
        .child(el("p").class("pager-rows").child(text(rows)))
        .child(steps)
        .child(select(w.rows_per_page, derived(sizes), size, Callback::new(choose)))
}

/// The field for a page's number. What is no page of the list is put right rather than refused.
fn go_to(pager: Derived<Pager>, on_page: Callback<i64>, words: &'static Locale) -> El {
    let w = &words.pager;
    // Counts the tries, so that the field is written again after one that led nowhere.
    let tries = held(0_i64);
    let go = move |wanted: String| {
        let pager = pager.get_untracked();
        let wanted = pager.typed(&wanted);
        tries.update(|tries| *tries += 1);
        if wanted != pager.page {
            on_page.run(wanted);
        }
    };
    let number = move || {
        tries.get();
        pager.get().page.to_string()
    };
    let field = el("input")
        .class("control")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr("aria-label", w.go_to)
        .value(number)
        .on_value("change", go);
    el("form")
        .class("pager-go")
        .on_submit(|| true)
        .child(field)
        .child(el("span").child(text(move || (w.of_pages)(&grouped(pager.get().pages)))))
}
