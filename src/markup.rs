//! Elements in the framework's builder syntax, all of one type.
//!
//! `view!` makes a type, and with it machine code, of every piece of markup; a panel of this size would be half as
//! large again. [`El`] is the same elements with their attributes and children in lists, so that the code exists once.

mod drawn;
mod node;
mod parts;
mod pointer;

use leptos::ev::{Custom, Event};
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::IntoAnyAttribute;
use leptos::tachys::html::element::custom;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;
use leptos::tachys::svg::{path, svg};

use crate::browser::{focus, pointer as mouse};
use crate::dynamic::Closure;

pub use drawn::{Drawn, Within};
pub use node::Node;
pub use parts::{Attribute, AttributeText, Child, Piece};
pub use pointer::Pointed;

/// An element under construction. A pointer, because it is handed on with every attribute.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<Attribute>,
    children: Vec<Piece>,
}

/// Begins an element.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// Begins a button, which by itself submits nothing.
pub fn button(class: &'static str) -> El {
    el("button").attr("type", "button").part("button").class(class)
}

impl El {
    /// Sets an attribute.
    #[must_use]
    #[inline(never)]
    pub fn attr<T: AttributeText>(mut self, name: &'static str, value: T) -> Self {
        self.0.attributes.extend(value.named(name));
        self
    }

    /// Gives the element a name by which a host page can style it from outside.
    #[must_use]
    pub fn part(self, name: &'static str) -> Self {
        self.attr("part", name)
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, value: impl AttributeText) -> Self {
        self.attr("class", value)
    }

    /// Sets the name that people hear, and see when they rest on the element: for one that shows only an icon.
    #[must_use]
    pub fn hint(self, words: &'static str) -> Self {
        self.attr("aria-label", words).attr("title", words)
    }

    /// Keeps a field's value in step with a text.
    #[must_use]
    pub fn value(mut self, text: impl FnMut() -> String + Send + 'static) -> Self {
        let text: Closure<String> = Box::new(text);
        self.0.attributes.push(Attribute::Kept(prop("value", text).into_any_attr()));
        self
    }

    /// Sets a property of the style, through the object model: the page's policy allows no style in markup.
    #[must_use]
    pub fn style(mut self, property: &'static str, value: String) -> Self {
        self.0.attributes.push(Attribute::Style(property, value));
        self
    }

    /// Acts on a click.
    #[must_use]
    pub fn on_click(self, mut act: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// Acts on an event. One type for all events; whoever needs more of one casts it.
    #[must_use]
    pub fn on(mut self, name: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        let act: Box<dyn FnMut(Event)> = Box::new(act);
        self.0.attributes.push(Attribute::Kept(on(Custom::<Event>::new(name), act).into_any_attr()));
        self
    }

    /// Acts on a press of one of the buttons within, which have a class and a value.
    #[must_use]
    pub fn on_press_within(self, mut act: impl FnMut(&str, String) + 'static) -> Self {
        self.on("click", move |event| {
            if let Some((class, value)) = mouse::pressed(&event) {
                act(&class, value);
            }
        })
    }

    /// Acts on a field's value when an event says that there is one.
    #[must_use]
    pub fn on_value(self, name: &'static str, mut act: impl FnMut(String) + 'static) -> Self {
        self.on(name, move |event| act(event_target_value(&event)))
    }

    /// Acts when the form is sent, instead of sending it. Where what was filled in is not right, its first field gets
    /// the focus.
    #[must_use]
    pub fn on_submit(self, mut is_right: impl FnMut() -> bool + 'static) -> Self {
        self.on("submit", move |event| {
            event.prevent_default();
            if !is_right() {
                focus::first_field(&event);
            }
        })
    }

    /// Hands the focus on when the element leaves with it. `selector` finds the element from within.
    #[must_use]
    pub fn hand_on_focus(self, selector: &'static str) -> Self {
        on_cleanup(move || focus::hand_on(selector));
        self
    }

    /// Notes the element once it is in the page.
    #[must_use]
    pub fn node(mut self, node: Node) -> Self {
        self.0.attributes.push(Attribute::Kept(node.attribute()));
        self
    }

    /// Adds a child.
    #[must_use]
    #[inline(never)]
    pub fn child<C: Child>(mut self, child: C) -> Self {
        self.0.children.extend(child.into_piece());
        self
    }

    /// Adds children.
    #[must_use]
    pub fn children<C: Child>(mut self, children: impl IntoIterator<Item = C>) -> Self {
        self.0.children.extend(children.into_iter().filter_map(Child::into_piece));
        self
    }

    /// The finished element.
    #[inline(never)]
    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        let attributes: Vec<_> = attributes.into_iter().map(Attribute::kept).collect();
        let children: Vec<_> = children.into_iter().map(Piece::view).collect();
        // What draws is of another namespace than what is read.
        match tag {
            "svg" => svg().child(children).add_any_attr(attributes).into_any(),
            "path" => path().add_any_attr(attributes).into_any(),
            _ => custom(tag).child(children).add_any_attr(attributes).into_any(),
        }
    }
}
