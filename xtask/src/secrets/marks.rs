//! What a secret of the tests is known by.

use std::collections::HashSet;

use vendor::{Credentials, sign};

use crate::Outcome;

/// The account that the relays under test ask for.
pub(crate) const KEY: &str = "canary-key-Q7xV";
pub(crate) const SECRET: &str = "canary-secret-Hk4Z";

/// The account of the vendor's documentation, which the simulated vendor accepts unless it is told otherwise.
const SAMPLE: (&str, &str) = ("bDqJFiq9", "7bz1lzh9");

/// What stands in every secret of the tests, as it may be written: as it is, in hex, as a list of bytes, and in Base64
/// wherever it begins there. In lower case, because every case counts.
const MARKED: [&str; 6] =
    ["canary", "63616e617279", "99, 97, 110, 97, 114, 121", "y2fuyxj5", "nhbmfye", "jyw5hcn"];

/// How a token of the tests' identity providers begins: `{"alg":` in Base64.
const TOKEN: &str = "eyJhbGciOi";

/// Where the clock of most tests stands, and the time in the documentation's example of a signature; in unix seconds.
const FIXED: [u64; 2] = [1_755_430_262, 1_630_468_800];

/// How far from a clock the tests sign, in seconds.
const AROUND: u64 = 6 * 3_600;

/// Everything that must not turn up.
pub(super) struct Marks {
    signatures: HashSet<String>,
}

impl Marks {
    /// For tests that ran around this time, in unix seconds.
    pub(super) fn around(now: u64) -> Outcome<Self> {
        let mut signatures = HashSet::new();
        for (key, secret) in [(KEY, SECRET), SAMPLE] {
            let credentials = Credentials::new(key, secret).map_err(|error| error.to_string())?;
            for clock in FIXED.into_iter().chain([now]) {
                for time in clock.saturating_sub(AROUND)..=clock + AROUND {
                    signatures.insert(sign(&credentials, time.cast_signed()).expose().to_owned());
                }
            }
        }
        Ok(Self { signatures })
    }

    /// What is in the line, if it is something secret.
    pub(super) fn find(&self, line: &str) -> Option<&'static str> {
        let folded = line.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        if has(&MARKED) {
            Some("a secret of the tests")
        } else if has(&[&SAMPLE.0.to_ascii_lowercase(), SAMPLE.1]) {
            Some("the account of the documentation")
        } else if line.contains(TOKEN) {
            Some("a token")
        } else if hex_words(&folded).any(|word| self.signatures.contains(word)) {
            Some("a signature")
        } else {
            None
        }
    }
}

/// The pieces of a text that are as long as a signature and made of hex digits.
fn hex_words(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_ascii_hexdigit()).filter(|run| run.len() >= 32);
    runs.flat_map(|run| (0..=run.len() - 32).map(move |at| &run[at..at + 32]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{files, workspace};

    const NOW: u64 = 1_800_000_000;

    fn signature(time: u64) -> String {
        sign(&Credentials::new(KEY, SECRET).unwrap(), time.cast_signed()).expose().to_owned()
    }

    #[test]
    fn each_way_to_write_a_secret_is_found() {
        let marks = Marks::around(NOW).unwrap();
        for (secret, what) in [
            (KEY, "a secret of the tests"),
            (SECRET, "a secret of the tests"),
            (&SECRET.to_uppercase(), "a secret of the tests"),
            ("[99, 97, 110, 97, 114, 121, 45]", "a secret of the tests"),
            ("63616E617279", "a secret of the tests"),
            ("Y2FuYXJ5LWtleQ", "a secret of the tests"),
            ("eGNhbmFyeQ", "a secret of the tests"),
            ("eHhjYW5hcnk", "a secret of the tests"),
            ("7BZ1lzh9", "the account of the documentation"),
            ("key bDqJFiq9", "the account of the documentation"),
            ("eyJhbGciOiJFZERTQSJ9.e30.AAAA", "a token"),
            (&signature(NOW), "a signature"),
            (&format!("sign={}0", signature(FIXED[0]).to_uppercase()), "a signature"),
            ("05d7a50893e22a5c4bb3216ae3396c7c", "a signature"),
        ] {
            assert_eq!(marks.find(&format!("the {secret} got out")), Some(what), "{secret}");
        }
        for fine in ["the last four, Q7xV, may be seen", "0123456789abcdef0123456789abcdef is nobody's"] {
            assert_eq!(marks.find(fine), None, "{fine}");
        }
    }

    #[test]
    fn the_signatures_are_those_around_the_given_times() {
        let marks = Marks::around(NOW).unwrap();
        for clock in FIXED.into_iter().chain([NOW]) {
            assert!(marks.find(&signature(clock - AROUND)).is_some());
            assert!(marks.find(&signature(clock + AROUND)).is_some());
            assert_eq!(marks.find(&signature(clock + AROUND + 1)), None);
        }
    }

    #[test]
    fn the_account_is_the_one_of_the_tests() {
        for file in ["crates/relay/tests/it/world.rs", "e2e/harness/vendor.ts"] {
            let text = files::read_text(&workspace::root().join(file)).unwrap();
            assert!([KEY, SECRET].iter().all(|word| text.contains(&format!("\"{word}\""))), "{file}");
        }
    }
}
