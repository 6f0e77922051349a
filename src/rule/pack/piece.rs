use serde::de::DeserializeOwned;

use super::super::{
    fault::{Code, Fault},
    spec::{ActionSpec, PackSpec, RuleSpec},
};
use crate::text::{self, Cooked, Node, Span, de};

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
    /// Rules of which parts are missing or wrong.
    pub(super) broken: Vec<RuleSpec>,
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
            broken: Vec::new(),
            incomplete: !tree.faults.is_empty(),
            faults: tree.faults.iter().map(Fault::from).collect(),
        };
        let mut roots = tree.roots.iter().filter(|root| !root.is_null());
        let unread: Vec<Span> = tree.faults.iter().map(|fault| fault.span).collect();
        if self.holds == Holds::Manifest {
            if let Some(root) = roots.next() {
                let (spec, _) = part.spec::<PackSpec>(root, &unread);
                // Without its name, nothing can be said about its rules.
                part.manifest = spec.filter(|spec| !spec.name.is_empty());
            } else {
                part.incomplete = true;
                part.faults.push(Fault::new(
                    Span::default(),
                    Code::InvalidValue,
                    "规则包没有清单：第一个文档应写 name",
                    "the pack has no manifest: its first document must give `name`",
                ));
            }
        }
        for root in roots {
            if self.holds == Holds::Actions {
                let (spec, _) = part.spec::<ActionSpec>(root, &unread);
                part.actions.extend(spec);
                continue;
            }
            match part.spec(root, &unread) {
                (Some(spec), true) => part.rules.push(spec),
                (spec, _) => part.broken.extend(spec),
            }
        }
        part
    }
}

impl Part {
    /// Reads what `root` says, and whether that is without mistakes. Of a place that could not be read no more is said.
    fn spec<T: DeserializeOwned>(&mut self, root: &Node<'_>, unread: &[Span]) -> (Option<T>, bool) {
        let (spec, mistakes) = de::from_node_with_mistakes(root);
        let sound = mistakes.is_empty();
        let known = |span: Span| unread.iter().any(|place| place.start < span.end && span.start < place.end);
        self.faults.extend(mistakes.into_iter().filter(|mistake| !known(mistake.span)).map(Fault::from));
        (spec, sound)
    }
}
