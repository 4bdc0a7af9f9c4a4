//! The vendor's words are fit to be shown, and hold nothing of ours.

use proptest::prelude::*;
use vendor::{Credentials, clean_reason};

fn scrub(text: &str) -> String {
    Credentials::new("bDqJFiq9", "7bz1lzh9").unwrap().scrub(text, 1_630_468_800)
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
    assert_eq!(scrub("md5(bDqJFiq97bz1lzh91630468800)"), "md5(•••)");
    assert_eq!(scrub("at 1630468800000 ms"), "at •••000 ms");
}

#[test]
fn another_case_hides_neither_key_nor_secret() {
    assert_eq!(scrub("KEY BDQJFIQ9 with 7BZ1lzH9 failed"), "KEY ••• with ••• failed");
    let before = "x".repeat(192);
    assert_eq!(scrub(&clean_reason(&format!("{before} BDQJFIQ9 is wrong"))), before + " •••…");
}

#[test]
fn a_signature_in_groups_is_blanked() {
    for sign in [
        "05d7a508-93e22a5c-4bb3216a-e3396c7c",
        "05 D7 A5 08 93 E2 2A 5C 4B B3 21 6A E3 39 6C 7C",
        "0:5:d:7:a:5:0:8:9:3:e:2:2:a:5:c:4:b:b:3:2:1:6:a:e:3:3:9:6:c:7:c",
        "05d7a50893e22a5c·4bb3216ae3396c7c",
    ] {
        assert_eq!(scrub(&format!("sign ({sign}) is wrong")), "sign (•••) is wrong");
        assert_eq!(scrub(sign), "•••");
    }
}

#[test]
fn a_short_key_doesn_t_make_the_reason_longer_than_allowed() {
    let credentials = Credentials::new("x", "y").unwrap();
    let scrubbed = credentials.scrub(&"x-".repeat(100), 0);
    assert_eq!(scrubbed.chars().count(), 200);
    assert!(scrubbed.ends_with('…') && !scrubbed.contains('x'));
}

#[test]
fn urls_addresses_and_host_names_are_blanked() {
    for (text, shown) in [
        ("see https://10.0.0.7:8443/a?b=c now", "see ••• now"),
        ("失败jdbc:mysql://db/recall", "失败jdbc:•••"),
        ("from 10.1.2.3:3306, refused", "from •••:3306, refused"),
        ("from [fe80::1]:80 and ::ffff:10.0.0.1.", "from [•••]:80 and •••."),
        ("from:2001:db8:0:0:0:0:0:1: refused", "from:•••: refused"),
        ("host db-1.internal.example.com. is down", "host •••. is down"),
        ("@Node-3.Recall.svc:", "@•••:"),
    ] {
        assert_eq!(clean_reason(text), shown);
    }
    for text in [
        "params.strTime must be before params.endTime, e.g. 2024-05-18 00:00:00",
        "size 1.5 is no number; 12:30:45 is... no time. Version 1.2.3",
        "a :: b",
    ] {
        assert_eq!(clean_reason(text), text);
    }
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
    assert_eq!(credentials.scrub("<abcdefghij>", 0), "<•••>");
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
