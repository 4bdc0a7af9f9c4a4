//! Where state meets views: wiring only.

pub mod desk;
