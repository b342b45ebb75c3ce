//! Functions that take lambdas.

use crate::row::{Overload, Param, Row, Rule};
use crate::sig::{LambdaSig, Sig};

const ARRAY: Param = Param::new("array", Sig::Array);
const ITEM_TO_KEY: Sig = Sig::Lambda(&LambdaSig { params: &[Sig::ItemOf(0)], required: 1, result: Sig::String });
const ITEM_TO_VALUE: Sig = Sig::Lambda(&LambdaSig { params: &[Sig::ItemOf(0)], required: 1, result: Sig::Any });
const GROUPING: &[Param] =
    &[ARRAY, Param::new("keyPredicate", ITEM_TO_KEY), Param::new("valuePredicate", ITEM_TO_VALUE).optional()];

pub(super) const FILTER: Row = Row::new(
    "Keeps the items of an array for which a lambda is true.",
    &[Overload::new(
        &[
            ARRAY,
            Param::new(
                "predicate",
                Sig::Lambda(&LambdaSig { params: &[Sig::ItemOf(0), Sig::Int], required: 1, result: Sig::Bool }),
            ),
        ],
        Sig::Array,
    )
    .rule(Rule::Filter)],
)
.pure();

pub(super) const MAP: Row = Row::new(
    "Turns each item of an array into what a lambda makes of it.",
    &[Overload::new(
        &[
            ARRAY,
            Param::new(
                "predicate",
                Sig::Lambda(&LambdaSig { params: &[Sig::ItemOf(0), Sig::Int], required: 1, result: Sig::Any }),
            ),
        ],
        Sig::Array,
    )
    .rule(Rule::Map)],
)
.pure();

pub(super) const MAP_VALUES: Row = Row::new(
    "Turns the value of each property of an object into what a lambda makes of it.",
    &[Overload::new(
        &[
            Param::new("object", Sig::Object),
            Param::new(
                "predicate",
                Sig::Lambda(&LambdaSig { params: &[Sig::ValueOf(0)], required: 1, result: Sig::Any }),
            ),
        ],
        Sig::Array,
    )
    .rule(Rule::MapValues)],
)
.pure();

pub(super) const SORT: Row = Row::new(
    "Sorts an array by a lambda that says whether its first argument comes before its second.",
    &[Overload::new(
        &[
            ARRAY,
            Param::new(
                "predicate",
                Sig::Lambda(&LambdaSig { params: &[Sig::ItemOf(0), Sig::ItemOf(0)], required: 2, result: Sig::Bool }),
            ),
        ],
        Sig::Array,
    )
    .rule(Rule::Sort)],
)
.pure();

pub(super) const REDUCE: Row = Row::new(
    "Combines the items of an array into one value, from a first value on.",
    &[Overload::new(
        &[
            ARRAY,
            Param::new("initialValue", Sig::Any),
            Param::new(
                "predicate",
                Sig::Lambda(&LambdaSig {
                    params: &[Sig::Accumulator(1), Sig::ItemOf(0), Sig::PositionIn(0)],
                    required: 2,
                    result: Sig::KindOf(1),
                }),
            ),
        ],
        Sig::Any,
    )
    .rule(Rule::Reduce)],
)
.pure();

pub(super) const TO_OBJECT: Row = Row::new(
    "Makes an object out of an array: a lambda gives the name of each property, another its value.",
    &[Overload::new(GROUPING, Sig::Object).rule(Rule::ToObject)],
)
.pure();

pub(super) const GROUP_BY: Row = Row::new(
    "Groups the items of an array by the key that a lambda gives.",
    &[Overload::new(GROUPING, Sig::Object).rule(Rule::GroupBy)],
)
.pure();
