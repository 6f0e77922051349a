use super::super::{
    fault::{Code, Fault},
    spec::{PackSpec, RuleSpec},
};
use crate::text::{self, Cooked, Span, de};

/// How many bytes of a file are worth being read on their own.
const WORTH_A_PIECE: usize = 32 * 1024;

/// Some of the documents of one file of a pack.
#[derive(Debug)]
pub(super) struct Piece<'t> {
    file: usize,
    text: Cooked<'t>,
    has_manifest: bool,
}

/// What stands in a [`Piece`].
#[derive(Debug)]
pub(super) struct Part {
    /// The place of its file among the files of the pack.
    pub(super) file: usize,
    /// Whether its first document should be the manifest.
    pub(super) has_manifest: bool,
    pub(super) manifest: Option<PackSpec>,
    pub(super) rules: Vec<RuleSpec>,
    pub(super) faults: Vec<Fault>,
    /// Whether something that belongs to it may stand in another piece.
    pub(super) incomplete: bool,
}

impl<'t> Piece<'t> {
    /// The pieces of a file, in order.
    pub(super) fn of(file: usize, text: &'t Cooked<'_>, has_manifest: bool) -> impl Iterator<Item = Self> {
        let ranges = text::yaml_pieces(text.text(), WORTH_A_PIECE).into_iter();
        ranges.map(move |range| {
            let has_manifest = has_manifest && range.start == 0;
            Self { file, text: text.slice(range), has_manifest }
        })
    }

    /// A file in one piece.
    pub(super) fn whole(file: usize, text: &'t Cooked<'_>, has_manifest: bool) -> Self {
        Self { file, text: text.slice(0..text.text().len()), has_manifest }
    }

    /// Reads its documents.
    pub(super) fn read(&self) -> Part {
        let tree = text::read_yaml(&self.text);
        let mut part = Part {
            file: self.file,
            has_manifest: self.has_manifest,
            manifest: None,
            rules: Vec::new(),
            incomplete: !tree.faults.is_empty(),
            faults: tree.faults.iter().map(Fault::from).collect(),
        };
        let mut roots = tree.roots.iter().filter(|root| !root.is_null());
        if self.has_manifest {
            match roots.next().map(de::from_node) {
                Some(Ok(spec)) => part.manifest = Some(spec),
                Some(Err(error)) => part.faults.push(error.into()),
                None => {
                    part.incomplete = true;
                    part.faults.push(Fault::new(
                        Span::default(),
                        Code::InvalidValue,
                        "规则包没有清单：第一个文档应写 name",
                        "the pack has no manifest: its first document must give `name`",
                    ));
                }
            }
        }
        for root in roots {
            match de::from_node(root) {
                Ok(spec) => part.rules.push(spec),
                Err(error) => part.faults.push(error.into()),
            }
        }
        part
    }
}
