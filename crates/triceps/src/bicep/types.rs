//! Declared types.

use super::printer::{Mode, Printer};
use crate::expr::Node;
use crate::types::{ObjectType, TypeAccess, TypeExpr, TypeMember, TypeNode};

/// How tightly a type holds its parts, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Union,
    /// `T?`, `T!`, `-1`
    Suffixed,
    /// `T[]`, `T.name`
    Member,
}

impl<'a> Printer<'a> {
    /// Any type; `indent` is that of the line it starts on.
    pub(super) fn type_expr(&mut self, ty: &'a TypeExpr, indent: usize) {
        if self.failed() {
            return;
        }
        match ty.node() {
            TypeNode::Refused(_) => {}
            TypeNode::Named(name) => self.language_name(name),
            TypeNode::Declared(symbol) => self.symbol(*symbol),
            TypeNode::Literal(value) => self.expr(value, indent),
            TypeNode::Array(item) => {
                self.type_operand(item, Level::Member, indent);
                self.put("[]");
            }
            TypeNode::Nullable(base) => {
                self.type_operand(base, Level::Suffixed, indent);
                self.put("?");
            }
            TypeNode::NonNull(base) => {
                self.type_operand(base, Level::Suffixed, indent);
                self.put("!");
            }
            TypeNode::Object(object) => self.object_type(object, indent),
            TypeNode::Tuple(items) => self.tuple_type(items, indent),
            TypeNode::Union(members) => self.union_type(members, indent),
            TypeNode::Resource { direction, resource } => {
                let function = direction.function();
                self.language_name(function);
                self.put("<");
                self.string(resource);
                self.put(">");
            }
            TypeNode::Access { base, member } => {
                self.type_operand(base, Level::Member, indent);
                match member {
                    TypeAccess::Property(name) => {
                        self.put(".");
                        self.put_text(name);
                    }
                    TypeAccess::Index(index) => {
                        self.put("[");
                        self.put_int(i64::from(*index));
                        self.put("]");
                    }
                    TypeAccess::Items => self.put("[*]"),
                    TypeAccess::Additional => self.put(".*"),
                }
            }
        }
    }

    fn type_operand(&mut self, ty: &'a TypeExpr, least: Level, indent: usize) {
        if level(ty) < least {
            self.put("(");
            self.type_expr(ty, indent);
            self.put(")");
        } else {
            self.type_expr(ty, indent);
        }
    }

    fn object_type(&mut self, object: &'a ObjectType, indent: usize) {
        let additional = object.additional.as_deref();
        let members = || object.members.iter().map(|member| (member, false)).chain(additional.map(|any| (any, true)));
        if members().next().is_none() {
            return self.put("{}");
        }
        let on_one_line = object.one_line && members().all(|(member, _)| member.decorators.0.is_empty());
        let flat = |printer: &mut Self| {
            let mut separator = "{ ";
            for (member, is_additional) in members() {
                printer.put(separator);
                printer.object_type_member(member, is_additional, indent);
                separator = ", ";
            }
            printer.put(" }");
        };
        match self.mode {
            Mode::Flat if !on_one_line => return self.fail(),
            Mode::Flat | Mode::Hole => return flat(self),
            Mode::Broken => {
                if on_one_line && self.attempt(flat) {
                    return;
                }
            }
        }
        self.put("{");
        let mut last: Option<&TypeMember> = None;
        for (member, is_additional) in members() {
            self.start_type_member(last, member, object.compact, indent + 1);
            self.object_type_member(member, is_additional, indent + 1);
            last = Some(member);
        }
        self.newline(indent);
        self.put("}");
    }

    fn object_type_member(&mut self, member: &'a TypeMember, is_additional: bool, indent: usize) {
        if is_additional {
            self.put("*");
        } else {
            self.property_name(&member.name);
        }
        self.put(": ");
        self.type_expr(&member.value, indent);
    }

    fn tuple_type(&mut self, items: &'a [TypeMember], indent: usize) {
        if items.is_empty() {
            return self.put("[]");
        }
        let decorated = items.iter().any(|item| !item.decorators.0.is_empty());
        let flat = |printer: &mut Self| {
            let mut separator = "[";
            for item in items {
                printer.put(separator);
                printer.type_expr(&item.value, indent);
                separator = ", ";
            }
            printer.put("]");
        };
        match self.mode {
            Mode::Flat if decorated => return self.fail(),
            Mode::Flat | Mode::Hole => return flat(self),
            Mode::Broken => {
                if !decorated && self.attempt(flat) {
                    return;
                }
            }
        }
        self.put("[");
        let mut last: Option<&TypeMember> = None;
        for item in items {
            self.start_type_member(last, item, false, indent + 1);
            self.type_expr(&item.value, indent + 1);
            last = Some(item);
        }
        self.newline(indent);
        self.put("]");
    }

    /// Starts the line of a member and prints its decorators; they are set off by empty lines.
    fn start_type_member(&mut self, last: Option<&TypeMember>, member: &'a TypeMember, compact: bool, indent: usize) {
        let is_decorated = |member: &TypeMember| !member.decorators.0.is_empty();
        if !compact && last.is_some_and(|last| is_decorated(last) || is_decorated(member)) {
            self.blank_line(indent);
        } else {
            self.newline(indent);
        }
        self.decorators(&member.decorators, indent);
    }

    fn union_type(&mut self, members: &'a [TypeExpr], indent: usize) {
        self.group(
            |printer| {
                for (position, member) in members.iter().enumerate() {
                    if position > 0 {
                        printer.put(" | ");
                    }
                    printer.type_operand(member, Level::Suffixed, indent);
                }
            },
            |printer| {
                for member in members {
                    printer.newline(indent + 1);
                    printer.put("| ");
                    printer.type_operand(member, Level::Suffixed, indent + 1);
                }
            },
        );
    }
}

fn level(ty: &TypeExpr) -> Level {
    match ty.node() {
        TypeNode::Union(members) if members.len() > 1 => Level::Union,
        TypeNode::Union(members) => members.first().map_or(Level::Union, level),
        TypeNode::Nullable(_) | TypeNode::NonNull(_) => Level::Suffixed,
        TypeNode::Literal(value) if matches!(value.0, Node::Int(number) if number < 0) => Level::Suffixed,
        _ => Level::Member,
    }
}
