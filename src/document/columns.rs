//! Columns of tables: what may stand above them, and what their cells say in our own keys. All of it is data of packs.

use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

use super::RecordKind;
use crate::text::fold_str;

/// Every column that is known.
#[derive(Debug, Default)]
pub struct Columns {
    columns: Vec<Column>,
    index: OnceLock<Index>,
}

/// What is asked of columns, folded; most runs see no table.
#[derive(Debug, Default)]
struct Index {
    /// The columns of each title, and whether the title alone shows what the table is about.
    titles: HashMap<String, Vec<(usize, bool)>>,
    /// Our words for what cells say; `None` where we have none.
    words: BTreeMap<(RecordKind, &'static str), BTreeMap<String, Option<String>>>,
}

/// One column.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// What stands above it.
    pub titles: Vec<String>,
    /// What stands above columns of other tables, too.
    pub weak: Vec<String>,
    /// The key of a template that it fills.
    pub template: Option<&'static str>,
    /// The key of a signature that it fills.
    pub signature: Option<&'static str>,
    /// Whether a leading `【…】` is the signature.
    pub whole: bool,
    /// Our words, each with what cells say.
    pub values: BTreeMap<String, Vec<String>>,
    /// What cells say that we have no word for.
    pub unsaid: Vec<String>,
    /// Whether any other cell says nothing, too.
    pub open: bool,
    /// What the ids of the provider begin with, before digits.
    pub ids: Option<String>,
    /// The provider whose pack it stands in.
    pub provider: Option<String>,
    /// Whether only tables of that provider have it.
    pub proof: bool,
}

impl Columns {
    /// These columns.
    pub const fn new(columns: Vec<Column>) -> Self {
        Self { columns, index: OnceLock::new() }
    }

    /// The columns with this title, and whether it alone shows what its table is about.
    pub fn titled(&self, title: &str) -> impl Iterator<Item = (&Column, bool)> {
        let found = self.index().titles.get(&folded(title)).map_or(&[][..], Vec::as_slice);
        found.iter().map(|(at, strong)| (&self.columns[*at], *strong))
    }

    /// Whether only some words stand under `key`.
    pub fn has_words(&self, kind: RecordKind, key: &'static str) -> bool {
        self.index().words.get(&(kind, key)).is_some_and(|words| !words.is_empty())
    }

    /// Our word for what a cell says under `key`: `None` where it is not known, `Some(None)` where we have no word for it.
    pub fn word(&self, kind: RecordKind, key: &'static str, cell: &str) -> Option<Option<&str>> {
        self.index().words.get(&(kind, key))?.get(&folded(cell)).map(Option::as_deref)
    }

    /// For each of our words under `key`, what a cell can say.
    pub fn examples(&self, kind: RecordKind, key: &str) -> Vec<String> {
        let columns = self.columns.iter().filter(|column| column.key(kind) == Some(key));
        columns.flat_map(|column| column.values.values().filter_map(|cells| cells.first().cloned())).collect()
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for (at, column) in self.columns.iter().enumerate() {
                let strong = column.titles.iter().map(|title| (title, true));
                for (title, is_strong) in strong.chain(column.weak.iter().map(|title| (title, false))) {
                    index.titles.entry(folded(title)).or_default().push((at, is_strong));
                }
                for kind in [RecordKind::Template, RecordKind::Signature] {
                    let Some(key) = column.key(kind) else { continue };
                    let own = index.words.entry((kind, key)).or_default();
                    for (word, cells) in &column.values {
                        own.extend(cells.iter().chain([word]).map(|cell| (folded(cell), Some(word.clone()))));
                    }
                    own.extend(column.unsaid.iter().map(|cell| (folded(cell), None)));
                }
            }
            index
        })
    }
}

impl Column {
    /// The key that it fills in a record of this kind.
    pub fn key(&self, kind: RecordKind) -> Option<&'static str> {
        match kind {
            RecordKind::Template => self.template,
            RecordKind::Signature => self.signature,
            RecordKind::Qualification | RecordKind::Letter | RecordKind::Send => None,
        }
    }
}

/// A title or cell as it is compared: in half width and small letters, without blanks, marks, and what stands in brackets at
/// its end.
fn folded(title: &str) -> String {
    let narrow = fold_str(title);
    let whole = narrow.trim();
    let bare = whole.strip_suffix(')').and_then(|inner| inner.rfind('(').map(|at| &inner[..at]));
    let bare = bare.filter(|bare| !bare.trim().is_empty()).unwrap_or(whole);
    bare.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_' | '-' | ':' | '\u{FEFF}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_same_in_any_width_case_and_with_marks() {
        let bare = folded("模板CODE");
        for title in [" 模板 code ", "*模板ＣＯＤＥ：", "模板Code（必填）", "模板_CODE(required)", "\u{feff}模板CODE"]
        {
            assert_eq!(folded(title), bare, "{title}");
        }
        assert_eq!(folded("（）"), "()");
    }
}
