//! Elements that are drawn without the framework: described anew as a whole whenever something about them has changed,
//! whereupon only what differs is written into the page.
//!
//! A page of the table has some 3,000 nodes. To have each attribute and text of theirs kept up to date by itself costs more
//! than to compare them.

use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::dom::{Element, Node};
use wasm_bindgen::JsCast;

use super::{Attribute, El, Parts, Piece};

/// An element or a text in the page, and what it was drawn as.
pub struct Drawn {
    node: Node,
    shape: Shape,
}

enum Shape {
    Text(String),
    Element { tag: &'static str, attributes: Vec<Plain>, children: Vec<Drawn> },
}

/// An attribute, or a property of the style.
#[derive(Clone, PartialEq, Eq)]
struct Plain {
    name: &'static str,
    value: String,
    is_style: bool,
}

impl Drawn {
    /// Draws an element in which nothing is of the framework's: over another one of its kind, if there is one, into which only
    /// what differs is written.
    pub fn over(other: Option<Self>, element: El) -> Self {
        let Some(mut drawn) = other else { return Self::of(Piece::Element(element)) };
        drawn.update(element);
        drawn
    }

    fn of(piece: Piece) -> Self {
        match piece {
            Piece::Text(text) => {
                Self { node: Rndr::create_text_node(&text).into(), shape: Shape::Text(text) }
            }
            Piece::Element(element) => {
                let tag = element.0.tag;
                // What draws is of another namespace than what is read.
                let namespace = matches!(tag, "svg" | "path").then_some("http://www.w3.org/2000/svg");
                let node = Rndr::create_element(tag, namespace).into();
                let shape = Shape::Element { tag, attributes: Vec::new(), children: Vec::new() };
                let mut drawn = Self { node, shape };
                drawn.update(element);
                drawn
            }
            Piece::View(_) => unreachable!("what is drawn without the framework has nothing of its own"),
        }
    }

    /// A second one, by a copy of the nodes: that is faster than to make them one by one.
    #[must_use]
    pub fn copy(&self) -> Option<Self> {
        Some(self.around(self.node.clone_node_with_deep(true).ok()?))
    }

    fn around(&self, node: Node) -> Self {
        let shape = match &self.shape {
            Shape::Text(text) => Shape::Text(text.clone()),
            Shape::Element { tag, attributes, children } => {
                let mut next = Rndr::first_child(&node);
                let child = |child: &Drawn| {
                    let node = next.take()?;
                    next = Rndr::next_sibling(&node);
                    Some(child.around(node))
                };
                let children = children.iter().filter_map(child).collect();
                Shape::Element { tag, attributes: attributes.clone(), children }
            }
        };
        Self { node, shape }
    }

    fn update(&mut self, element: El) {
        let Self { node, shape: Shape::Element { attributes, children, .. } } = self else { return };
        let node: &Element = node.unchecked_ref();
        let Parts { attributes: wanted, children: pieces, .. } = *element.0;
        write_attributes(node, attributes, wanted);
        let count = pieces.len();
        for (at, piece) in pieces.into_iter().enumerate() {
            if let Some(child) = children.get_mut(at) {
                child.become_one(node, piece);
            } else {
                let child = Self::of(piece);
                Rndr::insert_node(node, &child.node, None);
                children.push(child);
            }
        }
        children.drain(count..).for_each(Self::remove);
    }

    /// Draws a child anew, or another one in its place if it is of another kind.
    fn become_one(&mut self, parent: &Element, piece: Piece) {
        match (&mut self.shape, piece) {
            (Shape::Text(before), Piece::Text(text)) => {
                if *before != text {
                    Rndr::set_text(self.node.unchecked_ref(), &text);
                    *before = text;
                }
            }
            (Shape::Element { tag, .. }, Piece::Element(element)) if *tag == element.0.tag => {
                self.update(element);
            }
            (_, piece) => {
                let other = Self::of(piece);
                Rndr::insert_node(parent, &other.node, Some(&self.node));
                std::mem::replace(self, other).remove();
            }
        }
    }

    /// Takes it out of the page.
    pub fn remove(self) {
        Rndr::remove(&self.node);
    }
}

fn write_attributes(node: &Element, before: &mut Vec<Plain>, wanted: Vec<Attribute>) {
    let wanted = wanted.into_iter().filter_map(|attribute| match attribute {
        Attribute::Plain(name, value) => Some(Plain { name, value, is_style: false }),
        Attribute::Style(name, value) => Some(Plain { name, value, is_style: true }),
        Attribute::Kept(_) => None,
    });
    let wanted: Vec<Plain> = wanted.collect();
    for attribute in before.iter() {
        if wanted.iter().all(|other| other.name != attribute.name) {
            Rndr::remove_attribute(node, attribute.name);
        }
    }
    for attribute in &wanted {
        let Plain { name, value, is_style } = attribute;
        if before.contains(attribute) {
            continue;
        }
        if *is_style {
            Rndr::set_css_property(&Rndr::style(node), name, value);
        } else {
            Rndr::set_attribute(node, name, value);
        }
    }
    *before = wanted;
}

/// The element of the framework's in which others are drawn without it.
pub struct Within<'a>(pub(super) &'a Element);

impl Within<'_> {
    /// Whether the focus is in it.
    pub fn has_focus(&self) -> bool {
        self.0.matches(":focus-within").unwrap_or_default()
    }

    /// Puts elements into it, or into another order. What is in its place is not touched.
    pub fn arrange<'d>(&self, elements: impl Iterator<Item = &'d Drawn>) {
        let mut next = Rndr::first_child(self.0);
        for Drawn { node, .. } in elements {
            if next.as_ref() == Some(node) {
                next = Rndr::next_sibling(node);
            } else {
                Rndr::insert_node(self.0, node, next.as_ref());
            }
        }
    }
}
