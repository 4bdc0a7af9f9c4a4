//! The loader against a relay whose answers come when the test says so, and in the order that it says.

mod clocks;
mod counting;
mod failing;
mod interleavings;
mod leaving;
mod outgrowing;
mod paging;
mod refreshing;
mod staying;
mod superseding;
mod waiting;
mod walking;
