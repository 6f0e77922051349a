use super::{Catch, ours};
use crate::text::{Cooked, Entry, Node, Scalar, Style, Tree, Value, read_json, read_yaml};

/// A place in structured data, and what to take from there.
#[derive(Clone, Debug)]
pub struct Each {
    /// Where the records stand.
    pub path: Pointer,
    /// The keys of the record, each with where its value stands, seen from there.
    pub fields: Vec<(&'static str, Pointer)>,
}

/// A path in structured data, written as a JSON pointer: `/sms/*/text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// `*`: every value of a map, every item of a list.
    All,
    /// What stands under a key, or at a place of a list.
    Name(String),
    /// `$key`: the key itself under which this stands.
    Key,
}

/// Why a path cannot be used: from this byte on it is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerError {
    /// A path from the root that does not begin with `/`.
    NoSlash,
    /// A `~` that is neither `~0`, which is `~`, nor `~1`, which is `/`.
    Escape(usize),
    /// `*` where only one value can be taken.
    Several(usize),
    /// Steps behind `$key`.
    BehindKey(usize),
}

impl Pointer {
    /// A path from the root of a file, to any number of values.
    pub fn absolute(text: &str) -> Result<Self, PointerError> {
        if text.is_empty() {
            return Ok(Self(Vec::new()));
        }
        let rest = text.strip_prefix('/').ok_or(PointerError::NoSlash)?;
        let step = |(at, written)| Ok(if written == "*" { Step::All } else { Step::Name(unescape(written, at)?) });
        steps(rest, 1).map(step).collect::<Result<_, _>>().map(Self)
    }

    /// A path from a record to one value: keys and places joined by `/`, `$key` for the key that the record stands
    /// under, `$value` for the record itself.
    pub fn relative(text: &str) -> Result<Self, PointerError> {
        match text {
            "$key" => return Ok(Self(vec![Step::Key])),
            "$value" | "" => return Ok(Self(Vec::new())),
            _ => {}
        }
        let (rest, from) = text.strip_prefix('/').map_or((text, 0), |rest| (rest, 1));
        let step = |(at, written)| match written {
            "*" => Err(PointerError::Several(at)),
            "$key" => Err(PointerError::BehindKey(at)),
            _ => unescape(written, at).map(Step::Name),
        };
        steps(rest, from).map(step).collect::<Result<_, _>>().map(Self)
    }

    /// Calls `found` with every value that the path leads to, and the key that it stands under.
    fn walk<'n, 's>(&self, node: &'n Node<'s>, found: &mut impl FnMut(Option<&'n Entry<'s>>, &'n Node<'s>)) {
        descend(&self.0, None, node, found);
    }
}

impl Each {
    /// What stands where the path leads.
    pub(super) fn find<'s>(&self, tree: &Tree<'s>) -> Vec<Catch<'s>> {
        let mut caught = Vec::new();
        for root in &tree.roots {
            self.path.walk(root, &mut |under, node| {
                let value = |path: &Pointer| {
                    if path.0 == [Step::Key] {
                        return under.map(|entry| Node { span: entry.key_span, value: key(entry) });
                    }
                    let mut value = None;
                    path.walk(node, &mut |_, found| value = Some(found.clone()));
                    value
                };
                let entries = self.fields.iter().filter_map(|(key, path)| Some(ours(key, value(path)?)));
                let span = under.map_or(node.span, |entry| entry.key_span.cover(node.span));
                caught.push(Catch { span, entries: entries.collect() });
            });
        }
        caught
    }
}

/// The key as a value: an edit of it would rename it, so there is none.
fn key<'s>(entry: &Entry<'s>) -> Value<'s> {
    Value::Scalar(Scalar { cooked: entry.key.cooked.clone(), style: Style::Nested })
}

/// What the file called `name` holds, by the end of its name; YAML, of which JSON is nearly a part, where that says
/// nothing.
pub(super) fn tree<'s>(text: &Cooked<'s>, name: &str) -> Tree<'s> {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    match end.as_str() {
        "json" | "jsonl" | "ndjson" => read_json(text),
        _ => read_yaml(text),
    }
}

fn descend<'n, 's>(
    steps: &[Step],
    under: Option<&'n Entry<'s>>,
    node: &'n Node<'s>,
    found: &mut impl FnMut(Option<&'n Entry<'s>>, &'n Node<'s>),
) {
    let Some((step, rest)) = steps.split_first() else { return found(under, node) };
    match (step, &node.value) {
        (Step::All, Value::Mapping(entries)) => {
            for entry in entries {
                descend(rest, Some(entry), &entry.value, found);
            }
        }
        (Step::All, Value::Sequence(items)) => {
            for item in items {
                descend(rest, None, item, found);
            }
        }
        (Step::Name(name), Value::Mapping(_)) => {
            if let Some(entry) = node.entry(name) {
                descend(rest, Some(entry), &entry.value, found);
            }
        }
        (Step::Name(name), Value::Sequence(items)) => {
            if let Some(item) = name.parse().ok().and_then(|at: usize| items.get(at)) {
                descend(rest, None, item, found);
            }
        }
        _ => {}
    }
}

/// The steps of a path, each with the byte that it begins at; the first one at `from`.
fn steps(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    text.split('/').scan(from, |at, step| {
        let here = *at;
        *at += step.len() + 1;
        Some((here, step))
    })
}

fn unescape(step: &str, at: usize) -> Result<String, PointerError> {
    let mut name = String::with_capacity(step.len());
    let mut rest = step;
    while let Some(tilde) = rest.find('~') {
        name.push_str(&rest[..tilde]);
        name.push(match rest.as_bytes().get(tilde + 1) {
            Some(b'0') => '~',
            Some(b'1') => '/',
            _ => return Err(PointerError::Escape(at + step.len() - rest.len() + tilde)),
        });
        rest = &rest[tilde + 2..];
    }
    name.push_str(rest);
    Ok(name)
}
