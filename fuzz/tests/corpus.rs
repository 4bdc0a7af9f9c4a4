//! The fuzzers' corpus, replayed without a fuzzer: as it is, and with one small change at every place.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::{fs, path::PathBuf};

use fuzz::PROMISES;

/// Bytes that mean something to one of the parsers, or to none.
const CHANGES: [u8; 12] = *b"\"\\{[/%.0-\n\0\xff";

/// How far into an input changes are made, in bytes. The longest inputs are long for their length alone.
const CHANGED: usize = 400;

/// The inputs of a fuzzer, by name.
fn corpus(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = files.map(|file| file.unwrap().path());
    files.map(|file| (file.display().to_string(), fs::read(&file).unwrap())).collect()
}

#[test]
fn every_input_keeps_the_promises() {
    for (name, keeps_its_promises) in PROMISES {
        let corpus = corpus(name);
        assert!(corpus.len() >= 5, "{name} has few inputs to begin with");
        for (file, input) in corpus {
            // The name of the last one that is printed is the one that breaks a promise.
            println!("{file}");
            keeps_its_promises(&input);
        }
    }
}

#[test]
fn so_does_every_input_that_is_cut_short_or_has_one_byte_changed() {
    for (name, keeps_its_promises) in PROMISES {
        for (file, input) in corpus(name) {
            println!("{file}");
            for at in 0..input.len().min(CHANGED) {
                keeps_its_promises(&input[..at]);
                let mut changed = input.clone();
                // Three at each place, and in four places on end all of them.
                for byte in CHANGES.iter().skip(at % 4).step_by(4) {
                    changed[at] = *byte;
                    keeps_its_promises(&changed);
                }
            }
        }
    }
}
