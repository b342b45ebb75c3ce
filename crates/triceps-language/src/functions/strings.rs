//! Functions of strings.

use crate::eval;
use crate::row::{Overload, Param, Row, Rule};
use crate::sig::Sig;

const STRINGABLE: Sig = Sig::Union(&[Sig::Bool, Sig::Int, Sig::String]);
const SEARCH: &[Param] = &[Param::new("stringToSearch", Sig::String), Param::new("stringToFind", Sig::String)];
const SEARCH_ARRAY: &[Param] = &[Param::new("array", Sig::Array), Param::new("itemToFind", Sig::Any)];

pub(super) const FORMAT: Row = Row::new(
    "Puts values into the places of a composite format string.",
    &[Overload::new(&[Param::new("formatString", Sig::String)], Sig::String)
        .rest(Param::new("arg", Sig::Any), 0)
        .folds()],
)
.pure()
.eval(eval::format);

pub(super) const PAD_LEFT: Row = Row::new(
    "Fills a string up on its left until it is as long as wanted.",
    &[Overload::new(
        &[
            Param::new("valueToPad", Sig::Union(&[Sig::Int, Sig::String])),
            Param::new("totalLength", Sig::Int),
            Param::new("paddingCharacter", Sig::String).optional(),
        ],
        Sig::String,
    )
    .rule(Rule::PadLeft)
    .folds()],
)
.pure()
.eval(eval::pad_left);

pub(super) const REPLACE: Row = Row::new(
    "Replaces every occurrence of one string by another.",
    &[Overload::new(
        &[
            Param::new("originalString", Sig::String),
            Param::new("oldString", Sig::String),
            Param::new("newString", Sig::String),
        ],
        Sig::String,
    )
    .folds()],
)
.pure()
.eval(eval::replace);

pub(super) const TO_LOWER: Row = Row::new(
    "Turns a string into lower case.",
    &[Overload::new(&[Param::new("stringToChange", Sig::String)], Sig::String).rule(Rule::SameString).folds()],
)
.pure()
.eval(eval::to_lower);

pub(super) const TO_UPPER: Row = Row::new(
    "Turns a string into upper case.",
    &[Overload::new(&[Param::new("stringToChange", Sig::String)], Sig::String).rule(Rule::SameString).folds()],
)
.pure()
.eval(eval::to_upper);

pub(super) const SPLIT: Row = Row::new(
    "Cuts a string at each occurrence of one or several delimiters.",
    &[Overload::new(
        &[Param::new("inputString", Sig::String), Param::new("delimiter", Sig::Union(&[Sig::Array, Sig::String]))],
        Sig::SomeOf(&Sig::String),
    )
    .folds()],
)
.pure()
.eval(eval::split);

pub(super) const JOIN: Row = Row::new(
    "Joins the items of an array into one string, with a delimiter between them.",
    &[Overload::new(
        &[Param::new("inputArray", Sig::ArrayOf(&STRINGABLE)), Param::new("delimiter", Sig::String)],
        Sig::String,
    )
    .rule(Rule::Join)
    .folds()],
)
.pure()
.eval(eval::join);

pub(super) const STRING: Row = Row::new(
    "Turns any value into a string; arrays and objects become JSON.",
    &[Overload::new(&[Param::new("valueToConvert", Sig::Any)], Sig::String)],
)
.pure()
.eval(eval::string);

pub(super) const UNIQUE_STRING: Row = Row::new(
    "Makes a string of 13 characters out of others: the same one for the same arguments.",
    &[Overload::new(&[], Sig::Text(13)).rest(Param::new("arg", Sig::String), 1).folds()],
)
.pure()
.eval(eval::unique_string);

pub(super) const GUID: Row = Row::new(
    "Makes a GUID out of strings: the same one for the same arguments.",
    &[Overload::new(&[], Sig::Text(36)).rest(Param::new("arg", Sig::String), 1).folds()],
)
.pure()
.eval(eval::guid);

pub(super) const TRIM: Row = Row::new(
    "Takes white space off both ends of a string.",
    &[Overload::new(&[Param::new("stringToTrim", Sig::String)], Sig::String).rule(Rule::Trim).folds()],
)
.pure()
.eval(eval::trim);

pub(super) const SUBSTRING: Row = Row::new(
    "Gives a part of a string, from a position on and as long as wanted.",
    &[Overload::new(
        &[
            Param::new("stringToParse", Sig::String),
            Param::new("startIndex", Sig::StartIn(0)),
            Param::new("length", Sig::LengthFrom(0, 1)).optional(),
        ],
        Sig::String,
    )
    .rule(Rule::Substring)
    .folds()],
)
.pure()
.eval(eval::substring);

pub(super) const INDEX_OF: Row = Row::new(
    "Finds the first position of a string in a string, without regard to case, or of an item in an array; -1 if there is none.",
    &[Overload::new(SEARCH, Sig::Int).folds(), Overload::new(SEARCH_ARRAY, Sig::Int).folds()],
)
.pure()
.eval(eval::index_of);

pub(super) const LAST_INDEX_OF: Row = Row::new(
    "Finds the last position of a string in a string, without regard to case, or of an item in an array; -1 if there is none.",
    &[Overload::new(SEARCH, Sig::Int).folds(), Overload::new(SEARCH_ARRAY, Sig::Int).folds()],
)
.pure()
.eval(eval::last_index_of);

pub(super) const STARTS_WITH: Row = Row::new(
    "Whether a string starts with another, without regard to case.",
    &[Overload::new(SEARCH, Sig::Bool).folds()],
)
.pure()
.eval(eval::starts_with);

pub(super) const ENDS_WITH: Row = Row::new(
    "Whether a string ends with another, without regard to case.",
    &[Overload::new(SEARCH, Sig::Bool).folds()],
)
.pure()
.eval(eval::ends_with);

pub(super) const LIKE: Row = Row::new(
    "Whether a string matches a pattern in which `*` stands for any text, without regard to case.",
    &[Overload::new(&[Param::new("input", Sig::String), Param::new("pattern", Sig::String)], Sig::Bool).folds()],
)
.pure()
.eval(eval::like);
