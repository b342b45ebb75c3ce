//! What the modules in a template weigh.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::Value;

/// The most bytes that Azure Resource Manager takes.
const LIMIT: usize = 4 * 1024 * 1024;

/// A list of the modules of a template with their bytes, blanks left out, and of those that are in it more than once.
pub(super) fn report(file: &str, template: &str) -> String {
    let Ok(template) = serde_json::from_str::<Value>(template) else { return String::new() };
    let mut embedded = Vec::new();
    collect(&template, "", &mut embedded);
    let whole = template.to_string().len();
    let mut text = format!("{file}: {whole} bytes without blanks, of {LIMIT} that Azure takes\n");
    let mut own: Vec<&Embedded> = embedded.iter().filter(|module| !module.path.contains('/')).collect();
    own.sort_by(|one, other| other.json.len().cmp(&one.json.len()).then_with(|| one.path.cmp(&other.path)));
    for module in own {
        let _ = writeln!(text, "{:>9}  {}", module.json.len(), module.path);
    }
    let mut places: HashMap<&str, Vec<&str>> = HashMap::new();
    for module in &embedded {
        places.entry(&module.json).or_default().push(&module.path);
    }
    let mut repeated: Vec<(&str, Vec<&str>)> = places.into_iter().filter(|(_, paths)| paths.len() > 1).collect();
    // What is in a repeated template is repeated with it, and not named again.
    let within = |path: &str, outer: &[&str]| outer.iter().any(|outer| path.starts_with(&format!("{outer}/")));
    let outers: Vec<Vec<&str>> = repeated.iter().map(|(_, paths)| paths.clone()).collect();
    repeated.retain(|(_, paths)| {
        !outers.iter().any(|outer| outer.len() == paths.len() && paths.iter().all(|path| within(path, outer)))
    });
    repeated.sort_by_key(|(json, paths)| (std::cmp::Reverse(json.len() * (paths.len() - 1)), paths[0].to_owned()));
    for (json, paths) in repeated {
        let _ = writeln!(text, "equal: {} bytes {} times: {}", json.len(), paths.len(), paths.join(", "));
    }
    text
}

/// A template in another.
struct Embedded {
    /// Symbolic names, with `/` between them.
    path: String,
    json: String,
}

/// Values are not deeper than the reader of JSON allows.
fn collect(template: &Value, outer: &str, found: &mut Vec<Embedded>) {
    let resources: Vec<(&str, &Value)> = match template.get("resources") {
        Some(Value::Object(named)) => named.iter().map(|(name, resource)| (name.as_str(), resource)).collect(),
        Some(Value::Array(list)) => {
            let name = |resource: &'_ Value| resource.get("name").and_then(Value::as_str).unwrap_or("?").to_owned();
            return list.iter().for_each(|resource| add(&name(resource), resource, outer, found));
        }
        _ => return,
    };
    for (name, resource) in resources {
        add(name, resource, outer, found);
    }
}

fn add(name: &str, resource: &Value, outer: &str, found: &mut Vec<Embedded>) {
    let Some(inner) = resource.pointer("/properties/template").filter(|inner| inner.is_object()) else { return };
    // A name that is an expression may hold a `/`, which would look like a module in a module.
    let name = name.replace('/', "|");
    let path = if outer.is_empty() { name } else { format!("{outer}/{name}") };
    found.push(Embedded { path: path.clone(), json: inner.to_string() });
    collect(inner, &path, found);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::report;

    #[test]
    fn modules_are_listed_by_size_and_equal_ones_together() {
        let leaf = json!({ "resources": [] });
        let nested = |template: &serde_json::Value| json!({ "properties": { "template": template } });
        let inner = json!({ "resources": { "leaf": nested(&leaf) } });
        let template = json!({ "resources": {
            "plain": { "type": "Microsoft.Storage/storageAccounts" },
            "small": nested(&leaf), "one": nested(&inner), "two": nested(&inner),
        } });
        let (small, large) = (leaf.to_string().len(), inner.to_string().len());
        let expected = format!(
            "main.json: {} bytes without blanks, of 4194304 that Azure takes\n{large:>9}  one\n{large:>9}  two\n\
             {small:>9}  small\nequal: {large} bytes 2 times: one, two\n\
             equal: {small} bytes 3 times: small, one/leaf, two/leaf\n",
            template.to_string().len()
        );
        let own = report("main.json", &template.to_string());
        assert_eq!(own, expected);
        let linked = json!({ "resources": [{ "name": "[a/b]", "properties": { "template": leaf } }, { "properties": {
            "templateLink": {} } }] });
        assert!(report("main.json", &linked.to_string()).ends_with(&format!("{small:>9}  [a|b]\n")));
    }
}
