//! Functions of resources: `listKeys()`, `getSecret(..)`.

use triceps_diagnostics::codes;
use triceps_middle::kinds::{Type, TypeId};
use triceps_middle::strings::Str;
use triceps_middle::{DeclId, Expr, ExprId, Place};

use super::Infer;
use super::calls::Mismatch;
use crate::types::Method;
use crate::types::suggest::closest;

impl Infer<'_, '_> {
    pub(super) fn method(&mut self, id: ExprId, base: ExprId, name: Str, args: &[ExprId]) -> TypeId {
        let base_type = self.expr(base);
        let since = self.diagnostics.len();
        let (mut types, sound): (Vec<TypeId>, Vec<bool>) = args.iter().map(|arg| self.plain_argument(*arg)).unzip();
        if base_type == TypeId::ERROR {
            if self.middle.is_text() {
                self.diagnostics.take_back_carried(since);
            }
            return TypeId::ERROR;
        }
        let name = self.middle.str(name);
        if !matches!(self.middle.expr(base), Expr::NonNull(_)) && self.may_be_missing(self.named_directly(base)) {
            let message =
                format!("the resource (`{} | null`) may not exist when `{name}` is called", self.types.name(base_type));
            let help = "call it in a branch of the condition of the resource, or state with `!` that it exists";
            self.diagnostics.report(codes::BCP422, Place::Name(id), message, help);
        }
        for ty in &mut types {
            if *ty == TypeId::ERROR {
                *ty = TypeId::ANY;
            }
        }
        let body = self.unwrapped(base_type);
        let result = match (self.types.get(base_type), self.types.get(body)) {
            (Type::Resource(decl), Type::Object(_)) => self.method_of(id, decl, name, &types, args),
            (_, Type::Object(_)) => self.no_method(id, base_type, name, &[]),
            _ => {
                let message =
                    format!("`{}` has no functions: `{name}` cannot be called on it", self.types.name(base_type));
                self.diagnostics.report(codes::BCP067, Place::Name(id), message, "call it on one resource");
                TypeId::ERROR
            }
        };
        if sound.contains(&false) { TypeId::ERROR } else { result }
    }

    fn named_directly(&self, base: ExprId) -> Option<DeclId> {
        let mut expr = base;
        while let Expr::Paren(inner) = self.middle.expr(expr) {
            expr = inner;
        }
        match self.middle.expr(expr) {
            Expr::Decl(decl) => self.middle.decl(decl).body().map(|_| decl),
            _ => None,
        }
    }

    fn no_method(&mut self, id: ExprId, base: TypeId, name: &str, known: &[&str]) -> TypeId {
        let message = format!("`{}` has no function `{name}`", self.types.name(base));
        match closest(name, known.iter().copied()) {
            Some(closest) => {
                self.diagnostics.report(codes::BCP110, Place::Name(id), message, format!("did you mean `{closest}`?"));
            }
            None => {
                let help = "resources have functions that start with `list`, and vaults have `getSecret`";
                self.diagnostics.report(codes::BCP109, Place::Name(id), message, help);
            }
        }
        TypeId::ERROR
    }

    fn method_of(&mut self, id: ExprId, decl: DeclId, name: &str, types: &[TypeId], args: &[ExprId]) -> TypeId {
        let Some(method) = self.types.method(decl, name) else {
            let base = self.types.of_decl(decl);
            let mut known = self.types.methods(decl);
            if self.types.method(decl, "getSecret").is_some() {
                known.push("getSecret");
            }
            return self.no_method(id, base, name, &known);
        };
        if !name.starts_with("list") {
            let fits = self.fits_params(id, name, &[TypeId::STRING, TypeId::STRING], 1, types, args);
            return if fits { method.output } else { TypeId::ERROR };
        }
        if method.is_known && self.fits_data(decl, &method, types) {
            if let (Some(input), Some(arg)) = (method.input, args.get(1)) {
                self.whole_fits(*arg, input);
            }
            return method.output;
        }
        let fits = self.fits_params(id, name, &[TypeId::STRING, TypeId::OBJECT], 0, types, args);
        if fits { TypeId::ANY } else { TypeId::ERROR }
    }

    /// Whether a call is the one that the data of the type describes: of its own version, with its own input.
    fn fits_data(&mut self, decl: DeclId, method: &Method, types: &[TypeId]) -> bool {
        let Some((version, rest)) = types.split_first() else { return true };
        let own = self.middle.api_version(decl).map(|version| self.types.string_literal(version));
        if !own.is_some_and(|own| self.types.assignable(*version, own)) {
            return false;
        }
        match (rest, method.input) {
            ([], _) => true,
            ([given], Some(input)) => self.types.assignable(*given, input),
            _ => false,
        }
    }

    /// Whether arguments fit parameters of which the first few are required; else it is reported.
    fn fits_params(
        &mut self,
        id: ExprId,
        name: &str,
        params: &[TypeId],
        required: usize,
        types: &[TypeId],
        args: &[ExprId],
    ) -> bool {
        if types.len() < required || types.len() > params.len() {
            self.report_count(id, name, types.len(), &[(required, Some(params.len()))]);
            return false;
        }
        for (position, (argument, parameter)) in types.iter().zip(params).enumerate() {
            if self.types.assignable(*argument, *parameter) {
                self.whole_fits(args[position], *parameter);
            } else if self.types.assignable_without_null(*argument, *parameter).is_some() {
                let expected = self.types.name(*parameter);
                self.maybe_null(args[position], &expected, *argument);
            } else {
                let mismatch = Mismatch { position, argument: *argument, parameter: *parameter };
                self.report_argument(name, mismatch, args[position]);
                return false;
            }
        }
        true
    }
}
