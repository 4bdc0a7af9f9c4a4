//! The page as Trunk wrote it: what it loads, and the same page with other names.
//!
//! Trunk writes what stands in `Trunk.toml` and `index.html` of this repository, so a few exact forms are all that is
//! looked for, and what doesn't have them is an error instead of a page that half works.

use std::collections::BTreeMap;

use crate::Outcome;

const STYLESHEET: &str = "<link rel=\"stylesheet\" href=\"./";

/// The names of the style sheets, in the order that the page links them.
pub(crate) fn stylesheets(html: &str) -> Vec<&str> {
    let after_links = html.split(STYLESHEET).skip(1);
    after_links.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name).collect()
}

/// The page with one link for all its style sheets, and with the final names of everything that it loads.
///
/// `names` maps what Trunk called a file to its path in the served folder.
pub(crate) fn rewrite(html: &str, stylesheet: &str, names: &BTreeMap<String, String>) -> Outcome<String> {
    let mut page = one_stylesheet(html, stylesheet);
    for (staged, path) in names {
        // What stands in data-* is relative to the script that reads it, and that lies beside it.
        let beside = path.rsplit('/').next().unwrap_or(path);
        for data in ["data-js", "data-wasm"] {
            page = page.replace(&format!("{data}=\"./{staged}\""), &format!("{data}=\"./{beside}\""));
        }
        for attribute in ["href", "src"] {
            page =
                page.replace(&format!(" {attribute}=\"./{staged}\""), &format!(" {attribute}=\"./{path}\""));
        }
    }
    match inline_code(&page) {
        None => Ok(page),
        Some(found) => Err(format!(
            "index.html holds `{found}`, which the page's policy blocks: put the code or style into a file of its own"
        )),
    }
}

/// Puts one link in the first sheet's place and drops the lines of the others, and the lines that Trunk left empty.
fn one_stylesheet(html: &str, stylesheet: &str) -> String {
    let mut page = String::with_capacity(html.len());
    let mut linked = false;
    for line in html.lines().filter(|line| !line.trim().is_empty()) {
        if line.contains(STYLESHEET) {
            if !linked {
                page.push_str("    <link rel=\"stylesheet\" href=\"./");
                page.push_str(stylesheet);
                page.push_str("\">\n");
                linked = true;
            }
        } else {
            page.push_str(line);
            page.push('\n');
        }
    }
    page
}

/// The first thing in the page that would need `'unsafe-inline'`.
fn inline_code(page: &str) -> Option<&str> {
    let tags = page.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag);
    tags.into_iter().find(|tag| {
        let mut words = tag.split_whitespace();
        match words.next() {
            Some("script") => !tag.contains(" src="),
            Some("style") => true,
            _ => words.any(|word| word.starts_with("style=") || word.starts_with("on")),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGED: &str = r#"<head>
    <link rel="stylesheet" href="./tokens.css"/>
    <link rel="stylesheet" href="./base.css"/>

    <script defer src="./boot.js" data-js="./desk.js" data-wasm="./desk_bg.wasm"></script>
    <link rel="modulepreload" href="./desk.js">
</head>
"#;

    fn names() -> BTreeMap<String, String> {
        let name = |staged: &str, served: &str| (staged.to_owned(), format!("assets/{served}"));
        BTreeMap::from([
            name("boot.js", "boot-1.js"),
            name("desk.js", "desk-2.js"),
            name("desk_bg.wasm", "desk_bg-3.wasm"),
        ])
    }

    #[test]
    fn style_sheets_keep_the_order_of_the_page() {
        assert_eq!(stylesheets(STAGED), ["tokens.css", "base.css"]);
    }

    #[test]
    fn the_page_names_served_files_and_the_script_names_its_neighbours() {
        let page = rewrite(STAGED, "assets/all-0.css", &names());
        let expected = r#"<head>
    <link rel="stylesheet" href="./assets/all-0.css">
    <script defer src="./assets/boot-1.js" data-js="./desk-2.js" data-wasm="./desk_bg-3.wasm"></script>
    <link rel="modulepreload" href="./assets/desk-2.js">
</head>
"#;
        assert_eq!(page.as_deref(), Ok(expected));
    }

    #[test]
    fn what_the_policy_would_block_is_an_error() {
        for inline in
            ["<script>start()</script>", "<style>p{}</style>", "<p style=\"top:0\">", "<body onload=\"x()\">"]
        {
            assert!(rewrite(inline, "all.css", &names()).is_err(), "{inline}");
        }
        assert!(rewrite("<script defer src=\"./boot.js\"></script>", "all.css", &names()).is_ok());
    }
}
