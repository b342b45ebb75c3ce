//! Calls: of functions of the language, of declared ones, of functions of resources; lambdas.

use triceps_language::{Emission, Function};
use triceps_middle::strings::Str;
use triceps_middle::{Callee, ExprId, Run};

use super::frames::Env;
use super::writer::Writer;

impl Writer<'_, '_> {
    /// Whether an expression is in the body of a resource of an extension.
    fn is_of_extension(&self, id: ExprId) -> bool {
        self.facts.resources.extension(self.middle.decl_of(id)).is_some()
    }

    pub(super) fn call(&mut self, id: ExprId, callee: Callee, args: Run, env: Env) {
        let args = self.middle.list(args);
        match callee {
            Callee::Declared(decl) => {
                // A function of another file that has no name here stands in a namespace of its own.
                let name = self.decl_name(decl);
                if !name.contains('.') {
                    self.push("__bicep.");
                }
                self.push(name);
            }
            Callee::List(name) | Callee::Arm(name) | Callee::Unknown(name) => self.push(self.str(name)),
            Callee::Function(function) => {
                if names_scope(function, args.len()) {
                    return self.push("createObject()");
                }
                match (function.row().emission, function, args) {
                    (Emission::Literal, Function::Nameof, [named]) => {
                        return self.literal(self.names.name_of(self.middle, *named));
                    }
                    (Emission::Target, Function::ThisExists, _) => return self.push("not(empty(target('full')))"),
                    // Resources of extensions have no envelope.
                    (Emission::Target, ..) if self.is_of_extension(id) => return self.push("target()"),
                    (Emission::Target, ..) => return self.push("target('full')"),
                    (Emission::CallAs(name), ..) => self.push(name),
                    // What is known while compiling is not in a template that has no errors.
                    (
                        Emission::Call
                        | Emission::Argument
                        | Emission::Literal
                        | Emission::LiteralOrVariable
                        | Emission::Variable
                        | Emission::VaultReference,
                        ..,
                    ) => self.push(function.name()),
                }
            }
        }
        self.push("(");
        self.args(args, env);
        self.push(")");
    }

    /// Writes a call of a function of a resource: `list..`, or one of an extension.
    pub(super) fn method(&mut self, base: ExprId, name: Str, args: Run, env: Env) {
        let args = self.middle.list(args);
        let name = self.str(name);
        let Some(reference) = self.referenced(base) else {
            self.push(name);
            self.push("(");
            self.expr(base, env);
            for arg in args {
                self.push(", ");
                self.expr(*arg, env);
            }
            return self.push(")");
        };
        if self.facts.resources.extension(reference.decl).is_some() {
            self.push("invokeResourceMethod(");
            self.target(reference, env);
            self.push(", ");
            self.literal(name);
            self.push(", ");
            self.function("createArray", args, env);
            return self.push(")");
        }
        self.push(name);
        self.push("(");
        self.target(reference, env);
        if args.is_empty() {
            self.push(", ");
            self.literal(self.facts.resources.api_version(self.middle, reference.decl));
        }
        for arg in args {
            self.push(", ");
            self.expr(*arg, env);
        }
        self.push(")");
    }

    pub(super) fn lambda(&mut self, params: Run, body: ExprId, env: Env) {
        self.push("lambda(");
        for param in self.middle.params(params) {
            self.string(self.names.local(param));
            self.push(", ");
        }
        self.expr(body, env);
        self.push(")");
    }
}

/// Whether a function with this number of arguments names a scope, which has no value of its own.
pub(super) fn names_scope(function: Function, count: usize) -> bool {
    function.row().overloads.iter().any(|overload| {
        overload.names_scope && overload.min() <= count && overload.max().is_none_or(|max| count <= max)
    })
}
