//! The page's entry.

use recall_desk::app::app;
use recall_desk::browser::environment::panel_place;

fn main() {
    if let Some(place) = panel_place() {
        leptos::mount::mount_to(place, app).forget();
    }
}
