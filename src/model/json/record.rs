//! Reading records by one visitor for all of them, which asks each where its fields go.
//!
//! What serde derives is code of its own for every record and every field in it.

use std::fmt;

use contract::ProblemKind;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A record that can be read.
pub trait Record {
    /// The fields: how they are called, and where what they hold goes. They are found fastest in this order.
    fn fields(&mut self) -> Vec<(&'static str, Slot<'_>)>;
}

/// Records of which nobody knows beforehand how many there are.
pub trait Records {
    /// A place for one more.
    fn another(&mut self) -> &mut dyn Record;
}

impl<T: Record + Default> Records for Vec<T> {
    fn another(&mut self) -> &mut dyn Record {
        self.push_mut(T::default())
    }
}

impl<T: Record + Default> Records for Option<T> {
    fn another(&mut self) -> &mut dyn Record {
        self.insert(T::default())
    }
}

/// Where a field goes.
pub enum Slot<'a> {
    /// `true` or `false`.
    Flag(&'a mut bool),
    /// An integer.
    Number(&'a mut i64),
    /// An integer, or null, or nothing at all.
    MayNumber(&'a mut Option<i64>),
    /// A text.
    Text(&'a mut String),
    /// A text, or null, or nothing at all.
    MayText(&'a mut Option<String>),
    /// A record within the record.
    Record(&'a mut dyn Record),
    /// A record, or null, or nothing at all.
    MayRecord(&'a mut dyn Records),
    /// A list of records.
    Records(&'a mut dyn Records),
    /// A list of records, or nothing at all.
    MayRecords(&'a mut dyn Records),
    /// The name of a kind of problem.
    Kind(&'a mut ProblemKind),
    /// An HTTP status.
    Status(&'a mut u16),
    /// How long to wait in seconds, or null, or nothing at all.
    MaySeconds(&'a mut Option<u64>),
}

impl Slot<'_> {
    fn may_lack(&self) -> bool {
        matches!(
            self,
            Slot::MayNumber(_)
                | Slot::MayText(_)
                | Slot::MayRecord(_)
                | Slot::MayRecords(_)
                | Slot::MaySeconds(_)
        )
    }
}

impl<'de> DeserializeSeed<'de> for Slot<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        let too_large = |_| D::Error::custom("too large");
        match self {
            Slot::Flag(to) => *to = bool::deserialize(json)?,
            Slot::Number(to) => *to = i64::deserialize(json)?,
            Slot::MayNumber(to) => *to = Option::deserialize(json)?,
            Slot::Text(to) => *to = String::deserialize(json)?,
            Slot::MayText(to) => *to = Option::deserialize(json)?,
            Slot::Record(to) => json.deserialize_map(Fields(to.fields()))?,
            Slot::MayRecord(to) => json.deserialize_option(Places(to))?,
            Slot::Records(to) | Slot::MayRecords(to) => json.deserialize_seq(Places(to))?,
            Slot::Kind(to) => *to = ProblemKind::named(&String::deserialize(json)?),
            Slot::Status(to) => *to = i64::deserialize(json)?.try_into().map_err(too_large)?,
            Slot::MaySeconds(to) => {
                *to = Option::<i64>::deserialize(json)?
                    .map(TryInto::try_into)
                    .transpose()
                    .map_err(too_large)?;
            }
        }
        Ok(())
    }
}

/// The fields of a record that have not come yet.
struct Fields<'a>(Vec<(&'static str, Slot<'a>)>);

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(at) = map.next_key_seed(Name(&self.0))? {
            match at {
                Some(at) => map.next_value_seed(self.0.remove(at).1)?,
                None => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        match self.0.iter().find(|(_, slot)| !slot.may_lack()) {
            Some((name, _)) => Err(A::Error::missing_field(name)),
            None => Ok(()),
        }
    }
}

/// Finds the place of the field that has a name.
struct Name<'a, 'b>(&'a [(&'static str, Slot<'b>)]);

impl<'de> DeserializeSeed<'de> for Name<'_, '_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_, '_> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|field| field.0 == name))
    }
}

/// Puts a record where more of them go: as a seed one, as a visitor as many as there are.
struct Places<'a>(&'a mut dyn Records);

impl<'de> DeserializeSeed<'de> for Places<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        Slot::Record(self.0.another()).deserialize(json)
    }
}

impl<'de> Visitor<'de> for Places<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("records")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        self.deserialize(json)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Places(&mut *self.0))?.is_some() {}
        Ok(())
    }
}
