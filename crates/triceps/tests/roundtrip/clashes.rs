//! Models in which loops, lambdas, functions and declarations want the same names. Their text, read by a compiler that
//! resolves names by itself, gives the JSON that the model gives: each name means what the model meant.

use proptest::prelude::*;
use triceps::functions::call;
use triceps::functions::{map, map_indexed};
use triceps::managed_identity::UserAssignedIdentity;
use triceps::{Any, Expr, Func, IntoExpr, Param, Template, TypeExpr, Value, each, interpolate, object};
use triceps_compile::{MemoryFiles, compile};

/// Few names, so that they clash; some are those of declarations, functions and namespaces.
const NAMES: [&str; 10] = ["a", "b", "list", "shown", "glue", "map", "string", "az", "identities", "x"];

#[derive(Clone, Debug)]
enum Tree {
    /// One of the strings in scope.
    Read(usize),
    Join(Box<Tree>, Box<Tree>),
    Glue(Box<Tree>, Box<Tree>),
    Map(&'static str, Box<Tree>),
    MapIndexed(&'static str, &'static str, Box<Tree>),
}

fn name() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(NAMES.to_vec())
}

fn tree() -> impl Strategy<Value = Tree> {
    (0usize..12).prop_map(Tree::Read).prop_recursive(5, 24, 2, |inner| {
        let pair = (inner.clone().prop_map(Box::new), inner.clone().prop_map(Box::new));
        prop_oneof![
            pair.clone().prop_map(|(left, right)| Tree::Join(left, right)),
            pair.prop_map(|(left, right)| Tree::Glue(left, right)),
            (name(), inner.clone()).prop_map(|(item, body)| Tree::Map(item, Box::new(body))),
            (name(), name(), inner).prop_map(|(item, index, body)| Tree::MapIndexed(item, index, Box::new(body))),
        ]
    })
}

struct Builder {
    list: Value<Vec<String>>,
    glue: Func<String>,
    /// The strings in scope, outermost first.
    scope: Vec<Value<String>>,
}

impl Builder {
    fn text(&mut self, tree: &Tree) -> Value<String> {
        match tree {
            // The innermost come first.
            Tree::Read(number) => self.scope[self.scope.len() - 1 - number % self.scope.len()].clone(),
            Tree::Join(left, right) => {
                let (left, right) = (self.text(left), self.text(right));
                interpolate!("{left}-{right}")
            }
            Tree::Glue(left, right) => {
                let args = [self.text(left), self.text(right)];
                self.glue.call(args)
            }
            Tree::Map(item, body) => {
                let list = self.list.clone();
                joined(map(item, &list, |item| self.with([item], body)))
            }
            Tree::MapIndexed(item, index, body) => {
                let list = self.list.clone();
                joined(map_indexed([item, index], &list, |item, index| {
                    self.with([item, interpolate!("{index}")], body)
                }))
            }
        }
    }

    fn with<const N: usize>(&mut self, locals: [Value<String>; N], body: &Tree) -> Value<String> {
        let outer = self.scope.len();
        self.scope.extend(locals);
        let text = self.text(body);
        self.scope.truncate(outer);
        text
    }
}

fn joined(items: Value<Vec<String>>) -> Value<String> {
    Value::from_expr(call("join", (items, ",")))
}

/// A template of a value, a loop of values and a loop of resources.
fn template(trees: &[Tree; 3], names: &[&'static str; 4]) -> Template {
    let mut t = Template::for_resource_group();
    let a = t.param(Param::string("a"));
    let b = t.param(Param::string("b"));
    let list = t.param(Param::array_of::<String>("list"));
    let string = || TypeExpr::named("string");
    let glue = t.func::<String, 2>("glue", [("a", string()), ("list", string())], |[left, right]| {
        interpolate!("{left}+{right}")
    });
    let mut builder = Builder { list: list.clone(), glue, scope: vec![a, b] };
    let shown = t.var("shown", builder.text(&trees[0]));
    builder.scope.push(shown);
    let values = each(names[0], &list)
        .index(names[1])
        .map(|item, index| builder.with([item, interpolate!("{index}")], &trees[1]));
    t.output_as::<Vec<Any>>("values", values);
    t.add_each("identities", each(names[2], &list).index(names[3]), |item, index| {
        let tag: Expr = builder.with([item, interpolate!("{index}")], &trees[2]).into_expr();
        UserAssignedIdentity::new(interpolate!("id-portal-{index}"), "westeurope")
            .property(["tags"], object! { tag: tag })
    });
    t
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn names_mean_what_the_model_meant(
        trees in [tree(), tree(), tree()],
        names in [name(), name(), name(), name()],
    ) {
        let checked = template(&trees, &names).check().expect("the model has no errors");
        let files = MemoryFiles::new().with("main.bicep", checked.to_bicep());
        let compilation = compile(&files, "main.bicep");
        let Some(read) = compilation.checked() else {
            panic!("{}\n{}", checked.to_bicep(), compilation.diagnostics());
        };
        prop_assert_eq!(read.to_arm_string(), checked.to_arm_string(), "{}", checked.to_bicep());
    }
}
