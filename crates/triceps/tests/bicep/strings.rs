//! String literals: escapes, holes, and that no text breaks out of its literal.

use proptest::prelude::{any, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};
use proptest::{collection, prop_assert, prop_assert_eq};
use triceps::functions::call;
use triceps::{Expr, IntoExpr, Object, Param, Template, Value, interpolate};

use crate::{parse, value_of};

#[test]
fn escapes() {
    let cases = [
        ("it's", r"'it\'s'"),
        (r"C:\temp\new", r"'C:\\temp\\new'"),
        ("not a hole: ${name}", r"'not a hole: \${name}'"),
        ("$ $$ $name {name} $", "'$ $$ $name {name} $'"),
        ("$${x}", r"'$\${x}'"),
        ("a\nb\r\nc\td", r"'a\nb\r\nc\td'"),
        ("bell\u{7}null\0escape\u{1b}delete\u{7f}", r"'bell\u{7}null\u{0}escape\u{1b}delete\u{7f}'"),
        ("line\u{2028}paragraph\u{2029}next\u{85}nbsp\u{a0}", r"'line\u{2028}paragraph\u{2029}next\u{85}nbsp\u{a0}'"),
        ("😀 資源 Åström שלום", "'😀 資源 Åström שלום'"),
        ("[text]", "'[text]'"),
        ("", "''"),
        ("'''", r"'\'\'\''"),
        (r"\${x}\", r"'\\\${x}\\'"),
    ];
    for (text, expected) in cases {
        assert_eq!(value_of(|_| text), expected);
    }
}

#[test]
fn interpolation() {
    let name = |t: &mut Template| t.param(Param::string("name"));
    let print = |build: &dyn Fn(&Value<String>) -> Value<String>| {
        let mut t = Template::for_resource_group();
        let name = name(&mut t);
        t.var("x", build(&name));
        let text = t.check().expect("the template is right").to_bicep();
        text.rsplit_once("var x = ").expect("there is the variable").1.trim_end().to_owned()
    };
    assert_eq!(print(&|name| interpolate!("{name}-law")), "'${name}-law'");
    assert_eq!(print(&|name| interpolate!("cost: ${name}")), "'cost: $${name}'");
    assert_eq!(print(&|name| interpolate!("${{name}}{name}'s\n")), r"'\${name}${name}\'s\n'");
    assert_eq!(
        print(&|name| interpolate!("x-{}", triceps::functions::to_upper(interpolate!("{name}-y")))),
        "'x-${toUpper('${name}-y')}'"
    );
    // Literals are written into the text around them.
    assert_eq!(print(&|name| interpolate!("{}-{name}-{}{}", 7, -1, "it's")), r"'7-${name}--1it\'s'");
    assert_eq!(print(&|name| interpolate!("{name}{}{}{name}", "", "a")), "'${name}a${name}'");
    assert_eq!(print(&|_| interpolate!("{}{}", "a", 1)), "'a1'");
    assert_eq!(print(&|_| interpolate!("{}{}", "", "")), "''");
    assert_eq!(print(&|name| interpolate!("{name}{}", true)), "'${name}${true}'");
}

#[test]
fn holes_stay_on_their_line() {
    let long = "a-literal-that-is-long-enough-to-break-a-call-of-two-arguments-were-it-not-in-a-hole";
    let text = value_of(|n| {
        let call = call("replace", (&n.name, long, long));
        interpolate!("{call}")
    });
    assert_eq!(text, format!("'${{replace(name, '{long}', '{long}')}}'"));
    let text = value_of(|n| {
        let call = call("string", [Expr::multi_line("a\nb")]);
        interpolate!("{}{call}", &n.name)
    });
    assert_eq!(text, r"'${name}${string('a\nb')}'");
}

#[test]
fn multi_line() {
    let cases = [
        ("no line break", "'''no line break'''"),
        ("", "''''''"),
        ("line one\n  line two\n", "'''\nline one\n  line two\n'''"),
        ("a\nb", "'''\na\nb'''"),
        ("\nleading", "'''\n\nleading'''"),
        ("it's a 'quoted' and ''doubled'' word\n", "'''\nit's a 'quoted' and ''doubled'' word\n'''"),
        ("a backslash \\ and ${name}\n", "'''\na backslash \\ and ${name}\n'''"),
        ("three ''' quotes\n", r"'three \'\'\' quotes\n'"),
        ("ends with '", r"'ends with \''"),
        ("a\r\nb", r"'a\r\nb'"),
        // The formatter takes these for ends of lines and rewrites them.
        ("a\u{2028}b", r"'a\u{2028}b'"),
        ("a\u{85}b", r"'a\u{85}b'"),
        ("a\u{c}b", r"'a\u{c}b'"),
    ];
    for (text, expected) in cases {
        assert_eq!(value_of(|_| Expr::multi_line(text)), expected);
    }
}

#[test]
fn multi_line_with_holes() {
    let print = |build: &dyn Fn(&Value<String>) -> Value<String>| {
        let mut t = Template::for_resource_group();
        let name = t.param(Param::string("name"));
        t.var("x", build(&name).multi_line());
        let text = t.check().expect("the template is right").to_bicep();
        text.rsplit_once("\nvar x = ").expect("there is the variable").1.to_owned()
    };
    assert_eq!(print(&|name| interpolate!("host={name}")), "$'''host=${name}'''\n");
    assert_eq!(print(&|name| interpolate!("{name}\nport\n")), "$'''\n${name}\nport\n'''\n");
    assert_eq!(print(&|name| interpolate!("${{HOME}} and {name}")), "$$'''${HOME} and $${name}'''\n");
    assert_eq!(print(&|name| interpolate!("it's {name}'")), r"'it\'s ${name}\''".to_owned() + "\n");
    assert_eq!(print(&|name| interpolate!("'''{name}\r")), r"'\'\'\'${name}\r'".to_owned() + "\n");
    assert_eq!(print(&|name| interpolate!("a\u{2028}{name}")), r"'a\u{2028}${name}'".to_owned() + "\n");
}

/// Text of what is special to the language, and of anything else.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("'".to_owned()),
        Just("'''".to_owned()),
        Just("\\".to_owned()),
        Just("${".to_owned()),
        Just("$".to_owned()),
        Just("}".to_owned()),
        Just("[".to_owned()),
        Just("\n".to_owned()),
        Just("\r".to_owned()),
        Just("//".to_owned()),
        any::<char>().prop_map(String::from),
        "[ -~]{0,5}",
        "\\PC{0,5}",
    ];
    collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_reads_back(text in hostile()) {
        for value in [text.as_str().into_expr(), Expr::multi_line(text.as_str())] {
            let mut t = Template::for_resource_group();
            t.var("x", &value);
            let bicep = t.check().expect("the template is right").to_bicep();
            prop_assert!(parse::reads(&bicep));
            let literal = bicep.strip_prefix("var x = ").and_then(|rest| rest.strip_suffix('\n'));
            prop_assert_eq!(literal.and_then(parse::string), Some(text.clone()));
        }
    }

    #[test]
    fn any_text_stands_around_holes_and_in_keys(before in hostile(), after in hostile()) {
        let mut t = Template::for_resource_group();
        let name = t.param(Param::string("name"));
        t.var("x", interpolate!("{before}{name}{after}"));
        let bicep = t.check().expect("the template is right").to_bicep();
        prop_assert!(parse::reads(&bicep));
        let literal = bicep.rsplit_once("\nvar x = ").expect("there is the variable").1.trim_end();
        // Something has to stand for the hole, or the texts around it could make one together.
        if before.contains("${name}") {
            return Ok(());
        }
        let literal = literal.replacen("${name}", "|", 1);
        prop_assert_eq!(parse::string(&literal), Some(format!("{before}|{after}")));

        let mut t = Template::for_resource_group();
        t.var("x", Object::new().set(before, 1));
        let bicep = t.check().expect("the template is right").to_bicep();
        prop_assert!(parse::reads(&bicep));
        prop_assert_eq!(bicep.lines().count(), 3);
    }
}
