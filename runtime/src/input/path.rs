//! The parameters of a path as a user's type: one value for one, a tuple for several, a struct by name.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::{Error, Result};

/// Reads the parameters; what does not fit is a bad request.
pub(super) fn read<T: DeserializeOwned>(parameters: &[(String, String)]) -> Result<T> {
    let read = T::deserialize(Parameters(parameters));
    read.map_err(|error| Error::bad_request(format!("the path cannot be read: {error}")))
}

type Fault = serde::de::value::Error;

struct Parameters<'a>(&'a [(String, String)]);

/// One parameter: a text that may stand for a number, a truth value or a variant.
#[derive(Clone, Copy)]
struct Text<'a>(&'a str);

impl<'a> Parameters<'a> {
    fn one(&self) -> Result<Text<'a>, Fault> {
        match self.0 {
            [(_, value)] => Ok(Text(value)),
            several => Err(serde::de::Error::custom(format!("it has {} parameters and not one", several.len()))),
        }
    }

    fn values(&self) -> impl Iterator<Item = Text<'a>> + use<'a> {
        self.0.iter().map(|(_, value)| Text(value))
    }

    fn fields(&self) -> impl Iterator<Item = (&'a str, Text<'a>)> + use<'a> {
        self.0.iter().map(|(name, value)| (name.as_str(), Text(value)))
    }
}

macro_rules! by_one {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.one()?.$method(visitor)
        }
    )+};
}

impl<'de> Deserializer<'de> for Parameters<'_> {
    type Error = Fault;

    by_one! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_identifier deserialize_option
    }

    /// A type that takes anything gets a map.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(MapDeserializer::new(self.fields()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(SeqDeserializer::new(self.values()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        if length != self.0.len() {
            return Err(serde::de::Error::custom(format!("it has {} parameters and not {length}", self.0.len())));
        }
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.one()?.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $kind:literal;)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(serde::de::Error::custom(format!("`{}` is not {}", self.0, $kind))),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Text<'_> {
    type Error = Fault;

    parsed! {
        deserialize_bool visit_bool "`true` or `false`";
        deserialize_i8 visit_i8 "a number of this size";
        deserialize_i16 visit_i16 "a number of this size";
        deserialize_i32 visit_i32 "a number of this size";
        deserialize_i64 visit_i64 "a number of this size";
        deserialize_i128 visit_i128 "a number of this size";
        deserialize_u8 visit_u8 "a number of this size, or is negative";
        deserialize_u16 visit_u16 "a number of this size, or is negative";
        deserialize_u32 visit_u32 "a number of this size, or is negative";
        deserialize_u64 visit_u64 "a number of this size, or is negative";
        deserialize_u128 visit_u128 "a number of this size, or is negative";
        deserialize_f32 visit_f32 "a number";
        deserialize_f64 visit_f64 "a number";
        deserialize_char visit_char "one character";
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    forward_to_deserialize_any! {
        str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, Fault> for Text<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde::de::DeserializeOwned;

    use super::read;

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Entry {
        order: OrderId,
        line: u32,
        shown: Option<String>,
        #[serde(default)]
        page: u32,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct OrderId(String);

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Around(Option<String>);

    #[derive(Deserialize)]
    #[serde(transparent)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Through(Option<String>);

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Of<T> {
        a: T,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Customer {
        customer_id: u64,
        #[serde(rename(deserialize = "to", serialize = "until"), alias = "till")]
        day: String,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only whether it can be read matters")]
    struct Pair(String, u32);

    #[derive(Deserialize)]
    enum Kind {
        Book,
    }

    /// Whether a route with these parameters fills a type. What the compiler refuses is refused here, and the other way.
    fn fills<T: DeserializeOwned>(names: &[&str], value: &str) -> bool {
        let parameters: Vec<_> = names.iter().map(|name| ((*name).to_owned(), value.to_owned())).collect();
        read::<T>(&parameters).is_ok()
    }

    #[test]
    fn a_struct_is_filled_by_the_names_that_serde_takes() {
        assert!(fills::<Entry>(&["order", "line"], "1") && fills::<Entry>(&["line", "order", "rest"], "1"));
        assert!(!fills::<Entry>(&["order"], "1") && !fills::<Entry>(&["oder", "line"], "1"));
        assert!(fills::<Customer>(&["customerId", "till"], "1") && fills::<Customer>(&["customerId", "to"], "1"));
        for names in [&["customer_id", "day"][..], &["customerId", "until"], &["customerId", "till", "page"]] {
            assert!(!fills::<Customer>(names, "1"), "{names:?}");
        }
    }

    #[test]
    fn only_an_option_itself_may_be_missing() {
        assert!(fills::<Of<Option<String>>>(&["b"], "1") && fills::<Of<Through>>(&["b"], "1"));
        assert!(fills::<Of<Box<Option<u8>>>>(&["b"], "1"));
        assert!(!fills::<Of<Around>>(&["b"], "1") && !fills::<Of<String>>(&["b"], "1"));
        assert!(!fills::<Of<Vec<u8>>>(&["b"], "1") && !fills::<Of<Kind>>(&["b"], "Book"));
        assert!(!fills::<Of<(u8, u8)>>(&["b"], "1"));
    }

    #[test]
    fn lists_and_single_values_are_counted() {
        assert!(fills::<Pair>(&["a", "b"], "1") && !fills::<Pair>(&["a"], "1"));
        assert!(fills::<Kind>(&["a"], "Book") && !fills::<Kind>(&["a", "b"], "Book"));
        assert!(fills::<OrderId>(&["a"], "1") && !fills::<OrderId>(&["a", "b"], "1"));
    }
}
