//! The words of the panel, one file per language.
//!
//! A language is a value of [`Locale`]: a word that is missing does not compile.

mod en;
mod words;
mod zh_cn;

use contract::ProblemKind;

use crate::model::fault::Fault;
use crate::model::time::{Instant, Zone, format_offset};
use crate::model::view::Language;

pub use words::*;

impl Locale {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Locale {
        match language {
            Language::English => &en::LOCALE,
            Language::Chinese => &zh_cn::LOCALE,
        }
    }

    /// What a user reads of a fault.
    pub fn fault(&self, fault: &Fault) -> Advice {
        match fault {
            Fault::Problem(problem) => (self.faults.problem)(problem.kind),
            Fault::Offline => self.faults.offline,
            Fault::Unreachable => self.faults.unreachable,
            Fault::Garbage { status, .. } => match status {
                0 | 401 => (self.faults.problem)(ProblemKind::Unauthenticated),
                403 => self.faults.refused,
                429 => (self.faults.problem)(ProblemKind::RateLimited),
                500..=599 => self.faults.gateway,
                _ => self.faults.garbage,
            },
        }
    }

    /// The language that suits somebody's list of preferred ones best; English if none does.
    pub fn negotiate<'a>(preferred: impl IntoIterator<Item = &'a str>) -> Language {
        let mut known = preferred.into_iter().filter_map(|tag| {
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            [("en", Language::English), ("zh", Language::Chinese)]
                .into_iter()
                .find_map(|(name, language)| primary.eq_ignore_ascii_case(name).then_some(language))
        });
        known.next().unwrap_or_default()
    }
}

/// Writes a number with its thousands apart, which both languages do with a comma.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The offsets of a zone at two instants, as both languages write them: `UTC+02:00 / UTC+01:00`, or one of them if they
/// are the same.
pub fn utc_offsets(zone: Zone, instants: [Instant; 2]) -> String {
    let [first, last] = instants.map(|instant| format!("UTC{}", format_offset(zone.offset_at(instant))));
    if first == last { last } else { format!("{first} / {last}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::meaning::{RecallType, Status};

    #[test]
    fn thousands_stand_apart() {
        let texts = [0, 12, 574, 1000, 61_204, -1_234_567].map(grouped);
        assert_eq!(texts, ["0", "12", "574", "1,000", "61,204", "-1,234,567"]);
        assert_eq!(grouped(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn the_first_preferred_language_that_we_speak_wins() {
        assert_eq!(Locale::negotiate(["fr-FR", "zh-TW", "en"]), Language::Chinese);
        assert_eq!(Locale::negotiate(["en-GB", "zh-CN"]), Language::English);
        assert_eq!(Locale::negotiate(["fr"]), Language::English);
        assert_eq!(Locale::negotiate([]), Language::English);
    }

    #[test]
    fn every_problem_has_advice_in_every_language() {
        for language in Language::ALL {
            for kind in ProblemKind::ALL {
                let (what, advice) = (Locale::of(*language).faults.problem)(*kind);
                assert!(!what.is_empty() && !advice.is_empty(), "{language:?} {kind:?}");
            }
        }
    }

    #[test]
    fn one_of_a_kind_is_told_of_as_one() {
        let Locale { summary, table, .. } = Locale::of(Language::English);
        assert_eq!(["1", "1,002"].map(summary.count_all), ["Count 1 task", "Count all 1,002 tasks"]);
        assert_eq!(
            ["0", "1", "2"].map(table.exported),
            ["Exported 0 rows", "Exported 1 row", "Exported 2 rows"]
        );
        assert_eq!([0, 1, 2].map(summary.exceptions), ["0 exceptions", "1 exception", "2 exceptions"]);
    }

    #[test]
    fn unknown_numbers_are_shown_as_such() {
        assert_eq!((Locale::of(Language::English).status)(Status::Unknown(7)), "Unknown (7)");
        assert_eq!((Locale::of(Language::Chinese).recall_type)(RecallType::Unknown(2)), "未知 (2)");
    }
}
