//! What the look at Rust code takes for code, and what it takes for a name.

use super::*;

#[test]
fn comments_and_strings_are_blanked_and_lines_stay() {
    let text = "//! leptos\nlet a = \"leptos \\\" leptos\"; /* leptos\n leptos */ b('\"', r#\"leptos\" leptos\"#);\n";
    let code = blanked(text);
    assert!(!code.contains("leptos"), "{code}");
    assert_eq!(code.lines().count(), text.lines().count());
    assert!(code.contains("let a =") && code.contains("b("), "{code}");
}

#[test]
fn lifetimes_are_code_and_characters_are_not() {
    assert_eq!(blanked("fn a<'a>(b: &'a str) -> 'x' {}"), "fn a<'a>(b: &'a str) ->     {}");
    assert_eq!(blanked("('\\'', '世')"), "(    ,    )");
}

#[test]
fn unit_tests_are_no_product_code() {
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests { b }"), "a\n");
    let constructor = "a\n#[cfg(test)]\nfn for_tests() {}\nc";
    assert_eq!(without_tests(constructor), constructor);
}

#[test]
fn names_are_whole_words() {
    let code = "use leptos::prelude;\nleptos_dom();\nmy_leptos();\nview! {}\nfetch_with_str()";
    assert_eq!(lines_naming(code, "leptos"), [1]);
    assert_eq!(lines_naming(code, "view!"), [4]);
    assert_eq!(lines_naming(code, "fetch_with_"), [5]);
}

#[test]
fn own_modules_are_found_in_paths_and_in_groups() {
    let code =
        "use crate::api;\nuse crate::{\n    model::{a, b},\n    state,\n};\nlet x = crate::browser::now();";
    let found = own_modules(code);
    let names: Vec<(usize, &str)> = found.iter().map(|(line, name)| (*line, name.as_str())).collect();
    assert_eq!(names, [(1, "api"), (2, "model"), (2, "state"), (6, "browser")]);
}
