use super::{Subject, matcher::Need, signs::Signs};
use crate::text::Node;

/// Something that a record shows before some rules can find anything in it. It is seen once for all rules that wait for
/// it: most messages have no link and no number to call, and to ask every rule about links costs more than to read them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Clue {
    /// Something like a variable in the main text.
    Variable,
    /// A brace there without its partner.
    LoneBrace,
    /// A web address there.
    Link,
    /// A telephone number there.
    Contact,
    /// More UTF-16 code units there than so many.
    Longer(usize),
    /// More of them together with the signature and its brackets.
    LongerMessage(usize),
    /// One of these characters there.
    Character(Signs),
    /// What an expression needs there.
    Text(Need),
    /// Something said about variables.
    Declaration,
    /// The request that it was made of.
    Request,
}

/// Some of the clues for which the rules of a view wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClueSet(u64);

/// The clues for which the rules of a view wait that look at records of one kind.
#[derive(Debug, Default)]
pub(crate) struct Clues(Vec<Clue>);

impl ClueSet {
    /// What every record shows.
    const NOTHING: u64 = 1 << MOST;

    /// Whether the two have a clue in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// How many clues are told apart.
const MOST: usize = 63;

impl Clues {
    /// Those of which a rule needs one; all records will do where it needs none. A clue that is one too many is taken for
    /// what every record shows.
    pub(super) fn add(&mut self, clues: Option<Vec<Clue>>) -> ClueSet {
        let Some(clues) = clues else { return ClueSet(ClueSet::NOTHING) };
        clues.into_iter().fold(ClueSet(0), |set, clue| {
            let place = self.0.iter().position(|known| *known == clue).unwrap_or_else(|| {
                if self.0.len() < MOST {
                    self.0.push(clue);
                    self.0.len() - 1
                } else {
                    MOST
                }
            });
            ClueSet(set.0 | 1 << place)
        })
    }

    /// What the record shows. Where its text hides something, or is no lone text, it may show anything.
    pub(super) fn shown(&self, subject: &Subject<'_>) -> ClueSet {
        let node = subject.record.field_or_default(subject.provider, subject.record.kind.main_key());
        let Some(scalar) = node.and_then(Node::scalar) else { return ClueSet(u64::MAX) };
        if subject.notes.unmasked(scalar).is_some() {
            return ClueSet(u64::MAX);
        }
        let text = scalar.cooked.text();
        let body = subject.body(text);
        let signs = subject.notes.signs(text);
        let units = utf16(text);
        let mut message = None;
        let shows = |clue: &Clue| match clue {
            Clue::Variable => !body.variables.is_empty(),
            Clue::LoneBrace => !body.strays.is_empty(),
            Clue::Link => !body.links.is_empty(),
            Clue::Contact => !body.contacts.is_empty(),
            Clue::Longer(most) => units > *most,
            Clue::LongerMessage(most) => {
                *message.get_or_insert_with(|| units.saturating_add(utf16(&subject.signature()))) > *most
            }
            Clue::Character(wanted) => signs.meets(wanted),
            Clue::Text(need) => signs.may_meet(need, text),
            Clue::Declaration => subject.record.field(subject.provider, "variables").is_some(),
            Clue::Request => subject.record.payload.is_some(),
        };
        let each = self.0.iter().map(shows).zip(0..);
        ClueSet(each.fold(ClueSet::NOTHING, |set, (shows, place)| set | u64::from(shows) << place))
    }
}

/// The UTF-16 code units of `text`, counted without decoding it: one a character, and two for those of four bytes.
pub(super) fn utf16(text: &str) -> usize {
    let opens_a_pair = |byte: u8| byte >= 0xF0;
    let has_pairs = opens_a_pair(text.bytes().fold(0, u8::max));
    let pairs = if has_pairs { text.bytes().filter(|byte| opens_a_pair(*byte)).count() } else { 0 };
    text.chars().count() + pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_wait_for_the_same_share_a_clue_and_those_that_wait_for_nothing_are_always_asked() {
        let mut clues = Clues::default();
        let (link, both) = (clues.add(Some(vec![Clue::Link])), clues.add(Some(vec![Clue::Contact, Clue::Link])));
        let (always, never) = (clues.add(None), clues.add(Some(Vec::new())));
        assert_eq!(clues.0, [Clue::Link, Clue::Contact]);
        let nothing = ClueSet(ClueSet::NOTHING);
        assert!(link.meets(both) && always.meets(nothing) && !link.meets(nothing) && !never.meets(nothing));
    }

    #[test]
    fn a_rule_whose_clue_is_one_too_many_is_always_asked() {
        let mut clues = Clues::default();
        let sets: Vec<ClueSet> = (0..=MOST).map(|units| clues.add(Some(vec![Clue::Longer(units)]))).collect();
        let asked = |set: &ClueSet| set.meets(ClueSet(ClueSet::NOTHING));
        assert_eq!(sets.iter().filter(|set| asked(set)).count(), 1);
        assert!(sets.last().is_some_and(asked));
    }
}
