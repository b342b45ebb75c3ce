//! Names of imports.

use triceps::functions::{map, to_lower};
use triceps::{Checked, Template, TypeExpr, Value, interpolate};

use super::{check, lines};

/// A file that exports a variable, a type and a function.
fn shared() -> Checked {
    let mut t = Template::for_resource_group();
    let size = t.var("size", 3);
    let stage = t.declare_type("stage", TypeExpr::named("string"));
    let lower = t.func("lower", [("text", TypeExpr::named("string"))], |[text]| -> Value<String> { to_lower(text) });
    t.export(&size);
    t.export(&stage);
    t.export(&lower);
    t.check().expect("the file is right")
}

#[test]
fn a_name_has_any_number_of_handles() {
    let mut t = Template::for_resource_group();
    let import = t.import("shared.bicep", shared());
    let first: Value<i64> = t.imported_var(&import, "size");
    let second: Value<i64> = t.imported_var(&import, "size");
    t.output("first", first);
    t.output("second", second);
    let checked = t.check().expect("one name is imported once");
    assert_eq!(
        checked.to_bicep(),
        "import { size } from 'shared.bicep'\n\noutput first int = size\noutput second int = size\n"
    );
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
}

#[test]
fn nothing_is_imported_under_two_names() {
    check(
        |t| {
            let import = t.import("shared.bicep", shared());
            let first: Value<i64> = t.imported_var(&import, ("size", "a"));
            let second: Value<i64> = t.imported_var(&import, ("size", "b"));
            t.output("first", first);
            t.output("second", second);
        },
        &["error[BCP362] imports['shared.bicep']: `size` of `shared.bicep` is imported several times, as `a` and `b`"],
    );
    check(
        |t| {
            for name in ["first", "second"] {
                let import = t.import("shared.bicep", shared());
                let size: Value<i64> = t.imported_var(&import, "size");
                t.output(name, size);
            }
        },
        &[
            "error[BCP362] imports['shared.bicep']: `size` of `shared.bicep` is imported several times, as `size` and `size`",
        ],
    );
}

#[test]
fn the_name_of_a_whole_file_is_a_name() {
    let taking = |alias: &'static str| {
        let mut t = Template::for_resource_group();
        let v = t.var("v", 2);
        t.output("v", v);
        let import = t.import_all(alias, "shared.bicep", shared());
        let size: Value<i64> = t.imported_var(&import, "size");
        t.output("size", size);
        lines(t)
    };
    assert_eq!(taking("shared"), [""; 0]);
    assert_eq!(
        taking("v"),
        [
            "error[BCP028] imports.v: the name `v` is declared 2 times",
            "error[BCP028] variables.v: the name `v` is declared 2 times"
        ]
    );
    assert_eq!(taking("sys"), ["error[BCP084] imports.sys: `sys` is the name of a namespace"]);
    assert_eq!(taking("a b"), ["error[TRI0010] imports['a b']: `a b` cannot be a name in Bicep"]);
    check(
        |t| {
            for path in ["a.bicep", "b.bicep"] {
                let import = t.import_all("both", path, shared());
                let size: Value<i64> = t.imported_var(&import, "size");
                t.output(path.replace('.', "_"), size);
            }
        },
        &[
            "error[BCP028] imports.both: the name `both` is declared 2 times",
            "error[BCP028] imports.both: the name `both` is declared 2 times",
        ],
    );
}

#[test]
fn variables_of_lambdas_leave_the_name_of_a_whole_file_visible() {
    let mut t = Template::for_resource_group();
    let import = t.import_all("sh", "shared.bicep", shared());
    let size: Value<i64> = t.imported_var(&import, "size");
    let lower = t.imported_func::<String>(&import, "lower");
    t.output("sizes", map("sh", ["a"], |x: Value<String>| interpolate!("{x}{size}")));
    t.output("names", map("sh", ["a"], |x: Value<String>| lower.call([x])));
    t.output("own", map("sh", ["a"], |x: Value<String>| interpolate!("{x}!")));
    let checked = t.check().expect("nothing is hidden");
    let text = checked.to_bicep();
    assert!(text.contains("  sh2 => '${sh2}${sh.size}'\n"), "{text}");
    assert!(text.contains("  sh2 => sh.lower(sh2)\n"), "{text}");
    assert!(text.contains("  sh => '${sh}!'\n"), "{text}");
}

#[test]
fn imports_that_nothing_reads_are_reported() {
    check(
        |t| {
            t.import_all("whole", "shared.bicep", shared());
            let import = t.import("other.bicep", shared());
            t.imported_type(&import, "stage");
            let size: Value<i64> = t.imported_var(&import, "size");
            t.output("size", size);
        },
        &[
            "warning[no-unused-imports] imports.whole: the import `whole` is never used",
            "warning[no-unused-imports] imports['other.bicep']: the import `stage` is never used",
        ],
    );
}

#[test]
fn what_is_not_exported_is_reported_once() {
    check(
        |t| {
            let import = t.import("shared.bicep", shared());
            let value: Value<i64> = t.imported_var(&import, "nope");
            let ty = t.imported_type(&import, "nope");
            let func = t.imported_func::<i64>(&import, "nope");
            t.output_of("value", ty, value);
            t.output("made", func.call(["x"]));
        },
        &["error[BCP360] imports['shared.bicep']: `shared.bicep` exports no `nope`"],
    );
}

#[test]
fn a_name_is_reached_as_its_handle_says() {
    let mut t = Template::for_resource_group();
    let whole = t.import_all("shared", "shared.bicep", shared());
    let single = t.import("shared.bicep", shared());
    let through_whole: Value<i64> = t.imported_var(&whole, "size");
    let alone: Value<i64> = t.imported_var(&single, "size");
    t.output("whole", through_whole);
    t.output("alone", alone);
    let checked = t.check().expect("both names are right");
    assert!(checked.warnings().is_empty(), "{}", checked.warnings());
    assert!(checked.to_bicep().ends_with("output whole int = shared.size\noutput alone int = size\n"));
}
