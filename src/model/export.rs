//! Writing rows as a file: CSV for spreadsheets, JSON for programs.
//!
//! Both hold all rows that the view keeps, in its order and with its columns.

use contract::Task;

use super::column::Column;
use super::json;
use super::meaning::{RecallType, Status};
use super::row::created_at;
use super::time::{Instant, Zone, format_rfc3339, format_wall};
use super::window::Window;
use crate::locales::{Locale, utc_offsets};

/// The formats that rows can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, with a byte order mark, so that spreadsheets read it as UTF-8.
    Csv,
    /// An array of objects.
    Json,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Format; 2] = [Format::Csv, Format::Json];

    /// The format's name.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Json => "JSON",
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The media type of a file.
    pub const fn content_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv;charset=utf-8",
            Format::Json => "application/json",
        }
    }
}

/// What a file is written by, besides its rows.
pub struct Layout<'a> {
    /// The columns, in order.
    pub columns: &'a [Column],
    /// The window that the rows are of.
    pub window: Window,
    /// The zone of the vendor's times.
    pub vendor: Zone,
    /// The zone in which times are written.
    pub zone: Zone,
    /// Rows read and rows in the window, if not all were read.
    pub part: Option<(i64, i64)>,
    /// The words.
    pub words: &'static Locale,
}

impl Layout<'_> {
    /// A file name that says which range it holds, and of how much of it.
    pub fn file_name(&self, format: Format) -> String {
        let day = |instant| format_wall(self.zone.wall(instant), ' ').replace([' ', ':'], "-");
        let extension = format.name().to_ascii_lowercase();
        let part = self.part.map(|(read, total)| format!("_first-{read}-of-{total}")).unwrap_or_default();
        format!("recall-tasks_{}_{}{part}.{extension}", day(self.window.start()), day(self.window.end()))
    }

    /// Writes rows in a format.
    pub fn write(&self, format: Format, tasks: &[&Task]) -> String {
        match format {
            Format::Csv => self.csv(tasks),
            Format::Json => self.json(tasks),
        }
    }

    fn csv(&self, tasks: &[&Task]) -> String {
        let header = self.columns.iter().map(|&column| self.header(column));
        let mut out = "\u{feff}".to_owned();
        write_line(&mut out, header);
        let offset = self.zone.offset_at(self.window.end());
        let is_same = |instant| self.zone.offset_at(instant) == offset;
        let mut times = tasks.iter().filter_map(|task| created_at(task, self.vendor));
        // Where the clocks of the zone change within the range, each time says its own offset.
        let write = if is_same(self.window.start()) && times.all(is_same) {
            |instant: Instant, zone: Zone| format_wall(zone.wall(instant), ' ')
        } else {
            format_rfc3339
        };
        for task in tasks {
            let cell = |&column| harmless(self.cell(column, task, write), column);
            write_line(&mut out, self.columns.iter().map(cell));
        }
        out
    }

    /// The column's name; that of the times says whose they are.
    fn header(&self, column: Column) -> String {
        let name = (self.words.table.column)(column);
        match column {
            Column::Created => {
                format!("{name} ({})", utc_offsets(self.zone, [self.window.start(), self.window.end()]))
            }
            _ => name.to_owned(),
        }
    }

    fn cell(&self, column: Column, task: &Task, write: fn(Instant, Zone) -> String) -> String {
        let cell = match column {
            Column::Status => task.status.map(|number| (self.words.status)(Status::from_number(number))),
            Column::Name => task.task_name.clone(),
            Column::Task => text(task.task_id),
            Column::Type => {
                task.recall_type.map(|number| (self.words.recall_type)(RecallType::from_number(number)))
            }
            Column::Progress => (task.finish_num.is_some() || task.recall_num.is_some()).then(|| {
                let part = |value| text(value).unwrap_or_else(|| self.words.missing.to_owned());
                (self.words.attempts)(&part(task.finish_num), &part(task.recall_num))
            }),
            Column::Interval => text(task.recall_interval),
            Column::Created => match created_at(task, self.vendor) {
                Some(instant) => Some(write(instant, self.zone)),
                None => task.create_time.clone(),
            },
            Column::Id => text(task.key_id),
        };
        cell.unwrap_or_default()
    }

    /// The vendor's own field names; identifiers as text, because many readers of JSON round large numbers.
    fn json(&self, tasks: &[&Task]) -> String {
        let mut out = "[".to_owned();
        for task in tasks {
            out.push_str(if out.len() > 1 { ",\n{" } else { "{" });
            for &column in self.columns {
                self.json_fields(column, task, &mut |name, value| {
                    out.push_str(if out.ends_with('{') { "\"" } else { ",\"" });
                    out.push_str(name);
                    out.push_str("\":");
                    out.push_str(&value);
                });
            }
            out.push('}');
        }
        out.push_str("]\n");
        out
    }

    /// Writes the fields of a column, their values as JSON.
    fn json_fields(&self, column: Column, task: &Task, write: &mut dyn FnMut(&'static str, String)) {
        match column {
            Column::Status => write("status", json_number(task.status)),
            Column::Name => write("taskName", json_text(task.task_name.as_deref())),
            Column::Task => write("taskId", json_text(text(task.task_id).as_deref())),
            Column::Type => write("recallType", json_number(task.recall_type)),
            Column::Progress => {
                write("finishNum", json_number(task.finish_num));
                write("recallNum", json_number(task.recall_num));
            }
            Column::Interval => write("recallInterval", json_number(task.recall_interval)),
            Column::Created => {
                let exact = created_at(task, self.vendor).map(|instant| format_rfc3339(instant, self.zone));
                write("createTime", json_text(exact.as_deref().or(task.create_time.as_deref())));
            }
            Column::Id => write("keyId", json_text(text(task.key_id).as_deref())),
        }
    }
}

fn text(number: Option<i64>) -> Option<String> {
    number.map(|number| number.to_string())
}

fn json_number(number: Option<i64>) -> String {
    text(number).unwrap_or_else(|| "null".to_owned())
}

fn json_text(text: Option<&str>) -> String {
    // A text can always be written as JSON.
    json::write(&text)
}

fn write_line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&quoted(cell));
    }
    out.push_str("\r\n");
}

/// RFC 4180: a cell with a comma, a quote or a line break stands in quotes, its own quotes twice.
fn quoted(cell: String) -> String {
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// A spreadsheet would run a text that begins like a formula, also in the wide characters of Chinese and Japanese. It would
/// write a number of more than eleven digits with an exponent, 007 as 7 and 1E5 as 100000, and take 3-4 for a day. An
/// apostrophe makes all of them texts. Other readers see that apostrophe, so what comes through as it is has none: plain
/// numbers, times, which are meant to be such, and whatever has other letters in it, although names of months mean something
/// to the spreadsheets of one language or another.
fn harmless(cell: String, column: Column) -> String {
    let begins_with = |digits: std::ops::RangeInclusive<u8>| {
        cell.bytes().next().is_some_and(|first| digits.contains(&first))
    };
    let is_all = |more: &[u8]| cell.bytes().all(|byte| byte.is_ascii_digit() || more.contains(&byte));
    let is_plain = column == Column::Created
        || (is_all(b"") && cell.len() <= 11 && (cell == "0" || begins_with(b'1'..=b'9')));
    let is_misread = !is_plain && is_all(b" .,:/%-+Ee") && begins_with(b'.'..=b'9');
    if is_misread || cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::view::Language;

    fn layout(columns: &[Column]) -> Layout<'_> {
        Layout {
            columns,
            window: Window::new(1_755_360_000, 1_755_446_399).unwrap(),
            vendor: Zone::Fixed(480),
            zone: Zone::UTC,
            part: None,
            words: Locale::of(Language::English),
        }
    }

    fn task(name: &str) -> Task {
        Task {
            key_id: Some(9_007_199_254_740_993),
            task_name: Some(name.to_owned()),
            create_time: Some("2025-08-17 19:30:13".to_owned()),
            status: Some(1),
            finish_num: Some(1),
            recall_num: Some(6),
            ..Task::default()
        }
    }

    #[test]
    fn a_csv_file_holds_the_columns_shown_with_their_zone() {
        let columns = [Column::Id, Column::Name, Column::Status, Column::Created, Column::Interval];
        assert_eq!(
            layout(&columns).write(Format::Csv, &[&task("a,b \"c\"")]),
            "\u{feff}Recall ID,Task name,Status,Created (UTC+00:00),Interval\r\n\
             '9007199254740993,\"a,b \"\"c\"\"\",In progress,2025-08-17 11:30:13,\r\n"
        );
    }

    #[test]
    fn where_the_clocks_change_within_the_range_each_time_says_its_offset() {
        // Central Europe left summer time on 26 October 2025 at 01:00 UTC.
        let zone = Zone::Rules(|instant| if instant < 1_761_440_400 { 120 } else { 60 });
        let window = Window::new(1_761_350_400, 1_761_523_199).unwrap();
        let columns = [Column::Created];
        let at = |time: &str| Task { create_time: Some(time.to_owned()), ..Task::default() };
        let csv = Layout { window, zone, ..layout(&columns) }
            .write(Format::Csv, &[&at("2025-10-26 08:30:00"), &at("2025-10-26 09:30:00")]);
        assert_eq!(
            csv,
            "\u{feff}Created (UTC+02:00 / UTC+01:00)\r\n\
             2025-10-26T02:30:00+02:00\r\n2025-10-26T02:30:00+01:00\r\n"
        );
    }

    #[test]
    fn a_name_that_looks_like_a_formula_is_made_harmless() {
        for name in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1+1", "＋1", "－1", "＠SUM(A1)"] {
            let csv = layout(&[Column::Name]).write(Format::Csv, &[&task(name)]);
            assert!(csv.contains(&format!("\r\n'{name}")), "{csv:?}");
        }
        for name in ["\n=1", "\r=1"] {
            assert!(
                layout(&[Column::Name]).write(Format::Csv, &[&task(name)]).contains(&format!("\"'{name}\""))
            );
        }
    }

    #[test]
    fn what_a_spreadsheet_would_take_for_a_day_or_write_with_an_exponent_is_a_text() {
        let chinese = Layout { words: Locale::of(Language::Chinese), ..layout(&[Column::Progress]) };
        assert!(chinese.write(Format::Csv, &[&task("x")]).ends_with("\r\n'1 / 6\r\n"));
        for (id, cell) in [(99_999_999_999, "99999999999"), (123_456_789_012, "'123456789012")] {
            let csv = layout(&[Column::Id]).write(Format::Csv, &[&Task { key_id: Some(id), ..task("x") }]);
            assert!(csv.ends_with(&format!("\r\n{cell}\r\n")), "{csv:?}");
        }
    }

    #[test]
    fn a_name_that_a_spreadsheet_would_change_is_a_text_and_any_other_stays_as_it_is() {
        let csv = |name: &str| layout(&[Column::Name]).write(Format::Csv, &[&task(name)]);
        for name in "007 00 1E5 1e+5 3-4 3/4 2025-08-17 12:30 1.50 50% .5 123456789012".split(' ') {
            assert!(csv(name).ends_with(&format!("\r\n'{name}\r\n")), "{name}");
        }
        assert!(csv("1,000").ends_with("\r\n\"'1,000\"\r\n"));
        for name in
            ["0", "7", "20250817", "99999999999", "3-4 reminder", "3月4日", "E5", "Task 007", "1F", "~1", ""]
        {
            assert!(csv(name).ends_with(&format!("\r\n{name}\r\n")), "{name}");
        }
    }

    #[test]
    fn a_json_file_keeps_large_identifiers_exact() {
        let json =
            layout(&[Column::Id, Column::Progress, Column::Created]).write(Format::Json, &[&task("x"); 2]);
        assert_eq!(
            json,
            concat!(
                r#"[{"keyId":"9007199254740993","finishNum":1,"recallNum":6,"#,
                r#""createTime":"2025-08-17T11:30:13+00:00"},"#,
                "\n",
                r#"{"keyId":"9007199254740993","finishNum":1,"recallNum":6,"#,
                r#""createTime":"2025-08-17T11:30:13+00:00"}]"#,
                "\n"
            )
        );
    }

    #[test]
    fn the_file_name_says_which_range_it_holds() {
        let name = layout(&Column::ALL).file_name(Format::Csv);
        assert_eq!(name, "recall-tasks_2025-08-16-16-00-00_2025-08-17-15-59-59.csv");
        let part = Layout { part: Some((50_000, 61_204)), ..layout(&Column::ALL) };
        assert!(part.file_name(Format::Json).ends_with("-15-59-59_first-50000-of-61204.json"));
    }
}
