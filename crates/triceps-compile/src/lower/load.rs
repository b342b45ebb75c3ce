//! Functions that take over files while compiling.

use triceps_core::language::Function;
use triceps_core::{Decl, DeclId, DeclKind, Expr, ExprId, Load, Run};
use triceps_diagnostics::codes;
use triceps_syntax::TextRange;
use triceps_syntax::ast::{Arguments, AstNode, Declaration, Expr as AstExpr, StringPart};

use super::Lower;
use super::scope::Meaning;
use crate::load::{load, other_encoding};

/// How many variables and holes are followed to a text, which bounds circles too.
const STEPS: u32 = 256;

impl<'t> Lower<'t> {
    /// Lowers a call that takes over a file: to a literal where it is the whole value of a variable or stands in a
    /// function, else to a variable of its own.
    pub(super) fn load(
        &mut self,
        function: Function,
        is_qualified: bool,
        arguments: Option<Arguments<'t>>,
        range: TextRange,
    ) -> ExprId {
        let arguments: Vec<AstExpr<'t>> = arguments.into_iter().flat_map(Arguments::values).collect();
        let is_value = matches!(function, Function::LoadJsonContent | Function::LoadYamlContent);
        let most = match function {
            Function::LoadFileAsBase64 => 1,
            _ if is_value => 3,
            _ => 2,
        };
        if arguments.is_empty() || arguments.len() > most {
            let message = format!("`{}` takes 1 to {most} arguments", function.name());
            self.report(codes::BCP071, range, message);
            return self.root(None, range);
        }
        let mut args: Vec<String> = Vec::with_capacity(arguments.len());
        for argument in &arguments {
            let Some(text) = self.known_text(*argument, &mut { STEPS }) else {
                let message = "the argument must be known while compiling";
                self.report(codes::BCP032, argument.syntax().range(), message);
                return self.root(None, range);
            };
            args.push(text);
        }
        let value = match load(self.reader, &self.source().path, function, &args) {
            Ok(value) => value,
            Err((argument, code, message)) => {
                let place = arguments.get(argument).map_or(range, |argument| argument.syntax().range());
                self.report(code, place, message);
                return self.root(None, range);
            }
        };
        if let Some((argument, marked)) = other_encoding(self.reader, &self.source().path, function, &args)
            && let Some(argument) = arguments.get(argument)
        {
            let message = format!("the file says that its encoding is `{marked}`");
            self.warn(codes::BCP185, argument.syntax().range(), message);
        }
        let id = self.builder.json(&value);
        self.all_at(range);
        let is_text = matches!(function, Function::LoadTextContent | Function::LoadFileAsBase64);
        // The default of a parameter cannot use a variable either.
        let is_literal = self.in_function || (is_text && self.direct == Some(range));
        let id = if is_literal { id } else { self.loaded_variable(id, range) };
        self.builder.load(id, Load { function, is_qualified, args });
        id
    }

    /// A text that is known from its writing: a literal, a variable that holds one, or a text with such holes.
    fn known_text(&mut self, expr: AstExpr<'t>, steps: &mut u32) -> Option<String> {
        *steps = steps.checked_sub(1)?;
        match expr {
            AstExpr::String(text) => {
                let mut known = String::new();
                for part in text.parts() {
                    match part {
                        StringPart::Text(text) => known.push_str(&text),
                        StringPart::Hole(hole) => known.push_str(&self.known_text(hole, steps)?),
                    }
                }
                Some(known)
            }
            AstExpr::Name(name) => {
                let Meaning::Decl(decl) = self.resolve(name.token()?.text())? else { return None };
                let Declaration::Var(variable) = self.symbols.items.get(decl.index())?.declaration else {
                    return None;
                };
                self.known_text(variable.value()?, steps)
            }
            _ => None,
        }
    }

    /// A variable that holds what was loaded, which comes before those of the file.
    fn loaded_variable(&mut self, value: ExprId, range: TextRange) -> ExprId {
        let decl = self.builder.reserve();
        let name = self.builder.intern(&format!("$fxv#{}", self.loaded.len()));
        let kind = DeclKind::Var { ty: None, value };
        self.builder.declare(decl, Decl { name, kind, decorators: Run::default() }, None);
        self.builder.loaded(decl);
        self.loaded.push(decl);
        let id = self.builder.leaf(Expr::Decl(decl));
        self.at(id, range)
    }

    /// The variables of what was loaded, in the order of their names as text: `$fxv#10` before `$fxv#2`.
    pub(super) fn loaded_order(&self) -> Vec<DeclId> {
        let mut order: Vec<(String, DeclId)> =
            self.loaded.iter().enumerate().map(|(number, decl)| (number.to_string(), *decl)).collect();
        order.sort();
        order.into_iter().map(|(_, decl)| decl).collect()
    }
}
