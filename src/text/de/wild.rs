use serde::{
    Deserializer,
    de::{
        DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, VariantAccess, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
};

use super::{access::Place, error::Mistake, input::Input};
use crate::text::{Span, one_or_many, spanned};

/// Stands for a value that is missing or wrong, and is whatever it is asked to be: empty, where it can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wild(pub(super) Span);

impl Wild {
    fn none<'de, V: Visitor<'de>>(visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<Self>()))
    }
}

macro_rules! as_if {
    ($value:expr => $visit:ident: $($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
            visitor.$visit($value)
        })*
    };
}

impl<'de> Deserializer<'de> for Wild {
    type Error = Mistake;

    as_if! { "" => visit_str: deserialize_any deserialize_str deserialize_string deserialize_char deserialize_bytes
    deserialize_byte_buf deserialize_identifier }
    as_if! { 0 => visit_u64: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
    deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 }
    as_if! { 0.0 => visit_f64: deserialize_f32 deserialize_f64 }
    as_if! { false => visit_bool: deserialize_bool }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Mistake> {
        match name {
            spanned::NAME => visitor.visit_seq(Place::new(Input::Wild(self))),
            one_or_many::NAME => Self::none(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        Self::none(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::repeat_n(self, len)))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_map(MapDeserializer::new(std::iter::empty::<(&str, Self)>()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_map(MapDeserializer::new(fields.iter().map(|&field| (field, self))))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let first = variants.first().ok_or_else(|| Mistake::custom(name))?;
        visitor.visit_enum(First(first, self))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_unit()
    }
}

impl IntoDeserializer<'_, Mistake> for Wild {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The first of the words that an enum knows.
struct First(&'static str, Wild);

impl<'de> EnumAccess<'de> for First {
    type Error = Mistake;
    type Variant = Wild;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Wild), Mistake> {
        let word = IntoDeserializer::<Mistake>::into_deserializer(self.0);
        Ok((seed.deserialize(word)?, self.1))
    }
}

impl<'de> VariantAccess<'de> for Wild {
    type Error = Mistake;

    fn unit_variant(self) -> Result<(), Mistake> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mistake> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_struct("", fields, visitor)
    }
}
