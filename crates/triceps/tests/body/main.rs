//! Bodies of resources against the type index: the diagnostics of right and wrong ones.

mod bounds;
mod constants;
mod edited;
mod names;
mod scopes;
mod top;
mod values;
mod variants;

use triceps::{Diagnostics, Object, Template, object};

/// The diagnostics of a template that have a code of the compiler, one a line, without the message: `W035 path`.
fn codes(template: Template) -> Vec<String> {
    all(template).iter().map(code).collect()
}

fn code(diagnostic: &triceps::Diagnostic) -> String {
    let severity = diagnostic.severity().to_string().to_uppercase();
    format!("{}{} {}", &severity[..1], diagnostic.id().trim_start_matches("BCP"), diagnostic.path())
}

fn all(template: Template) -> Vec<triceps::Diagnostic> {
    let diagnostics: Diagnostics = match template.check() {
        Ok(checked) => checked.warnings().clone(),
        Err(diagnostics) => diagnostics,
    };
    diagnostics.iter().filter(|diagnostic| diagnostic.id().starts_with("BCP")).cloned().collect()
}

/// Expects diagnostics by code and place, in any order.
#[track_caller]
fn expect(template: Template, expected: &[&str]) {
    let mut found = codes(template);
    let mut expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

/// Expects one diagnostic: its line and its help.
#[track_caller]
fn expect_text(template: Template, line: &str, help: &str) {
    let found = all(template);
    let texts: Vec<_> =
        found.iter().map(|diagnostic| (diagnostic.to_string(), diagnostic.help().unwrap_or_default())).collect();
    assert_eq!(texts, [(line.to_owned(), help)]);
}

/// A template with one resource.
fn one(type_and_version: &'static str, body: Object) -> Template {
    let mut t = Template::for_resource_group();
    t.add_raw("main", type_and_version, body);
    t
}

/// A storage account with more properties at the top.
fn storage(more: impl FnOnce(Object) -> Object) -> Template {
    let body = object! {
        name: "accountname",
        location: "westeurope",
        sku: { name: "Standard_LRS" },
        kind: "StorageV2",
    };
    one("Microsoft.Storage/storageAccounts@2023-05-01", more(body))
}

/// A storage account with these `properties`.
fn properties(properties: Object) -> Template {
    storage(|body| body.set("properties", properties))
}
