//! Properties that resources usually have at the top. They are accepted with a warning where the type lacks them,
//! and bring types of their own.

use triceps_middle::kinds::{Additional, Property, PropertyFlags, TypeFlags, TypeId};
use triceps_middle::strings::Str;

use super::super::table::Types;

/// The usual properties, sorted by name.
#[derive(Debug)]
pub(in super::super) struct StandardProperties(pub(super) Vec<Property>);

impl Types<'_> {
    /// The usual properties; made once.
    pub(super) fn standard(&mut self) -> Vec<Property> {
        if let Some(standard) = &self.bodies.standard {
            return standard.0.clone();
        }
        let standard = self.make_standard();
        self.bodies.standard = Some(StandardProperties(standard.clone()));
        standard
    }

    /// A usual property.
    pub(super) fn standard_property(&mut self, name: Str) -> Option<Property> {
        self.standard();
        let standard = self.bodies.standard.as_ref()?;
        standard.0.iter().find(|property| property.name == name).copied()
    }

    fn make_standard(&mut self) -> Vec<Property> {
        const OPTIONAL: PropertyFlags = PropertyFlags::NONE;
        const REQUIRED: PropertyFlags = PropertyFlags::REQUIRED;
        let string = TypeId::STRING;
        let tags = self.standard_map("Tags", string, OPTIONAL);
        let asserts = self.standard_map("ResourceAsserts", TypeId::BOOL, PropertyFlags::DEPLOY_TIME);
        let sku = self.standard_object(
            "sku",
            &[
                ("name", string, OPTIONAL),
                ("tier", string, OPTIONAL),
                ("size", string, OPTIONAL),
                ("family", string, OPTIONAL),
                ("model", string, OPTIONAL),
                ("capacity", TypeId::INT, OPTIONAL),
            ],
        );
        let place = self.standard_choice(&["NotSpecified", "EdgeZone", "CustomLocation", "ArcZone"]);
        let extended =
            self.standard_object("extendedLocation", &[("type", place, REQUIRED), ("name", string, OPTIONAL)]);
        let policy = self.standard_choice(&["NotSpecified", "Any", "None", "Auto"]);
        let placement = self.standard_object(
            "placement",
            &[
                ("zonePlacementPolicy", policy, REQUIRED),
                ("includeZones", TypeId::STRING_ARRAY, OPTIONAL),
                ("excludeZones", TypeId::STRING_ARRAY, OPTIONAL),
            ],
        );
        let scale = self.standard_object(
            "scale",
            &[
                ("capacity", TypeId::INT, REQUIRED),
                ("maximum", TypeId::INT, OPTIONAL),
                ("minimum", TypeId::INT, OPTIONAL),
            ],
        );
        let kind = self.standard_choice(&["NotSpecified", "SystemAssigned", "UserAssigned", "None", "Actor"]);
        let assigned = self.standard_object(
            "userAssignedIdentityProperties",
            &[("principalId", string, OPTIONAL), ("clientId", string, OPTIONAL)],
        );
        let assigned = self.standard_map("userAssignedIdentities", assigned, OPTIONAL);
        let identity = self.standard_object(
            "identity",
            &[
                ("principalId", string, OPTIONAL),
                ("tenantId", string, OPTIONAL),
                ("type", kind, REQUIRED),
                ("identityIds", TypeId::STRING_ARRAY, OPTIONAL),
                ("userAssignedIdentities", assigned, OPTIONAL),
                ("delegatedResources", TypeId::OBJECT, OPTIONAL),
            ],
        );
        let standard = [
            ("asserts", asserts),
            ("eTag", string),
            ("extendedLocation", extended),
            ("identity", identity),
            ("kind", string),
            ("location", string),
            ("managedBy", string),
            ("managedByExtended", TypeId::STRING_ARRAY),
            ("placement", placement),
            ("plan", TypeId::OBJECT),
            ("properties", TypeId::OBJECT),
            ("scale", scale),
            ("sku", sku),
            ("tags", tags),
            ("zones", TypeId::STRING_ARRAY),
        ];
        standard.into_iter().map(|(name, ty)| Property { name: self.text(name), ty, flags: OPTIONAL }).collect()
    }

    fn standard_object(&mut self, name: &str, properties: &[(&str, TypeId, PropertyFlags)]) -> TypeId {
        let properties: Vec<Property> = properties
            .iter()
            .map(|(name, ty, flags)| Property { name: self.text(name), ty: *ty, flags: *flags })
            .collect();
        let name = self.text(name);
        self.object(Some(name), TypeFlags::NONE, &properties, None)
    }

    fn standard_map(&mut self, name: &str, value: TypeId, flags: PropertyFlags) -> TypeId {
        let name = self.text(name);
        self.object(Some(name), TypeFlags::NONE, &[], Some(Additional { ty: value, flags }))
    }

    /// One of these strings, or another.
    fn standard_choice(&mut self, known: &[&str]) -> TypeId {
        let mut members: Vec<TypeId> = known.iter().map(|text| self.literal(text)).collect();
        members.push(TypeId::STRING);
        self.union(&members)
    }
}

/// Properties at the top whose values must be known when the deployment starts, where the type has them.
pub(super) fn is_constant(name: &str) -> bool {
    matches!(
        name,
        "location"
            | "kind"
            | "subscriptionId"
            | "resourceGroup"
            | "managedBy"
            | "extendedLocation"
            | "zones"
            | "placement"
            | "plan"
            | "sku"
            | "identity"
            | "managedByExtended"
            | "tags"
            | "asserts"
    )
}
