//! How deep and how large an expression is, kept as it is made.
//!
//! What is past the limits is never made: its place takes an expression that stands for the refusal, and the check
//! reports it. So nothing that walks an expression needs a bound of its own.

/// Depth and expanded size of an expression or a written type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// How many composites stand in each other.
    depth: u16,
    /// How many nodes it has, shared ones counted as often as they are used.
    nodes: u32,
}

/// Why an expression was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Too many composites in each other.
    TooDeep,
    /// Too many nodes.
    TooLarge,
    /// A number that is infinite, or not a number.
    NotFinite,
    /// A property that is added to what is not an object.
    NotAnObject,
    /// An item that is added to what is not an array.
    NotAnArray,
    /// An item that is added to a loop.
    Loop,
    /// A part of what a computed key may bring.
    ComputedKey,
    /// An identity beside others that are not known.
    OtherIdentities,
    /// A property that is added to a type that is not written as an object.
    NotAnObjectType,
    /// An item that is added to a type that is not written as a tuple.
    NotATupleType,
    /// The last property or item of a type that has none.
    NoMember,
}

impl Measure {
    /// How deep an expression may be.
    pub const MAX_DEPTH: u16 = 256;
    /// How many nodes a template may have.
    pub const MAX_NODES: u32 = 1_000_000;

    /// A node without parts.
    pub const LEAF: Self = Self { depth: 0, nodes: 1 };
    /// A composite without parts.
    pub const COMPOSITE: Self = Self { depth: 1, nodes: 1 };

    /// How many nodes it has, as it is printed.
    pub fn nodes(self) -> u32 {
        self.nodes
    }

    /// The measure of a composite that has one part more.
    pub fn with(self, part: Self) -> Self {
        Self { depth: self.depth.max(part.depth.saturating_add(1)), nodes: self.nodes.saturating_add(part.nodes) }
    }

    /// The measure of a composite of which one part has become another.
    pub fn exchanged(self, before: Self, after: Self) -> Self {
        self.without(before).with(after)
    }

    /// The measure of a composite that has one part less. Its depth is the same: it is an upper bound.
    pub fn without(self, part: Self) -> Self {
        Self { nodes: self.nodes.saturating_sub(part.nodes), ..self }
    }

    /// Which limit it passes, if any.
    pub fn refusal(self) -> Option<Refusal> {
        if self.depth > Self::MAX_DEPTH {
            Some(Refusal::TooDeep)
        } else if self.nodes > Self::MAX_NODES {
            Some(Refusal::TooLarge)
        } else {
            None
        }
    }
}

impl Refusal {
    /// What is wrong, as a sentence.
    pub fn message(self) -> String {
        match self {
            Self::TooDeep => format!("more than {} expressions stand in each other", Measure::MAX_DEPTH),
            Self::TooLarge => format!("the template has more than {} expressions when written out", Measure::MAX_NODES),
            Self::NotFinite => "the number is infinite, or not a number".to_owned(),
            Self::NotAnObject => "a property is added to a value that is not an object".to_owned(),
            Self::NotAnArray => "an item is added to a value that is not an array".to_owned(),
            Self::Loop => "an item is added to a loop".to_owned(),
            Self::ComputedKey => "a property is added to a value that a computed key may replace".to_owned(),
            Self::NotAnObjectType => "a property is added to a type that is not written as an object".to_owned(),
            Self::NotATupleType => "an item is added to a type that is not written as a tuple".to_owned(),
            Self::NoMember => "the last property is decorated of a type that is not written with properties".to_owned(),
            Self::OtherIdentities => "an identity is added to a value whose kind of identity is not known".to_owned(),
        }
    }

    /// What to write instead.
    pub fn help(self) -> &'static str {
        match self {
            Self::TooDeep => "give a part of it a name with `Template::var`",
            Self::TooLarge => {
                "an expression that is used several times is written several times: give it a name with `Template::var`"
            }
            Self::NotFinite => "JSON has finite numbers only: compute the number so that it is one",
            Self::NotAnObject => "give the whole object at once, with `object!`",
            Self::NotAnArray => "give the whole array at once, with `array!`",
            Self::Loop => "make the loop a variable with `Template::var`, and give the variable",
            Self::ComputedKey => "give the whole object at once, with `object!`, and the computed key in it",
            Self::NotAnObjectType => "add it to the `TypeExpr::object` before that is declared, nullable or an array",
            Self::NotATupleType => "add it to the `TypeExpr::tuple` before that is declared, nullable or an array",
            Self::NoMember => "call it on the object or tuple type before that is declared, nullable or an array",
            Self::OtherIdentities => "give the whole `identity` at once, with its `type` and `userAssignedIdentities`",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_a_limit_is_refused() {
        let refusal = |depth, nodes| Measure { depth, nodes }.refusal();
        assert_eq!(refusal(Measure::MAX_DEPTH, Measure::MAX_NODES), None);
        assert_eq!(refusal(Measure::MAX_DEPTH + 1, 1), Some(Refusal::TooDeep));
        assert_eq!(refusal(u16::MAX, 1), Some(Refusal::TooDeep));
        assert_eq!(refusal(1, Measure::MAX_NODES + 1), Some(Refusal::TooLarge));
        assert_eq!(refusal(1, u32::MAX), Some(Refusal::TooLarge));
    }

    #[test]
    fn parts_add_to_depth_and_size() {
        let part = Measure { depth: 4, nodes: 7 };
        let two = Measure::COMPOSITE.with(part).with(Measure::LEAF);
        assert_eq!(two, Measure { depth: 5, nodes: 9 });
        assert_eq!(two.exchanged(part, Measure::LEAF), Measure { depth: 5, nodes: 3 }, "the depth is an upper bound");
        let greatest = Measure { depth: u16::MAX, nodes: u32::MAX };
        assert_eq!(greatest.with(greatest), greatest);
    }
}
