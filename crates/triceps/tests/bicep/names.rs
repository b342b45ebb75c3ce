//! Symbols that hide functions, decorators and types of the language.

use triceps::functions::call;
use triceps::functions::{length, map, resource_group, subscription, to_upper, unique_string};
use triceps::{Array, Param, Template, TypeExpr, Value, each};

use crate::check;

#[test]
fn hidden_functions_and_decorators_print_their_namespace() {
    let mut t = Template::for_resource_group();
    let group = t.param(Param::string("resourceGroup").default(resource_group().name()));
    t.param(Param::string("description").description("Hidden by itself.").default(subscription().subscription_id()));
    t.param(Param::string("secure").min_length(1));
    t.param(Param::secure_string("secret"));
    t.var("uniqueString", unique_string([&group]));
    t.var("listKeys", call("listKeys", ("id", "2024-01-01")));
    t.var("other", to_upper(&group));
    check(
        t,
        "
param resourceGroup string = az.resourceGroup().name

@sys.description('Hidden by itself.')
param description string = subscription().subscriptionId

@minLength(1)
param secure string

@sys.secure()
param secret string

var uniqueString = sys.uniqueString(resourceGroup)
var listKeys = az.listKeys('id', '2024-01-01')
var other = toUpper(resourceGroup)
",
    );
}

#[test]
fn hidden_types_print_their_namespace() {
    let mut t = Template::for_resource_group();
    t.declare_type("string", TypeExpr::named("int"));
    t.param(Param::string("text"));
    t.param(Param::array_of::<String>("texts"));
    t.param(Param::int("number"));
    check(
        t,
        "
type string = int

param text sys.string
param texts sys.string[]
param number int
",
    );
}

#[test]
fn variables_of_loops_hide_functions_in_their_bodies_only() {
    let mut t = Template::for_resource_group();
    let names = t.param(Param::array_of::<String>("names"));
    t.var("plain", each("toUpper", &names).map(|name, _| to_upper(to_upper(name))));
    t.var("mapped", map("length", &names, |name| length(&name)));
    t.var("after", length(&names));
    let _: Value<String> = t.var("outputs", to_upper(names.at(0)));
    t.var("none", Array::new());
    t.output("length", 1);
    check(
        t,
        "
param names string[]

var plain = [for toUpper in names: sys.toUpper(sys.toUpper(toUpper))]
var mapped = map(names, length => sys.length(length))
var after = length(names)
var outputs = toUpper(names[0])
var none = []

output length int = 1
",
    );
}

#[test]
fn variables_are_not_called_like_namespaces_and_words_of_the_language() {
    let mut t = Template::for_resource_group();
    let names = t.param(Param::array_of::<String>("names"));
    for name in ["sys", "az", "this", "true", "null", "any"] {
        t.var(format!("{name}Mapped"), map(name, &names, to_upper));
    }
    check(
        t,
        "
param names string[]

var sysMapped = map(names, sys2 => toUpper(sys2))
var azMapped = map(names, az2 => toUpper(az2))
var thisMapped = map(names, this2 => toUpper(this2))
var trueMapped = map(names, true2 => toUpper(true2))
var nullMapped = map(names, null2 => toUpper(null2))
var anyMapped = map(names, any => toUpper(any))
",
    );
}
