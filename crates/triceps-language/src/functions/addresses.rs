//! Functions of network addresses and URIs.

use crate::eval;
use crate::row::{Overload, Param, Row};
use crate::sig::{Field, RecordSig, Sig};

const NETWORK: Param = Param::new("network", Sig::String);

const CIDR: RecordSig = RecordSig {
    name: "parseCidr",
    fields: &[
        Field::new("network", Sig::String),
        Field::new("netmask", Sig::String),
        Field::new("broadcast", Sig::String),
        Field::new("firstUsable", Sig::String),
        Field::new("lastUsable", Sig::String),
        Field::new("cidr", Sig::Between(0, 255)),
    ],
};

const URI_PARTS: RecordSig = RecordSig {
    name: "parseUri",
    fields: &[
        Field::new("scheme", Sig::String).required(),
        Field::new("host", Sig::String).required(),
        Field::new("port", Sig::Int),
        Field::new("path", Sig::String),
        Field::new("query", Sig::String),
    ],
};

pub(super) const CIDR_SUBNET: Row = Row::new(
    "Cuts a network into subnets of one size and gives the one at a position.",
    &[Overload::new(&[NETWORK, Param::new("cidr", Sig::Int), Param::new("subnetIndex", Sig::Int)], Sig::String)],
)
.pure();

pub(super) const CIDR_HOST: Row = Row::new(
    "Gives the address of the host at a position in a network.",
    &[Overload::new(&[NETWORK, Param::new("hostIndex", Sig::Int)], Sig::String)],
)
.pure();

pub(super) const PARSE_CIDR: Row = Row::new(
    "Takes the range of a network apart: its mask, its first and last address.",
    &[Overload::new(&[NETWORK], Sig::Record(&CIDR))],
)
.pure();

pub(super) const BUILD_URI: Row = Row::new(
    "Puts a URI together from scheme, host, port, path and query.",
    &[Overload::new(&[Param::new("components", Sig::Record(&URI_PARTS))], Sig::String)],
)
.pure();

pub(super) const PARSE_URI: Row = Row::new(
    "Takes a URI apart into scheme, host, port, path and query.",
    &[Overload::new(&[Param::new("baseUrl", Sig::String)], Sig::Record(&URI_PARTS))],
)
.pure();

pub(super) const URI: Row = Row::new(
    "Resolves a relative URI against an absolute one.",
    &[Overload::new(&[Param::new("baseUri", Sig::String), Param::new("relativeUri", Sig::String)], Sig::String)
        .folds()],
)
.pure()
.eval(eval::uri);
