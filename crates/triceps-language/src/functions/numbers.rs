//! Functions of numbers and booleans.

use crate::eval;
use crate::row::{Overload, Param, Row, Rule};
use crate::sig::Sig;

pub(super) const INT: Row = Row::new(
    "Reads a whole number from a string.",
    &[Overload::new(&[Param::new("valueToConvert", Sig::Union(&[Sig::Int, Sig::String]))], Sig::Int)],
)
.pure();

pub(super) const BOOL: Row = Row::new(
    "Reads a boolean from a string, or from a number, of which zero is false.",
    &[Overload::new(&[Param::new("value", Sig::Any)], Sig::Bool)],
)
.pure();

pub(super) const MIN: Row = Row::new(
    "Gives the least of several whole numbers.",
    &[
        Overload::new(&[], Sig::Int).rest(Param::new("int", Sig::Int), 1).rule(Rule::Min).folds(),
        Overload::new(&[Param::new("intArray", Sig::ArrayOf(&Sig::Int))], Sig::Int).rule(Rule::Min).folds(),
    ],
)
.pure()
.eval(eval::min);

pub(super) const MAX: Row = Row::new(
    "Gives the greatest of several whole numbers.",
    &[
        Overload::new(&[], Sig::Int).rest(Param::new("int", Sig::Int), 1).rule(Rule::Max).folds(),
        Overload::new(&[Param::new("intArray", Sig::ArrayOf(&Sig::Int))], Sig::Int).rule(Rule::Max).folds(),
    ],
)
.pure()
.eval(eval::max);
