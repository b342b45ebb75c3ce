//! Functions of arrays, and those that take arrays as well as strings or objects.

use crate::eval;
use crate::row::{Overload, Param, Row, Rule};
use crate::sig::Sig;

pub(super) const CONCAT: Row = Row::new(
    "Puts arrays or strings one after the other.",
    &[
        Overload::new(&[], Sig::Array).rest(Param::new("arg", Sig::Array), 1).rule(Rule::Concat).folds(),
        Overload::new(&[], Sig::String).rest(Param::new("arg", Sig::Union(&[Sig::Bool, Sig::Int, Sig::String])), 1),
    ],
)
.pure()
.eval(eval::concat);

pub(super) const LENGTH: Row = Row::new(
    "Counts the characters of a string, the items of an array or the properties of an object.",
    &[
        Overload::new(&[Param::new("arg", Sig::Union(&[Sig::Object, Sig::String]))], Sig::Int)
            .rule(Rule::Length)
            .folds(),
        Overload::new(&[Param::new("arg", Sig::Array)], Sig::Int).rule(Rule::Length),
    ],
)
.pure()
.eval(eval::length);

pub(super) const TAKE: Row = Row::new(
    "Gives the first items of an array or characters of a string.",
    &[
        Overload::new(&[Param::new("originalValue", Sig::Array), Param::new("numberToTake", Sig::Int)], Sig::Array)
            .rule(Rule::Take)
            .folds(),
        Overload::new(&[Param::new("originalValue", Sig::String), Param::new("numberToTake", Sig::Int)], Sig::String)
            .rule(Rule::Take)
            .folds(),
    ],
)
.pure()
.eval(eval::take);

pub(super) const SKIP: Row = Row::new(
    "Leaves out the first items of an array or characters of a string.",
    &[
        Overload::new(&[Param::new("originalValue", Sig::Array), Param::new("numberToSkip", Sig::Int)], Sig::Array)
            .rule(Rule::Skip)
            .folds(),
        Overload::new(&[Param::new("originalValue", Sig::String), Param::new("numberToSkip", Sig::Int)], Sig::String)
            .rule(Rule::Skip)
            .folds(),
    ],
)
.pure()
.eval(eval::skip);

pub(super) const EMPTY: Row = Row::new(
    "Whether a string, array or object is empty, or null.",
    &[Overload::new(
        &[Param::new("itemToTest", Sig::Union(&[Sig::Array, Sig::Null, Sig::Object, Sig::String]))],
        Sig::Bool,
    )
    .folds()],
)
.pure()
.eval(eval::empty);

pub(super) const CONTAINS: Row = Row::new(
    "Whether an object has a property, an array an item, or a string another string.",
    &[
        Overload::new(&[Param::new("object", Sig::Object), Param::new("propertyName", Sig::String)], Sig::Bool).folds(),
        Overload::new(&[Param::new("array", Sig::Array), Param::new("itemToFind", Sig::Any)], Sig::Bool).folds(),
        Overload::new(&[Param::new("string", Sig::String), Param::new("itemToFind", Sig::String)], Sig::Bool).folds(),
    ],
)
.pure()
.eval(eval::contains);

pub(super) const INTERSECTION: Row = Row::new(
    "Keeps what all arrays or objects have in common.",
    &[
        Overload::new(&[], Sig::Object).rest(Param::new("object", Sig::Object), 2).folds(),
        Overload::new(&[], Sig::Array).rest(Param::new("array", Sig::Array), 2).folds(),
    ],
)
.pure()
.eval(eval::intersection);

pub(super) const UNION: Row = Row::new(
    "Puts arrays or objects together, each item or property once.",
    &[
        Overload::new(&[], Sig::Object).rest(Param::new("object", Sig::Object), 2).folds(),
        Overload::new(&[], Sig::Array).rest(Param::new("object", Sig::Array), 2).folds(),
    ],
)
.pure()
.eval(eval::union);

pub(super) const FIRST: Row = Row::new(
    "Gives the first item of an array or character of a string.",
    &[
        Overload::new(&[Param::new("array", Sig::Array)], Sig::Any).rule(Rule::First),
        Overload::new(&[Param::new("string", Sig::String)], Sig::String).rule(Rule::First).folds(),
    ],
)
.pure()
.eval(eval::first);

pub(super) const LAST: Row = Row::new(
    "Gives the last item of an array or character of a string.",
    &[
        Overload::new(&[Param::new("array", Sig::Array)], Sig::Any).rule(Rule::Last),
        Overload::new(&[Param::new("string", Sig::String)], Sig::String).rule(Rule::Last).folds(),
    ],
)
.pure()
.eval(eval::last);

pub(super) const DISTINCT: Row = Row::new(
    "Leaves out items of an array that are there already.",
    &[Overload::new(&[Param::new("array", Sig::Array)], Sig::Array).folds()],
)
.pure()
.eval(eval::distinct);

pub(super) const FLATTEN: Row = Row::new(
    "Puts the items of an array of arrays in a row.",
    &[Overload::new(&[Param::new("array", Sig::ArrayOf(&Sig::Array))], Sig::Array).rule(Rule::Flatten)],
)
.pure();

pub(super) const RANGE: Row = Row::new(
    "Makes an array of whole numbers in a row.",
    &[Overload::new(&[Param::new("startIndex", Sig::Int), Param::new("count", Sig::Int)], Sig::ArrayOf(&Sig::Int))
        .rule(Rule::Range)],
)
.pure();

pub(super) const ARRAY: Row = Row::new(
    "Makes an array of one item out of anything that is not an array.",
    &[Overload::new(&[Param::new("valueToConvert", Sig::Any)], Sig::Array)],
)
.pure();
