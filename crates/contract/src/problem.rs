//! What the relay answers when a request fails: a problem document of RFC 9457.

use serde::{Deserialize, Serialize};

/// A failure, sent as `application/problem+json`. Holds no host name, address, library text or secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// A URI reference that ends in `/problems/KIND`.
    #[serde(rename = "type")]
    pub type_uri: String,
    /// What happened and what to do, in plain words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The machine-readable kind.
    pub kind: ProblemKind,
    /// The request's identifier, also in the header `X-Request-Id` and in the relay's log.
    pub request_id: String,
    /// More about this one occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The vendor's code, if the vendor answered with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_code: Option<i64>,
    /// The vendor's own words, cleaned and at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_reason: Option<String>,
    /// Seconds after which another try makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// What is wrong with the request, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field, as a path: `size`, `params.strTime`.
    pub field: String,
    /// What is wrong and what would be right.
    pub message: String,
}

macro_rules! problem_kinds {
    ($($(#[$meta:meta])* $variant:ident $name:literal $status:literal,)*) => {
        /// Every kind of failure, with its name on the wire and its HTTP status.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum ProblemKind {
            $($(#[$meta])* #[serde(rename = $name)] $variant,)*
        }

        impl ProblemKind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &[ProblemKind] = &[$(ProblemKind::$variant,)*];

            /// The kind's name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(ProblemKind::$variant => $name,)* }
            }

            /// The kind of that name, as it is read.
            pub fn named(name: &str) -> Self {
                Self::ALL.iter().copied().find(|kind| kind.name() == name).unwrap_or_default()
            }

            /// The HTTP status that goes with the kind.
            pub const fn status(self) -> u16 {
                match self { $(ProblemKind::$variant => $status,)* }
            }
        }
    };
}

problem_kinds! {
    /// The body is no JSON object, or has duplicate or unknown keys.
    MalformedRequest "malformed-request" 400,
    /// A field is missing or out of bounds.
    InvalidRequest "invalid-request" 422,
    /// The caller did not say who it is.
    Unauthenticated "unauthenticated" 401,
    /// The request came from a foreign page, or without the request header.
    Forbidden "forbidden" 403,
    /// The `Host` header names a host that the relay does not serve.
    UnknownHost "unknown-host" 421,
    /// There is nothing at this path.
    NotFound "not-found" 404,
    /// The path exists, the method does not.
    MethodNotAllowed "method-not-allowed" 405,
    /// The body's content type is not JSON.
    NotJson "not-json" 415,
    /// The request is larger than allowed.
    TooLarge "too-large" 413,
    /// The request took too long to arrive.
    SlowRequest "slow-request" 408,
    /// This caller asks too often.
    RateLimited "rate-limited" 429,
    /// The vendor does not accept the relay's key or secret.
    VendorCredentials "vendor-credentials" 502,
    /// The vendor does not accept the relay's address.
    VendorIpBlocked "vendor-ip-blocked" 502,
    /// The vendor says that the relay's clock is wrong.
    VendorClock "vendor-clock" 502,
    /// The vendor refused the request's parameters.
    VendorRefused "vendor-refused" 422,
    /// A fault at the vendor.
    VendorFault "vendor-fault" 502,
    /// The vendor answered something unreadable or unbelievable.
    VendorBadAnswer "vendor-bad-answer" 502,
    /// The vendor answered with a code that its documentation does not list.
    VendorUnknownCode "vendor-unknown-code" 502,
    /// No connection to the vendor.
    VendorUnreachable "vendor-unreachable" 502,
    /// The vendor did not answer in time.
    VendorTimeout "vendor-timeout" 504,
    /// The vendor wants fewer requests.
    VendorThrottled "vendor-throttled" 503,
    /// The relay has too much to do.
    Busy "busy" 503,
    /// Anything else. A kind that a newer relay made up is read as this one.
    #[serde(other)]
    #[default]
    Internal "internal" 500,
}
