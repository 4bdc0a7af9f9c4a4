//! Keys and secrets are checked once and don't leak.

use vendor::credentials::{Credentials, CredentialsError, Unfit};

#[test]
fn no_more_than_the_last_four_characters_of_a_key_are_shown() {
    let shown = |key: &str| Credentials::new(key, "7bz1lzh9").unwrap().key().redacted();
    assert_eq!(shown("bDqJFiq9"), "…Fiq9");
    assert_eq!(shown("a-much-longer-key-of-an-account"), "…ount");
}

#[test]
fn a_short_key_is_not_given_away_whole() {
    let shown = |key: &str| Credentials::new(key, "7bz1lzh9").unwrap().key().redacted();
    assert_eq!(shown("abcd"), "…cd");
    assert_eq!(shown("abc"), "…c");
    assert_eq!(shown("a"), "…");
}

#[test]
fn debug_output_holds_neither_the_secret_nor_the_whole_key() {
    let credentials = Credentials::new("bDqJFiq9", "7bz1lzh9").unwrap();
    let printed = format!("{credentials:?} {:?} {:?}", credentials.key(), credentials.secret());
    assert!(printed.contains("ApiSecret(redacted)") && printed.contains("ApiKey(…Fiq9)"), "{printed}");
    assert!(!printed.contains("7bz1lzh9") && !printed.contains("bDqJ"), "{printed}");
}

#[test]
fn blank_keys_and_secrets_are_refused() {
    for blank in ["", " ", "\n", "\t \u{3000}"] {
        let key = Credentials::new(blank, "7bz1lzh9").unwrap_err();
        let secret = Credentials::new("bDqJFiq9", blank).unwrap_err();
        assert_eq!(
            (key, secret),
            (CredentialsError::Key(Unfit::Blank), CredentialsError::Secret(Unfit::Blank))
        );
    }
}

#[test]
fn what_could_not_stand_in_a_header_is_refused() {
    for unprintable in ["abc\ndef", "abc def", "abcdéf", "abc\u{7f}", "密钥密钥", "abc\r\nHost: evil"] {
        let error = Credentials::new(unprintable, "7bz1lzh9").unwrap_err();
        assert_eq!(error, CredentialsError::Key(Unfit::Unprintable), "{unprintable:?}");
    }
}

#[test]
fn a_certificate_is_not_taken_for_a_secret() {
    assert!(Credentials::new("bDqJFiq9", "x".repeat(256)).is_ok());
    let error = Credentials::new("bDqJFiq9", "x".repeat(257)).unwrap_err();
    assert_eq!(error, CredentialsError::Secret(Unfit::TooLong));
}

#[test]
fn an_error_names_the_part_and_never_its_value() {
    let error = Credentials::new("bDqJFiq9", "hunter2 hunter2").unwrap_err();
    let printed = format!("{error} {error:?}");
    assert!(
        printed.starts_with("the API secret contains a character that is not visible ASCII"),
        "{printed}"
    );
    assert!(!printed.contains("hunter2"), "{printed}");
}
