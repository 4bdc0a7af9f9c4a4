//! The words of the panel, one file per language.
//!
//! A language is a value of [`Locale`]: a word that is missing does not compile. Words that depend on something
//! are functions, so that each language can put them in its own order.

mod en;
mod zh_cn;

use contract::ProblemKind;

use crate::model::column::Column;
use crate::model::fault::Fault;
use crate::model::meaning::{RecallType, Status};
use crate::model::schedule::Pause;
use crate::model::time::format_offset;
use crate::model::view::{Density, Language, Refresh, Theme, ZoneChoice};
use crate::model::window::Preset;

/// A text without blanks to fill.
type Text = &'static str;

/// What a user reads of a fault: what happened, and what to do.
pub type Advice = (Text, Text);

/// All words of one language.
pub struct Locale {
    /// The language itself.
    pub language: Language,
    /// What stands for a value that is missing.
    pub missing: Text,
    /// The product's name and the badge of the demo.
    pub app: AppWords,
    /// The filters.
    pub filters: FilterWords,
    /// The table and what stands in its place.
    pub table: TableWords,
    /// The pager.
    pub pager: PagerWords,
    /// The controls over the data's freshness.
    pub live: LiveWords,
    /// The faults.
    pub faults: FaultWords,
    /// The drawer with one task.
    pub drawer: DrawerWords,
    /// The state of a task.
    pub status: fn(Status) -> String,
    /// The recall type of a task.
    pub recall_type: fn(RecallType) -> String,
    /// Minutes between attempts.
    pub minutes: fn(&str) -> String,
    /// Attempts done of attempts asked for, either of which can be missing.
    pub attempts: fn(&str, &str) -> String,
    /// How long ago something was, in seconds; the future counts as now.
    pub ago: fn(i64) -> String,
}

/// The frame around everything.
pub struct AppWords {
    /// The product's name.
    pub name: Text,
    /// The badge that says that the rows are made up, and why.
    pub demo: Advice,
    /// The label of the zone's select.
    pub time_zone: Text,
    /// A zone in that select.
    pub zone: fn(ZoneChoice, &str) -> String,
    /// The button and menu for the theme.
    pub theme: Text,
    /// A theme.
    pub theme_name: fn(Theme) -> Text,
    /// The button and menu for the language.
    pub language: Text,
    /// The button that copies the address of what is shown.
    pub copy_link: Text,
    /// What is said when that worked.
    pub link_copied: Text,
    /// What is said when something could not be copied.
    pub copy_failed: Text,
    /// The notice about values in the address that were dropped.
    pub dropped: fn(&str) -> String,
    /// The button that takes a notice away.
    pub dismiss: Text,
}

/// The filters.
pub struct FilterWords {
    /// The whole group.
    pub title: Text,
    /// The button that unfolds the filters on a phone, with the number of those set.
    pub unfold: fn(usize) -> String,
    /// The group of ranges.
    pub range: Text,
    /// A preset.
    pub preset: fn(Preset) -> Text,
    /// The button for a range of one's own.
    pub custom: Text,
    /// Its first field.
    pub from: Text,
    /// Its second field.
    pub to: Text,
    /// Its button.
    pub apply: Text,
    /// What is wrong with it: a field is empty.
    pub incomplete: Text,
    /// What is wrong with it: it ends before it starts.
    pub reversed: Text,
    /// The search box.
    pub search: Text,
    /// What is wrong with the search text.
    pub search_too_long: Text,
    /// The group of states.
    pub status: Text,
    /// The group of recall types.
    pub recall_type: Text,
    /// The button that takes all filters away.
    pub clear: Text,
}

/// The table and what stands in its place.
pub struct TableWords {
    /// The table's name.
    pub caption: Text,
    /// The region in which it scrolls.
    pub region: Text,
    /// A column's header.
    pub column: fn(Column) -> Text,
    /// The menu of columns.
    pub columns: Text,
    /// The entry of that menu that shows all columns again.
    pub all_columns: Text,
    /// The button and menu for the rows' height.
    pub density: Text,
    /// A height.
    pub density_name: fn(Density) -> Text,
    /// The menu of exports.
    pub export: Text,
    /// What is said when the browser took no file.
    pub export_failed: Text,
    /// What is said after an export.
    pub exported: fn(&str) -> String,
    /// While the first rows are on their way.
    pub loading: Text,
    /// While a whole window is being read: rows read, rows in all.
    pub reading: fn(&str, &str) -> String,
    /// What is said besides while it waits.
    pub waiting: Text,
    /// The button that stops that.
    pub cancel: Text,
    /// There is nothing in this range.
    pub nothing_in_range: Advice,
    /// There is nothing that matches the filters.
    pub nothing_matches: Advice,
    /// A long window has to be read: its rows.
    pub ask_first: fn(&str) -> String,
    /// The button that reads it.
    pub load_all: fn(&str) -> String,
    /// Only a part was read: rows read, rows in all.
    pub partial: fn(&str, &str) -> String,
}

/// The pager.
pub struct PagerWords {
    /// The navigation.
    pub pages: Text,
    /// To the first page.
    pub first: Text,
    /// To the page before.
    pub previous: Text,
    /// To the page after.
    pub next: Text,
    /// To the last page.
    pub last: Text,
    /// The field for a page's number.
    pub go_to: Text,
    /// How many pages there are, behind that field.
    pub of_pages: fn(&str) -> String,
    /// The select for the page size.
    pub rows_per_page: Text,
    /// Which rows are shown: first, last, total.
    pub rows: fn(&str, &str, &str) -> String,
    /// The same to be heard, where a dash says nothing.
    pub rows_aloud: fn(&str, &str, &str) -> String,
}

/// The controls over the data's freshness.
pub struct LiveWords {
    /// How old the rows are.
    pub updated: fn(&str) -> String,
    /// How old they are, if they are older ones because the vendor could not be asked.
    pub stale: fn(&str) -> String,
    /// The button for new tasks that wait to be shown; for 0, rows that only changed places.
    pub waiting: fn(i64) -> String,
    /// In how many seconds the rows are asked for again after a failure.
    pub trying_again: fn(i64) -> String,
    /// Asks again.
    pub refresh_now: Text,
    /// The select for the interval.
    pub auto_refresh: Text,
    /// An interval.
    pub interval: fn(Refresh) -> Text,
    /// Stops asking by itself.
    pub pause: Text,
    /// Goes on.
    pub resume: Text,
    /// Why nothing is asked for by itself.
    pub paused: fn(Pause) -> Text,
}

/// The faults.
pub struct FaultWords {
    /// A problem of the relay.
    pub problem: fn(ProblemKind) -> Advice,
    /// The browser has no network.
    pub offline: Advice,
    /// The relay does not answer.
    pub unreachable: Advice,
    /// Something else answered.
    pub garbage: Advice,
    /// Something else refused.
    pub refused: Advice,
    /// Something else answered that the relay does not.
    pub gateway: Advice,
    /// The vendor does not answer, and the rows are older ones.
    pub stale: Advice,
    /// Since when.
    pub since: fn(&str) -> String,
    /// When the rows shown were fetched.
    pub rows_as_of: fn(&str) -> String,
    /// The rows shown don't follow the user's last change.
    pub rows_before_the_change: Text,
    /// The vendor's own code and words.
    pub vendor_says: fn(&str, &str) -> String,
    /// The request's identifier.
    pub request_id: fn(&str) -> String,
    /// What the identifier is called, to copy it.
    pub request: Text,
    /// Asks again.
    pub try_again: Text,
}

/// The drawer with one task.
pub struct DrawerWords {
    /// Closes it.
    pub close: Text,
    /// Copies a value: the value's name.
    pub copy: fn(&str) -> String,
    /// What is said when that worked: the value's name.
    pub copied: fn(&str) -> String,
    /// The task of the address is not among the rows.
    pub not_found: fn(&str) -> String,
    /// Attempts asked for.
    pub attempts_asked: Text,
    /// Attempts done.
    pub attempts_done: Text,
}

impl Locale {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Locale {
        match language {
            Language::English => &en::LOCALE,
            Language::Chinese => &zh_cn::LOCALE,
        }
    }

    /// What a user reads of a fault.
    pub fn fault(&self, fault: &Fault) -> Advice {
        match fault {
            Fault::Problem(problem) => (self.faults.problem)(problem.kind),
            Fault::Offline => self.faults.offline,
            Fault::Unreachable => self.faults.unreachable,
            Fault::Garbage { status, .. } => match status {
                0 | 401 => (self.faults.problem)(ProblemKind::Unauthenticated),
                403 => self.faults.refused,
                429 => (self.faults.problem)(ProblemKind::RateLimited),
                500..=599 => self.faults.gateway,
                _ => self.faults.garbage,
            },
        }
    }

    /// The language that suits somebody's list of preferred ones best; English if none does.
    pub fn negotiate<'a>(preferred: impl IntoIterator<Item = &'a str>) -> Language {
        let mut known = preferred.into_iter().filter_map(|tag| {
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            [("en", Language::English), ("zh", Language::Chinese)]
                .into_iter()
                .find_map(|(name, language)| primary.eq_ignore_ascii_case(name).then_some(language))
        });
        known.next().unwrap_or_default()
    }
}

/// Writes a number with its thousands apart, which both languages do with a comma.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `UTC+08:00`, as both languages write it.
pub fn utc_offset(minutes: i32) -> String {
    format!("UTC{}", format_offset(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let texts = [0, 12, 574, 1000, 61_204, -1_234_567].map(grouped);
        assert_eq!(texts, ["0", "12", "574", "1,000", "61,204", "-1,234,567"]);
        assert_eq!(grouped(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn the_first_preferred_language_that_we_speak_wins() {
        assert_eq!(Locale::negotiate(["fr-FR", "zh-TW", "en"]), Language::Chinese);
        assert_eq!(Locale::negotiate(["en-GB", "zh-CN"]), Language::English);
        assert_eq!(Locale::negotiate(["fr"]), Language::English);
        assert_eq!(Locale::negotiate([]), Language::English);
    }

    #[test]
    fn every_problem_has_advice_in_every_language() {
        for language in Language::ALL {
            for kind in ProblemKind::ALL {
                let (what, advice) = (Locale::of(*language).faults.problem)(*kind);
                assert!(!what.is_empty() && !advice.is_empty(), "{language:?} {kind:?}");
            }
        }
    }

    #[test]
    fn unknown_numbers_are_shown_as_such() {
        assert_eq!((Locale::of(Language::English).status)(Status::Unknown(7)), "Unknown (7)");
        assert_eq!((Locale::of(Language::Chinese).recall_type)(RecallType::Unknown(2)), "未知 (2)");
    }
}
