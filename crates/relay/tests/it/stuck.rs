//! What is around the relay can get stuck: the log's reader, a file system, the supply of open files. The relay doesn't.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpStream,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::Duration,
};

use tokio::time::timeout;

use crate::{
    client::Request,
    process::{Running, relay},
    settings::File,
};

/// How long a relay that is well may take for anything. Long, because the machine may have other things to do.
const PATIENCE: Duration = Duration::from_mins(1);

const DEMO: [&str; 5] = ["--demo", "--bind", "127.0.0.1:0", "--log-format", "json"];

/// Waits for the end; kills what is stuck, which fails the test.
fn end(mut child: Child) -> ExitStatus {
    for _ in 0..PATIENCE.as_millis() / 100 {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        thread::sleep(Duration::from_millis(100));
    }
    child.kill().unwrap();
    panic!("it doesn't end");
}

fn terminate(child: &Child) {
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
}

#[tokio::test]
async fn a_log_that_nobody_reads_holds_up_neither_answers_nor_the_end() {
    let mut child = relay().args(DEMO).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap().trim_end_matches('/');
    let address = address.parse().unwrap();
    // More lines than a pipe takes, each of some 200 bytes.
    for _ in 0..1_000 {
        let answer = timeout(PATIENCE, Request::get("/api/session").send(address)).await;
        assert_eq!(answer.expect("an answer").status, 200);
    }
    terminate(&child);
    assert_eq!(end(child).code(), Some(0));
}

#[test]
fn a_secret_file_that_can_t_be_opened_any_more_doesn_t_hold_up_the_end() {
    let file = File::new("secret", "canary-secret");
    let path = file.path().to_owned();
    let mut running = Running::start(relay().args(["--bind", "127.0.0.1:0", "--admin-bind", "off"]).args([
        "--vendor-url",
        "http://127.0.0.1:9",
        "--api-key",
        "canary-key",
        "--api-secret-file",
        &path,
    ]));
    fs::remove_file(&path).unwrap();
    running.until_logged("no new API secret can be read");
    // Opening a pipe that nobody writes to waits, as a file system behind a broken network does.
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let task = format!("/proc/{}/task", running.id());
    let waits = || {
        let mut threads = fs::read_dir(&task).unwrap().flatten();
        threads.any(|thread| {
            fs::read_to_string(thread.path().join("wchan")).is_ok_and(|wchan| wchan.contains("fifo_open"))
                || fs::read_to_string(thread.path().join("syscall"))
                    .is_ok_and(|call| call.starts_with("257 "))
        })
    };
    while !waits() {
        thread::sleep(Duration::from_millis(50));
    }
    running.signal("TERM");
    let (status, ..) = running.end();
    assert_eq!(status.code(), Some(0));
}

#[tokio::test]
async fn with_few_open_files_idle_callers_take_all_places_but_never_the_way_to_the_vendor() {
    let mut limited = Command::new("/bin/sh");
    limited.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    limited.args(["-c", "ulimit -n 256; exec \"$0\" \"$@\""]).arg(relay().get_program()).args(DEMO);
    let mut running = Running::start(&mut limited);
    assert!(running.until_logged("too few open files").contains(r#""connections":64"#));
    let idle: Vec<_> = (0..100).map(|_| TcpStream::connect(running.address).unwrap()).collect();
    let body = r#"{"current": 1, "size": 20, "params": {"strTime": "2000-01-01 00:00:00", "endTime": "2099-12-31 23:59:59"}}"#;
    assert_eq!(Request::call(body).send(running.address).await.status, 200);
    drop(idle);
    running.signal("TERM");
    let (status, _, log) = running.end();
    assert_eq!(status.code(), Some(0));
    assert!(!log.contains("could not be accepted"), "{log}");
}
