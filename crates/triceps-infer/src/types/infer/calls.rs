//! Calls: which overload fits, and what does not.

use triceps_diagnostics::codes;
use triceps_language::{Banned, Flags, Function, Overload, Row, Sig, list_row};
use triceps_middle::kinds::{Type, TypeId};
use triceps_middle::strings::known;
use triceps_middle::{Callee, DeclId, DeclKind, ExprId, Place};

use super::Infer;
use crate::types::suggest::closest;

/// An argument that does not fit an overload.
#[derive(Clone, Copy)]
pub(super) struct Mismatch {
    pub(super) position: usize,
    pub(super) argument: TypeId,
    pub(super) parameter: TypeId,
}

/// What came of trying the overloads of a function.
enum Choice {
    /// This one fits.
    One(&'static Overload),
    /// Several may fit, since arguments are of type `any`.
    Several,
    /// None fits, which is reported.
    None,
}

impl Infer<'_, '_> {
    pub(super) fn call(&mut self, id: ExprId, callee: Callee, args: &[ExprId]) -> TypeId {
        let is_wrong_place = std::mem::take(&mut self.only_decorators);
        let ty = self.called(id, callee, args);
        self.only_decorators = is_wrong_place;
        if is_wrong_place && matches!(callee, Callee::Function(_) | Callee::List(_)) {
            self.diagnostics.report(
                codes::BCP152,
                Place::Name(id),
                "metadata must be a literal",
                "write the value itself",
            );
            return TypeId::ERROR;
        }
        ty
    }

    fn called(&mut self, id: ExprId, callee: Callee, args: &[ExprId]) -> TypeId {
        match callee {
            Callee::Function(function) => self.builtin(id, function, args),
            Callee::List(name) => {
                let name = self.middle.str(name).to_owned();
                if self.middle.is_text() && !self.allowed.contains(Flags::INLINED) {
                    for arg in args {
                        self.argument(*arg, None, &[]);
                    }
                    let message = format!("`{name}` cannot be used here, where no resource can be read");
                    let help = "use it in a resource, variable or output";
                    self.diagnostics.report(codes::BCP066, Place::Name(id), message, help);
                    return TypeId::ERROR;
                }
                self.builtin_row(id, &name, None, list_row(), args)
            }
            Callee::Declared(decl) => self.declared(id, decl, args),
            Callee::Arm(_) => {
                for arg in args {
                    self.argument(*arg, None, &[]);
                }
                TypeId::ANY
            }
            Callee::Unknown(name) => {
                for arg in args {
                    self.argument(*arg, None, &[]);
                }
                // That it cannot be called is reported already.
                if name == known::EMPTY {
                    return TypeId::ERROR;
                }
                self.unknown(id, self.middle.str(name));
                TypeId::ERROR
            }
        }
    }

    fn unknown(&mut self, id: ExprId, name: &str) {
        let place = Place::Name(id);
        if let Some(banned) = Banned::find(name.strip_prefix("sys.").unwrap_or(name)) {
            let code = banned.kind.code();
            let message = format!("`{name}` exists in JSON templates only");
            self.diagnostics.report(code, place, message, format!("write {} instead", banned.instead));
            return;
        }
        let (namespace, plain) = name.split_once('.').map_or((None, name), |(namespace, name)| (Some(namespace), name));
        let known = Function::ALL.iter().filter(|function| {
            !function.has(Flags::PARAMS_FILE)
                && namespace.is_none_or(|namespace| function.namespace().name() == namespace)
        });
        let closest = closest(plain, known.map(|function| function.name()));
        let message = format!("there is no function `{name}`");
        match closest {
            Some(closest) => {
                let code = if namespace.is_some() { codes::BCP108 } else { codes::BCP082 };
                self.diagnostics.report(code, place, message, format!("did you mean `{closest}`?"));
            }
            None if namespace.is_some() => {
                let help = "call a function that the namespace has";
                self.diagnostics.report(codes::BCP107, place, message, help);
            }
            None => {
                let help = "call a function of Bicep, or declare one";
                self.diagnostics.report(codes::BCP057, place, message, help);
            }
        }
    }

    fn builtin(&mut self, id: ExprId, function: Function, args: &[ExprId]) -> TypeId {
        let row = function.row();
        let place = Place::Name(id);
        if row.flags.contains(Flags::PARAMS_FILE) {
            for arg in args {
                self.argument(*arg, None, &[]);
            }
            let message = format!("`{}` exists in parameter files only", function.name());
            self.diagnostics.report(codes::BCP057, place, message, "take a parameter, and give it this value");
            return TypeId::ERROR;
        }
        let is_allowed = |flag: Flags| !row.flags.contains(flag) || self.allowed.contains(flag);
        let refusal = if !is_allowed(Flags::PARAM_DEFAULT) {
            Some((
                codes::BCP065,
                "can only be used in the default of a parameter",
                "add a parameter with this default and use it here",
            ))
        } else if !is_allowed(Flags::RESOURCE_BODY) {
            Some((
                codes::BCP057,
                "can only be used in the body of a resource",
                "use it in the resource that it is about",
            ))
        } else if !is_allowed(Flags::INLINED) {
            Some((
                codes::BCP066,
                "cannot be used here, where no resource can be read",
                "use it in a resource, variable or output",
            ))
        } else {
            None
        };
        if let Some((code, what, help)) = refusal {
            for arg in args {
                self.argument(*arg, None, &[]);
            }
            self.diagnostics.report(code, place, format!("`{}` {what}", function.name()), help);
            return TypeId::ERROR;
        }
        self.builtin_row(id, function.name(), Some(function), row, args)
    }

    fn builtin_row(
        &mut self,
        id: ExprId,
        name: &str,
        function: Option<Function>,
        row: &'static Row,
        args: &[ExprId],
    ) -> TypeId {
        let scope = self.middle.scope();
        let overloads = || row.overloads.iter().filter(move |overload| overload.scopes.contains(scope));
        let mut types: Vec<TypeId> = Vec::with_capacity(args.len());
        let mut is_error = false;
        let mut broken = None;
        for (position, arg) in args.iter().enumerate() {
            let lambda = overloads().find_map(|overload| match overload.param(position)?.ty {
                Sig::Lambda(lambda) => Some(lambda),
                _ => None,
            });
            let since = self.diagnostics.len();
            let ty = self.argument(*arg, lambda, &types);
            let is_broken = matches!(self.types.get(ty), Type::Lambda { returns: TypeId::ERROR, .. });
            if is_broken && self.middle.is_text() {
                types.push(ty);
                continue;
            }
            if is_broken && lambda.is_some() {
                broken = broken.or(Some(position));
            }
            // One fault does not hide others: what is wrong in an argument fits everywhere.
            is_error |= is_broken || self.diagnostics.has_carried(since) || self.is_wrong(*arg, ty, since);
            types.push(if ty == TypeId::ERROR || is_broken { TypeId::ANY } else { ty });
        }
        let choice = self.choose(id, name, &overloads, &mut types, args);
        if let (Some(position), Choice::One(_) | Choice::Several) = (broken, &choice) {
            let message =
                format!("argument {} of `{name}` is a lambda that gives nothing, since it has an error", position + 1);
            self.diagnostics.report(codes::BCP070, Place::Expr(args[position]), message, "correct its body first");
        }
        let overload = match choice {
            Choice::None => return TypeId::ERROR,
            _ if is_error => return TypeId::ERROR,
            Choice::Several => return TypeId::ANY,
            Choice::One(overload) => overload,
        };
        self.arguments_fit(overload, args);
        if row.flags.contains(Flags::DEPRECATED) {
            let message = format!("`{name}` will be removed from the language");
            self.diagnostics.report(codes::BCP241, Place::Name(id), message, "write its result as a literal");
        }
        self.result(id, name, function, overload, &types, args)
    }

    fn choose<O: Iterator<Item = &'static Overload>>(
        &mut self,
        id: ExprId,
        name: &str,
        overloads: &impl Fn() -> O,
        types: &mut [TypeId],
        args: &[ExprId],
    ) -> Choice {
        // Each round takes null away from one argument.
        for _ in 0..=types.len() {
            let mut possible: Vec<&'static Overload> = Vec::new();
            let mut mismatches: Vec<(Mismatch, &'static Overload)> = Vec::new();
            for overload in overloads() {
                if types.len() < overload.min() || overload.max().is_some_and(|max| types.len() > max) {
                    continue;
                }
                if types.iter().all(|ty| *ty == TypeId::ANY) {
                    possible.push(overload);
                } else if let Some(mismatch) = self.mismatch(overload, types) {
                    mismatches.push((mismatch, overload));
                } else if types.contains(&TypeId::ANY) {
                    possible.push(overload);
                } else {
                    return Choice::One(overload);
                }
            }
            match possible.as_slice() {
                [] => {}
                [only] => return Choice::One(only),
                _ => return Choice::Several,
            }
            let through_null = mismatches.iter().find_map(|(mismatch, _)| {
                let rest = self.types.assignable_without_null(mismatch.argument, mismatch.parameter)?;
                Some((mismatch.position, rest))
            });
            if let Some((position, rest)) = through_null {
                types[position] = rest;
                continue;
            }
            if mismatches.is_empty() {
                let counts: Vec<_> = overloads().map(|overload| (overload.min(), overload.max())).collect();
                self.report_count(id, name, args.len(), &counts);
            } else {
                self.report_mismatch(name, &mismatches, args);
            }
            return Choice::None;
        }
        Choice::None
    }

    fn mismatch(&mut self, overload: &'static Overload, types: &[TypeId]) -> Option<Mismatch> {
        for (position, argument) in types.iter().enumerate() {
            let parameter = self.sig(overload.param(position)?.ty);
            if !self.types.assignable(*argument, parameter) {
                return Some(Mismatch { position, argument: *argument, parameter });
            }
        }
        None
    }

    fn report_mismatch(&mut self, name: &str, mismatches: &[(Mismatch, &'static Overload)], args: &[ExprId]) {
        let first = mismatches[0].0.position;
        if mismatches.len() > 1 && mismatches.iter().all(|(mismatch, _)| mismatch.position == first) {
            let (mismatch, _) = mismatches[0];
            let message = format!(
                "no overload of `{name}` takes `{}` as argument {}",
                self.types.name(mismatch.argument),
                first + 1
            );
            let overloads: Vec<String> = mismatches.iter().map(|(_, overload)| format!("`{overload}`")).collect();
            let help = format!("it has {}", overloads.join(", "));
            self.diagnostics.report(codes::BCP048, Place::Expr(args[first]), message, help);
            return;
        }
        let Some((mismatch, _)) = mismatches.iter().max_by_key(|(mismatch, _)| mismatch.position) else { return };
        self.report_argument(name, *mismatch, args[mismatch.position]);
    }

    pub(super) fn report_argument(&mut self, name: &str, mismatch: Mismatch, at: ExprId) {
        let message = format!(
            "argument {} of `{name}` is `{}`, but must be `{}`",
            mismatch.position + 1,
            self.types.name(mismatch.argument),
            self.types.name(mismatch.parameter)
        );
        self.diagnostics.report(codes::BCP070, Place::Expr(at), message, "give it a value of that type");
    }

    pub(super) fn report_count(&mut self, id: ExprId, name: &str, given: usize, counts: &[(usize, Option<usize>)]) {
        let min = counts.iter().map(|(min, _)| *min).min().unwrap_or(0);
        let max = counts.iter().map(|(_, max)| *max).try_fold(0, |all, max| Some(all.max(max?)));
        let wanted = match max {
            None => format!("at least {min}"),
            Some(max) if max == min => min.to_string(),
            Some(max) => format!("{min} to {max}"),
        };
        let plural = |count: &str| if count == "1" || count == "at least 1" { "argument" } else { "arguments" };
        let message = format!("`{name}` takes {wanted} {} here, not {given}", plural(&wanted));
        let scope = self.middle.scope();
        let scoped = matches!(name, "resourceGroup" | "subscription" | "managementGroup" | "tenant");
        let help = match given {
            0 if scoped => format!("a file for the scope `{scope}` has no {name} of its own: pass its name"),
            _ if given < min => "add the missing arguments".to_owned(),
            _ => "remove the extra arguments".to_owned(),
        };
        self.diagnostics.report(codes::BCP071, Place::Arguments(id), message, help);
    }

    fn declared(&mut self, id: ExprId, decl: DeclId, args: &[ExprId]) -> TypeId {
        let (types, sound): (Vec<TypeId>, Vec<bool>) = args.iter().map(|arg| self.plain_argument(*arg)).unzip();
        let declared = self.middle.decl(decl);
        let name = self.middle.str(declared.name);
        let DeclKind::Func { params, .. } = declared.kind else {
            let message = format!("the {} `{name}` cannot be called", declared.kind.noun());
            match Function::find(name) {
                None if name.starts_with("list") => {
                    self.diagnostics.report(
                        codes::BCP265,
                        Place::Name(id),
                        message,
                        format!("did you mean `az.{name}`?"),
                    );
                }
                Some(hidden) => {
                    let help = format!("did you mean `{}.{name}`?", hidden.namespace().name());
                    self.diagnostics.report(codes::BCP265, Place::Name(id), message, help);
                }
                None => self.diagnostics.report(codes::BCP059, Place::Name(id), message, "call a function"),
            }
            return TypeId::ERROR;
        };
        let result = self.types.of_decl(decl);
        if result == TypeId::ERROR && self.closes_circle(decl) {
            self.circle(Place::Expr(id), decl);
            return TypeId::ERROR;
        }
        if result == TypeId::ERROR && self.types.is_broken(decl, self.owner) {
            let message = format!("the function `{name}` has an error");
            self.diagnostics.report(codes::BCP062, Place::Name(id), message, "correct its declaration first");
            return TypeId::ERROR;
        }
        if params.len() != types.len() {
            self.report_count(id, name, types.len(), &[(params.len(), Some(params.len()))]);
            return TypeId::ERROR;
        }
        for (position, (local, argument)) in self.middle.params(params).zip(&types).enumerate() {
            let parameter = self.types.of_local(local);
            let argument = *argument;
            if self.types.assignable(argument, parameter) {
                self.whole_fits(args[position], parameter);
            } else if self.types.assignable_without_null(argument, parameter).is_some() {
                let expected = self.types.name(parameter);
                self.maybe_null(args[position], &expected, argument);
            } else {
                self.report_argument(name, Mismatch { position, argument, parameter }, args[position]);
                return TypeId::ERROR;
            }
        }
        if sound.contains(&false) { TypeId::ERROR } else { result }
    }
}
