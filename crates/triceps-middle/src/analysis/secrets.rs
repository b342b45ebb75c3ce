//! Which types and outputs are secure, by themselves or by a part of them.

use super::Graph;
use crate::language::DecoratorId;
use crate::map::Map;
use crate::middle::{DeclId, DeclKind, Middle, Run, TypeAccess, TypeNode, TypeNodeId};
use crate::strings::Str;

/// Which declared types, parameters and outputs are secure or have a secure part.
#[derive(Clone, Debug)]
pub struct Secrets {
    /// By declaration.
    secure: Vec<bool>,
    /// Parts of declared types that were asked for, so that chains of them are not followed again and again.
    parts: Map<TypeNodeId, bool>,
    outputs: Vec<Str>,
}

impl Secrets {
    /// Looks at all declared types of a file.
    pub fn new(middle: &Middle, graph: &Graph) -> Self {
        let mut secrets = Self { secure: vec![false; middle.decl_count()], parts: Map::new(), outputs: Vec::new() };
        for id in graph.order() {
            let decl = middle.decl(*id);
            let (DeclKind::Type { ty } | DeclKind::Param { ty, .. } | DeclKind::Output { ty, .. }) = decl.kind else {
                continue;
            };
            if Self::is_marked(middle, decl.decorators) | secrets.of_type(middle, ty) {
                secrets.secure[id.index()] = true;
                if let DeclKind::Output { .. } = decl.kind {
                    secrets.outputs.push(decl.name);
                }
            }
        }
        secrets
    }

    /// Whether a type, parameter or output is secure or has a secure part.
    pub fn is_secure(&self, id: DeclId) -> bool {
        self.secure[id.index()]
    }

    /// The names of the secure outputs.
    pub fn outputs<'m>(&self, middle: &'m Middle) -> impl Iterator<Item = &'m str> {
        self.outputs.iter().map(|output| middle.str(*output))
    }

    fn is_marked(middle: &Middle, decorators: Run) -> bool {
        middle.decorator(decorators, DecoratorId::Secure).is_some()
    }

    fn of_type(&mut self, middle: &Middle, ty: TypeNodeId) -> bool {
        match middle.type_node(ty) {
            TypeNode::Decl(decl) => self.is_secure(decl),
            TypeNode::Array(inner)
            | TypeNode::Nullable(inner)
            | TypeNode::NonNull(inner)
            | TypeNode::Derived { fallback: inner, .. } => self.of_type(middle, inner),
            // All of them are looked at, since parts of them may be asked for later.
            TypeNode::Object { members, .. } | TypeNode::Tuple(members) => {
                middle.members(members).iter().fold(false, |secure, member| {
                    Self::is_marked(middle, member.decorators) | self.of_type(middle, member.ty) | secure
                })
            }
            TypeNode::Union(members) => {
                middle.type_list(members).iter().fold(false, |secure, member| self.of_type(middle, *member) | secure)
            }
            TypeNode::Access { base, member } => {
                if let Some(known) = self.parts.get(&ty) {
                    return *known;
                }
                let secure = self.of_part(middle, base, member);
                self.parts.insert(ty, secure);
                secure
            }
            TypeNode::Error(_) | TypeNode::Ambient(_) | TypeNode::Literal(_) | TypeNode::Resource { .. } => false,
        }
    }

    /// Whether a part of a type is secure; where the part is not found, whether the whole is.
    fn of_part(&mut self, middle: &Middle, base: TypeNodeId, part: TypeAccess) -> bool {
        if !self.of_type(middle, base) {
            return false;
        }
        let TypeNode::Decl(decl) = middle.type_node(base) else { return true };
        let DeclKind::Type { ty } = middle.decl(decl).kind else { return true };
        let member = match (middle.type_node(ty), part) {
            (TypeNode::Object { members, has_additional }, TypeAccess::Property(name)) => {
                let members = middle.members(members);
                let named = &members[..members.len() - usize::from(has_additional)];
                named.iter().find(|member| member.name == name)
            }
            (TypeNode::Object { members, has_additional: true }, TypeAccess::Additional) => {
                middle.members(members).last()
            }
            (TypeNode::Tuple(items), TypeAccess::Index(position)) => middle.members(items).get(position as usize),
            _ => None,
        };
        member.is_none_or(|member| Self::is_marked(middle, member.decorators) || self.of_type(middle, member.ty))
    }
}

#[cfg(test)]
mod tests {
    use super::{Graph, Secrets};
    use crate::language::{Ambient, DecoratorId};
    use crate::middle::{Decl, DeclId, DeclKind, DecoratorName, Expr, MiddleBuilder, Run, TargetScope, TypeNode};

    #[test]
    fn an_output_is_secure_where_it_says_so() {
        for is_marked in [false, true] {
            let mut builder = MiddleBuilder::new(TargetScope::ResourceGroup, 1, 0);
            let secure = vec![(DecoratorName::Known(DecoratorId::Secure), false, Vec::new())];
            let decorators = if is_marked { builder.decorators(&secure) } else { Run::default() };
            let (ty, value) = (builder.type_leaf(TypeNode::Ambient(Ambient::String)), builder.leaf(Expr::Null));
            let name = builder.intern("key");
            builder.declare(DeclId::FIRST, Decl { name, kind: DeclKind::Output { ty, value }, decorators }, None);
            let middle = builder.finish(&[DeclId::FIRST]);
            let secrets = Secrets::new(&middle, &Graph::new(&middle));
            let expected: &[&str] = if is_marked { &["key"] } else { &[] };
            assert_eq!(secrets.outputs(&middle).collect::<Vec<_>>(), expected);
        }
    }
}
