use serde::{
    Deserializer,
    de::{Error as _, Unexpected, Visitor},
};

use super::{
    access::{Entries, Items, Place, Variant},
    amends::Amends,
    error::{ErrorKind, Mistake},
    resolve::Resolved,
    wild::Wild,
};
use crate::text::{Node, Scalar, Span, Value, one_or_many, spanned};

/// What is being read: a value, the key of one, or what stands in for a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Input<'a, 't> {
    Node(&'a Node<'t>, &'a Amends),
    Key(&'a Scalar<'t>, Span),
    Wild(Wild),
}

impl<'a, 't> Input<'a, 't> {
    pub(super) const fn span(self) -> Span {
        match self {
            Self::Node(node, _) => node.span,
            Self::Key(_, span) | Self::Wild(Wild(span)) => span,
        }
    }

    const fn scalar(self) -> Option<&'a Scalar<'t>> {
        match self {
            Self::Node(node, _) => node.scalar(),
            Self::Key(key, _) => Some(key),
            Self::Wild(_) => None,
        }
    }

    const fn is_null(self) -> bool {
        matches!(self, Self::Node(node, _) if node.is_null())
    }

    /// Hands the value over as what it looks like.
    fn visit<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let (node, amends) = match self {
            // A key is looked up by its text, whatever it looks like.
            Self::Key(key, _) => return visitor.visit_str(key.cooked.text()),
            Self::Node(node, amends) => (node, amends),
            Self::Wild(wild) => return wild.deserialize_any(visitor),
        };
        match &node.value {
            Value::Null => visitor.visit_unit(),
            Value::Scalar(scalar) => Resolved::of(scalar).visit(visitor),
            Value::Sequence(items) => Items::visit(items, amends, visitor),
            Value::Mapping(entries) => visitor
                .visit_map(Entries::new(entries, node.span, amends))
                .map_err(|mistake| mistake.in_map(entries.first().map(|entry| entry.key_span), node.span)),
        }
    }

    /// Hands the value over as text, if it is a scalar.
    fn visit_text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.scalar() {
            Some(scalar) => visitor.visit_str(scalar.cooked.text()),
            None => self.visit(visitor),
        }
    }

    /// Hands the value over as a number or a boolean, if it is a scalar that looks like one. A key may.
    fn visit_resolved<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.scalar() {
            Some(scalar) => Resolved::of(scalar).visit(visitor),
            None => self.visit(visitor),
        }
    }

    fn visit_enum<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self {
            Self::Node(Node { value: Value::Mapping(entries), .. }, amends) => {
                if let [entry] = entries.as_slice() {
                    return visitor.visit_enum(Variant::with_value(entry, amends));
                }
                let (found, expected) = (format!("a map of {} keys", entries.len()), "a map of one key".into());
                Err(ErrorKind::WrongType { found, expected }.into())
            }
            Self::Node(Node { value: Value::Null, .. }, _) => Err(Mistake::invalid_type(Unexpected::Unit, &"a word")),
            Self::Node(Node { value: Value::Sequence(_), .. }, _) => {
                Err(Mistake::invalid_type(Unexpected::Seq, &"a word"))
            }
            _ => visitor.visit_enum(Variant::alone(self)),
        }
    }

    fn visit_newtype<'de, V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Mistake> {
        match (name, self) {
            (_, Self::Wild(wild)) => wild.deserialize_newtype_struct(name, visitor),
            (spanned::NAME, _) => visitor.visit_seq(Place::new(self)),
            (one_or_many::NAME, Self::Node(Node { value: Value::Sequence(_), .. }, _)) => self.visit(visitor),
            (one_or_many::NAME, Self::Node(node, amends)) if node.is_null() => Items::visit(&[], amends, visitor),
            (one_or_many::NAME, Self::Node(node, amends)) => Items::visit(std::slice::from_ref(node), amends, visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }
}

macro_rules! by {
    ($visit:ident: $($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
            if let Self::Wild(wild) = self {
                return wild.$method(visitor);
            }
            self.$visit(visitor).map_err(|mistake| mistake.at(self.span()))
        })*
    };
}

impl<'de> Deserializer<'de> for Input<'_, '_> {
    type Error = Mistake;

    by! { visit: deserialize_any deserialize_seq deserialize_map deserialize_unit }
    by! { visit_text: deserialize_str deserialize_string deserialize_char deserialize_bytes deserialize_byte_buf
    deserialize_identifier }
    by! { visit_resolved: deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
    deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
    deserialize_f64 }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let is_none = self.is_null() || matches!(self, Self::Wild(_));
        let read = if is_none { visitor.visit_none() } else { visitor.visit_some(self) };
        read.map_err(|mistake| mistake.at(self.span()))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Mistake> {
        self.visit_newtype(name, visitor).map_err(|mistake| mistake.at(self.span()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Mistake> {
        match self {
            Self::Wild(wild) => wild.deserialize_tuple(len, visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self {
            Self::Wild(wild) => wild.deserialize_struct(name, fields, visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        if let Self::Wild(wild) = self {
            return wild.deserialize_enum(name, variants, visitor);
        }
        self.visit_enum(visitor).map_err(|mistake| mistake.at(self.span()))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_unit()
    }
}
