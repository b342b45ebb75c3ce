//! Names, shortcuts and documentation that are chosen by hand.

use triceps_codegen::{Config, Models, Style};

const VAULT: &str = "Microsoft.KeyVault/vaults@2024-11-01";

fn styled(style: Style) -> Models {
    Config::new().resource(VAULT).style(style).models().expect("a known type")
}

fn style() -> Style {
    Style::new("Microsoft.KeyVault")
}

#[test]
fn names_of_types_and_methods_are_chosen() {
    let models = styled(
        style()
            .rename("AccessPolicyEntry", "AccessPolicy")
            .method("Vault", "properties.vaultUri", "address")
            .taken("AccessPolicy", "permissions")
            .constructor("AccessPolicy", "with_ids"),
    );
    let text = models.single_file();
    syn::parse_file(&text).expect("it is Rust");
    for part in [
        "pub fn access_policies(mut self, value: impl IntoValue<Vec<AccessPolicy>>) -> Self",
        "pub fn access_policy(mut self, value: impl IntoValue<AccessPolicy>) -> Self",
        "pub fn address(mut self, value: impl IntoValue<String>) -> Self",
        "pub fn address(&self) -> A::Read<String>",
        "pub fn with_permissions(self, value: impl IntoValue<Permissions>) -> Self",
        "pub fn with_ids(",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("AccessPolicyEntry"));
    assert_eq!(models.report().unused_styles, Vec::<String>::new());
}

#[test]
fn equal_types_become_one_under_one_name() {
    let text = styled(style().rename("Secret", "Permission").rename("Key", "KeyPermission")).single_file();
    assert!(text.contains("pub fn secrets(self, value: impl IntoValue<Vec<Permission>>) -> Self"));
    let registry = |style: Style| {
        let config = Config::new().resource("Microsoft.ContainerRegistry/registries@2025-11-01").style(style);
        config.models().expect("a known type").single_file()
    };
    let text = registry(
        Style::new("Microsoft.ContainerRegistry")
            .rename("SwitchStatus", "Status")
            .rename("RetentionPolicyStatus", "Status")
            .rename("QuarantinePolicy", "Switch")
            .rename("ExportPolicy", "Switch")
            .rename("TrustPolicy", "Switch"),
    );
    syn::parse_file(&text).expect("it is Rust");
    assert_eq!(text.matches("            Status {").count(), 1);
    assert_eq!(text.matches("impl IntoValue<Status>").count(), 2);
    // Objects of the same shape, too; a trust policy has more than a status.
    assert_eq!(text.matches("pub fn quarantine_policy(self, value: impl IntoValue<Switch>)").count(), 1);
    assert_eq!(text.matches("impl IntoValue<Switch>").count(), 2);
    assert_eq!(text.matches("impl IntoValue<PoliciesTrustPolicy>").count(), 1);
}

#[test]
fn objects_are_flattened_and_arguments_chosen() {
    let models = styled(
        style()
            .flatten("Vault", "properties.sku")
            .fixed("Vault", "properties.sku.family", "A")
            .method("Vault", "properties.sku.name", "sku")
            .rename("SkuName", "Sku")
            .arguments("Vault", ["location", "properties.tenantId", "properties.sku.name"]),
    );
    let text = models.single_file();
    let new = &text[text.find("pub fn new(").expect("a constructor")..];
    let new = &new[..new.find(") -> Self").expect("it ends")];
    let order: Vec<Option<usize>> = ["name", "location", "tenant_id", "sku: impl IntoValue<Sku>"]
        .into_iter()
        .map(|argument| new.find(argument))
        .collect();
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{new}");
    assert!(text.contains("this.set(&[\"properties\", \"sku\", \"family\"], \"A\");"));
    assert!(text.contains("self.0.set(&[\"properties\", \"sku\", \"name\"], value.into_value());"));
    assert_eq!(models.report().unused_styles, Vec::<String>::new());
}

#[test]
fn documentation_is_taken_over() {
    let text = styled(style().docs(
        "## Vault\n\nA vault for keys.\n\n- `properties.vaultUri`: its address,\n  made by Azure\n- `location`: region\n\n## SkuName\n\n- `premium`: keys in hardware",
    ))
    .single_file();
    for part in [
        "/// A vault for keys.",
        "/// `properties.vaultUri`: its address, made by Azure.",
        "/// `location`: region (required).",
        "/// `premium`: keys in hardware.",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn what_fits_nothing_is_reported() {
    let models = styled(
        style()
            .rename("Nothing", "Something")
            .flatten("Vault", "properties.nothing")
            .arguments("Vault", ["properties.nothing"])
            .method("Vault", "properties.nothing", "something")
            .taken("Vault", "nothing")
            .docs("## Vault\n\n- `properties.nothing`: nothing\n\n## Nothing\n\nNothing."),
    );
    assert_eq!(
        models.report().unused_styles,
        [
            "Microsoft.KeyVault: rename Nothing",
            "Microsoft.KeyVault: flatten Vault properties.nothing",
            "Microsoft.KeyVault: arguments Vault properties.nothing",
            "Microsoft.KeyVault: method Vault properties.nothing",
            "Microsoft.KeyVault: taken Vault nothing",
            "Microsoft.KeyVault: docs Nothing",
            "Microsoft.KeyVault: docs Vault properties.nothing",
        ]
    );
}

#[test]
fn documentation_that_cannot_be_read_is_refused() {
    for (markdown, message) in [
        ("text", "`text` belongs to no type: a heading `## Type` comes first"),
        ("## Vault\n## Vault", "`Vault` has two headings"),
        ("## Vault\n- `a`: x\n- `a`: y", "`a` of `Vault` is there twice"),
        ("## Vault\n- `a` x", "`- `a` x` of `Vault` is not \"- `path`: text\""),
    ] {
        let error = Config::new().resource(VAULT).style(style().docs(markdown)).models().expect_err("it is refused");
        assert_eq!(error.to_string(), format!("documentation of `Microsoft.KeyVault`: {message}"));
    }
}
