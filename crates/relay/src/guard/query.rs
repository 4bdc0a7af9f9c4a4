//! The body of the one call, as a type that can't hold a bad value.
//!
//! First the shape of what is an object is judged, at both levels (400), and then all the values (422), so that a caller
//! learns about everything that is wrong with them at once. A `params` that is no object is a wrong value.

use axum::extract::{FromRequest, Request};
use contract::{FieldError, MAX_PAGE_SIZE, MAX_TASK_NAME_CHARS, PageQuery, QueryParams};
use serde_json::value::RawValue;
use vendor::stamp;

use super::{body, members::members};
use crate::{app::App, caller::Caller, error::Error, telemetry::Notes};

/// A query within all documented bounds, of a caller who doesn't ask too often.
#[derive(Clone, Debug)]
pub(crate) struct ValidQuery(PageQuery);

impl ValidQuery {
    /// Reads a body, or says what is wrong with it.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Error> {
        let text = std::str::from_utf8(body)
            .map_err(|_| Error::MalformedRequest("The body is not UTF-8.".to_owned()))?;
        parse(text).map(Self)
    }

    /// The query, to be kept.
    pub(crate) fn into_inner(self) -> PageQuery {
        self.0
    }

    /// The query.
    pub(crate) fn get(&self) -> &PageQuery {
        &self.0
    }
}

impl FromRequest<App> for ValidQuery {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let notes = Notes::of(&request);
        let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
        let body = body::read(request).await?;
        let query = Self::parse(&body)?;
        notes.search(query.get().params.task_name.as_deref());
        app.fair_use().admit(&caller)?;
        Ok(query)
    }
}

fn parse(text: &str) -> Result<PageQuery, Error> {
    let [current, size, params] =
        members(text, ["current", "size", "params"], "The body").map_err(Error::MalformedRequest)?;
    let mut errors = Errors(Vec::new());
    let levels = match params.map(RawValue::get) {
        Some(json) if json.starts_with('{') => Some(
            members(json, ["strTime", "endTime", "taskName"], "\"params\"")
                .map_err(Error::MalformedRequest)?,
        ),
        _ => None,
    };

    let current = errors.integer("current", current, i64::MAX, "1 or more");
    let size = errors.integer("size", size, MAX_PAGE_SIZE, &format!("1 to {MAX_PAGE_SIZE}"));
    let Some([str_time, end_time, task_name]) = levels else {
        errors.add("params", "must be an object with strTime and endTime");
        return Err(Error::InvalidRequest(errors.0));
    };
    let str_time = errors.time("params.strTime", str_time);
    let end_time = errors.time("params.endTime", end_time);
    // In this form the order of the texts is the order of the times.
    if let (Some(start), Some(end)) = (&str_time, &end_time)
        && start > end
    {
        errors.add("params.endTime", "must not be before params.strTime");
    }
    let task_name = errors.task_name("params.taskName", task_name);

    match (current, size, str_time, end_time) {
        (Some(current), Some(size), Some(str_time), Some(end_time)) if errors.0.is_empty() => {
            Ok(PageQuery { current, size, params: QueryParams { str_time, end_time, task_name } })
        }
        _ => Err(Error::InvalidRequest(errors.0)),
    }
}

/// Collects what is wrong, field by field.
struct Errors(Vec<FieldError>);

impl Errors {
    fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.to_owned(), message: message.into() });
    }

    /// A JSON integer from 1 to `max`: digits alone, no text, no fraction, no exponent. `range` says so.
    fn integer(&mut self, field: &str, raw: Option<&RawValue>, max: i64, range: &str) -> Option<i64> {
        let number = raw.and_then(|raw| raw.get().parse().ok()).filter(|number| (1..=max).contains(number));
        if number.is_none() {
            self.add(field, format!("must be a whole number, {range}"));
        }
        number
    }

    /// A moment in the vendor's form.
    fn time(&mut self, field: &str, raw: Option<&RawValue>) -> Option<String> {
        let time = raw.and_then(text).filter(|time| stamp::parse(time).is_some());
        if time.is_none() {
            self.add(field, "must be a time that exists, written YYYY-MM-DD HH:mm:ss");
        }
        time
    }

    /// A search text, passed on to the letter. Blank and null mean that there is none.
    fn task_name(&mut self, field: &str, raw: Option<&RawValue>) -> Option<String> {
        let raw = raw.filter(|raw| raw.get() != "null")?;
        let is_blank = |name: &str| name.trim().is_empty();
        let fits = |name: &String| {
            (is_blank(name) || name.chars().count() <= MAX_TASK_NAME_CHARS)
                && !name.chars().any(char::is_control)
        };
        let Some(name) = text(raw).filter(fits) else {
            self.add(
                field,
                format!(
                    "must be text of at most {MAX_TASK_NAME_CHARS} characters, without control characters"
                ),
            );
            return None;
        };
        (!is_blank(&name)).then_some(name)
    }
}

/// A JSON string's text; half a surrogate pair is no text.
fn text(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}
