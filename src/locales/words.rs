//! What words a language has to have. Words that depend on something are functions, so that each language can put
//! them in its own order.

use contract::ProblemKind;

use crate::model::column::Column;
use crate::model::meaning::{RecallType, Status};
use crate::model::schedule::Pause;
use crate::model::view::{Density, Language, Refresh, Theme, ZoneChoice};
use crate::model::window::Preset;

/// A text without blanks to fill.
pub type Text = &'static str;

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
    /// What a window adds up to.
    pub summary: SummaryWords,
    /// The pager.
    pub pager: PagerWords,
    /// The controls over the data's freshness.
    pub live: LiveWords,
    /// The faults.
    pub faults: FaultWords,
    /// The drawer with one task.
    pub drawer: DrawerWords,
    /// The saved views.
    pub views: ViewWords,
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
    /// The last load went well.
    pub connected: Text,
    /// It did not.
    pub failed: Text,
    /// There is no network.
    pub offline: Text,
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
    /// What is wrong with it: the clocks skip a time.
    pub skipped: Text,
    /// What is wrong with it: it ends before it starts.
    pub reversed: Text,
    /// The search box.
    pub search: Text,
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
    /// The entries of that menu that move a column: its name, and whether it moves down the list.
    pub move_column: fn(&str, bool) -> String,
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
    /// What is said when an export was called off.
    pub export_cancelled: Text,
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
    /// The button that reads it: so many rows, and whether these are all, or as many as may be read.
    pub load: fn(&str, bool) -> String,
    /// Only a part was read: rows read, rows in all.
    pub partial: fn(&str, &str) -> String,
    /// The window has grown beyond what is read without asking: its rows.
    pub outgrown: fn(&str) -> String,
}

/// What a window adds up to.
pub struct SummaryWords {
    /// The whole section.
    pub title: Text,
    /// How many tasks there are.
    pub tasks: fn(i64) -> String,
    /// Only a part was read: rows read, rows in all.
    pub part_of: fn(&str, &str) -> String,
    /// The button that counts them: how many.
    pub count_all: fn(&str) -> String,
    /// Behind it: what is counted.
    pub count_what: Text,
    /// In their place where there are more than so many, which are not counted.
    pub too_many: fn(&str) -> String,
    /// The bar of states.
    pub shares: Text,
    /// A part of it: the state, its rows, rows in all.
    pub share: fn(&str, &str, &str) -> String,
    /// Before what needs attention.
    pub attention: Text,
    /// So many exceptions.
    pub exceptions: fn(i64) -> String,
    /// So many tasks that should have ended.
    pub overdue: fn(i64) -> String,
    /// What that means, over the list of them.
    pub overdue_means: Text,
    /// The bars.
    pub over_time: Text,
    /// How they shorten the range.
    pub brush: Text,
    /// A bar: its time, its tasks, its exceptions.
    pub bar: fn(&str, i64, i64) -> String,
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
    /// Two sentences, one after the other.
    pub both: fn(&str, &str) -> String,
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
    /// It is not among the rows at hand, and there are others; takes the ID.
    pub elsewhere: fn(&str) -> String,
    /// Attempts asked for.
    pub attempts_asked: Text,
    /// Attempts done.
    pub attempts_done: Text,
}

/// The saved views.
pub struct ViewWords {
    /// The button.
    pub button: Text,
    /// The dialog.
    pub title: Text,
    /// There is none yet, and what one is.
    pub none: Text,
    /// The browser does not keep them.
    pub not_kept: Text,
    /// The field for the name of what is shown.
    pub name: Text,
    /// The field for the new name of a view.
    pub new_name: Text,
    /// Saves what is shown.
    pub save: Text,
    /// Saves it in the place of another view.
    pub replace: Text,
    /// Gives a view another name.
    pub rename: Text,
    /// Deletes a view.
    pub delete: Text,
    /// Puts a deleted view back.
    pub restore: Text,
    /// What one of these three is about, to be heard: itself, and the view's name.
    pub about: fn(&str, &str) -> String,
    /// What is wrong: there is no name.
    pub no_name: Text,
    /// What is wrong: another view has the name.
    pub in_use: Text,
    /// What is wrong: there are as many views as can be.
    pub full: Text,
    /// What is said when a view was saved or renamed: its name.
    pub saved: fn(&str) -> String,
    /// The button that sets all settings back.
    pub reset: Text,
    /// What those are.
    pub reset_more: Text,
    /// What is said when that was done.
    pub reset_done: Text,
}
