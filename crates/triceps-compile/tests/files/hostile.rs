//! Texts that are meant to break a reader.

use triceps_compile::{MemoryFiles, compile};

use super::{messages, one};

#[test]
fn hostile_texts_end_with_an_error() {
    let sum = format!("output a int = {}1\n", "1 + ".repeat(50_000));
    let brackets = format!("output a array = {}\n", "[".repeat(100_000));
    let chain = format!("output a object = x{}\n", ".a".repeat(50_000));
    let types = format!("param a string{}\n", "[]".repeat(50_000));
    for text in [sum, brackets, chain, types] {
        assert!(one(&text).checked().is_none());
    }
    let mut files = MemoryFiles::new();
    for number in 0..1000 {
        files.insert(format!("m{number}.bicep"), format!("module m 'm{}.bicep' = {{}}\n", number + 1));
    }
    assert!(compile(&files, "m0.bicep").checked().is_none());
    files.insert("m1000.bicep", "");
    assert!(compile(&files, "m990.bicep").checked().is_some());
    let whole = compile(&files, "m0.bicep");
    assert!(whole.checked().is_none());
    assert!(whole.diagnostics().iter().any(|found| found.id() == "TRI0009"));
}

#[test]
fn what_is_too_deep_does_not_count_for_what_follows() {
    let too_deep = |chains: &[usize]| {
        let chains = chains.iter().map(|length| format!("  x{}\n", ".a".repeat(*length))).collect::<Vec<_>>().concat();
        let compilation = one(&format!("param x object\noutput o array = [\n{chains}]\n"));
        compilation.diagnostics().iter().filter(|found| found.id() == "TRI0009").count()
    };
    assert_eq!(too_deep(&[218]), 0);
    assert_eq!(too_deep(&[219]), 1);
    assert_eq!(too_deep(&[219, 300, 218, 219, 218]), 3);
}

#[test]
fn what_doubles_with_each_line_ends() {
    use std::fmt::Write;
    let mut values = String::from("param p string\nvar v0 = [resourceGroup().location, p]\n");
    let mut types = String::from("type t0 = { a: string }\n");
    for number in 1..64 {
        let _ = writeln!(values, "var v{number} = [v{0}, v{0}]", number - 1);
        let _ = writeln!(types, "type t{number} = {{ a: t{0}, b: t{0} }}", number - 1);
    }
    let values = one(&(values + "output o array = v63\n"));
    assert!(values.checked().is_some() || values.diagnostics().iter().any(|found| found.id().starts_with("TRI")));
    let types = one(&(types + "param q t63?\noutput o object = q!\n"));
    assert!(types.checked().is_some(), "{:?}", messages(&types));
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let text = format!("var a = [{}]\n", "1, ".repeat(3_500_000));
    let compilation = one(&text);
    let ids: Vec<&str> = compilation.diagnostics().iter().map(triceps_diagnostics::Diagnostic::id).collect();
    assert_eq!(ids, ["TRI0052"]);
}
