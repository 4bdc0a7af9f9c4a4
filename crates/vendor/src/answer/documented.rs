//! A success in the documented form, read in one pass.
//!
//! Nearly every answer is one, so this is what the relay's speed hangs on: it takes a tenth of the time that reading
//! leniently takes. It is no second opinion. Whatever departs from the form in any way, by a type, a spelling, a key that
//! is there twice, is left to [`lenient`](crate::lenient), and what both can read they read alike, which is tested below.

use std::{fmt, marker::PhantomData};

use serde::de::{
    Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer,
};

use super::Record;
use crate::stamp;

/// The most records that are held. No page has more, and a hostile one could have a million.
const MOST: usize = 100;

/// The records and the total of a documented success; `None` for everything else.
pub(super) fn read(body: &[u8]) -> Option<(Vec<Record>, i64)> {
    // Looked at once as a whole, which is quicker than text by text.
    let text = std::str::from_utf8(body).ok()?;
    let Object(Success { code: Some(0), data }) = serde_json::from_str(text).ok()? else { return None };
    let Object(Data { records: Records(records), total }) = data;
    Some((records, total?))
}

#[derive(serde::Deserialize)]
struct Success {
    #[serde(deserialize_with = "integer")]
    code: Option<i64>,
    data: Object<Data>,
}

#[derive(serde::Deserialize)]
struct Data {
    records: Records,
    #[serde(deserialize_with = "integer")]
    total: Option<i64>,
}

#[derive(serde::Deserialize)]
#[serde(remote = "Record", rename_all = "camelCase")]
struct DocumentedRecord {
    #[serde(default, deserialize_with = "integer")]
    key_id: Option<i64>,
    #[serde(default, deserialize_with = "integer")]
    task_id: Option<i64>,
    task_name: Option<String>,
    #[serde(default, deserialize_with = "moment")]
    create_time: Option<String>,
    #[serde(default, deserialize_with = "integer")]
    recall_type: Option<i64>,
    #[serde(default, deserialize_with = "integer")]
    recall_interval: Option<i64>,
    #[serde(default, deserialize_with = "integer")]
    recall_num: Option<i64>,
    #[serde(default, deserialize_with = "integer")]
    finish_num: Option<i64>,
    #[serde(default, deserialize_with = "integer")]
    status: Option<i64>,
}

/// What is written as an object. A derived type by itself would take a list of its values as well.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}

/// A record that stands for itself, which serde's derive for a foreign type can't give.
struct Documented(Record);

impl<'de> Deserialize<'de> for Documented {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DocumentedRecord::deserialize(deserializer).map(Self)
    }
}

/// A list of at most [`MOST`] records.
struct Records(Vec<Record>);

impl<'de> Deserialize<'de> for Records {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(RecordsVisitor)
    }
}

struct RecordsVisitor;

impl<'de> Visitor<'de> for RecordsVisitor {
    type Value = Records;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at most {MOST} records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut records = Vec::new();
        while let Some(Object(Documented(record))) = seq.next_element()? {
            if records.len() == MOST {
                return Err(A::Error::custom("too many records"));
            }
            records.push(record);
        }
        Ok(Records(records))
    }
}

/// An integer, or its plain digits as text, which the vendor's pages show as often. Null is `None`.
fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    deserializer.deserialize_any(IntegerVisitor)
}

struct IntegerVisitor;

impl Visitor<'_> for IntegerVisitor {
    type Value = Option<i64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer of 64 bits")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        i64::try_from(number).map(Some).map_err(E::custom)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.starts_with('+') {
            return Err(E::custom("a sign that JSON has not"));
        }
        text.parse().map(Some).map_err(E::custom)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// A moment in the vendor's form, or in one that can be brought into it. Another text is no moment, and so `None`.
fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.and_then(stamp::normalise))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Answer, Asked, answer::leniently};

    const FORMS: [&str; 12] = [
        r#"{"code":0,"msg":"success","data":{"records":[{"keyId":298,"taskName":"a (UTC + 8)","taskId":5009611,"#,
        r#"{"code":"0","data":{"records":[{"taskId":"-7","keyId":9007199254740993,"#,
        r#"{"data":{"records":[{"a":{"b":[[1]]},"taskName":"\ud83d\ude00\n","#,
        r#""recallType":0,"status":1,"recallInterval":30,"recallNum":6,"finishNum":1,"createTime":"2025-08-17 19:30:13"}"#,
        r#""createTime":"2025-08-17T19:30:13.5","recallNum":6.0,"finishNum":1e0}"#,
        r#""createTime":"yesterday","taskName":null,"status":"+4"}"#,
        r#""taskName":"\ud83d","keyId":9223372036854775808}"#,
        r#",{},null,[{}],{"keyId":-0}],"total":574,"size":1,"pages":574},"status":-22}"#,
        r#"],"total":574,"size":1,"current":1,"searchCount":true,"pages":574}}"#,
        r#"],"total":574},"code":0,"msg":null}"#,
        r#"],"total":-1}}"#,
        r#"],"current":1}}"#,
    ];

    fn agree(body: &[u8]) -> Result<bool, TestCaseError> {
        let asked = Asked { current: 1, size: 100 };
        let Some((records, total)) = read(body) else { return Ok(false) };
        match leniently(body, &asked) {
            Ok(Answer::Page(page)) => prop_assert_eq!((records, total), (page.records, page.total)),
            // What is read is not yet believed: an empty list with a total above 0, say.
            Ok(refusal) => prop_assert!(false, "{:?}", refusal),
            Err(_) => prop_assert!(total < 0 || records.is_empty() == (total > 0), "{} {:?}", total, records),
        }
        Ok(true)
    }

    #[test]
    fn the_documented_forms_are_read_and_agree() {
        for (begin, end) in [(0, 8), (1, 8), (2, 9)] {
            let body = [FORMS[begin], FORMS[3], FORMS[end]].concat();
            assert!(agree(body.as_bytes()).unwrap(), "{body}");
        }
    }

    #[test]
    fn other_forms_are_left_alone() {
        for body in [
            "[0,[[],0]]",
            r#"{"code":0,"data":[[],0]}"#,
            r#"{"code":0,"data":{"records":[[1,2,"a",null,0,0,0,0,0]],"total":1}}"#,
            r#"{"code":0,"data":{"records":[null],"total":1}}"#,
            r#"{"code":0,"data":{"records":null,"total":0}}"#,
            r#"{"code":0,"code":0,"data":{"records":[],"total":0}}"#,
            r#"{"code":-1,"data":{"records":[],"total":0}}"#,
            r#"{"status":0,"data":{"records":[],"total":0}}"#,
            r#"{"code":0,"data":{"records":[{"keyId":12.0}],"total":1}}"#,
            r#"{"code":0,"data":{"records":[{"keyId":"12 "}],"total":1}}"#,
            r#"{"code":0,"data":{"records":[],"total":0}},"#,
            "{\"code\":0,\"msg\":\"\n\",\"data\":{\"records\":[],\"total\":0}}",
        ] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
        let many = |count| {
            let records = vec!["{}"; count].join(",");
            format!(r#"{{"code":0,"data":{{"records":[{records}],"total":1000}}}}"#)
        };
        assert!(read(many(MOST).as_bytes()).is_some());
        assert_eq!(read(many(MOST + 1).as_bytes()), None);
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_leniency_would_have_read(
            pieces in [0_usize..3, 3..7, 7..12],
            change in proptest::option::of((any::<prop::sample::Index>(), any::<u8>())),
        ) {
            let mut body = pieces.map(|piece| FORMS[piece]).concat().into_bytes();
            if let Some((at, byte)) = change {
                let at = at.index(body.len());
                body[at] = byte;
            }
            agree(&body)?;
        }
    }
}
