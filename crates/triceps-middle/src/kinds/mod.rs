//! Types as data: what a type is, and types without ids of a file, by which files see each other.

mod common;
mod depth;
mod derived_from;
mod marks;
mod portable;

pub use common::{COMMON, DEPENDENCY};
pub use depth::Depth;
pub use derived_from::DerivedFrom;
pub use portable::{Portable, PortableType, Position};

use std::num::NonZeroU32;
use std::ops::{BitOr, BitOrAssign};

use crate::ids::DeclId;
use crate::strings::Str;

/// A type of a file's `Types`. Equal types have equal ids, but for objects, which are told apart by
/// where they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(NonZeroU32);

impl TypeId {
    /// The type at a position.
    pub const fn new(index: u32) -> Self {
        match NonZeroU32::new(index + 1) {
            Some(number) => Self(number),
            None => unreachable!(),
        }
    }

    /// The position.
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A type without its contents: what those are is asked of `Types`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// The type of what has a fault that is reported already: it fits everywhere, and everything fits it.
    Error,
    /// `any`
    Any,
    /// `never`: the type of an item of an empty array.
    Never,
    /// `null`
    Null,
    /// `bool`
    Bool(TypeFlags),
    /// `true`, `false`
    BoolLiteral(bool, TypeFlags),
    /// `int`, perhaps within bounds.
    Int(BoundsId, TypeFlags),
    /// One number.
    IntLiteral(i64, TypeFlags),
    /// `string`, perhaps with bounds of its length and a pattern.
    String {
        /// The bounds of the length.
        length: BoundsId,
        /// The pattern that literals have to match.
        pattern: Option<Str>,
        /// Marks.
        flags: TypeFlags,
    },
    /// One string.
    StringLiteral(Str, TypeFlags),
    /// `T[]`, `array`
    Array {
        /// The type of the items.
        item: TypeId,
        /// The bounds of the number of items.
        length: BoundsId,
        /// The name where it differs from that of the items: a type that is named shows its name.
        name: Option<Str>,
        /// Marks.
        flags: TypeFlags,
    },
    /// `[T, U]`: a run of types.
    Tuple {
        /// The types of the items.
        items: TypeList,
        /// The name where it differs from those of the items.
        name: Option<Str>,
        /// Marks.
        flags: TypeFlags,
    },
    /// An object.
    Object(ObjectId),
    /// An object with variants.
    Variants(VariantsId),
    /// `T | U`: flat, sorted, without doubles, two members at least.
    Union(TypeList),
    /// A lambda.
    Lambda {
        /// The types of the parameters, then of those that may be left out.
        params: TypeList,
        /// How many of them have to be there.
        required: u8,
        /// The type of the result.
        returns: TypeId,
    },
    /// A resource of the file.
    Resource(DeclId),
    /// A module of the file.
    Module(DeclId),
    /// A place for the parent of this resource.
    ParentOf(DeclId),
    /// A place for a scope: one of a kind among these.
    Scope(ScopeKinds),
    /// A type that is a part of itself: stands for what it is in the end. Only `Types::raw`
    /// shows it.
    Named(Named),
}

/// What a type that is a part of itself is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// By its declaration.
    Decl(DeclId),
    /// By its position among the types of other files.
    Imported(u32),
}

const _: () = assert!(size_of::<Type>() <= 16, "types lie close together");

/// Marks of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TypeFlags(pub(crate) u8);

impl TypeFlags {
    /// None.
    pub const NONE: Self = Self(0);
    /// A mismatch is a warning: the data of Azure may be wrong.
    pub const WARN: Self = Self(1);
    /// A property that is unknown, missing, read-only or write-only is a warning.
    pub const WARN_PROPERTIES: Self = Self(2);
    /// A plain `string`, `int` or `bool` of a parameter: may be given where a literal is expected.
    pub const LOOSE: Self = Self(4);
    /// A secret.
    pub const SECURE: Self = Self(8);

    /// Whether all marks of `other` are among these.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These without those of `other`.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for TypeFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for TypeFlags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The least and the greatest that a number, or a length, can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The least.
    pub min: Option<i64>,
    /// The greatest.
    pub max: Option<i64>,
}

impl Bounds {
    /// Any number.
    pub const NONE: Self = Self { min: None, max: None };

    /// This number alone.
    pub const fn exactly(number: i64) -> Self {
        Self { min: Some(number), max: Some(number) }
    }

    /// Bounds of a length: zero is not a lower bound.
    pub fn of_length(self) -> Self {
        Self { min: self.min.filter(|min| *min > 0), max: self.max }
    }

    /// What is within both.
    pub fn narrowed(self, other: Self) -> Self {
        let pick = |a: Option<i64>, b: Option<i64>, pick: fn(i64, i64) -> i64| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a, b)),
            (some, None) | (None, some) => some,
        };
        Self { min: pick(self.min, other.min, i64::max), max: pick(self.max, other.max, i64::min) }
    }
}

/// Bounds of a file's `Types`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BoundsId(pub u16);

impl BoundsId {
    /// [`Bounds::NONE`].
    pub const NONE: Self = Self(0);
}

/// A run of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TypeList {
    /// The position of the first.
    pub start: u32,
    /// How many there are.
    pub len: u32,
}

impl TypeList {
    /// No types.
    pub const EMPTY: Self = Self { start: 0, len: 0 };

    /// How many there are.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// An object type of a file's `Types`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ObjectId(pub u32);

/// An object type with variants of a file's `Types`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VariantsId(pub u32);

/// A property of an object type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: Str,
    /// The type of its value, without the null that an optional one takes.
    pub ty: TypeId,
    /// Marks.
    pub flags: PropertyFlags,
}

/// What the properties of an object are that have no type of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Additional {
    /// The type of their values.
    pub ty: TypeId,
    /// Marks. With [`PropertyFlags::FALLBACK`] they are accepted, but not welcome in a literal.
    pub flags: PropertyFlags,
}

/// Marks of a property.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PropertyFlags(pub u16);

impl PropertyFlags {
    /// None.
    pub const NONE: Self = Self(0);
    /// Has to be given.
    pub const REQUIRED: Self = Self(1);
    /// Cannot be written.
    pub const READ_ONLY: Self = Self(1 << 1);
    /// Cannot be read.
    pub const WRITE_ONLY: Self = Self(1 << 2);
    /// Takes values alone that are known when the deployment starts.
    pub const DEPLOY_TIME: Self = Self(1 << 3);
    /// Can be read before the deployment.
    pub const READABLE_EARLY: Self = Self(1 << 4);
    /// Takes compile-time constants alone.
    pub const CONSTANT: Self = Self(1 << 5);
    /// Takes no value of type `any`.
    pub const NO_ANY: Self = Self(1 << 6);
    /// Has to differ between the turns of a loop.
    pub const LOOP_VARIANT: Self = Self(1 << 7);
    /// Takes null where it is not required.
    pub const IMPLICIT_NULL: Self = Self(1 << 8);
    /// Is not a part of the type, though others of its kind have it: writing or reading it is a warning.
    pub const FALLBACK: Self = Self(1 << 9);
    /// Belongs to the language: `name`, `scope`, `parent`, `dependsOn`, `id`, `type`, `apiVersion`.
    pub const SYSTEM: Self = Self(1 << 10);
    /// Identifies the resource. Microsoft Graph only.
    pub const IDENTIFIER: Self = Self(1 << 11);

    /// Whether all marks of `other` are among these.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These without those of `other`.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those that both have.
    pub const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for PropertyFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for PropertyFlags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Kinds of scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ScopeKinds(pub(crate) u8);

impl ScopeKinds {
    /// None.
    pub const NONE: Self = Self(0);
    /// The tenant.
    pub const TENANT: Self = Self(1);
    /// A management group.
    pub const MANAGEMENT_GROUP: Self = Self(2);
    /// A subscription.
    pub const SUBSCRIPTION: Self = Self(4);
    /// A resource group.
    pub const RESOURCE_GROUP: Self = Self(8);
    /// Another resource.
    pub const RESOURCE: Self = Self(16);
    /// A module, for `dependsOn` alone.
    pub const MODULE: Self = Self(32);

    /// The names in the order in which messages list them.
    const NAMES: [(Self, &'static str); 6] = [
        (Self::RESOURCE, "resource"),
        (Self::MODULE, "module"),
        (Self::TENANT, "tenant"),
        (Self::MANAGEMENT_GROUP, "managementGroup"),
        (Self::SUBSCRIPTION, "subscription"),
        (Self::RESOURCE_GROUP, "resourceGroup"),
    ];

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether one of `other` is among these.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Those that both have.
    pub const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many there are.
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The names, in the order in which messages list them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().filter(move |(kind, _)| self.intersects(*kind)).map(|(_, name)| name)
    }
}

impl BitOr for ScopeKinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl From<triceps_types::Scopes> for ScopeKinds {
    fn from(scopes: triceps_types::Scopes) -> Self {
        Self(scopes.bits())
    }
}

impl From<crate::middle::TargetScope> for ScopeKinds {
    fn from(scope: crate::middle::TargetScope) -> Self {
        match scope {
            crate::middle::TargetScope::ResourceGroup => Self::RESOURCE_GROUP,
            crate::middle::TargetScope::Subscription => Self::SUBSCRIPTION,
            crate::middle::TargetScope::ManagementGroup => Self::MANAGEMENT_GROUP,
            crate::middle::TargetScope::Tenant => Self::TENANT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TypeFlags;

    #[test]
    fn marks_of_both_stay() {
        let (warn, secure) = (TypeFlags::WARN, TypeFlags::SECURE);
        let both = warn | secure;
        assert!(both.contains(warn) && both.contains(secure) && !both.contains(TypeFlags::LOOSE));
        assert_eq!(both | warn, both);
        assert_eq!(both.without(warn), secure);
    }
}
