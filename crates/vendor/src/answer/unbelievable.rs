//! Why an answer can't be believed.

use std::fmt;

/// What is wrong with an answer. It quotes nothing of the body but numbers, so it can stand in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbelievable {
    /// The body is not one JSON value: HTML from a gateway, a cut answer, nothing at all.
    NotJson,
    /// The body is JSON, but no object.
    NotAnObject,
    /// There is no code, or none that is an integer.
    NoCode,
    /// The code says success, but `data` is no object.
    NoData,
    /// `data` has no total.
    NoTotal,
    /// The total is no whole number from 0 up.
    BadTotal,
    /// `records` is something other than a list.
    BadRecords,
    /// There are no records although this page of the window should have some.
    MissingRecords {
        /// The total that the answer claims.
        total: i64,
    },
    /// There are records although the total ends before this page.
    SurplusRecords {
        /// The total that the answer claims.
        total: i64,
    },
    /// There are more records than were asked for.
    TooManyRecords {
        /// How many were asked for.
        asked: i64,
        /// How many there are.
        got: usize,
    },
}

impl fmt::Display for Unbelievable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("the answer is not JSON"),
            Self::NotAnObject => f.write_str("the answer is not a JSON object"),
            Self::NoCode => f.write_str("the answer has no readable code"),
            Self::NoData => f.write_str("the answer says success but holds no data"),
            Self::NoTotal => f.write_str("the answer's data has no total"),
            Self::BadTotal => f.write_str("the answer's total is not a whole number from 0 up"),
            Self::BadRecords => f.write_str("the answer's records are not a list"),
            Self::MissingRecords { total } => {
                write!(f, "the records are missing although the total is {total}")
            }
            Self::SurplusRecords { total } => {
                write!(f, "there are records although the total of {total} ends before this page")
            }
            Self::TooManyRecords { asked, got } => {
                write!(f, "{got} records came where {asked} were asked for")
            }
        }
    }
}

impl std::error::Error for Unbelievable {}
