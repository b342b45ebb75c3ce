//! The line of Rust that a diagnostic shows: that of the call that added the declaration.

use triceps::container_registry::{Registry, Sku};
use triceps::{Diagnostic, Module, Param, Raw, Template, TypeExpr, each, object};

/// The declarations that are never used or wrong, with their lines.
#[track_caller]
fn lines_of(template: Template, codes: &[&str]) -> Vec<(String, u32)> {
    let checked = template.check();
    let found = checked.as_ref().map_or_else(|found| found, |checked| checked.warnings());
    let is_wanted = |found: &&Diagnostic| codes.contains(&found.id());
    found
        .iter()
        .filter(is_wanted)
        .map(|found| {
            let location = found.location().expect("known in debug builds");
            assert!(location.file().ends_with("made.rs"), "{found:#}");
            (found.path().to_owned(), location.line())
        })
        .collect()
}

#[test]
fn parameters_variables_types_and_functions() {
    let mut t = Template::for_resource_group();
    let start = line!();
    t.param(Param::string("a").default(""));
    t.var("b", 1);
    t.typed_var::<i64>("c", 1);
    t.secure_var("d", triceps::Secure::<String>::from_expr(triceps::IntoExpr::into_expr("x")));
    t.declare_type("e", TypeExpr::named("string"));
    let found = lines_of(t, &["no-unused-params", "no-unused-vars", "no-unused-types"]);
    let expected = [("types.e", 5), ("params.a", 1), ("variables.b", 2), ("variables.c", 3), ("variables.d", 4)];
    assert_eq!(found, expected.map(|(path, line)| (path.to_owned(), start + line)));
}

#[test]
fn resources_modules_and_outputs() {
    let mut t = Template::for_resource_group();
    let names = t.param(Param::array_of::<String>("names"));
    let unknown = || Raw::new("Contoso.Made/ups@2099-01-01", object! { name: "x" });
    let below = || Raw::new("Contoso.Made/ups/parts@2099-01-01", object! { name: "x" });
    let start = line!();
    let first = t.add("first", unknown());
    t.add_raw("second", "Contoso.Made/ups@2099-01-02", object! { name: "x" });
    t.add_each("third", each("name", &names), |name, _| unknown().when(name.equals("x")));
    t.nested(&first, "fourth", below());
    t.nested_each(&first, "fifth", each("name", &names), |_, _| below());
    t.add("sixth", unknown().when(true));
    let found = lines_of(t, &["BCP081"]);
    let expected = [("first", 1), ("fourth", 4), ("fifth", 5), ("second", 2), ("third", 3), ("sixth", 6)];
    assert_eq!(found, expected.map(|(name, line)| (format!("resources.{name}"), start + line)));
}

#[test]
fn a_setter_far_from_its_declaration_is_shown_at_the_declaration() {
    let mut t = Template::for_resource_group();
    let registry = Registry::new("contosoregistry", "westeurope", Sku::PREMIUM);
    let registry = registry.property("skuu", 1);
    let line = line!() + 1;
    t.add("registry", registry);
    let found = lines_of(t, &["BCP037", "BCP089"]);
    assert_eq!(found.iter().map(|(_, line)| *line).collect::<Vec<_>>(), [line]);
}

#[test]
fn a_module_with_a_parameter_that_is_nearly_right() {
    let mut inner = Template::for_resource_group();
    let prefix = inner.param(Param::string("prefix"));
    inner.output("prefix", &prefix);
    let mut t = Template::for_resource_group();
    let file = t.module_file("inner.bicep", inner.check().expect("no errors"));
    let line = line!() + 1;
    t.add("m", Module::new(&file).param("prefx", "x"));
    let found = t.check().expect_err("a parameter is missing").to_string();
    assert!(found.contains("did you mean `prefix`?"), "{found}");
    assert!(found.contains(&format!("made.rs:{line}")), "{found}");
}

#[test]
fn diagnostics_about_outputs_show_theirs() {
    let mut t = Template::for_resource_group();
    let secret = t.param(Param::secure_string("secret"));
    let line = line!() + 1;
    t.output_as::<String>("leak", triceps::IntoExpr::into_expr(&secret));
    let found = lines_of(t, &["outputs-should-not-contain-secrets"]);
    assert_eq!(found, [("outputs.leak".to_owned(), line)]);
}
