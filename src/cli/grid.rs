use unicode_width::UnicodeWidthStr;

/// Cells in columns, aligned by what they take on a terminal.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    columns: Vec<Column>,
}

#[derive(Clone, Debug)]
struct Column {
    align: Align,
    cells: Vec<String>,
    /// What its widest cell takes.
    width: usize,
}

/// At which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// What stands between two columns.
const GAP: &str = "  ";

impl Grid {
    /// Adds a column.
    pub(super) fn push(&mut self, align: Align, cells: Vec<String>) {
        self.columns.push(Column { align, width: widest(&cells), cells });
    }

    /// How many rows it has.
    pub(super) fn height(&self) -> usize {
        self.columns.iter().map(|column| column.cells.len()).max().unwrap_or(0)
    }

    /// What a row is called: its first cell.
    pub(super) fn name(&self, row: usize) -> &str {
        self.columns.first().and_then(|first| first.cells.get(row)).map_or("", String::as_str)
    }

    /// How wide it is, in cells of a terminal.
    pub(super) fn width(&self) -> usize {
        let gaps = GAP.len() * self.columns.len().saturating_sub(1);
        self.columns.iter().map(|column| column.width).sum::<usize>() + gaps
    }

    /// Makes the first column narrower by at most as much as leaves it `least` wide, so that all fits into `width`.
    pub(super) fn squeeze(&mut self, width: usize, least: usize, ellipsis: &str) {
        let excess = self.width().saturating_sub(width);
        if let Some(first) = self.columns.first_mut().filter(|_| excess > 0) {
            let room = first.width.saturating_sub(excess).max(least);
            first.cells.iter_mut().for_each(|cell| shorten(cell, room, ellipsis));
            first.width = widest(&first.cells);
        }
    }

    /// The cells of a row, from the second column on.
    pub(super) fn rest(&self, row: usize) -> impl Iterator<Item = &str> {
        self.columns.iter().skip(1).filter_map(move |column| column.cells.get(row).map(String::as_str))
    }

    /// A row as a line.
    pub(super) fn line(&self, row: usize) -> String {
        let mut line = String::new();
        for (index, column) in self.columns.iter().enumerate() {
            let cell = column.cells.get(row).map_or("", String::as_str);
            let blanks = " ".repeat(column.width - cell.width());
            line.push_str(if index > 0 { GAP } else { "" });
            match column.align {
                Align::Left => line.extend([cell, &blanks]),
                Align::Right => line.extend([&blanks, cell]),
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

fn widest(cells: &[String]) -> usize {
    cells.iter().map(|cell| cell.width()).max().unwrap_or(0)
}

/// Cuts `cell` so that it takes no more than `room`, and says so.
pub(super) fn shorten(cell: &mut String, room: usize, ellipsis: &str) {
    if cell.width() <= room {
        return;
    }
    let kept = room.saturating_sub(ellipsis.width());
    let end = cell.char_indices().map(|(at, _)| at).take_while(|&at| cell[..at].width() <= kept).last().unwrap_or(0);
    cell.truncate(end);
    cell.push_str(ellipsis);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        let mut grid = Grid::default();
        grid.push(Align::Left, vec!["模板".into(), "登录验证码".into(), "code".into()]);
        grid.push(Align::Right, vec!["字数".into(), "24".into(), "7".into()]);
        grid
    }

    #[test]
    fn chinese_takes_two_cells() {
        let lines: Vec<_> = (0..3).map(|row| grid().line(row)).collect();
        assert_eq!(lines, ["模板        字数", "登录验证码    24", "code           7"]);
        assert_eq!(grid().width(), 16);
    }

    #[test]
    fn names_give_way_where_room_is_short() {
        let mut grid = grid();
        grid.squeeze(13, 4, "…");
        assert_eq!((grid.line(1).as_str(), grid.width()), ("登录验…    24", 13));
        grid.squeeze(5, 4, "…");
        assert_eq!(grid.width(), 10);
    }
}
