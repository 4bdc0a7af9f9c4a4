//! Type-erased reactive values.
//!
//! The framework makes machine code for every type of memo, of view closure and of event handler: in a panel of this
//! size a third of the whole. Here each kind has one type, behind a pointer, so that its code exists once.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
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
pub fn derived<T: Value + PartialEq>(derive: impl Fn() -> T + Send + Sync + 'static) -> Derived<T> {
    memo(move |_| Shared::compared(derive()))
}

/// How a memo works out its value from the one before.
type Derivation = Box<dyn Fn(Option<&Shared>) -> Shared + Send + Sync>;

/// Derives a value that also depends on the one before.
pub fn derived_after<T: Value + PartialEq>(
    derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Derived<T> {
    memo(move |before| Shared::compared(derive(before.map(Shared::value))))
}

/// Derives a value that counts as changed whenever it was worked out: to compare it would cost as much.
pub fn derived_anew<T: Value>(derive: impl Fn() -> T + Send + Sync + 'static) -> Derived<T> {
    memo(move |_| Shared::plain(derive()))
}

fn memo<T>(derive: impl Fn(Option<&Shared>) -> Shared + Send + Sync + 'static) -> Derived<T> {
    let derive: Derivation = Box::new(derive);
    Derived { memo: Memo::new(derive), value: PhantomData }
}

impl<T: Value> Derived<T> {
    /// The value, tracked.
    #[inline(never)]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, untracked.
    #[inline(never)]
    pub fn get_untracked(self) -> T {
        self.memo.get_untracked().value::<T>().clone()
    }

    /// A part of the value, tracked.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        // The handle is taken out first: reading may lead to other memos.
        read(self.memo.get().value())
    }

    /// Takes note of the value without using it. It is read all the same: a memo that nobody has read yet has no
    /// sources, and would never tell of a change.
    pub fn track(self) {
        self.with(|_| ());
    }
}

/// A signal: a value that events and answers write.
pub struct Held<T> {
    signal: RwSignal<Shared>,
    value: PhantomData<fn() -> T>,
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Held<T> {}

/// Makes a signal.
pub fn held<T: Value>(value: T) -> Held<T> {
    Held { signal: RwSignal::new(Shared::plain(value)), value: PhantomData }
}

impl<T: Value> Held<T> {
    /// The value, tracked.
    #[inline(never)]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, untracked.
    #[inline(never)]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// A part of the value, tracked.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(self.signal.get().value())
    }

    /// A part of the value, untracked.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(self.signal.get_untracked().value())
    }

    /// Writes a value. Does nothing once the panel is gone: answers and timers may come after it.
    #[inline(never)]
    pub fn set(self, value: T) {
        let _ = self.signal.try_set(Shared::plain(value));
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        if let Some(shared) = self.signal.try_get_untracked() {
            let mut value = shared.value::<T>().clone();
            change(&mut value);
            self.set(value);
        }
    }

    /// Changes the value without telling its readers, because it means the same to them.
    pub fn update_untracked(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        let _ = self.signal.try_update_untracked(|shared| *shared = Shared::plain(value));
    }
}

/// A timer that rings once. Setting it again begins anew, and it stops with its owner.
#[derive(Clone, Copy)]
pub struct Alarm(StoredValue<Option<TimeoutHandle>>);

/// Makes an alarm.
pub fn alarm() -> Alarm {
    let alarm = Alarm(StoredValue::new(None));
    on_cleanup(move || alarm.stop());
    alarm
}

impl Alarm {
    /// Rings after a while. Does nothing once the panel is gone.
    pub fn set(self, milliseconds: u64, ring: impl FnOnce() + 'static) {
        self.stop();
        if !self.0.is_disposed() {
            let ring: Box<dyn FnOnce()> = Box::new(ring);
            self.0.set_value(set_timeout_with_handle(ring, Duration::from_millis(milliseconds)).ok());
        }
    }

    /// Rings no more.
    pub fn stop(self) {
        if let Some(timer) = self.0.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

/// What is called when something happened in a view: a handle that can be copied into every closure.
pub struct Callback<T> {
    act: StoredValue<Act>,
    value: PhantomData<fn(T)>,
}

/// Takes its value out of an `Option<T>`.
type Act = Arc<dyn Fn(&mut dyn Any) + Send + Sync>;

impl<T> Clone for Callback<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Callback<T> {}

impl<T: 'static> Callback<T> {
    /// Calls a closure with what happened.
    pub fn new(act: impl Fn(T) + Send + Sync + 'static) -> Self {
        let act: Act = Arc::new(move |value: &mut dyn Any| {
            if let Some(value) = taken(value) {
                act(value);
            }
        });
        Self { act: StoredValue::new(act), value: PhantomData }
    }

    /// Tells what happened. Does nothing once the view is gone.
    pub fn run(self, value: T) {
        call(self.act, &mut Some(value));
    }
}

/// Takes the value out of an `Option<T>`. Not within each closure: for whom it is meant is asked with 16 bytes.
#[inline(never)]
fn taken<T: 'static>(value: &mut dyn Any) -> Option<T> {
    value.downcast_mut::<Option<T>>().and_then(Option::take)
}

#[inline(never)]
fn call(act: StoredValue<Act>, value: &mut dyn Any) {
    if let Some(act) = act.try_get_value() {
        act(value);
    }
}

/// Drives something outside the graph, at first and whenever what it reads has changed. Writes no signal.
pub fn drive(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(move |_: Option<()>| act());
}

/// What signals can hold.
pub trait Value: Any + Clone + Send + Sync {}

impl<T: Any + Clone + Send + Sync> Value for T {}

/// A value behind a pointer, and how to tell whether another one is the same.
#[derive(Clone)]
struct Shared {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&Shared, &Shared) -> bool,
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(self, other)
    }
}

impl Shared {
    /// A value whose readers are told only when it changed.
    #[inline(never)]
    fn compared<T: Value + PartialEq>(value: T) -> Self {
        fn same<T: Value + PartialEq>(a: &Shared, b: &Shared) -> bool {
            a.value::<T>() == b.value()
        }
        Self { value: Arc::new(value), same: same::<T> }
    }

    /// A value whose readers are told whenever it is written.
    #[inline(never)]
    fn plain<T: Value>(value: T) -> Self {
        Self { value: Arc::new(value), same: |_, _| false }
    }

    #[inline(never)]
    fn value<T: Value>(&self) -> &T {
        match self.value.downcast_ref() {
            Some(value) => value,
            None => unreachable!("a signal holds what it was made with"),
        }
    }
}

/// A closure that views call whenever what it reads has changed.
pub type Closure<T> = Box<dyn FnMut() -> T + Send>;

/// A part of a view that changes. If it reads both a value and another one that is derived from it, it has to read
/// the former first: the framework asks for changes in the order of reading, and by finding out that the latter did
/// not change it loses sight of the change of the former.
pub fn part<C: Child>(mut draw: impl FnMut() -> C + Send + 'static) -> Closure<AnyView> {
    Box::new(move || draw().into_child())
}

/// A part of a view that is there only while something holds.
pub fn when<C: Child>(holds: Derived<bool>, draw: impl Fn() -> C + Send + 'static) -> Closure<AnyView> {
    part(move || holds.get().then(&draw))
}

/// A part of a view that is there only while there are words for it.
pub fn while_said<C: Child>(
    words: Derived<Option<String>>,
    draw: impl Fn(Closure<AnyView>) -> C + Send + 'static,
) -> Closure<AnyView> {
    let are_there = derived(move || words.with(Option::is_some));
    when(are_there, move || draw(text(move || words.get().unwrap_or_default())))
}

/// A text that changes, as a child.
pub fn text(write: impl FnMut() -> String + Send + 'static) -> Closure<AnyView> {
    part(write)
}

/// An attribute that changes.
pub fn attribute<T: Into<String>>(mut write: impl FnMut() -> T + Send + 'static) -> Closure<Option<String>> {
    Box::new(move || Some(write().into()))
}

/// An attribute that comes and goes.
pub fn attribute_if<T: Into<String>>(
    mut write: impl FnMut() -> Option<T> + Send + 'static,
) -> Closure<Option<String>> {
    Box::new(move || write().map(Into::into))
}

/// An attribute that says whether something holds: `true` or `false`.
pub fn truth(mut holds: impl FnMut() -> bool + Send + 'static) -> Closure<Option<String>> {
    attribute(move || if holds() { "true" } else { "false" })
}

/// An attribute that is there only while something holds.
pub fn flag(mut holds: impl FnMut() -> bool + Send + 'static) -> Closure<Option<String>> {
    attribute_if(move || holds().then_some(""))
}

/// A class, and a second one while something holds.
pub fn class_while(
    class: &'static str,
    more: &'static str,
    mut holds: impl FnMut() -> bool + Send + 'static,
) -> Closure<Option<String>> {
    attribute(move || if holds() { format!("{class} {more}") } else { class.to_owned() })
}
