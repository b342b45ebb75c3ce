//! What is known of an expression's value without evaluating it. What is not known fits everywhere.

use std::borrow::Cow;

use triceps_types::{Index, TypeKind};

use super::calls;
use super::inferred::{Bounds, Inferred, Items, Properties, Text, non_null, of_kind, printed, printed_length};
use super::lookup::Types;
use crate::expr::{BinaryOp, Callee, Composite, Entry, Expr, Node, Part, Symbol, UnaryOp};
use crate::template::{Decl, DeclKind, Template};
use crate::types::{TypeAccess, TypeExpr, TypeNode};

/// How many variables and types are followed before a value counts as unknown.
const DEEPEST: u8 = 24;

/// Infers types within one template.
#[derive(Clone, Copy)]
pub(super) struct Scope<'t, 'a> {
    pub(super) template: &'t Template,
    pub(super) types: &'a Types,
    depth: u8,
}

impl<'t, 'a> Scope<'t, 'a> {
    pub(super) fn new(template: &'t Template, types: &'a Types) -> Self {
        Self { template, types, depth: 0 }
    }

    fn deeper(self) -> Option<Self> {
        (self.depth < DEEPEST).then_some(Self { depth: self.depth + 1, ..self })
    }

    pub(super) fn infer(self, expr: &'t Expr) -> Inferred<'t> {
        match &expr.0 {
            Node::Null | Node::Refused(_) => Inferred::Null,
            Node::Bool(value) => Inferred::Bool(Some(*value)),
            Node::Int(value) => Inferred::Int(Bounds::exactly(*value)),
            Node::Str(text) => Inferred::Text(Text::Literal(Cow::Borrowed(text))),
            Node::Symbol(symbol) => self.symbol(*symbol),
            Node::Local(_) => Inferred::Any,
            Node::Composite(composite) => match self.deeper() {
                Some(inner) => inner.composite(composite.composite()),
                None => Inferred::Any,
            },
        }
    }

    fn composite(self, composite: &'t Composite) -> Inferred<'t> {
        match composite {
            Composite::MultiLine(text) => Inferred::Text(Text::Literal(Cow::Borrowed(text))),
            Composite::Interpolation { parts, .. } => self.interpolation(parts),
            Composite::Object(object) => Inferred::Object(Properties::Literal(object)),
            Composite::Array(array) => Inferred::Array(Items::Literal(array)),
            Composite::For(_) => Inferred::Array(Items::Unknown),
            Composite::Property { base, name, safe: false } => self.property(base, name),
            Composite::Index { base, index, safe: false, .. } => self.item(base, index),
            Composite::NonNull(base) => non_null(self.infer(base)),
            Composite::Paren(inner) => self.infer(inner),
            Composite::Unary(UnaryOp::Not, _) => Inferred::BOOL,
            Composite::Unary(UnaryOp::Minus, operand) => match self.infer(operand) {
                Inferred::Int(bounds) => match bounds.literal().and_then(i64::checked_neg) {
                    Some(value) => Inferred::Int(Bounds::exactly(value)),
                    None => Inferred::INT,
                },
                _ => Inferred::INT,
            },
            Composite::Binary(op, left, right) => self.binary(*op, left, right),
            Composite::Ternary(condition, yes, no) => match self.infer(condition) {
                Inferred::Bool(Some(holds)) => self.infer(if holds { yes } else { no }),
                _ => Inferred::one_of([self.infer(yes), self.infer(no)]),
            },
            Composite::Call { callee: Callee::Builtin(name), args } => calls::result(self, name, args),
            Composite::Call { callee: Callee::Declared(symbol), .. } => {
                match self.template.decl(*symbol).map(|decl| &decl.kind) {
                    Some(DeclKind::Func { returns, .. }) => self.declared(returns),
                    _ => Inferred::Any,
                }
            }
            Composite::Method { base, name, .. } => {
                let function = self.resource_of(base).and_then(|(symbol, _)| self.types.of(symbol)?.function(name));
                function.map_or(Inferred::Any, |function| of_kind(function.output()))
            }
            Composite::Lambda { .. } | Composite::Property { .. } | Composite::Index { .. } => Inferred::Any,
        }
    }

    fn symbol(self, symbol: Symbol) -> Inferred<'t> {
        let (Some(decl), Some(inner)) = (self.template.decl(symbol), self.deeper()) else { return Inferred::Any };
        match &decl.kind {
            DeclKind::Param { ty, .. } => inner.parameter(decl, ty),
            DeclKind::Var { ty: Some(ty), .. } => inner.declared(ty),
            DeclKind::Var { ty: None, value } => inner.infer(value),
            DeclKind::Resource(_) if decl.header().is_none() => Inferred::Resource,
            DeclKind::Resource(_) => Inferred::Array(Items::Unknown),
            _ => Inferred::Any,
        }
    }

    fn parameter(self, decl: &'t Decl, ty: &'t TypeExpr) -> Inferred<'t> {
        let bound = |name| decl.decorators.argument(name).and_then(Expr::as_int);
        let plain = self.declared(ty);
        if let Some(allowed) = decl.decorators.argument("allowed").and_then(Expr::as_array)
            && !matches!(plain, Inferred::Array(_))
        {
            return Inferred::one_of(allowed.items.iter().map(|item| self.infer(item)));
        }
        let with_bounds = |inferred| match inferred {
            Inferred::Text(Text::Of { .. }) => {
                let length = |name| bound(name).and_then(|length| u64::try_from(length).ok());
                let length = Bounds { min: length("minLength"), max: length("maxLength") };
                Inferred::Text(Text::Of { length, loose: true })
            }
            Inferred::Int(bounds) if bounds == Bounds::default() => {
                Inferred::Int(Bounds { min: bound("minValue"), max: bound("maxValue") })
            }
            other => other,
        };
        match plain {
            Inferred::OneOf(members) => Inferred::OneOf(members.into_iter().map(with_bounds).collect()),
            plain => with_bounds(plain),
        }
    }

    /// What a declared type says.
    pub(super) fn declared(self, ty: &'t TypeExpr) -> Inferred<'t> {
        let Some(inner) = self.deeper() else { return Inferred::Any };
        match ty.node() {
            TypeNode::Refused(_) => Inferred::Any,
            TypeNode::Named(name) => match &**name {
                "string" => Inferred::TEXT,
                "int" => Inferred::INT,
                "bool" => Inferred::BOOL,
                "object" => Inferred::Object(Properties::Unknown),
                "array" => Inferred::Array(Items::Unknown),
                _ => Inferred::Any,
            },
            TypeNode::Declared(symbol) => match self.template.decl(*symbol).map(|decl| &decl.kind) {
                Some(DeclKind::Type(ty)) => inner.declared(ty),
                _ => Inferred::Any,
            },
            TypeNode::Literal(value) => inner.infer(value),
            TypeNode::Array(item) => Inferred::Array(Items::Declared(item)),
            TypeNode::Nullable(of) => Inferred::one_of([Inferred::Null, inner.declared(of)]),
            TypeNode::NonNull(of) => non_null(inner.declared(of)),
            TypeNode::Object(object) => Inferred::Object(Properties::Declared(object)),
            TypeNode::Tuple(_) => Inferred::Array(Items::Unknown),
            TypeNode::Union(members) => Inferred::one_of(members.iter().map(|member| inner.declared(member))),
            TypeNode::Resource { .. } => Inferred::Any,
            TypeNode::Access { .. } => kind_of_declared(ty).map_or(Inferred::Any, of_kind),
        }
    }

    fn interpolation(self, parts: &'t [Part]) -> Inferred<'t> {
        let mut length = Bounds { min: Some(0_u64), max: Some(0_u64) };
        let mut literal = Some(String::new());
        for part in parts {
            let value = match part {
                Part::Text(text) => Inferred::Text(Text::Literal(Cow::Borrowed(text))),
                Part::Hole(hole) => self.infer(hole),
            };
            let part_length = printed_length(&value);
            length.min = Some(length.min.unwrap_or(0).saturating_add(part_length.min.unwrap_or(0)));
            length.max = length.max.zip(part_length.max).map(|(sum, more)| sum.saturating_add(more));
            literal = literal.zip(printed(&value)).map(|(before, text)| before + &text);
        }
        if let Some(literal) = literal {
            return Inferred::Text(Text::Literal(Cow::Owned(literal)));
        }
        // A length of zero or more is no knowledge.
        length.min = length.min.filter(|min| *min > 0);
        Text::sized(length)
    }

    fn binary(self, op: BinaryOp, left: &'t Expr, right: &'t Expr) -> Inferred<'t> {
        let operation = match op {
            BinaryOp::Coalesce => {
                return Inferred::one_of([non_null(self.infer(left)).strict(), self.infer(right)]);
            }
            BinaryOp::Add => i64::checked_add,
            BinaryOp::Subtract => i64::checked_sub,
            BinaryOp::Multiply => i64::checked_mul,
            BinaryOp::Divide => i64::checked_div,
            BinaryOp::Modulo => i64::checked_rem,
            _ => return Inferred::BOOL,
        };
        let literal = |expr| match self.infer(expr) {
            Inferred::Int(bounds) => bounds.literal(),
            _ => None,
        };
        let value = literal(left).zip(literal(right)).and_then(|(left, right)| operation(left, right));
        value.map_or(Inferred::INT, |value| Inferred::Int(Bounds::exactly(value)))
    }

    /// The resource that an expression is, and whether it is always deployed.
    pub(super) fn resource_of(self, expr: &Expr) -> Option<(Symbol, bool)> {
        let (symbol, certain) = match expr.as_composite() {
            Some(Composite::NonNull(base)) => return self.resource_of(base).map(|(symbol, _)| (symbol, true)),
            Some(Composite::Paren(base)) => return self.resource_of(base),
            Some(Composite::Index { base, .. }) => {
                let symbol = base.as_symbol()?;
                self.template.decl(symbol)?.header()?;
                (symbol, true)
            }
            _ => (expr.as_symbol()?, true),
        };
        let decl = self.template.decl(symbol)?;
        decl.as_resource()?;
        Some((symbol, certain && decl.condition().is_none()))
    }

    fn property(self, base: &'t Expr, name: &str) -> Inferred<'t> {
        if let Some((symbol, certain)) = self.resource_of(base) {
            return self.resource_property(symbol, certain, name);
        }
        if let Some(kind) = self.kind_of(base) {
            return property_kind(kind, name).map_or(Inferred::Any, of_kind);
        }
        if let Some(Composite::Call { callee: Callee::Builtin(function), .. }) = base.as_composite()
            && calls::is_context(function)
        {
            let text = matches!(name, "id" | "name" | "location" | "subscriptionId" | "tenantId" | "displayName");
            return if text { Inferred::TEXT } else { Inferred::Any };
        }
        match self.infer(base) {
            Inferred::Object(Properties::Literal(object)) => {
                let open = object.entries.iter().any(|entry| matches!(entry, Entry::Spread(_)));
                object.get(name).filter(|_| !open).map_or(Inferred::Any, |value| self.infer(value))
            }
            Inferred::Object(Properties::Declared(object)) => {
                let member = object.members.iter().find(|member| member.name == name);
                member.or(object.additional.as_deref()).map_or(Inferred::Any, |member| self.declared(&member.value))
            }
            _ => Inferred::Any,
        }
    }

    fn resource_property(self, symbol: Symbol, certain: bool, name: &str) -> Inferred<'t> {
        let Some(decl) = self.template.decl(symbol) else { return Inferred::Any };
        match name {
            "id" | "type" | "apiVersion" => Inferred::TEXT,
            "name" if decl.header().is_none() => {
                decl.body().and_then(|body| body.get("name")).map_or(Inferred::TEXT, |value| self.infer(value).strict())
            }
            _ if !certain => Inferred::Any,
            _ => self.types.property(symbol, name).map_or(Inferred::Any, of_kind),
        }
    }

    fn item(self, base: &'t Expr, index: &'t Expr) -> Inferred<'t> {
        if self.resource_of(base).is_some() {
            return Inferred::Any;
        }
        if let Some(TypeKind::Array(array)) = self.kind_of(base) {
            return of_kind(array.item());
        }
        match self.infer(base) {
            Inferred::Array(Items::Text) => Inferred::TEXT,
            Inferred::Array(Items::Int) => Inferred::INT,
            Inferred::Array(Items::Declared(item)) => self.declared(item),
            Inferred::Array(Items::Known(item)) => of_kind(item),
            Inferred::Array(Items::Literal(array)) if array.spreads.is_empty() => {
                let place = index.as_int().and_then(|index| usize::try_from(index).ok());
                place.and_then(|place| array.items.get(place)).map_or(Inferred::Any, |item| self.infer(item))
            }
            _ => Inferred::Any,
        }
    }

    /// The type of the index that an expression below a resource has.
    fn kind_of(self, expr: &Expr) -> Option<TypeKind<'static>> {
        match expr.as_composite()? {
            Composite::Property { base, name, safe: false } => match self.resource_of(base) {
                Some((symbol, true)) => self.types.property(symbol, name),
                Some(_) => None,
                None => property_kind(self.kind_of(base)?, name),
            },
            Composite::Index { base, safe: false, .. } => match self.kind_of(base)? {
                TypeKind::Array(array) => Some(array.item()),
                _ => None,
            },
            Composite::NonNull(base) | Composite::Paren(base) => self.kind_of(base),
            Composite::Method { base, name, .. } => {
                let (symbol, _) = self.resource_of(base)?;
                Some(self.types.of(symbol)?.function(name)?.output())
            }
            _ => None,
        }
    }
}

/// The type of the index that `resourceOutput<..>.name` stands for. What `resourceInput<..>` stands for fits by itself.
fn kind_of_declared(ty: &TypeExpr) -> Option<TypeKind<'static>> {
    match ty.node() {
        TypeNode::Resource { direction: crate::types::Direction::Output, resource } => {
            let (name, version) = resource.split_once('@')?;
            Some(Index::builtin().resource_type(name, version)?.body())
        }
        TypeNode::Access { base, member: TypeAccess::Property(name) } => property_kind(kind_of_declared(base)?, name),
        TypeNode::Access { base, member: TypeAccess::Items } => match kind_of_declared(base)? {
            TypeKind::Array(array) => Some(array.item()),
            _ => None,
        },
        _ => None,
    }
}

/// The type of a property, if the type is an object that has it.
fn property_kind(kind: TypeKind<'static>, name: &str) -> Option<TypeKind<'static>> {
    let TypeKind::Object(object) = kind else { return None };
    match object.property(name) {
        Some(property) => Some(property.kind()),
        None => object.additional_properties(),
    }
}
