//! What relays under test let out is searched for secrets twice: answers and what programs write right here, and with the
//! log, which is kept in a folder too, by the workshop's `secrets.rs` once everything has run.
//!
//! Whatever must stay inside has "canary" in it, and above all the account that every relay here asks for.

use std::{
    fs::{self, File},
    io::Write as _,
    path::Path,
    sync::{LazyLock, Mutex, Once, PoisonError},
};

use tracing_subscriber::{fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// Everything that came back to callers.
static ANSWERS: LazyLock<Mutex<File>> = LazyLock::new(|| kept("relay-answers"));

/// Everything that programs wrote to stdout and stderr.
static PROGRAMS: LazyLock<Mutex<File>> = LazyLock::new(|| kept("relay-programs"));

/// Keeps what came back to a caller.
pub(crate) fn keep_answer(bytes: &[u8]) {
    keep(&ANSWERS, bytes);
}

/// Keeps what a program wrote.
pub(crate) fn keep_written(bytes: &[u8]) {
    keep(&PROGRAMS, bytes);
}

/// Keeps from now on what relays in this process log, down to the last trace.
pub(crate) fn keep_log() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let layer = fmt::layer().json().with_writer(kept("relay-log"));
        tracing_subscriber::registry().with(layer).init();
    });
}

/// Fails, without telling it once more, if a secret of the tests is in there.
#[track_caller]
pub(crate) fn assert_no_secret_in(bytes: &[u8]) {
    let mut words = bytes.windows(b"canary".len());
    let secret = words.any(|word| word.eq_ignore_ascii_case(b"canary"));
    assert!(!secret, "a secret got out: `grep -ni canary target/outputs/*` tells where");
}

/// A file that is empty at first, whatever an earlier run left in it.
fn kept(name: &str) -> Mutex<File> {
    // A fixed place, wherever cargo's own target folder may be.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/outputs");
    fs::create_dir_all(&folder).unwrap();
    Mutex::new(File::create(folder.join(name)).unwrap())
}

fn keep(file: &Mutex<File>, bytes: &[u8]) {
    // A test that failed here has written what it could.
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.write_all(bytes).unwrap();
    file.write_all(b"\n").unwrap();
}
