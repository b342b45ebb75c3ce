//! Reading properties, and chains of accesses.

use triceps_diagnostics::{Severity, codes};
use triceps_language::DecoratorId;
use triceps_middle::kinds::{Property, PropertyFlags, Type, TypeId, VariantsId};
use triceps_middle::order::sort;
use triceps_middle::strings::{Str, known};
use triceps_middle::{DeclId, Expr, ExprId, Place};

use super::Infer;
use crate::types::suggest::closest;
use crate::types::text::listed;

/// A chain of accesses up to one of them: `a.b[0].?c`.
#[derive(Clone, Copy)]
struct Chain {
    /// The type in the chain, without the null that a safe access before it may give.
    ty: TypeId,
    /// Whether a safe access in the chain may give null, which ends the chain.
    may_end: bool,
    /// Whether the chain is null for certain.
    is_null: bool,
    /// Whether this access is safe.
    safe: bool,
    /// The resource or module that this access reads from directly.
    symbol: Option<DeclId>,
}

impl Infer<'_, '_> {
    pub(super) fn access(&mut self, id: ExprId) -> TypeId {
        self.chain(id);
        self.types.of(id)
    }

    fn chain(&mut self, id: ExprId) -> Chain {
        let chain = self.link(id);
        let ty = match chain {
            Chain { is_null: true, .. } => TypeId::NULL,
            Chain { may_end: true, ty, .. } => self.types.nullable(ty),
            Chain { ty, .. } => ty,
        };
        self.types.set(id, ty);
        chain
    }

    fn link(&mut self, id: ExprId) -> Chain {
        let (Expr::Property { base, safe, .. } | Expr::Index { base, safe, .. }) = self.middle.expr(id) else {
            unreachable!("only accesses are links of a chain")
        };
        // A safe access begins a chain of its own.
        let before = match self.middle.expr(base) {
            Expr::Property { .. } | Expr::Index { .. } if !safe => Some(self.chain(base)),
            _ => {
                self.expr(base);
                None
            }
        };
        if let Expr::Index { index, .. } = self.middle.expr(id) {
            self.expr(index);
        }
        let mut ty = before.map_or_else(|| self.types.of(base), |before| before.ty);
        let mut may_end = before.is_some_and(|before| before.may_end);
        let mut symbol = self.symbol(base);
        let chain = Chain { ty, may_end, is_null: false, safe, symbol };
        if before.is_some_and(|before| before.is_null) {
            return Chain { is_null: true, ..chain };
        }
        if safe || before.is_some_and(|before| before.safe) {
            if ty == TypeId::NULL {
                return Chain { is_null: true, ..chain };
            }
            if let Some(rest) = self.types.without_null(ty) {
                may_end = true;
                ty = rest;
            } else if safe && self.may_be_missing(symbol) {
                may_end = true;
                symbol = None;
            }
        }
        let collection = before.and_then(|before| before.symbol).filter(|decl| self.is_looped(*decl));
        // Through `items[0]` the collection decides.
        let read_from = collection.or(symbol.filter(|decl| !self.is_looped(*decl)));
        let read_from = read_from.filter(|decl| !self.is_within(*decl));
        let found = self.diagnostics.len();
        let ty = match self.middle.expr(id) {
            Expr::Property { name, .. } => self.named_property(id, name, ty, read_from, safe),
            Expr::Index { index, from_end, .. } => {
                let index_type = self.types.of(index);
                self.item(id, ty, read_from, index_type, safe, from_end)
            }
            _ => TypeId::ERROR,
        };
        if may_end && ty == TypeId::ERROR {
            // The value may be null anyway: what reads it decides whether it is wrong.
            self.diagnostics.take_back_errors(found);
        }
        Chain { ty, may_end, symbol, ..chain }
    }

    /// The resource or module that an expression names; none where `!` says that it is there.
    fn symbol(&self, expr: ExprId) -> Option<DeclId> {
        let mut expr = expr;
        while let Expr::Paren(inner) = self.middle.expr(expr) {
            expr = inner;
        }
        let Expr::Decl(decl) = self.middle.expr(expr) else { return None };
        self.middle.decl(decl).body().map(|_| decl)
    }

    fn is_looped(&self, decl: DeclId) -> bool {
        self.middle.decl(decl).header().is_some()
    }

    /// Whether the expression stands in the body of a declaration, or of one nested in it.
    fn is_within(&self, decl: DeclId) -> bool {
        let mut around = Some(self.owner);
        // A container cannot contain itself, but a wrong model must not hang a check.
        for _ in 0..=self.middle.decl_count() {
            match around {
                None => return false,
                Some(owner) if owner == decl => return true,
                Some(owner) => around = self.middle.decl(owner).container(),
            }
        }
        false
    }

    /// Whether a resource or module may not be there.
    pub(super) fn may_be_missing(&self, symbol: Option<DeclId>) -> bool {
        symbol.is_some_and(|decl| self.types.may_be_missing(decl))
    }

    /// Whether a property of a resource or module is known even if it is not deployed.
    fn is_known_anyway(&self, decl: DeclId, name: Str) -> bool {
        if self.middle.decl(decl).as_module().is_some() {
            return name == known::NAME;
        }
        matches!(name, known::ID | known::NAME | known::TYPE | known::API_VERSION)
            && self.middle.extension_of(decl).is_none()
    }

    /// The body behind a resource or module, and others themselves.
    pub(super) fn unwrapped(&mut self, ty: TypeId) -> TypeId {
        match self.types.get(ty) {
            Type::Resource(decl) => self.types.body_of(decl),
            Type::Module(decl) => self.types.module_body(decl),
            _ => ty,
        }
    }

    fn named_property(&mut self, id: ExprId, name: Str, base: TypeId, read_from: Option<DeclId>, safe: bool) -> TypeId {
        let shown = base;
        let base = self.unwrapped(base);
        if base == TypeId::ERROR {
            return TypeId::ERROR;
        }
        // The name of a module is the one that it is given.
        if let Type::Module(decl) = self.types.get(shown)
            && name == known::NAME
            && let Some(given) = self.middle.name_of(decl)
            && let Some(property) = self.types.property(base, "name")
        {
            return self.types.narrowed(given, property.ty);
        }
        if let Some(rest) = self.types.without_null(base) {
            self.may_fail(Place::Access(id), &self.types.name(shown));
            return self.named_property(id, name, rest, None, safe);
        }
        if let Some(decl) = read_from
            && self.types.may_be_missing(decl)
            && !self.is_known_anyway(decl, name)
        {
            let shown = format!("{} | null", self.types.name(base));
            self.may_fail(Place::Access(id), &shown);
            return self.named_property(id, name, base, None, safe);
        }
        match self.types.get(base) {
            // That a text has no name there is reported by the parser.
            Type::Object(_) if name == known::EMPTY => TypeId::ERROR,
            Type::Union(_) if name != known::EMPTY => self.property_of_union(id, name, base, safe),
            Type::Object(_) => {
                let warns = safe || self.types.warns_of_properties(base);
                self.property_of_object(Place::Name(id), name, base, safe, warns)
            }
            Type::Variants(_) => TypeId::ANY,
            _ if self.types.assignable(base, TypeId::OBJECT) => TypeId::ANY,
            _ => {
                let name = self.types.str(name);
                let message = format!("`{}` has no properties: `{name}` cannot be read", self.types.name(shown));
                self.diagnostics.report(codes::BCP055, Place::Name(id), message, "read from an object");
                TypeId::ERROR
            }
        }
    }

    fn property_of_union(&mut self, id: ExprId, name: Str, base: TypeId, safe: bool) -> TypeId {
        let warns = safe || self.types.warns_of_properties(base);
        let Some(one) = self.types.collapsed(base) else {
            let members = self.types.members(base);
            if !self.types.is_module(base) {
                return TypeId::ANY;
            }
            let bodies: Vec<TypeId> = members.into_iter().map(|member| self.unwrapped(member)).collect();
            let bodies = self.types.union(&bodies);
            return match self.types.get(bodies) {
                Type::Union(_) => self.property_of_union(id, name, bodies, safe),
                _ => self.property_of_object(Place::Name(id), name, bodies, safe, warns),
            };
        };
        match self.types.get(one) {
            Type::Object(_) => self.property_of_object(Place::Name(id), name, one, safe, warns),
            Type::Variants(variants) => self.property_of_variants(id, name, one, variants, safe),
            _ => TypeId::ANY,
        }
    }

    fn property_of_variants(
        &mut self,
        id: ExprId,
        name: Str,
        base: TypeId,
        variants: VariantsId,
        safe: bool,
    ) -> TypeId {
        let discriminator = self.types.variants_of(variants).discriminator;
        if discriminator == name {
            return self.types.discriminators(variants);
        }
        let (mut found, mut flags, mut types) = (false, PropertyFlags::NONE, Vec::new());
        let mut bases = Vec::new();
        for (_, variant) in self.types.variants(variants) {
            if let Some(property) = self.types.property_of(variant, name) {
                found = true;
                flags |= property.flags;
                types.push(property.ty);
            } else if let Some(additional) = self.types.additional(variant) {
                found = true;
                flags |= additional.flags;
                types.push(additional.ty);
            } else {
                flags |= PropertyFlags::FALLBACK;
                types.push(TypeId::NULL);
            }
            bases.push(variant);
        }
        let warns = safe || self.types.warns_of_properties(base);
        if !found {
            return self.unknown_property(Place::Name(id), name, base, &bases, warns);
        }
        if self.allows_reading(Place::Name(id), name, base, flags, safe, warns) {
            self.types.merged(&types)
        } else {
            TypeId::ERROR
        }
    }

    /// The type of a property of an object type.
    pub(super) fn property_of_object(
        &mut self,
        place: Place,
        name: Str,
        base: TypeId,
        safe: bool,
        warns: bool,
    ) -> TypeId {
        let (ty, flags) = if let Some(property) = self.types.property_of(base, name) {
            (property.ty, property.flags)
        } else if let Some(additional) = self.types.additional(base) {
            (additional.ty, additional.flags)
        } else {
            return self.unknown_property(place, name, base, &[base], warns);
        };
        if self.allows_reading(place, name, base, flags, safe, warns) { ty } else { TypeId::ERROR }
    }

    fn allows_reading(
        &mut self,
        place: Place,
        name: Str,
        base: TypeId,
        flags: PropertyFlags,
        safe: bool,
        warns: bool,
    ) -> bool {
        if flags.contains(PropertyFlags::WRITE_ONLY) {
            let (name, of) = (self.types.str(name), self.types.name(base));
            let message = format!("`{name}` of `{of}` can be written, but not read");
            let help = "keep the value that was written in a variable or parameter";
            self.diagnostics.report_as(codes::BCP077, Self::warning_or_error(warns), place, message, help);
            if !warns {
                return false;
            }
        }
        if flags.contains(PropertyFlags::FALLBACK) {
            let severity = if safe { Severity::Info } else { Severity::Warning };
            let name = self.types.str(name);
            let message = format!("the type data does not have the property `{name}`, though it may exist");
            self.diagnostics.report_as(
                codes::BCP187,
                severity,
                place,
                message,
                "check the name, or another API version",
            );
        }
        true
    }

    /// The names that can be read from one of several objects, sorted; none where there are too many to compare.
    fn readable_names(&mut self, objects: &[TypeId]) -> Option<Vec<String>> {
        let properties: Vec<Property> = objects.iter().flat_map(|object| self.types.properties(*object)).collect();
        if !self.types.comparisons.allow(properties.len()) {
            return None;
        }
        let readable = properties.into_iter().filter(|property| !property.flags.contains(PropertyFlags::WRITE_ONLY));
        let mut names: Vec<String> = readable.map(|property| self.types.str(property.name).to_owned()).collect();
        sort(&mut names);
        names.dedup();
        Some(names)
    }

    fn unknown_property(&mut self, place: Place, name: Str, base: TypeId, objects: &[TypeId], warns: bool) -> TypeId {
        let names = self.readable_names(objects);
        let name = self.types.str(name);
        let (code, help) = match names {
            None => (codes::BCP053, "check the name".to_owned()),
            Some(names) => match closest(name, names.iter().map(String::as_str)) {
                Some(closest) => (codes::BCP083, format!("did you mean `{closest}`?")),
                None if names.is_empty() => (codes::BCP052, "it has no properties".to_owned()),
                None => (codes::BCP053, format!("it has {}", listed(names.iter().map(String::as_str)))),
            },
        };
        let message = format!("`{}` has no property `{name}`", self.types.name(base));
        self.diagnostics.report_as(code, Self::warning_or_error(warns), place, message, help);
        if warns { TypeId::ANY } else { TypeId::ERROR }
    }

    /// Reports an access to what may be null.
    pub(super) fn may_fail(&mut self, place: Place, shown: &str) {
        let message = format!("the value may be null (`{shown}`), and reading from it would fail the deployment");
        self.diagnostics.report(codes::BCP318, place, message, "read with `.?`, or state with `!` that it exists");
    }
}

impl crate::types::Types<'_> {
    /// Whether a resource or module may not be there when it is read: it has a condition, the resource around it has
    /// one, or it exists already and gives null where it does not.
    pub fn may_be_missing(&self, decl: DeclId) -> bool {
        let middle = self.middle();
        let Some(mut resource) = middle.decl(decl).as_resource() else {
            let condition = middle.decl(decl).condition();
            return condition
                .is_some_and(|condition| !matches!(self.get(self.of(condition)), Type::BoolLiteral(true, _)));
        };
        let mut id = decl;
        // A container cannot contain itself, but a wrong model must not hang a check.
        for _ in 0..=middle.decl_count() {
            if resource.existing && middle.has_decorator(id, DecoratorId::NullIfNotFound) {
                return true;
            }
            if let Some(condition) = resource.condition
                && matches!(self.get(self.of(condition)), Type::Bool(_) | Type::BoolLiteral(false, _))
            {
                return true;
            }
            let Some(container) = resource.container else { return false };
            let Some(around) = middle.decl(container).as_resource() else { return false };
            (id, resource) = (container, around);
        }
        false
    }
}
