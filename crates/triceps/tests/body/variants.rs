//! Objects with variants.

use triceps::{Expr, Object, Param, Raw, Template, object};

use crate::{expect, expect_text};

fn rule(build: impl FnOnce(&mut Template, Object) -> Object) -> Template {
    let mut t = Template::for_resource_group();
    let workspace = t.add(
        "workspace",
        Raw::existing("Microsoft.OperationalInsights/workspaces@2025-07-01", object! { name: "workspace" }),
    );
    let body = object! { name: "rule", scope: &workspace };
    let body = build(&mut t, body);
    t.add_raw("main", "Microsoft.SecurityInsights/alertRules@2023-11-01", body);
    t
}

#[test]
fn the_variant_decides() {
    expect(rule(|_, body| body.set("kind", "Fusion")), &[]);
    expect(
        rule(|_, body| body.set("kind", "Scheduled").set("properties", object! {}).set("zebra", 1)),
        &["W035 resources.main.properties", "E037 resources.main.zebra"],
    );
}

#[test]
fn the_variant_is_missing_or_wrong() {
    expect_text(
        rule(|_, body| body),
        "error[BCP078] resources.main: the property `kind`, which chooses the variant, is missing",
        "add `kind`: `'Fusion' | 'MicrosoftSecurityIncidentCreation' | 'Scheduled'`",
    );
    expect(rule(|_, body| body.set("Kind", "Fusion")), &["E078 resources.main", "E089 resources.main.Kind"]);
    expect(rule(|_, body| body.set("kind", "fusion")), &["W088 resources.main.kind"]);
    expect(rule(|_, body| body.set("kind", "quokka")), &["W036 resources.main.kind"]);
    expect(rule(|_, body| body.set("kind", Expr::NULL)), &["W036 resources.main.kind"]);
}

#[test]
fn the_variant_is_known_later() {
    expect(
        rule(|t, body| {
            let kind = t.param(Param::string("kind"));
            body.set("kind", &kind).set("zebra", 1)
        }),
        &["W225 resources.main.kind"],
    );
}

#[test]
fn nested_variants() {
    let mut t = Template::for_resource_group();
    t.add_raw(
        "main",
        "Microsoft.DataFactory/factories/datasets@2018-06-01",
        object! { name: "factory/set", properties: { linkedServiceName: { referenceName: "r", type: "LinkedServiceReference" } } },
    );
    expect(t, &["W078 resources.main.properties"]);
}
