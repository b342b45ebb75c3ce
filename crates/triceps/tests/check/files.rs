//! Paths of module files and imports, across all files that a template leads to.

use triceps::{Checked, Module, Template, Value};

use super::{check, diagnostics, lines};

/// A file with an output of this value.
fn out(value: i64) -> Checked {
    let mut t = Template::for_resource_group();
    t.output("x", value);
    t.check().expect("the file is right")
}

/// A file that exports a size.
fn sizes(size: i64) -> Checked {
    let mut t = Template::for_resource_group();
    let size = t.var("size", size);
    t.export(&size);
    t.check().expect("the file is right")
}

fn deploy(t: &mut Template, name: &'static str, path: &'static str, content: Checked) {
    let file = t.module_file(path, content);
    t.add(name, Module::new(&file).name(name));
}

fn take(t: &mut Template, path: &'static str, content: Checked) {
    let import = t.import(path, content);
    let size: Value<i64> = t.imported_var(&import, "size");
    t.output("size", size);
}

/// A file that deploys another one.
fn deploying(path: &'static str, content: Checked) -> Checked {
    let mut t = Template::for_resource_group();
    deploy(&mut t, "inner", path, content);
    t.check().expect("the file is right")
}

/// A file that imports from another one.
fn taking(path: &'static str, content: Checked) -> Checked {
    let mut t = Template::for_resource_group();
    take(&mut t, path, content);
    t.check().expect("the file is right")
}

#[test]
fn a_path_means_one_file_wherever_it_is_named() {
    check(
        |t| {
            deploy(t, "a", "mods/a.bicep", deploying("b.bicep", out(1)));
            deploy(t, "b", "mods/b.bicep", out(2));
        },
        &[
            "error[TRI0005] files['mods/b.bicep']: two files that differ are called `mods/b.bicep`: `mods/a.bicep` names one, and the template the other",
        ],
    );
    check(
        |t| {
            deploy(t, "a", "mods/a.bicep", taking("../s.bicep", sizes(1)));
            take(t, "s.bicep", sizes(2));
        },
        &[
            "error[TRI0005] files['mods/a.bicep']: two files that differ are called `s.bicep`: the template names one, and `mods/a.bicep` the other",
        ],
    );
    check(
        |t| {
            take(t, "s.bicep", sizes(1));
            deploy(t, "s", "s.bicep", sizes(2));
        },
        &["error[TRI0005] files['s.bicep']: the template names two files that differ and are called `s.bicep`"],
    );
}

#[test]
fn two_imports_of_one_path_are_of_one_file() {
    check(
        |t| {
            take(t, "sizes.bicep", sizes(1));
            let other = t.import_all("other", "sizes.bicep", sizes(2));
            let size: Value<i64> = t.imported_var(&other, "size");
            t.output("other", size);
        },
        &["error[TRI0005] imports.other: the template names two files that differ and are called `sizes.bicep`"],
    );
}

#[test]
fn the_same_file_may_be_named_anywhere() {
    check(
        |t| {
            deploy(t, "a", "mods/a.bicep", deploying("b.bicep", out(1)));
            deploy(t, "b", "mods/b.bicep", out(1));
            deploy(t, "again", "mods/b.bicep", out(1));
            deploy(t, "s", "mods/s.bicep", taking("../s.bicep", sizes(1)));
            take(t, "s.bicep", sizes(1));
        },
        &[],
    );
}

#[test]
fn files_with_one_text_differ_where_what_they_load_differs() {
    let inner = |value| deploying("inner/b.bicep", out(value));
    let found = diagnostics(|t| {
        deploy(t, "a", "mods/a.bicep", inner(1));
        deploy(t, "b", "mods/a.bicep", inner(2));
    });
    assert_eq!(
        found,
        [
            "error[TRI0005] files['mods/a.bicep']: the template names two files that differ and are called `mods/a.bicep`"
        ]
    );
}

#[test]
fn no_file_names_itself() {
    check(
        |t| deploy(t, "b", "b.bicep", deploying("b.bicep", out(1))),
        &["error[TRI0005] files['b.bicep']: `b.bicep` names another file that is called `b.bicep` too"],
    );
    check(
        |t| deploy(t, "a", "a.bicep", deploying("b/b.bicep", deploying("../a.bicep", out(1)))),
        &[
            "error[TRI0005] files['a.bicep']: two files that differ are called `a.bicep`: the template names one, and `b/b.bicep` the other",
        ],
    );
}

#[test]
fn the_name_of_the_template_is_known_when_it_is_written() {
    for build in [
        |t: &mut Template| deploy(t, "main", "main.bicep", out(1)),
        |t: &mut Template| deploy(t, "b", "b.bicep", deploying("main.bicep", out(1))),
    ] {
        let mut t = Template::for_resource_group();
        build(&mut t);
        let checked = t.check().expect("the template may have another name");
        let refused = checked.files().expect_err("one path cannot have two texts").to_string();
        assert!(refused.starts_with("error[TRI0005]: the template is called `main.bicep`, and "), "{refused}");
        let paths: Vec<String> =
            checked.files_as("app.bicep").expect("two paths").into_iter().map(|file| file.path).collect();
        assert_eq!(paths[0], "app.bicep");
        assert_eq!(paths.last().map(String::as_str), Some("main.bicep"));
    }
    // A file of this name in another folder is another file.
    let mut t = Template::for_resource_group();
    deploy(&mut t, "a", "mods/a.bicep", deploying("main.bicep", out(1)));
    assert_eq!(lines(t), [""; 0]);
}

#[test]
fn paths_of_modules_and_imports_are_paths() {
    let of_module = |path: &'static str| diagnostics(|t| deploy(t, "m", path, out(1)));
    let of_import = |path: &'static str| diagnostics(|t| take(t, path, sizes(1)));
    for (path, expected) in [
        (".bicep", "error[TRI0004] {}: `.bicep` has an extension, but not a name before it"),
        ("mods/.bicep", "error[TRI0004] {}: `mods/.bicep` has an extension, but not a name before it"),
        ("b.json", "error[TRI0004] {}: `b.json` does not end in `.bicep`"),
        ("b\nc.bicep", "error[BCP111] {}: `b\\nc.bicep` is not a path of a file"),
        ("", "error[BCP050] {}: `` is not a path of a file"),
        ("b?.bicep", "error[BCP085] {}: `b?.bicep` is not a path of a file"),
        ("a\\b.bicep", "error[BCP098] {}: `a\\\\b.bicep` is not a path of a file"),
        ("/b.bicep", "error[BCP051] {}: `/b.bicep` is not a path of a file"),
        ("./b.bicep", "error[BCP051] {}: `./b.bicep` is not a path of a file"),
        ("a/../b.bicep", "error[BCP051] {}: `a/../b.bicep` is not a path of a file"),
    ] {
        assert_eq!(of_module(path), [expected.replace("{}", &format!("files['{path}']"))]);
        assert_eq!(of_import(path), [expected.replace("{}", &format!("imports['{path}']"))]);
    }
    assert_eq!(of_module("../b c/d.e.bicep"), [""; 0]);
    assert_eq!(of_import("../b c/d.e.bicep"), [""; 0]);
}
