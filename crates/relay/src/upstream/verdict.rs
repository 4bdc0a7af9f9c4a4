//! What the vendor's answer means, first by its HTTP status and then by its body.

use http::StatusCode;
use vendor::{Answer, Asked, Credentials, VendorPage, decode};

use super::clock_offset::unix_seconds;
use crate::error::Error;

/// The longest wait that is passed on, in seconds: whatever the vendor says, people may try again within the hour.
const LONGEST_WAIT: u64 = 3_600;

/// What is wrong by the status alone; `None` for 200, whose body decides. Redirections are not followed: the signed
/// headers would go wherever they point.
pub(super) fn of_status(status: StatusCode, retry_after: Option<&str>, now: i64) -> Option<Error> {
    match status.as_u16() {
        200 => None,
        401 | 403 | 407 => Some(Error::CredentialsStatus(status)),
        429 => Some(Error::Throttled(wait(retry_after, now))),
        503 => Some(Error::FaultStatus(status, wait(retry_after, now))),
        500..=599 => Some(Error::FaultStatus(status, None)),
        _ => Some(Error::UnexpectedStatus(status)),
    }
}

/// `Retry-After` in its two forms, seconds and a date.
pub(crate) fn wait(retry_after: Option<&str>, now: i64) -> Option<u64> {
    let text = retry_after?;
    let seconds = || u64::try_from(unix_seconds(text)?.saturating_sub(now)).ok();
    text.parse().ok().or_else(seconds).map(|seconds| seconds.clamp(1, LONGEST_WAIT))
}

/// The page in a body, or why there is none. The attempt's `timestamp` is blanked in the vendor's words like the
/// credentials: with a signature it would be a whole permission.
pub(crate) fn of_body(
    body: &[u8],
    asked: &Asked,
    credentials: &Credentials,
    timestamp: i64,
) -> Result<VendorPage, Error> {
    match decode(body, asked) {
        Ok(Answer::Page(page)) => Ok(page),
        Ok(Answer::Refusal { code, reason }) => {
            Err(Error::Refused { code, reason: reason.map(|reason| credentials.scrub(&reason, timestamp)) })
        }
        Err(unbelievable) => Err(Error::BadAnswer(unbelievable.to_string())),
    }
}
