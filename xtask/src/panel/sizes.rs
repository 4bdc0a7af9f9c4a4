//! How large the panel is on the wire, against what it may be.

use std::fmt;

use crate::files::{self, Folder};

/// What a browser may have to download before the panel stands: WebAssembly, JavaScript, styles and page together, after
/// Brotli, in bytes.
pub(crate) const BUDGET: usize = 150_000;

/// The size of each served file.
pub(crate) struct Sizes {
    rows: Vec<Row>,
}

struct Row {
    name: String,
    bytes: usize,
    brotli: usize,
    counts: bool,
}

impl Sizes {
    /// Measures a served folder, compressed copies included.
    pub(crate) fn of(served: &Folder) -> Self {
        let is_copy = |name: &str| ["br", "gz"].contains(&files::extension(name));
        let row = |(name, bytes): (&String, &Vec<u8>)| Row {
            name: name.clone(),
            bytes: bytes.len(),
            brotli: served.get(&format!("{name}.br")).map_or(bytes.len(), Vec::len),
            counts: ["wasm", "js", "css", "html"].contains(&files::extension(name)),
        };
        Self { rows: served.iter().filter(|(name, _)| !is_copy(name)).map(row).collect() }
    }

    /// What counts against the budget, in bytes.
    pub(crate) fn total(&self) -> usize {
        self.rows.iter().filter(|row| row.counts).map(|row| row.brotli).sum()
    }

    /// An error if the panel is larger than it may be.
    pub(crate) fn within_budget(&self) -> Result<(), String> {
        let total = self.total();
        if total <= BUDGET {
            return Ok(());
        }
        Err(format!(
            "the panel is {total} bytes after Brotli, {} more than the {BUDGET} that it may be: see the table for what grew",
            total - BUDGET
        ))
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{:50} {:>9} {:>9}", "the panel", "bytes", "brotli")?;
        for row in &self.rows {
            writeln!(formatter, "{:50} {:>9} {:>9}", row.name, row.bytes, row.brotli)?;
        }
        write!(formatter, "{:50} {:>9} {:>9} of {BUDGET}", "page, code and styles", "", self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(wasm_after_brotli: usize) -> Folder {
        let file = |name: &str, length: usize| (name.to_owned(), vec![0; length]);
        Folder::from([
            file("a.wasm", 500_000),
            file("a.wasm.br", wasm_after_brotli),
            file("a.wasm.gz", 400_000),
            file("icon.svg", 300_000),
            file("index.html", 1_000),
            file("index.html.br", 500),
        ])
    }

    #[test]
    fn the_budget_is_met_to_the_byte_by_code_page_and_styles_after_brotli() {
        assert_eq!(Sizes::of(&served(BUDGET - 500)).within_budget(), Ok(()));
        assert!(Sizes::of(&served(BUDGET - 499)).within_budget().is_err());
    }
}
