//! Icons, in the colour of the text. They are never the only sign of anything.

use crate::markup::{El, el};

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Sorted ascending.
    Up,
    /// Sorted descending.
    Down,
    /// Can be sorted.
    UpDown,
    /// To the first page.
    First,
    /// To the page before.
    Previous,
    /// To the page after.
    Next,
    /// To the last page.
    Last,
    /// Asks again.
    Refresh,
    /// Stops.
    Pause,
    /// Goes on.
    Play,
    /// Searches.
    Search,
    /// Takes away.
    Close,
    /// Copies.
    Copy,
    /// Copies a link.
    Link,
    /// Chooses columns.
    Columns,
    /// Chooses the rows' height.
    Rows,
    /// Exports.
    Download,
    /// Chooses a theme.
    Contrast,
    /// Chooses a language.
    Globe,
    /// Filters.
    Funnel,
    /// Warns.
    Warning,
    /// Pending: an empty circle.
    Circle,
    /// In progress: a circle half full.
    HalfCircle,
    /// Completed: a tick.
    Tick,
    /// Cancelled: a struck circle.
    Struck,
    /// Exception: a triangle.
    Triangle,
    /// Unknown: a question mark.
    Question,
    /// Chosen.
    Check,
    /// Saved views.
    Bookmark,
    /// Gives another name.
    Pencil,
    /// Deletes.
    Trash,
    /// Puts back.
    Undo,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Icon::Up => "M8 4l4 5H4z",
            Icon::Down => "M8 12L4 7h8z",
            Icon::UpDown => "M8 2.5l3 4H5zM8 13.5l-3-4h6z",
            Icon::First => "M4 3v10M12 3L7 8l5 5",
            Icon::Previous => "M10 3L5 8l5 5",
            Icon::Next => "M6 3l5 5-5 5",
            Icon::Last => "M12 3v10M4 3l5 5-5 5",
            Icon::Refresh => "M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3",
            Icon::Pause => "M5.5 3v10M10.5 3v10",
            Icon::Play => "M5 3l8 5-8 5z",
            Icon::Search => "M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0M10 10l4 4",
            Icon::Close => "M4 4l8 8M12 4l-8 8",
            Icon::Copy => "M6 5.5h7v8H6zM3 10.5v-8h7",
            Icon::Link => {
                "M7 9a3 3 0 0 0 4.2 0l2-2A3 3 0 0 0 9 2.8l-1 1M9 7a3 3 0 0 0-4.2 0l-2 2A3 3 0 0 0 7 13.2l1-1"
            }
            Icon::Columns => "M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9",
            Icon::Rows => "M3 4h10M3 8h10M3 12h10",
            Icon::Download => "M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13.5h10",
            Icon::Contrast => "M8 3a5 5 0 1 0 0 10z",
            Icon::Globe => {
                "M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0M2.5 8h11M8 2.5c3.5 3 3.5 8 0 11M8 2.5c-3.5 3-3.5 8 0 11"
            }
            Icon::Funnel => "M2.5 3.5h11L9.5 8.5v4l-3 1v-5z",
            Icon::Warning | Icon::Triangle => "M8 2.5l6 11H2zM8 6.5v3.5M8 11.6v.4",
            Icon::Circle => "M13 8A5 5 0 1 1 3 8a5 5 0 0 1 10 0",
            Icon::HalfCircle => "M8 3a5 5 0 1 1 0 10z",
            Icon::Tick => "M13 8A5 5 0 1 1 3 8a5 5 0 0 1 10 0M5.8 8.2l1.6 1.6 3-3.4",
            Icon::Struck => "M13 8A5 5 0 1 1 3 8a5 5 0 0 1 10 0M4.5 11.5l7-7",
            Icon::Question => "M13 8A5 5 0 1 1 3 8a5 5 0 0 1 10 0M6.6 6.8a1.4 1.4 0 1 1 1.4 1.6v.6M8 10.6v.3",
            Icon::Check => "M3 8.5l3.5 3.5L13 5",
            Icon::Bookmark => "M4 2.5h8v11L8 10.2 4 13.5z",
            Icon::Pencil => "M3 13l.8-3L11 2.8 13.2 5 6 12.2z",
            Icon::Trash => "M3 4.5h10M6.5 4.5v-2h3v2M4.2 4.5l.6 9h6.4l.6-9",
            Icon::Undo => "M6.5 3L3 6.5 6.5 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7",
        }
    }

    /// Icons that are surfaces; the others are lines.
    const fn is_filled(self) -> bool {
        matches!(self, Icon::Up | Icon::Down | Icon::UpDown | Icon::Play | Icon::HalfCircle | Icon::Contrast)
    }
}

/// Draws an icon; screen readers pass over it.
pub fn icon(icon: Icon) -> El {
    // A half surface needs its whole outline besides.
    let outline = if matches!(icon, Icon::HalfCircle | Icon::Contrast) { Icon::Circle.path() } else { "" };
    el("svg")
        .class(if icon.is_filled() { "icon filled" } else { "icon" })
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .child(el("path").class("outline").attr("d", outline))
        .child(el("path").attr("d", icon.path()))
}
