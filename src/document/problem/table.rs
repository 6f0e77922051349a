use super::wording::quote;
use crate::{diagnostic::Language, text::WorkbookFault};

/// What can be wrong with a place in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// A quote opens a cell and is never closed.
    OpenQuote,
    /// Something stands behind the quote that closes a cell.
    ClosedQuote,
    /// A row with more cells than its table has columns: one of them was divided.
    TooManyCells {
        /// The cells of the row.
        cells: usize,
        /// The columns of the table.
        columns: usize,
    },
    /// Nothing stands in the cell that makes a record of its row.
    EmptyCell {
        /// What stands above it.
        title: String,
    },
    /// A word that its column does not know.
    UnknownCell {
        /// What stands above it.
        title: String,
        /// As written.
        value: String,
        /// What can stand there, for example.
        examples: Vec<String>,
    },
    /// A workbook that cannot be read, or not to its end.
    Workbook(WorkbookFault),
}

impl TableFault {
    pub(super) fn message(&self, language: Language) -> String {
        match self {
            Self::OpenQuote => language.pick("引号没有闭合", "the quote is never closed").into(),
            Self::ClosedQuote => {
                language.pick("单元格的引号后面还有内容", "something stands behind the closing quote").into()
            }
            Self::TooManyCells { cells, columns } => language.pick(
                format!("这一行有 {cells} 格，表头只有 {columns} 列，因此没有检查这一行"),
                format!("the row has {cells} cells, its table {columns} columns, so the row was not judged"),
            ),
            Self::EmptyCell { title } => {
                let title = quote(title);
                language.pick(format!("“{title}”是空的"), format!("`{title}` is empty"))
            }
            Self::Workbook(WorkbookFault::Broken) => {
                language.pick("这不是完整的 Excel 工作簿", "this is no whole Excel workbook").into()
            }
            Self::Workbook(WorkbookFault::Old) => language
                .pick(
                    "旧格式（.xls）或加了密码的工作簿读不了",
                    "a workbook of before 2007, or with a password, cannot be read",
                )
                .into(),
            Self::Workbook(WorkbookFault::TooLarge) => language
                .pick("工作簿解压后过大，后面的没有读", "the workbook unfolds to too much; the rest was not read")
                .into(),
            Self::UnknownCell { title, value, .. } => {
                let (title, value) = (quote(title), quote(value));
                language.pick(
                    format!("不认识“{title}”一列的“{value}”，因此没有按它检查"),
                    format!("`{value}` means nothing under `{title}`, so nothing was judged by it"),
                )
            }
        }
    }

    pub(super) fn help(&self, language: Language) -> String {
        match self {
            Self::OpenQuote => language
                .pick("在单元格末尾补上引号，或删去开头的引号。", "Close it at the end of the cell, or take it out.")
                .into(),
            Self::ClosedQuote => {
                language.pick("单元格里的引号要写成两个。", "Write a quote inside a cell twice.").into()
            }
            Self::TooManyCells { .. } => language
                .pick("含有分隔符的单元格要加引号。", "Put quotes round the cell that holds the delimiter.")
                .into(),
            Self::EmptyCell { .. } => {
                language.pick("请填写，或删去这一行。", "Fill it in, or take the row out.").into()
            }
            Self::Workbook(WorkbookFault::Broken) => {
                language.pick("请用 Excel 重新保存为 .xlsx 或 CSV。", "Save it again as .xlsx or CSV.").into()
            }
            Self::Workbook(WorkbookFault::Old) => {
                language.pick("请不加密码另存为 .xlsx 或 CSV。", "Save it without a password, as .xlsx or CSV.").into()
            }
            Self::Workbook(WorkbookFault::TooLarge) => {
                language.pick("请只留下短信的工作表。", "Keep only the sheets with messages.").into()
            }
            Self::UnknownCell { examples, .. } => language
                .pick(format!("可以写：{}。", examples.join("、")), format!("It can say {}.", examples.join(", "))),
        }
    }
}
