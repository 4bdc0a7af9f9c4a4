//! The vendor's words are fit to be shown, and hold nothing of ours.

use proptest::prelude::*;
use vendor::{Credentials, clean_reason};

fn scrub(text: &str) -> String {
    Credentials::new("bDqJFiq9", "7bz1lzh9").unwrap().scrub(text)
}

#[test]
fn control_and_bidirectional_characters_are_removed() {
    assert_eq!(clean_reason("no\0 en\u{202e}try\u{7f}\u{200b}\u{2066}\u{feff}\u{9b}"), "no entry");
}

#[test]
fn white_space_is_folded() {
    assert_eq!(clean_reason(" size\r\n\r\n must \t be\u{3000}1\u{2028}to 100\n"), "size must be 1 to 100");
    assert_eq!(clean_reason(" \n "), "");
}

#[test]
fn two_hundred_characters_stay_and_more_are_cut() {
    assert_eq!(clean_reason(&"错".repeat(200)), "错".repeat(200));
    assert_eq!(clean_reason(&"错".repeat(201)), "错".repeat(199) + "…");
}

#[test]
fn key_secret_and_signature_are_blanked() {
    assert_eq!(scrub("key bDqJFiq9 with 7bz1lzh9 failed"), "key ••• with ••• failed");
    assert_eq!(scrub("sign 05D7a50893e22a5c4bb3216ae3396c7c!"), "sign •••!");
    assert_eq!(scrub("md5(bDqJFiq97bz1lzh91630468800)"), "md5(•••1630468800)");
}

#[test]
fn other_words_stay_as_they_are() {
    for text in
        ["", "…", "taskName 促销 5009611 is not deadbeef", "05d7a50893e22a5c4bb3216ae3396c7", "a bad fade…"]
    {
        assert_eq!(scrub(text), text);
    }
}

#[test]
fn overlapping_secrets_leave_nothing_of_either() {
    let credentials = Credentials::new("abcdef", "efghij").unwrap();
    assert_eq!(credentials.scrub("<abcdefghij>"), "<•••>");
}

#[test]
fn what_a_cut_left_of_a_secret_is_blanked_too() {
    for (secret, before) in [("bDqJFiq9", 192), ("7bz1lzh9", 192), ("05d7a50893e22a5c4bb3216ae3396c7c", 180)]
    {
        let before = "x".repeat(before);
        let cut = clean_reason(&format!("{before} {secret} is wrong"));
        assert!(cut.ends_with('…') && !cut.contains(secret));
        assert_eq!(scrub(&cut), before + " •••…");
    }
}

proptest! {
    #[test]
    fn no_secret_survives_in_any_text(before in "\\PC{0,250}", after in "\\PC{0,250}", which in 0_usize..3) {
        let secret = ["bDqJFiq9", "7bz1lzh9", "05d7a50893e22a5c4bb3216ae3396c7c"][which];
        let shown = scrub(&clean_reason(&format!("{before}{secret}{after}")));
        prop_assert!(!shown.contains(secret), "{shown}");
    }

    #[test]
    fn cleaning_is_bounded_and_settles_at_once(text in any::<String>()) {
        let cleaned = clean_reason(&text);
        prop_assert!(cleaned.chars().count() <= 200 && !cleaned.chars().any(char::is_control));
        prop_assert_eq!(clean_reason(&cleaned), cleaned);
    }
}
