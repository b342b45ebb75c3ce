//! Numbers of Rust that JSON has not.

use triceps::app::{Container, ContainerApp};
use triceps::functions::call;
use triceps::{Any, Array, Expr, IntoExpr, Number, Raw, Template, Value, array, object};

use super::lines;

#[track_caller]
fn refused(build: impl FnOnce(&mut Template)) {
    let mut t = Template::for_resource_group();
    build(&mut t);
    let found = lines(t);
    assert!(found.iter().any(|line| line.starts_with("error[TRI0009]") && line.ends_with("the number is infinite, or not a number")), "{found:?}");
}

const NOT_FINITE: [f64; 3] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

#[test]
fn in_an_output_and_a_variable() {
    for number in NOT_FINITE {
        refused(|t| {
            t.output_as::<Any>("o", number.into_expr());
        });
        refused(|t| {
            t.var("v", Expr::number(number));
        });
        refused(|t| {
            t.var("v", Value::<Number>::from_expr(number.into_expr()));
        });
    }
}

#[test]
fn in_objects_arrays_and_arguments() {
    for number in NOT_FINITE {
        refused(|t| {
            t.var("v", object! { x: { y: number } });
        });
        refused(|t| {
            t.var("v", array![1, number]);
        });
        refused(|t| {
            t.var("v", [1.5, number].map(Expr::number).into_iter().collect::<Array>());
        });
        refused(|t| {
            t.output_as::<String>("o", call("string", (number,)));
        });
    }
}

#[test]
fn in_resources() {
    for number in NOT_FINITE {
        refused(|t| {
            let body = object! { name: "x", properties: { weight: number } };
            t.add("made", Raw::new("Contoso.Made/up@2099-01-01", body));
        });
        refused(|t| {
            let main = Container::new("main", "nginx:1.27").resources(number, 1.0);
            t.add("app", ContainerApp::new("portal", "westeurope", "/env").container(main));
        });
    }
}

#[test]
fn finite_numbers_and_what_json_reads_are_fine() {
    for number in [f64::MIN_POSITIVE, -0.0, 0.1, 1.5e15, -2.5e-7] {
        let mut t = Template::for_resource_group();
        t.output("o", object! { x: number });
        let checked = t.check().unwrap_or_else(|found| panic!("{number}: {found}"));
        let json: serde_json::Value = serde_json::from_str(&checked.to_arm_string()).expect("JSON");
        assert!(!json["outputs"]["o"]["value"]["x"].is_null(), "{json}");
    }
    // The compiler of text dies of whole numbers that do not fit into 64 bits.
    for number in [f64::MAX, f64::MIN, 1e300] {
        let mut t = Template::for_resource_group();
        t.output("o", object! { x: number });
        assert!(lines(t)[0].starts_with("error[TRI0011] outputs.o.x"), "{number}");
    }
    let mut t = Template::for_resource_group();
    t.output("o", object! { x: call("json", ("NaN",)), y: call("json", ("-Infinity",)) });
    assert_eq!(lines(t), [""; 0]);
    let mut t = Template::for_resource_group();
    t.output("o", object! { x: call("json", ("inf",)) });
    assert!(lines(t)[0].starts_with("error[BCP186] outputs.o"));
}
