//! Answers that unpack to a thousand times their size.
#![cfg(target_os = "linux")]

use std::{fs, time::Duration};

use contract::ProblemKind::{Busy, VendorBadAnswer};
use flate2::{Compress, Compression, FlushCompress};
use tokio::{task::JoinSet, time::timeout};
use vendor_sim::{Fault, Sim};

use crate::{
    client::{DOCUMENTED, Request},
    process::{Running, relay},
    world::{KEY, SECRET, credentials},
};

/// The most that hostile answers may cost, in KiB: 256 MiB.
const MOST: u64 = 256 * 1024;

/// Nearly 2 MiB of gzip that unpack to nearly 2 GiB of zeros. No end and no checksum: nobody gets that far.
fn bomb() -> Vec<u8> {
    let mebibyte = vec![0; 1024 * 1024];
    let mut piece = Vec::with_capacity(64 * 1024);
    let mut packing = Compress::new(Compression::best(), false);
    packing.compress_vec(&mebibyte, &mut piece, FlushCompress::Full).unwrap();
    assert_eq!(packing.total_in(), 1024 * 1024);
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    [&head[..], &piece.repeat((2 * 1024 * 1024 - head.len()) / piece.len())].concat()
}

/// The most memory that a process has had so far, in KiB.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_bombs_at_once_are_refused_within_256_mib() {
    let bomb = bomb();
    let packed = [("content-encoding", "gzip")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    let fault = Fault::Answer { status: 200, headers: packed.into(), body: bomb };
    let sim = Sim::new().credentials(credentials()).fail_always(fault).start().await.unwrap();
    let running = Running::start(
        relay().args(["--bind", "127.0.0.1:0", "--admin-bind", "off", "--vendor-url", &sim.url()]).envs([
            ("RECALL_API_KEY", KEY),
            ("RECALL_API_SECRET", SECRET),
            ("RECALL_USER_RATE", "1000000"),
            ("RECALL_TOTAL_RATE", "1000000"),
        ]),
    );
    let before = peak(running.id());

    let mut asking = JoinSet::new();
    for page in 1..=100 {
        let query = DOCUMENTED.replace(r#""current": 1"#, &format!(r#""current": {page}"#));
        asking.spawn(Request::call(query).send(running.address));
    }
    let answers = timeout(Duration::from_mins(1), asking.join_all()).await.unwrap();
    let kinds: Vec<_> = answers.iter().map(|answer| answer.kind()).collect();
    // After some twenty of them the vendor is left alone.
    assert!(kinds.iter().all(|kind| [VendorBadAnswer, Busy].contains(kind)), "{kinds:?}");
    assert!(kinds.iter().filter(|kind| **kind == VendorBadAnswer).count() >= 10, "{kinds:?}");
    let more = peak(running.id()) - before;
    assert!(more <= MOST, "{more} KiB more");

    sim.clear_faults();
    let session = Request::get("/api/session").send(running.address).await;
    assert_eq!(session.status, 200, "it lives on");
}
