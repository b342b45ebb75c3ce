//! Values against the types that are expected of them.

mod array;
mod bounds;
mod object;
mod report;
mod union;
mod variants;

use triceps_diagnostics::{Code, Severity, codes};

use super::table::Types;
pub(super) use object::Given;
use triceps_middle::kinds::{Type, TypeId};
use triceps_middle::map::Set;
use triceps_middle::raw::RawDiagnostics;
use triceps_middle::strings::Str;
use triceps_middle::{DeclKind, Expr, ExprId, LocalId, Middle, Place};

/// How deep types are compared that contain themselves, and variables followed that hold variables.
const DEEPEST: u8 = 100;

/// What kind of place a value is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A default, an output, a variable with a type, the body of a module.
    Value,
    /// An argument of a function: what is wrong in it is reported for it as a whole.
    Argument,
    /// The body of a resource: most mistakes in it are warnings.
    Body {
        /// Whether the resource exists already.
        existing: bool,
    },
}

/// Compares an expression with the type that is expected of it, and reports what does not fit.
pub(crate) fn validate(
    types: &mut Types<'_>,
    diagnostics: &mut RawDiagnostics,
    expr: ExprId,
    expected: TypeId,
    target: Target,
) {
    // Nothing is compared with a type that is not known. Within a type an error is one that no value has.
    if expected == TypeId::ERROR {
        return;
    }
    let (is_body, is_existing) = match target {
        Target::Value | Target::Argument => (false, false),
        Target::Body { existing } => (true, existing),
    };
    let origin = (target == Target::Argument).then_some(expr);
    let setting =
        Setting { is_body, is_existing, origin, slot: Slot::Value, level: 0, no_any: false, depth: DEEPEST, top: expr };
    let given = types.of(expr);
    if followed(types.middle(), At::Expr(expr)).is_some() || !types.certainly_fits(given, expected) {
        Validator::run(types, diagnostics, setting, At::Expr(expr), given, expected);
    }
}

/// Compares an argument with the type of a parameter of a function. What is wrong in it is reported for the whole.
pub fn argument(types: &mut Types<'_>, diagnostics: &mut RawDiagnostics, expr: ExprId, expected: TypeId) {
    let setting = Setting {
        is_body: false,
        is_existing: false,
        origin: None,
        slot: Slot::Value,
        level: 0,
        no_any: false,
        depth: DEEPEST,
        top: expr,
    };
    let given = types.of(expr);
    if !types.certainly_fits(given, expected) {
        Validator::run(types, diagnostics, setting, At::Whole(expr), given, expected);
    }
}

/// The type that is expected.
#[derive(Clone, Copy)]
struct Expected {
    ty: TypeId,
    /// Whether null is welcome as well.
    nullable: bool,
}

impl From<TypeId> for Expected {
    fn from(ty: TypeId) -> Self {
        Self { ty, nullable: false }
    }
}

/// What a value is given to.
#[derive(Clone, Copy)]
enum Slot {
    Value,
    Property { name: Str, warns: bool },
    Item { warns: bool },
    Spread { warns: bool },
}

/// Where the comparison is.
#[derive(Clone, Copy)]
struct Setting {
    /// Whether it is in the body of a resource.
    is_body: bool,
    is_existing: bool,
    /// The use of the variable that the value is in.
    origin: Option<ExprId>,
    slot: Slot,
    /// How many choices between types are around the slot.
    level: usize,
    no_any: bool,
    depth: u8,
    /// The value that the comparison began with.
    top: ExprId,
}

/// A value: an expression, or a local that stands for one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum At {
    Expr(ExprId),
    Local(LocalId),
    /// An expression that is known by its type alone.
    Whole(ExprId),
}

impl At {
    fn place(self) -> Place {
        match self {
            Self::Expr(expr) | Self::Whole(expr) => Place::Expr(expr),
            Self::Local(local) => Place::Local(local),
        }
    }
}

impl Setting {
    /// Where a diagnostic about a value lies: where the variable is used that holds it.
    fn place(&self, at: At) -> Place {
        self.origin.map_or(at.place(), Place::Expr)
    }

    /// As deep as a comparison with this type goes.
    fn below(self, expected: Expected) -> Option<Self> {
        let once = self.deeper()?;
        if expected.nullable { once.deeper() } else { Some(once) }
    }

    fn deeper(self) -> Option<Self> {
        Some(Self { depth: self.depth.checked_sub(1)?, ..self })
    }
}

/// What a name stands for: the use of a variable and its value, or a local.
fn followed(middle: &Middle, at: At) -> Option<(ExprId, At)> {
    let At::Expr(expr) = at else { return None };
    match middle.expr(expr) {
        Expr::Decl(decl) => match middle.decl(decl).kind {
            // Of a variable of another file the type alone is known.
            DeclKind::Var { value, .. } if middle.foreign(decl).is_none() => Some((expr, At::Expr(value))),
            _ => None,
        },
        Expr::Local(local) => Some((expr, At::Local(local))),
        _ => None,
    }
}

struct Validator<'t, 'm> {
    types: &'t mut Types<'m>,
    diagnostics: &'t mut RawDiagnostics,
    /// What was found outside of each choice between types that is made just now, the inner ones last.
    outer: Vec<RawDiagnostics>,
    /// Values that are known by their type alone are compared once with each type: types may contain themselves.
    compared: Set<(At, TypeId, TypeId)>,
    /// Items of tuples that fit: tuples may hold others several times.
    fitting: Set<(At, TypeId, TypeId)>,
    /// The properties of the objects that are compared just now, the inner ones last.
    given: Vec<Given>,
}

impl<'m> Validator<'_, 'm> {
    fn run(
        types: &mut Types<'m>,
        diagnostics: &mut RawDiagnostics,
        setting: Setting,
        at: At,
        given: TypeId,
        expected: TypeId,
    ) {
        let list = std::mem::take(&mut types.given);
        let mut validator = Validator {
            types,
            diagnostics,
            outer: Vec::new(),
            compared: Set::default(),
            fitting: Set::default(),
            given: list,
        };
        validator.value(setting, at, given, expected.into());
        let list = validator.given;
        types.given = list;
    }
}

impl Validator<'_, '_> {
    #[cold]
    fn report(&mut self, code: Code, warns: bool, place: Place, message: String, help: String) {
        let severity = if warns { Severity::Warning } else { Severity::Error };
        self.diagnostics.report_as(code, severity, place, message, help);
    }

    /// Adds what was found about a slot: outside of the choices that are made within it.
    #[cold]
    fn report_at_slot(
        &mut self,
        setting: Setting,
        code: Code,
        warns: bool,
        place: Place,
        message: String,
        help: String,
    ) {
        let severity = if warns { Severity::Warning } else { Severity::Error };
        let diagnostics = self.outer.get_mut(setting.level).unwrap_or(self.diagnostics);
        diagnostics.report_as(code, severity, place, message, help);
    }

    fn in_slot(&self, setting: Setting, slot: Slot) -> Setting {
        Setting { slot, level: self.outer.len(), ..setting }
    }

    /// What is found while a choice between types is looked at, apart from the rest.
    fn apart(&mut self, look: impl FnOnce(&mut Self)) -> RawDiagnostics {
        self.outer.push(std::mem::take(self.diagnostics));
        look(self);
        let before = self.outer.pop().unwrap_or_default();
        std::mem::replace(self.diagnostics, before)
    }

    /// Whether a value may be given here, what is inside of it aside.
    fn fits(&mut self, given: TypeId, expected: Expected) -> bool {
        if !expected.nullable {
            return self.types.assignable(given, expected.ty);
        }
        match self.types.get(given) {
            Type::Null => true,
            Type::Union(list) => (0..list.len()).all(|position| {
                let member = self.types.item(list, position).unwrap_or(TypeId::ERROR);
                member == TypeId::NULL || member != TypeId::ERROR && self.types.assignable(member, expected.ty)
            }),
            _ => self.types.assignable(given, expected.ty),
        }
    }

    /// Whether a part of an object or array could not be read, so that nothing is reported for it.
    fn is_broken(&self, at: At) -> bool {
        matches!(at, At::Expr(expr) if self.types.middle().is_broken(expr))
    }

    /// Whether it is reported already that the value is missing.
    fn is_missing(&self, at: At) -> bool {
        matches!(at, At::Expr(expr) | At::Whole(expr) if matches!(self.types.middle().expr(expr), Expr::Error(_)))
    }

    /// Compares a value with a type.
    fn value(&mut self, setting: Setting, at: At, given: TypeId, expected: Expected) {
        if self.literal(setting, at, given, expected) {
            return;
        }
        let Some(setting) = setting.deeper() else { return };
        if setting.no_any && given == TypeId::ANY && !self.is_missing(at) {
            let message = "a value of type `any` cannot be used here".to_owned();
            let help = "name what is meant: a resource or module of the template".to_owned();
            return self.report(codes::BCP176, false, setting.place(at), message, help);
        }
        let given = self.types.resolved(given);
        let expected = self.collapsed(expected);
        let middle = self.types.middle();
        // A property of a declared type may have an error, and fits nothing then, not even the same type.
        let is_of_property = matches!(setting.slot, Slot::Property { .. });
        if given == TypeId::ERROR && middle.is_text() && is_of_property {
            return self.mismatch(setting, at, given, expected);
        }
        if given == TypeId::ERROR || expected.ty == TypeId::ANY {
            return;
        }
        if expected.ty == TypeId::ERROR {
            if middle.is_text() {
                self.mismatch(setting, at, given, expected);
            }
            return;
        }
        if let (At::Expr(expr), Type::Array { item, .. }) = (at, self.types.get(expected.ty))
            && let Expr::For { body, .. } = middle.expr(expr)
            && !expected.nullable
        {
            let given = self.types.of(body);
            return self.value(setting, At::Expr(body), given, item.into());
        }
        if !self.fits(given, expected) {
            if let Some(rest) = self.types.without_null(given)
                && rest != TypeId::ERROR
                && self.fits(rest, expected)
            {
                self.report_null(setting, at, given, expected);
                return self.value(setting, at, rest, expected);
            }
            return self.mismatch(setting, at, given, expected);
        }
        if given == TypeId::ANY {
            return;
        }
        if expected.nullable {
            return self.nullable(setting, at, given, expected);
        }
        self.inside(setting, at, given, expected.ty);
    }

    /// Looks into a literal of the kind that is expected, which most values are. Whether it is one.
    fn literal(&mut self, setting: Setting, at: At, given: TypeId, expected: Expected) -> bool {
        let At::Expr(expr) = at else { return false };
        match (self.types.raw(given), self.types.raw(expected.ty), self.types.middle().expr(expr)) {
            (Type::Object(_), Type::Object(_), Expr::Object(_)) => {
                if let Some(setting) = setting.below(expected) {
                    self.object(setting, at, given, expected.ty);
                }
                true
            }
            (Type::Tuple { .. }, Type::Array { .. }, Expr::Array(items)) if setting.origin != Some(expr) => {
                if let Some(setting) = setting.below(expected) {
                    self.array_literal(setting, at, self.types.middle().list(items), expected.ty);
                }
                true
            }
            _ => false,
        }
    }

    /// Looks into a value that fits.
    fn inside(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) {
        match self.types.get(expected) {
            Type::Int(..) => return self.int(setting, at, given, expected),
            Type::IntLiteral(..) => return self.int_literal(setting, at, given, expected),
            Type::String { .. } => return self.string(setting, at, given, expected),
            Type::StringLiteral(..) => return self.string_literal(setting, at, given, expected),
            Type::Object(_) => {
                if self.object(setting, at, given, expected) {
                    return;
                }
            }
            Type::Variants(_) => {
                if self.variants(setting, at, given, expected) {
                    return;
                }
            }
            Type::Array { .. } | Type::Tuple { .. } => {
                if self.array(setting, at, given, expected) {
                    return;
                }
            }
            _ => {}
        }
        if let Some((origin, inner)) = self.followed(at) {
            let given = self.type_at(inner);
            return self.value(Setting { origin: Some(origin), ..setting }, inner, given, expected.into());
        }
        if matches!(self.types.get(expected), Type::Union(_)) {
            self.union(setting, at, given, expected);
        }
    }

    /// The union of types that is expected as one, and null apart.
    fn collapsed(&mut self, expected: Expected) -> Expected {
        let ty = self.types.resolved(expected.ty);
        let Type::Union(_) = self.types.get(ty) else {
            return Expected { ty: self.without_choice(ty, expected.nullable), ..expected };
        };
        if ty == TypeId::DEPENDENCY {
            return Expected { ty, ..expected };
        }
        let ty = self.types.collapsed(ty).unwrap_or(ty);
        match self.types.without_null(ty) {
            Some(rest) => Expected { ty: rest, nullable: true },
            None => Expected { ty, ..expected },
        }
    }

    fn followed(&self, at: At) -> Option<(ExprId, At)> {
        followed(self.types.middle(), at)
    }

    fn type_at(&self, at: At) -> TypeId {
        match at {
            At::Expr(expr) | At::Whole(expr) => self.types.of(expr),
            At::Local(local) => self.types.of_local(local),
        }
    }

    /// The name of the variable that the value is in.
    fn source(&self, setting: Setting) -> Option<&str> {
        let middle = self.types.middle();
        match middle.expr(setting.origin?) {
            Expr::Decl(decl) => Some(middle.str(middle.decl(decl).name)),
            Expr::Local(local) => Some(middle.str(middle.local(local).name)),
            _ => None,
        }
    }
}
