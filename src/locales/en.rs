//! English.

use contract::ProblemKind;

use super::{
    Advice, AppWords, DrawerWords, FaultWords, FilterWords, LiveWords, Locale, PagerWords, SummaryWords,
    TableWords, ViewWords, grouped,
};
use crate::model::column::Column;
use crate::model::meaning::{RecallType, Status};
use crate::model::schedule::Pause;
use crate::model::view::{Density, Language, Refresh, Theme, ZoneChoice};
use crate::model::window::Preset;

/// The words.
pub(super) const LOCALE: Locale = Locale {
    language: Language::English,
    missing: "—",
    app: AppWords {
        name: "Recall Desk",
        demo: ("Demo data", "The rows come from a simulated vendor."),
        time_zone: "Time zone",
        zone: |choice, offset| match choice {
            ZoneChoice::Vendor => format!("Vendor time ({offset})"),
            ZoneChoice::Local => format!("Local time ({offset})"),
            ZoneChoice::Utc => "UTC".to_owned(),
        },
        connected: "Connected",
        failed: "Last load failed",
        offline: "No network",
        theme: "Theme",
        theme_name: |theme| match theme {
            Theme::Auto => "System",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        },
        language: "Language",
        copy_link: "Copy link",
        link_copied: "Link copied",
        copy_failed: "The browser did not allow copying",
        dropped: |values| format!("Ignored in the address: {values}"),
        dismiss: "Dismiss",
    },
    filters: FilterWords {
        title: "Filters",
        unfold: |set| if set == 0 { "Filters".to_owned() } else { format!("Filters ({set})") },
        range: "Time range",
        preset: |preset| match preset {
            Preset::Today => "Today",
            Preset::Yesterday => "Yesterday",
            Preset::Last24Hours => "Last 24 hours",
            Preset::Last7Days => "Last 7 days",
            Preset::Last30Days => "Last 30 days",
            Preset::ThisMonth => "This month",
        },
        custom: "Custom",
        from: "From",
        to: "To",
        apply: "Apply",
        incomplete: "Fill in both times.",
        skipped: "Clocks go forward over this time, so it does not exist in this zone. Choose a later one.",
        reversed: "The range ends before it starts. Choose a later end.",
        search: "Search by task name or task ID",
        status: "Status",
        recall_type: "Recall type",
        clear: "Clear filters",
    },
    table: TableWords {
        caption: "Automatic recall tasks",
        region: "Table of tasks, can be scrolled sideways",
        column: |column| match column {
            Column::Status => "Status",
            Column::Name => "Task name",
            Column::Task => "Task ID",
            Column::Type => "Recall type",
            Column::Progress => "Progress",
            Column::Interval => "Interval",
            Column::Created => "Created",
            Column::Id => "Recall ID",
        },
        columns: "Columns",
        move_column: |column, down| format!("Move {column} {}", if down { "down" } else { "up" }),
        all_columns: "All columns",
        density: "Row height",
        density_name: |density| match density {
            Density::Compact => "Compact",
            Density::Normal => "Normal",
        },
        export: "Export",
        export_failed: "The browser did not take the file",
        export_cancelled: "Export cancelled",
        exported: |rows| format!("Exported {}", plural(rows, "row")),
        loading: "Loading tasks…",
        reading: |read, total| format!("Reading all rows: {read} of {total}"),
        waiting: ". Told to wait; goes on by itself.",
        cancel: "Cancel",
        nothing_in_range: ("No tasks in this range", "Choose a longer range to look further back."),
        nothing_matches: ("No task matches these filters", "Clear them to see all tasks of this range."),
        ask_first: |total| {
            format!(
                "The vendor can’t filter by status or type and can’t sort, so all {total} rows of this range have to be loaded first."
            )
        },
        load: |rows, all| format!("Load {} {rows} rows", if all { "all" } else { "the first" }),
        partial: |loaded, total| {
            format!("First {loaded} of {total} rows loaded; filters and counts cover loaded rows only.")
        },
        outgrown: |total| {
            format!(
                "This range has grown to {total} rows, too many to load unasked. Shown is what was loaded before."
            )
        },
    },
    summary: SummaryWords {
        title: "Summary",
        tasks,
        part_of: |read, total| format!("First {read} of {total} tasks"),
        count_all: |total| {
            format!("Count {}{}", if total == "1" { "" } else { "all " }, plural(total, "task"))
        },
        count_what: "by status and over time",
        too_many: |most| format!("More than {most} are not counted. Choose a shorter range."),
        shares: "Breakdown",
        share: |state, rows, total| format!("{state}: {rows} of {total}"),
        attention: "Needs attention",
        exceptions,
        overdue: |rows| format!("{} may be overdue (estimate)", grouped(rows)),
        overdue_means: "Still in progress, although by creation time, attempts and interval the last attempt should have ended at the time shown. An estimate: the vendor does not tell when attempts are made, so one interval, at least 15 min, is allowed on top.",
        over_time: "Tasks over time",
        brush: "Narrow the range: drag, or arrow keys and Enter",
        bar: |time, rows, failed| match failed {
            0 => format!("{time}: {}", tasks(rows)),
            _ => format!("{time}: {}, {}", tasks(rows), exceptions(failed)),
        },
    },
    pager: PagerWords {
        pages: "Pages",
        first: "First page",
        previous: "Previous page",
        next: "Next page",
        last: "Last page",
        go_to: "Go to page",
        of_pages: |pages| format!("of {pages}"),
        rows_per_page: "Rows per page",
        rows: |first, last, total| format!("{first}–{last} of {total}"),
        rows_aloud: |first, last, total| format!("Rows {first} to {last} of {total}"),
    },
    live: LiveWords {
        updated: |ago| format!("Updated {ago}"),
        stale: |ago| format!("Rows from {ago}"),
        waiting: |tasks| match tasks {
            0 => "Update the list".to_owned(),
            1 => "1 new task".to_owned(),
            _ => format!("{} new tasks", grouped(tasks)),
        },
        trying_again: |seconds| match seconds {
            ..=0 => "Trying again…".to_owned(),
            1..=99 => format!("Trying again in {seconds} s"),
            _ => format!("Trying again in {} min", (seconds + 59) / 60),
        },
        refresh_now: "Refresh now",
        auto_refresh: "Auto-refresh",
        interval: |interval| match interval {
            Refresh::Off => "Off",
            Refresh::Ten => "Every 10 s",
            Refresh::Thirty => "Every 30 s",
            Refresh::Minute => "Every minute",
            Refresh::FiveMinutes => "Every 5 min",
        },
        pause: "Pause auto-refresh",
        resume: "Resume auto-refresh",
        paused: |pause| match pause {
            Pause::ByUser => "Paused",
            Pause::WhileOpen => "Paused: task open",
            Pause::WhileMenu => "Paused: menu open",
            Pause::WhileRange => "Paused: range being set",
            Pause::WhileSelected => "Paused: text selected",
            Pause::Offline => "Paused: no network",
            Pause::LongWindow => "Paused: long range",
            Pause::Hidden => "Paused: page hidden",
        },
    },
    faults: FaultWords {
        problem,
        offline: ("You are offline", "The rows will be asked for again when the network is back."),
        unreachable: (
            "The relay does not answer",
            "Check your network. If others have the same problem, tell the portal’s operator.",
        ),
        garbage: (
            "The answer could not be read",
            "Something in between answered, perhaps a login page. Reload the page or sign in again.",
        ),
        refused: (
            "The portal refused the request",
            "Sign in to the portal again. If that does not help, ask its operator for access.",
        ),
        gateway: (
            "The relay can’t be reached",
            "Something in front of it answered instead. Try again in a moment. If it lasts, tell the portal’s operator.",
        ),
        stale: (
            "The vendor does not answer",
            "These are the latest rows that the relay has. It asks again with every refresh.",
        ),
        since: |time| format!("Failing since {time}."),
        rows_as_of: |time| format!("The rows shown are from {time}."),
        rows_before_the_change: "The rows shown are from before your last change.",
        both: |one, other| format!("{one} {other}"),
        vendor_says: |code, reason| format!("The vendor’s answer: {code} {reason}"),
        request_id: |id| format!("Request {id}"),
        request: "Request ID",
        try_again: "Try again",
    },
    drawer: DrawerWords {
        close: "Close",
        copy: |what| format!("Copy {what}"),
        copied: |what| format!("{what} copied"),
        not_found: |id| format!("Recall {id} is not among the loaded rows. A longer range may have it."),
        elsewhere: |id| format!("Recall {id} is not on this page."),
        attempts_asked: "Attempts planned",
        attempts_done: "Attempts done",
    },
    views: ViewWords {
        button: "Views",
        title: "Saved views",
        none: "Save what you see under a name: range, search, filters, order, columns, time zone and rows per page.",
        not_kept: "This browser keeps nothing: views and settings last until you close the panel.",
        name: "Save this view as",
        new_name: "New name",
        save: "Save",
        replace: "Replace",
        rename: "Rename",
        delete: "Delete",
        restore: "Put back",
        about: |act, name| format!("{act} {name}"),
        no_name: "Type a name.",
        in_use: "Another view has this name.",
        full: "There is room for 30 views. Delete one first.",
        saved: |name| format!("View “{name}” saved"),
        reset: "Reset settings",
        reset_more: "Columns, row height, theme, language, refresh, time zone and rows per page.",
        reset_done: "Settings reset",
    },
    status: |status| match status {
        Status::Pending => "Pending".to_owned(),
        Status::InProgress => "In progress".to_owned(),
        Status::Completed => "Completed".to_owned(),
        Status::Cancelled => "Cancelled".to_owned(),
        Status::Exception => "Execution exception".to_owned(),
        Status::Unknown(number) => format!("Unknown ({number})"),
    },
    recall_type: |kind| match kind {
        RecallType::All => "Redial all".to_owned(),
        RecallType::Failed => "Redial failed calls".to_owned(),
        RecallType::Unknown(number) => format!("Unknown ({number})"),
    },
    minutes: |minutes| format!("{minutes} min"),
    attempts: |done, asked| format!("{done} of {asked}"),
    ago: |seconds| match seconds {
        ..=4 => "just now".to_owned(),
        5..=59 => format!("{seconds} s ago"),
        60..=3599 => format!("{} min ago", seconds / 60),
        3600..=86_399 => format!("{} h ago", seconds / 3600),
        86_400..=172_799 => "1 day ago".to_owned(),
        _ => format!("{} days ago", grouped(seconds / 86_400)),
    },
};

fn tasks(count: i64) -> String {
    plural(&grouped(count), "task")
}

fn exceptions(count: i64) -> String {
    plural(&grouped(count), "exception")
}

fn plural(count: &str, one: &str) -> String {
    format!("{count} {one}{}", if count == "1" { "" } else { "s" })
}

fn problem(kind: ProblemKind) -> Advice {
    match kind {
        ProblemKind::MalformedRequest | ProblemKind::NotJson | ProblemKind::MethodNotAllowed => {
            ("The relay did not understand the request", "Reload the page: it may be older than the relay.")
        }
        ProblemKind::InvalidRequest => {
            ("The relay refused the filters", "Check the time range and the search text.")
        }
        ProblemKind::TooLarge => ("The request was too large", "Shorten the search text."),
        ProblemKind::Unauthenticated => {
            ("Your session has ended", "Sign in to the portal again in another tab, then try again here.")
        }
        ProblemKind::Forbidden => {
            ("The relay refused the request", "Open the panel from your portal, not through another address.")
        }
        ProblemKind::UnknownHost => {
            ("The relay does not know this address", "Ask the portal’s operator to allow this host name.")
        }
        ProblemKind::NotFound => {
            ("The relay is not at this address", "Ask the portal’s operator to check the path.")
        }
        ProblemKind::SlowRequest => {
            ("The request took too long to send", "Check your network and try again.")
        }
        ProblemKind::RateLimited => {
            ("Too many requests", "Wait a moment, or choose a longer refresh interval.")
        }
        ProblemKind::VendorCredentials => (
            "The vendor does not accept the relay’s key",
            "The portal’s operator must check the API key and secret.",
        ),
        ProblemKind::VendorIpBlocked => (
            "The vendor does not accept the relay’s address",
            "The portal’s operator must have the relay’s address allowed.",
        ),
        ProblemKind::VendorClock => (
            "The vendor says that the relay’s clock is wrong",
            "The portal’s operator must set the relay’s clock.",
        ),
        ProblemKind::VendorRefused => {
            ("The vendor refused these filters", "Check the time range and the search text.")
        }
        ProblemKind::VendorFault => {
            ("The vendor has a fault", "Try again in a moment. If it lasts, tell the vendor.")
        }
        ProblemKind::VendorBadAnswer => (
            "The vendor’s answer could not be read",
            "Try again in a moment. If it lasts, tell the portal’s operator.",
        ),
        ProblemKind::VendorUnknownCode => (
            "The vendor answered with an unknown code",
            "If it lasts, tell the portal’s operator the code below.",
        ),
        ProblemKind::VendorUnreachable => {
            ("The vendor can’t be reached", "Try again in a moment. If it lasts, tell the portal’s operator.")
        }
        ProblemKind::VendorTimeout => {
            ("The vendor did not answer in time", "Try again, or choose a shorter range.")
        }
        ProblemKind::VendorThrottled => {
            ("The vendor asks for fewer requests", "Wait a moment, or choose a longer refresh interval.")
        }
        ProblemKind::Busy => ("The relay is busy", "Wait a moment and try again."),
        ProblemKind::Internal => {
            ("The relay has a fault", "Try again. If it lasts, tell the portal’s operator the request below.")
        }
    }
}
