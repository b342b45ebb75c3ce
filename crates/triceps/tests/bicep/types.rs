//! Declared types in all their forms.

use triceps::{Param, Template, TypeExpr, object};

use crate::check_text;

fn string() -> TypeExpr {
    TypeExpr::named("string")
}

fn int() -> TypeExpr {
    TypeExpr::named("int")
}

fn one_of<const N: usize>(values: [&str; N]) -> TypeExpr {
    TypeExpr::union(values.map(TypeExpr::literal))
}

#[test]
fn suffixes_and_the_parentheses_they_need() {
    let mut t = Template::for_resource_group();
    t.declare_type("grid", int().array().array());
    t.declare_type("maybeList", string().array().nullable());
    t.declare_type("listOfMaybe", string().nullable().array());
    t.declare_type("zones", one_of(["1", "2"]).array());
    t.declare_type("maybeZone", one_of(["1", "2"]).nullable());
    t.declare_type("orNull", TypeExpr::union([string().nullable(), int()]));
    t.declare_type("signs", TypeExpr::union([-1, 0, 1].map(TypeExpr::literal)));
    t.declare_type("ones", TypeExpr::literal(-1).array());
    t.declare_type("surely", string().nullable().non_null());
    t.declare_type("nested", TypeExpr::union([one_of(["a", "b"]), TypeExpr::literal("c")]));
    check_text(
        t,
        "
type grid = int[][]
type maybeList = string[]?
type listOfMaybe = (string?)[]
type zones = ('1' | '2')[]
type maybeZone = ('1' | '2')?
type orNull = string? | int
type signs = -1 | 0 | 1
type ones = (-1)[]
type surely = string?!
type nested = ('a' | 'b') | 'c'
",
    );
}

#[test]
fn objects_and_tuples() {
    let mut t = Template::for_resource_group();
    let schedule = t.declare_type(
        "schedule",
        TypeExpr::object([("type", TypeExpr::literal("schedule"))])
            .with("cron", string())
            .describe_last("Five fields.")
            .with("kebab-case", int())
            .additional(TypeExpr::object([("weight", int())])),
    );
    t.declare_type("plain", TypeExpr::object([("name", string()), ("size", int().nullable())]).additional(string()));
    t.declare_type("short", TypeExpr::object([("name", string())]).one_line());
    t.declare_type("nothing", TypeExpr::object::<&str>([]));
    t.declare_type("pair", TypeExpr::tuple([string(), int().nullable()]));
    t.declare_type("endpoint", TypeExpr::tuple([string()]).describe_last("Host name."));
    t.declare_type(
        "tagged",
        TypeExpr::union([schedule.clone(), TypeExpr::object([("type", TypeExpr::literal("event"))])]),
    );
    t.declare_type("cron", schedule.prop("cron"));
    t.declare_type("sku", TypeExpr::resource_input("Microsoft.Storage/storageAccounts@2025-06-01").prop("sku"));
    check_text(
        t,
        "
type schedule = {
  type: 'schedule'

  @description('Five fields.')
  cron: string

  'kebab-case': int
  *: {
    weight: int
  }
}

type plain = {
  name: string
  size: int?
  *: string
}

type short = { name: string }
type nothing = {}
type pair = [string, int?]

type endpoint = [
  @description('Host name.')
  string
]

type tagged =
  | schedule
  | {
    type: 'event'
  }

type cron = schedule.cron
type sku = resourceInput<'Microsoft.Storage/storageAccounts@2025-06-01'>.sku
",
    );
}

#[test]
fn types_that_do_not_fit_are_broken() {
    let text = |width: usize| "t".repeat(width - 2);
    let two = |first: usize, second: usize| TypeExpr::union([text(first), text(second)].map(TypeExpr::literal));
    let mut t = Template::for_resource_group();
    t.declare_type("line", two(52, 53));
    t.declare_type("over", two(53, 53));
    t.declare_type("pair", TypeExpr::tuple([text(51), text(53)].map(TypeExpr::literal)));
    t.declare_type("full", TypeExpr::tuple([text(52), text(53)].map(TypeExpr::literal)));
    // What follows the type on its line is not counted.
    t.param(Param::typed("region", two(52, 52)).default("beta-region-two"));
    t.param(Param::typed("longer", two(52, 53)).default("beta-region-two"));
    t.param(Param::typed("shape", TypeExpr::object([("a", string())])).default(object! { a: "x" }));
    let [t50, t51] = ["t".repeat(50), "t".repeat(51)];
    check_text(
        t,
        &format!(
            "
type line = '{t50}' | '{t51}'

type over =
  | '{t51}'
  | '{t51}'

type pair = ['{}', '{t51}']

type full = [
  '{t50}'
  '{t51}'
]

param region '{t50}' | '{t50}' = 'beta-region-two'
param longer
  | '{t50}'
  | '{t51}' = 'beta-region-two'
param shape {{
  a: string
}} = {{
  a: 'x'
}}
",
            "t".repeat(49)
        ),
    );
}
