//! The figures that came out of a browser, and what is worked out from them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::Outcome;
use crate::bench::numbers::median;

/// A page that is compared with the panel is anybody but this one.
const PANEL: &str = "panel";

/// Figures by what was measured, of whom, and in which round.
#[derive(Default)]
pub(super) struct Figures(BTreeMap<String, BTreeMap<String, BTreeMap<u64, Vec<f64>>>>);

impl Figures {
    /// Takes a figure from a line of JSON: `{"who", "what", "round", "value"}`.
    pub(super) fn take(&mut self, line: &str) -> Outcome<()> {
        self.read(line).ok_or_else(|| format!("the browser's figure can't be read: {line}"))
    }

    fn read(&mut self, line: &str) -> Option<()> {
        let figure: Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| figure[name].as_str().map(str::to_owned);
        let (what, who) = (text("what")?, text("who")?);
        let (round, value) = (figure["round"].as_u64()?, figure["value"].as_f64()?);
        self.0.entry(what).or_default().entry(who).or_default().entry(round).or_default().push(value);
        Some(())
    }

    /// The middle figure of a page.
    pub(super) fn median(&self, page: &str, what: &str) -> f64 {
        let rounds = self.0.get(what).and_then(|pages| pages.get(page));
        median(rounds.into_iter().flat_map(BTreeMap::values).flatten().copied())
    }

    /// The panel's figure divided by that of the page which is better at this: the median of the ratios of all rounds.
    pub(super) fn to_better_peer(&self, what: &str) -> f64 {
        let Some(pages) = self.0.get(what) else { return 0.0 };
        let peers = pages.keys().filter(|page| *page != PANEL);
        let better = peers.min_by(|one, other| self.median(one, what).total_cmp(&self.median(other, what)));
        let (Some(own), Some(peer)) = (pages.get(PANEL), better.and_then(|better| pages.get(better))) else {
            return 0.0;
        };
        let of_round = |figures: &Vec<f64>| median(figures.iter().copied());
        median(own.iter().filter_map(|(round, own)| Some(of_round(own) / of_round(peer.get(round)?))))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn figures(values: &[(&str, u64, f64)]) -> Figures {
        let mut figures = Figures::default();
        for (who, round, value) in values {
            let figure = json!({"who": who, "what": "flip", "round": round, "value": value});
            figures.take(&figure.to_string()).unwrap();
        }
        figures
    }

    fn is(value: f64, expected: f64) -> bool {
        (value - expected).abs() < 1e-9
    }

    #[test]
    fn the_panel_is_compared_with_the_better_peer_round_by_round() {
        let figures = figures(&[
            ("panel", 0, 10.0),
            ("mui", 0, 20.0),
            ("ag", 0, 40.0),
            ("panel", 1, 30.0),
            ("mui", 1, 40.0),
            ("ag", 1, 80.0),
        ]);
        assert!(is(figures.median("panel", "flip"), 20.0));
        assert!(is(figures.to_better_peer("flip"), 0.625));
        assert!(is(figures.to_better_peer("nothing"), 0.0));
    }

    #[test]
    fn several_figures_of_a_round_count_as_their_median() {
        let figures = figures(&[("panel", 0, 1.0), ("panel", 0, 3.0), ("panel", 0, 100.0), ("ag", 0, 6.0)]);
        assert!(is(figures.to_better_peer("flip"), 0.5));
    }

    #[test]
    fn what_is_no_figure_is_an_error() {
        for line in ["", "{}", "null", "{\"who\":\"panel\",\"what\":\"flip\",\"round\":0,\"value\":\"1\"}"] {
            assert!(Figures::default().take(line).is_err(), "{line}");
        }
    }
}
