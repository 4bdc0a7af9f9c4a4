//! Settings: the part of a view that is a matter of taste, and can be remembered.
//!
//! Nothing but the address decides what is shown. What is remembered is written into the address when the panel is
//! opened, where the address lacks it, and from then on it stands there for everybody to see and to share.
//!
//! - How the table looks and how often it is asked for is filled into every address: the rows are the same.
//! - Zone and page size decide which rows are shown. They are filled in only where the address says nothing about rows:
//!   that is a visit and no link, and a link has to give everybody the same rows.
//! - In a frame, whose host has the say over theme, language and zone, these three are never filled in.
//! - Only what the user chose by the controls is remembered, and never what a link or a saved view brought along.

use std::borrow::Cow;

use super::{PageNumber, PageSize, Parsed, View};
use crate::model::time::Zone;

/// Settings that decide nothing about rows.
const LOOKS: [&str; 5] = ["cols", "density", "refresh", "theme", "lang"];

/// Settings that decide which rows a view shows.
const ROWS: [&str; 2] = ["tz", "size"];

/// Whatever else an address can say about rows.
const LINK: [&str; 9] = ["range", "from", "to", "q", "status", "type", "sort", "page", "task"];

/// Settings that are the host's in a frame: its header, with the controls for them, is not there.
const OF_THE_HOST: [&str; 3] = ["theme", "lang", "tz"];

impl Parsed {
    /// Fills in what is remembered, a query string, where the query string that this was read from says nothing, be it
    /// right or wrong. Whether that changed the view.
    pub fn fill(&mut self, query: &str, remembered: &str) -> bool {
        let says = |name: &str| pairs(query).any(|(said, _)| said == name);
        let is_link = LINK.into_iter().chain(ROWS).any(says);
        let mut view = self.view.clone();
        for (name, value) in pairs(remembered) {
            let fits = LOOKS.contains(&&*name) || (ROWS.contains(&&*name) && !is_link);
            let theirs = view.embedded && OF_THE_HOST.contains(&&*name);
            if fits && !theirs && !says(&name) {
                // What can't be read has no effect, like in an address.
                view.read(&name, &value, true);
            }
        }
        let changed = view != self.view;
        self.view = view;
        changed
    }
}

impl View {
    /// What is to be remembered, as a query string, once the user went from one view to another by the controls.
    pub fn remember(remembered: &str, before: &View, after: &View) -> String {
        let (before, after) = (before.to_query(Zone::UTC), after.to_query(Zone::UTC));
        let mut out = form_urlencoded::Serializer::new(String::new());
        for name in LOOKS.into_iter().chain(ROWS) {
            let value = |query| pairs(query).find(|(other, _)| other == name).map(|(_, value)| value);
            let (was, is) = (value(before.as_str()), value(after.as_str()));
            if let Some(value) = if was == is { value(remembered) } else { is } {
                out.append_pair(name, &value);
            }
        }
        out.finish()
    }

    /// The same view with all settings as they are at first, the first row still in view.
    #[must_use]
    pub fn with_default_settings(&self) -> Self {
        let View { zone, refresh, columns, density, theme, language, .. } = View::default();
        View { zone, refresh, columns, density, theme, language, ..self.resized(PageSize::default()) }
    }

    /// What of a view is saved under a name: which rows and columns it shows, from the first page on.
    #[must_use]
    pub fn to_save(&self) -> Self {
        View::default().showing(self)
    }

    /// The same view, but with the rows and columns of a saved one; how it looks stays.
    #[must_use]
    pub fn showing(&self, saved: &View) -> Self {
        let View { refresh, density, theme, language, embedded, foreign, .. } = self.clone();
        let page = PageNumber::FIRST;
        View { refresh, density, theme, language, embedded, foreign, page, task: None, ..saved.clone() }
    }
}

fn pairs(query: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(query.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const REMEMBERED: &str =
        "cols=name,status&density=compact&refresh=60&theme=dark&lang=zh-CN&tz=utc&size=50";

    /// The query string of an address after what is remembered was filled in.
    fn filled(address: &str, remembered: &str) -> String {
        let mut parsed = View::parse(address);
        let before = parsed.view.clone();
        assert_eq!(parsed.fill(address, remembered), parsed.view != before);
        parsed.view.to_query(Zone::UTC)
    }

    #[test]
    fn an_address_that_says_nothing_gets_all_that_is_remembered() {
        let all = "size=50&tz=utc&refresh=60&cols=name,status&density=compact&theme=dark&lang=zh-CN";
        assert_eq!(filled("", REMEMBERED), all);
        assert_eq!(filled("tenant=7", REMEMBERED), format!("{all}&tenant=7"));
        assert_eq!(filled("", ""), "");
    }

    #[test]
    fn a_link_gives_everybody_the_same_rows() {
        let looks = "refresh=60&cols=name,status&density=compact&theme=dark&lang=zh-CN";
        for link in ["status=4", "range=today", "q=May", "page=3", "task=7", "sort=-id"] {
            assert_eq!(filled(link, REMEMBERED), filled(&format!("{link}&{looks}"), ""), "{link}");
        }
        assert_eq!(filled("size=20", REMEMBERED), looks);
    }

    #[test]
    fn the_address_wins_also_where_it_says_the_default() {
        let says = "cols=id&density=normal&refresh=30&theme=auto&lang=en&tz=vendor&size=20";
        assert_eq!(filled(says, REMEMBERED), "cols=id&lang=en");
    }

    #[test]
    fn in_a_frame_the_host_has_the_say() {
        let framed = "size=50&refresh=60&cols=name,status&density=compact&embed=1";
        assert_eq!(filled("embed=1", REMEMBERED), framed);
    }

    #[test]
    fn filters_are_never_filled_in_and_garbage_has_no_effect() {
        assert_eq!(filled("", "status=4&q=x&page=3&range=today&task=1&embed=1&sort=id&tenant=1"), "");
        assert_eq!(filled("", "theme=pink&size=21&cols=,&density&%ff=&&=="), "");
    }

    #[test]
    fn only_what_the_user_changed_is_remembered_anew() {
        let [plain, dark, filtered] =
            ["", "theme=dark", "theme=dark&status=4&q=x"].map(|query| View::parse(query).view);
        assert_eq!(View::remember("", &plain, &dark), "theme=dark");
        // The theme of a link that the user merely followed is not theirs.
        assert_eq!(View::remember("size=50", &dark, &filtered), "size=50");
        // What the user set back to the default needs no remembering.
        assert_eq!(View::remember("theme=dark&size=50", &dark, &plain), "size=50");
        assert_eq!(View::remember("status=4&theme=light", &plain, &plain), "theme=light");
    }

    #[test]
    fn settings_go_back_to_the_first_ones_and_filters_stay() {
        let view = View::parse(&format!("{REMEMBERED}&status=4&page=2&embed=1")).view;
        assert_eq!(view.with_default_settings().to_query(Zone::UTC), "status=4&page=3&embed=1");
    }

    #[test]
    fn a_saved_view_brings_its_rows_and_columns_and_leaves_the_looks() {
        let query = "range=today&q=May&status=4&sort=-id&page=3&size=50&task=7&tz=utc&cols=id,name";
        let saved = View::parse(&format!("{query}&density=compact&theme=dark&tenant=7")).view.to_save();
        let kept = "range=today&q=May&status=4&sort=-id&size=50&tz=utc&cols=id,name";
        assert_eq!(saved.to_query(Zone::UTC), kept);
        let there = View::parse("type=1&page=2&task=1&theme=light&refresh=10&embed=1&tenant=8").view;
        let shown = there.showing(&saved).to_query(Zone::UTC);
        assert_eq!(
            shown,
            "range=today&q=May&status=4&sort=-id&size=50&tz=utc&refresh=10&cols=id,name&theme=light&embed=1&tenant=8"
        );
    }
}
