//! Whatever is put together, the check says what is wrong with it and does not panic.

use proptest::prelude::*;
use triceps::functions::{BinaryOp, UnaryOp, call};
use triceps::handle::ResourceRef;
use triceps::{Array, Expr, IntoExpr, Object, Param, Raw, Template, object};

const TYPES: [&str; 9] = [
    "Microsoft.App/containerApps@2026-01-01",
    "Microsoft.App/managedEnvironments@2026-01-01",
    "Microsoft.Storage/storageAccounts@2025-06-01",
    "Microsoft.Storage/storageAccounts/blobServices@2025-06-01",
    "Microsoft.KeyVault/vaults/secrets@2024-11-01",
    "Microsoft.Authorization/roleAssignments@2022-04-01",
    "Microsoft.Authorization/locks",
    "Microsoft.Nothing/things@2020-01-01",
    "",
];

const WORDS: [&str; 24] = [
    "name",
    "parent",
    "scope",
    "dependsOn",
    "properties",
    "identity",
    "type",
    "userAssignedIdentities",
    "configuration",
    "secrets",
    "registries",
    "ingress",
    "template",
    "containers",
    "env",
    "resources",
    "cpu",
    "probes",
    "scale",
    "rules",
    "concat",
    "listKeys",
    "resourceId",
    "",
];

/// What is reported before a tree becomes an expression: handles belong to a template.
#[derive(Clone, Debug)]
enum Tree {
    Null,
    Int(i64),
    Text(String),
    Handle(usize),
    Object(Vec<(&'static str, Tree)>),
    Array(Vec<Tree>),
    Property(Box<Tree>, &'static str),
    Index(Box<Tree>, Box<Tree>),
    Call(&'static str, Vec<Tree>),
    Method(Box<Tree>, &'static str, Vec<Tree>),
    Binary(Box<Tree>, Box<Tree>),
    Not(Box<Tree>),
    Ternary(Box<Tree>, Box<Tree>, Box<Tree>),
    Lambda(Box<Tree>),
}

impl Tree {
    fn build(&self, handles: &[Expr]) -> Expr {
        let all = |trees: &[Self]| trees.iter().map(|tree| tree.build(handles)).collect::<Vec<_>>();
        match self {
            Self::Null => Expr::NULL,
            Self::Int(value) => value.into_expr(),
            Self::Text(text) => text.as_str().into_expr(),
            Self::Handle(index) => handles[index % handles.len()].clone(),
            Self::Object(entries) => entries
                .iter()
                .fold(Object::new(), |object, (key, value)| object.set(*key, value.build(handles)))
                .into_expr(),
            Self::Array(items) => all(items).into_iter().collect::<Array>().into_expr(),
            Self::Property(base, name) => base.build(handles).prop(*name),
            Self::Index(base, index) => base.build(handles).at(index.build(handles)),
            Self::Call(name, args) => call(*name, all(args)),
            Self::Method(base, name, args) => base.build(handles).method(*name, all(args)),
            Self::Binary(left, right) => Expr::binary(BinaryOp::Equal, left.build(handles), right.build(handles)),
            Self::Not(operand) => Expr::unary(UnaryOp::Not, operand.build(handles)),
            Self::Ternary(condition, yes, no) => {
                Expr::ternary(condition.build(handles), yes.build(handles), no.build(handles))
            }
            Self::Lambda(body) => {
                Expr::lambda(["item"], |item| Expr::binary(BinaryOp::Coalesce, item, body.build(handles)))
            }
        }
    }
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&WORDS[..])
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        Just(Tree::Null),
        any::<i64>().prop_map(Tree::Int),
        word().prop_map(|text| Tree::Text(text.to_owned())),
        ".{0,8}".prop_map(Tree::Text),
        (0usize..8).prop_map(Tree::Handle),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        prop_oneof![
            prop::collection::vec((word(), inner.clone()), 0..5).prop_map(Tree::Object),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Tree::Array),
            (boxed.clone(), word()).prop_map(|(base, name)| Tree::Property(base, name)),
            (boxed.clone(), boxed.clone()).prop_map(|(base, index)| Tree::Index(base, index)),
            (word(), prop::collection::vec(inner.clone(), 0..3)).prop_map(|(name, args)| Tree::Call(name, args)),
            (boxed.clone(), word(), prop::collection::vec(inner.clone(), 0..3))
                .prop_map(|(base, name, args)| Tree::Method(base, name, args)),
            (boxed.clone(), boxed.clone()).prop_map(|(left, right)| Tree::Binary(left, right)),
            boxed.clone().prop_map(Tree::Not),
            (boxed.clone(), boxed.clone(), boxed.clone()).prop_map(|(a, b, c)| Tree::Ternary(a, b, c)),
            boxed.prop_map(Tree::Lambda),
        ]
    })
}

proptest! {
    #[test]
    fn nothing_panics(
        resources in prop::collection::vec((prop::sample::select(&TYPES[..]), word(), prop::collection::vec((word(), tree()), 0..6)), 1..4),
        values in prop::collection::vec(tree(), 0..3),
    ) {
        let mut other = Template::for_resource_group();
        let foreign = other.add_raw("foreign", TYPES[2], object! { name: "stother" });
        let mut t = Template::for_resource_group();
        let text = t.param(Param::string("text"));
        let secret = t.param(Param::secure_string("secret"));
        let mut handles = vec![text.into_expr(), secret.into_expr(), foreign.symbol()];
        for (index, value) in values.iter().enumerate() {
            let value = t.var(format!("value{index}"), value.build(&handles));
            handles.push(value.into_expr());
        }
        for (kind, name, body) in &resources {
            let body = body.iter().fold(Object::new(), |object, (key, value)| object.set(*key, value.build(&handles)));
            let resource = t.add(*name, Raw::new(*kind, body));
            handles.push(resource.symbol());
        }
        if let Some(last) = handles.last() {
            // What depends on the first variable decorates it: a circle.
            t.decorate(handles[3.min(handles.len() - 1)].cast::<String>(), "metadata", [last.clone()]);
            t.output_as::<String>("last", last.clone());
        }
        if let Ok(checked) = t.check() {
            checked.to_bicep();
            checked.to_arm_string();
        }
    }
}
