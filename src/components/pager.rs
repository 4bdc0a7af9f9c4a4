//! The pager: where the page lies, and the ways to others.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::select::Select;
use crate::locales::{Locale, grouped};
use crate::model::pager::Pager;
use crate::model::view::PageSize;

/// Shows which rows these are and leads to others.
#[component]
pub fn PagerBar(
    /// Where the page lies.
    pager: Memo<Pager>,
    /// The page size.
    size: Memo<PageSize>,
    /// Called with the number of the page to go to.
    on_page: Callback<i64>,
    /// Called with the new page size.
    on_size: Callback<PageSize>,
    /// The words.
    words: &'static Locale,
) -> impl IntoView {
    let w = &words.pager;
    let rows = move || {
        let pager = pager.get();
        (w.rows)(&grouped(pager.first_row()), &grouped(pager.last_row()), &grouped(pager.total))
    };
    let step = move |label: &'static str, glyph: Icon, to: fn(Pager) -> i64| {
        let leads_nowhere = move || to(pager.get()).clamp(1, pager.get().pages) == pager.get().page;
        view! {
            <button
                type="button"
                class="button square"
                aria-label=label
                title=label
                disabled=leads_nowhere
                on:click=move |_| on_page.run(to(pager.get_untracked()))
            >
                {icon(glyph)}
            </button>
        }
    };
    let sizes: Vec<_> = PageSize::ALL.iter().map(|size| (size.name(), size.name().to_owned())).collect();
    let choose = Callback::new(move |name: String| {
        if let Some(size) = PageSize::from_name(&name) {
            on_size.run(size);
        }
    });
    view! {
        <div class="pager">
            <p class="pager-rows">{rows}</p>
            <nav class="pager-steps" aria-label=w.pages>
                {step(w.first, Icon::First, |_| 1)}
                {step(w.previous, Icon::Previous, |pager| pager.page - 1)}
                <GoTo pager=pager on_page=on_page words=words/>
                {step(w.next, Icon::Next, |pager| pager.page + 1)}
                {step(w.last, Icon::Last, |pager| pager.pages)}
            </nav>
            <Select
                label=w.rows_per_page
                options=Signal::derive(move || sizes.clone())
                value=Signal::derive(move || size.get().name())
                on_choose=choose
            />
        </div>
    }
}

/// The field for a page's number. What is no page of the list is put right rather than refused.
#[component]
fn GoTo(pager: Memo<Pager>, on_page: Callback<i64>, words: &'static Locale) -> impl IntoView {
    let w = &words.pager;
    let field = NodeRef::<Input>::new();
    let go = move || {
        let Some(field) = field.get_untracked() else { return };
        let Pager { page, pages, .. } = pager.get_untracked();
        let wanted = field.value().trim().parse::<i64>().map_or(page, |wanted| wanted.clamp(1, pages));
        field.set_value(&wanted.to_string());
        if wanted != page {
            on_page.run(wanted);
        }
    };
    view! {
        <form
            class="pager-go"
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                go();
            }
        >
            <input
                class="control"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                size="4"
                aria-label=w.go_to
                node_ref=field
                prop:value=move || pager.get().page.to_string()
                on:change=move |_| go()
            />
            <span>{move || (w.of_pages)(&grouped(pager.get().pages))}</span>
        </form>
    }
}
