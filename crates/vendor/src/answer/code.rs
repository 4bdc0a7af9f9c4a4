//! The vendor's status codes.

/// The code of an answer. Source: the vendor's "Response Status Codes".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// 0: the answer holds a page.
    Success,
    /// -1: the key or the secret is wrong, or the account is closed.
    Authentication,
    /// -2: the caller's address is not on the account's list.
    IpRestricted,
    /// -16: the timestamp is too far from the vendor's clock.
    TimestampExpired,
    /// -18: a fault at the vendor, in its words "Port program unusual" or "System exception".
    Fault,
    /// -22: the vendor does not accept the request's parameters.
    ParameterException,
    /// A number that the vendor's page does not list.
    Other(i64),
}

impl Code {
    /// The number as the vendor sends it.
    pub fn number(self) -> i64 {
        match self {
            Self::Success => 0,
            Self::Authentication => -1,
            Self::IpRestricted => -2,
            Self::TimestampExpired => -16,
            Self::Fault => -18,
            Self::ParameterException => -22,
            Self::Other(number) => number,
        }
    }
}

impl From<i64> for Code {
    fn from(number: i64) -> Self {
        match number {
            0 => Self::Success,
            -1 => Self::Authentication,
            -2 => Self::IpRestricted,
            -16 => Self::TimestampExpired,
            -18 => Self::Fault,
            -22 => Self::ParameterException,
            other => Self::Other(other),
        }
    }
}
