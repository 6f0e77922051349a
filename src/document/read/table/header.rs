//! The row of titles.

use super::{HEAD, RecordKind};
use crate::{
    document::{Column, Columns},
    text::{Cell, Row},
};

/// The row of titles of a table, and what its columns mean.
#[derive(Debug)]
pub(super) struct Header<'c> {
    /// Its place among the rows.
    pub(super) row: usize,
    /// What each row makes.
    pub(super) kind: RecordKind,
    /// How many columns the table has.
    pub(super) width: usize,
    /// The provider whose tables alone have such titles.
    pub(super) provider: Option<&'c str>,
    /// The known columns, by place.
    pub(super) fields: Vec<Field<'c>>,
    /// Everything that is known about columns.
    pub(super) columns: &'c Columns,
}

/// A known column of a table.
#[derive(Debug)]
pub(super) struct Field<'c> {
    /// Its place, from 0.
    pub(super) column: usize,
    /// What stands above it.
    pub(super) title: String,
    /// The keys that it fills, each with what is known about it.
    pub(super) uses: Vec<(&'c Column, &'static str)>,
}

impl<'c> Header<'c> {
    /// The first row with the title of a main column, and with one at least that tables of other things do not have.
    pub(super) fn of(rows: &[Row<'_>], columns: &'c Columns) -> Option<Self> {
        rows.iter().take(HEAD).enumerate().find_map(|(at, row)| Self::in_row(at, row, columns))
    }

    fn in_row(at: usize, row: &Row<'_>, columns: &'c Columns) -> Option<Self> {
        let titles: Vec<(&Cell<'_>, Vec<(&Column, bool)>)> = row
            .cells
            .iter()
            .map(|cell| (cell, columns.titled(cell.scalar.cooked.text()).collect::<Vec<_>>()))
            .filter(|(_, found)| !found.is_empty())
            .collect();
        let all = || titles.iter().flat_map(|(_, found)| found);
        if !all().any(|(_, strong)| *strong) {
            return None;
        }
        let mains = [RecordKind::Template, RecordKind::Signature];
        let kind =
            mains.into_iter().find(|kind| all().any(|(column, _)| column.key(*kind) == Some(kind.main_key())))?;
        let provider = all().find(|(column, _)| column.proof).and_then(|(column, _)| column.provider.as_deref());
        let fields = titles.iter().map(|(cell, found)| Field {
            column: cell.column,
            title: cell.scalar.cooked.text().trim().to_owned(),
            uses: found.iter().filter_map(|(column, _)| Some((*column, column.key(kind)?))).collect(),
        });
        let fields: Vec<Field<'_>> = fields.filter(|field| !field.uses.is_empty()).collect();
        let width = row.cells.last().map_or(0, |cell| cell.column + 1);
        Some(Self { row: at, kind, width, provider, fields, columns })
    }

    /// How many columns are known.
    pub(super) const fn known(&self) -> usize {
        self.fields.len()
    }

    /// The known column at a place.
    pub(super) fn field(&self, column: usize) -> Option<&Field<'c>> {
        let place = self.fields.binary_search_by_key(&column, |field| field.column).ok()?;
        self.fields.get(place)
    }

    /// The column that makes a record of a row.
    pub(super) fn main(&self) -> Option<&Field<'c>> {
        let key = self.kind.main_key();
        self.fields.iter().find(|field| field.uses.iter().any(|(_, own)| *own == key))
    }
}
