use crate::diagnostic::Language;

/// Why something in a file was taken as a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It stands in one of the lists of our own keys.
    Document,
    /// It is a request to the API of a provider.
    Request,
    /// It is a line, or a paragraph, of a file of messages.
    Message,
    /// It is a row of a table.
    Row,
    /// An entry of `sources` in the configuration finds it.
    Source,
    /// A text with the id of a template beside it; the id.
    Id(String),
    /// A text that begins or ends with a signature.
    Signature,
    /// A text that something with this name holds.
    Name(String),
    /// A text that says a code and how long it is good, as messages do.
    Code,
}

impl Why {
    /// For programs: never translated.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Request => "request",
            Self::Message => "message",
            Self::Row => "row",
            Self::Source => "source",
            Self::Id(_) => "id",
            Self::Signature => "signature",
            Self::Name(_) => "name",
            Self::Code => "code",
        }
    }

    /// For people.
    pub fn words(&self, language: Language) -> String {
        let (zh, en) = match self {
            Self::Document => ("列在文件的记录中", "listed as a record"),
            Self::Request => ("是发给服务商接口的请求", "a request to a provider's API"),
            Self::Message => ("文本文件中的一条短信", "a message of a text file"),
            Self::Row => ("表格中的一行", "a row of a table"),
            Self::Source => ("由 sources 的一条找到", "found by an entry of `sources`"),
            Self::Signature => ("带有【签名】", "carries a 【signature】"),
            Self::Code => ("写法是验证码短信", "worded as a message with a code"),
            Self::Id(id) => {
                return language.pick(format!("旁边有模板编号 {id}"), format!("beside the template id {id}"));
            }
            Self::Name(name) => {
                return language.pick(format!("所在之处名为 {name}"), format!("in something named {name}"));
            }
        };
        language.pick(zh, en).to_owned()
    }

    /// Whether it was found among other texts, which know nothing of records: what a record lacks may stand elsewhere.
    pub const fn is_found(&self) -> bool {
        matches!(self, Self::Id(_) | Self::Signature | Self::Name(_) | Self::Code)
    }
}
