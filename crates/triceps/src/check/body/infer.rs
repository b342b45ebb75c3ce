//! What is known of an expression's value without evaluating it. What is not known fits everywhere.

use std::borrow::Cow;

use triceps_types::{Index, ObjectType as IndexObject, TypeKind, UnionType};

use super::calls;
use super::lookup::Types;
use super::target::quoted;
use crate::expr::{Array, BinaryOp, Callee, Composite, Expr, Node, Object, Part, Symbol, UnaryOp};
use crate::template::{Decl, DeclKind, Template};
use crate::types::{ObjectType, TypeAccess, TypeExpr, TypeNode};

/// The type of an expression, as narrow as it is known.
#[derive(Clone, Debug)]
pub(super) enum Inferred<'t> {
    /// Nothing is known.
    Any,
    Null,
    Bool(Option<bool>),
    Int(Bounds<i64>),
    Text(Text<'t>),
    Array(Items<'t>),
    Object(Properties<'t>),
    /// A whole resource.
    Resource,
    /// One of several, flat.
    OneOf(Vec<Inferred<'t>>),
}

/// The least and the greatest that a number or a length can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds<N> {
    pub(super) min: Option<N>,
    pub(super) max: Option<N>,
}

#[derive(Clone, Debug)]
pub(super) enum Text<'t> {
    Literal(Cow<'t, str>),
    /// `loose`: a member of a closed enum may be expected of it, as of a plain `string` parameter.
    Of {
        length: Bounds<u64>,
        loose: bool,
    },
}

#[derive(Clone, Debug)]
pub(super) enum Items<'t> {
    Unknown,
    Literal(&'t Array),
    Declared(&'t TypeExpr),
    /// What a resource has there.
    Known(TypeKind<'static>),
    Text,
    Int,
}

#[derive(Clone, Debug)]
pub(super) enum Properties<'t> {
    Unknown,
    Literal(&'t Object),
    Declared(&'t ObjectType),
    /// What a resource has there.
    Known(IndexObject<'static>),
}

/// How many variables and types are followed before a value counts as unknown.
const DEEPEST: u8 = 24;

/// Infers types within one template.
#[derive(Clone, Copy)]
pub(super) struct Scope<'t, 'a> {
    pub(super) template: &'t Template,
    pub(super) types: &'a Types,
    depth: u8,
}

impl<'t> Text<'t> {
    pub(super) const PLAIN: Self = Self::Of { length: Bounds { min: None, max: None }, loose: false };

    /// How long it is at least and at most.
    pub(super) fn length(&self) -> Bounds<u64> {
        match self {
            Self::Literal(text) => Bounds::exactly(utf16_length(text)),
            Self::Of { length, .. } => *length,
        }
    }

    pub(super) fn sized(length: Bounds<u64>) -> Inferred<'t> {
        Inferred::Text(Self::Of { length, loose: false })
    }
}

impl<N: Copy> Bounds<N> {
    pub(super) fn exactly(number: N) -> Self {
        Self { min: Some(number), max: Some(number) }
    }
}

impl Bounds<i64> {
    /// The number, if it can be only one.
    pub(super) fn literal(self) -> Option<i64> {
        self.min.filter(|min| self.max == Some(*min))
    }
}

impl Inferred<'_> {
    pub(super) const TEXT: Self = Self::Text(Text::PLAIN);
    pub(super) const INT: Self = Self::Int(Bounds { min: None, max: None });
    pub(super) const BOOL: Self = Self::Bool(None);

    /// The type in a message.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Bool(Some(value)) => value.to_string(),
            Self::Bool(None) => "bool".to_owned(),
            Self::Int(bounds) => bounds.literal().map_or_else(|| "int".to_owned(), |value| value.to_string()),
            Self::Text(Text::Literal(text)) => quoted(text),
            Self::Text(Text::Of { .. }) => "string".to_owned(),
            Self::Array(Items::Text) => "string[]".to_owned(),
            Self::Array(Items::Int) => "int[]".to_owned(),
            Self::Array(_) => "array".to_owned(),
            Self::Object(_) => "object".to_owned(),
            Self::Resource => "resource".to_owned(),
            Self::OneOf(members) => {
                let mut names: Vec<String> = members.iter().map(Self::name).collect();
                names.sort_unstable();
                names.dedup();
                names.join(" | ")
            }
        }
    }

    /// Takes away what makes a `string` parameter fit a closed enum.
    fn strict(self) -> Self {
        match self {
            Self::Text(Text::Of { length, .. }) => Self::Text(Text::Of { length, loose: false }),
            other => other,
        }
    }
}

impl<'t> Inferred<'t> {
    /// One of several types.
    pub(super) fn one_of(members: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for member in members {
            match member {
                Self::Any => return Self::Any,
                Self::OneOf(inner) => flat.extend(inner),
                member => flat.push(member),
            }
        }
        let same = |left: &Self, right: &Self| match (left, right) {
            (Self::Text(Text::Literal(left)), Self::Text(Text::Literal(right))) => left == right,
            (Self::Int(left), Self::Int(right)) => left == right,
            (Self::Bool(left), Self::Bool(right)) => left == right,
            (Self::Null, Self::Null) => true,
            _ => false,
        };
        let mut index = 0;
        while index < flat.len() {
            if (0..index).any(|before| same(&flat[before], &flat[index])) {
                flat.remove(index);
            } else {
                index += 1;
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Self::OneOf(flat) }
    }
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
            Node::Null => Inferred::Null,
            Node::Bool(value) => Inferred::Bool(Some(*value)),
            Node::Int(value) => Inferred::Int(Bounds::exactly(*value)),
            Node::Str(text) => Inferred::Text(Text::Literal(Cow::Borrowed(text))),
            Node::Symbol(symbol) => self.symbol(*symbol),
            Node::Local(_) => Inferred::Any,
            Node::Composite(composite) => match self.deeper() {
                Some(inner) => inner.composite(composite),
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
        match &ty.0 {
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
                let open = object.entries.iter().any(|entry| matches!(entry, crate::expr::Entry::Spread(_)));
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
            "id" => Inferred::TEXT,
            "type" | "apiVersion" => Inferred::TEXT,
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
    match &ty.0 {
        TypeNode::Resource { function, resource } if function == "resourceOutput" => {
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

/// What is known of a value that has a type of the index.
pub(super) fn of_kind<'t>(kind: TypeKind<'static>) -> Inferred<'t> {
    match kind {
        TypeKind::Boolean => Inferred::BOOL,
        TypeKind::Integer(integer) => Inferred::Int(Bounds { min: integer.min(), max: integer.max() }),
        TypeKind::String(text) => Text::sized(Bounds { min: text.min_length(), max: text.max_length() }),
        TypeKind::Literal(text) => Inferred::Text(Text::Literal(Cow::Borrowed(text))),
        TypeKind::Union(union) => of_union(union),
        TypeKind::Array(array) => Inferred::Array(Items::Known(array.item())),
        TypeKind::Object(object) => Inferred::Object(Properties::Known(object)),
        TypeKind::Discriminated(_) => Inferred::Object(Properties::Unknown),
        _ => Inferred::Any,
    }
}

fn of_union<'t>(union: UnionType<'static>) -> Inferred<'t> {
    let literals = union.literals().map(|text| Inferred::Text(Text::Literal(Cow::Borrowed(text))));
    let other = union.is_open().then_some(Inferred::TEXT);
    Inferred::one_of(literals.chain(other))
}

/// The type without null.
fn non_null(inferred: Inferred<'_>) -> Inferred<'_> {
    match inferred {
        Inferred::OneOf(members) => {
            let mut members: Vec<_> = members.into_iter().filter(|member| !matches!(member, Inferred::Null)).collect();
            if members.len() == 1 { members.swap_remove(0).strict() } else { Inferred::OneOf(members) }
        }
        other => other,
    }
}

/// How long a value is once it is printed into a text.
fn printed_length(value: &Inferred<'_>) -> Bounds<u64> {
    match value {
        Inferred::Text(text) => text.length(),
        Inferred::Bool(Some(value)) => Bounds::exactly(if *value { 4 } else { 5 }),
        Inferred::Bool(None) => Bounds { min: Some(4), max: Some(5) },
        Inferred::Int(bounds) => match bounds.literal() {
            Some(value) => Bounds::exactly(value.to_string().len() as u64),
            None => Bounds { min: Some(1), max: None },
        },
        Inferred::OneOf(members) => {
            let lengths = || members.iter().map(printed_length);
            let min = lengths().map(|length| length.min.unwrap_or(0)).min();
            let max = lengths().map(|length| length.max).try_fold(0, |most, max| Some(most.max(max?)));
            Bounds { min, max }
        }
        _ => Bounds::default(),
    }
}

fn printed<'v>(value: &'v Inferred<'_>) -> Option<Cow<'v, str>> {
    match value {
        Inferred::Text(Text::Literal(text)) => Some(Cow::Borrowed(text)),
        Inferred::Int(bounds) => bounds.literal().map(|value| Cow::Owned(value.to_string())),
        _ => None,
    }
}

/// Length as the compiler counts it.
pub(super) fn utf16_length(text: &str) -> u64 {
    if text.is_ascii() { text.len() as u64 } else { text.encode_utf16().count() as u64 }
}
