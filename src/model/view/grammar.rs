//! How a [`View`] is read from an address and written to it.

use super::{Density, Language, PageNumber, PageSize, Refresh, Theme, View, ZoneChoice, toggle};
use crate::model::column::{Column, Sort};
use crate::model::time::{Zone, format_rfc3339, parse_rfc3339};
use crate::model::window::{Preset, Range, Window};

/// The most numbers that a list may hold; a longer one is no view that the panel can make.
const MAX_LIST: usize = 32;

/// The last time that a range may end at: a day before the year 10000, which in no zone the vendor's form can write.
const LAST_TIME: i64 = 253_402_214_399;

/// A value in the address that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The parameter.
    pub name: String,
    /// Its value, as far as it is fit to be shown.
    pub value: String,
}

/// A view, and what had to be left out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What could be read.
    pub view: View,
    /// What could not.
    pub dropped: Vec<Dropped>,
}

impl View {
    /// Reads a query string, with or without its question mark. Never fails: what is wrong is dropped and listed.
    pub fn parse(query: &str) -> Parsed {
        let mut parsed = Parsed::default();
        let (mut from, mut to) = (None, None);
        let mut seen: Vec<String> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let (name, value) = (name.into_owned(), value.into_owned());
            let first = !seen.contains(&name);
            let known = match name.as_str() {
                "from" if first => {
                    from = Some(value.clone());
                    Some(true)
                }
                "to" if first => {
                    to = Some(value.clone());
                    Some(true)
                }
                _ => parsed.view.read(&name, &value, first),
            };
            match known {
                None => parsed.view.foreign.push((name, value)),
                Some(good) => {
                    if !good {
                        parsed.dropped.push(Dropped::new(&name, &value));
                    }
                    seen.push(name);
                }
            }
        }
        parsed.read_custom_range(from, to);
        parsed
    }

    /// Reads one parameter: `None` if it is not ours, else whether its value could be used. A parameter that
    /// stands twice can't mean both, so only the first is used.
    pub(super) fn read(&mut self, name: &str, value: &str, first: bool) -> Option<bool> {
        fn set<T>(place: &mut T, value: Option<T>) -> bool {
            value.map(|value| *place = value).is_some()
        }
        Some(match name {
            "from" | "to" => false,
            "range" => first && set(&mut self.range, Preset::from_name(value).map(Range::Preset)),
            "q" => first && set(&mut self.search, search_text(value)),
            "status" => first && set(&mut self.statuses, numbers(value)),
            "type" => first && set(&mut self.types, numbers(value)),
            "sort" => first && set(&mut self.sort, Sort::parse(value).map(Some)),
            "page" => first && set(&mut self.page, integer(value).and_then(PageNumber::new)),
            "size" => first && set(&mut self.size, PageSize::from_name(value)),
            "task" => first && set(&mut self.task, integer(value).map(Some)),
            "tz" => first && set(&mut self.zone, ZoneChoice::from_name(value)),
            "refresh" => first && set(&mut self.refresh, Refresh::from_name(value)),
            "cols" => first && set(&mut self.columns, columns(value).map(Some)),
            "density" => first && set(&mut self.density, Density::from_name(value)),
            "theme" => first && set(&mut self.theme, Theme::from_name(value)),
            "lang" => first && set(&mut self.language, Language::from_name(value).map(Some)),
            "embed" => first && set(&mut self.embedded, flag(value)),
            _ => return None,
        })
    }

    /// Writes the query string, without a question mark: what differs from the default, in a fixed order, then
    /// what is not ours. The ends of a custom range carry the offset of the zone given, so that people can read them.
    pub fn to_query(&self, zone: Zone) -> String {
        let mut out = Writer(form_urlencoded::Serializer::new(String::new()));
        match self.range {
            Range::Preset(preset) => out.unless_default("range", preset.name(), Preset::Last7Days.name()),
            Range::Custom(window) => {
                out.put("from", &format_rfc3339(window.start(), zone));
                out.put("to", &format_rfc3339(window.end(), zone));
            }
        }
        out.unless_default("q", &self.search, "");
        out.unless_default("status", &list(&self.statuses), "");
        out.unless_default("type", &list(&self.types), "");
        out.unless_default("sort", &self.sort.map(Sort::print).unwrap_or_default(), "");
        out.unless_default("page", &self.page.get().to_string(), "1");
        out.unless_default("size", self.size.name(), PageSize::default().name());
        out.unless_default("task", &self.task.map(|id| id.to_string()).unwrap_or_default(), "");
        out.unless_default("tz", self.zone.name(), ZoneChoice::default().name());
        out.unless_default("refresh", self.refresh.name(), Refresh::default().name());
        if let Some(columns) = &self.columns {
            out.put("cols", &columns.iter().map(|column| column.name()).collect::<Vec<_>>().join(","));
        }
        out.unless_default("density", self.density.name(), Density::default().name());
        out.unless_default("theme", self.theme.name(), Theme::default().name());
        out.unless_default("lang", self.language.map_or("", Language::name), "");
        out.unless_default("embed", if self.embedded { "1" } else { "0" }, "0");
        for (name, value) in &self.foreign {
            out.put(name, value);
        }
        out.finish()
    }
}

impl Parsed {
    /// `from` and `to` replace `range` together; one without the other, or ends in the wrong order, are dropped.
    fn read_custom_range(&mut self, from: Option<String>, to: Option<String>) {
        let window = match (&from, &to) {
            (Some(from), Some(to)) => {
                time(from).zip(time(to)).and_then(|(start, end)| Window::new(start, end))
            }
            _ => None,
        };
        if let Some(window) = window {
            self.view.range = Range::Custom(window);
            return;
        }
        for (name, value) in [("from", from), ("to", to)] {
            self.dropped.extend(value.map(|value| Dropped::new(name, &value)));
        }
    }
}

impl Dropped {
    fn new(name: &str, value: &str) -> Self {
        let value = value.chars().filter(|c| !c.is_control()).take(40).collect();
        Self { name: name.to_owned(), value }
    }
}

struct Writer(form_urlencoded::Serializer<'static, String>);

impl Writer {
    fn put(&mut self, name: &str, value: &str) {
        self.0.append_pair(name, value);
    }

    fn unless_default(&mut self, name: &str, value: &str, default: &str) {
        if value != default {
            self.put(name, value);
        }
    }

    /// Commas and colons mean nothing special in a query and are easier to read as they are.
    fn finish(mut self) -> String {
        self.0.finish().replace("%2C", ",").replace("%3A", ":")
    }
}

/// The search text as it is used: trimmed. `None` if the relay would refuse it.
pub(crate) fn search_text(value: &str) -> Option<String> {
    let text = value.trim();
    (text.chars().count() <= contract::MAX_TASK_NAME_CHARS && !text.chars().any(char::is_control))
        .then(|| text.to_owned())
}

/// A plus sign that somebody typed into an address arrives as a space; no time has a space there.
fn time(value: &str) -> Option<i64> {
    let time = parse_rfc3339(value).or_else(|| parse_rfc3339(&value.replace(' ', "+")));
    time.filter(|time| *time <= LAST_TIME)
}

fn integer(value: &str) -> Option<i64> {
    (!value.starts_with('+')).then(|| value.parse().ok()).flatten()
}

fn numbers(value: &str) -> Option<Vec<i64>> {
    let mut list = Vec::new();
    for part in value.split(',').filter(|_| !value.is_empty()) {
        let number = integer(part)?;
        if !list.contains(&number) {
            toggle(&mut list, number);
        }
    }
    (list.len() <= MAX_LIST).then_some(list)
}

fn list(numbers: &[i64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn columns(value: &str) -> Option<Vec<Column>> {
    let mut shown = Vec::new();
    for name in value.split(',') {
        let column = Column::from_name(name)?;
        if !shown.contains(&column) {
            shown.push(column);
        }
    }
    Some(shown)
}

fn flag(value: &str) -> Option<bool> {
    match value {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
