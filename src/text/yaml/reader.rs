use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StrInput, StructureStyle, Tag, options};

use super::{
    Broken, advice,
    aliases::{Alias, Anchors},
    hole::{Filling, Hole},
    merge, scalar,
};
use crate::text::{
    Fault, FaultKind, Node, OffsetMap, Scalar, Style, Tree, Value,
    tree_builder::{Collection, MAX_DEPTH, TreeBuilder},
};

/// Reads `source`, whose bytes lead to the file through `map`. Gives besides the first thing that is broken and
/// can be left out: it may hide what comes behind it.
pub(super) fn read<'t>(source: &'t str, map: &OffsetMap) -> (Tree<'t>, Option<Broken>) {
    let builder = TreeBuilder::new(map);
    let options = options! { emit_comments: false, emit_unresolved_aliases: true };
    let parser = Parser::new_from_str_with_options(source, options);
    Reader {
        source,
        map,
        builder,
        anchors: Anchors::new(source),
        open: Vec::new(),
        last: 0..0,
        document: 0,
        broken: None,
    }
    .read(parser)
}

struct Reader<'t, 'm> {
    source: &'t str,
    map: &'m OffsetMap,
    builder: TreeBuilder<'t, 'm>,
    anchors: Anchors<'t>,
    open: Vec<Open>,
    /// The bytes of the event before.
    last: Range<usize>,
    /// The byte at which the document at hand begins, or one before it.
    document: usize,
    /// The first thing that is broken and can be left out.
    broken: Option<Broken>,
}

/// What is kept of an open collection.
#[derive(Clone, Copy)]
struct Open {
    /// Its anchor; 0 where it has none.
    anchor: usize,
    style: StructureStyle,
    /// The byte at which it begins.
    start: usize,
}

impl<'t> Reader<'t, '_> {
    fn read(mut self, mut parser: Parser<'t, StrInput<'t>>) -> (Tree<'t>, Option<Broken>) {
        let mut broken_at = None;
        while let Some(next) = parser.next_event() {
            match next {
                Ok((event, span)) => {
                    let range = self.clamp(span.byte_range().unwrap_or_default());
                    self.event(event, range);
                }
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or_default();
                    self.error(&error, at);
                    // A parser that does not move on would be asked forever.
                    let stuck = broken_at.replace(at).is_some_and(|before| before >= at);
                    if stuck || !parser.proceed_next_document().unwrap_or(false) {
                        break;
                    }
                }
            }
        }
        self.builder.end_document(self.last.end);
        (self.builder.finish(), self.broken)
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let (node, range) = self.scalar(value, style, tag.as_deref(), range.clone());
                self.anchors.define(anchor, &node, range.end);
                self.builder.place(node, range);
            }
            Event::SequenceStart(style, anchor, _) => {
                self.start(Collection::Sequence, Open { anchor, style, start: range.start }, range.clone());
            }
            Event::MappingStart(style, anchor, _) => {
                self.start(Collection::Mapping, Open { anchor, style, start: range.start }, range.clone());
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&range),
            Event::Alias(anchor) => self.alias(anchor, range.clone()),
            Event::UnresolvedAlias(_) => self.unknown_alias(range.clone()),
            Event::DocumentEnd => self.end_document(self.last.end),
            _ => {}
        }
        self.last = range;
    }

    fn scalar(
        &mut self,
        value: std::borrow::Cow<'t, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        range: Range<usize>,
    ) -> (Node<'t>, Range<usize>) {
        let style = match style {
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
            ScalarStyle::Plain if self.is_in_flow() => Style::PlainInFlow,
            ScalarStyle::Plain => Style::Plain,
        };
        if style.is_plain() && !self.builder.expects_key() && tag.is_none() && is_null(&self.source[range.clone()]) {
            return (Node { span: self.map.span(range.clone()), value: Value::Null }, range);
        }
        // An empty key is a null, which the parser writes out.
        let value = if range.is_empty() && style.is_plain() { "".into() } else { value };
        let (cooked, range) = scalar::cook(self.source, self.map, value, style, range, self.last.end);
        (Node { span: self.map.span(range.clone()), value: Value::Scalar(Scalar { cooked, style }) }, range)
    }

    fn is_in_flow(&self) -> bool {
        self.open.last().is_some_and(|open| open.style == StructureStyle::Flow)
    }

    fn start(&mut self, collection: Collection, open: Open, range: Range<usize>) {
        self.open.push(open);
        self.builder.open(collection, range);
    }

    fn end(&mut self, range: &Range<usize>) {
        let anchor = self.open.pop().map_or(0, |open| open.anchor);
        // A block has no closing bracket: it ends with what it holds.
        let end = (!range.is_empty()).then_some(range.end);
        if let Some((mut node, range)) = self.builder.close(end) {
            merge::resolve(&mut node, &mut self.builder);
            self.anchors.define(anchor, &node, range.end);
            self.builder.place(node, range);
        }
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) {
        match self.anchors.unfold(anchor, self.builder.depth()) {
            Alias::Node(node) => self.builder.place(node, range),
            Alias::Unknown => self.unknown_alias(range),
            Alias::TooDeep => {
                self.builder.fault_too_deep(range.clone());
                self.builder.place_nothing(range);
            }
            Alias::TooMany(limit) => {
                if let Some(limit) = limit {
                    self.builder.fault(range.clone(), FaultKind::TooManyAliases(limit));
                }
                self.builder.place_nothing(range);
            }
        }
    }

    fn unknown_alias(&mut self, range: Range<usize>) {
        let name = self.source[range.clone()].trim_start_matches('*').to_owned();
        self.builder.fault(range.clone(), FaultKind::UnknownAlias(name));
        self.builder.place_nothing(range);
    }

    fn error(&mut self, error: &ScanError, at: usize) {
        let quote = advice::is_open_quote(error.kind()).then(|| self.open_quote(at)).flatten();
        let tab = advice::is_tab(error.kind()).then(|| self.tab(at)).flatten();
        let range = quote.or(tab).unwrap_or_else(|| self.visible(at));
        let too_deep = *error.kind() == ErrorKind::RecursionLimitExceeded;
        let unquoted = advice::unquoted(self.source, error.kind(), self.clamp(at..at).start).filter(|_| !too_deep);
        let bracket = self.open_bracket(at);
        let hole = match unquoted.clone() {
            Some(range) => Some(Hole { range, filling: Filling::Word }),
            None if self.broken.is_some() => None,
            // The fault has its origin in the bracket that was left open.
            None => Hole::around(
                self.source,
                self.document,
                bracket.unwrap_or(range.start).min(range.start),
                bracket.is_some(),
            ),
        };
        let beyond = |hole: &Hole| hole.range.end <= range.start;
        let (place, kind) = match (unquoted, bracket) {
            (Some(text), _) => (text, FaultKind::Unquoted),
            _ if too_deep => (range.clone(), FaultKind::TooDeep(MAX_DEPTH)),
            (None, Some(open)) if hole.as_ref().is_some_and(beyond) => {
                (open..open + 1, FaultKind::Syntax(("这个括号没有闭合", "this bracket is never closed").into()))
            }
            _ => (range.clone(), FaultKind::Syntax(advice::message(error))),
        };
        if self.broken.is_none() {
            let fault = Fault { span: self.map.span(place.clone()), kind: kind.clone(), related: None };
            self.broken = hole.map(|hole| Broken { hole, fault });
        }
        if too_deep {
            self.builder.fault_too_deep(place);
        } else {
            self.builder.fault(place, kind);
            if at == self.last.end && at > self.last.start {
                self.builder.cut_last();
            }
        }
        self.end_document(range.end.max(self.last.end));
        self.last = range;
    }

    fn end_document(&mut self, end: usize) {
        while self.open.pop().is_some() {
            if let Some((mut node, range)) = self.builder.close(Some(end)) {
                merge::resolve(&mut node, &mut self.builder);
                self.builder.place(node, range);
            }
        }
        self.builder.end_document(end);
        self.anchors.forget();
        self.document = end;
    }

    /// The outermost bracket that is open at byte `at`: one that was told of, or one that the parser has not yet made up
    /// its mind about.
    fn open_bracket(&self, at: usize) -> Option<usize> {
        let told = self.open.iter().find(|open| open.style == StructureStyle::Flow).map(|open| open.start);
        told.or_else(|| {
            let rest = self.source.get(self.last.end..self.clamp(at..at).end)?;
            let start = rest.find(|character: char| !character.is_whitespace() && !":-,?".contains(character))?;
            rest[start..].starts_with(['[', '{']).then_some(self.last.end + start)
        })
    }

    /// The quote that opens the text after the last event, up to the end of its line, if it does so before byte `at`.
    fn open_quote(&self, at: usize) -> Option<Range<usize>> {
        let rest = self.source.get(self.last.end..self.clamp(at..at).end)?;
        let start = rest.find(|character: char| !character.is_whitespace() && !":-,?[{".contains(character))?;
        let line = rest[start..].lines().next()?.trim_end();
        let start = self.last.end + start;
        line.starts_with(['"', '\'']).then(|| start..start + line.len())
    }

    /// The tab that begins the line of byte `at`, or the next one.
    fn tab(&self, at: usize) -> Option<Range<usize>> {
        let at = self.clamp(at..at).start;
        let start = self.source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let tab = self.source[start..].find(|character: char| !matches!(character, ' ' | '\n' | '\r'))?;
        let tab = start + tab;
        self.source[tab..].starts_with('\t').then_some(tab..tab + 1).or_else(|| {
            let line = self.source[at..].split_inclusive('\n').take(2).map(str::len).sum::<usize>();
            self.source[at..at + line].find('\t').map(|tab| at + tab..at + tab + 1)
        })
    }

    /// The character at byte `at` or, where none is to be seen there, the last one before it that is.
    fn visible(&self, at: usize) -> Range<usize> {
        let at = self.clamp(at..at).start;
        let seen = |character: &char| !character.is_whitespace();
        if let Some(character) = self.source[at..].chars().next().filter(seen) {
            return at..at + character.len_utf8();
        }
        let before = self.source[..at].trim_end();
        before.chars().next_back().map_or(at..at, |character| before.len() - character.len_utf8()..before.len())
    }

    /// What the parser says, held to the text and to its characters.
    fn clamp(&self, range: Range<usize>) -> Range<usize> {
        let floor = |mut at: usize| {
            at = at.min(self.source.len());
            while !self.source.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(range.start);
        start..floor(range.end).max(start)
    }
}

/// The words of the core schema for nothing.
fn is_null(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null" | "Null" | "NULL")
}
