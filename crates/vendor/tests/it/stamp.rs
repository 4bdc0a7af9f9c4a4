//! Moments are written and read in the vendor's one form.

use vendor::stamp::{format, normalise, parse};

#[test]
fn the_vendors_form_is_read_and_written_back() {
    for text in ["2024-05-18 00:00:00", "2024-05-19 23:59:59", "2024-02-29 12:00:00"] {
        assert_eq!(parse(text).map(format).as_deref(), Some(text));
    }
}

#[test]
fn moments_that_do_not_exist_are_refused() {
    for text in [
        "2024-02-30 00:00:00",
        "2023-02-29 00:00:00",
        "2024-05-18 24:00:00",
        "2024-05-18 23:59:60",
        "2024-13-01 00:00:00",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
}

#[test]
fn other_forms_are_refused() {
    for text in [
        "",
        "2024-05-18",
        "2024-05-18T00:00:00",
        "2024-05-18 00:00",
        "2024-5-18 00:00:00",
        " 2024-05-18 00:00:00",
        "2024-05-18 00:00:00 ",
        "2024-05-18 00:00:00.0",
        "+024-05-18 00:00:00",
        "2024-05-18  0:00:00",
        "２０２４-05-18 00:00:00",
        "2024/05/18 00:00:00",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
}

#[test]
fn what_java_writes_by_itself_is_brought_into_the_vendors_form() {
    for (text, read) in [
        ("2024-05-18T01:02:03.999", "2024-05-18 01:02:03"),
        ("2024-05-18 01:02:03.0", "2024-05-18 01:02:03"),
        ("2024-05-18T01:02", "2024-05-18 01:02:00"),
    ] {
        assert_eq!(normalise(text.to_owned()).as_deref(), Some(read));
    }
    for text in [
        "2024-05-18T01:02:03.",
        "2024-05-18T01:02:03.9Z",
        "2024-05-18T01:02.5",
        "2024-05-18 01:02",
        "2024-05-18T01:60",
        "2024-05-18t01:02:03",
    ] {
        assert_eq!(normalise(text.to_owned()), None, "{text}");
    }
}
