//! Objects with variants: the one that a property names is the type of the object.

use triceps_diagnostics::codes;
use triceps_middle::Place;
use triceps_middle::kinds::{Additional, PropertyFlags, Type, TypeId, VariantsId};

use super::{At, Setting, Slot, Validator};
use crate::types::suggest::closest;
use crate::types::text::quoted;

impl Validator<'_, '_> {
    /// An object type whose variants the data does not know takes nothing where it may be left out.
    pub(super) fn without_choice(&mut self, ty: TypeId, nullable: bool) -> TypeId {
        let Type::Variants(id) = self.types.get(ty) else { return ty };
        if !nullable || self.types.has_variants(id) {
            return ty;
        }
        let flags = self.types.flags(ty);
        self.types.object(None, flags, &[], None)
    }

    /// Compares an object with a type that has variants. Whether there was something to compare.
    pub(super) fn variants(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId) -> bool {
        let Type::Variants(id) = self.types.get(expected) else { return false };
        if !matches!(self.types.get(given), Type::Object(_)) {
            return false;
        }
        let discriminator = self.types.variants_of(id).discriminator;
        let key = self.types.str(discriminator).to_owned();
        let Some(property) = self.types.property(given, &key) else {
            self.without_discriminator(setting, at, given, expected, id);
            return true;
        };
        let literal = self.literal_at(at);
        let value = literal.and_then(|literal| self.types.middle().property(literal, discriminator));
        let place = setting.origin.or(value).map_or(at.place(), Place::Expr);
        let warns_of_properties = self.types.warns_of_properties(expected);
        match self.types.get(property.ty) {
            Type::Any | Type::Error => {}
            Type::StringLiteral(value, _) => {
                let value = self.types.str(value).to_owned();
                match self.types.variant(id, &value) {
                    Some(variant) => return self.object(setting, at, given, variant),
                    None => {
                        let warns = setting.is_body || warns_of_properties;
                        let setting = self.in_slot(setting, Slot::Property { name: discriminator, warns });
                        let wanted = self.types.discriminators(id);
                        self.unknown_variant(setting, place, property.ty, wanted);
                    }
                }
            }
            _ => {
                let wanted = self.types.discriminators(id);
                if self.types.assignable(property.ty, wanted) {
                    let message = format!(
                        "the value of `{key}` is not known before the deployment, so the object is not checked"
                    );
                    self.report(codes::BCP225, true, place, message, "write the value itself".to_owned());
                } else {
                    let is_system = setting.is_body && self.is_system(id);
                    let warns = (setting.is_body && !is_system) || warns_of_properties;
                    let (wanted, found) = (self.types.name(wanted), self.types.name(property.ty));
                    let message = format!("`{key}` takes `{wanted}`, not `{found}`");
                    self.report(codes::BCP036, warns, place, message, format!("write one of `{wanted}`"));
                }
            }
        }
        true
    }

    /// Whether the discriminator belongs to the language: it is the name of a resource.
    fn is_system(&mut self, id: VariantsId) -> bool {
        let variants = self.types.variants_of(id);
        let key = self.types.str(variants.discriminator).to_owned();
        let first = self.types.first_variant(id);
        let property = first.and_then(|variant| self.types.property(variant, &key));
        property.is_some_and(|property| property.flags.contains(PropertyFlags::SYSTEM))
    }

    fn unknown_variant(&mut self, setting: Setting, place: Place, given: TypeId, wanted: TypeId) {
        let Slot::Property { name, warns } = setting.slot else { return };
        let closest = match (self.types.get(given), self.source(setting)) {
            (Type::StringLiteral(text, _), None) => {
                let text = quoted(self.types.str(text));
                let literals = self.literals(wanted).unwrap_or_default();
                closest(&text, literals.iter().map(String::as_str)).map(str::to_owned)
            }
            _ => None,
        };
        let name = self.types.str(name);
        let message = format!("`{name}` takes `{}`, not `{}`", self.types.name(wanted), self.types.name(given));
        match closest {
            Some(closest) => self.report(codes::BCP088, warns, place, message, format!("did you mean `{closest}`?")),
            None => {
                let help = self.one_of(wanted).unwrap_or_else(|| "check the name".to_owned());
                self.report(codes::BCP036, warns, place, message, help);
            }
        }
    }

    fn without_discriminator(&mut self, setting: Setting, at: At, given: TypeId, expected: TypeId, id: VariantsId) {
        let additional = self.types.additional(given);
        let is_explicit = |additional: Additional| !additional.flags.contains(PropertyFlags::FALLBACK);
        if additional.is_some_and(is_explicit) {
            return;
        }
        let may_be_there = additional.is_some_and(|more| self.types.assignable(more.ty, TypeId::STRING));
        let warns_of_properties = self.types.warns_of_properties(expected);
        let discriminator = self.types.variants_of(id).discriminator;
        let key = self.types.str(discriminator).to_owned();
        let wanted = self.types.discriminators(id);
        let wanted = self.types.name(wanted);
        let place = setting.place(at);
        let message = format!("the property `{key}`, which chooses the variant, is missing");
        let help = format!("add `{key}`: `{wanted}`");
        self.report(codes::BCP078, may_be_there || warns_of_properties, place, message, help);
        let mut keys: Vec<String> = Vec::new();
        for property in self.types.properties(given) {
            keys.push(self.types.str(property.name).to_owned());
        }
        if let Some(closest) = closest(&key, keys.iter().map(String::as_str)) {
            let place = self.key_place(setting, at, closest);
            let message = format!("the property `{closest}` is not allowed in `{wanted}`");
            self.report(codes::BCP089, warns_of_properties, place, message, format!("did you mean `{key}`?"));
        }
    }
}
