use std::{fmt, marker::PhantomData, ops::Deref};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IntoDeserializer},
};

use super::Span;

/// The name under which [`super::de`] recognises a [`Spanned`].
pub(super) const NAME: &str = "$smslint::Spanned";

/// A value that remembers where in its file it was written.
///
/// [`super::de`] fills in the place; every other deserialiser sees the value alone, and the span is empty.
#[derive(Clone, Debug, Default)]
pub struct Spanned<T> {
    /// Bytes of the file it was read from.
    pub span: Span,
    /// The value.
    pub value: T,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    /// Two values are equal wherever they stand.
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = Spanned<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            /// How [`super::de`] answers: start, end, value.
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Spanned<T>, A::Error> {
                let missing = |n| de::Error::invalid_length(n, &"start, end and value");
                let start = seq.next_element()?.ok_or_else(|| missing(0))?;
                let end = seq.next_element()?.ok_or_else(|| missing(1))?;
                let value = seq.next_element()?.ok_or_else(|| missing(2))?;
                Ok(Spanned { span: Span::new(start, end), value })
            }

            /// How a lone value of a list answers, see [`super::OneOrMany`].
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Spanned<T>, E> {
                T::deserialize(text.into_deserializer()).map(|value| Spanned { span: Span::default(), value })
            }

            /// How every other deserialiser answers.
            fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Spanned<T>, D::Error> {
                T::deserialize(inner).map(|value| Spanned { span: Span::default(), value })
            }
        }

        deserializer.deserialize_newtype_struct(NAME, Visitor(PhantomData))
    }
}
