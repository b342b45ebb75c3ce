//! The JSON Schema, as a validator that is not ours understands it.

use std::fs;

use crate::{portals, stdout, triceps};

#[test]
fn it_accepts_the_good_and_refuses_what_it_can_see() {
    let schema = serde_json::from_str(stdout(&triceps(&portals(), &["schema"]))).expect("it is JSON");
    let validator = jsonschema::draft7::new(&schema).expect("it is a schema");
    jsonschema::draft7::meta::validate(&schema).expect("it is a schema of draft 7");
    for name in ["minimal", "medium", "hardened"] {
        let text = fs::read_to_string(portals().join(format!("{name}.toml"))).expect("a fixture");
        let value: serde_json::Value = toml::from_str(&text).expect("it is TOML");
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors, [] as [&str; 0], "{name}");
        let schema = text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("it names its schema");
        assert!(portals().join(schema).exists(), "{name} names a schema that is there");
    }
    let (mut refused, mut accepted) = (0, 0);
    for name in crate::bad::names() {
        let text = fs::read_to_string(portals().join("bad").join(&name)).expect("a fixture");
        let Ok(value) = toml::from_str::<serde_json::Value>(&text) else { continue };
        let structural = crate::bad::diagnostics(&name).iter().any(|diagnostic| {
            matches!(
                diagnostic["id"].as_str(),
                Some("TRI0302" | "TRI0303" | "TRI0304" | "TRI0305" | "TRI0306" | "TRI0307" | "TRI0308")
            )
        });
        assert_eq!(validator.is_valid(&value), !structural, "{name}");
        *if structural { &mut refused } else { &mut accepted } += 1;
    }
    assert!(refused >= 15 && accepted >= 15, "{refused} refused, {accepted} for the rules alone");
}
