//! Clones of a template: each is a template of its own, with a common past.

use triceps::{Module, Param, Raw, Template, TypeExpr, object};

use super::lines;

/// A template with one parameter, and the parameter.
fn base() -> (Template, triceps::Value<String>) {
    let mut base = Template::for_resource_group();
    let name = base.param(Param::string("name"));
    (base, name)
}

const FOREIGN: &str = "error[TRI0001] outputs.x: a handle of another template is used here";

#[test]
fn handles_from_before_are_valid_in_every_clone() {
    let (base, name) = base();
    let mut clone = base.clone();
    clone.describe(&name, "Of a clone.");
    let port = clone.var("port", 1);
    let mut second = clone.clone();
    let mut original = base;
    for t in [&mut clone, &mut second, &mut original] {
        t.output("x", &name);
    }
    second.output("port", &port);
    clone.output("port", &port);
    assert!(second.check().unwrap().to_bicep().starts_with("@description('Of a clone.')\nparam name string\n"));
    assert!(clone.check().unwrap().to_bicep().ends_with("output x string = name\noutput port int = port\n"));
    assert_eq!(original.check().unwrap().to_bicep(), "param name string\n\noutput x string = name\n");
}

#[test]
fn handles_from_after_are_valid_in_their_own_template() {
    let (mut base, name) = base();
    let mut clone = base.clone();
    let of_base = base.var("a", interpolated(&name));
    let of_clone = clone.var("b", interpolated(&name));
    base.output("a", &of_base);
    base.output("x", &of_clone);
    clone.output("b", &of_clone);
    clone.output("x", &of_base);
    assert_eq!(lines(base), [FOREIGN]);
    assert_eq!(lines(clone), [FOREIGN]);
}

fn interpolated(name: &triceps::Value<String>) -> triceps::Value<String> {
    triceps::interpolate!("{name}-x")
}

#[test]
fn resources_types_and_module_files_of_clones() {
    let vaults = || Raw::existing("Microsoft.KeyVault/vaults@2023-07-01", object! { name: "kv-contoso" });
    let secret = || Raw::existing("Microsoft.KeyVault/vaults/secrets", object! { name: "token" });
    let mut base = Template::for_resource_group();
    let vault = base.add("vault", vaults());
    let size = base.declare_type("size", TypeExpr::named("int"));
    let file = base.module_file("shared.bicep", Template::for_resource_group().check().unwrap());
    let mut clone = base.clone();
    let own = clone.module_file("own.bicep", Template::for_resource_group().check().unwrap());
    base.module_file("other.bicep", Template::for_resource_group().check().unwrap());
    let token = clone.nested(&vault, "token", secret());
    clone.output("id", token.id());
    clone.output_of("size", size, 3);
    clone.add("shared", Module::new(&file));
    clone.add("own", Module::new(&own));
    base.add("wrong", Module::new(&own));
    let text = clone.check().unwrap().to_bicep();
    for part in ["  resource token 'secrets' existing", "output size size = 3", "'shared.bicep'", "'own.bicep'"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let found = lines(base);
    assert!(
        found.contains(&"error[TRI0001] modules.wrong: the module file belongs to another template".to_owned()),
        "{found:?}"
    );
}
