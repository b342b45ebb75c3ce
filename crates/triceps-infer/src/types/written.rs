//! Types as they are written, for names in messages.

use std::fmt::Write;

use triceps_language::is_identifier;
use triceps_middle::{Direction, Middle, TypeAccess, TypeMember, TypeNode, TypeNodeId};

use super::table::Types;
use super::text::quoted;

/// Whether a type shows the name of a declared one: it is one, or a part or a choice of one.
pub(super) fn names_type(middle: &Middle, node: TypeNodeId) -> bool {
    match middle.type_node(node) {
        TypeNode::Decl(_) => true,
        TypeNode::Nullable(inner)
        | TypeNode::NonNull(inner)
        | TypeNode::Derived { fallback: inner, .. }
        | TypeNode::Access { base: inner, .. } => names_type(middle, inner),
        TypeNode::Union(members) => middle.type_list(members).iter().any(|member| names_type(middle, *member)),
        TypeNode::Error(_)
        | TypeNode::Ambient(_)
        | TypeNode::Literal(_)
        | TypeNode::Array(_)
        | TypeNode::Object { .. }
        | TypeNode::Tuple(_)
        | TypeNode::Resource { .. } => false,
    }
}

/// The name of an array, object or tuple type some of whose parts show the names of declared types.
pub(super) fn name(types: &Types<'_>, node: TypeNodeId) -> String {
    let middle = types.middle();
    let part = |node: TypeNodeId| {
        if names_type(middle, node) { text(types, node) } else { types.whole_name(types.of_node(node)) }
    };
    match middle.type_node(node) {
        TypeNode::Array(item) => format!("{}[]", text(types, item)),
        TypeNode::Tuple(items) => {
            let items: Vec<String> = middle.members(items).iter().map(|item| part(item.ty)).collect();
            format!("[{}]", items.join(", "))
        }
        TypeNode::Object { members, has_additional } => {
            let members = middle.members(members);
            let last = members.len().saturating_sub(1);
            let mut name = String::from("{");
            for (position, member) in members.iter().enumerate() {
                let separator = if position == 0 { " " } else { ", " };
                let key = if has_additional && position == last { "*".to_owned() } else { key(types, member) };
                let _ = write!(name, "{separator}{key}: {}", part(member.ty));
            }
            name + " }"
        }
        _ => types.whole_name(types.of_node(node)),
    }
}

fn key(types: &Types<'_>, member: &TypeMember) -> String {
    let name = types.str(member.name);
    if is_identifier(name) { name.to_owned() } else { quoted(name) }
}

/// A type as it is written.
fn text(types: &Types<'_>, node: TypeNodeId) -> String {
    let middle = types.middle();
    match middle.type_node(node) {
        TypeNode::Error(text) => middle.str(text).to_owned(),
        TypeNode::Ambient(ambient) => ambient.name().to_owned(),
        TypeNode::Decl(decl) => middle.str(middle.decl(decl).name).to_owned(),
        TypeNode::Array(item) => format!("{}[]", operand(types, item)),
        TypeNode::Nullable(inner) => format!("{}?", operand(types, inner)),
        TypeNode::NonNull(inner) => format!("{}!", operand(types, inner)),
        TypeNode::Object { .. } | TypeNode::Tuple(_) => name(types, node),
        TypeNode::Union(members) => {
            let members: Vec<String> = middle.type_list(members).iter().map(|member| text(types, *member)).collect();
            members.join(" | ")
        }
        TypeNode::Resource { direction, resource } => {
            let function = match direction {
                Direction::Input => "resourceInput",
                Direction::Output => "resourceOutput",
            };
            format!("{function}<{}>", quoted(middle.str(resource)))
        }
        TypeNode::Literal(_) | TypeNode::Derived { .. } => types.whole_name(types.of_node(node)),
        TypeNode::Access { base, member } => {
            let base = operand(types, base);
            match member {
                TypeAccess::Property(name) => format!("{base}.{}", middle.str(name)),
                TypeAccess::Index(index) => format!("{base}[{index}]"),
                TypeAccess::Items => format!("{base}[*]"),
                TypeAccess::Additional => format!("{base}.*"),
                TypeAccess::Resource(direction) => format!("{}<{base}>", direction.name()),
            }
        }
    }
}

fn operand(types: &Types<'_>, node: TypeNodeId) -> String {
    match types.middle().type_node(node) {
        TypeNode::Union(_) => format!("({})", text(types, node)),
        _ => text(types, node),
    }
}
