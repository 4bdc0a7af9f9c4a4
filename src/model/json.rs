//! JSON, read and written by a small library: what the panel exchanges has no fractions and no values of unknown
//! shape, and the machinery for those would be a tenth of the panel.

use serde::Serialize;
use serde::de::DeserializeSeed;
use serde_json_core::de::Deserializer;
use serde_json_core::ser;

mod answers;
mod record;

pub use record::{Record, Records, Slot};

/// Reads a record; `None` if the text is not JSON of that shape and nothing else.
pub fn read<T: Record + Default>(text: &str) -> Option<T> {
    let mut record = T::default();
    is_read(text, &mut record).then_some(record)
}

fn is_read(text: &str, record: &mut dyn Record) -> bool {
    // Unescaped, no text is longer than it was.
    let mut scratch = vec![0; text.len()];
    let mut json = Deserializer::new(text.as_bytes(), Some(&mut scratch));
    Slot::Record(record).deserialize(&mut json).is_ok() && json.end().is_ok()
}

/// Writes a value.
pub fn write<T: Serialize>(value: &T) -> String {
    let mut buffer = vec![0; 256];
    loop {
        if let Ok(length) = ser::to_slice(value, &mut buffer) {
            buffer.truncate(length);
            return String::from_utf8(buffer).unwrap_or_default();
        }
        buffer.resize(buffer.len() * 2, 0);
    }
}

#[cfg(test)]
mod tests {
    use contract::{Problem, ProblemKind, Task, User};

    use super::*;

    #[test]
    fn texts_come_back_as_they_went() {
        for text in ["", "\"quoted\" \\ and \u{8}\n", "会员续费提醒 😀", &"a".repeat(5_000)] {
            let user = User { name: text.to_owned() };
            assert_eq!(read(&write(&user)), Some(user.clone()));
            assert_eq!(read(&serde_json::to_string(&user).unwrap()), Some(user));
        }
    }

    #[test]
    fn what_is_written_is_what_everybody_reads() {
        let task =
            Task { key_id: Some(i64::MAX), task_name: Some("\u{1}\t\"".to_owned()), ..Task::default() };
        assert_eq!(serde_json::from_str::<Task>(&write(&task)).unwrap(), task);
        assert_eq!(read::<Task>(&write(&task)), Some(task));
    }

    #[test]
    fn a_problem_of_a_later_relay_is_read_too() {
        let text = r#" {"type":"t","title":"T","status":500,"kind":"brand-new","requestId":"r","more":{"a":[1.5,null]}} "#;
        let problem: Problem = read(text).unwrap();
        assert_eq!((problem.kind, problem.retry_after), (ProblemKind::Internal, None));
    }

    #[test]
    fn what_is_not_json_of_the_shape_is_nothing() {
        for text in [
            "",
            "{",
            "[]",
            "<html>",
            "{}",
            "null",
            "{\"keyId\":1.5}",
            "{\"keyId\":9223372036854775808}",
            "{} {}",
        ] {
            assert_eq!(read::<Task>(text).filter(|task| *task != Task::default()), None, "{text}");
        }
        assert_eq!(read::<Task>("{} {}"), None);
    }
}
