//! The documented request gets the documented answer, to the byte.

use vendor::{PageRequest, sign};
use vendor_sim::{DEFAULT_NOW, Sim, SimTask};

use crate::client::{Call, page};

fn around_the_example(size: i64) -> PageRequest<'static> {
    let (str_time, end_time) = ("2025-08-17 00:00:00", "2025-08-17 23:59:59");
    PageRequest { current: 1, size, str_time, end_time, task_name: None }
}

#[tokio::test]
async fn the_documented_answer_comes_back_byte_for_byte() {
    let older = |n: i64| SimTask { key_id: 298 - n, created: 1_755_430_213 - n, ..SimTask::documented() };
    let sim = Sim::new().dataset((0..574).rev().map(older).collect()).start().await.unwrap();
    let reply = Call::new(&sim.credentials(), &around_the_example(1)).send(&sim).await;
    assert_eq!(
        reply.text(),
        concat!(
            r#"{"code":0,"msg":"success","data":{"records":[{"keyId":298,"#,
            r#""taskName":"DEFAULT_TASK_NAME-(UTC + 8)20250817192923","taskId":5009611,"recallType":0,"status":1,"#,
            r#""recallInterval":30,"recallNum":6,"finishNum":1,"createTime":"2025-08-17 19:30:13"}],"#,
            r#""total":574,"size":1,"current":1,"searchCount":true,"pages":574}}"#
        )
    );
    assert_eq!(reply.status, 200);
    assert_eq!(reply.headers["content-type"], "application/json;charset=UTF-8");
}

#[tokio::test]
async fn the_documented_request_is_answered() {
    let sim = Sim::new().start().await.unwrap();
    let request = PageRequest {
        current: 1,
        size: 10,
        str_time: "2024-05-18 00:00:00",
        end_time: "2024-05-19 23:59:59",
        task_name: Some("1111"),
    };
    let reply = Call::new(&sim.credentials(), &request).send(&sim).await;
    let empty = r#"{"records":[],"total":0,"size":10,"current":1,"searchCount":true,"pages":0}"#;
    assert_eq!(reply.text(), format!(r#"{{"code":0,"msg":"success","data":{empty}}}"#));
}

#[tokio::test]
async fn dates_are_in_the_simulators_zone_and_by_its_clock() {
    let sim = Sim::new().dataset(vec![SimTask::documented()]).utc_offset_minutes(-90).start().await.unwrap();
    let record = page(&sim, &around_the_example(10)).await.records.remove(0);
    assert_eq!(record.create_time.as_deref(), Some("2025-08-17 10:00:13"));
    let reply = Call::new(&sim.credentials(), &around_the_example(10)).send(&sim).await;
    assert_eq!(reply.headers["date"], "Sun, 17 Aug 2025 11:31:02 GMT");
}

#[tokio::test]
async fn both_ends_of_the_window_belong_to_it() {
    let sim = Sim::new().dataset(vec![SimTask::documented()]).start().await.unwrap();
    let total = async |str_time, end_time| {
        page(&sim, &PageRequest { str_time, end_time, ..around_the_example(10) }).await.total
    };
    assert_eq!(total("2025-08-17 19:30:13", "2025-08-17 19:30:13").await, 1);
    assert_eq!(total("2025-08-17 19:30:14", "2025-08-17 23:59:59").await, 0);
    assert_eq!(total("2025-08-17 00:00:00", "2025-08-17 19:30:12").await, 0);
}

#[tokio::test]
async fn the_journal_shows_what_came_in_the_order_of_the_wire() {
    let sim = Sim::new().start().await.unwrap();
    let request = around_the_example(10);
    Call::new(&sim.credentials(), &request).with("x-last", "1").send(&sim).await;
    let journal = sim.journal();
    assert_eq!((journal.len(), sim.received()), (1, 1));
    let received = &journal[0];
    assert_eq!((received.method.as_str(), received.path.as_str()), ("POST", "/voice/recallFlow/queryPage"));
    assert_eq!((received.outcome_code, received.at), (Some(0), DEFAULT_NOW));
    assert_eq!(received.body, request.to_body());
    let names: Vec<&str> = received.headers.iter().map(|(name, _)| name.as_str()).collect();
    let sent = ["content-type", "api-key", "timestamp", "sign", "x-last", "host", "content-length"];
    assert_eq!(names, sent);
    assert_eq!(received.header("api-key"), Some("bDqJFiq9"));
    assert_eq!(received.header("sign"), Some(sign(&sim.credentials(), DEFAULT_NOW).expose()));
}

#[tokio::test]
async fn after_a_shutdown_the_port_is_free() {
    let sim = Sim::new().start().await.unwrap();
    let addr = sim.addr();
    Call::new(&sim.credentials(), &around_the_example(1)).send(&sim).await;
    sim.shutdown().await;
    assert!(tokio::net::TcpStream::connect(addr).await.is_err());
    let again = Sim::new().start_on(addr).await.unwrap();
    assert_eq!(again.addr(), addr);
}
