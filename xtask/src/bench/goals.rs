//! What was promised, beside what was measured.

use super::document::Table;

/// The promises looked at so far.
#[derive(Default)]
pub(super) struct Goals {
    rows: Vec<[String; 4]>,
    missed: usize,
}

impl Goals {
    /// Notes a promise: of what, the goal, the figure, and whether the figure reaches the goal.
    pub(super) fn add(&mut self, what: &str, goal: &str, measured: &str, reached: bool) {
        let verdict = if reached { "yes" } else { "**no**" };
        println!("{what}: {measured} ({goal}: {})", if reached { "reached" } else { "missed" });
        self.rows.push([what, goal, measured, verdict].map(str::to_owned));
        self.missed += usize::from(!reached);
    }

    /// How many were missed, in words.
    pub(super) fn closing_line(&self) -> String {
        format!("{} goals reached, {} missed", self.rows.len() - self.missed, self.missed)
    }

    /// All of them as a table.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::new(["what", "goal", "measured", "reached"]);
        for row in &self.rows {
            table.row(row.clone());
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_goal_is_told_in_the_table_and_at_the_end() {
        let mut goals = Goals::default();
        goals.add("idle memory", "≤ 15 MiB", "9.0 MiB", true);
        goals.add("ratio", "≥ 1", "0.7", false);
        assert!(goals.table().to_string().contains("| ratio | ≥ 1 | 0.7 | **no** |"));
        assert_eq!(goals.closing_line(), "1 goals reached, 1 missed");
    }
}
