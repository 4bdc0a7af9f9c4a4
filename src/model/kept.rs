//! What the panel keeps in the browser: the settings that the user chose, and saved views.
//!
//! One text that looks like a query string. Its first pair holds the settings, every other one is a saved view: its name
//! and its query. The grammar of the address reads both, so that nothing in them can be worse than a bad link. Whoever
//! else writes there, what is kept stays bounded.

use super::view::View;

/// How many views can be saved.
pub const MAX_VIEWS: usize = 30;

/// How many characters a view's name can have.
pub const MAX_NAME_CHARS: usize = 64;

/// The longest text that is read, in bytes: more than this many views with the longest queries have.
const MAX_TEXT: usize = 200_000;

/// The name of the first pair, by which the text is known to be ours.
const SETTINGS: &str = "settings";

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The settings, as a query string: see [`Parsed::fill`](super::view::Parsed::fill).
    pub settings: String,
    /// The saved views, the oldest first. No two have the same name.
    pub views: Vec<SavedView>,
}

/// A view with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its name: see [`view_name`].
    pub name: String,
    /// What it shows, as a query string.
    pub query: String,
}

impl SavedView {
    /// What it shows.
    pub fn view(&self) -> View {
        View::parse(&self.query).view.to_save()
    }
}

impl Kept {
    /// Reads a text. What is not ours counts as nothing, and what is too much is left out.
    pub fn parse(text: &str) -> Self {
        let mut kept = Self::default();
        if text.len() > MAX_TEXT {
            return kept;
        }
        let mut pairs = form_urlencoded::parse(text.as_bytes());
        match pairs.next() {
            Some((name, settings)) if name == SETTINGS => kept.settings = settings.into_owned(),
            _ => return kept,
        }
        for (name, query) in pairs {
            if let Some(name) = view_name(&name)
                && kept.views.len() < MAX_VIEWS
                && kept.position(&name).is_none()
            {
                kept.views.push(SavedView { name, query: query.into_owned() });
            }
        }
        kept
    }

    /// Writes what [`parse`](Self::parse) reads.
    pub fn print(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.append_pair(SETTINGS, &self.settings);
        for SavedView { name, query } in &self.views {
            out.append_pair(name, query);
        }
        out.finish()
    }

    /// The place of a view.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.views.iter().position(|view| view.name == name)
    }

    /// Saves a view in the place of the one of its name, or behind all others. Does nothing where there is no room.
    pub fn save(&mut self, view: SavedView) {
        match self.position(&view.name) {
            Some(at) => self.views[at] = view,
            None if self.views.len() < MAX_VIEWS => self.views.push(view),
            None => {}
        }
    }

    /// Gives a view another name, which takes the place of the view that had it.
    pub fn rename(&mut self, name: &str, new: &str) {
        if name != new && self.position(name).is_some() {
            self.delete(new);
            if let Some(at) = self.position(name) {
                new.clone_into(&mut self.views[at].name);
            }
        }
    }

    /// Deletes a view.
    pub fn delete(&mut self, name: &str) {
        self.views.retain(|view| view.name != name);
    }

    /// Puts a view that was deleted back where it was, unless its name is in use again.
    pub fn restore(&mut self, at: usize, view: SavedView) {
        if self.position(&view.name).is_none() {
            self.views.insert(at.min(self.views.len()), view);
        }
    }
}

/// The name that a text stands for: trimmed. `None` if it is empty or too long, or has characters that can't be seen.
pub fn view_name(text: &str) -> Option<String> {
    let name = text.trim();
    let fits =
        !name.is_empty() && name.chars().count() <= MAX_NAME_CHARS && !name.chars().any(char::is_control);
    fits.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(name: &str, query: &str) -> SavedView {
        SavedView { name: name.to_owned(), query: query.to_owned() }
    }

    fn names(kept: &Kept) -> Vec<&str> {
        kept.views.iter().map(|view| view.name.as_str()).collect()
    }

    fn three() -> Kept {
        let views = ["A", "B", "C"].map(|name| saved(name, "status=4")).to_vec();
        Kept { settings: "theme=dark".to_owned(), views }
    }

    #[test]
    fn what_was_kept_is_read_back_to_the_letter() {
        let mut kept = three();
        kept.save(saved("settings", "q=%26+%3D&range=today"));
        kept.save(saved("失败 & = % + \u{202e}", ""));
        assert_eq!(Kept::parse(&kept.print()), kept);
        assert_eq!(Kept::parse(&Kept::default().print()), Kept::default());
    }

    #[test]
    fn what_somebody_else_wrote_counts_as_nothing() {
        for text in ["", "{\"views\":[1]}", "null", "A=status%3D4", "%00%ff&=&", "Settings=theme%3Ddark"] {
            assert_eq!(Kept::parse(text), Kept::default(), "{text}");
        }
        assert_eq!(Kept::parse(&format!("settings=&A={}", "x".repeat(MAX_TEXT))), Kept::default());
    }

    #[test]
    fn names_that_can_not_be_and_views_beyond_the_bound_are_left_out() {
        let long = "n".repeat(MAX_NAME_CHARS + 1);
        let kept = Kept::parse(&format!("settings=&=1&++=2&{long}=3&a%0Ab=4&A=5&A=6&+B+=7"));
        assert_eq!(kept.views, [saved("A", "5"), saved("B", "7")]);
        let many: Vec<_> = (0..100).map(|number| format!("v{number}=")).collect();
        let mut kept = Kept::parse(&format!("settings=&{}", many.join("&")));
        assert_eq!(kept.views.len(), MAX_VIEWS);
        kept.save(saved("one more", ""));
        assert_eq!((kept.views.len(), kept.position("one more")), (MAX_VIEWS, None));
    }

    #[test]
    fn the_longest_views_fit_into_the_text_that_is_read() {
        let query = View::parse(&format!("q={}", "%E5%A4%96".repeat(128)))
            .view
            .to_query(crate::model::time::Zone::UTC);
        let name = |number: usize| format!("{number:02}{}", "外".repeat(MAX_NAME_CHARS - 2));
        let views = (0..MAX_VIEWS).map(|number| saved(&name(number), &query)).collect();
        let kept = Kept { settings: String::new(), views };
        assert_eq!(Kept::parse(&kept.print()), kept);
    }

    #[test]
    fn a_view_saved_under_a_name_in_use_takes_its_place() {
        let mut kept = three();
        kept.save(saved("B", "type=0"));
        assert_eq!(names(&kept), ["A", "B", "C"]);
        assert_eq!(kept.views[1].query, "type=0");
    }

    #[test]
    fn a_view_keeps_its_place_under_another_name() {
        let mut kept = three();
        kept.rename("B", "D");
        assert_eq!(names(&kept), ["A", "D", "C"]);
        kept.rename("C", "A");
        assert_eq!(names(&kept), ["D", "A"]);
        kept.rename("gone", "A");
        kept.rename("A", "A");
        assert_eq!(names(&kept), ["D", "A"]);
    }

    #[test]
    fn a_deleted_view_comes_back_where_it_was() {
        let mut kept = three();
        let (at, view) = (1, kept.views[1].clone());
        kept.delete("B");
        assert_eq!(names(&kept), ["A", "C"]);
        kept.restore(at, view.clone());
        assert_eq!(kept, three());
        kept.restore(9, view);
        assert_eq!(kept, three());
    }
}
