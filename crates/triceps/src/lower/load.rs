//! Functions that take over files.

use triceps_core::json::Json;
use triceps_core::language::Function;
use triceps_core::{Decl, DeclId, DeclKind, Expr as CoreExpr, ExprId, Load, Place, Run};
use triceps_diagnostics::codes;
use triceps_model::Expr;
use triceps_model::tree::Node;

use super::Lower;

/// Gives what a function that takes over a file gives.
pub(crate) type Loader<'f> = &'f dyn Fn(Function, &[String]) -> Result<Json, String>;

impl Lower<'_> {
    /// Lowers a call that takes over a file: to a literal where it is the whole value of a variable, else to a variable
    /// of its own.
    pub(super) fn load(&mut self, function: Function, is_qualified: bool, args: &[Expr], is_direct: bool) -> ExprId {
        let texts: Option<Vec<String>> = args
            .iter()
            .map(|arg| match arg.node() {
                Node::Str(text) => Some(text.to_string()),
                _ => None,
            })
            .collect();
        let Some(args) = texts.filter(|args| !args.is_empty()) else {
            let id = self.error("");
            let message = format!("the arguments of `{}` are not texts", function.name());
            self.diagnostics.report(codes::BCP032, Place::Expr(id), message, "write the path as a text");
            return id;
        };
        let value = match self.loader {
            Some(load) => {
                load(function, &args).map_err(|message| (codes::BCP091, message, "correct the path or the file"))
            }
            None => Err((
                codes::TRI0054,
                format!("the template needs the file `{}`", args[0]),
                "check it with `check_with`, which is given the files, or write it with `build::Bundle`, which reads them",
            )),
        };
        let value = match value {
            Ok(value) => value,
            Err((code, message, help)) => {
                let id = self.error("");
                self.diagnostics.report(code, Place::Expr(id), message, help);
                return id;
            }
        };
        let id = self.builder.json(&value);
        let is_text = matches!(function, Function::LoadTextContent | Function::LoadFileAsBase64);
        let is_literal = self.in_function || (is_text && is_direct);
        let id = if is_literal { id } else { self.loaded_variable(id) };
        self.builder.load(id, Load { function, is_qualified, args });
        id
    }

    fn loaded_variable(&mut self, value: ExprId) -> ExprId {
        let decl = self.builder.reserve();
        let name = self.builder.intern(&format!("$fxv#{}", self.loaded.len()));
        let kind = DeclKind::Var { ty: None, value };
        self.builder.declare(decl, Decl { name, kind, decorators: Run::default() }, None);
        self.builder.loaded(decl);
        self.loaded.push(decl);
        self.builder.leaf(CoreExpr::Decl(decl))
    }

    /// The variables of what was loaded, in the order of their names as text: `$fxv#10` before `$fxv#2`.
    pub(super) fn loaded_order(&self) -> Vec<DeclId> {
        let mut order: Vec<(String, DeclId)> =
            self.loaded.iter().enumerate().map(|(number, decl)| (number.to_string(), *decl)).collect();
        order.sort();
        order.into_iter().map(|(_, decl)| decl).collect()
    }
}
