//! What elements are made of: as values until they are drawn, by the framework or without it.

use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::style::style;

use super::El;
use crate::dynamic::Closure;

/// An attribute.
pub enum Attribute {
    /// One that stays as it is.
    Plain(&'static str, String),
    /// A property of the style that stays as it is.
    Style(&'static str, String),
    /// One that the framework keeps up to date.
    Kept(AnyAttribute),
}

impl Attribute {
    /// In the framework's hands.
    pub(super) fn kept(self) -> AnyAttribute {
        match self {
            Attribute::Plain(name, value) => custom_attribute(name, value).into_any_attr(),
            Attribute::Style(property, value) => style((property, value)).into_any_attr(),
            Attribute::Kept(attribute) => attribute,
        }
    }
}

/// What an attribute can be set to.
pub trait AttributeText {
    /// The attribute of that name, if there is to be one.
    fn named(self, name: &'static str) -> Option<Attribute>;
}

impl AttributeText for String {
    fn named(self, name: &'static str) -> Option<Attribute> {
        Some(Attribute::Plain(name, self))
    }
}

impl AttributeText for &'static str {
    fn named(self, name: &'static str) -> Option<Attribute> {
        self.to_owned().named(name)
    }
}

impl<T: AttributeText> AttributeText for Option<T> {
    fn named(self, name: &'static str) -> Option<Attribute> {
        self?.named(name)
    }
}

impl AttributeText for Closure<Option<String>> {
    fn named(self, name: &'static str) -> Option<Attribute> {
        Some(Attribute::Kept(custom_attribute(name, self).into_any_attr()))
    }
}

/// A child of an element.
pub enum Piece {
    /// A text.
    Text(String),
    /// An element.
    Element(El),
    /// Something of the framework's.
    View(AnyView),
}

impl Piece {
    /// In the framework's hands.
    pub(super) fn view(self) -> AnyView {
        match self {
            Piece::Text(text) => text.into_any(),
            Piece::Element(element) => element.view(),
            Piece::View(view) => view,
        }
    }
}

/// What can stand in an element.
pub trait Child: Sized {
    /// The child, if there is to be one.
    fn into_piece(self) -> Option<Piece>;

    /// The view.
    fn into_child(self) -> AnyView {
        self.into_piece().map_or_else(|| ().into_any(), Piece::view)
    }
}

impl Child for String {
    fn into_piece(self) -> Option<Piece> {
        Some(Piece::Text(self))
    }
}

impl Child for &'static str {
    fn into_piece(self) -> Option<Piece> {
        self.to_owned().into_piece()
    }
}

impl Child for El {
    fn into_piece(self) -> Option<Piece> {
        Some(Piece::Element(self))
    }
}

impl<C: Child> Child for Option<C> {
    fn into_piece(self) -> Option<Piece> {
        self?.into_piece()
    }
}

impl Child for AnyView {
    fn into_piece(self) -> Option<Piece> {
        Some(Piece::View(self))
    }
}

impl Child for Vec<AnyView> {
    fn into_piece(self) -> Option<Piece> {
        self.into_any().into_piece()
    }
}

impl Child for Closure<AnyView> {
    fn into_piece(self) -> Option<Piece> {
        self.into_any().into_piece()
    }
}
