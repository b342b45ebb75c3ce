//! Objects, property by property.

use triceps_diagnostics::codes;
use triceps_middle::data::{Member, Shape, Takes};
use triceps_middle::kinds::{Additional, Property, PropertyFlags, Type, TypeId};
use triceps_middle::map::Map;
use triceps_middle::map::Set;
use triceps_middle::order::sort_by;
use triceps_middle::strings::{Str, known};
use triceps_middle::{DeclKind, Entry, Expr, ExprId, Key, Parent, Place};
use triceps_types::PropertyFlags as Flags;

use super::{At, Expected, Setting, Slot, Validator};
use crate::types::suggest::closest;
use crate::types::text::listed;
use crate::types::union::ordinal;

/// How many missing properties a message lists with their types.
const MOST_KINDS: usize = 20;

/// A property of the value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    name: Str,
    ty: TypeId,
    /// Whether it can only be read where it comes from.
    is_read_only: bool,
    /// Its position in the literal, and its value there.
    written: Option<(usize, ExprId)>,
}

impl Validator<'_, '_> {
    /// The object literal that a value is.
    pub(super) fn literal_at(&self, at: At) -> Option<ExprId> {
        let At::Expr(expr) = at else { return None };
        matches!(self.types.middle().expr(expr), Expr::Object(_)).then_some(expr)
    }

    /// Where a diagnostic about a key lies.
    pub(super) fn key_place(&self, setting: Setting, at: At, name: &str) -> Place {
        let middle = self.types.middle();
        if let Some(origin) = setting.origin {
            return Place::Expr(origin);
        }
        let Some(literal) = self.literal_at(at) else { return at.place() };
        let entries = middle.object(literal).unwrap_or_default();
        let is_it = |entry: &Entry| matches!(entry.key, Key::Name(key) if middle.str(key) == name);
        entries.iter().position(is_it).map_or(at.place(), |position| key(literal, position))
    }

    /// Compares an object with an object type. Whether there was something to compare.
    pub(super) fn object(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) -> bool {
        let Some(setting) = setting.deeper() else { return true };
        if let Some((origin, inner)) = self.followed(at) {
            return self.object(Setting { origin: Some(origin), ..setting }, inner, given, expected);
        }
        if self.is_broken(at) {
            return true;
        }
        if !matches!(self.types.get(given), Type::Object(_)) {
            return false;
        }
        let literal = self.literal_at(at);
        let start = self.given.len();
        if let Some(literal) = literal.filter(|_| self.types.literal_of(given) == literal)
            && self.list_unsure(literal, expected)
        {
            for position in start..self.given.len() {
                let property = self.given[position];
                if let Some(declared) = self.types.property_named(expected, property.name) {
                    self.declared(setting, at, property, declared, expected);
                }
            }
            self.given.truncate(start);
            return true;
        }
        self.list_given(given, literal);
        if self.types.additional(given).is_none() {
            self.missing(setting, at, start, expected);
        }
        let additional = self.types.additional(expected);
        let is_welcome = |more: &Additional| literal.is_none() || !more.flags.contains(PropertyFlags::FALLBACK);
        // The same for all that is unknown.
        let mut permitted: Option<Option<Vec<String>>> = None;
        for position in start..self.given.len() {
            let property = self.given[position];
            match (self.types.property_named(expected, property.name), additional) {
                (Some(declared), _) => self.declared(setting, at, property, declared, expected),
                (None, Some(additional)) if is_welcome(&additional) => {
                    self.additional(setting, at, property, additional);
                }
                (None, additional) => {
                    let names = permitted.take().unwrap_or_else(|| self.permitted(start, expected));
                    self.unknown(setting, at, property, names.as_deref(), additional, expected);
                    permitted = Some(names);
                }
            }
        }
        if let Some(literal) = literal
            && !additional.as_ref().is_some_and(is_welcome)
        {
            self.computed_keys(literal, start, additional, expected);
        }
        self.given.truncate(start);
        true
    }

    /// Lists those members of a literal that do not certainly fit an object type of the index. False, and lists none,
    /// where one of the others has a fault, or something is missing.
    fn list_unsure(&mut self, literal: ExprId, expected: TypeId) -> bool {
        let Some((shape, is_body)) = self.types.written_shape(expected) else { return false };
        let start = self.given.len();
        let is_whole = self.push_unsure(literal, expected, shape, is_body) == Some(shape.required_count());
        if !is_whole {
            self.given.truncate(start);
        }
        is_whole
    }

    /// Lists them, and counts the members that have to be given; none where one cannot be written.
    fn push_unsure(
        &mut self,
        literal: ExprId,
        expected: TypeId,
        shape: &'static Shape,
        is_body: bool,
    ) -> Option<usize> {
        let middle = self.types.middle();
        let mut required = 0;
        for (position, entry) in middle.object(literal)?.iter().enumerate() {
            let Key::Name(name) = entry.key else { return None };
            let ty = self.types.of(entry.value);
            if is_body && matches!(name, known::DEPENDS_ON | known::SCOPE | known::PARENT) {
                self.types.property_named(expected, name)?;
            } else {
                let found = shape.position(self.types.texts.hash_of(name), self.types.str(name))?;
                let member = &shape.members()[found];
                if member.flags.contains(Flags::READ_ONLY) {
                    return None;
                }
                required += usize::from(member.flags.contains(Flags::REQUIRED));
                if self.certainly_takes(member, entry.value, ty) {
                    continue;
                }
            }
            self.given.push(Given { name, ty, is_read_only: false, written: Some((position, entry.value)) });
        }
        Some(required)
    }

    /// Whether there is nothing to say about a value of a property of the index. What a name stands for is looked at.
    fn certainly_takes(&self, member: &Member, value: ExprId, ty: TypeId) -> bool {
        let fits = match (self.types.raw(ty), member.takes) {
            (Type::String { .. } | Type::StringLiteral(..), Takes::String)
            | (Type::Int(..) | Type::IntLiteral(..), Takes::Int)
            | (Type::Bool(_) | Type::BoolLiteral(..), Takes::Bool) => true,
            (Type::StringLiteral(text, _), Takes::OneOf(union)) => {
                let text = self.types.str(text);
                union.literals().any(|known| known == text)
            }
            _ => false,
        };
        fits && self.followed(At::Expr(value)).is_none()
    }

    /// Lists the properties of a value.
    fn list_given(&mut self, given: TypeId, literal: Option<ExprId>) {
        let middle = self.types.middle();
        let entries = literal.and_then(|literal| middle.object(literal)).unwrap_or_default();
        if literal.is_some() && self.types.literal_of(given) == literal {
            for (position, entry) in entries.iter().enumerate() {
                if let Key::Name(name) = entry.key {
                    let ty = self.types.of(entry.value);
                    self.given.push(Given { name, ty, is_read_only: false, written: Some((position, entry.value)) });
                }
            }
            return;
        }
        // In the order of names: of two properties of one type the first is compared with the type that is expected.
        let mut properties = self.types.properties(given);
        sort_by(&mut properties, |left, right| ordinal(self.types.str(left.name), self.types.str(right.name)));
        // The first of each name.
        let mut positions = Map::new();
        for (position, entry) in entries.iter().enumerate() {
            if let Key::Name(name) = entry.key
                && !positions.contains(&name)
            {
                positions.insert(name, position);
            }
        }
        for property in properties {
            let written = positions.get(&property.name).copied();
            self.given.push(Given {
                name: property.name,
                ty: property.ty,
                is_read_only: property.flags.contains(PropertyFlags::READ_ONLY),
                written: written.map(|position| (position, entries[position].value)),
            });
        }
    }

    /// Reports what has to be there and is not among the properties from a position on.
    fn missing(&mut self, setting: Setting, at: At, start: usize, expected: TypeId) {
        let mut missing = self.types.missing(expected, &self.given[start..].iter().map(|given| given.name));
        missing.retain(|property| !self.types.assignable(TypeId::NULL, property.ty));
        if missing.is_empty() {
            return;
        }
        if self.types.comparisons.allow(missing.len()) {
            let lower = |property: &Property| self.types.str(property.name).to_lowercase();
            sort_by(&mut missing, |left, right| lower(left).cmp(&lower(right)));
        }
        let is_system = |property: &Property| property.flags.contains(PropertyFlags::SYSTEM);
        let warns = (setting.is_body && !missing.iter().any(is_system)) || self.types.warns_of_properties(expected);
        let place = setting.origin.map_or_else(|| self.missing_place(at), Place::Expr);
        let names: Vec<&str> = missing.iter().map(|property| self.types.str(property.name)).collect();
        let names = listed(names);
        let of = self.types.name(expected);
        let what = match self.source(setting) {
            Some(source) => format!("the object in `{source}`"),
            None => self.holder(place),
        };
        let message = format!("{what} lacks {names}, which `{of}` requires");
        let mut kinds: Vec<String> = Vec::new();
        for property in missing.iter().take(MOST_KINDS) {
            let ty = self.types.collapsed(property.ty).unwrap_or(property.ty);
            kinds.push(format!("`{}: {}`", self.types.str(property.name), self.types.name(ty)));
        }
        let others = if missing.len() > MOST_KINDS { " and the others" } else { "" };
        self.report(codes::BCP035, warns, place, message, format!("add {}{others}", kinds.join(", ")));
    }

    /// What a diagnostic about something missing is about.
    fn holder(&self, place: Place) -> String {
        let middle = self.types.middle();
        match place {
            Place::Decl(decl) => {
                let decl = middle.decl(decl);
                format!("the {} `{}`", decl.kind.noun(), middle.str(decl.name))
            }
            Place::Key(object, position) => {
                let entry = middle.object(object).unwrap_or_default().get(position as usize);
                match entry.map(|entry| entry.key) {
                    Some(Key::Name(name)) => format!("the object `{}`", middle.str(name)),
                    _ => "the object".to_owned(),
                }
            }
            _ => "the object".to_owned(),
        }
    }

    /// What lacks something: the property that holds the object, the declaration, or the object itself.
    fn missing_place(&self, at: At) -> Place {
        let middle = self.types.middle();
        let At::Expr(mut expr) = at else { return at.place() };
        loop {
            match middle.parent(expr) {
                Parent::Decl(decl) if matches!(middle.decl(decl).kind, DeclKind::Param { .. }) => return at.place(),
                Parent::Decl(decl) => return Place::Decl(decl),
                Parent::Expr(parent) => match middle.expr(parent) {
                    Expr::Object(run) => {
                        let entries = middle.entries(run);
                        let position = entries.iter().position(|entry| entry.value == expr);
                        return match position.map(|position| (position, entries[position].key)) {
                            Some((position, Key::Name(_) | Key::Computed(_))) => key(parent, position),
                            _ => at.place(),
                        };
                    }
                    // The body of a loop: what holds the loop.
                    Expr::For { body, .. } if body == expr => expr = parent,
                    _ => return at.place(),
                },
                Parent::Type(_) | Parent::Decorator(_) | Parent::MemberDecorator(_) => return at.place(),
            }
        }
    }

    fn property_place(&self, setting: Setting, at: At, given: Given) -> Place {
        match (setting.origin, self.literal_at(at), given.written) {
            (Some(origin), ..) => Place::Expr(origin),
            (None, Some(literal), Some((position, _))) => key(literal, position),
            _ => at.place(),
        }
    }

    fn declared(&mut self, setting: Setting, at: At, given: Given, declared: Property, expected: TypeId) {
        let flags = declared.flags;
        let is_system = flags.contains(PropertyFlags::SYSTEM);
        if flags.contains(PropertyFlags::READ_ONLY) {
            let place = self.property_place(setting, at, given);
            let name = self.types.str(declared.name).to_owned();
            if setting.is_existing && at == At::Expr(setting.top) {
                let message = format!("the property `{name}` cannot be set on an existing resource");
                let help = "only properties that identify the resource can be set";
                self.report(codes::BCP173, false, place, message, help.to_owned());
            } else if !given.is_read_only {
                let warns = (setting.is_body && !is_system) || self.types.warns_of_properties(expected);
                let message = format!("the property `{name}` is read-only");
                self.report(codes::BCP073, warns, place, message, "leave it out; it can be read".to_owned());
            }
            return;
        }
        if flags.contains(PropertyFlags::FALLBACK) {
            let place = self.property_place(setting, at, given);
            let (name, of) = (self.types.str(declared.name), self.types.name(expected));
            let message = format!("the type `{of}` has no property `{name}`, though other types do");
            let help = "leave it out, unless Azure is known to take it".to_owned();
            self.report(codes::BCP187, true, place, message, help);
        }
        if self.certainly_fits(at, given, declared.ty) {
            return;
        }
        let warns = (setting.is_body && !is_system) || self.types.warns(declared.ty);
        let nullable = !flags.contains(PropertyFlags::REQUIRED) && flags.contains(PropertyFlags::IMPLICIT_NULL);
        let setting = self.in_slot(setting, Slot::Property { name: declared.name, warns });
        let setting = Setting { no_any: flags.contains(PropertyFlags::NO_ANY), ..setting };
        self.property_value(setting, at, given, Expected { ty: declared.ty, nullable });
    }

    fn additional(&mut self, setting: Setting, at: At, given: Given, additional: Additional) {
        if self.certainly_fits(at, given, additional.ty) {
            return;
        }
        let flags = additional.flags;
        let nullable = !flags.contains(PropertyFlags::REQUIRED) && flags.contains(PropertyFlags::IMPLICIT_NULL);
        let slot = Slot::Property { name: given.name, warns: self.types.warns(additional.ty) };
        let setting = self.in_slot(setting, slot);
        let setting = Setting { no_any: flags.contains(PropertyFlags::NO_ANY), ..setting };
        self.property_value(setting, at, given, Expected { ty: additional.ty, nullable });
    }

    /// Whether there is nothing to say about a property. What a name stands for is looked at.
    fn certainly_fits(&self, at: At, given: Given, expected: TypeId) -> bool {
        let value = match given.written {
            Some((_, value)) if self.literal_at(at).is_some() => At::Expr(value),
            _ => at,
        };
        self.types.certainly_fits(given.ty, expected) && self.followed(value).is_none()
    }

    fn property_value(&mut self, setting: Setting, at: At, given: Given, expected: Expected) {
        match given.written.filter(|_| self.literal_at(at).is_some()) {
            Some((_, value)) => self.value(setting, At::Expr(value), given.ty, expected),
            None if self.compared.insert((at, given.ty, expected.ty)) => {
                self.value(setting, at, given.ty, expected);
            }
            None => {}
        }
    }

    fn unknown(
        &mut self,
        setting: Setting,
        at: At,
        given: Given,
        permitted: Option<&[String]>,
        additional: Option<Additional>,
        expected: TypeId,
    ) {
        let warns = additional.is_some() || self.types.warns_of_properties(expected);
        let place = self.property_place(setting, at, given);
        let name = self.types.str(given.name).to_owned();
        let of = self.types.name(expected);
        let source = self.source(setting).map(str::to_owned);
        let message = match &source {
            Some(source) => format!("the property `{name}` of `{source}` is not allowed in `{of}`"),
            None => format!("the property `{name}` is not allowed in `{of}`"),
        };
        let permitted = permitted.filter(|names| self.types.comparisons.allow(names.len()));
        let names = permitted.unwrap_or_default().iter().map(String::as_str);
        let closest = if source.is_some() { None } else { closest(&name, names) };
        match closest {
            Some(closest) => {
                let help = format!("did you mean `{closest}`?");
                self.report(codes::BCP089, warns, place, message, help);
            }
            None => {
                let help = permitted_help(permitted);
                self.report(codes::BCP037, warns, place, message, help);
            }
        }
    }

    fn computed_keys(&mut self, literal: ExprId, start: usize, additional: Option<Additional>, expected: TypeId) {
        let middle = self.types.middle();
        let warns = additional.is_some() || self.types.warns_of_properties(expected);
        let entries = middle.object(literal).unwrap_or_default();
        if !entries.iter().any(|entry| matches!(entry.key, Key::Computed(_))) {
            return;
        }
        let permitted = self.permitted(start, expected);
        for entry in entries {
            let Key::Computed(computed) = entry.key else { continue };
            let of = self.types.name(expected);
            let message = format!("an object of the type `{of}` cannot have a computed key");
            self.report(codes::BCP040, warns, Place::Expr(computed), message, permitted_help(permitted.as_deref()));
        }
    }

    /// The properties that could still be written, sorted; none where there are too many to compare.
    fn permitted(&mut self, start: usize, expected: TypeId) -> Option<Vec<String>> {
        let hidden =
            |flags: PropertyFlags| flags.contains(PropertyFlags::READ_ONLY) || flags.contains(PropertyFlags::FALLBACK);
        let mut given = Set::default();
        for own in &self.given[start..] {
            given.insert(own.name);
        }
        let properties = self.types.properties(expected);
        if !self.types.comparisons.allow(properties.len()) {
            return None;
        }
        let mut names: Vec<String> = Vec::new();
        for property in properties {
            if !hidden(property.flags) && !given.contains(&property.name) {
                names.push(self.types.str(property.name).to_owned());
            }
        }
        sort_by(&mut names, |left, right| left.to_lowercase().cmp(&right.to_lowercase()).then(left.cmp(right)));
        Some(names)
    }
}

fn permitted_help(permitted: Option<&[String]>) -> String {
    let Some(permitted) = permitted else { return "check the name".to_owned() };
    if permitted.is_empty() {
        return "leave it out; nothing else may be set here".to_owned();
    }
    format!("the allowed properties are {}", listed(permitted.iter().map(String::as_str)))
}

fn key(object: ExprId, position: usize) -> Place {
    Place::Key(object, u32::try_from(position).unwrap_or(u32::MAX))
}
