//! The module's entry. Nothing begins by itself: whoever loads the module calls `mount` (see `recall_desk::embed`).

use recall_desk as _;

fn main() {}
