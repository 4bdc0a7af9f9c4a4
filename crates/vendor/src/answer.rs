//! The vendor's answer: what it can say, and what of it can be believed.
//!
//! The documented shape is `{"code", "msg" or "reason", "data": {"records", "total", …}}`. The vendor's pages disagree
//! about the types and some of the names, so all known spellings are read. What can't be read in one record is
//! `None` in that record; what can't be believed of the page is [`Unbelievable`], never an empty list.

mod code;
mod documented;
mod record;
mod unbelievable;

use serde_json::value::RawValue;

pub use code::Code;
pub use record::Record;
pub use unbelievable::Unbelievable;

use crate::{lenient, reason::clean_reason};

/// What was asked for, against which the answer is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The page, from 1.
    pub current: i64,
    /// Rows a page.
    pub size: i64,
}

/// What the vendor answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Code 0 and a page that hangs together.
    Page(VendorPage),
    /// Any other code.
    Refusal {
        /// The code; never [`Code::Success`].
        code: Code,
        /// The vendor's words, cleaned and at most 200 characters, if it had any. They may still quote the key:
        /// pass them through [`Credentials::scrub`](crate::Credentials::scrub) before anyone sees them.
        reason: Option<String>,
    },
}

/// One page of tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorPage {
    /// The tasks in the vendor's order, newest first; at most as many as were asked for.
    pub records: Vec<Record>,
    /// How many tasks the whole window holds; never negative.
    pub total: i64,
}

/// Reads the body of an answer. The HTTP status plays no part: the vendor sends failures with status 200.
pub fn decode(body: &[u8], asked: &Asked) -> Result<Answer, Unbelievable> {
    match documented::read(body) {
        Some((records, total)) => {
            let count = records.len();
            believed(VendorPage { records, total }, count, asked).map(Answer::Page)
        }
        None => leniently(body, asked),
    }
}

/// Reads an answer of which nothing is known.
fn leniently(body: &[u8], asked: &Asked) -> Result<Answer, Unbelievable> {
    let body = String::from_utf8_lossy(body);
    let document = lenient::document(&body).ok_or(Unbelievable::NotJson)?;
    let [code, status, reason, msg, data] =
        lenient::members(document, ["code", "status", "reason", "msg", "data"])
            .ok_or(Unbelievable::NotAnObject)?;

    let code = code.or(status).and_then(lenient::integer).ok_or(Unbelievable::NoCode)?;
    match Code::from(code) {
        Code::Success => page(data, asked).map(Answer::Page),
        code => Ok(Answer::Refusal { code, reason: [reason, msg].into_iter().find_map(words) }),
    }
}

fn words(raw: Option<&RawValue>) -> Option<String> {
    let words = clean_reason(&lenient::text(raw?)?);
    (!words.is_empty()).then_some(words)
}

fn page(data: Option<&RawValue>, asked: &Asked) -> Result<VendorPage, Unbelievable> {
    let [records, total] =
        data.and_then(|data| lenient::members(data, ["records", "total"])).ok_or(Unbelievable::NoData)?;
    let total = lenient::integer(total.ok_or(Unbelievable::NoTotal)?).ok_or(Unbelievable::BadTotal)?;
    let limit = usize::try_from(asked.size).unwrap_or(0);
    let records = match records {
        Some(records) => lenient::elements(records, limit).ok_or(Unbelievable::BadRecords)?,
        None if total > 0 => return Err(Unbelievable::MissingRecords { total }),
        None => lenient::Elements::default(),
    };
    let page = VendorPage { records: records.first.into_iter().map(Record::read).collect(), total };
    believed(page, records.count, asked)
}

/// The page, if it hangs together and is an answer to what was asked. It may hold fewer records than the `count` that
/// the vendor has sent, if those were too many.
fn believed(page: VendorPage, count: usize, asked: &Asked) -> Result<VendorPage, Unbelievable> {
    let total = page.total;
    if total < 0 {
        return Err(Unbelievable::BadTotal);
    }
    if count > usize::try_from(asked.size).unwrap_or(0) {
        return Err(Unbelievable::TooManyRecords { asked: asked.size, got: count });
    }
    // An empty list is the truth past the last page, and a fault on any page before it.
    let before = asked.current.saturating_sub(1).saturating_mul(asked.size);
    if count == 0 && total > before {
        return Err(Unbelievable::MissingRecords { total });
    }
    if count > 0 && total <= before {
        return Err(Unbelievable::SurplusRecords { total });
    }
    Ok(page)
}
