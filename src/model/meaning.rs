//! What the vendor's numbers mean.
//!
//! Source: the vendor's page "Query Task List (Automatic Recall)". Numbers that it does not list are kept as they
//! are: its newer pages already speak of a recall type that this page does not know.

/// The state of a recall task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Has not begun.
    Pending,
    /// Redials.
    InProgress,
    /// Has made all its attempts.
    Completed,
    /// Was called off.
    Cancelled,
    /// Could not go on.
    Exception,
    /// A number that the documentation does not list.
    Unknown(i64),
}

impl Status {
    /// The documented states, in the vendor's order.
    pub const KNOWN: [Status; 5] =
        [Status::Pending, Status::InProgress, Status::Completed, Status::Cancelled, Status::Exception];

    /// The state that a number stands for.
    pub fn from_number(number: i64) -> Self {
        Self::KNOWN.into_iter().find(|status| status.number() == number).unwrap_or(Status::Unknown(number))
    }

    /// The vendor's number.
    pub const fn number(self) -> i64 {
        match self {
            Status::Pending => 0,
            Status::InProgress => 1,
            Status::Completed => 2,
            Status::Cancelled => 3,
            Status::Exception => 4,
            Status::Unknown(number) => number,
        }
    }

    /// A name for style sheets.
    pub const fn slug(self) -> &'static str {
        match self {
            Status::Pending => "pending",
            Status::InProgress => "progress",
            Status::Completed => "completed",
            Status::Cancelled => "cancelled",
            Status::Exception => "exception",
            Status::Unknown(_) => "unknown",
        }
    }
}

/// Which calls a recall task redials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecallType {
    /// Every call of the parent task.
    All,
    /// Only those that failed.
    Failed,
    /// A number that the documentation does not list.
    Unknown(i64),
}

impl RecallType {
    /// The documented types, in the vendor's order.
    pub const KNOWN: [RecallType; 2] = [RecallType::All, RecallType::Failed];

    /// The type that a number stands for.
    pub fn from_number(number: i64) -> Self {
        Self::KNOWN.into_iter().find(|kind| kind.number() == number).unwrap_or(RecallType::Unknown(number))
    }

    /// The vendor's number.
    pub const fn number(self) -> i64 {
        match self {
            RecallType::All => 0,
            RecallType::Failed => 1,
            RecallType::Unknown(number) => number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_survives_its_meaning() {
        for number in [-1, 0, 1, 2, 3, 4, 5, 7, i64::MAX] {
            assert_eq!(Status::from_number(number).number(), number);
            assert_eq!(RecallType::from_number(number).number(), number);
        }
        assert_eq!(Status::from_number(7), Status::Unknown(7));
    }
}
