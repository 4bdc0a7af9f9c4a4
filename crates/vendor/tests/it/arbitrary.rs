//! Whatever arrives, decoding neither panics nor hands on what breaks its promises.

use proptest::{collection::vec, prelude::*, sample::Index};
use vendor::{Answer, Asked, Code, decode, stamp};

const VALID: &[u8] = br#"{"code":"0","msg":"success","data":{"records":[{"keyId":9007199254740993,"taskName":"a\ud83d\ude00b",
"taskId":"5009611","recallType":0,"status":1,"recallInterval":30,"recallNum":6.0,"finishNum":1e0,"createTime":"2025-08-17T19:30:13.5"},
null,[{}],{"keyId":1,"keyId":2}],"total":574,"size":1,"current":1,"searchCount":true,"pages":574},"reason":null,"status":-22}"#;

/// Checks what holds for every answer, believable or not.
fn keeps_its_promises(body: &[u8], asked: Asked) -> Result<(), TestCaseError> {
    match decode(body, &asked) {
        Ok(Answer::Page(page)) => {
            prop_assert!(page.total >= 0);
            prop_assert!(i64::try_from(page.records.len()).unwrap() <= asked.size.max(0));
            for created in page.records.iter().filter_map(|record| record.create_time.as_deref()) {
                prop_assert!(stamp::parse(created).is_some(), "{created}");
            }
        }
        Ok(Answer::Refusal { code, reason }) => {
            prop_assert_ne!(code, Code::Success);
            let reason = reason.unwrap_or_default();
            prop_assert!(reason.chars().count() <= 200 && !reason.chars().any(char::is_control));
        }
        Err(unbelievable) => prop_assert!(unbelievable.to_string().len() < 120),
    }
    Ok(())
}

#[test]
fn the_answer_that_is_mutated_below_is_a_page() {
    assert!(
        matches!(decode(VALID, &Asked { current: 1, size: 10 }), Ok(Answer::Page(page)) if page.records.len() == 4)
    );
}

proptest! {
    #[test]
    fn arbitrary_bytes(body in vec(any::<u8>(), 0..512), current in any::<i64>(), size in any::<i64>()) {
        keeps_its_promises(&body, Asked { current, size })?;
    }

    #[test]
    fn arbitrary_json_like_text(body in r#"[\[\]{}":,0-9eE.\\udcodestatrls -]{0,120}"#) {
        keeps_its_promises(body.as_bytes(), Asked { current: 1, size: 10 })?;
    }

    #[test]
    fn a_valid_answer_with_bytes_changed(changes in vec((any::<Index>(), any::<u8>()), 1..6), size in 0_i64..20) {
        let mut body = VALID.to_vec();
        for (at, byte) in changes {
            let at = at.index(body.len());
            body[at] = byte;
        }
        keeps_its_promises(&body, Asked { current: 1, size })?;
    }

    #[test]
    fn a_valid_answer_with_pieces_moved(pieces in vec((any::<Index>(), any::<Index>(), any::<Index>()), 1..4)) {
        let mut body = VALID.to_vec();
        for (from, to, into) in pieces {
            let (from, to) = (from.index(body.len()), to.index(body.len()));
            let piece: Vec<u8> = body.drain(from.min(to)..from.max(to)).collect();
            let into = into.index(body.len() + 1);
            body.splice(into..into, piece);
        }
        keeps_its_promises(&body, Asked { current: 1, size: 10 })?;
    }
}
