//! Lengths, patterns and ranges.

use triceps::functions::{take, unique_string};
use triceps::{Expr, IntoExpr, Param, Template, interpolate, object};

use crate::{expect, expect_text, one};

/// A storage account with a name that an expression gives: 3 to 24 characters.
fn named(build: impl FnOnce(&mut Template) -> Expr) -> Template {
    let mut t = Template::for_resource_group();
    let name = build(&mut t);
    t.add_raw(
        "main",
        "Microsoft.Storage/storageAccounts@2023-05-01",
        object! { name: name, location: "westeurope", sku: { name: "Standard_LRS" }, kind: "StorageV2" },
    );
    t
}

#[test]
fn lengths_and_patterns_of_literals() {
    expect(named(|_| "A".into_expr()), &["W333 resources.main.name", "W416 resources.main.name"]);
    expect_text(
        named(|_| "much0too0long0to0be0a0name".into_expr()),
        "warning[BCP332] resources.main.name: the string is too long: 26 characters, but the maximum is 24",
        "give it 3 to 24 characters",
    );
    expect_text(
        named(|_| "with-hyphen".into_expr()),
        "warning[BCP416] resources.main.name: `with-hyphen` does not match the pattern `^[a-z0-9]+$`",
        "write a string that matches the pattern",
    );
}

#[test]
fn lengths_that_are_known_in_part() {
    const NAME: [&str; 4] = [
        "W332 resources.main.name",
        "W333 resources.main.name",
        "W334 resources.main.name",
        "W335 resources.main.name",
    ];
    let [too_long, too_short, maybe_short, maybe_long] = NAME;
    expect(named(|t| t.param(Param::string("p")).into_expr()), &[]);
    expect(named(|t| t.param(Param::string("p").length(3..=24)).into_expr()), &[]);
    expect(named(|t| t.param(Param::string("p").max_length(2)).into_expr()), &[too_short]);
    expect(named(|t| t.param(Param::string("p").min_length(25)).into_expr()), &[too_long]);
    expect(
        named(|t| {
            let p = t.param(Param::string("p"));
            interpolate!("x{p}").into_expr()
        }),
        &[maybe_short],
    );
    expect(
        named(|t| {
            let p = t.param(Param::string("p").length(3..=12));
            interpolate!("{p}{}", unique_string([p.clone()])).into_expr()
        }),
        &[maybe_long],
    );
    expect(named(|t| take(t.param(Param::string("p")), 30).into_expr()), &[maybe_short, maybe_long]);
    expect(named(|_| interpolate!("{}{}", unique_string(["a"]), unique_string(["b"])).into_expr()), &[too_long]);
}

const PATH: &str = "resources.main.properties.consistencyPolicy.maxIntervalInSeconds";

#[test]
fn ranges() {
    let cosmos = |seconds: Expr| {
        one(
            "Microsoft.DocumentDB/databaseAccounts@2024-05-15",
            object! {
                name: "cosmos",
                location: "x",
                properties: {
                    databaseAccountOfferType: "Standard",
                    locations: [{ failoverPriority: 0 }],
                    consistencyPolicy: { defaultConsistencyLevel: "Session", maxIntervalInSeconds: seconds },
                },
            },
        )
    };
    expect(cosmos(5.into_expr()), &[]);
    expect(cosmos(86_401.into_expr()), &[&format!("W327 {PATH}")]);
    expect(cosmos(4.into_expr()), &[&format!("W328 {PATH}")]);
    let bounded = |bounds| {
        let mut t = Template::for_resource_group();
        let seconds = t.param(Param::int("seconds").range(bounds));
        t.add_raw(
            "main",
            "Microsoft.DocumentDB/databaseAccounts@2024-05-15",
            object! {
                name: "cosmos",
                location: "x",
                properties: {
                    databaseAccountOfferType: "Standard",
                    locations: [{ failoverPriority: 0 }],
                    consistencyPolicy: { defaultConsistencyLevel: "Session", maxIntervalInSeconds: &seconds },
                },
            },
        );
        t
    };
    expect(bounded(5..=86_400), &[]);
    expect(bounded(0..=86_400), &[&format!("W329 {PATH}")]);
    expect(bounded(5..=99_999), &[&format!("W330 {PATH}")]);
}
