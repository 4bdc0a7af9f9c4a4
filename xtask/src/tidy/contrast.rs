//! How far colours stand out from what they are drawn on, after WCAG 2.2 (1.4.3 and 1.4.11).

use super::Violation;
use super::repository::Repository;

/// Where the colours have their names.
const TOKENS: &str = "style/tokens.css";

/// What text needs.
const TEXT: f64 = 4.5;

/// What lines and shapes need that mean something.
const SHAPE: f64 = 3.0;

/// What is drawn on what, and the contrast that it needs.
const PAIRS: [(&str, &[&str], f64); 14] = [
    ("text", &["surface", "sunken", "raised", "accent-soft", "mark"], TEXT),
    ("quiet", &["surface", "sunken", "raised"], TEXT),
    ("accent", &["surface", "sunken", "raised", "accent-soft", "mark"], TEXT),
    ("on-accent", &["accent"], TEXT),
    ("surface", &["text"], TEXT),
    ("edge", &["surface", "sunken", "raised"], SHAPE),
    ("accent", &["line"], SHAPE),
    ("pending", &["surface", "sunken", "raised", "pending-soft"], TEXT),
    ("progress", &["surface", "sunken", "raised", "progress-soft"], TEXT),
    ("completed", &["surface", "sunken", "raised", "completed-soft"], TEXT),
    ("cancelled", &["surface", "sunken", "raised", "cancelled-soft"], TEXT),
    ("exception", &["surface", "sunken", "raised", "exception-soft"], TEXT),
    ("unknown", &["surface", "sunken", "raised", "unknown-soft"], TEXT),
    ("text", &["exception-soft", "pending-soft"], TEXT),
];

/// Every colour stands out from every other one that it is drawn on, in the light theme and in the dark one.
pub(super) fn colours(repository: &Repository) -> Vec<Violation> {
    let Some(file) = repository.files.iter().find(|file| file.path == TOKENS) else {
        return vec![Violation::of(TOKENS, "give the colours their names here")];
    };
    let mut found = Vec::new();
    for (front, backs, least) in PAIRS {
        for back in backs {
            let (Some((line, fronts)), Some((_, backs))) =
                (token(&file.text, front), token(&file.text, back))
            else {
                found.push(Violation::of(
                    TOKENS,
                    format!("--{front} and --{back} are to be light-dark(#…, #…)"),
                ));
                continue;
            };
            for (theme, front_colour, back_colour) in
                [("light", fronts[0], backs[0]), ("dark", fronts[1], backs[1])]
            {
                let ratio = contrast(front_colour, back_colour);
                if ratio < least {
                    let advice = format!(
                        "--{front} on --{back} has a contrast of {ratio:.2} in the {theme} theme, and needs {least}"
                    );
                    found.push(Violation::at(TOKENS, line, advice));
                }
            }
        }
    }
    found
}

/// A colour's red, green and blue.
type Colour = [u8; 3];

/// The line, counted from 1, that names a colour, and what it is in the light theme and in the dark one.
fn token(text: &str, name: &str) -> Option<(usize, [Colour; 2])> {
    let start = format!("--{name}:");
    let (at, line) = text.lines().enumerate().find(|(_, line)| line.trim_start().starts_with(&start))?;
    let (_, values) = line.split_once("light-dark(")?;
    let mut colours = values.split(['#', ',', ')', ' ']).filter(|part| part.len() == 6).map(colour);
    Some((at + 1, [colours.next()??, colours.next()??]))
}

fn colour(digits: &str) -> Option<Colour> {
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// The contrast of two colours, 1 to 21.
fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of a colour, after WCAG's definition.
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = include_str!("../../../style/tokens.css");

    /// What is found in our own sheet once a line stands in the place of the one that names the same colour.
    fn broken_by(line: &str) -> Vec<Violation> {
        let (name, _) = line.split_once(':').unwrap();
        let is_other = |other: &&str| !other.trim_start().starts_with(&format!("{name}:"));
        let others: Vec<_> = SHEET.lines().filter(is_other).collect();
        colours(&Repository::of(&[(TOKENS, &[&[line][..], &others].concat().join("\n"))]))
    }

    #[test]
    fn a_colour_too_close_to_what_it_is_drawn_on_is_found_in_either_theme() {
        let found = broken_by("--mark: var(--recall-mark, light-dark(#ffe58a, #aaaaaa));");
        let advice: Vec<_> = found.iter().map(|violation| violation.advice.as_str()).collect();
        let low = |front: &str, ratio: &str| {
            format!("--{front} on --mark has a contrast of {ratio} in the dark theme, and needs 4.5")
        };
        assert_eq!(advice, [low("text", "1.92"), low("accent", "1.10")]);
        assert_eq!(found[0].file, TOKENS);
        assert!(!broken_by("--quiet: light-dark(#999999, #a3afbd);").is_empty());
    }

    #[test]
    fn a_colour_that_is_none_is_found() {
        assert!(!broken_by("--edge: light-dark(grey, #ffffff);").is_empty());
        assert!(!colours(&Repository::of(&[])).is_empty());
    }

    #[test]
    fn contrasts_are_those_of_the_recommendation() {
        let black_on_white = contrast([0; 3], [255; 3]);
        assert!((black_on_white - 21.0).abs() < 1e-9);
        // The grey that is known as the lightest one for text on white.
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.005);
    }
}
