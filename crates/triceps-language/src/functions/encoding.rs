//! Functions that encode and decode.

use crate::eval;
use crate::row::{Overload, Param, Row};
use crate::sig::Sig;

const BASE64: &[Param] = &[Param::new("base64Value", Sig::String)];

pub(super) const TO_BASE64: Row = Row::new(
    "Encodes a string in base64.",
    &[Overload::new(&[Param::new("inputString", Sig::String)], Sig::String).folds()],
)
.pure()
.eval(eval::base64);

pub(super) const BASE64_TO_STRING: Row =
    Row::new("Decodes a string from base64.", &[Overload::new(BASE64, Sig::String).folds()])
        .pure()
        .eval(eval::base64_to_string);

pub(super) const BASE64_TO_JSON: Row = Row::new("Decodes JSON from base64.", &[Overload::new(BASE64, Sig::Any)]).pure();

pub(super) const DATA_URI: Row = Row::new(
    "Turns a value into a data URI.",
    &[Overload::new(&[Param::new("valueToConvert", Sig::Any)], Sig::String).folds()],
)
.pure()
.eval(eval::data_uri);

pub(super) const DATA_URI_TO_STRING: Row = Row::new(
    "Reads the text of a data URI.",
    &[Overload::new(&[Param::new("dataUriToConvert", Sig::String)], Sig::String).folds()],
)
.pure()
.eval(eval::data_uri_to_string);

pub(super) const URI_COMPONENT: Row = Row::new(
    "Escapes a string for use in a URI.",
    &[Overload::new(&[Param::new("stringToEncode", Sig::String)], Sig::String).folds()],
)
.pure()
.eval(eval::uri_component);

pub(super) const URI_COMPONENT_TO_STRING: Row = Row::new(
    "Undoes the escapes of a part of a URI.",
    &[Overload::new(&[Param::new("uriEncodedString", Sig::String)], Sig::String).folds()],
)
.pure()
.eval(eval::uri_component_to_string);
