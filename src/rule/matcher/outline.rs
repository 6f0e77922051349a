//! What a regular expression tells without being compiled. The build script makes the outlines of the built-in packs, so
//! that no run has to parse all of their expressions: this file is a part of it too, and needs nothing of the library.

use regex_syntax::hir::{Hir, HirKind, literal::Extractor};

/// The names of the groups; and texts one of which stands in every match, folded, where there are such texts.
pub(crate) type Outline = (Vec<String>, Option<Vec<String>>);

/// How texts are folded before words are looked for in them.
type Fold = fn(&str) -> String;

/// The outline of an expression.
///
/// # Errors
/// What the parser objects to.
pub(crate) fn of(source: &str, fold: Fold) -> Result<Outline, Box<regex_syntax::Error>> {
    let syntax = regex_syntax::Parser::new().parse(source)?;
    let mut groups = Vec::new();
    name_groups(&syntax, &mut groups);
    Ok((groups, needles(&syntax, fold)))
}

fn name_groups(syntax: &Hir, groups: &mut Vec<String>) {
    match syntax.kind() {
        HirKind::Capture(capture) => {
            groups.extend(capture.name.as_deref().map(str::to_owned));
            name_groups(&capture.sub, groups);
        }
        HirKind::Repetition(repetition) => name_groups(&repetition.sub, groups),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().for_each(|part| name_groups(part, groups)),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// Texts one of which stands in every match: those with which a match can begin or, where these are too short or too
/// many, those of some part that every match has. Folding is letter by letter, so a text that holds a literal holds,
/// folded, the folded literal.
fn needles(syntax: &Hir, fold: Fold) -> Option<Vec<String>> {
    beginnings(syntax, fold).or_else(|| match syntax.kind() {
        HirKind::Capture(capture) => needles(&capture.sub, fold),
        HirKind::Repetition(repetition) if repetition.min > 0 => needles(&repetition.sub, fold),
        HirKind::Concat(parts) => parts.iter().find_map(|part| needles(part, fold)),
        HirKind::Alternation(parts) => {
            let each = parts.iter().map(|part| needles(part, fold)).collect::<Option<Vec<_>>>();
            each.map(|each| each.concat())
        }
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => None,
    })
}

/// The literal texts with which a match can begin.
fn beginnings(syntax: &Hir, fold: Fold) -> Option<Vec<String>> {
    let sequence = Extractor::new().limit_total(64).extract(syntax);
    let texts: Option<Vec<String>> = sequence
        .literals()?
        .iter()
        .map(|literal| {
            let folded = fold(valid_prefix(literal.as_bytes()));
            // A single ASCII character stands in too many texts to be worth a gate.
            (folded.len() > 1).then_some(folded)
        })
        .collect();
    texts.filter(|texts| !texts.is_empty() && texts.iter().all(|text| !text.trim().is_empty()))
}

/// The longest beginning that is whole characters: a literal may be cut anywhere.
fn valid_prefix(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}
