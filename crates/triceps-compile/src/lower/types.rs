//! Types as they are written.

use triceps_core::known;
use triceps_core::language::{Ambient, UnaryOp, is_identifier};
use triceps_core::types::closest;
use triceps_core::{Direction, Help, Place, Run, TypeAccess, TypeHint, TypeMember, TypeNode, TypeNodeId};
use triceps_diagnostics::{Severity, codes};
use triceps_syntax::ast::{
    AstNode, Expr as AstExpr, IndexType, Key, LiteralValue, ObjectType, PropertyType, StringLiteral, Type, UnaryType,
};
use triceps_syntax::{SyntaxKind, TextRange};

use super::Lower;
use super::scope::{Meaning, is_one_line};

impl<'t> Lower<'t> {
    /// Lowers the type of a declaration, or what stands for a missing one.
    pub(super) fn root_type(&mut self, ty: Option<Type<'t>>, enclosing: TextRange) -> TypeNodeId {
        match ty {
            Some(ty) => self.ty(ty),
            None => self.missing_type(enclosing),
        }
    }

    /// What stands for a type that the text lacks: a value of any type.
    pub(super) fn missing_type(&mut self, range: TextRange) -> TypeNodeId {
        let id = self.builder.type_leaf(TypeNode::Error(known::EMPTY));
        self.type_at(id, range)
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
            Type::Skipped(_) => self.missing_type(range),
            Type::Resource(_) if self.has_experiment("resourcetypedparamsandoutputs") => {
                self.unread(range);
                self.error_type(range)
            }
            Type::Resource(_) => {
                let message = "parameters and outputs that are whole resources are an experiment of the compiler";
                self.wrong_type(codes::BCP231, range, message, "give the id or the properties that are needed")
            }
            Type::Name(it) => match it.token() {
                Some(token) => self.type_name(token.text(), range),
                None => self.missing_type(range),
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
                Some(inner) => {
                    let id = self.ty(inner);
                    self.builder.type_hint(id, TypeHint::Parenthesized);
                    id
                }
                None => self.missing_type(range),
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
            Type::Union(it) if it.members().count() == 1 => self.root_type(it.members().next(), range),
            Type::Union(it) => {
                // A string without an end is one that is not a literal; where nothing is, the parser says so.
                let is_missing =
                    |member: &Type<'_>| matches!(member, Type::Skipped(skipped) if self.is_unread(skipped.range()));
                let members = it.members().filter(|member| !is_missing(member));
                let members: Vec<Type<'t>> = members.collect();
                let members: Vec<TypeNodeId> = members.into_iter().map(|member| self.ty(member)).collect();
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
                        let ty = self.root_type(item.value(), range);
                        self.decorators_at(ty, item.decorators());
                        TypeMember { name, ty, decorators }
                    })
                    .collect();
                let id = self.builder.type_tuple(&items);
                self.type_at(id, range)
            }
            Type::Instantiated(it) => {
                let arguments: Vec<Type<'t>> = it.arguments().collect();
                let Some(name) = it.name() else { return self.missing_type(range) };
                match self.resolve_top(name.text()) {
                    Some(Meaning::Decl(decl)) if !self.is_type(decl) => {
                        let id = self.builder.type_leaf(TypeNode::Decl(decl));
                        return self.type_at(id, range);
                    }
                    Some(Meaning::Decl(_) | Meaning::Local(_) | Meaning::Namespace(_)) => {
                        return self.without_parameters(name.text(), range);
                    }
                    Some(Meaning::Lost) => return self.error_type(range),
                    None => {}
                }
                self.resource_type(name, &arguments, range)
            }
            Type::QualifiedInstantiated(it) => {
                let arguments: Vec<Type<'t>> = it.arguments().collect();
                if it.base().and_then(|base| self.type_namespace(base)) != Some("sys") {
                    self.unread(range);
                    return self.error_type(range);
                }
                let Some(name) = it.name() else { return self.missing_type(range) };
                self.resource_type(name, &arguments, range)
            }
            Type::Property(it) => self.property_type(it, range),
            Type::Items(it) => {
                let base = self.root_type(it.base(), range);
                let id = self.builder.type_access(base, TypeAccess::Items);
                if let Some(bracket) = it.syntax().token(SyntaxKind::LeftSquare) {
                    self.origins.part(id, TextRange { start: bracket.range().start, end: range.end });
                }
                self.type_at(id, range)
            }
            Type::Index(it) => self.index_type(it, range),
        }
    }

    fn index_type(&mut self, it: IndexType<'t>, range: TextRange) -> TypeNodeId {
        let place = it.index().map_or(range, |index| index.syntax().range());
        if let Some(AstExpr::String(text)) = it.index()
            && let Some(name) = text.value()
        {
            return self.named_member(it.base(), &name, place, range);
        }
        let base = self.root_type(it.base(), range);
        let index = match it.index() {
            Some(AstExpr::Literal(literal)) => match literal.value() {
                Some(LiteralValue::Int(index)) => u32::try_from(index).ok(),
                _ => None,
            },
            _ => None,
        };
        let member = index.map_or(TypeAccess::Property(known::EMPTY), TypeAccess::Index);
        let id = self.builder.type_access(base, member);
        self.origins.part(id, place);
        if index.is_none() {
            let is_negative = matches!(it.index(), Some(AstExpr::Unary(unary)) if unary.operator().is_some_and(|token| token.kind() == SyntaxKind::Minus));
            let (code, message) = if is_negative {
                (codes::BCP387, "an index of a type is a whole number of at least 0")
            } else {
                (codes::BCP032, "an index of a type must be a literal")
            };
            self.raw.report(code, Place::TypePart(id), message, "write a whole number");
        }
        self.type_at(id, range)
    }

    fn type_literal(&mut self, literal: triceps_core::Expr, range: TextRange) -> TypeNodeId {
        let literal = self.builder.leaf(literal);
        self.at(literal, range);
        let id = self.builder.type_literal(literal);
        self.type_at(id, range)
    }

    fn type_string(&mut self, it: StringLiteral<'t>, range: TextRange) -> TypeNodeId {
        let literal = self.expr(AstExpr::String(it));
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
                let before = std::mem::take(&mut self.raw);
                let inner = self.root_type(operand, range);
                let found = std::mem::replace(&mut self.raw, before);
                return match self.builder.middle().type_node(inner) {
                    TypeNode::Error(text) if text != known::EMPTY => {
                        self.raw.append(found);
                        let id = self.builder.type_non_null(inner);
                        self.type_at(id, range)
                    }
                    // The compiler does not look into what is not a literal.
                    _ => self.wrong_type(codes::BCP285, range, "the type is not a literal", "write a literal"),
                };
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
            Some(Meaning::Lost) => {
                let message = format!("`{name}` could not be imported");
                return self.wrong_type(codes::BCP287, range, message, "correct its import first");
            }
            Some(Meaning::Namespace(_)) => {
                let message = format!("`{name}` is a namespace, not a type");
                return self.wrong_type(codes::BCP306, range, message, "name a type in it");
            }
            // That it is not a type is reported where it is resolved.
            Some(Meaning::Decl(decl)) => {
                let id = self.builder.type_leaf(TypeNode::Decl(decl));
                return self.type_at(id, range);
            }
            Some(Meaning::Local(_)) => {
                let message = format!("`{name}` is a value, not a type");
                return self.wrong_type(codes::BCP287, range, message, "name a type");
            }
            None if self.is_implicit(name) => {
                let message = format!("the namespace `{name}` is not a type");
                return self.wrong_type(codes::BCP306, range, message, "name a type in it");
            }
            None if is_type_function(name) => {
                let message = format!("`{name}` takes the type of a resource");
                return self.wrong_type(codes::BCP384, range, message, "write it between `<` and `>`");
            }
            None => {}
        }
        if let Some(ambient) = Ambient::find(name) {
            let id = self.builder.type_leaf(TypeNode::Ambient(ambient));
            return self.type_at(id, range);
        }
        self.unknown_type(name, range)
    }

    fn unknown_type(&mut self, name: &str, range: TextRange) -> TypeNodeId {
        let help = match self.closest_type(name) {
            Some(closest) => format!("did you mean `{closest}`?"),
            None => "declare it, or use another name".to_owned(),
        };
        self.wrong_type(codes::BCP302, range, format!("there is no type `{name}`"), help)
    }

    /// What stands for a type that cannot be resolved, and why.
    fn wrong_type(
        &mut self,
        code: triceps_diagnostics::Code,
        range: TextRange,
        message: impl Into<String>,
        help: impl Into<Help>,
    ) -> TypeNodeId {
        let id = self.error_type(range);
        self.raw.report(code, Place::Type(id), message, help);
        id
    }

    fn without_parameters(&mut self, name: &str, range: TextRange) -> TypeNodeId {
        let message = format!("the type `{name}` takes nothing between `<` and `>`");
        self.wrong_type(codes::BCP383, range, message, "leave them out")
    }

    /// The namespace of the language that a type names.
    fn type_namespace(&mut self, base: Type<'t>) -> Option<&'t str> {
        let Type::Name(name) = base else { return None };
        let name = name.token()?.text();
        let meaning = self.resolve_top(name);
        self.namespace_of(meaning, name)
    }

    fn property_type(&mut self, it: PropertyType<'t>, range: TextRange) -> TypeNodeId {
        let Some(name) = it.name() else {
            // The compiler looks for a property of this name.
            let base = self.root_type(it.base(), range);
            let missing = self.builder.intern("<missing>");
            let id = self.builder.type_access(base, TypeAccess::Property(missing));
            self.origins.part(id, TextRange { start: range.end, end: range.end });
            return self.type_at(id, range);
        };
        if name.kind() != SyntaxKind::Asterisk {
            return self.named_member(it.base(), name.text(), name.range(), range);
        }
        let base = self.root_type(it.base(), range);
        let id = self.builder.type_access(base, TypeAccess::Additional);
        self.origins.part(id, name.range());
        self.type_at(id, range)
    }

    /// A member that is named after a type: `.name` or `['name']`.
    fn named_member(&mut self, base: Option<Type<'t>>, name: &str, place: TextRange, range: TextRange) -> TypeNodeId {
        if let Some(namespace) = base.and_then(|base| self.type_namespace(base)) {
            return self.member_of_namespace(namespace, name, place, range);
        }
        if let Some(Type::Name(base)) = base
            && let Some(base) = base.token()
            && let Some(Meaning::Namespace(context)) = self.resolve_top(base.text())
        {
            return match self.imports.exported(context, name) {
                Some(decl) if self.is_type(decl) => {
                    let id = self.builder.type_leaf(TypeNode::Decl(decl));
                    self.builder.type_hint(id, TypeHint::Qualified);
                    self.type_at(id, range)
                }
                _ => {
                    self.export_missing(context, name, place);
                    self.error_type(range)
                }
            };
        }
        let base = self.root_type(base, range);
        let name = self.builder.intern(name);
        let id = self.builder.type_access(base, TypeAccess::Property(name));
        self.origins.part(id, place);
        self.type_at(id, range)
    }

    /// A type of the language through its namespace. All that it has are in one.
    fn member_of_namespace(&mut self, namespace: &str, name: &str, place: TextRange, range: TextRange) -> TypeNodeId {
        let has_types = namespace == "sys";
        if has_types && let Some(ambient) = Ambient::find(name) {
            let id = self.builder.type_leaf(TypeNode::Ambient(ambient));
            self.builder.type_hint(id, TypeHint::Qualified);
            return self.type_at(id, range);
        }
        let id = self.error_type(range);
        self.origins.part(id, place);
        if has_types && is_type_function(name) {
            let message = format!("`{name}` takes the type of a resource");
            self.raw.report(codes::BCP384, Place::TypePart(id), message, "write it between `<` and `>`");
            return id;
        }
        let known = Ambient::ALL.iter().map(|ambient| ambient.name()).chain(["resourceInput", "resourceOutput"]);
        let (code, help) = match closest(name, known) {
            _ if !has_types => (codes::BCP052, "name a type of `sys`".to_owned()),
            Some(closest) => (codes::BCP083, format!("did you mean `{closest}`?")),
            None => (codes::BCP053, "name one of its types".to_owned()),
        };
        let message = format!("the namespace `{namespace}` has no type `{name}`");
        self.raw.report_as(code, Severity::Error, Place::TypePart(id), message, help);
        id
    }

    fn resource_type(
        &mut self,
        name: triceps_syntax::Token<'t>,
        arguments: &[Type<'t>],
        range: TextRange,
    ) -> TypeNodeId {
        let direction = match name.text() {
            "resourceInput" => Direction::Input,
            "resourceOutput" => Direction::Output,
            other if Ambient::find(other).is_some() => return self.without_parameters(other, range),
            other => return self.unknown_type(other, range),
        };
        let [argument] = arguments else {
            for argument in arguments {
                self.names_within(argument.syntax());
            }
            let message = format!("`{}` takes one type of a resource, not {}", name.text(), arguments.len());
            let range = TextRange { start: name.range().end, end: range.end };
            return self.wrong_type(codes::BCP071, range, message, "give it the type and version of one resource");
        };
        let resource = match argument {
            Type::String(text) => text.value(),
            _ => None,
        };
        let (id, place) = match resource {
            Some(resource) => (self.builder.type_resource(direction, &resource), argument.syntax().range()),
            None => {
                let base = self.quiet_type(*argument);
                let within = TextRange { start: name.range().end + 1, end: range.end - 1 };
                (self.builder.type_access(base, TypeAccess::Resource(direction)), within)
            }
        };
        self.origins.part(id, place);
        self.type_at(id, range)
    }

    /// A type of which is not reported what is wrong with it.
    fn quiet_type(&mut self, ty: Type<'t>) -> TypeNodeId {
        let before = std::mem::take(&mut self.raw);
        let id = self.ty(ty);
        self.raw = before;
        id
    }

    fn object_type(&mut self, it: ObjectType<'t>, range: TextRange) -> TypeNodeId {
        let (mut members, mut additional) = (Vec::new(), None);
        let is_any = |member: &triceps_syntax::ast::ObjectTypeMember<'t>| matches!(member.key(), Some(Key::Any(_)));
        let has_several = it.members().filter(is_any).count() > 1;
        let mut is_wrong = false;
        for member in it.members() {
            let decorators = self.member_decorators(member.decorators());
            let place = member.key().map_or(range, Key::range);
            let (name, is_additional) = match member.key() {
                Some(Key::Name(token)) => (self.builder.intern(token.text()), false),
                Some(Key::String(text)) => match text.value() {
                    Some(text) => (self.builder.intern(&text), false),
                    None => {
                        self.names_within(text.syntax());
                        (known::EMPTY, false)
                    }
                },
                Some(Key::Any(_)) => (known::EMPTY, true),
                Some(Key::Skipped(_)) | None => (known::EMPTY, false),
            };
            if !is_additional && name == known::EMPTY && member.key().is_none_or(|key| !is_empty_string(key)) {
                is_wrong = true;
            }
            if is_additional && has_several {
                is_wrong = true;
            }
            let ty = self.root_type(member.value(), range);
            let is_second = is_additional && has_several;
            self.origins.member(ty, if is_second { member.syntax().range() } else { place });
            if is_second {
                let message = "an object type declares its other properties once";
                self.raw.report(codes::BCP315, Place::Member(ty), message, "keep one of them");
            } else if name == known::EMPTY && !is_additional && member.key().is_none_or(|key| !is_empty_string(key)) {
                let message = "the name of a property of a type must be a literal";
                self.raw.report(codes::BCP296, Place::Member(ty), message, "write the name itself");
            }
            self.decorators_at(ty, member.decorators());
            let lowered = TypeMember { name, ty, decorators };
            if is_additional && additional.is_none() {
                additional = Some(lowered);
            } else {
                members.push(lowered);
            }
        }
        if is_wrong {
            let ty = self.error_type(range);
            members.push(TypeMember { name: known::EMPTY, ty, decorators: Run::default() });
        }
        let has_additional = additional.is_some();
        members.extend(additional);
        let id = self.builder.type_object(&members, has_additional);
        if is_one_line(it.syntax()) && !members.is_empty() {
            self.builder.type_hint(id, TypeHint::OneLine);
        }
        self.type_at(id, range)
    }

    /// Notes where the decorators of a member stand.
    fn decorators_at(&mut self, ty: TypeNodeId, decorators: impl Iterator<Item = triceps_syntax::ast::Decorator<'t>>) {
        for (position, decorator) in decorators.enumerate() {
            let range = decorator.syntax().range();
            let name = match decorator.expression() {
                Some(AstExpr::Call(call)) => call.name(),
                Some(AstExpr::MethodCall(call)) => call.name(),
                _ => None,
            };
            self.origins.member_decorator(ty, position, range, name.map_or(range, triceps_syntax::Token::range));
        }
    }

    fn member_decorators(&mut self, decorators: impl Iterator<Item = triceps_syntax::ast::Decorator<'t>>) -> Run {
        self.decorators(None, decorators)
    }
}

/// Whether a name is that of a type which takes the type of a resource.
pub(super) fn is_type_function(name: &str) -> bool {
    matches!(name, "resourceInput" | "resourceOutput")
}

fn is_empty_string(key: Key<'_>) -> bool {
    matches!(key, Key::String(text) if text.value().is_some())
}

/// Whether a key in quotes could stand without.
pub(super) fn is_needlessly_quoted(name: &str) -> bool {
    is_identifier(name)
}
