//! Types as they are written.

use triceps_core::language::{Ambient, UnaryOp, is_identifier};
use triceps_core::{Direction, Place, Run, TypeAccess, TypeHint, TypeMember, TypeNode, TypeNodeId};
use triceps_diagnostics::codes;
use triceps_syntax::ast::{
    AstNode, Expr as AstExpr, Key, LiteralValue, ObjectType, PropertyType, StringLiteral, Type, UnaryType,
};
use triceps_syntax::{SyntaxKind, TextRange};

use super::Lower;
use super::scope::{Meaning, is_one_line};

impl<'t> Lower<'t> {
    /// Lowers the type of a declaration, or what stands for a missing one.
    pub(super) fn root_type(&mut self, ty: Option<Type<'t>>, around: TextRange) -> TypeNodeId {
        match ty {
            Some(ty) => self.ty(ty),
            None => self.error_type(around),
        }
    }

    pub(super) fn error_type(&mut self, range: TextRange) -> TypeNodeId {
        let text = self.builder.intern(range.of(self.text()).unwrap_or_default());
        let id = self.builder.type_leaf(TypeNode::Error(text));
        self.type_at(id, range)
    }

    fn ty(&mut self, ty: Type<'t>) -> TypeNodeId {
        let range = ty.syntax().range();
        if !self.deeper() {
            self.depth -= 1;
            let id = self.error_type(TextRange { start: range.start, end: range.start });
            self.too_deep(Place::Type(id));
            return id;
        }
        let id = self.ty_inner(ty, range);
        self.depth -= 1;
        id
    }

    fn ty_inner(&mut self, ty: Type<'t>, range: TextRange) -> TypeNodeId {
        match ty {
            Type::Skipped(_) => self.error_type(range),
            Type::Resource(_) => {
                self.unread(range);
                self.error_type(range)
            }
            Type::Name(it) => match it.token() {
                Some(token) => self.type_name(token.text(), range),
                None => self.error_type(range),
            },
            Type::Literal(it) => {
                let literal = match it.value() {
                    Some(LiteralValue::Null) => triceps_core::Expr::Null,
                    Some(LiteralValue::Bool(value)) => triceps_core::Expr::Bool(value),
                    Some(LiteralValue::Int(value)) => triceps_core::Expr::Int(i64::try_from(value).unwrap_or(i64::MAX)),
                    None => return self.error_type(range),
                };
                self.type_literal(literal, range)
            }
            Type::String(it) => self.type_string(it, range),
            Type::Unary(it) => self.type_unary(it, range),
            Type::Paren(it) => match it.inner() {
                Some(inner) => self.ty(inner),
                None => self.error_type(range),
            },
            Type::Array(it) => {
                let item = self.root_type(it.base(), range);
                let id = self.builder.type_array(item);
                self.type_at(id, range)
            }
            Type::Nullable(it) => {
                let inner = self.root_type(it.base(), range);
                let id = self.builder.type_nullable(inner);
                self.type_at(id, range)
            }
            Type::NonNull(it) => {
                let inner = self.root_type(it.base(), range);
                let id = self.builder.type_non_null(inner);
                self.type_at(id, range)
            }
            Type::Union(it) => {
                let members: Vec<TypeNodeId> = it.members().map(|member| self.ty(member)).collect();
                let id = self.builder.type_union(&members);
                self.type_at(id, range)
            }
            Type::Object(it) => self.object_type(it, range),
            Type::Tuple(it) => {
                let items: Vec<TypeMember> = it
                    .items()
                    .map(|item| {
                        let decorators = self.member_decorators(item.decorators());
                        let name = self.builder.intern("");
                        TypeMember { name, ty: self.root_type(item.value(), range), decorators }
                    })
                    .collect();
                let id = self.builder.type_tuple(&items);
                self.type_at(id, range)
            }
            Type::Instantiated(it) => {
                let arguments: Vec<Type<'t>> = it.arguments().collect();
                let name = it.name().map(triceps_syntax::Token::text);
                if name.is_some_and(|name| self.resolve_top(name).is_some()) {
                    self.unread(range);
                    return self.error_type(range);
                }
                self.resource_type(name, &arguments, range)
            }
            Type::QualifiedInstantiated(it) => {
                let arguments: Vec<Type<'t>> = it.arguments().collect();
                if it.base().is_none_or(|base| self.type_namespace(base).is_none()) {
                    self.unread(range);
                    return self.error_type(range);
                }
                self.resource_type(it.name().map(triceps_syntax::Token::text), &arguments, range)
            }
            Type::Property(it) => self.property_type(it, range),
            Type::Items(it) => {
                let base = self.root_type(it.base(), range);
                let id = self.builder.type_access(base, TypeAccess::Items);
                self.type_at(id, range)
            }
            Type::Index(it) => {
                let base = self.root_type(it.base(), range);
                let index = match it.index() {
                    Some(AstExpr::Literal(literal)) => match literal.value() {
                        Some(LiteralValue::Int(index)) => u32::try_from(index).ok(),
                        _ => None,
                    },
                    _ => None,
                };
                let Some(index) = index else {
                    self.unread(range);
                    let id = self.builder.type_non_null(base);
                    return self.type_at(id, range);
                };
                let id = self.builder.type_access(base, TypeAccess::Index(index));
                self.type_at(id, range)
            }
        }
    }

    fn type_literal(&mut self, literal: triceps_core::Expr, range: TextRange) -> TypeNodeId {
        let literal = self.builder.leaf(literal);
        self.at(literal, range);
        let id = self.builder.type_literal(literal);
        self.type_at(id, range)
    }

    fn type_string(&mut self, it: StringLiteral<'t>, range: TextRange) -> TypeNodeId {
        let Some(text) = it.value() else {
            self.report(codes::BCP032, range, "a type that is a string cannot have holes");
            return self.error_type(range);
        };
        let literal = self.builder.string(&text);
        self.at(literal, range);
        let id = self.builder.type_literal(literal);
        self.type_at(id, range)
    }

    fn type_unary(&mut self, it: UnaryType<'t>, range: TextRange) -> TypeNodeId {
        let (operator, operand) = (it.operator().map(triceps_syntax::Token::kind), it.operand());
        let value = match operand {
            Some(Type::Literal(literal)) => literal.value(),
            _ => None,
        };
        let inner = match (operator, value) {
            (Some(SyntaxKind::Minus), Some(LiteralValue::Int(value))) if value > i64::MAX as u64 => {
                return self.type_literal(triceps_core::Expr::Int(i64::MIN), range);
            }
            (Some(SyntaxKind::Minus), Some(LiteralValue::Int(value))) => {
                (UnaryOp::Minus, triceps_core::Expr::Int(i64::try_from(value).unwrap_or(i64::MAX)))
            }
            (Some(SyntaxKind::Exclamation), Some(LiteralValue::Bool(value))) => {
                (UnaryOp::Not, triceps_core::Expr::Bool(value))
            }
            _ => {
                self.unread(range);
                return self.error_type(range);
            }
        };
        let operand = self.builder.leaf(inner.1);
        self.at(operand, range);
        let literal = self.builder.unary(inner.0, operand);
        self.at(literal, range);
        let id = self.builder.type_literal(literal);
        self.type_at(id, range)
    }

    fn type_name(&mut self, name: &'t str, range: TextRange) -> TypeNodeId {
        match self.resolve_top(name) {
            Some(Meaning::Decl(decl)) if self.is_type(decl) => {
                let id = self.builder.type_leaf(TypeNode::Decl(decl));
                return self.type_at(id, range);
            }
            Some(Meaning::Lost) => return self.error_type(range),
            Some(_) => {
                let id = self.error_type(range);
                let message = format!("`{name}` is a value, not a type");
                self.findings.report(codes::BCP287, Place::Type(id), message, "name a type");
                return id;
            }
            None => {}
        }
        if let Some(ambient) = Ambient::find(name) {
            let id = self.builder.type_leaf(TypeNode::Ambient(ambient));
            return self.type_at(id, range);
        }
        let id = self.error_type(range);
        let message = format!("there is no type `{name}`");
        match self.near_type(name) {
            Some(near) => {
                let help = format!("did you mean `{near}`?");
                self.findings.report(codes::BCP082, Place::Type(id), message, help);
            }
            None => self.findings.report(codes::BCP302, Place::Type(id), message, "declare it, or name another one"),
        }
        id
    }

    /// The namespace of the language that a type names.
    fn type_namespace(&mut self, base: Type<'t>) -> Option<&'t str> {
        let Type::Name(name) = base else { return None };
        let name = name.token()?.text();
        (name == "sys" && self.resolve_top(name).is_none()).then_some(name)
    }

    fn property_type(&mut self, it: PropertyType<'t>, range: TextRange) -> TypeNodeId {
        let Some(name) = it.name() else { return self.error_type(range) };
        if it.base().is_some_and(|base| self.type_namespace(base).is_some())
            && let Some(ambient) = Ambient::find(name.text())
        {
            let id = self.builder.type_leaf(TypeNode::Ambient(ambient));
            self.builder.type_hint(id, TypeHint::Qualified);
            return self.type_at(id, range);
        }
        if let Some(Type::Name(base)) = it.base()
            && let Some(base) = base.token()
            && let Some(Meaning::Namespace(context)) = self.resolve_top(base.text())
        {
            return match self.imports.exported(context, name.text()) {
                Some(decl) if self.is_type(decl) => {
                    let id = self.builder.type_leaf(TypeNode::Decl(decl));
                    self.builder.type_hint(id, TypeHint::Qualified);
                    self.type_at(id, range)
                }
                _ => {
                    let message = format!("`{}` exports no type `{}`", base.text(), name.text());
                    self.report(codes::BCP053, name.range(), message);
                    self.error_type(range)
                }
            };
        }
        let base = self.root_type(it.base(), range);
        let member = match name.kind() {
            SyntaxKind::Asterisk => TypeAccess::Additional,
            _ => TypeAccess::Property(self.builder.intern(name.text())),
        };
        let id = self.builder.type_access(base, member);
        self.type_at(id, range)
    }

    fn resource_type(&mut self, name: Option<&str>, arguments: &[Type<'t>], range: TextRange) -> TypeNodeId {
        let direction = match name {
            Some("resourceInput") => Direction::Input,
            Some("resourceOutput") => Direction::Output,
            _ => {
                self.unread(range);
                return self.error_type(range);
            }
        };
        let resource = match arguments {
            [Type::String(text)] => text.value(),
            _ => None,
        };
        let Some(resource) = resource else {
            self.unread(range);
            return self.error_type(range);
        };
        let id = self.builder.type_resource(direction, &resource);
        self.type_at(id, range)
    }

    fn object_type(&mut self, it: ObjectType<'t>, range: TextRange) -> TypeNodeId {
        let (mut members, mut additional) = (Vec::new(), None);
        for member in it.members() {
            let decorators = self.member_decorators(member.decorators());
            let (name, is_additional) = match member.key() {
                Some(Key::Name(token)) => (self.builder.intern(token.text()), false),
                Some(Key::String(text)) => match text.value() {
                    Some(text) => (self.builder.intern(&text), false),
                    None => {
                        self.unread(text.syntax().range());
                        (self.builder.intern(""), false)
                    }
                },
                Some(Key::Any(_)) => (self.builder.intern(""), true),
                Some(Key::Skipped(_)) | None => (self.builder.intern(""), false),
            };
            let ty = self.root_type(member.value(), range);
            let lowered = TypeMember { name, ty, decorators };
            if is_additional && additional.is_none() {
                additional = Some(lowered);
            } else if is_additional {
                self.unread(member.syntax().range());
                members.push(lowered);
            } else {
                members.push(lowered);
            }
        }
        let has_additional = additional.is_some();
        members.extend(additional);
        let id = self.builder.type_object(&members, has_additional);
        if is_one_line(it.syntax()) && !members.is_empty() {
            self.builder.type_hint(id, TypeHint::OneLine);
        }
        self.type_at(id, range)
    }

    fn member_decorators(&mut self, decorators: impl Iterator<Item = triceps_syntax::ast::Decorator<'t>>) -> Run {
        self.decorators(None, decorators)
    }
}

/// Whether a key in quotes could stand without.
pub(super) fn is_needlessly_quoted(name: &str) -> bool {
    is_identifier(name)
}
