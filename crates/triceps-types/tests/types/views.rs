//! The kinds of types, each on one example.

use triceps_types::{Index, ObjectType, Property, PropertyFlags, TypeKind};

fn body(name: &str, version: &str) -> TypeKind<'static> {
    Index::builtin().resource_type(name, version).expect("known").body()
}

fn object(kind: TypeKind<'static>) -> ObjectType<'static> {
    match kind {
        TypeKind::Object(object) => object,
        other => panic!("expected an object, found {other:?}"),
    }
}

/// The property at the end of a path; `[]` steps into an array.
fn at(body: TypeKind<'static>, path: &str) -> Property<'static> {
    let mut kind = body;
    let mut found = None;
    for step in path.split('.') {
        let (name, is_array) = step.strip_suffix("[]").map_or((step, false), |name| (name, true));
        let property = object(kind).property(name).unwrap_or_else(|| panic!("no `{name}`"));
        kind = match property.kind() {
            TypeKind::Array(array) if is_array => array.item(),
            other => other,
        };
        found = Some(property);
    }
    found.expect("a path has a step")
}

#[test]
fn a_container_app() {
    let app = body("Microsoft.App/containerApps", "2025-07-01");
    assert_eq!(object(app).name(), "Microsoft.App/containerApps");
    assert_eq!(at(app, "type").kind(), TypeKind::Literal("Microsoft.App/containerApps"));
    assert_eq!(at(app, "apiVersion").kind(), TypeKind::Literal("2025-07-01"));
    assert_eq!(at(app, "name").flags().bits(), 9);
    assert!(at(app, "name").flags().contains(PropertyFlags::REQUIRED));
    let ingress = object(at(app, "properties.configuration.ingress").kind());
    assert_eq!(ingress.name(), "Ingress");
    assert!(ingress.property("targetPort").is_some() && ingress.property("TargetPort").is_none());
    assert!(matches!(at(app, "properties.template.containers[].resources.cpu").kind(), TypeKind::Integer(_)));
    let TypeKind::String(secret) = at(app, "properties.configuration.secrets[].value").kind() else { panic!() };
    assert!(secret.is_sensitive());
    let TypeKind::Object(tags) = at(app, "tags").kind() else { panic!() };
    assert!(matches!(tags.additional_properties(), Some(TypeKind::String(_))));
}

#[test]
fn own_name_and_version_do_not_leak_into_each_other() {
    let index = Index::builtin();
    let apps = index.versioned_type("Microsoft.App/managedEnvironments/storages").expect("known");
    for resource in apps.resource_types() {
        let version = at(resource.body(), "apiVersion").kind();
        assert_eq!(version, TypeKind::Literal(resource.version().as_str()));
    }
    let bodies: std::collections::BTreeSet<_> = apps.resource_types().map(|resource| resource.body_id()).collect();
    assert!(bodies.len() < apps.versions().count(), "versions share bodies");
}

#[test]
fn a_body_with_variants() {
    let TypeKind::Discriminated(config) = body("Microsoft.Web/sites/config", "2024-04-01") else { panic!() };
    assert_eq!(config.discriminator(), "name");
    let settings = config.variant("appsettings").expect("a usual variant");
    assert_eq!(settings.property("name").expect("the discriminator").kind(), TypeKind::Literal("appsettings"));
    assert_eq!(settings.property("apiVersion").expect("usual").kind(), TypeKind::Literal("2024-04-01"));
    assert!(config.variant("AppSettings").is_none());
}

#[test]
fn constraints() {
    let account = body("Microsoft.Storage/storageAccounts", "2025-01-01");
    let TypeKind::String(name) = at(account, "name").kind() else { panic!() };
    assert_eq!((name.min_length(), name.max_length(), name.pattern()), (Some(3), Some(24), Some("^[a-z0-9]+$")));
    let subnet = body("Microsoft.DBforPostgreSQL/flexibleServers", "2024-08-01");
    let TypeKind::String(password) = at(subnet, "properties.administratorLoginPassword").kind() else { panic!() };
    assert!(password.is_sensitive());
    assert!(at(subnet, "properties.administratorLoginPassword").is_write_only());
}

#[test]
fn views_are_small() {
    assert!(size_of::<TypeKind<'_>>() <= 96);
    assert!(size_of::<Property<'_>>() <= 48);
}
