//! What a language writes by itself, held to what the browser's own `Intl` makes of it.
//!
//! The panel's two languages group digits alike, and only English tells one from many, so the panel writes both without
//! asking the browser: words stay values that need no browser to be read. These tests are what makes that safe.

use js_sys::{Array, BigInt, Intl, Object};
use recall_desk::locales::{Locale, grouped};
use recall_desk::model::view::Language;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A number of each order of size, and those around the borders between them.
const NUMBERS: [i64; 9] = [0, 1, 2, 999, 1000, 61_204, 1_000_000, -1_234_567, i64::MAX];

fn tags(language: Language) -> Array {
    Array::of1(&language.name().into())
}

#[wasm_bindgen_test]
fn numbers_are_grouped_as_the_browser_groups_them() {
    for language in Language::ALL {
        let format = Intl::NumberFormat::new(&tags(*language), &Object::new()).format();
        for number in NUMBERS {
            let written = format.call1(&JsValue::UNDEFINED, &BigInt::from(number)).unwrap();
            assert_eq!(written.as_string().unwrap(), grouped(number), "{language:?}");
        }
    }
}

/// The text without its digits: what is left is the form that goes with the number.
fn form(text: &str) -> String {
    text.chars().filter(|character| !character.is_ascii_digit()).collect()
}

#[wasm_bindgen_test]
fn there_is_one_form_for_each_plural_that_the_browser_knows_of() {
    const DAY: i64 = 86_400;
    for language in Language::ALL {
        let words = Locale::of(*language);
        let rules = Intl::PluralRules::new(&tags(*language), &Object::new());
        let plural = |count: i32| rules.select(count.into());
        for count in 1..=21 {
            let is_as_two = plural(count) == plural(2);
            for (counted, unit) in [(words.live.waiting, 1), (words.ago, DAY)] {
                let is_written_so = form(&counted(i64::from(count) * unit)) == form(&counted(2 * unit));
                assert_eq!(is_written_so, is_as_two, "{language:?}: {}", counted(i64::from(count) * unit));
            }
        }
    }
}
