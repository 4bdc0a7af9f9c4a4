//! The signature is the vendor's, and is compared as the vendor compares it.

use proptest::prelude::*;
use vendor::{Credentials, sign, signature::verify};

fn documented() -> Credentials {
    Credentials::new("bDqJFiq9", "7bz1lzh9").unwrap()
}

#[test]
fn the_vendors_own_vector_comes_out() {
    assert_eq!(sign(&documented(), 1_630_468_800).expose(), "05d7a50893e22a5c4bb3216ae3396c7c");
}

#[test]
fn a_signature_is_verified_without_regard_to_case() {
    let verify = |presented| verify(&documented(), 1_630_468_800, presented);
    assert!(verify("05d7a50893e22a5c4bb3216ae3396c7c"));
    assert!(verify("05D7A50893E22A5C4BB3216AE3396C7C"));
}

#[test]
fn anything_but_the_signature_of_that_moment_is_refused() {
    let good = "05d7a50893e22a5c4bb3216ae3396c7c";
    assert!(!verify(&documented(), 1_630_468_801, good));
    assert!(!verify(&Credentials::new("bDqJFiq9", "7bz1lzh8").unwrap(), 1_630_468_800, good));
    for wrong in
        ["", "05d7a50893e22a5c4bb3216ae3396c7", "05d7a50893e22a5c4bb3216ae3396c7d", &format!("{good}0")]
    {
        assert!(!verify(&documented(), 1_630_468_800, wrong), "{wrong}");
    }
}

#[test]
fn debug_output_shows_nothing_of_a_signature() {
    assert_eq!(format!("{:?}", sign(&documented(), 1_630_468_800)), "Signature(redacted)");
}

proptest! {
    #[test]
    fn it_agrees_with_an_independent_md5(key in "[!-~]{1,40}", secret in "[!-~]{1,40}", time in any::<i64>()) {
        let credentials = Credentials::new(key.clone(), secret.clone()).unwrap();
        let expected = format!("{:x}", md5_reference::compute(format!("{key}{secret}{time}")));
        let signature = sign(&credentials, time);
        prop_assert_eq!(signature.expose(), expected);
        prop_assert!(verify(&credentials, time, signature.expose()));
    }
}
