use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};

use super::{
    amends::{Amends, missed_at},
    error::Mistake,
    input::Input,
    wild::Wild,
};
use crate::text::{Entry, Node, Span};

/// The items of a list.
pub(super) struct Items<'a, 't> {
    items: std::slice::Iter<'a, Node<'t>>,
    amends: &'a Amends,
}

impl<'a, 't> Items<'a, 't> {
    /// Hands a list over, and minds what is left of it.
    pub(super) fn visit<'de, V: Visitor<'de>>(
        items: &'a [Node<'t>],
        amends: &'a Amends,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let mut access = Self { items: items.iter(), amends };
        let value = visitor.visit_seq(&mut access)?;
        match access.items.next() {
            None => Ok(value),
            Some(extra) => {
                let expected = format!("a list of {}", items.len() - access.items.len() - 1);
                Err(Mistake::invalid_length(items.len(), &expected.as_str()).at(extra.span))
            }
        }
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'_, '_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        let amends = self.amends;
        self.items
            .find(|item| !amends.leaves_out_item(item))
            .map(|node| seed.deserialize(amends.input(node)).map_err(|mistake| mistake.at(node.span)))
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The keys and values of a map.
pub(super) struct Entries<'a, 't> {
    entries: std::slice::Iter<'a, Entry<'t>>,
    value: Option<Input<'a, 't>>,
    amends: &'a Amends,
    /// Where the keys that it lacks are missed, and those that it is taken to have.
    missed_at: Span,
    supplied: std::slice::Iter<'a, String>,
}

impl<'a, 't> Entries<'a, 't> {
    /// The entries of the map that stands at `whole`.
    pub(super) fn new(entries: &'a [Entry<'t>], whole: Span, amends: &'a Amends) -> Self {
        let missed_at = missed_at(entries, whole);
        let supplied = amends.supplied(missed_at).iter();
        Self { entries: entries.iter(), value: None, amends, missed_at, supplied }
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mistake> {
        let amends = self.amends;
        if let Some(entry) = self.entries.find(|entry| !amends.leaves_out(entry)) {
            self.value = Some(amends.input(&entry.value));
            let key = seed.deserialize(Input::Key(&entry.key, entry.key_span));
            return key.map(Some).map_err(|mistake| mistake.at(entry.key_span));
        }
        let Some(key) = self.supplied.next() else { return Ok(None) };
        self.value = Some(Input::Wild(Wild(self.missed_at)));
        seed.deserialize(IntoDeserializer::<Mistake>::into_deserializer(key.as_str())).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let value = self.value.take().ok_or_else(|| Mistake::custom("a value is read before its key"))?;
        seed.deserialize(value).map_err(|mistake| mistake.at(value.span()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// Start, end and value, for a [`crate::text::Spanned`].
pub(super) struct Place<'a, 't> {
    input: Input<'a, 't>,
    next: usize,
}

impl<'a, 't> Place<'a, 't> {
    pub(super) const fn new(input: Input<'a, 't>) -> Self {
        Self { input, next: 0 }
    }
}

impl<'de> SeqAccess<'de> for Place<'_, '_> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        self.next += 1;
        let span = self.input.span();
        match self.next {
            1 => seed.deserialize(span.start.into_deserializer()).map(Some),
            2 => seed.deserialize(span.end.into_deserializer()).map(Some),
            3 => seed.deserialize(self.input).map(Some),
            _ => Ok(None),
        }
    }
}

/// A word, or a word and its value as the only entry of a map.
pub(super) struct Variant<'a, 't> {
    word: Input<'a, 't>,
    value: Option<Input<'a, 't>>,
}

impl<'a, 't> Variant<'a, 't> {
    pub(super) const fn alone(word: Input<'a, 't>) -> Self {
        Self { word, value: None }
    }

    pub(super) fn with_value(entry: &'a Entry<'t>, amends: &'a Amends) -> Self {
        Self { word: Input::Key(&entry.key, entry.key_span), value: Some(amends.input(&entry.value)) }
    }

    fn value(&self, expected: &str) -> Result<Input<'a, 't>, Mistake> {
        let missing = || Mistake::invalid_type(Unexpected::UnitVariant, &expected).at(self.word.span());
        self.value.ok_or_else(missing)
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Mistake;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Mistake> {
        let word = seed.deserialize(self.word).map_err(|mistake| mistake.at(self.word.span()))?;
        Ok((word, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Mistake;

    fn unit_variant(self) -> Result<(), Mistake> {
        match self.value {
            Some(Input::Node(node, _)) if !node.is_null() => {
                Err(Mistake::custom("this word takes no value").at(node.span))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mistake> {
        seed.deserialize(self.value("a word with a value")?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Mistake> {
        serde::Deserializer::deserialize_tuple(self.value("a word with a list")?, len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Mistake> {
        serde::Deserializer::deserialize_struct(self.value("a word with a map")?, "", fields, visitor)
    }
}
