use super::{Bound, Match, Spot, Subject, Value};
use crate::text::Value as Written;

/// How many items a list has.
#[derive(Debug)]
pub struct Items {
    /// The least, inclusive.
    pub min: Option<Bound>,
    /// The most, inclusive.
    pub max: Option<Bound>,
}

impl Items {
    /// Finds a list with too many items, from the first that is too many, or with too few. A lone text is a list of one.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let length = match value {
            Value::Node(node, _) => match &node.value {
                Written::Sequence(items) => items.len(),
                Written::Mapping(entries) => entries.len(),
                Written::Scalar(_) => 1,
                Written::Null => 0,
            },
            Value::Each(node, _) => node.items().len(),
            Value::Scalar(..) | Value::Setting(_) => 1,
            Value::Missing => return,
        };
        let stated = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| bound.value(subject));
        let (limit, spot) = if let Some(max) = stated(&self.max).filter(|&max| length > max) {
            (max, value.texts().nth(max).map_or(Spot::Record, |text| text.whole()))
        } else if let Some(min) = stated(&self.min).filter(|&min| length < min) {
            (min, value.texts().last().map_or(Spot::Record, |text| text.whole()))
        } else {
            return;
        };
        found.push(Match::at(spot).with("length", length).with("limit", limit));
    }
}
