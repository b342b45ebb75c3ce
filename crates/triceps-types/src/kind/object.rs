//! Objects and maps.

use super::property::{Properties, Property, PropertyList};
use super::{Owner, TypeId, TypeKind};
use crate::{bytes::Cursor, index::Index};

/// An object with named properties, a map, or both.
///
/// ```
/// use triceps_types::{Index, TypeKind};
///
/// let app = Index::builtin().resource_type("Microsoft.App/containerApps", "2025-07-01").expect("known");
/// let TypeKind::Object(body) = app.body() else { panic!("a container app has no variants") };
/// let TypeKind::Object(tags) = body.property("tags").expect("an app has tags").kind() else { panic!("a map") };
/// assert!(tags.properties().next().is_none());
/// assert!(matches!(tags.additional_properties(), Some(TypeKind::String(_))));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ObjectType<'a> {
    id: TypeId,
    name: u32,
    additional: Option<u32>,
    is_sensitive: bool,
    list: PropertyList<'a>,
}

impl<'a> ObjectType<'a> {
    pub(crate) fn read(index: &'a Index<'a>, id: TypeId, cursor: &mut Cursor<'a>, owner: Owner) -> Option<Self> {
        let given = cursor.byte()?;
        let name = read_name(cursor, owner)?;
        let additional = if given & 1 != 0 { Some(cursor.reference()?) } else { None };
        let list = PropertyList::read_last(index, cursor, owner)?;
        Some(Self { id, name, additional, is_sensitive: given & 2 != 0, list })
    }

    /// The name of the type in the data, `Ingress`. Not unique: two types of one resource can have the same.
    pub fn name(&self) -> &'a str {
        self.list.index.string(self.name)
    }

    /// Identity of the type.
    pub const fn id(&self) -> TypeId {
        self.id
    }

    /// The properties, in the order of the data.
    pub fn properties(&self) -> Properties<'a> {
        self.list.iter()
    }

    /// A property by its exact name.
    pub fn property(&self, name: &str) -> Option<Property<'a>> {
        self.properties().find(|property| property.is_named(name))
    }

    /// The type of properties that are not named, if there can be such: the object is a map, or open.
    pub fn additional_properties(&self) -> Option<TypeKind<'a>> {
        self.additional.map(|offset| TypeKind::read(self.list.index, offset, Owner::NONE))
    }

    /// Identity of the type of properties that are not named.
    pub fn additional_type_id(&self) -> Option<TypeId> {
        self.additional.map(TypeId)
    }

    /// Whether the data marks the object as a secret.
    pub const fn is_sensitive(&self) -> bool {
        self.is_sensitive
    }

    pub(crate) const fn list(&self) -> PropertyList<'a> {
        self.list
    }

    pub(crate) const fn name_id(&self) -> u32 {
        self.name
    }

    pub(crate) const fn additional_id(&self) -> Option<u32> {
        self.additional
    }
}

/// A stored name is a string plus one; zero is the name of the resource type.
pub(crate) fn read_name(cursor: &mut Cursor<'_>, owner: Owner) -> Option<u32> {
    Some(cursor.small()?.checked_sub(1).unwrap_or(owner.name))
}

impl PartialEq for ObjectType<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.list.is_of_same_owner(&other.list)
    }
}

impl Eq for ObjectType<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_equal_if_type_and_owner_are() {
        let (index, copy) = (Index::builtin(), *Index::builtin());
        let owner = Owner { name: 1, version: 2 };
        let read = |index, id, owner| {
            let list = PropertyList::read_last(index, &mut Cursor::at(&[0], 0)?, owner)?;
            Some(ObjectType { id: TypeId(id), name: 0, additional: None, is_sensitive: false, list })
        };
        let object = read(index, 5, owner);
        assert!(object.is_some());
        assert_eq!(object, read(index, 5, owner));
        assert_ne!(object, read(index, 6, owner));
        assert_ne!(object, read(index, 5, Owner { name: 3, ..owner }));
        assert_ne!(object, read(&copy, 5, owner));
    }
}
