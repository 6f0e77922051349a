use super::super::{
    fault::{Code, Fault},
    spec::{ActionSpec, PackSpec, RuleSpec},
};
use crate::text::{self, Cooked, Span, de};

/// How many bytes of a file are worth being read on their own.
const WORTH_A_PIECE: usize = 32 * 1024;

/// Some of the documents of one file of a pack.
#[derive(Debug)]
pub(super) struct Piece<'t> {
    file: usize,
    text: Cooked<'t>,
    holds: Holds,
}

/// What the documents of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// The manifest, then rules.
    Manifest,
    /// Rules.
    Rules,
    /// Requests to an API.
    Actions,
}

/// What stands in a [`Piece`].
#[derive(Debug)]
pub(super) struct Part {
    /// The place of its file among the files of the pack.
    pub(super) file: usize,
    /// What its file holds.
    pub(super) holds: Holds,
    pub(super) manifest: Option<PackSpec>,
    pub(super) rules: Vec<RuleSpec>,
    pub(super) actions: Vec<ActionSpec>,
    pub(super) faults: Vec<Fault>,
    /// Whether something that belongs to it may stand in another piece.
    pub(super) incomplete: bool,
}

impl<'t> Piece<'t> {
    /// The pieces of a file, in order.
    pub(super) fn of(file: usize, text: &'t Cooked<'_>, holds: Holds) -> impl Iterator<Item = Self> {
        let ranges = text::yaml_pieces(text.text(), WORTH_A_PIECE).into_iter();
        ranges.map(move |range| {
            let holds = if holds == Holds::Manifest && range.start > 0 { Holds::Rules } else { holds };
            Self { file, text: text.slice(range), holds }
        })
    }

    /// A file in one piece.
    pub(super) fn whole(file: usize, text: &'t Cooked<'_>, holds: Holds) -> Self {
        Self { file, text: text.slice(0..text.text().len()), holds }
    }

    /// Reads its documents.
    pub(super) fn read(&self) -> Part {
        let tree = text::read_yaml(&self.text);
        let mut part = Part {
            file: self.file,
            holds: self.holds,
            manifest: None,
            rules: Vec::new(),
            actions: Vec::new(),
            incomplete: !tree.faults.is_empty(),
            faults: tree.faults.iter().map(Fault::from).collect(),
        };
        let mut roots = tree.roots.iter().filter(|root| !root.is_null());
        if self.holds == Holds::Manifest {
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
            let read = match self.holds {
                Holds::Actions => de::from_node(root).map(|spec| part.actions.push(spec)),
                Holds::Manifest | Holds::Rules => de::from_node(root).map(|spec| part.rules.push(spec)),
            };
            part.faults.extend(read.err().map(Fault::from));
        }
        part
    }
}
