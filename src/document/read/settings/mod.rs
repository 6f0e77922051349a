//! Templates in settings: in values that something says are messages, and in blocks that say what a request would.

mod markdown;
#[cfg(test)]
mod tests;

use super::{
    super::{Document, Payloads, Problem, Record, RecordKind},
    found::{Beside, Braces, Found, Id, Named, Surroundings, is_chinese, recognise, with_values},
    request,
    unread::Unread,
};
use crate::text::{Cooked, DataForm, Entry, Node, Scalar, Source, Span, Style, Value, code::HOLE, read_data};

pub(super) use markdown::read as read_markdown;

/// Keys whose values tell what the values beside them are called.
const NAMES: [&str; 6] = ["name", "key", "id", "code", "title", "label"];

/// The longest of such names, in bytes.
const LONGEST_NAME: usize = 64;

/// Reads the values of settings that are templates, and the blocks of Terraform that are requests.
pub(super) fn read<'s>(
    source: &'s Source,
    text: &Cooked<'s>,
    form: DataForm,
    broken: &[Span],
    payloads: &Payloads,
) -> Document<'s> {
    let tree = read_data(text, form);
    let unread = Unread::of(broken, &tree);
    let mut walker = Walker::new(source, &unread, payloads);
    walker.requests = form == DataForm::Hcl;
    // Where every character is written as an escape, nothing else may be written in.
    walker.keeps_ascii = form == DataForm::Properties && source.bytes().is_ascii();
    for root in &tree.roots {
        walker.node(root, &mut Vec::new());
    }
    let (records, problems) = walker.finish();
    Document { source, recognised: !records.is_empty(), records, problems }
}

/// The templates in settings that are written as YAML or JSON; none in configurations and packs of this tool, whose texts
/// are patterns and examples.
pub(super) fn records<'s>(
    source: &Source,
    roots: &[Node<'s>],
    unread: &Unread,
    payloads: &Payloads,
) -> Vec<Record<'s>> {
    if roots.iter().any(is_ours) {
        return Vec::new();
    }
    let mut walker = Walker::new(source, unread, payloads);
    for root in roots {
        walker.node(root, &mut Vec::new());
    }
    walker.finish().0
}

/// Whether this is a `lint.yml`, a rule, or what a pack says of itself.
fn is_ours(root: &Node<'_>) -> bool {
    let has = |keys: &[&str]| keys.iter().all(|key| root.get(key).is_some());
    has(&["smslint"]) || has(&["id", "match", "message"]) || has(&["name", "title", "dialect"])
}

struct Walker<'w, 's> {
    path: &'w str,
    payloads: &'w Payloads,
    unread: &'w Unread,
    /// Whether maps may be requests.
    requests: bool,
    /// Whether no edit can be spelled.
    keeps_ascii: bool,
    found: Vec<Found<'s>>,
    requested: Vec<Record<'s>>,
    problems: Vec<Problem>,
}

/// What the values of one map have beside them.
struct Siblings<'n, 's> {
    /// What they are called.
    name: Option<&'n Scalar<'s>>,
    names: Vec<&'n str>,
    id: Option<(&'n Scalar<'s>, Option<String>)>,
}

impl<'w, 's> Walker<'w, 's> {
    fn new(source: &'w Source, unread: &'w Unread, payloads: &'w Payloads) -> Self {
        Self {
            path: source.name(),
            payloads,
            unread,
            requests: false,
            keeps_ascii: false,
            found: Vec::new(),
            requested: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Looks at what stands below `node`, to which `names` lead, the nearest last. Trees have a bounded depth.
    fn node<'n>(&mut self, node: &'n Node<'s>, names: &mut Vec<&'n str>) {
        match &node.value {
            Value::Mapping(entries) => {
                if self.requests && self.request(node) {
                    return;
                }
                let siblings = self.siblings(entries);
                for entry in entries {
                    let known = names.len();
                    let own = entry.key.cooked.text();
                    names.extend(own.split(['.', '/', ':']).filter(|part| !part.is_empty()));
                    match &entry.value.value {
                        Value::Scalar(scalar) => self.text(Some(entry), &entry.value, scalar, &siblings, names),
                        _ => self.node(&entry.value, names),
                    }
                    names.truncate(known);
                }
            }
            Value::Sequence(items) => {
                let alone = Siblings { name: None, names: Vec::new(), id: None };
                for item in items {
                    match &item.value {
                        Value::Scalar(scalar) => self.text(None, item, scalar, &alone, names),
                        _ => self.node(item, names),
                    }
                }
            }
            Value::Scalar(_) | Value::Null => {}
        }
    }

    /// Takes `node` for the request that it is, if it is one.
    fn request(&mut self, node: &Node<'s>) -> bool {
        let Some(found) = self.payloads.recognise(node) else { return false };
        let count = self.requested.iter().filter(|record| record.kind == found.action.kind).count();
        self.requested.push(request::read(found, node.clone(), count, self.unread, &mut self.problems));
        true
    }

    fn siblings<'n>(&self, entries: &'n [Entry<'s>]) -> Siblings<'n, 's> {
        let mut siblings = Siblings { name: None, names: Vec::new(), id: None };
        // More keys than this are a table of texts, not what is said of one.
        for entry in entries.iter().take(32) {
            let Some(scalar) = entry.value.scalar().filter(|scalar| scalar.cooked.text().len() <= LONGEST_NAME) else {
                continue;
            };
            let (key, text) = (entry.key.cooked.text().to_ascii_lowercase(), scalar.cooked.text());
            if NAMES.contains(&&*key) && !text.is_empty() {
                siblings.name = siblings.name.or(Some(scalar));
                siblings.names.push(text);
            }
            if let Some(form) = self.payloads.template_id(text)
                && (form.is_sure() || is_id(&key))
                && siblings.id.as_ref().is_none_or(|(_, provider)| provider.is_none())
            {
                siblings.id = Some((scalar, form.is_sure().then(|| form.provider.clone())));
            }
        }
        siblings
    }

    fn text(
        &mut self,
        entry: Option<&Entry<'s>>,
        node: &Node<'s>,
        scalar: &Scalar<'s>,
        siblings: &Siblings<'_, 's>,
        names: &[&str],
    ) {
        if !scalar.cooked.text().contains(is_chinese) || self.unread.touches(node.span) {
            return;
        }
        let cooked = with_values(scalar.cooked.clone(), Braces::Provider);
        let own = entry.map(|entry| &entry.key);
        let under = own.and_then(|key| {
            let form = self.payloads.template_id(key.cooked.text()).filter(|form| form.is_sure())?;
            Some((key, Some(form.provider.clone())))
        });
        let id = under.or_else(|| siblings.id.clone());
        let nearest = names.iter().rev().copied();
        let around = Surroundings {
            path: self.path,
            key: own.map(|key| key.cooked.text()),
            names: nearest.clone().take(1).chain(siblings.names.iter().copied()).chain(nearest.skip(1)).collect(),
            calls: Vec::new(),
            comment: None,
            id: id.as_ref().map(|(id, provider)| match provider {
                Some(_) => Beside::Sure(id.cooked.text()),
                None => Beside::Likely(id.cooked.text()),
            }),
            mails: false,
        };
        let Some(why) = recognise(cooked.text(), &around) else { return };
        let has_hole = cooked.text().contains(HOLE);
        let style = match scalar.style {
            // What is left without its signature does not begin where the value does.
            Style::Plain | Style::PlainInFlow | Style::JsonWord => Style::Nested,
            _ if has_hole || self.keeps_ascii => Style::Nested,
            style => style,
        };
        let name = siblings.name.or(own).map(|name| Named { text: name.cooked.clone() });
        let id = id.map(|(id, provider)| Id { provider, text: id.cooked.clone() });
        let span = entry.map_or(node.span, |entry| entry.key_span.cover(node.span));
        self.found.push(Found { text: cooked, style, span, name, id, why });
    }

    /// The records in the order of the file.
    fn finish(self) -> (Vec<Record<'s>>, Vec<Problem>) {
        let taken = self.requested.iter().filter(|record| record.kind == RecordKind::Template).count();
        let found = self.found.into_iter().enumerate().map(|(at, found)| found.record(taken + at));
        let mut records: Vec<Record<'s>> = self.requested.into_iter().chain(found).collect();
        records.sort_by_key(|record| record.node.span);
        let mut counts = [0; RecordKind::ALL.len()];
        for record in &mut records {
            record.index = counts[record.kind as usize];
            counts[record.kind as usize] += 1;
        }
        (records, self.problems)
    }
}

/// Whether a key says that its value is the id of a template.
fn is_id(key: &str) -> bool {
    ["id", "code", "no", "number"].iter().any(|end| key.ends_with(end))
        && ["template", "tpl", "tmpl", "sms"].iter().any(|word| key.contains(word))
}
