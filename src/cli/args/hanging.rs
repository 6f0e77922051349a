use textwrap::{Options, WordSplitter};

/// Room that an explanation gets however narrow the terminal is, in cells.
const LEAST_ROOM: usize = 20;

/// Breaks lines that are wider than `width` cells where Chinese may be broken, which is between most characters, and
/// begins what follows below the explanation: behind the two spaces that end the name of what is explained.
pub(super) fn hanging(text: &str, width: usize) -> String {
    text.lines().map(|line| hung(line, width) + "\n").collect()
}

fn hung(line: &str, width: usize) -> String {
    let (head, rest) = line.split_at(explanation(line));
    let column = textwrap::core::display_width(head);
    let room = width.saturating_sub(column).max(LEAST_ROOM);
    let lines = textwrap::wrap(rest, Options::new(room).word_splitter(WordSplitter::NoHyphenation));
    format!("{head}{}", lines.join(&format!("\n{}", " ".repeat(column))))
}

/// Where the explanation begins, in bytes; without one, where the text does.
fn explanation(line: &str) -> usize {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let gap = line[indent..].find("  ").filter(|_| indent > 0).map(|at| indent + at);
    gap.map_or(indent, |gap| line.len() - line[gap..].trim_start_matches(' ').len())
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn what_is_wider_than_the_terminal_goes_on_below_its_explanation() {
        assert_eq!(
            hanging("  --fix  修正不改变短信内容的问题，并报告其余的", 30),
            "  --fix  修正不改变短信内容的\n         问题，并报告其余的\n"
        );
        assert_eq!(hanging("  0  没有问题\n", 30), "  0  没有问题\n");
        assert_eq!(hanging("\x1b[1m用法：\x1b[0mx\n\n", 30), "\x1b[1m用法：\x1b[0mx\n\n");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_no_option_is_torn() {
        let text = "      --unsafe-fixes  配合 --fix 或 --show-settings：连同会改动措辞的一起修正，改后请复核。";
        for width in 45..100 {
            let hung = hanging(text, width);
            assert!(hung.lines().all(|line| line.width() <= width), "{width}: {hung}");
            assert!(hung.contains("--show-settings") && hung.contains("--unsafe-fixes"), "{width}: {hung}");
        }
    }
}
