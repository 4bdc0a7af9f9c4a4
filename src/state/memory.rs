//! What is remembered from visit to visit: settings and saved views.

use crate::browser::storage;
use crate::dynamic::{Held, held};
use crate::model::kept::Kept;
use crate::model::view::View;

/// The memory. Where the browser keeps nothing it lasts as long as the panel.
#[derive(Clone, Copy)]
pub struct Memory {
    /// What is remembered.
    pub kept: Held<Kept>,
    /// Whether it will still be there at the next visit: the browser took what was last kept.
    pub lasts: Held<bool>,
}

impl Memory {
    /// Remembers what the browser kept.
    pub fn recall() -> Self {
        let text = storage::read();
        let kept = Kept::parse(text.as_deref().unwrap_or_default());
        Self { kept: held(kept), lasts: held(text.is_some()) }
    }

    /// The settings that are remembered, untracked.
    pub fn settings(self) -> String {
        self.kept.with_untracked(|kept| kept.settings.clone())
    }

    /// What a saved view shows, untracked.
    pub fn view(self, name: &str) -> Option<View> {
        self.kept.with_untracked(|kept| kept.position(name).map(|at| kept.views[at].view()))
    }

    /// Looks at what other tabs have written in the meantime.
    #[inline(never)]
    pub fn look(self) {
        // What the browser did not take is newer than what it has.
        if self.lasts.get_untracked()
            && let Some(text) = storage::read()
        {
            self.kept.set(Kept::parse(&text));
        }
    }

    /// Changes what is remembered: as it is now, so that nothing is lost that other tabs wrote.
    pub fn change(self, change: impl FnOnce(&mut Kept)) {
        self.look();
        let mut kept = self.kept.get_untracked();
        change(&mut kept);
        self.keep(kept);
    }

    #[inline(never)]
    fn keep(self, kept: Kept) {
        self.lasts.set(storage::write(&kept.print()).is_some());
        self.kept.set(kept);
    }

    /// Remembers the settings that the user changed by going from one view to another.
    pub fn remember(self, before: &View, after: &View) {
        self.look();
        let settings = self.settings();
        let remembered = View::remember(&settings, before, after);
        if remembered != settings {
            self.change(|kept| kept.settings = remembered);
        }
    }

    /// Remembers no settings any more.
    pub fn forget_settings(self) {
        self.change(|kept| kept.settings.clear());
    }
}
