//! What each kind of failure means, for whoever writes a program that meets it.

use contract::ProblemKind;

/// When it happens, in one sentence.
pub(super) fn meaning(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::MalformedRequest => {
            "The request is no HTTP, or its body is no JSON object of the documented keys, each once."
        }
        ProblemKind::InvalidRequest => "Values are missing or out of bounds; `errors` names all of them.",
        ProblemKind::Unauthenticated => {
            "The caller did not show who it is, by a bearer token or through the portal, where this installation asks for it."
        }
        ProblemKind::Forbidden => {
            "The request comes from a foreign page or through a proxy that is not trusted, or it lacks `X-Recall-Request`."
        }
        ProblemKind::UnknownHost => "The relay is not served under the `Host` of the request.",
        ProblemKind::NotFound => "There is nothing at this path.",
        ProblemKind::MethodNotAllowed => "The path has other methods; `Allow` lists them.",
        ProblemKind::NotJson => "The body is not plain JSON in UTF-8, or is packed.",
        ProblemKind::TooLarge => "The address, the headers or the body are larger than allowed.",
        ProblemKind::SlowRequest => "The body did not arrive within 5 seconds.",
        ProblemKind::RateLimited => "This caller asks too often, or all callers together do.",
        ProblemKind::VendorCredentials => "The vendor does not accept the relay's key or secret.",
        ProblemKind::VendorIpBlocked => "The vendor does not accept the relay's address.",
        ProblemKind::VendorClock => "The vendor takes the relay's clock for wrong, twice in a row.",
        ProblemKind::VendorRefused => "The vendor refused the values; `vendorReason` has its words.",
        ProblemKind::VendorFault => "The vendor has a fault of its own.",
        ProblemKind::VendorBadAnswer => "The vendor's answer can't be read or believed.",
        ProblemKind::VendorUnknownCode => "The vendor answered with a code that it does not document.",
        ProblemKind::VendorUnreachable => "No connection to the vendor came about.",
        ProblemKind::VendorTimeout => "The vendor did not answer in time.",
        ProblemKind::VendorThrottled => "The vendor wants fewer requests.",
        ProblemKind::Busy => "The relay has too much to do, or has stopped asking a vendor that fails.",
        ProblemKind::Internal => "A fault of the relay's own, or a kind that this version does not know.",
    }
}

/// Whether a failure of this kind can say after how many seconds another try makes sense.
pub(super) fn may_say_when(kind: ProblemKind) -> bool {
    use ProblemKind::{Busy, RateLimited, VendorFault, VendorThrottled};
    matches!(kind, Busy | RateLimited | VendorFault | VendorThrottled)
}
