//! Taking out of the panel's files what only people read: comments, indentation, and the long names under which
//! wasm-bindgen joins the glue and the module. Their hashes don't compress, and there are more than a hundred.
//!
//! Trunk's own minifier fails on today's glue, and a full one would be a large tool for the last percent.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{EntityType, ImportSection, Module};
use wasmparser::{CustomSectionReader, ImportSectionReader, Parser, Payload};

use crate::Outcome;

/// What wasm-bindgen calls the glue in the module, once an import.
const GLUE: &str = "./recall-desk_bg.js";
const SHORT_GLUE: &str = "_";

/// The glue without wasm-bindgen's second way to start, which nobody here takes.
pub(super) fn with_one_start(glue: &str) -> String {
    let unused = glue.split_once("\nfunction initSync(").and_then(|(_, rest)| rest.split_once("\n}\n"));
    match unused {
        Some((body, _)) => glue
            .replace(&format!("\nfunction initSync({body}\n}}\n"), "\n")
            .replace("export { initSync, ", "export { "),
        None => glue.to_owned(),
    }
}

/// A script without the spaces around operators, which stand in no text of the panel's scripts.
pub(super) fn without_spaces(script: &str) -> String {
    let marks = [
        " = ", " => ", " === ", " !== ", " && ", " || ", " ?? ", " ? ", " : ", " + ", "if (", ") {",
        "} else {", "{ ", " }",
    ];
    marks.iter().fold(script.to_owned(), |script, mark| script.replace(mark, &mark.replace(' ', "")))
}

/// A style sheet on one line. The spaces that go stand in no text of the panel's sheets.
pub(super) fn on_one_line(sheet: &str) -> String {
    let marks = [(": ", ":"), (", ", ","), (" {", "{"), ("}\n", "}"), (";}", "}")];
    marks.iter().fold(sheet.to_owned(), |sheet, (from, to)| sheet.replace(from, to))
}

/// A script or a style sheet without comments that stand on lines of their own, without indentation and empty lines, and
/// without the line ends that mean nothing. Text that runs over several lines would be damaged; the panel's scripts have
/// none.
pub(super) fn without_comments(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            // After these no language here needs one. What may be a comment runs to the end of its line.
            if !line.ends_with([';', '{', ',', '(']) || line.contains("//") {
                out.push('\n');
            }
        }
    }
    out
}

/// The glue and the module with short names for the functions that the module imports from the glue. Only names that
/// end in wasm-bindgen's hash are touched: nothing else in the glue can be spelt the same.
pub(super) fn with_short_imports(glue: &str, module: &[u8]) -> Outcome<(String, Vec<u8>)> {
    let unreadable = |error: &dyn std::fmt::Display| format!("the panel's module can't be read: {error}");
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(imports) = payload.map_err(|error| unreadable(&error))? {
            for import in imports.into_imports() {
                let name = import.map_err(|error| unreadable(&error))?.name;
                if has_hash(name) {
                    let short = format!("_{:x}", names.len());
                    names.insert(name.to_owned(), short);
                }
            }
        }
    }
    let mut short_glue = glue.to_owned();
    for (long, short) in &names {
        if !glue.contains(long.as_str()) {
            return Err(format!("the module imports {long}, which the glue does not have"));
        }
        short_glue = short_glue.replace(long.as_str(), short);
    }
    short_glue = short_glue.replace(&format!("\"{GLUE}\""), &format!("\"{SHORT_GLUE}\""));
    let mut renamed = Module::new();
    Renaming(&names)
        .parse_core_module(&mut renamed, Parser::new(0), module)
        .map_err(|error| unreadable(&error))?;
    Ok((short_glue, renamed.finish()))
}

/// Whether a name ends in `_` and sixteen hex digits.
fn has_hash(name: &str) -> bool {
    name.rsplit_once('_')
        .is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Writes a module anew with other names for its imports and without custom sections, which only tools read.
struct Renaming<'a>(&'a BTreeMap<String, String>);

impl Reencode for Renaming<'_> {
    type Error = std::convert::Infallible;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        Ok(())
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let kind: EntityType = self.entity_type(import.ty)?;
            let name = self.0.get(import.name).map_or(import.name, String::as_str);
            let module = if import.module == GLUE { SHORT_GLUE } else { import.module };
            imports.import(module, name, kind);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CustomSection, Section, TypeSection, ValType};

    use super::*;

    fn module(import: &str) -> Vec<u8> {
        let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
        types.ty().function([ValType::I32], []);
        imports.import(GLUE, import, EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let source =
            "/** Why.\n * More. */\na {\n    color: red; /* kept: it shares its line */\n}\n\n// gone\n";
        assert_eq!(without_comments(source), "a {color: red; /* kept: it shares its line */\n}\n");
    }

    #[test]
    fn line_ends_that_mean_something_stay() {
        let source = "f(\n  a,\n  b // no, not;\n);\nlet c = {\n}\nd();\n";
        assert_eq!(without_comments(source), "f(a,b // no, not;\n);let c = {}\nd();");
    }

    #[test]
    fn the_glue_has_one_start() {
        let glue = "a();\nfunction initSync(module) {\n    if (b) {\n    }\n}\n\nc();\nexport { initSync, d as default };\n";
        assert_eq!(with_one_start(glue), "a();\n\nc();\nexport { d as default };\n");
        assert_eq!(with_one_start("a();\n"), "a();\n");
    }

    #[test]
    fn spaces_around_operators_go_and_words_stay() {
        let script = "const a = (b) => c ?? d === 1 && `e, ${f}: g`;if (h) {i = -1 + j ? k : l;}";
        assert_eq!(without_spaces(script), "const a=(b)=>c??d===1&&`e, ${f}: g`;if(h){i=-1+j?k:l;}");
    }

    #[test]
    fn a_sheet_goes_on_one_line() {
        let sheet = "@media (width < 9px) {\na:is(b, c) {color: red;}\n}\n";
        assert_eq!(on_one_line(&without_comments(sheet)), "@media (width < 9px){a:is(b,c){color:red}}");
    }

    #[test]
    fn the_glue_and_the_module_agree_on_short_names() {
        let long = "__wbg_now_0123456789abcdef";
        let (glue, module) =
            with_short_imports(&format!("\"{GLUE}\": {{{long}: function() {{}}}}"), &module(long)).unwrap();
        assert_eq!(glue, "\"_\": {_0: function() {}}");
        let text = String::from_utf8_lossy(&module);
        assert!(text.contains("_0") && !text.contains(long), "{text}");
    }

    #[test]
    fn what_only_tools_read_is_left_out() {
        let mut original = module("__wbindgen_init");
        let custom = CustomSection { name: "producers".into(), data: (&b"rustc"[..]).into() };
        custom.append_to(&mut original);
        let (_, shrunk) = with_short_imports("", &original).unwrap();
        assert!(!String::from_utf8_lossy(&shrunk).contains("rustc"));
    }

    #[test]
    fn a_name_that_the_glue_lacks_is_an_error() {
        assert!(with_short_imports("", &module("__wbg_now_0123456789abcdef")).is_err());
    }

    #[test]
    fn names_without_a_hash_are_left_alone() {
        let (_, module) = with_short_imports("", &module("__wbindgen_init")).unwrap();
        assert!(String::from_utf8_lossy(&module).contains("__wbindgen_init"));
    }
}
