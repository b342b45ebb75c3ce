//! Each kind of edit: what becomes of the text.

use triceps::container_registry::Registry;
use triceps::functions::to_lower;
use triceps::key_vault::Vault;
use triceps::managed_identity::UserAssignedIdentity;
use triceps::read::{EditError, TextTemplate};
use triceps::{Checked, Expr, IntoExpr as _, Param, Raw, Template, TypeExpr, Value, interpolate, object};

use crate::{compiled, read};

/// The text after an edit.
fn edited(text: &str, edit: impl FnOnce(&mut TextTemplate) -> Result<(), EditError>) -> String {
    let mut template = read(text);
    edit(&mut template).unwrap_or_else(|error| panic!("{error}"));
    template.to_bicep().unwrap_or_else(|error| panic!("{error}"))
}

/// Why an edit is refused. The text stays as it is.
fn refused(text: &str, edit: impl FnOnce(&mut TextTemplate) -> Result<(), EditError>) -> String {
    let mut template = read(text);
    let error = edit(&mut template).expect_err("it is refused");
    assert_eq!(template.to_bicep().as_deref(), Ok(text));
    error.to_string()
}

const VAULT: &str = "\
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name:   'kv' // ours
  // Where it is.
  location: 'westeurope'

  tags: { team: 'a' /* all */, cost: 1 }
  properties: {
    sku: { // small
      name:  'standard'
      family: 'A'
    }
    accessPolicies: [

      'one'   // first
    ]
    networkAcls: {}
  }
}
";

/// `VAULT` with one part in the place of another, which it holds once.
fn vault(part: &str, by: &str) -> String {
    assert_eq!(VAULT.matches(part).count(), 1, "{part}");
    VAULT.replace(part, by)
}

#[test]
fn properties_are_set_where_they_stand() {
    let set = |path: &str, value: Expr| {
        edited(VAULT, |t| {
            let vault = t.find::<Vault>("vault").expect("a vault");
            t.set(vault, path, value)
        })
    };
    assert_eq!(set("name", "other".into_expr()), vault("'kv'", "'other'"));
    assert_eq!(set("tags.cost", 2.into_expr()), vault("cost: 1", "cost: 2"));
    assert_eq!(set("tags.team", object! { a: 1 }.into_expr()), vault("team: 'a'", "team: {\n    a: 1\n  }"));
    assert_eq!(set("tags['cost-center']", true.into_expr()), vault("cost: 1", "cost: 1, 'cost-center': true"));
    assert_eq!(set("properties.accessPolicies[0]", 1.into_expr()), vault("'one'", "1"));
    assert_eq!(
        set("properties.networkAcls.bypass.deep", "None".into_expr()),
        vault("{}", "{\n      bypass: {\n        deep: 'None'\n      }\n    }")
    );
    assert_eq!(set("properties.enabled", true.into_expr()), vault("{}\n", "{}\n    enabled: true\n"));
    assert_eq!(set("scope", "x".into_expr()), vault("{}\n  }\n", "{}\n  }\n  scope: 'x'\n"));
    // Comments in what is replaced are kept above it.
    assert_eq!(
        set("properties.sku", "x".into_expr()),
        vault("sku: { // small\n      name:  'standard'\n      family: 'A'\n    }", "// small\n    sku: 'x'")
    );
    assert_eq!(set("tags", "x".into_expr()), vault("tags: { team: 'a' /* all */, cost: 1 }", "/* all */\n  tags: 'x'"));
}

#[test]
fn items_are_pushed_and_values_taken_out() {
    let change = |change: fn(&mut TextTemplate, triceps::handle::RawRef) -> Result<(), EditError>| {
        edited(VAULT, |t| {
            let vault = t.resource("vault").expect("a resource");
            change(t, vault)
        })
    };
    assert_eq!(
        change(|t, vault| t.push(vault, "properties.accessPolicies", object! { a: 1 })),
        vault("// first\n", "// first\n      {\n        a: 1\n      }\n")
    );
    assert_eq!(
        change(|t, vault| t.push(vault, "properties.list", "x")),
        vault("{}\n", "{}\n    list: [\n      'x'\n    ]\n")
    );
    assert_eq!(
        change(|t, vault| t.unset(vault, "location")),
        vault("  // Where it is.\n  location: 'westeurope'\n", "")
    );
    assert_eq!(change(|t, vault| t.unset(vault, "tags.team")), vault("team: 'a' /* all */, ", ""));
    assert_eq!(change(|t, vault| t.unset(vault, "tags.cost")), vault(", cost: 1", ""));
    assert_eq!(change(|t, vault| t.unset(vault, "properties.sku.name")), vault("      name:  'standard'\n", ""));
    assert_eq!(
        change(|t, vault| t.unset(vault, "properties.accessPolicies[0]")),
        vault("      'one'   // first\n", "")
    );
}

#[test]
fn values_of_other_declarations_are_set() {
    let text = "param a string\nparam b int = 1 // one\n@secure()\nparam c string\nvar v = [1, 2]\noutput o string = a\nmetadata m = 'x'\n";
    let out = edited(text, |t| {
        let a: Value<String> = t.parameter("a").expect("a parameter");
        let b: Expr = t.parameter("b").expect("a parameter");
        let v: Expr = t.variable("v").expect("a variable");
        let output = t.output("o").expect("an output");
        let metadata = t.metadata("m").expect("metadata");
        t.set(&a, "", "x")?;
        t.unset(&b, "")?;
        t.set(&v, "[1]", 3)?;
        t.push(&v, "", 4)?;
        t.set(output, "", to_lower(&a))?;
        t.set(metadata, "", interpolate!("y"))
    });
    let expected = "param a string = 'x'\nparam b int // one\n@secure()\nparam c string\nvar v = [1, 3, 4]\n\
                    output o string = toLower(a)\nmetadata m = 'y'\n";
    assert_eq!(out, expected);
}

#[test]
fn declarations_are_added_to_the_end_of_their_groups() {
    let text = "\
// A file.

targetScope = 'resourceGroup'

param a string // first

var  v = a

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: v
}
// The end.
";
    let out = edited(text, |t| {
        let vault = t.find::<Vault>("vault").expect("a vault");
        let a: Value<String> = t.parameter("a").expect("a parameter");
        let builder = t.builder();
        let b = builder.param(Param::int("b"));
        builder.param(Param::string("c").description("Third."));
        builder.place_after(&b, &a);
        builder.metadata("author", "us");
        builder.output("uri", vault.vault_uri()).description("Where.");
        builder.add("identity", UserAssignedIdentity::new(interpolate!("id-{a}"), "westeurope"));
        Ok(())
    });
    let expected = "\
// A file.

metadata author = 'us'

targetScope = 'resourceGroup'

param a string // first
param b int

@description('Third.')
param c string

var  v = a

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: v
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${a}'
  location: 'westeurope'
}
// The end.

@description('Where.')
output uri string = vault.properties.vaultUri
";
    assert_eq!(out, expected);
    let add = |text: &str| {
        edited(text, |t| {
            t.builder().param(Param::int("b"));
            Ok(())
        })
    };
    assert_eq!(add(""), "param b int\n");
    assert_eq!(add("// Empty."), "// Empty.\n\nparam b int\n");
}

#[test]
fn what_was_added_is_changed_further() {
    let out = edited("param a string\n", |t| {
        let registry = t.builder().add("registry", Registry::existing("one"));
        t.set(registry, "name", "two")?;
        t.builder().describe(registry, "Images.");
        t.rename(registry, "images")?;
        t.builder().output("id", registry.id());
        Ok(())
    });
    let start = "param a string\n\n@description('Images.')\nresource images 'Microsoft.ContainerRegistry/registries@";
    assert!(out.starts_with(start), "{out}");
    assert!(out.ends_with("existing = {\n  name: 'two'\n}\n\noutput id string = images.id\n"), "{out}");
}

#[test]
fn decorators_are_written_where_the_declaration_stands() {
    let text = "// Own.\n@description('old')\n@secure()\nparam a string\n\n  param b int\n";
    let out = edited(text, |t| {
        let a: Expr = t.parameter("a").expect("a parameter");
        let b: Expr = t.parameter("b").expect("a parameter");
        t.builder().describe(&a, "new");
        t.builder().describe(&b, "It's b.");
        t.builder().decorate(&b, "minValue", [1.into_expr()]);
        Ok(())
    });
    let expected = "// Own.\n@description('new')\n@secure()\nparam a string\n\n  @description('It\\'s b.')\n  @minValue(1)\n  param b int\n";
    assert_eq!(out, expected);
}

#[test]
fn resources_in_others_are_found_and_added() {
    let text = "\
resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  resource apps 'subnets' = {
    name: 'apps'
  }
}
";
    let out = edited(text, |t| {
        let network = t.resource("network").expect("a resource");
        let apps = t.resource("network::apps").expect("a resource");
        t.set(apps, "properties.addressPrefix", "10.0.0.0/24")?;
        t.set(network, "location", "westeurope")?;
        let body = object! { name: "jobs" };
        let jobs = t.builder().nested(&network, "jobs", Raw::new("Microsoft.Network/virtualNetworks/subnets", body));
        t.builder().output("jobs", jobs.id());
        t.builder().output("apps", apps.id());
        Ok(())
    });
    let expected = "\
resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: 'westeurope'
  resource apps 'subnets' = {
    name: 'apps'
    properties: {
      addressPrefix: '10.0.0.0/24'
    }
  }

  resource jobs 'subnets' = {
    name: 'jobs'
  }
}

output jobs string = network::jobs.id
output apps string = network::apps.id
";
    assert_eq!(out, expected);
    assert!(compiled(&out).checked().is_some());
}

#[test]
fn variables_of_loops_are_there_in_their_bodies() {
    let text = "\
param names array

resource vaults 'Microsoft.KeyVault/vaults@2023-07-01' = [for (name, i) in names: if (i > 0) {
    name: name
}]
";
    let out = edited(text, |t| {
        let vaults = t.resource("vaults").expect("a resource");
        let (name, index) = t.loop_variables(vaults).expect("a loop");
        let index = index.expect("the text names it");
        t.set(vaults, "tags", object! { name: name, index: index })
    });
    assert_eq!(
        out,
        text.replace("name: name\n", "name: name\n    tags: {\n        name: name\n        index: i\n    }\n")
    );
    // A parameter of the name of the variable would be read as the variable.
    let text = text.replace("param names array", "param names array\nparam name string");
    let message = refused(&text, |t| {
        let vaults = t.resource("vaults").expect("a resource");
        let name: Expr = t.parameter("name").expect("a parameter");
        t.set(vaults, "location", name)
    });
    assert_eq!(message, "`vaults`, location: `name` means something else here: rename what is around it");
}

#[test]
fn declarations_are_removed_with_their_own_comments() {
    let text =
        "// Of the file.\n\n// Of a.\nparam a string // too\nparam b string\n\n/* Of v. */\nvar v = b\n\n// Last.\n";
    let remove = |text: &str, name: &str| {
        edited(text, |t| {
            let target: Expr = t.parameter(name).or_else(|| t.variable(name)).expect("a declaration");
            t.remove(target)
        })
    };
    assert_eq!(remove(text, "a"), "// Of the file.\n\nparam b string\n\n/* Of v. */\nvar v = b\n\n// Last.\n");
    let text = remove(text, "v");
    assert_eq!(text, "// Of the file.\n\n// Of a.\nparam a string // too\nparam b string\n\n// Last.\n");
    assert_eq!(remove(&text, "b"), "// Of the file.\n\n// Of a.\nparam a string // too\n\n// Last.\n");
    assert_eq!(remove("param a string\n\nvar b = 1\n", "b"), "param a string\n");
    assert_eq!(remove("param a string", "a"), "");
    let message = refused("param a string\noutput o string = a\n", |t| {
        let a: Expr = t.parameter("a").expect("a parameter");
        t.remove(a)
    });
    assert_eq!(message, "`a` is still used, in `o`: change that first");
}

#[test]
fn names_change_wherever_they_are_meant() {
    let text = "\
param a string
type t = a1
type a1 = string
var v = { a: a, 'b': map(['x'], a => a), c: [for x in [a]: '${a}${x.a}'] }
func f(a string) string => a
@description(a)
output a string = toLower(a)
";
    let expected = "\
param z string
type t = a1
type a1 = string
var v = { a: z, 'b': map(['x'], a => a), c: [for x in [z]: '${z}${x.a}'] }
func f(a string) string => a
@description(z)
output a string = toLower(z)
";
    let rename = |t: &mut TextTemplate, name: &str| {
        let a: Expr = t.parameter("a").expect("a parameter");
        t.rename(a, name)
    };
    assert_eq!(edited(text, |t| rename(t, "z")), expected);
    for (name, why) in [
        ("v", "the file declares that name"),
        ("f", "the file declares that name"),
        ("x", "a variable or a resource around a use has that name"),
        ("toLower", "the language has that name"),
        ("a b", "it is not an identifier"),
    ] {
        assert_eq!(refused(text, |t| rename(t, name)), format!("`a` cannot be called `{name}`: {why}"));
    }
    let out = edited(text, |t| {
        let output = t.output("a").expect("an output");
        t.rename(output, "v")
    });
    assert_eq!(out, text.replace("output a ", "output v "));
}

#[test]
fn a_name_changes_in_types_too_and_stays_where_it_is_hidden() {
    let text = "\
param a string
func f(a a, b a[]) a => '${a}${b[0]}'
var w = [for (x, a) in [a]: '${x}${a}']
output t a? = a
output u a<'x'> = f(a, [])
output v other<a> = sys.a(a)
";
    let expected = "\
param z string
func f(a z, b z[]) z => '${a}${b[0]}'
var w = [for (x, a) in [z]: '${x}${a}']
output t z? = z
output u z<'x'> = f(z, [])
output v other<z> = sys.a(z)
";
    let out = edited(text, |t| {
        let a: Expr = t.parameter("a").expect("a parameter");
        t.rename(a, "z")
    });
    assert_eq!(out, expected);
}

#[test]
fn a_resource_hides_a_name_in_the_body_that_it_is_in() {
    let text = "\
param a bool
param b string
resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = if (a) {
  name: b
  tags: { apps: a.name }
  resource a 'subnets' = {
    name: 'apps'
  }
}
output o bool = a
";
    let rename = |old: &'static str, new: &'static str| {
        move |t: &mut TextTemplate| {
            let parameter: Expr = t.parameter(old).expect("a parameter");
            t.rename(parameter, new)
        }
    };
    let expected = text
        .replace("param a", "param z")
        .replace("if (a)", "if (z)")
        .replace("output o bool = a", "output o bool = z");
    assert_eq!(edited(text, rename("a", "z")), expected);
    let text = &*text.replace("param a bool\n", "").replace("if (a) ", "").replace("output o bool = a\n", "");
    let why = "`b` cannot be called `a`: a variable or a resource around a use has that name";
    assert_eq!(refused(text, rename("b", "a")), why);
}

#[test]
fn what_cannot_be_changed_is_refused() {
    let text = "param p object\nvar v = union(p, {})\nvar w = [...[1], 2]\nvar broken = \n";
    let set = |name: &'static str, path: &'static str| {
        refused(text, move |t| {
            let v: Expr = t.variable(name).expect("a variable");
            t.set(v, path, 1)
        })
    };
    assert_eq!(set("v", "a"), "`v`, a: what should hold `a` is not an object literal");
    assert_eq!(set("w", "[1]"), "`w`, [1]: which item is 1 depends on what is spread before it");
    assert_eq!(set("w", "[7]"), "`w`, [7]: the array has no item 7");
    assert!(set("broken", "").starts_with("`broken`: the text has errors: "));
    assert!(set("v", "a..b").contains("`a..b` is not a path"));
    let mut other = read("param p object\n");
    let foreign: Expr = other.parameter("p").expect("a parameter");
    assert!(refused(text, |t| t.set(&foreign, "", 1)).contains("not a declaration of the file"));
    let message = refused(text, |t| {
        let v: Expr = t.variable("v").expect("a variable");
        t.set(v, "", &foreign)
    });
    assert!(message.contains("a handle of another template"), "{message}");
    other.builder().output("q", &foreign);
    assert!(other.to_bicep().is_ok());
}

#[test]
fn typed_handles_are_given_for_what_they_fit() {
    let text = "param on bool\nresource a 'microsoft.keyvault/vaults@2023-07-01' existing = {\n  name: 'a'\n}\n\
                resource b 'Microsoft.KeyVault/vaults@2023-07-01' = if (on) {\n  name: 'b'\n}\n";
    let t = read(text);
    assert!(t.find::<Vault>("a").is_some() && t.find_conditional::<Vault>("a").is_none());
    assert!(t.find::<Vault>("b").is_none() && t.find_conditional::<Vault>("b").is_some());
    assert!(t.find::<Registry>("a").is_none() && t.find::<Vault>("on").is_none());
    let a = t.resource("a").expect("a resource");
    assert_eq!(t.value_text(a, "name"), Some("'a'"));
    assert_eq!((t.value_text(a, "location"), t.output("a").is_none()), (None, true));
}

#[test]
fn line_ends_and_indentation_are_those_of_the_text() {
    let text = "var a = {\r\n\tb: 1\r\n}\r\n";
    let out = edited(text, |t| {
        let a: Expr = t.variable("a").expect("a variable");
        t.set(&a, "c", object! { d: 1 })?;
        t.builder().param(Param::int("x"));
        Ok(())
    });
    assert_eq!(out, "param x int\r\n\r\nvar a = {\r\n\tb: 1\r\n\tc: {\r\n\t\td: 1\r\n\t}\r\n}\r\n");
}

#[test]
fn any_line_end_gives_the_same_edits() {
    let edit = |text: &str| {
        edited(text, |t| {
            let vault = t.resource("vault").expect("a resource");
            t.set(vault, "properties.networkAcls.bypass", "None")?;
            t.push(vault, "properties.accessPolicies", object! { a: 1 })?;
            t.unset(vault, "properties.sku.name")?;
            t.unset(vault, "location")?;
            t.builder().param(Param::int("x").description("One.\nTwo."));
            t.builder().output("id", vault.id());
            Ok(())
        })
    };
    let expected = edit(VAULT);
    for line_end in ["\r\n", "\r"] {
        assert_eq!(edit(&VAULT.replace('\n', line_end)), expected.replace('\n', line_end), "{line_end:?}");
    }
}

#[test]
fn a_file_gains_a_property_in_a_body_that_holds_only_resources() {
    let text = "\
resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  resource apps 'subnets' = {
    name: 'apps'
  }
}
";
    let out = edited(text, |t| {
        let network = t.resource("network").expect("a resource");
        t.set(network, "name", "vnet")
    });
    assert_eq!(out, text.replacen("= {\n", "= {\n  name: 'vnet'\n\n", 1));
}

#[test]
fn a_decorator_with_its_namespace_is_replaced() {
    let out = edited("@sys.secure()\n@sys.description('old')\nparam a string\n", |t| {
        let a: Expr = t.parameter("a").expect("a parameter");
        t.builder().describe(&a, "new");
        Ok(())
    });
    assert_eq!(out, "@sys.secure()\n@description('new')\nparam a string\n");
}

#[test]
fn a_declaration_is_placed_after_one_in_the_middle_of_its_group() {
    let out = edited("param a string\nparam c string\n\nvar v = 1\n", |t| {
        let a: Expr = t.parameter("a").expect("a parameter");
        let b = t.builder().param(Param::int("b"));
        t.builder().place_after(&b, &a);
        Ok(())
    });
    assert_eq!(out, "param a string\nparam b int\nparam c string\n\nvar v = 1\n");
}

#[test]
fn a_variable_stands_with_the_variables_and_not_with_the_imported_ones() {
    let out = edited("import { a } from 'other.bicep'\n\nparam p string\n\noutput o string = p\n", |t| {
        t.builder().var("v", 1);
        Ok(())
    });
    assert_eq!(out, "import { a } from 'other.bicep'\n\nparam p string\n\nvar v = 1\n\noutput o string = p\n");
}

#[test]
fn declarations_that_were_added_are_placed_in_any_order() {
    let out = edited("param a string\n", |t| {
        let builder = t.builder();
        let b = builder.param(Param::int("b"));
        builder.param(Param::int("c"));
        builder.param(Param::int("d"));
        let e = builder.param(Param::int("e"));
        builder.place_after(&e, &b);
        Ok(())
    });
    assert_eq!(out, "param a string\nparam b int\nparam e int\nparam c int\nparam d int\n");
}

#[test]
fn declarations_that_were_read_stay_where_they_are() {
    for is_alone in [false, true] {
        let mut t = read("param a string\nparam b string\n");
        let a: Expr = t.parameter("a").expect("a parameter");
        let b: Expr = t.parameter("b").expect("a parameter");
        if !is_alone {
            t.builder().param(Param::int("c"));
        }
        t.builder().place_after(&a, &b);
        let error = t.to_bicep().expect_err("the text has them in another order").to_string();
        assert_eq!(error, "declarations that stand in the text already stay where they are");
    }
}

#[test]
fn the_greater_distance_stays_where_a_declaration_was() {
    for (above, below, kept) in [
        ("\n", "\n\n", "\n\n"),
        ("\n\n", "\n", "\n\n"),
        ("\n", "\n", "\n"),
        ("\n\n", "\n\n\n", "\n\n\n"),
        ("\n\n// Alone.\n\n", "\n\n\n", "\n\n// Alone.\n\n\n"),
        ("\n\n// Alone.\n\n", "\n", "\n\n// Alone.\n\n"),
    ] {
        let out = edited(&format!("param a string{above}param b string{below}param c string\n"), |t| {
            let b: Expr = t.parameter("b").expect("a parameter");
            t.remove(b)
        });
        assert_eq!(out, format!("param a string{kept}param c string\n"), "{above:?}, {below:?}");
    }
}

#[test]
fn a_comment_in_the_first_line_belongs_to_the_declaration_below() {
    let out = edited("// Of a.\nparam a string\nparam b string\n", |t| {
        let a: Expr = t.parameter("a").expect("a parameter");
        t.remove(a)
    });
    assert_eq!(out, "param b string\n");
}

#[test]
fn a_name_of_a_lambda_does_not_use_a_parameter() {
    let out = edited("param a string\nvar v = map(['x'], a => a)\n", |t| {
        let a: Expr = t.parameter("a").expect("a parameter");
        t.remove(a)
    });
    assert_eq!(out, "var v = map(['x'], a => a)\n");
}

#[test]
fn a_resource_in_another_one_is_removed_unless_it_is_named_elsewhere() {
    let file = |before: &str, inside: &str, after: &str, outside: &str| {
        let blobs = format!(
            "  resource blobs 'blobServices' = {{
    name: 'default'
    resource data 'containers' = {{
      name: {inside}
    }}
  }}
"
        );
        let text = format!(
            "\
resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {{
  name: 'store'
  resource queues 'queueServices' = {{
    name: {before}
  }}
{blobs}  resource tables 'tableServices' = {{
    name: {after}
  }}
}}

output name string = {outside}
"
        );
        let without = text.replace(&blobs, "");
        (text, without)
    };
    let remove = |t: &mut TextTemplate| {
        let blobs = t.resource("store::blobs").expect("a resource");
        t.remove(blobs)
    };
    let (other, own) = ("'default'", "blobs.name");
    let (text, without) = file(other, own, other, other);
    assert_eq!(edited(&text, remove), without);
    for (before, after, outside, user) in
        [(own, other, other, "store"), (other, own, other, "store"), (other, other, "store::blobs.name", "name")]
    {
        let (text, _) = file(before, other, after, outside);
        assert_eq!(refused(&text, remove), format!("`blobs` is still used, in `{user}`: change that first"));
    }
}

#[test]
fn clones_of_a_file_have_the_same_declarations() {
    let mut one = read("param name string\n\nvar port = 80\n");
    let port: Value<i64> = one.variable("port").expect("it is declared");
    let mut other = one.clone();
    let more = other.builder().var("more", &port);
    one.set(&port, "", 1).unwrap();
    other.set(&port, "", 2).unwrap();
    other.builder().output("more", &more);
    one.builder().output("port", &port);
    assert_eq!(one.to_bicep().unwrap(), "param name string\n\nvar port = 1\n\noutput port int = port\n");
    assert_eq!(
        other.to_bicep().unwrap(),
        "param name string\n\nvar port = 2\nvar more = port\n\noutput more int = more\n"
    );
    one.builder().output("more", &more);
    let message = one.to_bicep().unwrap_err().to_string();
    assert!(message.contains("a handle of another template"), "{message}");
}

#[test]
fn a_call_about_what_is_not_declared_is_refused() {
    let mut template = read("param name string\n");
    template.builder().describe("name", "The name.");
    let message = template.to_bicep().unwrap_err().to_string();
    assert!(message.contains("`describe` is called with something that is not a declaration"), "{message}");
}

/// A file that exports two variables, a type and a function.
fn shared() -> Checked {
    let mut t = Template::for_resource_group();
    let size = t.var("size", 3);
    let other = t.var("other", 4);
    let stage = t.declare_type("stage", TypeExpr::named("string"));
    let lower = t.func("lower", [("text", TypeExpr::named("string"))], |[text]| -> Value<String> { to_lower(text) });
    for declared in [size.into_expr(), other.into_expr(), lower.into_expr()] {
        t.export(declared);
    }
    t.export(&stage);
    t.check().expect("the file is right")
}

#[test]
fn imports_are_added() {
    let text = "import { a } from 'a.bicep'\n\nvar own = a\n";
    let result = edited(text, |t| {
        let import = t.builder().import("shared.bicep", shared());
        let size: Value<i64> = t.builder().imported_var(&import, "size");
        let stage = t.builder().imported_type(&import, ("stage", "level"));
        let lower = t.builder().imported_func::<String>(&import, "lower");
        t.builder().output("size", size);
        t.builder().output_of("level", stage, lower.call(["Dev"]));
        Ok(())
    });
    assert_eq!(
        result,
        "import { a } from 'a.bicep'\nimport { size, stage as level, lower } from 'shared.bicep'\n\nvar own = a\n\n\
         output size int = size\noutput level level = lower('Dev')\n"
    );
}

#[test]
fn what_was_imported_is_used_further() {
    let result = edited("var own = 1\nvar more = 2\n", |t| {
        let whole = t.builder().import_all("sh", "shared.bicep", shared());
        let import = t.builder().import("shared.bicep", shared());
        let size: Value<i64> = t.builder().imported_var(&whole, "size");
        let other: Value<i64> = t.builder().imported_var(&import, "other");
        let own = t.variable::<i64>("own").expect("it is declared");
        let more = t.variable::<i64>("more").expect("it is declared");
        t.set(&own, "", size)?;
        t.set(&more, "", other)?;
        let again: Value<i64> = t.builder().imported_var(&import, "other");
        let through: Value<i64> = t.builder().imported_var(&whole, "other");
        t.builder().output("again", again);
        t.builder().output("through", through);
        Ok(())
    });
    assert_eq!(
        result,
        "import * as sh from 'shared.bicep'\nimport { other } from 'shared.bicep'\n\nvar own = sh.size\nvar more = other\n\n\
         output again int = other\noutput through int = sh.other\n"
    );
}

/// Why a text cannot be written after something was added.
fn unwritable(text: &str, add: impl FnOnce(&mut TextTemplate)) -> String {
    let mut template = read(text);
    add(&mut template);
    template.to_bicep().expect_err("it is refused").to_string()
}

#[test]
fn imports_that_cannot_be_added_are_refused() {
    let error = unwritable("var own = 1\n", |t| {
        let import = t.builder().import("shared.bicep", shared());
        let size: Value<i64> = t.builder().imported_var(&import, "size");
        let own = t.variable::<i64>("own").expect("it is declared");
        t.set(&own, "", size).expect("the import is new");
        let other: Value<i64> = t.builder().imported_var(&import, "other");
        t.builder().output("other", other);
    });
    assert_eq!(error, "the import of `other` stands in the text already: import it once more");
    let error = unwritable("var own = 1\n", |t| {
        let import = t.builder().import("shared.bicep", shared());
        let size: Value<i64> = t.builder().imported_var(&import, "nope");
        t.builder().output("size", size);
    });
    assert!(error.contains("`shared.bicep` exports no `nope`"), "{error}");
    let error = unwritable("var own = 1\n", |t| {
        let import = t.builder().import("shared.bicep", shared());
        let size: Value<i64> = t.builder().imported_var(&import, "size");
        t.builder().describe(&size, "Nodes.");
        t.builder().output("size", size);
    });
    assert!(error.contains("`describe` is called with a name that is declared in another file"), "{error}");
}

#[test]
fn comments_are_written_with_what_is_added() {
    let result = edited("param name string\n", |t| {
        let size = t.builder().var("size", 3);
        t.builder().comment(&size, "Nodes.");
        t.builder().output("size", &size).comment_after("for the pipeline");
        Ok(())
    });
    assert_eq!(result, "param name string\n\n// Nodes.\nvar size = 3\n\noutput size int = size // for the pipeline\n");
}

#[test]
fn comments_and_accepted_diagnostics_of_the_text_are_refused() {
    let parameter = |t: &TextTemplate| t.parameter::<Value<String>>("name").expect("it is declared");
    let stays = "only declarations that are added are given comments: those of the text stay";
    let comment = |t: &mut TextTemplate| {
        let name = parameter(t);
        t.builder().comment(&name, "Nodes.");
    };
    assert_eq!(unwritable("param name string\n", comment), stays);
    assert_eq!(unwritable("param name string\n", |t| t.builder().comment_at_start("Nodes.")), stays);
    let accept = |t: &mut TextTemplate| {
        let name = parameter(t);
        t.builder().accept(&name, "no-unused-params", "callers still give it");
    };
    assert_eq!(
        unwritable("param name string\n", accept),
        "`no-unused-params` cannot be accepted in a text: write `#disable-next-line no-unused-params` into it"
    );
}

#[test]
fn a_value_that_is_wrong_is_reported_where_it_was_to_be() {
    let mut other = Template::for_resource_group();
    let foreign = other.param(Param::string("foreign"));
    let error = refused("var own = {}\n", |t| {
        let own = t.variable::<Expr>("own").expect("it is declared");
        t.set(&own, "a.b", &foreign)
    });
    let first = error.lines().next();
    assert_eq!(first, Some("`own`, a.b: error[TRI0001]: a handle of another template is used here"));
}
