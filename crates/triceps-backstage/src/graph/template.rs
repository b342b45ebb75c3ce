//! The resources of a template, with those that each needs.

use serde_json::Value;

/// A resource.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    pub(super) id: String,
    pub(super) kind: String,
    /// An expression.
    pub(super) name: String,
    pub(super) needs: Vec<usize>,
    pub(super) exists: bool,
    /// The expression of the role that it assigns, if it does.
    pub(super) role: String,
}

/// All resources, whether they have symbols or stand in a list.
pub(super) fn resources(template: &Value) -> Vec<Resource> {
    let entries: Vec<(String, &Value)> = match &template["resources"] {
        Value::Object(entries) => entries.iter().map(|(symbol, value)| (symbol.replace("::", "_"), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, value)| (format!("r{index}"), value)).collect(),
        _ => Vec::new(),
    };
    let own: Vec<[String; 2]> =
        entries.iter().map(|(id, value)| [id.clone(), format!("[{}]", reference(value))]).collect();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    entries
        .iter()
        .map(|(id, value)| {
            let needs = value["dependsOn"].as_array().map_or(&[] as &[Value], Vec::as_slice).iter();
            let mut needs: Vec<usize> = needs.filter_map(|need| find(&own, need.as_str()?)).collect();
            let scope = value["scope"].as_str().and_then(|scope| find(&own, scope));
            if let Some(scope) = scope {
                // What an extension is about comes first.
                needs.retain(|need| *need != scope);
                needs.insert(0, scope);
            }
            Resource {
                id: id.clone(),
                kind: text(&value["type"]),
                name: match &value["properties"] {
                    // Resources of Microsoft Graph have no name of their own.
                    Value::Object(properties) if value["name"].is_null() => {
                        text(properties.get("displayName").unwrap_or(&Value::Null))
                    }
                    _ => text(&value["name"]),
                },
                needs,
                exists: value["existing"] == true,
                role: text(&value["properties"]["roleDefinitionId"]),
            }
        })
        .collect()
}

/// The resource that a dependency names: by its symbol, by its id, or as an element of a loop.
fn find(own: &[[String; 2]], need: &str) -> Option<usize> {
    let symbol =
        need.strip_prefix("[format('").and_then(|rest| rest.split_once('[')).map_or(need, |(symbol, _)| symbol);
    let symbol = symbol.replace("::", "_");
    own.iter().position(|[id, reference]| *id == symbol || *reference == need)
}

fn reference(resource: &Value) -> String {
    let name = resource["name"].as_str().unwrap_or_default();
    let inner = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let inner = inner.map_or_else(|| format!("'{name}'"), str::to_owned);
    format!("resourceId('{}', {inner})", resource["type"].as_str().unwrap_or_default())
}
