//! What counts as an import and as a circle, by small crates.

use std::collections::BTreeMap;

use super::circles::{circles, crossings};
use super::imports::{Imports, imports};
use super::{order_errors, orders};

fn crate_of(files: &[(&str, &str)]) -> Imports {
    let files: BTreeMap<String, String> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    imports("lib.rs", &files)
}

/// The imports of a crate, as `from -> to`.
fn arrows(files: &[(&str, &str)]) -> Vec<String> {
    let imports = crate_of(files);
    let arrows = imports.iter().flat_map(|(from, to)| to.keys().map(move |to| format!("{from} -> {to}")));
    arrows.collect()
}

/// The imports in circles that cross modules.
fn all_crossings(files: &[(&str, &str)]) -> Vec<String> {
    let imports = crate_of(files);
    circles(&imports).iter().flat_map(|circle| crossings(&imports, circle)).collect()
}

#[test]
fn a_circle_across_modules_is_found_with_its_lines() {
    let found = all_crossings(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::B;\npub struct A(B);"),
        ("b.rs", "\nuse crate::c::C;\npub struct B(C);"),
        ("c.rs", "pub struct C(Option<Box<crate::a::A>>);"),
    ]);
    assert_eq!(
        found,
        [
            "a.rs:1 imports b.rs (`crate::b::B`)",
            "b.rs:2 imports c.rs (`crate::c::C`)",
            "c.rs:1 imports a.rs (`crate::a::A`)",
        ],
    );
}

#[test]
fn a_circle_in_one_folder_is_allowed() {
    let files = [
        ("lib.rs", "mod tree;"),
        ("tree/mod.rs", "mod leaf; mod node; pub use node::Node;"),
        ("tree/node.rs", "use super::leaf::Leaf;\npub struct Node(Vec<Leaf>);"),
        ("tree/leaf.rs", "use super::Node;\npub struct Leaf(Option<Box<Node>>);"),
    ];
    assert_eq!(circles(&crate_of(&files)).len(), 1);
    assert_eq!(all_crossings(&files), [""; 0]);
}

#[test]
fn imports_in_one_direction_are_not_a_circle() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a/mod.rs", "mod low; mod high;"),
        ("a/low.rs", "pub struct Low;"),
        ("a/high.rs", "use crate::b::B;\npub struct High(B);"),
        ("b.rs", "use crate::a::low::Low;\npub struct B(Low);"),
    ];
    assert!(circles(&crate_of(&files)).is_empty());
}

#[test]
fn re_exports_are_followed_to_the_file_of_the_item() {
    for export in ["pub use", "pub(crate) use", "pub(super) use"] {
        let outer = format!("mod inner;\n{export} inner::{{Item as Renamed}};");
        let found = arrows(&[
            ("lib.rs", "mod outer; mod user;"),
            ("outer/mod.rs", &outer),
            ("outer/inner.rs", "pub struct Item;"),
            ("user.rs", "use crate::outer::Renamed;\nfn f(_: Renamed) {}"),
        ]);
        assert_eq!(found, ["user.rs -> outer/inner.rs"], "{export}");
    }
}

#[test]
fn a_re_export_that_its_module_uses_is_an_import_too() {
    let found = arrows(&[
        ("lib.rs", "mod low; mod high;\npub use low::Low;"),
        ("low.rs", "pub struct Low;"),
        ("high.rs", "pub use crate::low::Low;\npub struct High(Low);"),
    ]);
    assert_eq!(found, ["high.rs -> low.rs"]);
}

#[test]
fn groups_globs_and_modules_by_name_are_read() {
    let lib =
        ("lib.rs", "mod a; mod b { pub mod c; pub mod d; use super::a::A as Hidden; }\nmod user; use a::A as Seen;");
    let files = [
        lib,
        ("a.rs", "pub struct A; pub struct Unused;"),
        ("b/c.rs", "pub fn c() {}"),
        ("b/d.rs", "pub const D: u32 = 1;"),
    ];
    for (text, expected) in [
        ("use crate::{a::A, b::{c::c, d::{self, D}}};", &["a.rs", "b/c.rs", "b/d.rs"][..]),
        ("use crate::a::*;\nfn f(_: A) {}", &["a.rs"]),
        ("use crate::a::*;", &[]),
        ("use super::*;\nfn f(_: Seen) {}", &["a.rs"]),
        ("use crate::b::*;\nfn f(_: Hidden) {}", &[]),
        ("use super::b::{self, d};\nfn f() -> u32 { b::c::c(); d::D }", &["b/c.rs", "b/d.rs"]),
        ("use crate::b;", &[]),
        ("fn f() { use crate::b::c::c; c() }", &["b/c.rs"]),
        ("fn f() { crate::b::c::c() }", &["b/c.rs"]),
        ("mod inner { use super::super::a::A; fn f(_: A) {} }", &["a.rs"]),
        ("macro_rules! m { () => { $crate::b::c::c() }; }", &["b/c.rs"]),
        ("fn f(x: &dyn std::any::Any) { <u32 as crate::b::T>::a::A; x.a() }", &["lib.rs"]),
        ("// use crate::a::A;\nconst TEXT: &str = \"crate::a::A\";", &[]),
        ("#[cfg(test)]\nmod tests { use crate::a::A; }", &[]),
        ("#[cfg(test)]\nuse crate::{a::A};\nfn f() { crate::b::c::c() }", &["b/c.rs"]),
        ("#[cfg(all(test, unix))]\nfn f() { crate::a::A; }", &[]),
        ("#[cfg(not(test))]\nfn f() { crate::a::A; }", &["a.rs"]),
    ] {
        let imports = crate_of(&[&files[..], &[("user.rs", text)]].concat());
        assert_eq!(imports["user.rs"].keys().collect::<Vec<_>>(), expected, "{text}");
    }
}

#[test]
fn macros_and_the_name_of_the_crate_are_followed() {
    let found = arrows(&[
        ("lib.rs", "extern crate self as own; mod macros; mod a; mod user;\npub use a::A;"),
        ("macros.rs", "#[macro_export] macro_rules! exported { () => {} }\nmacro_rules! plain { () => {} }"),
        ("a.rs", "pub struct A;"),
        ("user.rs", "fn f(_: own::A) { vec![1]; plain!(); }"),
    ]);
    assert_eq!(found, ["user.rs -> a.rs", "user.rs -> macros.rs"]);
    let found = arrows(&[
        ("lib.rs", "mod macros; mod user;"),
        ("macros.rs", "#[macro_export] macro_rules! exported { () => {} }"),
        ("user.rs", "fn f() { crate::exported!(); }"),
    ]);
    assert_eq!(found, ["user.rs -> macros.rs"]);
}

#[test]
fn re_exports_in_a_circle_end() {
    let found = arrows(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub use crate::b::*;\npub use crate::b::X;"),
        ("b.rs", "pub use crate::a::*;\npub use crate::a::X;\nfn f(_: X, _: Y) {}"),
    ]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_order_of_the_book_is_compared() {
    let imports = crate_of(&[
        ("lib.rs", "mod a; mod b; mod c;\nfn f(_: c::C) {}"),
        ("a.rs", "pub struct A;"),
        ("b.rs", "use crate::c::C;\nuse crate::a::A;\npub struct B(A, C);"),
        ("c.rs", "pub struct C;"),
    ]);
    assert_eq!(order_errors(&imports, &["a", "c", "b"]), [""; 0]);
    assert_eq!(
        order_errors(&imports, &["a", "b", "c", "d"]),
        ["`b` stands below `c`: b.rs:1 imports c.rs (`crate::c::C`)", "there is no module `d`"],
    );
    assert_eq!(order_errors(&imports, &["a", "b"])[1], "`c` has no place in the order");
}

#[test]
fn the_table_of_the_book_is_read() {
    let book = "# Book\n\n## Layers of the modules\n\nFrom `a` up.\n\n| crate | modules |\n|---|---|\n\
                | `one` | `a`, `b` |\n| `two` | `c` |\n\n## Next\n\n| `three` | `d` |\n";
    assert_eq!(orders(book).into_iter().collect::<Vec<_>>(), [("one", vec!["a", "b"]), ("two", vec!["c"])]);
}
