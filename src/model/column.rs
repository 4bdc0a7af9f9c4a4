//! The columns of the table, and what a sort key is called in the address.

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The state: shape, word and colour.
    Status,
    /// The parent task's name.
    Name,
    /// The parent task's ID.
    Task,
    /// Which calls are redialled.
    Type,
    /// Attempts done of attempts asked for.
    Progress,
    /// Minutes between attempts.
    Interval,
    /// When the recall task was created.
    Created,
    /// The recall task's own ID.
    Id,
}

impl Column {
    /// All columns in their usual order.
    pub const ALL: [Column; 8] = [
        Column::Status,
        Column::Name,
        Column::Task,
        Column::Type,
        Column::Progress,
        Column::Interval,
        Column::Created,
        Column::Id,
    ];

    /// The column's name in the address, for `sort` and for `cols`, and in style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Column::Status => "status",
            Column::Name => "name",
            Column::Task => "task",
            Column::Type => "type",
            Column::Progress => "progress",
            Column::Interval => "interval",
            Column::Created => "created",
            Column::Id => "id",
        }
    }

    /// The column of a name in the address.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// Whether the column holds numbers, which stand at the right.
    pub const fn is_numeric(self) -> bool {
        matches!(self, Column::Task | Column::Interval | Column::Id)
    }
}

/// A column to sort by, and the direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// Whether the largest comes first.
    pub descending: bool,
}

impl Sort {
    /// What a click on a column's header leads to: ascending, then descending, then the vendor's order again.
    pub fn after_click(current: Option<Sort>, column: Column) -> Option<Sort> {
        match current {
            Some(sort) if sort.column == column && sort.descending => None,
            Some(sort) if sort.column == column => Some(Sort { column, descending: true }),
            _ => Some(Sort { column, descending: false }),
        }
    }

    /// Reads `created` or `-created`.
    pub fn parse(text: &str) -> Option<Self> {
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        Column::from_name(name).map(|column| Sort { column, descending })
    }

    /// Writes what [`parse`](Self::parse) reads.
    pub fn print(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_clicks_on_a_header_lead_back_to_the_vendors_order() {
        let first = Sort::after_click(None, Column::Name);
        assert_eq!(first.map(Sort::print).as_deref(), Some("name"));
        let second = Sort::after_click(first, Column::Name);
        assert_eq!(second.map(Sort::print).as_deref(), Some("-name"));
        assert_eq!(Sort::after_click(second, Column::Name), None);
        assert_eq!(Sort::after_click(second, Column::Id).map(Sort::print).as_deref(), Some("id"));
    }

    #[test]
    fn every_column_is_found_by_its_name() {
        for column in Column::ALL {
            assert_eq!(Column::from_name(column.name()), Some(column));
        }
        assert_eq!(Sort::parse("--id"), None);
    }
}
