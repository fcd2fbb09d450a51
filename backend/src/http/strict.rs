//! JSON read strictly: an object where an object is asked for. Serde on its own also takes an array of the fields'
//! values in their order, which no contract says.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

/// A value that is read strictly, to its depth.
pub struct Strict(pub Value);

impl IntoDeserializer<'_, Error> for Strict {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Strict {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => {
                let mut items = SeqDeserializer::new(items.into_iter().map(Strict));
                let out = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(out)
            }
            Value::Object(map) => {
                let mut fields = MapDeserializer::new(map.into_iter().map(|(k, v)| (k, Strict(v))));
                let out = visitor.visit_map(&mut fields)?;
                fields.end()?;
                Ok(out)
            }
            plain => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(_) => Err(Error::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Single,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        kind: Kind,
        day: Option<chrono::NaiveDate>,
        id: Option<uuid::Uuid>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        inner: Option<Inner>,
        list: Vec<Inner>,
        amount: i64,
    }

    fn read(v: Value) -> Result<Outer, Error> {
        Outer::deserialize(Strict(v))
    }

    #[test]
    fn an_array_is_no_object_at_any_depth() {
        let good = json!({ "inner": { "kind": "single", "day": "2026-11-24" }, "list": [{ "kind": "single" }], "amount": 3 });
        let out = read(good).unwrap();
        assert_eq!((out.amount, out.list.len(), out.inner.unwrap().kind), (3, 1, Kind::Single));
        for bad in [
            json!([null, [], 3]),
            json!({ "inner": ["single", null, null], "list": [], "amount": 3 }),
            json!({ "inner": null, "list": [["single", null, null]], "amount": 3 }),
        ] {
            assert!(read(bad).unwrap_err().to_string().starts_with("invalid type: sequence"));
        }
    }
}
