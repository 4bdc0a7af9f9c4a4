//! The same-origin service that serves the panel, checks the caller, signs and asks the vendor.
