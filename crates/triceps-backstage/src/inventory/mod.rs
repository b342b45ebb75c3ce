//! What a template makes in a resource group, from its JSON.

mod changes;
mod expression;

pub use changes::{Change, changes};
use expression::{Scope, text};
use serde_json::Value;
use triceps::Checked;

/// Templates inside of each other; deeper ones are left out.
const DEPTH: usize = 8;

/// Rounds of a loop; what has more is one resource with an unknown name.
const ROUNDS: usize = 1_000;

/// A resource that a template makes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resource {
    /// Type with the types around it: `Microsoft.Network/virtualNetworks/subnets`.
    pub(crate) kind: String,
    /// Name with the names around it; `?` and `*` stand for what only a deployment knows.
    pub(crate) name: String,
    /// What it is attached to, for locks, roles and settings.
    pub(crate) scope: Option<String>,
    /// Its declaration.
    pub(crate) body: Value,
}

/// The resources that a checked template makes.
pub(crate) fn of(checked: &Checked) -> Vec<Resource> {
    resources(&serde_json::from_str(&checked.to_arm_string()).expect("a template is JSON"))
}

/// The resources of a template and of its modules, in their order. References to what exists are none.
fn resources(template: &Value) -> Vec<Resource> {
    let mut found = Vec::new();
    collect(Scope { template, arguments: None, round: None }, DEPTH, &mut found);
    found
}

fn collect(scope: Scope<'_>, depth: usize, found: &mut Vec<Resource>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let declared: Vec<&Value> = match &scope.template["resources"] {
        Value::Object(resources) => resources.values().collect(),
        Value::Array(resources) => resources.iter().collect(),
        _ => Vec::new(),
    };
    for body in declared {
        let Some(kind) = body["type"].as_str() else { continue };
        if body["existing"] == true {
            continue;
        }
        if kind == "Microsoft.Resources/deployments" {
            let inner = &body["properties"];
            let given: Vec<(String, String)> = inner["parameters"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, value)| (name.clone(), text(scope, &value["value"])))
                .collect();
            collect(Scope { template: &inner["template"], arguments: Some(&given), round: None }, depth, found);
            continue;
        }
        for round in rounds(scope, body) {
            let scope = Scope { round, ..scope };
            found.push(Resource {
                kind: kind.to_owned(),
                name: text(scope, &body["name"]),
                scope: body.get("scope").map(|value| text(scope, value)),
                body: body.clone(),
            });
        }
    }
}

/// The rounds of the loop of a declaration; one where there is not a loop, or where only a deployment knows how many.
fn rounds(scope: Scope<'_>, body: &Value) -> Vec<Option<usize>> {
    let count = body.get("copy").map(|copy| text(scope, &copy["count"]));
    match count.and_then(|count| count.parse::<usize>().ok()) {
        Some(count) if count <= ROUNDS => (0..count).map(Some).collect(),
        _ => vec![None],
    }
}
