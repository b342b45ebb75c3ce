//! The parameter file of a template: `.bicepparam`.

use std::collections::HashSet;

use heck::ToShoutySnakeCase;
use triceps_language::{Ambient, Function};
use triceps_layout::{Document, Items, Statements};
use triceps_middle::{DeclKind, Expr, Middle, TypeNode, TypeNodeId};

use super::printer::document;
use crate::checked::Checked;

/// How many names of types are followed; the check refuses types that name themselves.
const DEPTH: usize = 64;

impl Checked {
    /// A parameter file that takes every required parameter from an environment variable: its own name in capitals, so
    /// `imageTag` comes from `IMAGE_TAG`. Parameters that have a default or may be null are left out.
    ///
    /// No value stands in the file, so it can be committed, secrets or not. `using` is the path of the template as seen
    /// from the file. Numbers and booleans are converted; arrays and objects are given as JSON.
    pub fn to_bicepparam(&self, using: &str) -> String {
        let middle = self.middle();
        let mut doc = document(1024);
        let mut statements = Statements::new();
        statements.item(&mut doc);
        doc.keyword("using");
        doc.string(using);
        statements.blank_line();
        let mut taken = HashSet::new();
        for (_, decl) in middle.decls() {
            let DeclKind::Param { ty, default: None } = decl.kind else { continue };
            if is_nullable(middle, ty, DEPTH) {
                continue;
            }
            let name = middle.str(decl.name);
            statements.item(&mut doc);
            doc.keyword("param");
            doc.text(name);
            doc.assign();
            match conversion(middle, ty) {
                Some(function) => {
                    doc.text(function.name());
                    doc.open_parenthesis();
                    read(&mut doc, &variable(&mut taken, name));
                    doc.close_parenthesis();
                }
                None => read(&mut doc, &variable(&mut taken, name)),
            }
        }
        doc.finish()
    }
}

fn read(doc: &mut Document, variable: &str) {
    doc.text(Function::ReadEnvironmentVariable.name());
    doc.open_parenthesis();
    doc.string(variable);
    doc.close_parenthesis();
}

/// The variable of a parameter. Names that differ only in their case or in `_` are counted.
fn variable(taken: &mut HashSet<String>, name: &str) -> String {
    let plain = name.to_shouty_snake_case();
    let mut variable = plain.clone();
    let mut count = 1;
    while !taken.insert(variable.clone()) {
        count += 1;
        variable = format!("{plain}_{count}");
    }
    variable
}

/// The function that makes a value of this type of text; none for text itself.
fn conversion(middle: &Middle, ty: TypeNodeId) -> Option<Function> {
    match kind(middle, ty, DEPTH) {
        Kind::Text => None,
        Kind::Int => Some(Function::Int),
        Kind::Bool => Some(Function::Bool),
        Kind::Json => Some(Function::Json),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Int,
    Bool,
    Json,
}

fn kind(middle: &Middle, ty: TypeNodeId, depth: usize) -> Kind {
    let Some(depth) = depth.checked_sub(1) else { return Kind::Json };
    match middle.type_node(ty) {
        TypeNode::Ambient(Ambient::String) => Kind::Text,
        TypeNode::Ambient(Ambient::Int) => Kind::Int,
        TypeNode::Ambient(Ambient::Bool) => Kind::Bool,
        TypeNode::Literal(value) => match middle.expr(value) {
            Expr::String(_) | Expr::Interpolation(_) => Kind::Text,
            Expr::Bool(_) => Kind::Bool,
            Expr::Null => Kind::Json,
            _ => Kind::Int,
        },
        TypeNode::NonNull(inner) | TypeNode::Nullable(inner) => kind(middle, inner, depth),
        TypeNode::Union(members) => {
            let mut kinds = middle.type_list(members).iter().map(|member| kind(middle, *member, depth));
            match kinds.next() {
                Some(first) if kinds.all(|other| other == first) => first,
                _ => Kind::Json,
            }
        }
        TypeNode::Derived { fallback, .. } => kind(middle, fallback, depth),
        TypeNode::Decl(_) => declared(middle, ty).map_or(Kind::Json, |declared| kind(middle, declared, depth)),
        TypeNode::Error(_)
        | TypeNode::Ambient(Ambient::Any | Ambient::Array | Ambient::Object)
        | TypeNode::Array(_)
        | TypeNode::Object { .. }
        | TypeNode::Tuple(_)
        | TypeNode::Resource { .. }
        | TypeNode::Access { .. } => Kind::Json,
    }
}

fn is_nullable(middle: &Middle, ty: TypeNodeId, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match middle.type_node(ty) {
        TypeNode::Nullable(_) => true,
        TypeNode::Literal(value) => middle.expr(value) == Expr::Null,
        TypeNode::Union(members) => middle.type_list(members).iter().any(|member| is_nullable(middle, *member, depth)),
        _ => declared(middle, ty).is_some_and(|declared| is_nullable(middle, declared, depth)),
    }
}

/// What a `type` declaration of the file stands for.
fn declared(middle: &Middle, ty: TypeNodeId) -> Option<TypeNodeId> {
    let TypeNode::Decl(decl) = middle.type_node(ty) else { return None };
    match middle.decl(decl).kind {
        DeclKind::Type { ty } => Some(ty),
        _ => None,
    }
}
