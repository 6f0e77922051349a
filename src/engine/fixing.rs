use crate::{
    diagnostic::{Edit, Edits, Fix},
    rule::{
        Action, Fixer, Spot,
        matcher::{Match, Values},
    },
    text::{Scalar, Style, quote, spell},
};

/// The edits that mend a match; `None` where the place is not a text of the record's own file, where nobody knows what to
/// write, or where the file cannot say it in that place.
pub(super) fn fix(fixer: &Fixer, found: &Match<'_>, values: &Values) -> Option<Fix> {
    let Spot::Text { scalar, range, path: None } = &found.spot else { return None };
    if fixer.action.lacks(values) {
        return None;
    }
    let text = scalar.cooked.text();
    let insert = fixer.action.text(values);
    let mut changes = match &fixer.action {
        Action::Append(_) => vec![(text.len()..text.len(), insert)],
        Action::Rewrite(_) => vec![(0..text.len(), insert)],
        Action::Replace(_) | Action::Delete => vec![(range.clone(), insert)],
    };
    for (range, suggestion) in &found.more {
        let mut values = values.clone();
        values.retain(|(name, _)| name != "suggestion");
        values.push(("suggestion".into(), suggestion.clone()));
        changes.push((range.clone(), fixer.action.text(&values)));
    }
    changes.sort_by_key(|(range, _)| range.start);
    let edits = in_place(scalar, &changes).or_else(|| anew(scalar, &changes))?;
    Some(Fix { safety: fixer.safety, edits })
}

type Change = (std::ops::Range<usize>, String);

/// The changes as edits of the scalar as it is written.
fn in_place(scalar: &Scalar<'_>, changes: &[Change]) -> Option<Edits> {
    let text = scalar.cooked.text();
    let edits: Option<Vec<Edit>> = changes
        .iter()
        .map(|(range, insert)| {
            let insert = spell(scalar.style, text, range.clone(), insert)?;
            Some(Edit { span: scalar.cooked.span(range.clone()), insert })
        })
        .collect();
    Edits::new(edits?).ok()
}

/// The changed text in double quotes, in place of a scalar without quotes.
fn anew(scalar: &Scalar<'_>, changes: &[Change]) -> Option<Edits> {
    if !matches!(scalar.style, Style::Plain | Style::PlainInFlow) {
        return None;
    }
    let mut text = scalar.cooked.text().to_owned();
    for (range, insert) in changes.iter().rev() {
        text.replace_range(range.clone(), insert);
    }
    Some(Edits::one(scalar.cooked.whole(), quote(&text)))
}
