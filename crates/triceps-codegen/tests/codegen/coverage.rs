//! Every property that can be set is in the text, by a walk over the data of its own.

use std::collections::BTreeSet;

use triceps_codegen::{Config, Sample, Samples};
use triceps_types::{Index, ObjectType, Property, TypeId, TypeKind};

use crate::every_type::{generated, newest};

#[test]
fn every_property_that_can_be_set_has_a_setter() {
    let mut properties = 0;
    for resource in newest().filter(|resource| !resource.is_read_only()).step_by(3) {
        let text = generated(&resource);
        let mut wanted = BTreeSet::new();
        let mut seen = BTreeSet::new();
        walk(resource.body(), &mut wanted, &mut seen);
        // The name is the first argument, and the discriminator is chosen by the constructor.
        wanted.remove("name");
        for property in &wanted {
            assert!(text.contains(&format!("{property:?}")), "{}: `{property}` is missing", resource.name());
        }
        properties += wanted.len();
    }
    assert!(properties > 10_000, "{properties}");
}

#[test]
fn read_only_properties_are_read_and_never_set() {
    let resource =
        Index::builtin().resource_type("Microsoft.ContainerRegistry/registries", "2025-11-01").expect("known");
    let text = generated(&resource);
    assert!(text.contains("self.0.read(&[\"properties\", \"loginServer\"])"));
    assert!(!text.contains("self.0.set(&[\"properties\", \"loginServer\"]"));
}

#[test]
fn secrets_take_no_literals_and_answers_of_list_functions_stay_secret() {
    let server = Index::builtin().resource_type("Microsoft.Sql/servers", "2023-08-01").expect("known");
    assert!(generated(&server).contains("administrator_login_password(mut self, value: impl IntoSecure<String>)"));
    let group = Index::builtin().resource_type("Microsoft.Insights/actionGroups", "2023-01-01").expect("known");
    assert!(
        generated(&group).contains("pub fn new(name: impl IntoValue<String>, service_uri: impl IntoSecure<String>)")
    );
    let account = Index::builtin().resource_type("Microsoft.Storage/storageAccounts", "2023-05-01").expect("known");
    let text = generated(&account);
    assert!(text.contains("pub fn list_keys(&self) -> StorageAccountListKeysResult"));
    assert!(text.contains("pub fn value(&self) -> Secure<String>"));
    assert!(text.contains("pub fn key_name(&self) -> Value<String>"));
}

#[test]
fn references_to_resources_take_handles() {
    for (name, version, setter) in [
        (
            "Microsoft.Network/privateEndpoints",
            "2025-07-01",
            "private_link_service_id(self, value: impl IntoValue<ResourceId>",
        ),
        ("Microsoft.Insights/metricAlerts", "2026-01-01", "scopes(mut self, value: impl IntoValue<Vec<ResourceId>>"),
        ("Microsoft.Resources/resourceGroups", "2025-04-01", "managed_by(mut self, value: impl IntoValue<ResourceId>"),
    ] {
        let resource = Index::builtin().resource_type(name, version).expect("known");
        assert!(generated(&resource).contains(setter), "{name}: {setter}");
    }
    // A GUID is not an id of a resource.
    let vault = Index::builtin().resource_type("Microsoft.KeyVault/vaults", "2026-02-01").expect("known");
    assert!(generated(&vault).contains("object_id(self, value: impl IntoValue<String>"));
}

fn walk(kind: TypeKind<'static>, wanted: &mut BTreeSet<String>, seen: &mut BTreeSet<TypeId>) {
    match kind {
        TypeKind::Array(array) => walk(array.item(), wanted, seen),
        TypeKind::Object(object) => object_properties(&object, wanted, seen),
        TypeKind::Discriminated(object) if seen.insert(object.id()) => {
            for property in object.variants().flat_map(|variant| variant.properties().collect::<Vec<_>>()) {
                self::property(&property, wanted, seen);
            }
        }
        _ => {}
    }
}

fn object_properties(object: &ObjectType<'static>, wanted: &mut BTreeSet<String>, seen: &mut BTreeSet<TypeId>) {
    if object.is_sensitive() || !seen.insert(object.id()) {
        return;
    }
    for property in object.properties() {
        self::property(&property, wanted, seen);
    }
    if let Some(value) = object.additional_properties().filter(|_| object.properties().all(|p| p.is_read_only())) {
        walk(value, wanted, seen);
    }
}

fn property(property: &Property<'static>, wanted: &mut BTreeSet<String>, seen: &mut BTreeSet<TypeId>) {
    if !property.is_read_only() {
        wanted.insert(property.name().to_owned());
        walk(property.kind(), wanted, seen);
    }
}

#[test]
fn samples_name_what_is_there_and_leave_nothing_out() {
    let models = Config::new().resource("Microsoft.KeyVault/vaults@2026-02-01").models().expect("a known type");
    let refused = |samples: Samples| models.tests(&samples).map(|_| ()).expect_err("a wrong sample").to_string();
    let without = |property: &str| Sample::new().without("Vault", property);
    assert_eq!(
        refused(Samples::new().sample("Vault", without("properties.enablePurgeProtektion"))),
        "a sample of `Vault` names `Vault.properties.enablePurgeProtektion`, which is not there"
    );
    assert_eq!(
        refused(Samples::new().sample("Vault", without("properties.networkAcls"))),
        "no sample of `Vault` has `Vault.properties.networkAcls`"
    );
    assert_eq!(
        refused(Samples::new().sample("Safe", Sample::new())),
        "there are samples of `Safe`, which is not a model"
    );
    let samples = Samples::new()
        .sample("Vault", without("properties.networkAcls"))
        .sample("Vault", Sample::new().with("Vault", "properties.softDeleteRetentionInDays", "7"));
    let files = models.tests(&samples).expect("right samples");
    let text: String = files.into_iter().map(|(_, text)| text).collect();
    assert_eq!(text.matches(".network_acls(").count(), 1, "{text}");
    assert!(text.contains(".soft_delete_retention_in_days(7)"), "{text}");
}
