//! Elements as the page has them, for what only they can do: take the focus, open as a dialog.

use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::element::{Custom, ElementType};
use leptos::tachys::html::node_ref::node_ref;

use super::Within;
use crate::browser::focus;
use crate::dynamic::drive;

/// An element, once it is in the page. One type for all of them.
#[derive(Clone, Copy)]
pub struct Node(NodeRef<Custom<&'static str>>);

impl Node {
    /// None yet: it is to be given to [`El::node`](super::El::node).
    pub fn new() -> Self {
        Self(NodeRef::new())
    }

    pub(super) fn attribute(self) -> AnyAttribute {
        node_ref(self.0).into_any_attr()
    }

    /// The element, untracked, if it is there.
    pub fn element(self) -> Option<<Custom<&'static str> as ElementType>::Output> {
        self.0.try_get_untracked().flatten()
    }

    /// Gives the focus to the element, if it is there.
    pub fn focus(self) {
        if let Some(element) = self.element() {
            focus::element(&element);
        }
    }

    /// Gives the focus to the element as soon as it is there.
    pub fn focus_when_there(self) {
        drive(move || {
            if let Some(element) = self.0.get() {
                focus::element(&element);
            }
        });
    }

    /// Drives what is drawn in the element without the framework.
    pub fn drive(self, mut draw: impl FnMut(Within<'_>) + 'static) {
        drive(move || {
            if let Some(element) = self.0.get() {
                draw(Within(&element));
            }
        });
    }

    /// Opens the element, a dialog, as soon as it is there.
    pub fn open_when_there(self) {
        drive(move || {
            if let Some(element) = self.0.get() {
                focus::open_dialog(&element);
            }
        });
    }

    /// Closes the element, a dialog: the focus goes back to where it was before.
    pub fn close(self) {
        if let Some(element) = self.element() {
            focus::close_dialog(&element);
        }
    }
}

impl Default for Node {
    fn default() -> Self {
        Self::new()
    }
}
