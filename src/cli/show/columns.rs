use unicode_width::UnicodeWidthStr;

/// The widest column that others are aligned to, in cells; what is wider pushes its own line only.
const WIDEST: usize = 60;

/// `rows` as lines, their cells two blanks apart and aligned, as a terminal counts. The last cell is as long as it is.
pub(super) fn aligned<const N: usize>(rows: &[[String; N]], indent: &str) -> String {
    let widths: Vec<usize> = (0..N)
        .map(|column| rows.iter().map(|row| row[column].width()).filter(|&w| w <= WIDEST).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::from(indent);
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_cells_and_no_line_ends_with_blanks() {
        let row = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        assert_eq!(
            aligned(&[row("短信.yml", "x"), row("a", "y"), row("b", "")], " "),
            " 短信.yml  x\n a         y\n b\n"
        );
    }
}
