//! Where results are published: tables between markers in a page whose words are written by hand.

use std::fmt;

use crate::{Outcome, files, workspace};

/// A table in Markdown.
pub(super) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns and no rows.
    pub(super) fn new<'a>(head: impl IntoIterator<Item = &'a str>) -> Self {
        Self { head: head.into_iter().map(str::to_owned).collect(), rows: Vec::new() }
    }

    /// Adds a row, a cell for each column.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| {} |", self.head.join(" | "))?;
        // The first column holds words, the others figures.
        let rules = self.head.iter().enumerate().map(|(at, _)| if at == 0 { "---" } else { "---:" });
        writeln!(f, "| {} |", rules.collect::<Vec<_>>().join(" | "))?;
        for row in &self.rows {
            writeln!(f, "| {} |", row.join(" | "))?;
        }
        Ok(())
    }
}

/// Prints a part's results and puts them in their place in the page.
pub(super) fn publish(part: &str, results: &str) -> Outcome<()> {
    println!("\n{results}");
    let page = workspace::root().join("docs/benchmarks.md");
    let text = files::read_text(&page)?;
    let text = replaced(&text, part, results)
        .ok_or_else(|| format!("docs/benchmarks.md has no `{}` with a `{}` below it", begin(part), END))?;
    files::write(&page, text)
}

const END: &str = "<!-- measured until here -->";

fn begin(part: &str) -> String {
    format!("<!-- measured from here: {part} -->")
}

/// The page with what stands between a part's markers replaced; `None` if it has no such markers.
fn replaced(page: &str, part: &str, results: &str) -> Option<String> {
    let begin = begin(part);
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{begin}\n\n{}\n\n{END}{after}", results.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_its_figures_to_the_right() {
        let mut table = Table::new(["load", "ratio"]);
        table.row(["32 connections".to_owned(), "1.02".to_owned()]);
        assert_eq!(table.to_string(), "| load | ratio |\n| --- | ---: |\n| 32 connections | 1.02 |\n");
    }

    #[test]
    fn only_what_stands_between_a_parts_own_markers_is_replaced() {
        let page = format!("words\n{}\nold\n{END}\nmore\n{}\nkept\n{END}\n", begin("a"), begin("b"));
        let page = replaced(&page, "a", "new\n").unwrap();
        assert_eq!(
            page,
            format!("words\n{}\n\nnew\n\n{END}\nmore\n{}\nkept\n{END}\n", begin("a"), begin("b"))
        );
        assert_eq!(replaced(&page, "a", "new"), Some(page.clone()));
        assert_eq!(replaced(&page, "c", "new"), None);
    }
}
