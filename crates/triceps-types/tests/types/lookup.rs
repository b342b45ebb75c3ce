//! Look-ups by name and version.

use triceps_types::{ApiVersion, Index, ResourceFunctions, Scopes, TypeKind};

#[test]
fn letter_case_of_type_and_version_is_of_no_account() {
    let index = Index::builtin();
    let found = index.resource_type("MICROSOFT.APP/containerAPPS", "2025-02-02-PREVIEW").expect("known");
    assert_eq!(found.name(), "Microsoft.App/containerApps");
    assert_eq!(found.version().as_str(), "2025-02-02-preview");
}

#[test]
fn what_is_not_there_is_not_found() {
    let index = Index::builtin();
    for (name, version) in [
        ("Microsoft.App/containerApp", "2025-07-01"),
        ("Microsoft.App/containerApps", "2025-07-03"),
        ("Microsoft.App/containerApps", ""),
        ("Microsoft.App", "2025-07-01"),
        ("Microsoft.App/", "2025-07-01"),
        ("/", "2025-07-01"),
        ("", ""),
        // A version that other types have.
        ("Microsoft.App/containerApps", "2016-03-30"),
        ("Microsoft.Graph/groups", "v1.0"),
    ] {
        assert_eq!(index.resource_type(name, version), None, "{name}@{version}");
    }
}

#[test]
fn every_type_is_found_by_its_own_name() {
    let index = Index::builtin();
    for provider in index.providers() {
        assert_eq!(index.provider(&provider.name().to_uppercase()), Some(provider));
        for versioned in provider.types() {
            assert_eq!(index.versioned_type(&versioned.name().to_lowercase()), Some(versioned));
            for resource in versioned.resource_types() {
                let version = resource.version();
                assert_eq!(index.resource_type(versioned.name(), version.as_str()), Some(resource));
            }
        }
    }
}

#[test]
fn everything_is_sorted() {
    let index = Index::builtin();
    assert!(index.providers().map(|provider| provider.name().to_lowercase()).is_sorted_by(|a, b| a < b));
    for provider in index.providers() {
        assert!(provider.types().map(|versioned| versioned.name().to_lowercase()).is_sorted_by(|a, b| a < b));
    }
    for versioned in index.azure().types() {
        assert!(versioned.versions().is_sorted_by(|a, b| a < b), "{}", versioned.name());
    }
    assert!(index.azure().api_versions().is_sorted_by(|a, b| a < b));
}

#[test]
fn newest_versions() {
    let index = Index::builtin();
    let newest = |name: &str| {
        let versioned = index.versioned_type(name).expect("known");
        let version = |resource: triceps_types::ResourceType<'static>| resource.version().as_str();
        (versioned.newest().map(version), versioned.newest_stable().map(version))
    };
    assert_eq!(newest("Microsoft.Insights/diagnosticSettings"), (Some("2021-05-01-preview"), Some("2016-09-01")));
    assert_eq!(newest("Microsoft.OperationsManagement/solutions"), (Some("2015-11-01-preview"), None));
    let preview_only = index.azure().types().filter(|versioned| versioned.newest_stable().is_none()).count();
    assert!((600..800).contains(&preview_only), "{preview_only}");
}

#[test]
fn a_name_is_spelled_as_its_version_spells_it() {
    let index = Index::builtin();
    let workbooks = index.versioned_type("microsoft.insights/WORKBOOKS").expect("known");
    let mut spellings: Vec<_> = workbooks.resource_types().map(|resource| resource.name()).collect();
    spellings.sort_unstable();
    spellings.dedup();
    assert_eq!(spellings, ["Microsoft.Insights/workbooks", "microsoft.insights/workbooks"]);
    assert_eq!(index.provider("microsoft.insights").expect("known").name(), "Microsoft.Insights");
}

#[test]
fn read_only_types() {
    let index = Index::builtin();
    let resources = || index.azure().types().flat_map(|versioned| versioned.resource_types());
    let scopes = |readable: Scopes, writable: Scopes| {
        resources().filter(|r| (r.readable_scopes(), r.writable_scopes()) == (readable, writable)).count()
    };
    assert!(scopes(Scopes::RESOURCE_GROUP, Scopes::RESOURCE_GROUP) > 20_000);
    assert!(scopes(Scopes::RESOURCE_GROUP, Scopes::NONE) > 4_000);
    assert!(resources().filter(triceps_types::ResourceType::is_read_only).all(|r| !r.readable_scopes().is_empty()));
}

#[test]
fn functions_of_types_without_a_body() {
    let index = Index::builtin();
    assert!(index.resource_type("Microsoft.Confluent/organizations/access", "2023-08-22").is_none());
    let names: Vec<_> = index
        .functions("microsoft.confluent/Organizations/access", "2023-08-22")
        .map(|function| function.name())
        .collect();
    assert!(names.contains(&"listUsers"), "{names:?}");
    assert_eq!(index.functions("Microsoft.Confluent/organizations/access", "2023-08-21").count(), 0);
}

#[test]
fn every_type_without_a_body_is_found_by_its_own_name() {
    let index = Index::builtin();
    assert!(index.loose_functions().count() > 50);
    for (name, version, functions) in index.loose_functions() {
        let names = |functions: ResourceFunctions<'static>| functions.map(|found| found.name()).collect::<Vec<_>>();
        assert_eq!(names(index.functions(&name.to_uppercase(), version)), names(functions), "{name}@{version}");
    }
}

#[test]
fn functions_of_one_type_can_come_from_several_files() {
    let functions = Index::builtin().functions("Microsoft.Network/virtualNetworks", "2022-07-01");
    let names: Vec<_> = functions.map(|function| function.name()).collect();
    assert!(names.contains(&"listDnsResolvers") && names.len() == 4, "{names:?}");
}

#[test]
fn a_function_has_an_output_and_some_have_an_input() {
    let account = Index::builtin().resource_type("Microsoft.Storage/storageAccounts", "2025-01-01").expect("known");
    let function = |name: &str| account.function(name).unwrap_or_else(|| panic!("no `{name}`"));
    let object = |kind: Option<TypeKind<'_>>| match kind {
        Some(TypeKind::Object(object)) => Some(object.id()),
        _ => None,
    };
    let (keys, sas) = (function("listKeys"), function("listAccountSas"));
    assert_eq!((keys.input_id(), object(keys.input())), (None, None));
    assert_eq!(object(Some(keys.output())), Some(keys.output_id()));
    assert!(sas.input_id().is_some());
    assert_eq!(object(sas.input()), sas.input_id());
    assert_ne!(sas.input_id(), Some(sas.output_id()));
}

#[test]
fn what_is_found_is_equal_only_to_itself() {
    let (index, copy) = (Index::builtin(), *Index::builtin());
    let app = index.resource_type("Microsoft.App/containerApps", "2025-07-01");
    assert_eq!(app, index.resource_type("microsoft.app/containerapps", "2025-07-01"));
    assert_ne!(app, index.resource_type("Microsoft.App/containerApps", "2025-01-01"));
    assert_ne!(app, index.resource_type("Microsoft.App/jobs", "2025-07-01"));
    assert_ne!(app, copy.resource_type("Microsoft.App/containerApps", "2025-07-01"));
    let apps = index.versioned_type("Microsoft.App/containerApps");
    assert_ne!(apps, index.versioned_type("Microsoft.App/jobs"));
    assert_ne!(apps, copy.versioned_type("Microsoft.App/containerApps"));
    assert_ne!(index.provider("Microsoft.App"), index.provider("Microsoft.Web"));
    assert_ne!(index.provider("Microsoft.App"), copy.provider("Microsoft.App"));
    assert_ne!(Some(index.azure()), index.extensions().next().map(|extension| extension.catalog()));
    assert_ne!(index.azure(), copy.azure());
}

#[test]
fn versions_are_ordered_by_age() {
    let ordered = ["2024-12-31", "2025-01-01-alpha", "2025-01-01-preview", "2025-01-01", "2025-01-02-preview"];
    assert!(ordered.map(ApiVersion::new).is_sorted_by(|a, b| a < b));
    assert_eq!(ApiVersion::new("2025-01-01-PREVIEW"), ApiVersion::new("2025-01-01-preview"));
    assert_ne!(ApiVersion::new("2025-01-01-preview"), ApiVersion::new("2025-01-01"));
    let stable = |text| ApiVersion::new(text).is_stable();
    assert!(stable("v1.0") && stable("2025-01-01") && !stable("beta") && !stable("2025-01-01-privatepreview"));
    assert_eq!(ApiVersion::new("20250101éé").date(), "20250101éé");
}

#[test]
fn releases_of_microsoft_graph() {
    let index = Index::builtin();
    let releases: Vec<_> = index.extensions().map(|extension| (extension.channel(), extension.release())).collect();
    assert_eq!(releases.len(), 12);
    assert!(
        releases.contains(&("microsoftgraph/v1.0", "1.0.0")) && releases.contains(&("microsoftgraph/beta", "1.0.0"))
    );
    let graph = index.extensions().find(|e| (e.name(), e.release()) == ("MicrosoftGraph", "1.0.0")).expect("known");
    assert!(graph.configuration().is_some() && !graph.is_singleton());
    let users = graph.catalog().resource_type("microsoft.graph/users", "V1.0").expect("known");
    assert!(users.is_read_only());
}
