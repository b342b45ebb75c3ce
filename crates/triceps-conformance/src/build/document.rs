//! Compares JSON: exactly, or but for the order of keys in the bodies of resources.

use serde_json::{Map, Value};

/// What every resource has beside its body. Their order is the compiler's, not the author's.
const FRAMEWORK: &[&str] = &[
    "condition",
    "existing",
    "import",
    "copy",
    "type",
    "apiVersion",
    "@options",
    "subscriptionId",
    "resourceGroup",
    "scope",
    "dependsOn",
];

/// What a value is part of, and so whether the order of its keys counts.
#[derive(Clone, Copy)]
enum Place {
    /// The order counts, here and below.
    Ordered,
    /// A template: the order counts, but in the bodies of its resources.
    Template,
    /// The resources of a template, a list or by symbolic name.
    Resources,
    /// A resource: the order of [`FRAMEWORK`] counts.
    Resource,
    /// A body: no order counts, but that of the template that a module deploys.
    Body,
}

impl Place {
    fn below(self, key: &str, value: &Value) -> Self {
        match self {
            Self::Template if key == "resources" => Self::Resources,
            Self::Ordered | Self::Template => Self::Ordered,
            Self::Resources => Self::Resource,
            Self::Resource if FRAMEWORK.contains(&key) => Self::Ordered,
            Self::Body if key == "template" && value.get("$schema").is_some() => Self::Template,
            Self::Resource | Self::Body => Self::Body,
        }
    }

    /// What the items of a list are: those of the resources are resources.
    fn item(self) -> Self {
        if matches!(self, Self::Resources) { Self::Resource } else { self }
    }
}

/// The first place at which two documents differ. The order of keys counts.
pub(super) fn ordered(path: &str, expected: &Value, actual: &Value) -> Result<(), String> {
    compare(Place::Ordered, path, expected, actual)
}

/// The first place at which two templates differ. The order of keys counts, but not in the bodies of
/// resources.
pub(super) fn template(path: &str, expected: &Value, actual: &Value) -> Result<(), String> {
    compare(Place::Template, path, expected, actual)
}

fn compare(place: Place, path: &str, expected: &Value, actual: &Value) -> Result<(), String> {
    match (expected, actual) {
        (Value::Object(left), Value::Object(right)) => {
            keys(place, path, left, right)?;
            left.iter().try_for_each(|(key, value)| {
                compare(place.below(key, value), &format!("{path}.{key}"), value, &right[key])
            })
        }
        (Value::Array(left), Value::Array(right)) => {
            for (index, (value, other)) in left.iter().zip(right).enumerate() {
                compare(place.item(), &format!("{path}[{index}]"), value, other)?;
            }
            if left.len() == right.len() {
                Ok(())
            } else {
                Err(format!("{path}: expected {} items, got {}", left.len(), right.len()))
            }
        }
        _ if expected == actual => Ok(()),
        _ => Err(format!("{path}: expected {expected}, got {actual}")),
    }
}

/// Both have the same keys, in the same order where it counts.
fn keys(place: Place, path: &str, left: &Map<String, Value>, right: &Map<String, Value>) -> Result<(), String> {
    let in_order = |object: &Map<String, Value>| {
        let mut names: Vec<String> = object.keys().cloned().collect();
        match place {
            Place::Ordered | Place::Template | Place::Resources => {}
            Place::Body => names.sort(),
            Place::Resource => {
                let (mut framework, mut body): (Vec<_>, Vec<_>) =
                    names.into_iter().partition(|name| FRAMEWORK.contains(&name.as_str()));
                body.sort();
                framework.append(&mut body);
                names = framework;
            }
        }
        names
    };
    let (names, others) = (in_order(left), in_order(right));
    if names == others {
        return Ok(());
    }
    let different = names.iter().zip(&others).position(|(name, other)| name != other);
    let different = different.unwrap_or(names.len().min(others.len()));
    let at = |keys: &[String]| keys.get(different).map_or("the end".to_owned(), |key| format!("`{key}`"));
    Err(format!("{path}: expected the key {}, got {}", at(&names), at(&others)))
}

/// The document without `metadata._generator` at any depth; metadata that holds nothing else goes
/// with it.
pub(super) fn without_generators(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut copy = Map::new();
            for (key, value) in object {
                let mut value = without_generators(value);
                if key == "metadata"
                    && let Value::Object(metadata) = &mut value
                    && metadata.shift_remove("_generator").is_some()
                    && metadata.is_empty()
                {
                    continue;
                }
                copy.insert(key.clone(), value);
            }
            Value::Object(copy)
        }
        Value::Array(items) => Value::Array(items.iter().map(without_generators).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{ordered, template, without_generators};

    fn parse(text: &str) -> Value {
        serde_json::from_str(text).expect("the tests write JSON")
    }

    #[test]
    fn the_first_difference_of_documents_is_told() {
        for (expected, actual, difference) in [
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#, "$: expected the key `a`, got `b`"),
            (r#"{"a":{"b":1}}"#, r#"{"a":{"b":1,"c":2}}"#, "$.a: expected the key the end, got `c`"),
            (r#"{"a":[1,2]}"#, r#"{"a":[1]}"#, "$.a: expected 2 items, got 1"),
            (r#"{"a":[1,2]}"#, r#"{"a":[1,3]}"#, "$.a[1]: expected 2, got 3"),
            ("9223372036854775807", "9223372036854775806", "$: expected 9223372036854775807, got 9223372036854775806"),
            ("1", "1.0", "$: expected 1, got 1.0"),
            (r#""a""#, r#""A""#, r#"$: expected "a", got "A""#),
        ] {
            assert_eq!(ordered("$", &parse(expected), &parse(actual)), Err(difference.to_owned()));
        }
        assert_eq!(ordered("$", &parse(r#"{"a":[1,{"b":null}]}"#), &parse(r#"{ "a": [1, { "b": null }] }"#)), Ok(()));
    }

    #[test]
    fn only_in_bodies_the_order_of_keys_is_free() {
        for (expected, actual, difference) in [
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#, Some("$: expected the key `a`, got `b`")),
            (
                r#"{"resources":[{"type":"t","name":"n","properties":{"a":1,"b":[{"c":1,"d":2}]}}]}"#,
                r#"{"resources":[{"type":"t","properties":{"b":[{"d":2,"c":1}],"a":1},"name":"n"}]}"#,
                None,
            ),
            (
                r#"{"resources":{"x":{"type":"t","sku":{"a":1,"b":2}}}}"#,
                r#"{"resources":{"x":{"type":"t","sku":{"b":2,"a":1}}}}"#,
                None,
            ),
            (
                r#"{"resources":{"x":{},"y":{}}}"#,
                r#"{"resources":{"y":{},"x":{}}}"#,
                Some("$.resources: expected the key `x`, got `y`"),
            ),
            (
                r#"{"resources":[{"type":"t","apiVersion":"v"}]}"#,
                r#"{"resources":[{"apiVersion":"v","type":"t"}]}"#,
                Some("$.resources[0]: expected the key `type`, got `apiVersion`"),
            ),
            (
                r#"{"resources":[{"copy":{"name":"n","count":1}}]}"#,
                r#"{"resources":[{"copy":{"count":1,"name":"n"}}]}"#,
                Some("$.resources[0].copy: expected the key `name`, got `count`"),
            ),
            (
                r#"{"resources":[{"properties":{"a":[1,2]}}]}"#,
                r#"{"resources":[{"properties":{"a":[2,1]}}]}"#,
                Some("$.resources[0].properties.a[0]: expected 1, got 2"),
            ),
            (
                r#"{"resources":[{"properties":{"a":1}}]}"#,
                r#"{"resources":[{"properties":{"b":1}}]}"#,
                Some("$.resources[0].properties: expected the key `a`, got `b`"),
            ),
            (
                r#"{"resources":[{"properties":{"template":{"$schema":"s","resources":[{"a":1,"b":2}]}}}]}"#,
                r#"{"resources":[{"properties":{"template":{"resources":[{"b":2,"a":1}],"$schema":"s"}}}]}"#,
                Some("$.resources[0].properties.template: expected the key `$schema`, got `resources`"),
            ),
            (
                r#"{"resources":[{"properties":{"template":{"$schema":"s","resources":[{"a":1,"b":2}]}}}]}"#,
                r#"{"resources":[{"properties":{"template":{"$schema":"s","resources":[{"b":2,"a":1}]}}}]}"#,
                None,
            ),
        ] {
            let found = template("$", &parse(expected), &parse(actual)).err();
            assert_eq!(found.as_deref(), difference, "{actual}");
        }
    }

    #[test]
    fn generators_are_dropped_at_every_depth() {
        let document = parse(
            r#"{"metadata":{"_generator":{},"name":"x"},"resources":[{"template":{"metadata":{"_generator":{}},"a":1}}]}"#,
        );
        let left = parse(r#"{"metadata":{"name":"x"},"resources":[{"template":{"a":1}}]}"#);
        assert_eq!(ordered("$", &left, &without_generators(&document)), Ok(()));
    }
}
