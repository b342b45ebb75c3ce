//! Objects and their properties.

use triceps_middle::kinds::{
    Additional, ObjectId, Property, PropertyFlags, ScopeKinds, Type, TypeFlags, TypeId, VariantsId,
};
use triceps_middle::strings::Str;
use triceps_middle::{Entry, ExprId, Key};

use super::body::BodyId;
use super::index::{IndexObject, IndexVariants};
use super::table::Types;

/// An object type.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// What it is called; without a name it shows its properties.
    pub name: Option<Str>,
    /// Marks.
    pub flags: TypeFlags,
    /// The kind of scope that a value of it stands for, as `resourceGroup()` does.
    pub scope: ScopeKinds,
    pub(super) kind: ObjectKind,
}

/// Where the properties of an object are.
#[derive(Clone, Copy, Debug)]
pub(super) enum ObjectKind {
    /// In the list of properties, in the order in which they were declared.
    Listed { start: u32, len: u32, additional: Option<Additional> },
    /// They are the members of an object literal.
    Literal(ExprId),
    /// In the resource index.
    Index(IndexObject),
    /// The body of a resource: the type of the index with what the language adds.
    Body(BodyId),
    /// A declared object, of which this literal was given: literals along required properties are seen.
    Narrowed { declared: TypeId, literal: ExprId },
    /// An object whose properties, and those of the objects right in them, lack these marks.
    Stripped { of: TypeId, marks: PropertyFlags },
}

impl ObjectKind {
    /// An object with anything in it of one type.
    pub(super) const fn open(ty: TypeId) -> Self {
        Self::Listed { start: 0, len: 0, additional: Some(Additional { ty, flags: PropertyFlags::NONE }) }
    }
}

/// An object type with variants, which a property tells apart.
#[derive(Clone, Debug)]
pub struct Variants {
    /// What it is called; without a name it shows its variants.
    pub name: Option<Str>,
    /// Marks.
    pub flags: TypeFlags,
    /// The property that chooses the variant.
    pub discriminator: Str,
    pub(super) kind: VariantsKind,
}

#[derive(Clone, Debug)]
pub(super) enum VariantsKind {
    /// By value of the discriminator.
    Listed(Vec<(Str, TypeId)>),
    /// In the resource index.
    Index(IndexVariants),
}

impl Types<'_> {
    /// An object type.
    pub fn object_of(&self, id: ObjectId) -> &Object {
        &self.objects[id.0 as usize]
    }

    /// An object type with variants.
    pub fn variants_of(&self, id: VariantsId) -> &Variants {
        &self.variants[id.0 as usize]
    }

    /// An object type that is named and open, such as a map: all properties have this type.
    pub fn map(&mut self, name: Str, value: TypeId) -> TypeId {
        self.object(Some(name), TypeFlags::NONE, &[], Some(Additional { ty: value, flags: PropertyFlags::NONE }))
    }

    /// An object type that stands for a scope as well, such as that of `resourceGroup()`.
    pub fn scope_object(&mut self, name: Str, scope: ScopeKinds, properties: &[Property]) -> TypeId {
        let object = self.object(Some(name), TypeFlags::NONE, properties, None);
        if let Type::Object(id) = self.get(object) {
            self.objects[id.0 as usize].scope = scope;
        }
        object
    }

    /// A property of an object type by its name; none for what is not a plain object.
    pub fn property(&mut self, ty: TypeId, name: &str) -> Option<Property> {
        let name = self.text(name);
        self.property_of(ty, name)
    }

    /// A property of an object type by its name; none for what is not a plain object.
    pub fn property_of(&mut self, ty: TypeId, name: Str) -> Option<Property> {
        let Type::Object(id) = self.get(ty) else { return None };
        match self.objects[id.0 as usize].kind {
            ObjectKind::Listed { start, len, .. } => {
                let properties = &self.properties[start as usize..(start + len) as usize];
                properties.iter().find(|property| property.name == name).copied()
            }
            ObjectKind::Literal(literal) => {
                let value = self.middle.property(literal, name)?;
                Some(Property { name, ty: self.of(value), flags: PropertyFlags::REQUIRED })
            }
            ObjectKind::Index(index) => self.index_property(index, name),
            ObjectKind::Body(body) => self.body_property(body, name),
            ObjectKind::Stripped { of, marks } => {
                let property = self.property_of(of, name)?;
                Some(self.stripped_property(property, marks))
            }
            ObjectKind::Narrowed { declared, literal } => {
                let property = self.property_of(declared, name)?;
                Some(self.narrowed_property(property, literal))
            }
        }
    }

    /// The marks of a property of an object type, without a look at its type.
    pub fn property_flags(&mut self, ty: TypeId, name: Str) -> Option<PropertyFlags> {
        let Type::Object(id) = self.get(ty) else { return None };
        match self.objects[id.0 as usize].kind {
            ObjectKind::Listed { .. } | ObjectKind::Literal(_) => {
                self.property_of(ty, name).map(|property| property.flags)
            }
            ObjectKind::Index(index) => {
                let position = self.position_of(index, name)?;
                Some(self.stored(index).members()[position].marks())
            }
            ObjectKind::Body(body) => self.body_flags(body, name),
            ObjectKind::Stripped { of, marks } => Some(self.property_flags(of, name)?.without(marks)),
            ObjectKind::Narrowed { declared, .. } => self.property_flags(declared, name),
        }
    }

    /// A property that is written, by its name.
    pub(super) fn property_named(&mut self, ty: TypeId, name: Str) -> Option<Property> {
        let Type::Object(id) = self.get(ty) else { return None };
        match self.objects[id.0 as usize].kind {
            ObjectKind::Listed { start, len, .. } => {
                let properties = &self.properties[start as usize..(start + len) as usize];
                properties.iter().find(|property| property.name == name).copied()
            }
            ObjectKind::Index(index) => {
                let position = self.position_of(index, name)?;
                Some(self.index_expected_at(index, position, name))
            }
            ObjectKind::Body(body) => self.body_expected(body, name),
            ObjectKind::Literal(_) | ObjectKind::Narrowed { .. } | ObjectKind::Stripped { .. } => {
                self.property_of(ty, name)
            }
        }
    }

    /// The properties of an object type that have to be given, and are not among these.
    pub(super) fn missing(&mut self, ty: TypeId, given: &(impl Iterator<Item = Str> + Clone)) -> Vec<Property> {
        let Type::Object(id) = self.get(ty) else { return Vec::new() };
        let is_required =
            |flags: PropertyFlags| flags.contains(PropertyFlags::REQUIRED) && !flags.contains(PropertyFlags::READ_ONLY);
        match self.objects[id.0 as usize].kind {
            ObjectKind::Index(index) => {
                let mut required = Vec::new();
                for (position, member) in self.stored(index).required() {
                    if !given.clone().any(|name| member.name == self.str(name)) {
                        let name = self.text(member.name);
                        required.push(self.index_property_at(index, position, name));
                    }
                }
                required
            }
            ObjectKind::Body(body) => {
                let names = self.body_missing(body, given);
                names.into_iter().filter_map(|name| self.property(ty, name)).collect()
            }
            ObjectKind::Listed { .. }
            | ObjectKind::Literal(_)
            | ObjectKind::Narrowed { .. }
            | ObjectKind::Stripped { .. } => {
                let mut properties = self.properties(ty);
                properties
                    .retain(|property| is_required(property.flags) && !given.clone().any(|name| name == property.name));
                properties
            }
        }
    }

    /// Whether an object type with variants has any.
    pub(super) fn has_variants(&self, id: VariantsId) -> bool {
        match &self.variants[id.0 as usize].kind {
            VariantsKind::Listed(members) => !members.is_empty(),
            VariantsKind::Index(index) => index.object.variants().next().is_some(),
        }
    }

    /// The first variant of an object type.
    pub(super) fn first_variant(&mut self, id: VariantsId) -> Option<TypeId> {
        match self.variants[id.0 as usize].kind.clone() {
            VariantsKind::Listed(members) => members.first().map(|(_, ty)| *ty),
            VariantsKind::Index(index) => {
                let value = index.object.variants().next()?.value();
                self.index_variant(&index, value)
            }
        }
    }

    /// All properties of an object type, in the order in which they were declared; none for what is not a plain object.
    pub fn properties(&mut self, ty: TypeId) -> Vec<Property> {
        let Type::Object(id) = self.get(ty) else { return Vec::new() };
        match self.objects[id.0 as usize].kind {
            ObjectKind::Listed { start, len, .. } => self.properties[start as usize..(start + len) as usize].to_vec(),
            ObjectKind::Literal(literal) => {
                let entries = self.middle.object(literal).unwrap_or_default();
                let property = |entry: &Entry| match entry.key {
                    Key::Name(name) => {
                        Some(Property { name, ty: self.of(entry.value), flags: PropertyFlags::REQUIRED })
                    }
                    Key::Computed(_) | Key::Spread => None,
                };
                entries.iter().filter_map(property).collect()
            }
            ObjectKind::Index(index) => self.index_properties(index),
            ObjectKind::Body(body) => self.body_properties(body),
            ObjectKind::Stripped { of, marks } => {
                let properties = self.properties(of);
                properties.into_iter().map(|property| self.stripped_property(property, marks)).collect()
            }
            ObjectKind::Narrowed { declared, literal } => {
                let properties = self.properties(declared);
                properties.into_iter().map(|property| self.narrowed_property(property, literal)).collect()
            }
        }
    }

    /// What an object's properties are that are not named, if it may have such.
    pub fn additional(&mut self, ty: TypeId) -> Option<Additional> {
        let Type::Object(id) = self.get(ty) else { return None };
        match self.objects[id.0 as usize].kind {
            ObjectKind::Listed { additional, .. } => additional,
            ObjectKind::Literal(_) | ObjectKind::Body(_) => None,
            ObjectKind::Index(index) => self.index_additional(index),
            ObjectKind::Narrowed { declared: of, .. } | ObjectKind::Stripped { of, .. } => self.additional(of),
        }
    }

    /// An object type whose properties, and those of the objects right in them, lack marks; other types as they are.
    pub(super) fn stripped(&mut self, ty: TypeId, marks: PropertyFlags) -> TypeId {
        let ty = self.resolved(ty);
        if !matches!(self.get(ty), Type::Object(_)) {
            return ty;
        }
        if let Some(found) = self.stripped.get(&(ty, marks.0)) {
            return *found;
        }
        let stripped = self.stripped_object(ty, marks).unwrap_or(ty);
        self.stripped.insert((ty, marks.0), stripped);
        stripped
    }

    /// A new object type whose properties lack marks; none for what is not an object.
    pub(super) fn stripped_object(&mut self, ty: TypeId, marks: PropertyFlags) -> Option<TypeId> {
        let Type::Object(id) = self.get(ty) else { return None };
        let object = Object { kind: ObjectKind::Stripped { of: ty, marks }, ..*self.object_of(id) };
        Some(self.push_object(object))
    }

    fn stripped_property(&mut self, property: Property, marks: PropertyFlags) -> Property {
        Property { ty: self.stripped(property.ty, marks), flags: property.flags.without(marks), ..property }
    }

    /// The literal that a plain object type is of, if its members are all there is to say about it.
    pub fn literal_of(&self, ty: TypeId) -> Option<ExprId> {
        let Type::Object(id) = self.get(ty) else { return None };
        match self.objects[id.0 as usize].kind {
            ObjectKind::Literal(literal) => Some(literal),
            ObjectKind::Listed { .. }
            | ObjectKind::Index(_)
            | ObjectKind::Body(_)
            | ObjectKind::Narrowed { .. }
            | ObjectKind::Stripped { .. } => None,
        }
    }

    /// The values of the discriminator, each with its variant, in the order of the data.
    pub fn variants(&mut self, id: VariantsId) -> Vec<(Str, TypeId)> {
        match self.variants[id.0 as usize].kind.clone() {
            VariantsKind::Listed(members) => members,
            VariantsKind::Index(index) => self.index_variants(&index),
        }
    }

    /// A variant by the exact value of the discriminator.
    pub fn variant(&mut self, id: VariantsId, value: &str) -> Option<TypeId> {
        match self.variants[id.0 as usize].kind.clone() {
            VariantsKind::Listed(members) => {
                members.into_iter().find(|(member, _)| self.str(*member) == value).map(|(_, ty)| ty)
            }
            VariantsKind::Index(index) => self.index_variant(&index, value),
        }
    }

    /// The union of all values of the discriminator.
    pub fn discriminators(&mut self, id: VariantsId) -> TypeId {
        let values: Vec<Str> = match self.variants[id.0 as usize].kind.clone() {
            VariantsKind::Listed(members) => members.into_iter().map(|(value, _)| value).collect(),
            VariantsKind::Index(index) => {
                let values: Vec<&str> = index.object.variants().map(|variant| variant.value()).collect();
                values.into_iter().map(|value| self.text(value)).collect()
            }
        };
        let members: Vec<TypeId> = values.into_iter().map(|value| self.string_literal(value)).collect();
        self.union(&members)
    }
}
