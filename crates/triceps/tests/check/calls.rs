//! Functions that are called by their name.

use triceps::functions::call;
use triceps::{Expr, IntoExpr, Raw, Template, object};

use super::diagnostics;

const WRONG: [&str; 5] = ["", "listKeys\n", "list(", "list x", "listß"];

/// The errors of the names.
fn errors(build: impl FnOnce(&mut Template)) -> Vec<String> {
    let mut found = diagnostics(build);
    found.retain(|found| found.starts_with("error[BCP"));
    found
}

#[test]
fn a_function_has_a_name() {
    for name in WRONG {
        let found = errors(|t| {
            t.output_as::<String>("o", call(name, ["x"]));
        });
        let message = match name {
            "" => "a function without a name is called".to_owned(),
            name => format!("there is no function `{name}`"),
        };
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert!(found[0].ends_with(&message) && found[0].contains("outputs.o"), "{name}: {found:?}");
    }
    for name in ["sys.", "az.list x"] {
        let found = errors(|t| {
            t.output_as::<String>("o", call(name, ["x"]));
        });
        assert_eq!(found.len(), 1, "{name}: {found:?}");
    }
}

#[test]
fn a_method_has_a_name() {
    for type_name in ["Microsoft.Storage/storageAccounts@2025-06-01", "Contoso.Calls/things@2024-01-01"] {
        for name in WRONG {
            let found = errors(|t| {
                let thing = t.add("thing", Raw::existing(type_name, object! { name: "stcontoso" }));
                let called: Expr = thing.into_expr().method(name, ());
                t.output_as::<String>("o", called);
            });
            assert_eq!(found.len(), 1, "{type_name} {name}: {found:?}");
            assert!(found[0].contains("has no function"), "{type_name} {name}: {found:?}");
        }
    }
}
