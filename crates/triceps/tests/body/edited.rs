//! Bodies and literals as code reads and edits them.

use triceps::container_registry::{Registry, Sku};
use triceps::{Array, Expr, IntoExpr, Param, ResourceBody, Template, object};

#[test]
fn a_literal_is_read_as_what_it_is() {
    let literals = [
        Expr::NULL,
        true.into_expr(),
        7.into_expr(),
        "x".into_expr(),
        Array::new().push(1).into_expr(),
        object! { a: 1 }.into_expr(),
    ];
    let bare = literals.iter().cloned().enumerate();
    let commented = literals.iter().map(|literal| literal.comment_before("why").comment_after("how")).enumerate();
    for (position, literal) in bare.chain(commented) {
        let readings = [
            literal.is_null(),
            literal.as_bool() == Some(true),
            literal.as_int() == Some(7),
            literal.as_str() == Some("x"),
            literal.as_array().is_some(),
            literal.as_object().is_some(),
        ];
        let expected: Vec<bool> = (0..readings.len()).map(|reading| reading == position).collect();
        assert_eq!(readings.to_vec(), expected, "{position}");
        let given = [literal.as_bool().is_some(), literal.as_int().is_some(), literal.as_str().is_some()];
        assert_eq!(given, [position == 1, position == 2, position == 3]);
    }
}

fn body() -> ResourceBody {
    ResourceBody::new("Microsoft.Storage/storageAccounts", "2023-05-01", "stcontoso")
}

#[test]
fn what_was_set_is_found_at_its_path() {
    let mut body = body();
    body.set(&["properties", "a"], 1);
    body.push(&["properties", "list"], "x");
    assert_eq!(body.get(&["properties", "a"]).and_then(Expr::as_int), Some(1));
    assert!(body.get(&["properties", "list"]).is_some_and(|list| list.as_array().is_some()));
    for path in [&["properties", "b"][..], &["properties", "a", "c"], &["a"], &[]] {
        assert!(body.get(path).is_none(), "{path:?}");
    }
}

#[test]
fn a_comment_beside_a_list_or_an_object_stays() {
    let mut body = body();
    body.set(&["zones"], Array::new().push("1").into_expr().comment_before("The first zone."));
    body.push(&["zones"], "2");
    body.set(&["tags"], object! { team: "platform" }.into_expr().comment_before("Of the team."));
    body.set(&["tags", "stage"], "test");
    let items = body.get(&["zones"]).and_then(Expr::as_array).map(|zones| format!("{zones:?}"));
    assert_eq!(items, Some(format!("{:?}", Array::new().push("1").push("2"))));
    let mut t = Template::for_resource_group();
    t.var("body", [body.get(&["zones"]).cloned(), body.get(&["tags"]).cloned()].map(Option::unwrap));
    let text = t.check().expect("no errors").to_bicep();
    assert!(text.contains("// The first zone.\n  [\n    '1'\n    '2'\n  ]\n"), "{text}");
    assert!(text.contains("// Of the team.\n  {\n    team: 'platform'\n    stage: 'test'\n  }\n"), "{text}");
}

#[test]
fn dependencies_are_written_once_there_are_some() {
    let mut t = Template::for_resource_group();
    let first = t.add("first", Registry::new("contosofirst", "westeurope", Sku::PREMIUM));
    t.add("second", Registry::new("contososecond", "westeurope", Sku::PREMIUM).depends_on(first));
    let text = t.check().expect("no errors").to_bicep();
    assert_eq!(text.matches("  dependsOn: [\n    first\n  ]\n").count(), 1, "{text}");
    assert_eq!(text.matches("dependsOn").count(), 1, "{text}");
}

#[test]
fn identities_are_combined() {
    const BOTH: &str = "SystemAssigned, UserAssigned";
    let mut t = Template::for_resource_group();
    let id = t.param(Param::string("id"));
    let kind = |start: Option<&'static str>, edit: &dyn Fn(&mut ResourceBody)| {
        let mut body = body();
        if let Some(start) = start {
            body.set(&["identity", "type"], start);
        }
        edit(&mut body);
        body.get(&["identity", "type"]).and_then(Expr::as_str).map(str::to_owned)
    };
    let system = |body: &mut ResourceBody| body.assign_system_identity(BOTH);
    let user = |body: &mut ResourceBody| body.assign_identity(&id, BOTH);
    let cases = [
        (None, "SystemAssigned", "UserAssigned"),
        (Some("None"), "SystemAssigned", "UserAssigned"),
        (Some("SystemAssigned"), "SystemAssigned", BOTH),
        (Some("UserAssigned"), BOTH, "UserAssigned"),
        (Some(BOTH), BOTH, BOTH),
        (Some("Other"), "Other", "Other"),
    ];
    for (start, with_system, with_user) in cases {
        assert_eq!(kind(start, &system).as_deref(), Some(with_system), "{start:?}");
        assert_eq!(kind(start, &user).as_deref(), Some(with_user), "{start:?}");
    }
}

#[test]
fn a_path_is_a_name_or_names_from_the_top() {
    let mut t = Template::for_resource_group();
    let registry = Registry::new("contosoregistry", "westeurope", Sku::PREMIUM)
        .property("tags", object! { team: "platform" })
        .property(["properties", "dataEndpointEnabled"], true)
        .property(&["properties", "zoneRedundancy"][..], "Enabled")
        .property(vec!["properties", "anonymousPullEnabled"], false);
    t.add("registry", registry);
    let text = t.check().expect("no errors").to_bicep();
    for line in [
        "  tags: {\n    team: 'platform'\n  }\n",
        "\n    dataEndpointEnabled: true\n",
        "\n    zoneRedundancy: 'Enabled'\n",
        "\n    anonymousPullEnabled: false\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
}
