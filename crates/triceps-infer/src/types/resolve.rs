//! Written types: what `{ name: string }[]` stands for.

use triceps_diagnostics::{Code, Severity, codes};
use triceps_language::{Ambient, DecoratorId};
use triceps_middle::kinds::DerivedFrom;
use triceps_middle::kinds::{Additional, Bounds, Named, Property, PropertyFlags, Type, TypeFlags, TypeId};
use triceps_middle::map::{Map, Set};
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::{Str, known};
use triceps_middle::{
    DeclId, DeclKind, DecoratorName, Direction, Expr, ExprId, Middle, Parent, Part, Place, Run, TypeAccess, TypeMember,
    TypeNode, TypeNodeId,
};
use triceps_types::Index;

use super::body::{is_type, is_version};
use super::infer::infer;
use super::object::{Object, ObjectKind, Variants, VariantsKind};
use super::table::Types;
use super::written;

/// Finds out what a written type stands for, and what every type in it does.
pub(super) fn resolve(
    types: &mut Types<'_>,
    diagnostics: &mut RawDiagnostics,
    node: TypeNodeId,
    decorators: Run,
) -> TypeId {
    Resolver { types, diagnostics }.decorated(node, decorators, false)
}

/// The same for a parameter: a plain `string` of it may be given where a literal is expected.
pub(super) fn parameter(
    types: &mut Types<'_>,
    diagnostics: &mut RawDiagnostics,
    node: TypeNodeId,
    decorators: Run,
) -> TypeId {
    Resolver { types, diagnostics }.decorated(node, decorators, true)
}

/// Reports where a declared type that has an error names itself.
pub(super) fn report_own(types: &Types<'_>, diagnostics: &mut RawDiagnostics, decl: DeclId) {
    let middle = types.middle();
    let DeclKind::Type { ty } = middle.decl(decl).kind else { return };
    let mut open = vec![ty];
    while let Some(node) = open.pop() {
        match middle.type_node(node) {
            TypeNode::Decl(named) if named == decl => {
                let message = format!("the type `{}` has an error", middle.str(middle.decl(decl).name));
                diagnostics.report(codes::BCP062, Place::Type(node), message, "correct its declaration first");
            }
            TypeNode::Array(inner)
            | TypeNode::Nullable(inner)
            | TypeNode::NonNull(inner)
            | TypeNode::Access { base: inner, .. } => open.push(inner),
            TypeNode::Object { members, .. } | TypeNode::Tuple(members) => {
                open.extend(middle.members(members).iter().map(|member| member.ty));
            }
            TypeNode::Union(_)
            | TypeNode::Error(_)
            | TypeNode::Ambient(_)
            | TypeNode::Decl(_)
            | TypeNode::Literal(_)
            | TypeNode::Resource { .. }
            | TypeNode::Derived { .. } => {}
        }
    }
}

/// Whether a type is read from that of a resource: one without data gives `any`.
fn is_of_resource(middle: &Middle, mut node: TypeNodeId) -> bool {
    while let TypeNode::Access { base, .. } = middle.type_node(node) {
        node = base;
    }
    matches!(middle.type_node(node), TypeNode::Resource { .. } | TypeNode::Derived { .. })
}

/// Takes back what the compiler does not find in the types of variables: it looks at those as a whole, and at the items
/// of arrays, not at properties, items of tuples and members of unions.
pub(super) fn take_back_hidden(types: &Types<'_>, diagnostics: &mut RawDiagnostics) {
    let middle = types.middle();
    diagnostics.take_back_if(|code, place| {
        let (mut node, mut is_visible) = match place {
            Place::Type(node) | Place::TypePart(node) => (node, true),
            Place::Member(ty) => match middle.type_parent(ty) {
                Parent::Type(object) => (object, true),
                Parent::Expr(_) | Parent::Decl(_) | Parent::Decorator(_) | Parent::MemberDecorator(_) => return false,
            },
            Place::MemberDecorator(ty, _)
            | Place::MemberDecoratorName(ty, _)
            | Place::MemberDecoratorArguments(ty, _) => (ty, false),
            Place::Expr(expr) | Place::Name(expr) | Place::Access(expr) | Place::Arguments(expr) => {
                let mut expr = expr;
                loop {
                    match middle.parent(expr) {
                        Parent::Expr(around) => expr = around,
                        Parent::MemberDecorator(ty) => break (ty, false),
                        Parent::Decl(_) | Parent::Type(_) | Parent::Decorator(_) => return false,
                    }
                }
            }
            _ => return false,
        };
        let mut is_item = false;
        loop {
            let around = match middle.type_parent(node) {
                Parent::Type(around) | Parent::MemberDecorator(around) => around,
                Parent::Decl(decl) => {
                    return !is_visible && matches!(middle.decl(decl).kind, DeclKind::Var { .. });
                }
                Parent::Expr(_) | Parent::Decorator(_) => return false,
            };
            is_visible &= match middle.type_node(around) {
                TypeNode::Array(_) => {
                    is_item = true;
                    true
                }
                TypeNode::NonNull(_) => true,
                TypeNode::Nullable(_) | TypeNode::Access { .. } => !is_item,
                // What is wrong with the object as a whole comes with what is wrong with its properties.
                TypeNode::Object { .. } => !is_item && code != codes::BCP062 && types.of_node(around) == TypeId::ERROR,
                TypeNode::Error(_)
                | TypeNode::Ambient(_)
                | TypeNode::Decl(_)
                | TypeNode::Literal(_)
                | TypeNode::Tuple(_)
                | TypeNode::Union(_)
                | TypeNode::Resource { .. }
                | TypeNode::Derived { .. } => false,
            };
            node = around;
        }
    });
}

/// Takes back the diagnostics of a written type as a whole: that it cannot be resolved is lost there.
pub(super) fn take_back(middle: &Middle, diagnostics: &mut RawDiagnostics, node: TypeNodeId) {
    // A word of the language can always be resolved.
    if matches!(middle.type_node(node), TypeNode::Ambient(_)) {
        return;
    }
    let mut spine = vec![node];
    let mut next = node;
    while let TypeNode::Nullable(inner) | TypeNode::NonNull(inner) | TypeNode::Access { base: inner, .. } =
        middle.type_node(next)
    {
        spine.push(inner);
        next = inner;
    }
    let members = match middle.type_node(next) {
        TypeNode::Object { members, .. } => middle.members(members),
        _ => &[],
    };
    diagnostics.take_back_at(0, |place| match place {
        Place::Type(at) | Place::TypePart(at) => spine.contains(&at),
        Place::Member(ty) => members.iter().any(|member| member.ty == ty),
        _ => false,
    });
}

struct Resolver<'t, 'm> {
    types: &'t mut Types<'m>,
    diagnostics: &'t mut RawDiagnostics,
}

impl Resolver<'_, '_> {
    fn report(&mut self, code: Code, node: TypeNodeId, message: impl Into<String>, help: &'static str) -> TypeId {
        self.diagnostics.report(code, Place::Type(node), message, help);
        TypeId::ERROR
    }

    /// Reports what is read from a type.
    fn part(&mut self, code: Code, node: TypeNodeId, message: String, help: &'static str) -> TypeId {
        self.diagnostics.report(code, Place::TypePart(node), message, help);
        TypeId::ERROR
    }

    /// The type of an interpolation or a negative number: what it folds to.
    fn folded_literal(&mut self, node: TypeNodeId, literal: ExprId) -> TypeId {
        let since = self.diagnostics.len();
        let ty = infer(self.types, self.diagnostics, literal);
        if self.types.middle().is_text() {
            self.diagnostics.take_back_carried(since);
        }
        let is_literal =
            matches!(self.types.get(ty), Type::StringLiteral(..) | Type::IntLiteral(..) | Type::BoolLiteral(..));
        if is_literal && self.has_only_strings(literal) {
            ty
        } else {
            self.report(codes::BCP285, node, "the type is not a literal", "write a literal")
        }
    }

    /// Whether all that is interpolated are literal strings: in a type, others have no text.
    fn has_only_strings(&self, literal: ExprId) -> bool {
        let middle = self.types.middle();
        let Expr::Interpolation(parts) = middle.expr(literal) else { return true };
        middle.parts(parts).iter().all(|part| match part {
            Part::Text(_) => true,
            Part::Hole(hole) => matches!(self.types.get(self.types.of(*hole)), Type::StringLiteral(..)),
        })
    }

    fn decorated(&mut self, node: TypeNodeId, decorators: Run, is_parameter: bool) -> TypeId {
        let middle = self.types.middle();
        for decorator in middle.decorators(decorators) {
            for argument in middle.list(decorator.args) {
                if self.types.known(*argument).is_none() {
                    let since = self.diagnostics.len();
                    let ty = infer(self.types, self.diagnostics, *argument);
                    if ty == TypeId::ERROR && !self.diagnostics.has_carried(since) {
                        self.types.unread.insert(*argument);
                    }
                }
            }
        }
        let discriminator = self.argument(decorators, DecoratorId::Discriminator);
        let discriminator = discriminator.and_then(|ty| match self.types.get(ty) {
            Type::StringLiteral(text, _) => Some(text),
            _ => None,
        });
        let has_discriminator = discriminator.is_some();
        let ty = if !has_discriminator && middle.decorator(decorators, DecoratorId::Discriminator).is_some() {
            self.undiscriminated(node)
        } else {
            self.node(node, discriminator)
        };
        let ty = self.modified(ty, node, decorators, is_parameter);
        let decorator = middle.decorator(decorators, DecoratorId::Discriminator);
        if let Some(key) = discriminator
            && decorator.is_some_and(|decorator| middle.is_validated(decorator))
        {
            self.discriminated(ty, key, node, decorators);
        }
        self.types.set_node(node, ty)
    }

    /// The type below a discriminator, which is a union of objects that the same property tells apart.
    fn discriminated(&mut self, ty: TypeId, key: Str, node: TypeNodeId, decorators: Run) {
        let place = self.decorator_place(node, decorators, &[DecoratorId::Discriminator]);
        if let Type::Variants(id) = self.types.get(ty)
            && self.types.variants_of(id).discriminator != key
        {
            let key = self.types.str(key).to_owned();
            let message = format!("the type is chosen by another property than `{key}` already");
            self.diagnostics.report(codes::BCP366, place, message, "name the property that the type is chosen by");
        }
        let plain = self.types.without_null(ty).unwrap_or(ty);
        let is_circular =
            matches!(self.types.middle().type_parent(node), Parent::Decl(decl) if self.types.is_circular(decl));
        if !is_circular && !matches!(self.types.get(plain), Type::Variants(_) | Type::Error) {
            let message = "a discriminator needs a union of object types";
            self.diagnostics.report(codes::BCP363, place, message, "write `{ .. } | { .. }`");
        }
    }

    /// A type below a discriminator that names no property, which is reported for the decorator.
    fn undiscriminated(&mut self, node: TypeNodeId) -> TypeId {
        let middle = self.types.middle();
        let TypeNode::Union(run) = middle.type_node(node) else { return self.node(node, None) };
        for member in middle.type_list(run) {
            self.node(*member, None);
        }
        TypeId::ERROR
    }

    /// The type of a declaration where it is named.
    fn declared(&mut self, node: TypeNodeId, decl: DeclId) -> TypeId {
        let middle = self.types.middle();
        let is_circular = middle.is_text() && self.types.is_circular(decl);
        let has_inside = middle.is_text() && self.types.circular.has_inside(decl);
        let is_inside_of_itself = is_circular && !has_inside && is_inside(middle, node);
        match self.types.known_decl(decl) {
            Some(ty) if ty != TypeId::ERROR && !is_inside_of_itself => return ty,
            None if !is_inside_of_itself => return self.types.intern(Type::Named(Named::Decl(decl))),
            _ => {}
        }
        // The compiler does not say so inside of an array, object or tuple.
        let is_quiet = has_inside
            && matches!(middle.type_parent(node), Parent::Type(around) if is_container(middle.type_node(around)));
        if !is_quiet && (is_inside_of_itself || self.types.is_broken(decl, middle.decl_of_type(node))) {
            let name = middle.str(middle.decl(decl).name);
            let message = format!("the type `{name}` has an error");
            self.report(codes::BCP062, node, message, "correct its declaration first");
        }
        TypeId::ERROR
    }

    fn node(&mut self, node: TypeNodeId, discriminator: Option<Str>) -> TypeId {
        let middle = self.types.middle();
        let ty = match middle.type_node(node) {
            TypeNode::Error(known::EMPTY) => TypeId::ANY,
            TypeNode::Error(_) => TypeId::ERROR,
            TypeNode::Ambient(ambient) => match ambient {
                Ambient::Any => TypeId::ANY,
                Ambient::Array => TypeId::ARRAY,
                Ambient::Bool => TypeId::BOOL,
                Ambient::Int => TypeId::INT,
                Ambient::Object => TypeId::OBJECT,
                Ambient::String => TypeId::STRING,
            },
            // A type in a circle is known by its name until it is resolved.
            TypeNode::Decl(decl) if !matches!(middle.decl(decl).kind, DeclKind::Type { .. }) => {
                let message = format!("`{}` is a value, not a type", middle.str(middle.decl(decl).name));
                self.report(codes::BCP287, node, message, "name a type")
            }
            TypeNode::Decl(decl) => self.declared(node, decl),
            TypeNode::Literal(literal) => match middle.expr(literal) {
                Expr::Null => self.null(node),
                Expr::Bool(value) => self.types.bool_literal(value),
                Expr::Int(value) => self.types.int_literal(value),
                Expr::String(text) => self.types.string_literal(text),
                _ => self.folded_literal(node, literal),
            },
            TypeNode::Array(item) => {
                let inner = self.node(item, None);
                let name = self.deferred_name(node, &[item]);
                self.types.named_array(inner, Bounds::NONE, name, TypeFlags::NONE)
            }
            TypeNode::Nullable(inner) => match self.node(inner, discriminator) {
                TypeId::ERROR => TypeId::ERROR,
                inner => self.types.nullable(inner),
            },
            TypeNode::NonNull(inner) => {
                let inner = self.node(inner, discriminator);
                self.types.without_null(inner).unwrap_or(inner)
            }
            TypeNode::Object { members, has_additional } => self.object(node, members, has_additional),
            TypeNode::Tuple(run) => {
                let items: Vec<TypeId> = middle.members(run).iter().map(|member| self.member(member)).collect();
                let nodes: Vec<TypeNodeId> = middle.members(run).iter().map(|member| member.ty).collect();
                let name = self.deferred_name(node, &nodes);
                self.types.named_tuple(&items, name, TypeFlags::NONE)
            }
            TypeNode::Union(run) => match discriminator {
                Some(discriminator) => self.variants(node, run, discriminator),
                None => self.union(node, run),
            },
            TypeNode::Resource { direction, resource } => self.resource(node, direction, resource),
            TypeNode::Derived { direction, source, fallback } => {
                let fallback = self.node(fallback, discriminator);
                let from = DerivedFrom::new(middle.str(source), direction);
                self.types.derived(&from).unwrap_or(fallback)
            }
            TypeNode::Access { base, member } => self.access(node, base, member),
        };
        self.types.set_node(node, ty)
    }

    /// `null` by itself reveals nothing about what a value may be.
    fn null(&mut self, node: TypeNodeId) -> TypeId {
        let middle = self.types.middle();
        let code = match middle.type_parent(node) {
            Parent::Type(parent) if matches!(middle.type_node(parent), TypeNode::Union(_)) => return TypeId::NULL,
            Parent::Decl(decl) if matches!(middle.decl(decl).kind, DeclKind::Param { .. }) => codes::BCP031,
            Parent::Decl(decl) if matches!(middle.decl(decl).kind, DeclKind::Output { .. }) => codes::BCP030,
            Parent::Decl(decl) if matches!(middle.decl(decl).kind, DeclKind::Var { .. }) => codes::BCP412,
            _ => codes::BCP289,
        };
        self.report(code, node, "`null` by itself is not a type", "write the type that the value has, as in `string?`")
    }

    fn member(&mut self, member: &TypeMember) -> TypeId {
        self.decorated(member.ty, member.decorators, false)
    }

    fn object(&mut self, node: TypeNodeId, run: Run, has_additional: bool) -> TypeId {
        let middle = self.types.middle();
        let members = middle.members(run);
        let (named, additional) = match members.split_last() {
            Some((last, named)) if has_additional => (named, Some(last)),
            _ => (members, None),
        };
        let mut properties: Vec<Property> = Vec::with_capacity(named.len());
        let mut seen = Set::new();
        let mut is_wrong = false;
        for member in named {
            let ty = self.member(member);
            let is_optional = matches!(middle.type_node(member.ty), TypeNode::Nullable(_));
            let flags = if is_optional { PropertyFlags::NONE } else { PropertyFlags::REQUIRED };
            is_wrong |= member.name == known::EMPTY && matches!(middle.type_node(member.ty), TypeNode::Error(_));
            if member.name != known::EMPTY && !seen.insert(member.name) {
                let name = self.types.str(member.name).to_owned();
                let message = format!("the property `{name}` is declared more than once");
                self.diagnostics.report(codes::BCP025, Place::Member(member.ty), message, "keep one of them");
                is_wrong = true;
            } else {
                properties.push(Property { name: member.name, ty, flags });
            }
        }
        let additional = match additional {
            Some(member) => Additional { ty: self.member(member), flags: PropertyFlags::NONE },
            None => Additional { ty: TypeId::ANY, flags: PropertyFlags::FALLBACK },
        };
        if is_wrong {
            return TypeId::ERROR;
        }
        let nodes: Vec<TypeNodeId> = members.iter().map(|member| member.ty).collect();
        let name = self.deferred_name(node, &nodes);
        self.types.object(name, TypeFlags::NONE, &properties, Some(additional))
    }

    /// The name of a type with parts that are named: it shows those names.
    fn deferred_name(&mut self, node: TypeNodeId, parts: &[TypeNodeId]) -> Option<Str> {
        let middle = self.types.middle();
        if !parts.iter().any(|part| written::names_type(middle, *part)) {
            return None;
        }
        let name = written::name(self.types, node);
        Some(self.types.text(&name))
    }

    fn union(&mut self, node: TypeNodeId, run: Run) -> TypeId {
        let middle = self.types.middle();
        let nodes = middle.type_list(run);
        let mut members: Vec<(TypeId, TypeNodeId)> = Vec::with_capacity(nodes.len());
        let mut is_wrong = false;
        for member in nodes {
            let ty = self.node(*member, None);
            if ty == TypeId::ERROR {
                is_wrong = true;
                // To the compiler a member that cannot be resolved is one that is not a literal.
                if middle.is_text() {
                    take_back(middle, self.diagnostics, *member);
                    members.push((ty, *member));
                }
                continue;
            }
            members.push((ty, *member));
        }
        if is_wrong && members.iter().all(|(ty, _)| *ty == TypeId::ERROR) {
            for (_, member) in members {
                let message = "the member of the union is not a literal";
                self.report(codes::BCP293, member, message, "write the values that are allowed");
            }
            return TypeId::ERROR;
        }
        if is_wrong && !middle.is_text() {
            return TypeId::ERROR;
        }
        let all: Vec<TypeId> = members.iter().map(|(ty, _)| *ty).collect();
        let union = self.types.union(&all);
        self.check_union(node, &members);
        union
    }

    /// A union stands for the values that are allowed of one type of the language.
    fn check_union(&mut self, node: TypeNodeId, members: &[(TypeId, TypeNodeId)]) {
        let mut flat: Vec<(TypeId, TypeNodeId)> = Vec::with_capacity(members.len());
        for (ty, place) in members {
            flat.extend(self.types.members(*ty).into_iter().map(|member| (member, *place)));
        }
        let mut kinds: Vec<TypeId> = Vec::with_capacity(flat.len());
        for (ty, _) in &flat {
            kinds.extend(match self.types.get(*ty) {
                Type::String { .. } | Type::StringLiteral(..) => Some(TypeId::STRING),
                Type::Int(..) | Type::IntLiteral(..) => Some(TypeId::INT),
                Type::Bool(_) | Type::BoolLiteral(..) => Some(TypeId::BOOL),
                Type::Object(_) => Some(TypeId::OBJECT),
                Type::Tuple { .. } => Some(TypeId::ARRAY),
                Type::Null => Some(TypeId::NULL),
                _ => None,
            });
        }
        let kind = self.types.union(&kinds);
        let main = self.types.without_null(kind).unwrap_or(kind);
        let is_one =
            matches!(main, TypeId::STRING | TypeId::INT | TypeId::BOOL | TypeId::OBJECT | TypeId::ARRAY | TypeId::ANY);
        let is_item = matches!(self.types.middle().type_parent(node), Parent::Type(parent)
            if matches!(self.types.middle().type_node(parent), TypeNode::Array(_)));
        let is_subset = !is_one
            && is_item
            && matches!(self.types.get(kind), Type::Union(_))
            && !self.types.members(kind).contains(&TypeId::ARRAY);
        if !is_one && !is_subset {
            let message = "the members of the union are not all of one type of the language";
            self.report(codes::BCP294, node, message, "write literals of one kind: strings, numbers, booleans");
            return;
        }
        for (ty, place) in flat {
            if !self.is_literal(ty) {
                let message = format!("the member `{}` of the union is not a literal", self.types.name(ty));
                self.report(codes::BCP293, place, message, "write the values that are allowed");
            } else if is_one && !self.types.assignable(ty, kind) {
                let (member, kind) = (self.types.name(ty), self.types.name(kind));
                let message = format!("the member `{member}` does not fit the type `{kind}` of the union");
                self.report(codes::BCP286, place, message, "write literals of one kind");
            }
        }
    }

    fn is_literal(&mut self, ty: TypeId) -> bool {
        match self.types.get(ty) {
            Type::StringLiteral(..) | Type::IntLiteral(..) | Type::BoolLiteral(..) | Type::Null => true,
            Type::Tuple { items, .. } => self.types.list(items).to_vec().into_iter().all(|item| self.is_literal(item)),
            Type::Object(_) => {
                let is_closed = self
                    .types
                    .additional(ty)
                    .is_none_or(|additional| additional.flags.contains(PropertyFlags::FALLBACK));
                is_closed
                    && self.types.properties(ty).into_iter().all(|property| {
                        property.flags.contains(PropertyFlags::REQUIRED) && self.is_literal(property.ty)
                    })
            }
            _ => false,
        }
    }

    fn variants(&mut self, node: TypeNodeId, run: Run, discriminator: Str) -> TypeId {
        let middle = self.types.middle();
        let name = self.types.str(discriminator).to_owned();
        let mut listed: Vec<(Str, TypeId)> = Vec::new();
        // By value in lower case: the first member, and whether another one has it too.
        let mut members: Map<String, (TypeId, bool)> = Map::new();
        let mut is_wrong = false;
        // Once a value of the discriminator does not fit, the compiler takes no further member.
        let mut is_over = false;
        for member in middle.type_list(run) {
            let is_union =
                matches!(middle.type_node(*member), TypeNode::Union(_) | TypeNode::Nullable(_) | TypeNode::NonNull(_));
            let ty = self.node(*member, is_union.then_some(discriminator));
            if let Some(value) = self.open_variant(ty, &name) {
                members.or_insert_with(self.types.str(value).to_ascii_lowercase(), || (ty, false)).1 |= true;
                listed.push((value, ty));
                continue;
            }
            let objects: Vec<TypeId> = match self.types.get(ty) {
                Type::Object(_) => vec![self.types.resolved(ty)],
                Type::Variants(id) => self.types.variants(id).into_iter().map(|(_, ty)| ty).collect(),
                Type::Error if !middle.is_text() => {
                    is_wrong = true;
                    continue;
                }
                _ => {
                    take_back(middle, self.diagnostics, *member);
                    let message = "a member of a union with a discriminator must be an object";
                    self.report(codes::BCP286, *member, message, "write an object type");
                    is_wrong = true;
                    continue;
                }
            };
            for object in objects {
                let property = self.types.property(object, &name);
                let value = property.filter(|property| property.flags.contains(PropertyFlags::REQUIRED));
                let value = value.and_then(|property| match self.types.get(property.ty) {
                    Type::StringLiteral(value, _) => Some(value),
                    _ => None,
                });
                match value {
                    None => {
                        is_over = middle.is_text();
                        let message = format!("the property `{name}` must be a required string literal here");
                        self.report(codes::BCP364, *member, message, "write the property with one string as its type");
                        is_wrong = true;
                    }
                    Some(value)
                        if is_over
                            || members
                                .get(&self.types.str(value).to_ascii_lowercase())
                                .is_some_and(|(first, is_shared)| *first != object || *is_shared) =>
                    {
                        is_over = middle.is_text();
                        let value = self.types.str(value);
                        let message = format!("another member has the value `'{value}'` of `{name}` already");
                        self.report(codes::BCP365, *member, message, "give each member another value");
                        is_wrong = true;
                    }
                    Some(value) => {
                        members.or_insert_with(self.types.str(value).to_ascii_lowercase(), || (object, false));
                        listed.push((value, object));
                    }
                }
            }
        }
        if is_wrong || listed.is_empty() {
            return TypeId::ERROR;
        }
        let _ = node;
        self.types.push_variants(Variants {
            name: None,
            flags: TypeFlags::NONE,
            discriminator,
            kind: VariantsKind::Listed(listed),
        })
    }

    /// What the discriminator of an object type is that names itself within, whose members are not known yet.
    fn open_variant(&self, ty: TypeId, discriminator: &str) -> Option<Str> {
        let middle = self.types.middle();
        let Type::Named(Named::Decl(decl)) = self.types.raw(self.types.resolved_if_known(ty)) else { return None };
        let DeclKind::Type { ty: node, .. } = middle.decl(decl).kind else { return None };
        let TypeNode::Object { members, .. } = middle.type_node(node) else { return None };
        let mut members = middle.members(members).iter();
        let member = members.find(|member| middle.str(member.name) == discriminator)?;
        let TypeNode::Literal(literal) = middle.type_node(member.ty) else { return None };
        let Expr::String(value) = middle.expr(literal) else { return None };
        Some(value)
    }

    fn resource(&mut self, node: TypeNodeId, direction: Direction, resource: Str) -> TypeId {
        let text = self.types.str(resource).to_owned();
        let help = "write it as `Namespace/type@2025-01-01`";
        let own = match text.split_once(':') {
            None => &*text,
            Some(("az", own)) => own,
            Some((namespace, _)) if !namespace.is_empty() => {
                let message = format!("`{namespace}` is not a namespace with resource types");
                return self.part(codes::BCP208, node, message, help);
            }
            Some(_) => "",
        };
        let is_known = |name: &str, version: &str| {
            (is_type(name) && is_version(version)) || Index::builtin().resource_type(name, version).is_some()
        };
        let Some((name, version)) = own.rsplit_once('@').filter(|(name, version)| is_known(name, version)) else {
            let message = format!("`{text}` is not a resource type with a version");
            return self.part(codes::BCP029, node, message, help);
        };
        let middle = self.types.middle();
        let is_base = matches!(middle.type_parent(node), Parent::Type(parent)
            if matches!(middle.type_node(parent), TypeNode::Access { .. }));
        if !is_base || middle.is_parenthesized(node) {
            let message = "the whole body of a resource is not a type";
            self.report(codes::BCP394, node, message, "name a property of it, as in `.properties`");
        }
        let body = match Index::builtin().resource_type(name, version) {
            Some(found) => self.types.free_body(found),
            None if middle.is_text() => return TypeId::ANY,
            None => {
                let message = format!("there is no type data for `{text}`, so values of this type are not checked");
                self.report(codes::BCP081, node, message, "check the spelling of the type and the version");
                return TypeId::ANY;
            }
        };
        let stripped = match direction {
            Direction::Input => PropertyFlags::WRITE_ONLY,
            Direction::Output => PropertyFlags::READ_ONLY,
        };
        self.types.stripped(body, stripped)
    }

    /// What `resourceInput` is given that is not the literal that it takes. What is wrong with that itself is not
    /// reported.
    fn resource_of(&mut self, node: TypeNodeId, base: TypeNodeId, direction: Direction) -> TypeId {
        let since = self.diagnostics.len();
        let ty = self.node(base, None);
        self.diagnostics.truncate(since);
        let function = direction.name();
        let help = "write it as `'type@version'`";
        if ty == TypeId::ERROR || !self.types.assignable(ty, TypeId::STRING) {
            let message = format!("`{function}` takes the type and version of a resource as a string");
            return self.report(codes::BCP070, base, message, help);
        }
        let message = format!("`{function}` takes the type and version of a resource as a literal string");
        self.part(codes::BCP032, node, message, help)
    }

    fn access(&mut self, node: TypeNodeId, base: TypeNodeId, member: TypeAccess) -> TypeId {
        if let TypeAccess::Resource(direction) = member {
            return self.resource_of(node, base, direction);
        }
        let middle = self.types.middle();
        let since = self.diagnostics.len();
        let ty = self.node(base, None);
        if member == TypeAccess::Property(known::EMPTY) {
            // Its index is reported alone.
            self.diagnostics.truncate(since);
            return TypeId::ERROR;
        }
        let ty = self.types.without_null(ty).unwrap_or(ty);
        if (ty == TypeId::ANY && (!middle.is_text() || is_of_resource(middle, base)))
            || self.types.get(ty) == Type::Error
        {
            return ty;
        }
        let is_named = !middle.is_parenthesized(base)
            && matches!(
                middle.type_node(base),
                TypeNode::Access { .. }
                    | TypeNode::Decl(_)
                    | TypeNode::Ambient(_)
                    | TypeNode::Resource { .. }
                    | TypeNode::Error(_)
            );
        let no_name = |resolver: &mut Self| {
            let message = "only a type with a name has members that can be named";
            resolver.report(codes::BCP391, node, message, "declare the type first")
        };
        if !is_named && !matches!(member, TypeAccess::Property(_)) {
            return no_name(self);
        }
        let found = match member {
            TypeAccess::Property(name) => {
                let text = self.types.str(name).to_owned();
                if !matches!(self.types.get(ty), Type::Object(_)) {
                    let message = format!("`{}` is not an object type, so it has no properties", self.types.name(ty));
                    return self.part(codes::BCP055, node, message, "name a property of an object type");
                }
                // What stands for all other properties has no name.
                let is_named = self.types.properties(ty).into_iter().any(|property| property.name == name);
                match self.types.property(ty, &text).filter(|_| is_named) {
                    Some(property) => property.ty,
                    None => return self.unknown_property(node, ty, &text),
                }
            }
            TypeAccess::Index(index) => {
                let Type::Tuple { items, .. } = self.types.get(ty) else {
                    let message = format!("`{}` is not a tuple type, so it has no items by index", self.types.name(ty));
                    return self.part(codes::BCP388, node, message, "write `[*]` for the items of an array type");
                };
                match self.types.item(items, usize::try_from(index).unwrap_or(usize::MAX)) {
                    Some(item) => item,
                    None => {
                        let message =
                            format!("the tuple type has {} items, so the index {index} is out of range", items.len());
                        return self.part(codes::BCP311, node, message, "write a smaller index");
                    }
                }
            }
            TypeAccess::Items => match self.types.get(ty) {
                Type::Array { item, .. } if item != TypeId::ANY => item,
                _ => {
                    let message = format!("`{}` is not an array type with items of a type", self.types.name(ty));
                    return self.part(codes::BCP390, node, message, "name an array type");
                }
            },
            TypeAccess::Additional => match self.types.additional(ty) {
                Some(additional) if additional.ty != TypeId::ANY => additional.ty,
                _ => {
                    let message = format!("`{}` does not declare its other properties", self.types.name(ty));
                    return self.part(codes::BCP389, node, message, "name an object type with `*: T`");
                }
            },
            TypeAccess::Resource(_) => return TypeId::ERROR,
        };
        if !is_named {
            return no_name(self);
        }
        found
    }

    fn unknown_property(&mut self, node: TypeNodeId, ty: TypeId, name: &str) -> TypeId {
        let properties = self.types.properties(ty);
        let may_compare = self.types.comparisons.allow(properties.len());
        let names = || properties.iter().map(|property| self.types.str(property.name));
        let (code, help) = match may_compare.then(|| super::suggest::closest(name, names())) {
            None => (codes::BCP053, "check the name".to_owned()),
            Some(Some(closest)) => (codes::BCP083, format!("did you mean `{closest}`?")),
            Some(None) if properties.is_empty() => (codes::BCP052, "name a type that has it".to_owned()),
            Some(None) => (codes::BCP053, format!("it has {}", super::text::listed(names()))),
        };
        let of = self.types.name(ty);
        let message = format!("the type `{of}` has no property `{name}`");
        self.diagnostics.report_as(code, Severity::Error, Place::TypePart(node), message, help);
        TypeId::ERROR
    }

    /// The type of the first argument of a decorator.
    fn argument(&self, decorators: Run, id: DecoratorId) -> Option<TypeId> {
        let middle = self.types.middle();
        let decorator = middle.decorator(decorators, id)?;
        match middle.list(decorator.args) {
            [only] => Some(self.types.of(*only)),
            _ => None,
        }
    }

    fn number(&self, decorators: Run, id: DecoratorId) -> Option<i64> {
        match self.types.get(self.argument(decorators, id)?) {
            Type::IntLiteral(value, _) => Some(value),
            _ => None,
        }
    }

    /// A type with what decorators say about it.
    fn modified(&mut self, ty: TypeId, node: TypeNodeId, decorators: Run, is_parameter: bool) -> TypeId {
        if decorators.is_empty() && !is_parameter {
            return ty;
        }
        // What a name in a circle stands for is not known yet.
        if matches!(self.types.raw(ty), Type::Named(_)) {
            return ty;
        }
        if let Some(inner) = self.types.without_null(ty) {
            // Without decorators a type that takes null stays as it is.
            if decorators.is_empty() {
                return ty;
            }
            let inner = self.modified(inner, node, decorators, is_parameter);
            return if inner == TypeId::ERROR { inner } else { self.types.nullable(inner) };
        }
        let middle = self.types.middle();
        let has = |id| middle.decorator(decorators, id).is_some();
        let mut flags = self.types.flags(ty);
        let is_plain = matches!(self.types.get(ty), Type::Bool(_) | Type::Int(..) | Type::String { .. });
        if is_parameter && is_plain {
            flags |= TypeFlags::LOOSE;
        }
        if has(DecoratorId::Secure) {
            flags |= TypeFlags::SECURE;
        }
        match self.types.get(ty) {
            Type::Int(bounds, _) => {
                let ids = (DecoratorId::MinValue, DecoratorId::MaxValue);
                match self.bounded(node, self.types.bounds(bounds), decorators, ids) {
                    Some(bounds) => self.types.int(bounds, flags),
                    None => TypeId::ERROR,
                }
            }
            Type::String { length, .. } => {
                let ids = (DecoratorId::MinLength, DecoratorId::MaxLength);
                match self.bounded(node, self.types.bounds(length), decorators, ids) {
                    Some(length) => self.types.string(length, None, flags),
                    None => TypeId::ERROR,
                }
            }
            Type::Array { item, length, name, .. } => {
                let ids = (DecoratorId::MinLength, DecoratorId::MaxLength);
                match self.bounded(node, self.types.bounds(length), decorators, ids) {
                    Some(length) => self.types.named_array(item, length, name, flags),
                    None => TypeId::ERROR,
                }
            }
            Type::Object(id) if has(DecoratorId::Sealed) => {
                let object = *self.types.object_of(id);
                let kind = match object.kind {
                    ObjectKind::Listed { start, len, .. } => ObjectKind::Listed { start, len, additional: None },
                    other => other,
                };
                self.types.push_object(Object { flags, kind, ..object })
            }
            Type::Bool(_) | Type::Tuple { .. } | Type::Object(_) => self.types.with_flags(ty, flags),
            _ => ty,
        }
    }

    /// Bounds with those of decorators instead; none where they contradict each other.
    fn bounded(
        &mut self,
        node: TypeNodeId,
        own: Bounds,
        decorators: Run,
        (least, most): (DecoratorId, DecoratorId),
    ) -> Option<Bounds> {
        let (min, max) = (self.number(decorators, least), self.number(decorators, most));
        let bounds = Bounds { min: min.or(own.min), max: max.or(own.max) };
        let (Some(low), Some(high)) = (bounds.min, bounds.max) else { return Some(bounds) };
        if low <= high || (min.is_none() && max.is_none()) {
            return Some(bounds);
        }
        let place = self.decorator_place(node, decorators, &[least, most]);
        let message = format!("the least value is {low}, and the greatest is {high}: no value fits");
        self.diagnostics.report(codes::BCP331, place, message, "make the lower bound the smaller one");
        None
    }

    /// The first of these decorators that is there.
    fn decorator_place(&self, node: TypeNodeId, decorators: Run, ids: &[DecoratorId]) -> Place {
        let middle = self.types.middle();
        let position = ids.iter().find_map(|id| {
            let known = |decorator: &triceps_middle::Decorator| decorator.name == DecoratorName::Known(*id);
            middle.decorators(decorators).iter().position(known)
        });
        match (middle.type_parent(node), position.and_then(|position| u32::try_from(position).ok())) {
            (Parent::Decl(decl), Some(position)) => Place::Decorator(decl, position),
            (_, Some(position)) => Place::MemberDecorator(node, position),
            _ => Place::Type(node),
        }
    }
}

fn is_container(node: TypeNode) -> bool {
    matches!(node, TypeNode::Array(_) | TypeNode::Object { .. } | TypeNode::Tuple(_))
}

/// Whether a type is inside of an array, object or tuple.
fn is_inside(middle: &Middle, mut node: TypeNodeId) -> bool {
    while let Parent::Type(around) = middle.type_parent(node) {
        if is_container(middle.type_node(around)) {
            return true;
        }
        node = around;
    }
    false
}
