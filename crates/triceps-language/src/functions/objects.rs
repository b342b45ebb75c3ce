//! Functions of objects.

use crate::eval;
use crate::row::{Overload, Param, Row, Rule};
use crate::sig::{Field, RecordSig, Sig};

const PAIR: RecordSig =
    RecordSig { name: "object", fields: &[Field::new("key", Sig::String), Field::new("value", Sig::Any)] };

pub(super) const SHALLOW_MERGE: Row = Row::new(
    "Puts the objects of an array together; the last value of a property is kept.",
    &[Overload::new(&[Param::new("entries", Sig::ArrayOf(&Sig::Object))], Sig::Object).folds()],
)
.pure()
.eval(eval::shallow_merge);

pub(super) const ITEMS: Row = Row::new(
    "Lists the properties of an object as pairs of `key` and `value`, sorted by key.",
    &[Overload::new(&[Param::new("object", Sig::Object)], Sig::ArrayOf(&Sig::Record(&PAIR))).rule(Rule::Items)],
)
.pure();

pub(super) const OBJECT_KEYS: Row = Row::new(
    "Lists the names of the properties of an object, sorted.",
    &[Overload::new(&[Param::new("object", Sig::Object)], Sig::ArrayOf(&Sig::String)).rule(Rule::Keys)],
)
.pure();

pub(super) const JSON: Row = Row::new(
    "Reads JSON from a string.",
    &[Overload::new(&[Param::new("json", Sig::String)], Sig::Any).rule(Rule::Json)],
)
.pure()
.eval(eval::json);
