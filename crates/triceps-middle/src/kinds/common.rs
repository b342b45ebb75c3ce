//! The types that are in every file.

use super::{BoundsId, ObjectId, ScopeKinds, Type, TypeFlags, TypeId, TypeList};

macro_rules! common {
    ($($(#[$doc:meta])* $name:ident = $ty:expr;)*) => {
        impl TypeId {
            $($(#[$doc])* pub const $name: Self = Self::new(Position::$name as u32);)*
        }

        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Position { $($name),* }

        /// The types that every table begins with, under fixed ids.
        pub const COMMON: &[Type] = &[$($ty),*];
    };
}

const fn string(flags: TypeFlags) -> Type {
    Type::String { length: BoundsId::NONE, pattern: None, flags }
}

const fn array(item: TypeId) -> Type {
    Type::Array { item, length: BoundsId::NONE, name: None, flags: TypeFlags::NONE }
}

common! {
    /// The type of what has a fault that is reported already.
    ERROR = Type::Error;
    /// `any`
    ANY = Type::Any;
    /// `never`
    NEVER = Type::Never;
    /// `null`
    NULL = Type::Null;
    /// `bool`
    BOOL = Type::Bool(TypeFlags::NONE);
    /// `true`
    TRUE = Type::BoolLiteral(true, TypeFlags::NONE);
    /// `false`
    FALSE = Type::BoolLiteral(false, TypeFlags::NONE);
    /// `int`
    INT = Type::Int(BoundsId::NONE, TypeFlags::NONE);
    /// `string`
    STRING = string(TypeFlags::NONE);
    /// `string` at the top of a body.
    TOP_STRING = string(TypeFlags::WARN_PROPERTIES);
    /// `string` deep in a body.
    DEEP_STRING = string(TypeFlags(TypeFlags::WARN.0 | TypeFlags::WARN_PROPERTIES.0));
    /// `string` of a secret.
    SECURE_STRING = string(TypeFlags(TypeFlags::LOOSE.0 | TypeFlags::SECURE.0));
    /// `array`
    ARRAY = array(TypeId::ANY);
    /// `string[]`
    STRING_ARRAY = array(TypeId::STRING);
    /// `int[]`
    INT_ARRAY = array(TypeId::INT);
    /// `object`: anything in it.
    OBJECT = Type::Object(ObjectId(0));
    /// `object` of a secret.
    SECURE_OBJECT = Type::Object(ObjectId(1));
    /// `<empty array>`
    EMPTY_ARRAY = Type::Tuple { items: TypeList::EMPTY, name: None, flags: TypeFlags::NONE };
    /// A resource or a module.
    RESOURCE_OR_MODULE = Type::Scope(ScopeKinds(ScopeKinds::RESOURCE.0 | ScopeKinds::MODULE.0));
    /// Any resource.
    ANY_RESOURCE = Type::Scope(ScopeKinds::RESOURCE);
    /// Any module.
    ANY_MODULE = Type::Scope(ScopeKinds::MODULE);
    /// Modules.
    ANY_MODULES = array(TypeId::ANY_MODULE);
    /// Resources.
    ANY_RESOURCES = array(TypeId::ANY_RESOURCE);
    /// An item of `dependsOn`.
    DEPENDENCY = Type::Union(TypeList { start: 0, len: 3 });
    /// `dependsOn`
    DEPENDENCIES = array(TypeId::DEPENDENCY);
}

/// The members of [`TypeId::DEPENDENCY`], at the start of the lists.
pub const DEPENDENCY: [TypeId; 3] = [TypeId::ANY_MODULES, TypeId::RESOURCE_OR_MODULE, TypeId::ANY_RESOURCES];
