//! The simulator fails as it is told to, and only then.

use std::time::Duration;

use vendor_sim::{Fault, RunningSim, Sim};

use crate::client::{Broken, Call, EVERYTHING, Reply};

async fn ask(sim: &RunningSim) -> Reply {
    Call::new(&sim.credentials(), &EVERYTHING).send(sim).await
}

async fn broken(sim: &RunningSim) -> Broken {
    Call::new(&sim.credentials(), &EVERYTHING).try_send(sim).await.unwrap_err()
}

#[tokio::test]
async fn queued_faults_come_one_a_request_before_the_standing_one() {
    let sim = Sim::new()
        .fail_next(Fault::Status(500))
        .fail_next(Fault::Status(502))
        .fail_always(Fault::Status(503))
        .start()
        .await
        .unwrap();
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(ask(&sim).await.status.as_u16());
    }
    assert_eq!(seen, [500, 502, 503, 503]);
    sim.fail_next(Fault::Status(504));
    sim.clear_faults();
    assert_eq!(ask(&sim).await.json()["code"], 0);
}

#[tokio::test]
async fn a_code_comes_with_the_vendors_words() {
    let sim = Sim::new().start().await.unwrap();
    for (code, words) in [
        (-1, "Authentication error"),
        (-2, "Restricted IP access"),
        (-16, "Timestamp expired"),
        (-18, "Port program unusual"),
        (-22, "Parameter exception"),
        (-99, "Unknown error"),
    ] {
        sim.fail_next(Fault::Code(code));
        let reply = ask(&sim).await;
        assert_eq!(reply.text(), format!(r#"{{"code":{code},"msg":"{words}","data":null}}"#));
        assert_eq!(sim.journal().last().unwrap().outcome_code, Some(code));
    }
}

#[tokio::test]
async fn a_cut_body_breaks_half_way_and_a_cut_before_it_after_the_headers() {
    let sim = Sim::new().start().await.unwrap();
    let whole = ask(&sim).await.body;
    sim.fail_next(Fault::CutBody);
    assert_eq!(broken(&sim).await, Broken::InBody { after: whole[..whole.len() / 2].to_vec() });
    sim.fail_next(Fault::CutBeforeBody);
    assert_eq!(broken(&sim).await, Broken::InBody { after: Vec::new() });
    assert_eq!(ask(&sim).await.body, whole);
}

#[tokio::test]
async fn a_hung_answer_ends_when_the_simulator_stops() {
    let sim = Sim::new().fail_next(Fault::Hang).start().await.unwrap();
    let call = Call::new(&sim.credentials(), &EVERYTHING);
    // Both go on at once: the simulator stops as soon as the call has reached it.
    let stop = async {
        while sim.received() == 0 {
            tokio::task::yield_now().await;
        }
    };
    let mut calling = Box::pin(call.try_send(&sim));
    tokio::select! {
        _ = &mut calling => panic!("it answered"),
        () = stop => {}
    }
    drop(calling);
    assert_eq!(sim.journal()[0].outcome_code, None);
    sim.shutdown().await;
}

#[tokio::test]
async fn redirects_throttling_and_garbage_look_like_themselves() {
    let sim = Sim::new().start().await.unwrap();
    sim.fail_next(Fault::Redirect(307, "http://127.0.0.1:9/elsewhere".to_owned()));
    let reply = ask(&sim).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.headers["location"]),
        (307, &"http://127.0.0.1:9/elsewhere".parse().unwrap())
    );

    sim.fail_next(Fault::RetryAfter(429, 7));
    let reply = ask(&sim).await;
    assert_eq!((reply.status.as_u16(), &reply.headers["retry-after"]), (429, &"7".parse().unwrap()));

    sim.fail_next(Fault::Garbage(b"<html>sign in</html>".to_vec()));
    let reply = ask(&sim).await;
    assert_eq!((reply.status.as_u16(), reply.text()), (200, "<html>sign in</html>"));
    assert_eq!(reply.headers["content-type"], "text/html;charset=UTF-8");
}

#[tokio::test]
async fn an_answer_made_by_hand_is_sent_as_it_is() {
    let headers = [
        ("Set-Cookie", "a=1"),
        ("set-cookie", "b=2"),
        ("Date", "Sat, 01 Jan 2000 00:00:00 GMT"),
        ("no good", ""),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let answer = Fault::Answer { status: 418, headers, body: vec![0xff, 0x00] };
    let sim = Sim::new().fail_next(answer).start().await.unwrap();
    let reply = ask(&sim).await;
    assert_eq!((reply.status.as_u16(), reply.body.as_slice()), (418, &[0xff, 0x00][..]));
    assert_eq!(reply.headers.get_all("set-cookie").iter().count(), 2);
    assert_eq!(reply.headers["date"], "Sat, 01 Jan 2000 00:00:00 GMT");
}

#[tokio::test]
async fn slow_answers_are_right_ones() {
    let sim = Sim::new().tasks(3).start().await.unwrap();
    let whole = ask(&sim).await.body;
    sim.fail_next(Fault::Latency(Duration::from_millis(1)));
    assert_eq!(ask(&sim).await.body, whole);
    sim.fail_next(Fault::Drip(Duration::ZERO));
    assert_eq!(ask(&sim).await.body, whole);
}
