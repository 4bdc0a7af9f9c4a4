//! Exporting what the view shows: all rows that it keeps, not the page.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;

use super::desk::Desk;
use super::reading::{Progress, Reading};
use crate::browser::abort::AbortOnDrop;
use crate::browser::download;
use crate::browser::task::spawn;
use crate::browser::text::lower;
use crate::dynamic::{Held, held};
use crate::locales::{Advice, Locale, grouped};
use crate::model::export::{Format, Layout};
use crate::model::fault::Fault;
use crate::model::question::Question;
use crate::model::sheet::Snapshot;
use crate::model::view::View;

/// Writes files. Holds the reading that an export may need; a new export, or unmounting, calls it off.
#[derive(Clone, Copy)]
pub struct Exporter {
    under_way: StoredValue<Option<Rc<AbortOnDrop>>, LocalStorage>,
    /// How far the reading is, if one is under way.
    pub progress: Held<Option<Progress>>,
}

impl Exporter {
    /// An exporter that has nothing to do yet.
    pub fn idle() -> Self {
        let exporter = Self { under_way: StoredValue::new_local(None), progress: held(None) };
        on_cleanup(move || exporter.call_off());
        exporter
    }

    /// Writes what the desk shows. A page as the vendor cut it is not all of it, so the window is read first.
    pub fn export(self, desk: Desk, question: Question, format: Format) {
        // Both as they are now: by the time that a long window is read the user may look at something else.
        let view = desk.navigation.current();
        let whole = question.about_all(i64::MAX);
        // Rows at hand from before the last change, while others are on their way or failed to come, answer something else.
        let at_hand = desk.loader.outcome().with_untracked(|outcome| {
            let (asked, snapshot) = outcome.loaded.as_ref()?;
            asked.is_answer_to(&snapshot.rows, &whole).then(|| snapshot.clone())
        });
        self.call_off();
        let abort = Rc::new(AbortOnDrop::new());
        self.under_way.set_value(Some(Rc::clone(&abort)));
        spawn(async move {
            // Called off, whoever did that speaks for it; with the panel gone there is nothing left to read.
            if !self.is_under_way(&abort) {
                return;
            }
            let snapshot = match at_hand {
                Some(snapshot) => Ok(snapshot),
                None => self.read(desk, whole, &abort).await,
            };
            if !self.is_under_way(&abort) {
                return;
            }
            self.call_off();
            let words = untrack(|| desk.words());
            desk.say(match snapshot {
                Ok(snapshot) => save(desk, &view, &snapshot, format, words),
                Err(fault) => {
                    if fault.wants_sign_in() {
                        // The rows' own load meets the same, and knows whom to tell: the user, and the host.
                        desk.loader.refresh();
                    }
                    what_happened(&fault, words)
                }
            });
        });
    }

    /// Calls the export under way off: its requests and what is said of them. Its task holds on to the requests, so letting
    /// go of them would not be enough.
    pub fn call_off(self) {
        if let Some(abort) = self.under_way.try_update_value(Option::take).flatten() {
            abort.now();
            self.progress.set(None);
        }
    }

    fn is_under_way(self, abort: &Rc<AbortOnDrop>) -> bool {
        let is_this = |current: &Option<Rc<AbortOnDrop>>| {
            current.as_ref().is_some_and(|current| Rc::ptr_eq(current, abort))
        };
        self.under_way.try_with_value(is_this) == Some(true)
    }

    async fn read(self, desk: Desk, whole: Question, abort: &Rc<AbortOnDrop>) -> Result<Snapshot, Fault> {
        let reading = Reading {
            relay: &desk.loader.relay(),
            question: &whole,
            window: whole.range.window(desk.facts.now(), desk.zone.get_untracked()),
            vendor: untrack(|| desk.facts.vendor_zone()),
            max_rows: desk.facts.max_window_rows(),
            in_place: &[],
            latest: Cell::new(false),
            abort,
            on_progress: &|progress| {
                // An answer can have come just before it was called off.
                if self.is_under_way(abort) {
                    self.progress.set(Some(progress));
                }
            },
            is_cancelled: &|| false,
        };
        reading.run().await
    }
}

fn save(desk: Desk, view: &View, snapshot: &Snapshot, format: Format, words: &'static Locale) -> String {
    let part = snapshot.rows.part();
    let layout = Layout {
        columns: view.shown_columns(),
        window: snapshot.window,
        vendor: untrack(|| desk.facts.vendor_zone()),
        zone: untrack(|| desk.facts.zone(view.zone)),
        part,
        words,
    };
    let tasks = snapshot.rows.matching(view, lower);
    let count = grouped(i64::try_from(tasks.len()).unwrap_or(i64::MAX));
    let saved =
        download::save(&layout.file_name(format), format.content_type(), &layout.write(format, &tasks));
    match saved {
        Some(()) => {
            let mut done = (words.table.exported)(&count);
            if let Some((loaded, total)) = part {
                done.push('\n');
                done.push_str(&(words.table.partial)(&grouped(loaded), &grouped(total)));
            }
            done
        }
        None => words.table.export_failed.to_owned(),
    }
}

fn what_happened(fault: &Fault, words: &'static Locale) -> String {
    let (what, advice): Advice = words.fault(fault);
    format!("{what}\n{advice}")
}
