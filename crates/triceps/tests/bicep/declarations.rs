//! Declarations of every kind, their order and the empty lines between them.

use triceps::functions::{resource_group, to_lower};
use triceps::{
    Array, Expr, Extension, IntoExpr, Module, Param, Raw, Template, TypeExpr, array, each, interpolate, object,
};

use crate::{check, check_text};

#[test]
fn an_empty_template_is_an_empty_line() {
    check(Template::for_resource_group(), "\n\n");
    check(Template::for_tenant(), "targetScope = 'tenant'\n");
}

#[test]
fn groups_come_in_their_order_with_empty_lines_between() {
    let mut t = Template::for_subscription();
    t.output("first", "a");
    t.output("second", 1);
    let name = t.param(Param::string("name").description("Names it.").length(3..=12));
    t.param(Param::int("count").default(2));
    t.param(Param::bool("flag").default(false));
    t.param(Param::secure_string("secret").description("A secret."));
    let lower =
        t.func::<String, 1>("lower", [("text", TypeExpr::named("string"))], |[text]| to_lower(text.cast::<String>()));
    t.var("prefix", lower.call([&name]));
    t.typed_var::<i64>("size", 3);
    t.metadata("owner", "platform");
    t.metadata("version", 2);
    t.declare_type("level", TypeExpr::union(["low", "high"].map(TypeExpr::literal)));
    let group = t.add_raw(
        "group",
        "Microsoft.Resources/resourceGroups@2024-03-01",
        object! { name: &name, location: "westeurope" },
    );
    t.output("groupId", group.id()).description("Where it is.");
    check_text(
        t,
        "
metadata owner = 'platform'
metadata version = 2

targetScope = 'subscription'

type level = 'low' | 'high'

@description('Names it.')
@minLength(3)
@maxLength(12)
param name string

param count int = 2
param flag bool = false

@description('A secret.')
@secure()
param secret string

var prefix = lower(name)
var size int = 3

func lower(text string) string => toLower(text)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: name
  location: 'westeurope'
}

output first string = 'a'
output second int = 1

@description('Where it is.')
output groupId string = group.id
",
    );
}

#[test]
fn resources_modules_conditions_and_loops() {
    let mut t = Template::for_resource_group();
    let names = t.param(Param::array_of::<String>("names"));
    let flag = t.param(Param::bool("flag"));
    let existing =
        t.add("shared", Raw::existing("Microsoft.KeyVault/vaults@2024-11-01", object! { name: "kv-shared" }));
    let type_name = "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30";
    let conditional = t.add(
        "conditional",
        Raw::new(
            type_name,
            object! { name: "id-one", location: resource_group().location(), tags: { vault: existing.name() } },
        )
        .when(flag.and(names.at(0).equals("x"))),
    );
    let looped = t.add_each("looped", each("name", &names), |name, i| {
        Raw::new(type_name, object! { name: interpolate!("id-{name}-{i}"), location: "westeurope" }).when(&flag)
    });
    let mut inner = Template::for_resource_group();
    inner.param(Param::string("name"));
    let file = t.module_file("modules/it's.bicep", inner.check().expect("the module is right"));
    let module = t.add("module1", Module::new(&file).name("deploy").param("name", "x").depends_on(conditional));
    t.add_each("module2", each("name", &names), |name, _| Module::new(&file).param("name", name));
    t.batch_size(&looped, 2);
    t.describe(module, "Deployed once.");
    t.output("safe", conditional.id());
    check(
        t,
        r"
param names string[]
param flag bool

resource shared 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv-shared'
}

resource conditional 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = if (flag && names[0] == 'x') {
  name: 'id-one'
  location: resourceGroup().location
  tags: {
    vault: shared.name
  }
}

@batchSize(2)
resource looped 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = [
  for (name, i) in names: if (flag) {
    name: 'id-${name}-${i}'
    location: 'westeurope'
  }
]

@description('Deployed once.')
module module1 'modules/it\'s.bicep' = {
  name: 'deploy'
  params: {
    name: 'x'
  }
  dependsOn: [
    conditional
  ]
}

module module2 'modules/it\'s.bicep' = [
  for name in names: {
    params: {
      name: name
    }
  }
]

output safe string = conditional.id
",
    );
}

#[test]
fn functions_that_do_not_fit() {
    let string = || TypeExpr::named("string");
    let mut t = Template::for_resource_group();
    t.func::<String, 0>("none", [], |[]| "x".into_expr().cast());
    t.func::<triceps::Object, 1>("shape", [("a", string())], |[a]| object! { a: a }.into_expr().cast());
    t.func::<String, 4>(
        "longSignature",
        [
            ("firstParameter", string()),
            ("secondParameter", string()),
            ("thirdParameter", string()),
            ("fourthParameter", string()),
        ],
        |[first, ..]| to_lower(interpolate!("{first}-more")),
    );
    t.func::<String, 5>(
        "tooLongSignature",
        ["firstParameter", "secondParameter", "thirdParameter", "fourthParameter", "fifthParameter"]
            .map(|name| (name, string())),
        |[first, ..]| first.cast(),
    );
    check(
        t,
        "
func none() string => 'x'
func shape(a string) object => {
  a: a
}
func longSignature(firstParameter string, secondParameter string, thirdParameter string, fourthParameter string) string =>
  toLower('${firstParameter}-more')
func tooLongSignature(
  firstParameter string,
  secondParameter string,
  thirdParameter string,
  fourthParameter string,
  fifthParameter string
) string => firstParameter
",
    );
}

#[test]
fn keys() {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name"));
    let plain = ["plain", "_x9", "for", "resource", "kebab-case", "9lives", "true", "null", "", "é", "it's", "[x]"];
    let keys = plain.into_iter().fold(triceps::Object::new(), |object, key| object.set(key, 1));
    t.var("keys", keys);
    t.var(
        "computed",
        triceps::Object::new()
            .set_computed(&name, 1)
            .set_computed(interpolate!("{name}-suffix"), 2)
            .set_computed("a b", 3)
            .set_computed(to_lower(&name), 4),
    );
    check(
        t,
        r"
param name string

var keys = {
  plain: 1
  _x9: 1
  for: 1
  resource: 1
  'kebab-case': 1
  '9lives': 1
  'true': 1
  'null': 1
  '': 1
  'é': 1
  'it\'s': 1
  '[x]': 1
}
var computed = {
  '${name}': 1
  '${name}-suffix': 2
  'a b': 3
  '${toLower(name)}': 4
}
",
    );
}

#[test]
fn decorators_are_calls() {
    let mut t = Template::for_resource_group();
    t.param(Param::string("sku").allowed(["a", "b"]).default("a"));
    t.param(Param::object("shape").metadata(object! { owner: { team: "platform" } }).default(object! {}));
    let none: [&str; 0] = [];
    t.var("empty", none.into_iter().collect::<Array>());
    t.var("mixed", array![Expr::NULL, true, false]);
    check(
        t,
        "
@allowed([
  'a'
  'b'
])
param sku string = 'a'

@metadata({
  owner: {
    team: 'platform'
  }
})
param shape object = {}

var empty = []
var mixed = [
  null
  true
  false
]
",
    );
}

#[test]
fn extensions() {
    let mut t = Template::for_resource_group();
    t.extension(Extension::microsoft_graph());
    t.add_raw(
        "group",
        "Microsoft.Graph/groups@v1.0",
        object! { uniqueName: "g", displayName: "G", mailEnabled: false, mailNickname: "g", securityEnabled: true },
    );
    check_text(
        t,
        "
extension microsoftGraphV1

resource group 'Microsoft.Graph/groups@v1.0' = {
  uniqueName: 'g'
  displayName: 'G'
  mailEnabled: false
  mailNickname: 'g'
  securityEnabled: true
}
",
    );
}
