//! Reads labelled texts: comma- or tab-separated values with a head, or JSON lines.

use serde_json::{Map, Value};

use super::super::args::Verdict;
use crate::{
    diagnostic::Language,
    text::{Cooked, Row, Source, Table, read_csv},
};

/// A text, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    /// Where it begins, 1-based.
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) name: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) provider: Option<String>,
    pub(super) region: Option<String>,
    /// What it is.
    pub(super) label: Option<String>,
    /// What ought to become of it.
    pub(super) verdict: Option<Verdict>,
}

/// What is wrong with a line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    /// 1-based.
    pub(super) line: usize,
    pub(super) message: String,
}

/// The columns that mean something; all others are the user's own.
const COLUMNS: [&str; 7] = ["text", "name", "type", "provider", "region", "label", "verdict"];

/// What stands in the [`COLUMNS`] of one text; `None` where nothing does.
type Cells = [Option<String>; COLUMNS.len()];

/// Every text of the file, and every mistake in it.
pub(super) fn read(source: &Source, language: Language) -> (Vec<Labelled>, Vec<Mistake>) {
    let mut reading = Reading { texts: Vec::new(), mistakes: Vec::new(), language };
    let (text, damage) = source.decode();
    if let Some(place) = damage.first() {
        let line = source.position(place.start).line;
        reading.mistake(line, "这里不是 UTF-8 文本", "what stands here is no UTF-8 text");
    } else if text.text().trim_start().starts_with('{') {
        reading.json_lines(text.text());
    } else {
        reading.table(source, &text);
    }
    (reading.texts, reading.mistakes)
}

struct Reading {
    texts: Vec<Labelled>,
    mistakes: Vec<Mistake>,
    language: Language,
}

impl Reading {
    fn json_lines(&mut self, text: &str) {
        for (line, written) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            match serde_json::from_str::<Map<String, Value>>(written) {
                Ok(map) => self.take(line, COLUMNS.map(|column| map.get(column).and_then(said))),
                Err(error) => {
                    let column = error.column();
                    self.mistake(
                        line,
                        &format!("第 {column} 列处不是一个完整的 JSON 对象"),
                        &format!("not a JSON object: column {column}"),
                    );
                }
            }
        }
    }

    fn table(&mut self, source: &Source, text: &Cooked<'_>) {
        let head = text.text().lines().next().unwrap_or_default();
        let most =
            [b',', b'\t', b';'].into_iter().rev().max_by_key(|sign| head.bytes().filter(|byte| byte == sign).count());
        let Table { rows, faults } = read_csv(text, most.unwrap_or(b','), usize::MAX);
        for fault in faults {
            let line = source.position(fault.span().start).line;
            self.mistake(
                line,
                "这个引号没有用处：没有配对，或者不在一格的开头和结尾",
                "a quote without its partner, or not at the ends of its cell",
            );
        }
        let mut rows = rows.into_iter().filter(|row| !row.span.is_empty());
        let Some(head) = rows.next() else { return };
        let Some(columns) = self.head(source.position(head.span.start).line, &head) else { return };
        for row in rows {
            let line = source.position(row.span.start).line;
            let (wanted, given) = (head.cells.len(), row.cells.len());
            if given == wanted {
                let cell = |place: &Option<usize>| Some(row.cells.get((*place)?)?.scalar.cooked.text().to_owned());
                self.take(line, columns.each_ref().map(cell));
            } else {
                self.mistake(
                    line,
                    &format!("这一行有 {given} 格，表头有 {wanted} 格；引号或逗号可能写错了"),
                    &format!("the row has {given} cells, the head has {wanted}: look for a quote or a comma too many or too few"),
                );
            }
        }
    }

    /// Where each of the [`COLUMNS`] stands.
    fn head(&mut self, line: usize, row: &Row<'_>) -> Option<[Option<usize>; COLUMNS.len()]> {
        let names: Vec<String> = row.cells.iter().map(|cell| cell.scalar.cooked.text().trim().to_lowercase()).collect();
        let columns = COLUMNS.map(|column| names.iter().position(|name| name == column));
        for column in COLUMNS {
            if names.iter().filter(|name| *name == column).count() > 1 {
                self.mistake(line, &format!("表头有两列 {column}"), &format!("the head names `{column}` twice"));
                return None;
            }
        }
        if columns[0].is_none() {
            self.mistake(line, "表头没有 text 列", "the head names no column `text`");
            return None;
        }
        Some(columns)
    }

    fn take(&mut self, line: usize, cells: Cells) {
        let cells = cells.map(|cell| cell.filter(|cell| !cell.trim().is_empty()));
        let [text, rest @ ..] = cells;
        let [name, kind, provider, region, label, verdict] = rest.map(|cell| cell.map(|cell| cell.trim().to_owned()));
        let Some(text) = text else { return self.mistake(line, "没有 text", "no text") };
        let verdict = match verdict.as_deref() {
            None => None,
            Some("pass") => Some(Verdict::Pass),
            Some("refuse") => Some(Verdict::Refuse),
            Some(other) => {
                return self.mistake(
                    line,
                    &format!("verdict 应为 pass 或 refuse，不是“{other}”"),
                    &format!("`verdict` is pass or refuse, not `{other}`"),
                );
            }
        };
        self.texts.push(Labelled { line, text, name, kind, provider, region, label, verdict });
    }

    fn mistake(&mut self, line: usize, zh: &str, en: &str) {
        self.mistakes.push(Mistake { line, message: self.language.pick(zh, en).to_owned() });
    }
}

/// A text or a number, as text.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line, the text and the label of a text.
    type Told = (usize, String, Option<String>);

    fn told(text: &str) -> (Vec<Told>, Vec<usize>) {
        let (texts, mistakes) = read(&Source::new("a", text.as_bytes()), Language::En);
        let texts = texts.into_iter().map(|one| (one.line, one.text, one.label)).collect();
        (texts, mistakes.into_iter().map(|mistake| mistake.line).collect())
    }

    fn text(line: usize, text: &str, label: &str) -> Told {
        (line, text.to_owned(), Some(label.to_owned()).filter(|label| !label.is_empty()))
    }

    #[test]
    fn every_separator_and_json_lines_say_the_same() {
        for written in [
            "label,text\r\nLoan,\"贷款, \"\"快\"\"\"\r\n",
            "\u{FEFF}text;label\n\"贷款, \"\"快\"\"\";Loan",
            "text\tLabel\n\"贷款, \"\"快\"\"\"\tLoan\n",
        ] {
            assert_eq!(told(written), (vec![text(2, "贷款, \"快\"", "Loan")], vec![]), "{written}");
        }
        let lines = "\n{\"text\": \"贷款, \\\"快\\\"\", \"label\": \"Loan\", \"mine\": []}\n";
        assert_eq!(told(lines), (vec![text(2, "贷款, \"快\"", "Loan")], vec![]));
    }

    #[test]
    fn a_mistake_is_told_with_its_line_and_the_others_are_read() {
        assert_eq!(told("text,verdict\n甲,pass\n\"乙\n丙\",ok\n丁\n,pass\n"), (vec![text(2, "甲", "")], vec![3, 5, 6]));
        assert_eq!(told("{\"text\": \"甲\"}\n{\"text\": \n[]\n{}\n"), (vec![text(1, "甲", "")], vec![2, 3, 4]));
        assert_eq!(told("content\n甲\n"), (vec![], vec![1]));
        assert_eq!(told("text,text\n甲,乙\n"), (vec![], vec![1]));
        assert_eq!(told(""), (vec![], vec![]));
    }
}
