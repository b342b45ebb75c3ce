//! Types as they are written.

use triceps_core::language::Ambient;
use triceps_core::{
    Direction, Place, TypeAccess as CoreAccess, TypeHint, TypeMember as CoreMember, TypeNode as CoreNode, TypeNodeId,
};
use triceps_diagnostics::codes;
use triceps_model::TypeExpr;
use triceps_model::tree::{ObjectType, TypeAccess, TypeMember, TypeNode};

use super::Lower;

impl Lower<'_> {
    /// Lowers the type of a declaration.
    pub(super) fn root_type(&mut self, ty: &TypeExpr) -> TypeNodeId {
        match self.admit(ty.measure()) {
            Ok(()) => self.ty(ty),
            Err(refusal) => {
                let id = self.error_type("");
                self.refused(refusal, Place::Type(id));
                id
            }
        }
    }

    fn ty(&mut self, ty: &TypeExpr) -> TypeNodeId {
        match ty.node() {
            TypeNode::Named(name) => self.named(name),
            TypeNode::Declared(symbol) => match self.decl(*symbol) {
                Some(decl) => {
                    let id = self.builder.type_leaf(CoreNode::Decl(decl));
                    if self.imported.read(*symbol) {
                        self.builder.type_hint(id, TypeHint::Qualified);
                    }
                    id
                }
                None => {
                    let id = self.error_type("");
                    if !self.imported.is_lost(*symbol) {
                        self.foreign(Place::Type(id));
                    }
                    id
                }
            },
            TypeNode::Literal(literal) => {
                let literal = self.expr(literal);
                self.builder.type_literal(literal)
            }
            TypeNode::Array(item) => {
                let item = self.ty(item);
                self.builder.type_array(item)
            }
            TypeNode::Nullable(inner) => {
                let inner = self.ty(inner);
                self.builder.type_nullable(inner)
            }
            TypeNode::NonNull(inner) => {
                let inner = self.ty(inner);
                self.builder.type_non_null(inner)
            }
            TypeNode::Object(object) => self.object_type(object),
            TypeNode::Tuple(items) => {
                let items: Vec<CoreMember> = items.iter().map(|item| self.member(item)).collect();
                self.builder.type_tuple(&items)
            }
            TypeNode::Union(members) => {
                let members: Vec<TypeNodeId> = members.iter().map(|member| self.ty(member)).collect();
                self.builder.type_union(&members)
            }
            TypeNode::Resource { direction, resource } => {
                let direction = match direction {
                    triceps_model::tree::Direction::Input => Direction::Input,
                    triceps_model::tree::Direction::Output => Direction::Output,
                };
                self.builder.type_resource(direction, resource)
            }
            TypeNode::Access { base, member } => {
                let base = self.ty(base);
                let member = match member {
                    TypeAccess::Property(name) => CoreAccess::Property(self.builder.intern(name)),
                    TypeAccess::Index(index) => CoreAccess::Index(*index),
                    TypeAccess::Items => CoreAccess::Items,
                    TypeAccess::Additional => CoreAccess::Additional,
                };
                self.builder.type_access(base, member)
            }
            TypeNode::Refused(refusal) => {
                let id = self.error_type("");
                self.refused(*refusal, Place::Type(id));
                id
            }
        }
    }

    fn error_type(&mut self, text: &str) -> TypeNodeId {
        let text = self.builder.intern(text);
        self.builder.type_leaf(CoreNode::Error(text))
    }

    fn named(&mut self, name: &str) -> TypeNodeId {
        let bare = name.strip_prefix("sys.");
        if let Some(ambient) = Ambient::find(bare.unwrap_or(name)) {
            let id = self.builder.type_leaf(CoreNode::Ambient(ambient));
            if bare.is_some() {
                self.builder.type_hint(id, TypeHint::Qualified);
            }
            return id;
        }
        let id = self.error_type(name);
        let known: Vec<String> = Ambient::ALL.iter().map(|ambient| format!("`{}`", ambient.name())).collect();
        let message = format!("`{name}` is not a type of Bicep");
        let help = format!("write one of {}, or use what `Template::declare_type` returned", known.join(", "));
        self.diagnostics.report(codes::BCP302, Place::Type(id), message, help);
        id
    }

    fn object_type(&mut self, object: &ObjectType) -> TypeNodeId {
        let mut members: Vec<CoreMember> = object.members.iter().map(|member| self.member(member)).collect();
        if let Some(additional) = &object.additional {
            let additional = self.member(additional);
            members.push(additional);
        }
        let id = self.builder.type_object(&members, object.additional.is_some());
        if object.one_line {
            self.builder.type_hint(id, TypeHint::OneLine);
        }
        if object.compact {
            self.builder.type_hint(id, TypeHint::Compact);
        }
        id
    }

    fn member(&mut self, member: &TypeMember) -> CoreMember {
        let name = self.builder.intern(&member.name);
        let decorators = self.decorators(&member.decorators);
        CoreMember { name, ty: self.ty(&member.value), decorators }
    }
}
