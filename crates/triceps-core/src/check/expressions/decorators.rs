//! Arguments of decorators, and the types that they stand above.

use triceps_diagnostics::{Severity, codes};
use triceps_infer::argument;
use triceps_infer::{Type, TypeId};
use triceps_language::{DecoratorId, DecoratorRow, Targets};
use triceps_middle::{
    Decl, DeclId, DeclKind, Decorator, DecoratorName, Expr, ExprId, Key, Place, Run, TypeNode, TypeNodeId,
};

use super::Walk;

/// A decorator, and what it stands above.
#[derive(Clone, Copy)]
struct Above {
    id: DecoratorId,
    args: Run,
    /// The place of the decorator itself.
    place: Place,
    /// The type as it is written.
    node: Option<TypeNodeId>,
}

impl Walk<'_, '_> {
    pub(super) fn decorators(&mut self, id: DeclId, decl: &Decl) {
        let (target, node) = match decl.kind {
            DeclKind::Metadata { .. } => (Targets::METADATA, None),
            DeclKind::Import(_) => (Targets::IMPORT, None),
            DeclKind::Extension { .. } => (Targets::EXTENSION, None),
            DeclKind::Assert { .. } | DeclKind::Test { .. } => (Targets::NONE, None),
            DeclKind::Type { ty } => (Targets::TYPE, Some(ty)),
            DeclKind::Param { ty, .. } => (Targets::PARAM, Some(ty)),
            DeclKind::Var { ty, .. } => (Targets::VAR, ty),
            DeclKind::Func { .. } => (Targets::FUNC, None),
            DeclKind::Resource(_) => (Targets::RESOURCE, None),
            DeclKind::Module(_) => (Targets::MODULE, None),
            DeclKind::Output { ty, .. } => (Targets::OUTPUT, Some(ty)),
        };
        if !self.types.has_decorators(id) {
            return;
        }
        for (position, decorator) in self.middle.decorators(decl.decorators).iter().enumerate() {
            let place = Place::Decorator(id, u32::try_from(position).unwrap_or(u32::MAX));
            self.decorator(decorator, target, place, node);
        }
    }

    /// The decorators of properties of object types and of items of tuples.
    pub(super) fn member_decorators(&mut self) {
        for index in 0..self.middle.type_node_count() {
            let (TypeNode::Object { members, .. } | TypeNode::Tuple(members)) =
                self.middle.type_node(TypeNodeId::new(index))
            else {
                continue;
            };
            let decl = self.middle.decl_of_type(TypeNodeId::new(index));
            // The compiler does not look at those in types of variables.
            if self.middle.is_text() && matches!(self.middle.decl(decl).kind, DeclKind::Var { .. }) {
                continue;
            }
            for member in self.middle.members(members) {
                for (position, decorator) in self.middle.decorators(member.decorators).iter().enumerate() {
                    let position = u32::try_from(position).unwrap_or(u32::MAX);
                    let place = Place::MemberDecorator(member.ty, position);
                    let has_error = self.middle.is_text() && self.types.of_node(member.ty) == TypeId::ERROR;
                    if decorator.name == DecoratorName::Known(DecoratorId::Export)
                        && !has_error
                        && self.middle.is_validated(decorator)
                    {
                        let message = "`@export` can only be used on a declaration";
                        self.diagnostics.report(codes::BCP361, place, message, "export the type as a whole");
                    }
                    let is_misplaced = |known: DecoratorId| !known.row().targets.contains(Targets::TYPE);
                    if let DecoratorName::Known(known) = decorator.name
                        && known != DecoratorId::Export
                        && !decorator.qualified
                        && is_misplaced(known)
                    {
                        let message = format!("`@{}` cannot be used on a part of a type", known.name());
                        let place = Place::MemberDecoratorName(member.ty, position);
                        self.diagnostics.report(codes::BCP297, place, message, "leave it out");
                    }
                    self.decorator(decorator, Targets::TYPE, place, Some(member.ty));
                }
            }
        }
    }

    fn decorator(&mut self, decorator: &Decorator, target: Targets, place: Place, node: Option<TypeNodeId>) {
        let DecoratorName::Known(id) = decorator.name else { return };
        let row = id.row();
        // One that cannot be used here at all is reported with the structure of the file.
        let takes_all = self.middle.is_text() && (target == Targets::FUNC || target == Targets::EXTENSION);
        if !row.targets.contains(target) && !takes_all {
            return;
        }
        let above = Above { id, args: decorator.args, place, node };
        if self.decorator_arguments(above, row) {
            self.allowed_values(above);
            if self.middle.is_validated(decorator) {
                self.decorated(above, row);
            }
        }
    }

    /// Whether the arguments of a decorator are right; else it is reported.
    fn decorator_arguments(&mut self, above: Above, row: &'static DecoratorRow) -> bool {
        let args = self.middle.list(above.args);
        let name = above.id.name();
        let (least, most) = row.count();
        if args.len() < least || args.len() > most {
            let wanted = if least == most { least.to_string() } else { format!("{least} to {most}") };
            let noun = if wanted == "1" { "argument" } else { "arguments" };
            let message = format!("`@{name}` takes {wanted} {noun}, not {}", args.len());
            let place = match above.place {
                Place::Decorator(decl, position) => Place::DecoratorArguments(decl, position),
                Place::MemberDecorator(ty, position) => Place::MemberDecoratorArguments(ty, position),
                other => other,
            };
            self.diagnostics.report(codes::BCP071, place, message, "give it the arguments that it takes");
            return false;
        }
        let has_error = |arg: &ExprId| self.types.of(*arg) == TypeId::ERROR && !self.types.unread.contains(arg);
        if self.middle.is_text() && args.iter().any(has_error) {
            return false;
        }
        for (arg, param) in args.iter().zip(row.params) {
            let given = self.types.of(*arg);
            if given != TypeId::ERROR && !self.types.fits_sig(given, param.ty) {
                let expected = self.types.of_sig(param.ty);
                let (given, expected) = (self.types.name(given), self.types.name(expected));
                let message = format!("`@{name}` takes `{expected}`, not `{given}`");
                self.diagnostics.report(codes::BCP070, Place::Expr(*arg), message, "give it a value of that type");
                return false;
            }
        }
        for (arg, param) in args.iter().zip(row.params) {
            if param.constant && !self.constant(*arg, &format!("the argument of `@{name}`")) {
                return false;
            }
            let expected = self.types.of_sig(param.ty);
            if expected != TypeId::ANY {
                argument(self.types, self.diagnostics, *arg, expected);
            }
        }
        true
    }

    /// Whether an expression is made of literals alone; else it is reported.
    pub(super) fn constant(&mut self, expr: ExprId, what: &str) -> bool {
        let Some(part) = self.middle.computed_part(expr).or_else(|| self.merged_part(expr)) else { return true };
        let message = format!("{what} must be a literal");
        self.diagnostics.report(codes::BCP032, Place::Expr(part), message, "write the value itself");
        false
    }

    /// The first part of literals that the template would have to compute all the same: what is spread, and what is reported
    /// not to be null. Azure reads the arguments of decorators as they are written.
    fn merged_part(&self, expr: ExprId) -> Option<ExprId> {
        let mut found = None;
        self.middle.walk(expr, &mut |part| {
            let merged = match self.middle.expr(part) {
                Expr::Spread(_) | Expr::NonNull(_) => Some(part),
                Expr::Object(entries) => {
                    let mut entries = self.middle.entries(entries).iter();
                    entries.find(|entry| matches!(entry.key, Key::Spread)).map(|entry| entry.value)
                }
                _ => None,
            };
            found = found.or(merged);
        });
        found
    }

    /// The values of a parameter, of which there is at least one.
    fn allowed_values(&mut self, above: Above) {
        if above.id == DecoratorId::Allowed
            && let Some(values) = self.middle.list(above.args).first()
            && self.middle.array(*values).is_some_and(<[_]>::is_empty)
        {
            let help = "list at least one value, or leave the decorator out";
            self.diagnostics.report(codes::BCP099, Place::Expr(*values), "`@allowed` lists no value", help);
        }
    }

    /// The type below a decorator.
    fn decorated(&mut self, above: Above, row: &DecoratorRow) {
        let name = above.id.name();
        let first = self.middle.list(above.args).first().copied();
        if let Some(length) = first
            && matches!(above.id, DecoratorId::MinLength | DecoratorId::MaxLength)
            && self.middle.int(length).is_some_and(i64::is_negative)
        {
            let help = "write zero or more";
            self.diagnostics.report(codes::BCP168, Place::Expr(length), "a length cannot be negative", help);
        }
        if let Some(metadata) = first
            && above.id == DecoratorId::Metadata
            && self.middle.is_text()
            && let Some(name) = self.middle.find_str("description")
            && let Some(description) = self.middle.property(metadata, name)
            && !self.types.assignable(self.types.of(description), TypeId::STRING)
        {
            let message = format!("a description is a string, not `{}`", self.types.name(self.types.of(description)));
            let place = Place::Expr(description);
            self.diagnostics.report_as(codes::BCP036, Severity::Error, place, message, "write it between quotes");
        }
        let Some(node) = above.node else { return self.untyped(above, row) };
        let ty = self.types.of_node(node);
        if ty == TypeId::ERROR {
            return;
        }
        let ty = self.types.without_null(ty).unwrap_or(ty);
        if let Some(expected) = row.attaches_to
            && (above.id != DecoratorId::Discriminator
                || !matches!(self.types.get(ty), Type::Object(_) | Type::Variants(_) | Type::Union(_) | Type::Any))
            && !self.types.fits_sig(ty, expected)
        {
            let expected = self.types.of_sig(expected);
            let (given, wanted) = (self.types.name(ty), self.types.name(expected));
            let message = format!("`@{name}` can be used on `{wanted}`, not on `{given}`");
            self.diagnostics.report(codes::BCP124, above.place, message, "leave it out, or change the type");
            return;
        }
        if above.id == DecoratorId::Secure && ty == TypeId::ANY {
            let message = "`@secure` needs a type that is a string or an object";
            self.diagnostics.report(codes::BCP440, above.place, message, "write `string` or `object`");
        }
        if row.constrains && self.is_alias(node) {
            let message = format!("`@{name}` cannot be used on a type that is declared elsewhere");
            self.diagnostics.report(codes::BCP308, above.place, message, "put it on the declaration of the type");
        }
        if above.id == DecoratorId::Sealed && self.is_derived(node) {
            let message = format!("`@{name}` cannot be used on a type that comes from a resource");
            self.diagnostics.report(codes::BCP386, above.place, message, "leave it out");
        }
        if row.no_literals && self.is_choice(above.id, node, ty) {
            let message = format!("`@{name}` cannot be used on a union or a literal type");
            let help = "the members of the type are the only values already";
            self.diagnostics.report(codes::BCP295, above.place, message, help);
        }
        if above.id == DecoratorId::Sealed
            && let Some(TypeNode::Object { has_additional: true, .. }) = self.plain(node)
        {
            let message = "`@sealed` cannot be used on an object type with `*`, which allows other properties";
            self.diagnostics.report(codes::BCP316, above.place, message, "leave out one of the two");
        }
    }

    /// A function or an extension has no written type. To the compiler the one is a lambda, the other an object.
    fn untyped(&mut self, above: Above, row: &DecoratorRow) {
        let Place::Decorator(decl, _) = above.place else { return };
        let (fits, noun) = match (self.middle.decl(decl).kind, row.attaches_to) {
            (DeclKind::Func { .. }, expected) => (expected.is_none(), "a function"),
            (DeclKind::Extension { .. }, Some(expected)) => {
                (self.types.fits_sig(TypeId::OBJECT, expected), "an extension")
            }
            _ => return,
        };
        if let Some(expected) = row.attaches_to
            && !fits
        {
            let expected = self.types.of_sig(expected);
            let message =
                format!("`@{}` can be used on `{}`, not on {noun}", above.id.name(), self.types.name(expected));
            self.diagnostics.report(codes::BCP124, above.place, message, "leave it out");
        }
        if above.id == DecoratorId::Discriminator {
            let message = "a discriminator needs a union of object types";
            self.diagnostics.report(codes::BCP363, above.place, message, "leave it out");
        }
        if above.id == DecoratorId::Allowed
            && let Some(values) = self.middle.list(above.args).first()
        {
            for item in self.middle.array(*values).unwrap_or_default() {
                let message = format!("no value is allowed for {noun}");
                self.diagnostics.report(codes::BCP034, Place::Expr(*item), message, "leave the decorator out");
            }
        }
    }

    /// A written type without `?`. The compiler does not look into parentheses.
    fn plain(&self, node: TypeNodeId) -> Option<TypeNode> {
        match self.written(node)? {
            TypeNode::Nullable(inner) => self.written(inner),
            other => Some(other),
        }
    }

    fn written(&self, node: TypeNodeId) -> Option<TypeNode> {
        (!self.middle.is_parenthesized(node)).then(|| self.middle.type_node(node))
    }

    /// Whether a type is the body of a resource as a whole.
    fn is_derived(&self, node: TypeNodeId) -> bool {
        matches!(self.plain(node), Some(TypeNode::Resource { .. }))
    }

    /// Whether a written type is the name of a declared one, or a part of one.
    fn is_alias(&self, node: TypeNodeId) -> bool {
        let mut written = self.plain(node);
        while let Some(TypeNode::Access { base, .. }) = written {
            written = self.written(base);
        }
        matches!(written, Some(TypeNode::Decl(_)))
    }

    /// Whether a type is a union or a literal.
    fn is_choice(&mut self, id: DecoratorId, node: TypeNodeId, ty: TypeId) -> bool {
        match self.plain(node) {
            Some(TypeNode::Literal(_) | TypeNode::Union(_)) => true,
            Some(TypeNode::Object { .. } | TypeNode::Tuple(_)) => self.types.is_literal(ty),
            // The others look at what is written alone.
            _ if !matches!(id, DecoratorId::MinLength | DecoratorId::MaxLength) => false,
            _ => matches!(self.types.get(ty), Type::Union(_)) || self.types.is_literal(ty),
        }
    }
}
