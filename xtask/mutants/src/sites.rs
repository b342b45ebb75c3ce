//! Where in a file the expressions are that mutants change, by the position that a mutant names.

use std::collections::HashMap;
use std::ops::Range;

use proc_macro2::{LineColumn, Span};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, BinOp, Block, Expr, ExprBinary, ExprStruct, ExprUnary, ImplItemFn, ItemFn, Signature};

use crate::mutant::Position;

/// An expression and the part of it that is replaced or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    pub(super) whole: Range<usize>,
    pub(super) part: Range<usize>,
}

/// An arm of a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ArmSite {
    pub(super) pattern_end: usize,
    pub(super) guard: Option<Range<usize>>,
}

/// A function that can be called where the compiler needs its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ConstFunction {
    pub(super) name: String,
    pub(super) keyword: Range<usize>,
    pub(super) body: Range<usize>,
}

#[derive(Debug, Default)]
pub(super) struct Sites {
    pub(super) operators: HashMap<Position, Site>,
    pub(super) arms: HashMap<Position, ArmSite>,
    pub(super) guards: HashMap<Position, Range<usize>>,
    pub(super) fields: HashMap<Position, Site>,
    pub(super) const_functions: Vec<ConstFunction>,
}

/// Finds all sites of a file.
///
/// # Errors
///
/// If the text is not Rust.
pub(super) fn find(source: &str) -> Result<Sites, syn::Error> {
    let file = syn::parse_file(source)?;
    let mut sites = Sites::default();
    sites.visit_file(&file);
    Ok(sites)
}

impl Sites {
    fn operator(&mut self, whole: Span, operator: Span) {
        let site = Site { whole: whole.byte_range(), part: operator.byte_range() };
        self.operators.insert(position(operator.start()), site);
    }

    fn function(&mut self, signature: &Signature, body: &Block) {
        if let Some(keyword) = &signature.constness {
            self.const_functions.push(ConstFunction {
                name: signature.ident.to_string(),
                keyword: keyword.span().byte_range(),
                body: body.span().byte_range(),
            });
        }
    }
}

impl<'a> Visit<'a> for Sites {
    fn visit_item_fn(&mut self, function: &'a ItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'a ImplItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_expr_binary(&mut self, expr: &'a ExprBinary) {
        // A chain with `let` is not an expression, and neither are its operators.
        if !(matches!(expr.op, BinOp::And(_)) && (has_let(&expr.left) || has_let(&expr.right))) {
            self.operator(expr.span(), expr.op.span());
        }
        visit::visit_expr_binary(self, expr);
    }

    fn visit_expr_unary(&mut self, expr: &'a ExprUnary) {
        self.operator(expr.span(), expr.op.span());
        visit::visit_expr_unary(self, expr);
    }

    fn visit_arm(&mut self, arm: &'a Arm) {
        let guard = arm.guard.as_ref().map(|(_, guard)| guard.span());
        if let Some(guard) = guard {
            self.guards.insert(position(guard.start()), guard.byte_range());
        }
        let site =
            ArmSite { pattern_end: arm.pat.span().byte_range().end, guard: guard.map(|guard| guard.byte_range()) };
        self.arms.insert(position(arm.span().start()), site.clone());
        self.arms.insert(position(arm.pat.span().start()), site);
        visit::visit_arm(self, arm);
    }

    fn visit_expr_struct(&mut self, expr: &'a ExprStruct) {
        for pair in expr.fields.pairs() {
            let field = pair.value().span();
            let end = pair.punct().map_or(field.byte_range().end, |comma| comma.span().byte_range().end);
            let site = Site { whole: expr.span().byte_range(), part: field.byte_range().start..end };
            self.fields.insert(position(field.start()), site);
        }
        visit::visit_expr_struct(self, expr);
    }
}

fn has_let(mut expr: &Expr) -> bool {
    loop {
        match expr {
            Expr::Let(_) => return true,
            Expr::Binary(ExprBinary { left, op: BinOp::And(_), right, .. }) => {
                if matches!(**right, Expr::Let(_)) {
                    return true;
                }
                expr = left;
            }
            _ => return false,
        }
    }
}

fn position(place: LineColumn) -> Position {
    Position { line: place.line, column: place.column + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_is_found_by_its_position_and_a_chain_with_let_is_left_out() {
        let source = "fn f(a: u8) -> bool {\n    if let 1 = a && a > 2 { !true } else { a == 1 && a == 2 }\n}\n";
        let sites = find(source).unwrap();
        let mut found: Vec<(&str, &str)> =
            sites.operators.values().map(|site| (&source[site.whole.clone()], &source[site.part.clone()])).collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [("!true", "!"), ("a == 1", "=="), ("a == 1 && a == 2", "&&"), ("a == 2", "=="), ("a > 2", ">")]
        );
        assert!(sites.operators.contains_key(&Position { line: 2, column: 23 }));
    }

    #[test]
    fn arms_guards_and_fields_are_found() {
        let source = "fn f() { match 1 { 1 | 2 if x => S { a, b: 2, ..c }, _ => d } }";
        let sites = find(source).unwrap();
        let arm = &sites.arms[&Position { line: 1, column: 20 }];
        assert_eq!(&source[..arm.pattern_end], "fn f() { match 1 { 1 | 2");
        assert_eq!(&source[arm.guard.clone().unwrap()], "x");
        assert_eq!(sites.guards.len(), 1);
        let mut fields: Vec<&str> = sites.fields.values().map(|site| &source[site.part.clone()]).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["a,", "b: 2,"]);
    }

    #[test]
    fn functions_of_constants_are_found() {
        let source = "const fn f() {} impl A { pub const fn g() { 1 } } fn h() {}";
        let found = find(source).unwrap().const_functions;
        let shown: Vec<_> =
            found.iter().map(|f| (&*f.name, &source[f.keyword.clone()], &source[f.body.clone()])).collect();
        assert_eq!(shown, [("f", "const", "{}"), ("g", "const", "{ 1 }")]);
    }
}
