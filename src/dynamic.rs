//! Type-erased reactive values.
//!
//! The framework makes machine code for every type of memo, of view closure and of event handler: in a panel of this
//! size a third of the whole. Here each kind has one type, behind a pointer, so that its code exists once.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

use crate::markup::Child;

/// A memo: a value that is worked out from others, and whose readers are told only when it changed.
pub struct Derived<T> {
    memo: Memo<Shared>,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

/// Derives a value.
pub fn derived<T: Value + Clone>(derive: impl Fn() -> T + Send + Sync + 'static) -> Derived<T> {
    derived_after(move |_| derive())
}

/// Derives a value that also depends on the one before.
pub fn derived_after<T: Value + Clone>(
    derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Derived<T> {
    let derive = move |before: Option<&Shared>| {
        Shared(Arc::new(derive(before.and_then(|before| before.0.as_any().downcast_ref()))))
    };
    let derive: Box<dyn Fn(Option<&Shared>) -> Shared + Send + Sync> = Box::new(derive);
    Derived { memo: Memo::new(derive), value: PhantomData }
}

impl<T: Value + Clone> Derived<T> {
    /// The value, tracked.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, untracked.
    pub fn get_untracked(self) -> T {
        untrack(|| self.get())
    }

    /// A part of the value, tracked.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        // The handle is taken out first: reading may lead to other memos.
        let Shared(value) = self.memo.get();
        match value.as_any().downcast_ref() {
            Some(value) => read(value),
            None => unreachable!("a memo holds what it was made with"),
        }
    }

    /// Takes note of the value without using it. It is read all the same: a memo that nobody has read yet has no
    /// sources, and would never tell of a change.
    pub fn track(self) {
        self.with(|_| ());
    }
}

/// What a [`Derived`] can hold.
pub trait Value: Any + Send + Sync {
    /// Whether another value is the same.
    fn is_same(&self, other: &dyn Value) -> bool;
    /// The value, for a cast back to its type.
    fn as_any(&self) -> &dyn Any;
}

impl<T: PartialEq + Any + Send + Sync> Value for T {
    fn is_same(&self, other: &dyn Value) -> bool {
        other.as_any().downcast_ref::<T>().is_some_and(|other| self == other)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A value behind a pointer.
#[derive(Clone)]
struct Shared(Arc<dyn Value>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&*other.0)
    }
}

/// A closure that views call whenever what it reads has changed.
pub type Closure<T> = Box<dyn FnMut() -> T + Send>;

/// A part of a view that changes.
pub fn part<C: Child>(mut draw: impl FnMut() -> C + Send + 'static) -> Closure<AnyView> {
    Box::new(move || draw().into_child())
}

/// A part of a view that is there only while something holds.
pub fn when<C: Child>(holds: Derived<bool>, draw: impl Fn() -> C + Send + 'static) -> Closure<AnyView> {
    part(move || holds.get().then(&draw))
}

/// A text that changes.
pub fn text(write: impl FnMut() -> String + Send + 'static) -> Closure<String> {
    Box::new(write)
}

/// An attribute that comes and goes.
pub fn attribute<T: Into<String>>(
    mut write: impl FnMut() -> Option<T> + Send + 'static,
) -> Closure<Option<String>> {
    Box::new(move || write().map(Into::into))
}

/// An attribute that says whether something holds: `true` or `false`.
pub fn truth(mut holds: impl FnMut() -> bool + Send + 'static) -> Closure<String> {
    Box::new(move || if holds() { "true".to_owned() } else { "false".to_owned() })
}

/// An attribute that is there only while something holds.
pub fn flag(holds: impl FnMut() -> bool + Send + 'static) -> Closure<bool> {
    Box::new(holds)
}

/// A class, and a second one while something holds.
pub fn class_while(
    class: &'static str,
    more: &'static str,
    mut holds: impl FnMut() -> bool + Send + 'static,
) -> Closure<String> {
    Box::new(move || if holds() { format!("{class} {more}") } else { class.to_owned() })
}
