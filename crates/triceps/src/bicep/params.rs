//! The parameter file of a template: `.bicepparam`.

use std::collections::HashSet;

use heck::ToShoutySnakeCase;

use super::printer::Printer;
use crate::check::Checked;
use crate::expr::Expr;
use crate::template::{DeclKind, Template};
use crate::types::{TypeExpr, TypeNode};
use crate::value::IntoExpr;

/// How many names of types are followed; the check refuses types that name themselves.
const DEPTH: usize = 64;

impl Checked {
    /// A parameter file that takes every required parameter from an environment variable: its own
    /// name in capitals, so `imageTag` comes from `IMAGE_TAG`. Parameters that have a default or may
    /// be null are left out.
    ///
    /// No value stands in the file, so it can be committed, secrets or not. `using` is the path of
    /// the template as seen from the file. Numbers and booleans are converted; arrays and objects
    /// are given as JSON.
    ///
    /// ```
    /// use triceps::{Param, Template};
    ///
    /// let mut t = Template::for_resource_group();
    /// let tag = t.param(Param::string("imageTag"));
    /// let replicas = t.param(Param::int("replicas"));
    /// let secret = t.param(Param::secure_string("clientSecret"));
    /// # t.output("tag", &tag);
    /// # t.output("replicas", &replicas);
    /// # t.secure_output("secret", &secret);
    /// let text = t.check()?.to_bicepparam("./main.bicep");
    /// assert_eq!(
    ///     text,
    ///     "using './main.bicep'\n\
    ///      \n\
    ///      param imageTag = readEnvironmentVariable('IMAGE_TAG')\n\
    ///      param replicas = int(readEnvironmentVariable('REPLICAS'))\n\
    ///      param clientSecret = readEnvironmentVariable('CLIENT_SECRET')\n"
    /// );
    /// # Ok::<(), triceps::Diagnostics>(())
    /// ```
    pub fn to_bicepparam(&self, using: &str) -> String {
        let template = &self.template;
        let mut variables = HashSet::new();
        let assignments: Vec<(&str, Expr)> = template
            .decls
            .iter()
            .filter_map(|decl| match &decl.kind {
                DeclKind::Param { ty, default: None } if !is_nullable(template, ty, DEPTH) => {
                    let variable = Expr::call("readEnvironmentVariable", vec![variable(&mut variables, &decl.name)]);
                    let value = match conversion(template, ty) {
                        Some(function) => Expr::call(function, vec![variable]),
                        None => variable,
                    };
                    Some((&*decl.name, value))
                }
                _ => None,
            })
            .collect();
        let mut printer = Printer::new(template);
        printer.put("using ");
        printer.string(using);
        if !assignments.is_empty() {
            printer.newline(0);
        }
        for (name, value) in &assignments {
            printer.newline(0);
            printer.put("param ");
            printer.put_text(name);
            printer.put(" = ");
            printer.expr(value, 0);
        }
        printer.newline(0);
        printer.into_text()
    }
}

/// The variable of a parameter. Names that differ only in their case or in `_` are counted.
fn variable(taken: &mut HashSet<String>, name: &str) -> Expr {
    let plain = name.to_shouty_snake_case();
    let mut variable = plain.clone();
    let mut count = 1;
    while !taken.insert(variable.clone()) {
        count += 1;
        variable = format!("{plain}_{count}");
    }
    variable.into_expr()
}

/// The function that makes a value of this type of text; none for text itself.
fn conversion(template: &Template, ty: &TypeExpr) -> Option<&'static str> {
    match kind(template, ty, DEPTH) {
        Kind::Text => None,
        Kind::Int => Some("int"),
        Kind::Bool => Some("bool"),
        Kind::Json => Some("json"),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Int,
    Bool,
    Json,
}

fn kind(template: &Template, ty: &TypeExpr, depth: usize) -> Kind {
    let Some(depth) = depth.checked_sub(1) else { return Kind::Json };
    match ty.node() {
        TypeNode::Named(name) => match name.rsplit('.').next() {
            Some("string") => Kind::Text,
            Some("int") => Kind::Int,
            Some("bool") => Kind::Bool,
            _ => Kind::Json,
        },
        TypeNode::Literal(value) if value.as_str().is_some() => Kind::Text,
        TypeNode::Literal(value) if value.as_bool().is_some() => Kind::Bool,
        TypeNode::Literal(value) if !value.is_null() => Kind::Int,
        TypeNode::NonNull(inner) | TypeNode::Nullable(inner) => kind(template, inner, depth),
        TypeNode::Union(members) => {
            let mut kinds = members.iter().map(|member| kind(template, member, depth));
            match kinds.next() {
                Some(first) if kinds.all(|other| other == first) => first,
                _ => Kind::Json,
            }
        }
        _ => declared(template, ty).map_or(Kind::Json, |declared| kind(template, declared, depth)),
    }
}

fn is_nullable(template: &Template, ty: &TypeExpr, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match ty.node() {
        TypeNode::Nullable(_) => true,
        TypeNode::Literal(value) => value.is_null(),
        TypeNode::Union(members) => members.iter().any(|member| is_nullable(template, member, depth)),
        _ => declared(template, ty).is_some_and(|declared| is_nullable(template, declared, depth)),
    }
}

/// What a `type` declaration of the template stands for.
fn declared<'a>(template: &'a Template, ty: &TypeExpr) -> Option<&'a TypeExpr> {
    let TypeNode::Declared(symbol) = ty.node() else { return None };
    match &template.decl(*symbol)?.kind {
        DeclKind::Type(declared) => Some(declared),
        _ => None,
    }
}
