//! Types as they are written.

use triceps_language::Namespace;
use triceps_layout::{Form, Items};
use triceps_middle::{Expr, Place, Run, TypeAccess, TypeHint, TypeMember, TypeNode, TypeNodeId};

use super::printer::Printer;

/// How tightly a type holds its parts, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Union,
    /// `T?`, `T!`, `-1`
    Suffixed,
    /// `T[]`, `T.name`
    Member,
}

impl Printer<'_> {
    /// Any type.
    pub(super) fn ty(&mut self, id: TypeNodeId) {
        if self.middle.is_parenthesized(id) {
            self.doc.open_parenthesis();
            self.plain_type(id);
            self.doc.close_parenthesis();
        } else {
            self.plain_type(id);
        }
    }

    /// A type without the parentheses around it.
    fn plain_type(&mut self, id: TypeNodeId) {
        // A union begins with its first member, wherever that is.
        if !matches!(self.middle.type_node(id), TypeNode::Union(_)) {
            self.mark(Place::Type(id));
        }
        match self.middle.type_node(id) {
            TypeNode::Error(text) => {
                let text = self.str(text);
                self.doc.text(text);
            }
            TypeNode::Ambient(ambient) => {
                let is_qualified = self.has_type_hint(id, TypeHint::Qualified);
                self.language_name(Namespace::Sys, ambient.name(), is_qualified);
            }
            TypeNode::Decl(decl) => {
                let is_qualified = self.has_type_hint(id, TypeHint::Qualified);
                self.symbol(decl, is_qualified);
            }
            TypeNode::Literal(value) => self.expr(value),
            TypeNode::Array(item) => {
                self.type_operand(item, Level::Member);
                self.doc.glued("[]");
            }
            TypeNode::Nullable(base) => {
                self.type_operand(base, Level::Suffixed);
                self.doc.glued("?");
            }
            TypeNode::NonNull(base) => {
                self.type_operand(base, Level::Suffixed);
                self.doc.glued("!");
            }
            TypeNode::Object { members, has_additional } => self.object_type(id, members, has_additional),
            TypeNode::Tuple(items) => self.tuple_type(items),
            TypeNode::Union(members) => {
                let mut union = self.doc.union();
                for member in self.middle.type_list(members) {
                    union.member(&mut self.doc);
                    self.mark(Place::Type(id));
                    self.type_operand(*member, Level::Suffixed);
                }
                union.close(&mut self.doc);
            }
            TypeNode::Resource { direction, resource } => {
                let is_qualified = self.has_type_hint(id, TypeHint::Qualified);
                self.language_name(Namespace::Sys, direction.name(), is_qualified);
                let mut list = self.doc.type_arguments();
                list.argument(&mut self.doc);
                let resource = self.str(resource);
                self.doc.string(resource);
                list.close(&mut self.doc);
            }
            // Only what is imported from JSON has such types, and the text imports it.
            TypeNode::Derived { fallback, .. } => self.ty(fallback),
            TypeNode::Access { base, member: TypeAccess::Resource(direction) } => {
                self.language_name(Namespace::Sys, direction.name(), false);
                let mut list = self.doc.type_arguments();
                list.argument(&mut self.doc);
                self.ty(base);
                list.close(&mut self.doc);
            }
            TypeNode::Access { base, member } => {
                self.type_operand(base, Level::Member);
                match member {
                    TypeAccess::Property(name) => {
                        let name = self.str(name);
                        self.doc.property_access(name, false);
                    }
                    TypeAccess::Index(index) => {
                        self.doc.open_index(false, false);
                        self.doc.integer(index.into());
                        self.doc.close_index();
                    }
                    TypeAccess::Items => self.doc.glued("[*]"),
                    TypeAccess::Additional => self.doc.glued(".*"),
                    TypeAccess::Resource(_) => {}
                }
            }
        }
    }

    fn has_type_hint(&self, id: TypeNodeId, hint: TypeHint) -> bool {
        self.middle.type_hints(id).any(|found| found == hint)
    }

    fn type_operand(&mut self, id: TypeNodeId, least: Level) {
        if self.level(id) < least {
            self.doc.open_parenthesis();
            self.ty(id);
            self.doc.close_parenthesis();
        } else {
            self.ty(id);
        }
    }

    fn level(&self, id: TypeNodeId) -> Level {
        if self.middle.is_parenthesized(id) {
            return Level::Member;
        }
        match self.middle.type_node(id) {
            TypeNode::Union(members) => match self.middle.type_list(members) {
                [only] => self.level(*only),
                _ => Level::Union,
            },
            TypeNode::Nullable(_) | TypeNode::NonNull(_) => Level::Suffixed,
            TypeNode::Literal(value) if matches!(self.middle.expr(value), Expr::Int(number) if number < 0) => {
                Level::Suffixed
            }
            _ => Level::Member,
        }
    }

    fn object_type(&mut self, id: TypeNodeId, members: Run, has_additional: bool) {
        let members = self.middle.members(members);
        let fits = members.is_empty()
            || (self.has_type_hint(id, TypeHint::OneLine) && members.iter().all(|member| member.decorators.is_empty()));
        let is_compact = self.has_type_hint(id, TypeHint::Compact);
        let mut list = self.doc.object(if fits { Form::Fit } else { Form::Broken });
        let mut previous = None;
        for (position, member) in members.iter().enumerate() {
            self.start_member(previous, member, is_compact, &mut list);
            if has_additional && position + 1 == members.len() {
                self.doc.text("*");
                self.doc.colon();
            } else {
                let name = self.str(member.name);
                self.doc.property(name);
            }
            self.ty(member.ty);
            previous = Some(member);
        }
        list.close(&mut self.doc);
    }

    fn tuple_type(&mut self, items: Run) {
        let items = self.middle.members(items);
        let fits = items.iter().all(|item| item.decorators.is_empty());
        let mut list = self.doc.array(if fits { Form::Fit } else { Form::Broken });
        let mut previous = None;
        for item in items {
            self.start_member(previous, item, false, &mut list);
            self.ty(item.ty);
            previous = Some(item);
        }
        list.close(&mut self.doc);
    }

    /// Goes to the place of a member, after its decorators; decorated ones are set off by empty lines.
    fn start_member(
        &mut self,
        previous: Option<&TypeMember>,
        member: &TypeMember,
        is_compact: bool,
        list: &mut impl Items,
    ) {
        let is_decorated = |member: &TypeMember| !member.decorators.is_empty();
        if !is_compact && previous.is_some_and(|previous| is_decorated(previous) || is_decorated(member)) {
            list.blank_line();
        }
        self.decorators(None, member.decorators, list);
        list.item(&mut self.doc);
    }
}
