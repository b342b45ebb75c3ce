//! Making types and telling what they are.

use std::hash::Hasher;
use std::sync::OnceLock;

use triceps_middle::analysis::Resources;
use triceps_middle::hasher::FastHasher;
use triceps_middle::kinds::{
    Additional, Bounds, BoundsId, COMMON, DEPENDENCY, Named, ObjectId, Property, ScopeKinds, Type, TypeFlags, TypeId,
    TypeList, VariantsId,
};
use triceps_middle::map::{Map, Set, Slots, hash};
use triceps_middle::raw::RawDiagnostic;
use triceps_middle::strings::Str;
use triceps_middle::{DeclId, DeclKind, ExprId, LocalId, Middle, TypeNodeId};

use super::body::Bodies;
use super::circles::Circular;
use super::index::IndexTypes;
use super::object::{Object, ObjectKind, Variants};
use super::suggest::Comparisons;
use super::text::Texts;

/// Where the common types are, with room for those of a small file.
fn common() -> &'static Slots {
    static IDS: OnceLock<Slots> = OnceLock::new();
    IDS.get_or_init(|| {
        let mut ids = Slots::with_capacity(COMMON.len() + 80);
        for (position, common) in COMMON.iter().enumerate() {
            ids.add(hash(common), position);
        }
        ids
    })
}

/// The types of one file: all that occur, and which of them each expression, declaration, local and written type has.
#[derive(Debug)]
pub struct Types<'m> {
    pub(super) middle: &'m Middle,
    /// What is known of the file's resources, where that was looked up already.
    pub(super) resources: Option<&'m Resources>,
    pub(super) texts: Texts<'m>,
    list: Vec<Type>,
    /// Where in the list a type is that equals another one wherever it is made.
    ids: Slots,
    lists: Vec<TypeId>,
    /// By the hash of their contents: a chain is not needed, as a hash that two lists share is a list more.
    list_ids: Map<u64, TypeList>,
    bounds: Set<Bounds>,
    pub(super) objects: Vec<Object>,
    pub(super) properties: Vec<Property>,
    pub(super) variants: Vec<Variants>,
    pub(super) index: IndexTypes,
    pub(super) records: super::infer::Records,
    /// Types that were collapsed before.
    pub(super) collapsed: Map<TypeId, Option<TypeId>>,
    pub(super) stripped: Map<(TypeId, u16), TypeId>,
    pub(super) bodies: Bodies,
    pub(super) circular: Circular,
    /// The diagnostics of names that lead nowhere, which only counts where the type of the expression does.
    pub(super) unresolved: Map<ExprId, Vec<RawDiagnostic>>,
    /// Arguments of decorators that the parser could not read, so that nothing else is wrong with them.
    pub unread: Set<ExprId>,
    /// Room for the types of the items of an array literal.
    pub(super) items: Vec<TypeId>,
    /// Room for the properties of objects that are compared.
    pub(super) given: Vec<super::validate::Given>,
    pub(super) comparisons: Comparisons,
    forwards: Vec<Option<TypeId>>,
    exprs: Vec<Option<TypeId>>,
    nodes: Vec<Option<TypeId>>,
    decls: Vec<Option<TypeId>>,
    locals: Vec<Option<TypeId>>,
}

impl<'m> Types<'m> {
    /// The common types alone: nothing of the file has a type yet.
    pub fn new(middle: &'m Middle) -> Self {
        let mut types = Self {
            middle,
            resources: None,
            texts: Texts::new(middle.strings()),
            list: Vec::with_capacity(COMMON.len() + middle.strings().count() + middle.expr_count() / 2 + 64),
            ids: common().clone(),
            lists: Vec::with_capacity(64),
            list_ids: Map::with_capacity(8),
            bounds: Set::with_capacity(24),
            objects: Vec::with_capacity(middle.expr_count() / 2 + 32),
            properties: Vec::with_capacity(32),
            variants: Vec::new(),
            index: IndexTypes::new(),
            records: super::infer::Records::default(),
            collapsed: Map::default(),
            stripped: Map::default(),
            bodies: Bodies::new(middle.decl_count()),
            circular: Circular::default(),
            unresolved: Map::new(),
            unread: Set::new(),
            items: Vec::with_capacity(16),
            given: Vec::with_capacity(32),
            comparisons: Comparisons::default(),
            forwards: Vec::new(),
            exprs: vec![None; middle.expr_count()],
            nodes: vec![None; middle.type_node_count()],
            decls: vec![None; middle.decl_count()],
            locals: vec![None; middle.local_count()],
        };
        for flags in [TypeFlags::NONE, TypeFlags::SECURE] {
            let kind = ObjectKind::open(TypeId::ANY);
            let name = Some(types.texts.intern("object"));
            types.objects.push(Object { name, flags, scope: ScopeKinds::NONE, kind });
        }
        types.bounds.insert(Bounds::NONE);
        types.list.extend_from_slice(COMMON);
        types.list.extend(middle.strings().ids().map(|text| Type::StringLiteral(text, TypeFlags::NONE)));
        types.lists.extend_from_slice(&DEPENDENCY);
        types
    }

    /// The file that the types are of.
    pub fn middle(&self) -> &'m Middle {
        self.middle
    }

    /// What a type is.
    #[inline]
    pub fn get(&self, id: TypeId) -> Type {
        match self.raw(id) {
            Type::Named(_) => self.raw(self.resolved(id)),
            ty => ty,
        }
    }

    /// What a type is, [`Type::Named`] not followed.
    #[inline]
    pub fn raw(&self, id: TypeId) -> Type {
        self.list[id.index()]
    }

    /// The type that a declared type stands for in the end; the type itself for all others.
    #[inline]
    pub fn resolved(&self, id: TypeId) -> TypeId {
        match self.raw(id) {
            Type::Named(_) => self.followed(id),
            _ => id,
        }
    }

    fn followed(&self, mut id: TypeId) -> TypeId {
        // A name that stands for itself is a circle, which is reported where it is declared.
        for _ in 0..64 {
            let next = match self.raw(id) {
                Type::Named(Named::Decl(decl)) => self.decls[decl.index()],
                Type::Named(Named::Imported(position)) => self.forwards.get(position as usize).copied().flatten(),
                _ => return id,
            };
            match next {
                Some(next) if next != id => id = next,
                _ => return TypeId::ERROR,
            }
        }
        TypeId::ERROR
    }

    /// The type that a name stands for in the end, or the name while that is not known.
    pub(super) fn resolved_if_known(&self, id: TypeId) -> TypeId {
        let is_open = match self.raw(id) {
            Type::Named(Named::Decl(decl)) => self.decls[decl.index()].is_none(),
            Type::Named(Named::Imported(position)) => self.forwards[position as usize].is_none(),
            _ => return id,
        };
        if is_open { id } else { self.resolved(id) }
    }

    /// A place for a type that is known later.
    pub(super) fn forward(&mut self) -> TypeId {
        self.forwards.push(None);
        let position = u32::try_from(self.forwards.len() - 1).expect("limits on size keep ids within 32 bits");
        self.intern(Type::Named(Named::Imported(position)))
    }

    /// Says what a type is in the end.
    pub(super) fn resolve_forward(&mut self, forward: TypeId, ty: TypeId) {
        if let Type::Named(Named::Imported(position)) = self.raw(forward) {
            self.forwards[position as usize] = Some(ty);
        }
    }

    /// The id of a type; equal types have equal ones.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Type::StringLiteral(text, TypeFlags::NONE) = ty
            && let Some(id) = self.literal_of_file(text)
        {
            return id;
        }
        let hash = hash(&ty);
        if let Some(position) = self.ids.find(hash, &mut |position| self.list[position] == ty) {
            return TypeId::new(u32::try_from(position).expect("limits on size keep ids within 32 bits"));
        }
        self.ids.add(hash, self.list.len());
        self.add(ty)
    }

    /// The type of one string of the file: they follow the common types.
    fn literal_of_file(&self, text: Str) -> Option<TypeId> {
        let position = u32::try_from(COMMON.len() + text.index()).ok()?;
        (text.index() < self.middle.strings().count()).then_some(TypeId::new(position))
    }

    /// The id of a type that no other is equal to.
    fn add(&mut self, ty: Type) -> TypeId {
        let id = TypeId::new(u32::try_from(self.list.len()).expect("limits on size keep ids within 32 bits"));
        self.list.push(ty);
        id
    }

    /// A string of types or of the file.
    pub fn str(&self, text: Str) -> &str {
        self.texts.get(text)
    }

    /// The id of a string: that of the file where it has the string.
    pub fn text(&mut self, text: &str) -> Str {
        self.texts.intern(text)
    }

    /// The types of a list.
    pub fn list(&self, list: TypeList) -> &[TypeId] {
        &self.lists[list.start as usize..list.start as usize + list.len()]
    }

    /// One type of a list.
    pub fn item(&self, list: TypeList, position: usize) -> Option<TypeId> {
        self.list(list).get(position).copied()
    }

    pub(super) fn intern_list(&mut self, items: &[TypeId]) -> TypeList {
        if items.is_empty() {
            return TypeList::EMPTY;
        }
        let mut hasher = FastHasher::default();
        for item in items {
            hasher.write_u64(item.index() as u64);
        }
        let hash = hasher.finish();
        if let Some(found) = self.list_ids.get(&hash)
            && self.list(*found) == items
        {
            return *found;
        }
        let narrow = |number| u32::try_from(number).expect("limits on size keep ids within 32 bits");
        let list = TypeList { start: narrow(self.lists.len()), len: narrow(items.len()) };
        self.lists.extend_from_slice(items);
        self.list_ids.or_insert_with(hash, || list);
        list
    }

    /// Bounds by their id.
    pub fn bounds(&self, id: BoundsId) -> Bounds {
        *self.bounds.at(usize::from(id.0))
    }

    fn intern_bounds(&mut self, bounds: Bounds) -> BoundsId {
        if bounds == Bounds::NONE {
            return BoundsId::NONE;
        }
        // Where ids run out, further bounds are not known, which is never wrong.
        let position = self.bounds.position_or_insert(bounds, |count| u16::try_from(count).is_ok());
        position.and_then(|position| u16::try_from(position).ok()).map_or(BoundsId::NONE, BoundsId)
    }

    /// The bounds of a number, or of the length of a string, array or tuple. A literal is its own bounds.
    pub fn bounds_of(&self, id: TypeId) -> Bounds {
        let length = |length: usize| Bounds::exactly(i64::try_from(length).unwrap_or(i64::MAX));
        match self.get(id) {
            Type::Int(bounds, _) => self.bounds(bounds),
            Type::IntLiteral(value, _) => Bounds::exactly(value),
            Type::String { length, .. } | Type::Array { length, .. } => self.bounds(length),
            Type::StringLiteral(text, _) => length(utf16_length(self.str(text))),
            Type::Tuple { items, .. } => length(items.len()),
            _ => Bounds::NONE,
        }
    }

    /// The type of one string.
    pub fn string_literal(&mut self, text: Str) -> TypeId {
        self.intern(Type::StringLiteral(text, TypeFlags::NONE))
    }

    /// The type of one string that need not be in the file.
    pub fn literal(&mut self, text: &str) -> TypeId {
        let text = self.text(text);
        self.string_literal(text)
    }

    /// The type of one number.
    pub fn int_literal(&mut self, value: i64) -> TypeId {
        self.intern(Type::IntLiteral(value, TypeFlags::NONE))
    }

    /// `true` or `false`.
    pub fn bool_literal(&self, value: bool) -> TypeId {
        if value { TypeId::TRUE } else { TypeId::FALSE }
    }

    /// A number within bounds; a literal where they leave only one.
    pub fn int(&mut self, bounds: Bounds, flags: TypeFlags) -> TypeId {
        match bounds {
            Bounds { min: Some(min), max: Some(max) } if min == max => self.intern(Type::IntLiteral(min, flags)),
            bounds => {
                let bounds = self.intern_bounds(bounds);
                self.intern(Type::Int(bounds, flags))
            }
        }
    }

    /// A string within bounds; the empty literal where they leave only that.
    pub fn string(&mut self, length: Bounds, pattern: Option<Str>, flags: TypeFlags) -> TypeId {
        if length.max == Some(0) {
            return self.intern(Type::StringLiteral(triceps_middle::strings::known::EMPTY, flags));
        }
        let length = self.intern_bounds(length);
        self.intern(Type::String { length, pattern, flags })
    }

    /// `T[]`
    pub fn array(&mut self, item: TypeId) -> TypeId {
        self.array_within(item, Bounds::NONE, TypeFlags::NONE)
    }

    /// `T[]` with bounds of its length; the empty array where they leave only that.
    pub fn array_within(&mut self, item: TypeId, length: Bounds, flags: TypeFlags) -> TypeId {
        self.named_array(item, length, None, flags)
    }

    pub(super) fn named_array(&mut self, item: TypeId, length: Bounds, name: Option<Str>, flags: TypeFlags) -> TypeId {
        if length.max == Some(0) {
            return self.intern(Type::Tuple { items: TypeList::EMPTY, name: None, flags });
        }
        let length = self.intern_bounds(length);
        self.intern(Type::Array { item, length, name, flags })
    }

    /// `[T, U]`
    pub fn tuple(&mut self, items: &[TypeId], flags: TypeFlags) -> TypeId {
        self.named_tuple(items, None, flags)
    }

    pub(super) fn named_tuple(&mut self, items: &[TypeId], name: Option<Str>, flags: TypeFlags) -> TypeId {
        let items = self.intern_list(items);
        self.intern(Type::Tuple { items, name, flags })
    }

    /// A lambda. The last parameters, from `required` on, may be left out.
    pub fn lambda(&mut self, params: &[TypeId], required: usize, returns: TypeId) -> TypeId {
        let params = self.intern_list(params);
        let required = u8::try_from(required).unwrap_or(u8::MAX);
        self.intern(Type::Lambda { params, required, returns })
    }

    /// An object with properties of its own, which is told apart from all others. Without a name it is called by
    /// its properties.
    pub fn object(
        &mut self,
        name: Option<Str>,
        flags: TypeFlags,
        properties: &[Property],
        additional: Option<Additional>,
    ) -> TypeId {
        let start = u32::try_from(self.properties.len()).expect("limits on size keep ids within 32 bits");
        let len = u32::try_from(properties.len()).expect("limits on size keep ids within 32 bits");
        self.properties.extend_from_slice(properties);
        let kind = ObjectKind::Listed { start, len, additional };
        self.push_object(Object { name, flags, scope: ScopeKinds::NONE, kind })
    }

    /// The type of an object literal, whose members all have plain names: they are its properties.
    pub fn object_literal(&mut self, expr: ExprId) -> TypeId {
        // All are called as `object` is.
        let name = self.objects[0].name;
        let kind = ObjectKind::Literal(expr);
        self.push_object(Object { name, flags: TypeFlags::NONE, scope: ScopeKinds::NONE, kind })
    }

    pub(super) fn push_object(&mut self, object: Object) -> TypeId {
        let id = u32::try_from(self.objects.len()).expect("limits on size keep ids within 32 bits");
        self.objects.push(object);
        self.add(Type::Object(ObjectId(id)))
    }

    pub(super) fn push_variants(&mut self, variants: Variants) -> TypeId {
        let id = u32::try_from(self.variants.len()).expect("limits on size keep ids within 32 bits");
        self.variants.push(variants);
        self.add(Type::Variants(VariantsId(id)))
    }

    /// The marks of a type. A union has none of its own.
    pub fn flags(&self, id: TypeId) -> TypeFlags {
        match self.get(id) {
            Type::Bool(flags)
            | Type::BoolLiteral(_, flags)
            | Type::Int(_, flags)
            | Type::IntLiteral(_, flags)
            | Type::String { flags, .. }
            | Type::StringLiteral(_, flags)
            | Type::Array { flags, .. }
            | Type::Tuple { flags, .. } => flags,
            Type::Object(object) => self.objects[object.0 as usize].flags,
            Type::Variants(variants) => self.variants[variants.0 as usize].flags,
            Type::Error
            | Type::Any
            | Type::Never
            | Type::Null
            | Type::Union(_)
            | Type::Lambda { .. }
            | Type::Resource(_)
            | Type::Module(_)
            | Type::ParentOf(_)
            | Type::Scope(_)
            | Type::Named(_) => TypeFlags::NONE,
        }
    }

    /// The type with these marks instead of its own; a union with them on each member.
    pub fn with_flags(&mut self, id: TypeId, flags: TypeFlags) -> TypeId {
        let id = self.resolved(id);
        if self.flags(id) == flags && !matches!(self.get(id), Type::Union(_)) {
            return id;
        }
        match self.get(id) {
            Type::Bool(_) => self.intern(Type::Bool(flags)),
            Type::BoolLiteral(value, _) => self.intern(Type::BoolLiteral(value, flags)),
            Type::Int(bounds, _) => self.intern(Type::Int(bounds, flags)),
            Type::IntLiteral(value, _) => self.intern(Type::IntLiteral(value, flags)),
            Type::String { length, pattern, .. } => self.intern(Type::String { length, pattern, flags }),
            Type::StringLiteral(text, _) => self.intern(Type::StringLiteral(text, flags)),
            Type::Array { item, length, name, .. } => self.intern(Type::Array { item, length, name, flags }),
            Type::Tuple { items, name, .. } => self.intern(Type::Tuple { items, name, flags }),
            Type::Object(object) => {
                let object = Object { flags, ..self.objects[object.0 as usize] };
                self.push_object(object)
            }
            Type::Variants(variants) => {
                let variants = Variants { flags, ..self.variants[variants.0 as usize].clone() };
                self.push_variants(variants)
            }
            Type::Union(list) => {
                let members: Vec<TypeId> = self.list(list).to_vec();
                let members: Vec<TypeId> = members.into_iter().map(|member| self.with_flags(member, flags)).collect();
                self.union(&members)
            }
            Type::Error
            | Type::Any
            | Type::Never
            | Type::Null
            | Type::Lambda { .. }
            | Type::Resource(_)
            | Type::Module(_)
            | Type::ParentOf(_)
            | Type::Scope(_)
            | Type::Named(_) => id,
        }
    }

    /// The type of an expression. [`TypeId::ANY`] before it is inferred.
    pub fn of(&self, expr: ExprId) -> TypeId {
        self.exprs[expr.index()].unwrap_or(TypeId::ANY)
    }

    /// The type of an expression, where it is inferred already.
    pub fn known(&self, expr: ExprId) -> Option<TypeId> {
        self.exprs[expr.index()]
    }

    /// Remembers the type of an expression.
    pub fn set(&mut self, expr: ExprId, ty: TypeId) -> TypeId {
        self.exprs[expr.index()] = Some(ty);
        ty
    }

    /// The type of a reference to a declaration: a parameter, variable, resource, module; of a type declaration the
    /// type it declares, of a function that of its result. [`TypeId::ERROR`] in a circle.
    pub fn of_decl(&self, decl: DeclId) -> TypeId {
        self.decls[decl.index()].unwrap_or(TypeId::ERROR)
    }

    /// Remembers the type of a declaration.
    pub fn set_decl(&mut self, decl: DeclId, ty: TypeId) {
        self.decls[decl.index()] = Some(ty);
    }

    /// Whether a declaration is in a circle that is a fault.
    pub fn is_circular(&self, decl: DeclId) -> bool {
        self.circular.contains(decl)
    }

    /// Whether two declarations are in one circle that is a fault.
    pub(crate) fn are_in_circle(&self, one: DeclId, other: DeclId) -> bool {
        self.circular.are_together(one, other)
    }

    /// Whether anything is reported for the decorators of a declaration: the compiler does not look at those of a value
    /// that has no type.
    pub fn has_decorators(&self, decl: DeclId) -> bool {
        match self.middle().decl(decl).kind {
            DeclKind::Metadata { value } | DeclKind::Var { ty: None, value } => {
                !self.middle().is_text() || self.of(value) != TypeId::ERROR
            }
            _ => true,
        }
    }

    /// The type of a declaration, where it is known already.
    pub(super) fn known_decl(&self, decl: DeclId) -> Option<TypeId> {
        self.decls[decl.index()]
    }

    /// The type of a local. [`TypeId::ANY`] before the construct that binds it is inferred.
    pub fn of_local(&self, local: LocalId) -> TypeId {
        self.locals[local.index()].unwrap_or(TypeId::ANY)
    }

    /// Remembers the type of a local.
    pub fn set_local(&mut self, local: LocalId, ty: TypeId) {
        self.locals[local.index()] = Some(ty);
    }

    /// The type that a written type stands for.
    pub fn of_node(&self, node: TypeNodeId) -> TypeId {
        self.nodes[node.index()].unwrap_or(TypeId::ERROR)
    }

    /// Remembers what a written type stands for.
    pub(super) fn set_node(&mut self, node: TypeNodeId, ty: TypeId) -> TypeId {
        self.nodes[node.index()] = Some(ty);
        ty
    }
}

/// Length as the compiler counts it: in UTF-16 units.
pub(crate) fn utf16_length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}
