//! Functions that fit nowhere else.

use crate::row::{Emission, Flags, Overload, Param, Row, Rule};
use crate::sig::Sig;

pub(super) const ANY: Row = Row::new(
    "Takes a value as any type, without a check.",
    &[Overload::new(&[Param::new("value", Sig::Any)], Sig::Any)],
)
.pure()
.emission(Emission::Argument);

pub(super) const NAMEOF: Row = Row::new(
    "Gives the name of a declaration or property.",
    &[Overload::new(&[Param::new("symbol", Sig::Any)], Sig::String).rule(Rule::Name)],
)
.flags(Flags::BY_NAME.and(Flags::COMPILE_TIME).and(Flags::PURE))
.emission(Emission::Literal);

pub(super) const FAIL: Row = Row::new(
    "Stops the deployment with a message.",
    &[Overload::new(&[Param::new("message", Sig::String)], Sig::Never)],
);

pub(super) const NEW_GUID: Row =
    Row::new("Makes a new GUID in each deployment.", &[Overload::new(&[], Sig::Text(36))]).flags(Flags::PARAM_DEFAULT);
