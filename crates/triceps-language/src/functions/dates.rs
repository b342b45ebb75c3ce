//! Functions of dates.

use crate::row::{Flags, Overload, Param, Row};
use crate::sig::Sig;

pub(super) const DATE_TIME_ADD: Row = Row::new(
    "Adds a duration in ISO 8601 to a date.",
    &[Overload::new(
        &[
            Param::new("base", Sig::String),
            Param::new("duration", Sig::String),
            Param::new("format", Sig::String).optional(),
        ],
        Sig::String,
    )],
)
.pure();

pub(super) const DATE_TIME_TO_EPOCH: Row = Row::new(
    "Counts the seconds from the start of 1970 to a date.",
    &[Overload::new(&[Param::new("dateTime", Sig::String).optional()], Sig::Int)],
)
.pure();

pub(super) const DATE_TIME_FROM_EPOCH: Row = Row::new(
    "Gives the date that is this number of seconds after the start of 1970.",
    &[Overload::new(&[Param::new("epochTime", Sig::Int).optional()], Sig::String)],
)
.pure();

pub(super) const UTC_NOW: Row = Row::new(
    "Gives the time at which the deployment starts.",
    &[Overload::new(&[Param::new("format", Sig::String).optional()], Sig::String)],
)
.flags(Flags::PARAM_DEFAULT);
