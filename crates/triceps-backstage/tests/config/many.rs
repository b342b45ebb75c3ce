//! Files with more mistakes than anyone reads.

use triceps_backstage::{Document, Report, bundle};

fn diagnostics(text: &str) -> Report {
    let document = Document::new("portal.toml", text);
    match document.portal() {
        Ok(portal) => document.locate(bundle(&portal).expect_err("there are mistakes")),
        Err(diagnostics) => diagnostics,
    }
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// All of these take long, or much memory, where the work for one line grows with the number of lines.
#[test]
fn the_first_diagnostics_are_shown_and_the_rest_is_counted() {
    const COUNT: usize = 2_000;
    let root = "name = \"backstage\"\n";
    for (kind, text) in [
        ("keys", format!("{root}{}", lines(COUNT, |index| format!("key-{index} = \"{index}\"\n")))),
        ("inline", format!("{root}redis = {{ {} }}\n", lines(COUNT, |index| format!("key-{index} = {index}, ")))),
        ("tables", format!("{root}{}", lines(COUNT, |index| format!("[table-{index}]\n")))),
        ("entries", format!("{root}{}", lines(COUNT, |index| format!("[[secrets]]\nnom = \"a-{index}\"\n")))),
        ("syntax", format!("{root}{}", lines(COUNT, |index| format!("key-{index} = value\n")))),
        ("variables", format!("{root}[env]\n{}", lines(COUNT, |index| format!("CONTAINER_APP_{index} = \"x\"\n")))),
        ("tags", format!("{root}[tags]\n{}", lines(COUNT, |index| format!("azure-{index} = \"x\"\n")))),
        (
            "secrets",
            format!("{root}{}", lines(COUNT, |index| format!("[[secrets]]\nname = \"a\"\nenv = \"A{index}\"\n"))),
        ),
        (
            "users",
            format!(
                "{root}{}",
                lines(COUNT, |index| format!("[[catalog.users]]\nname = \"u{index}\"\nmember-of = [\"g\"]\n"))
            ),
        ),
        (
            "groups",
            format!(
                "{root}{}",
                lines(COUNT, |index| format!("[[catalog.groups]]\nname = \"g{index}\"\nparent = \"x\"\n"))
            ),
        ),
        (
            "locations",
            format!(
                "{root}{}",
                lines(COUNT, |_| "[[catalog.locations]]\nurl = \"https://contoso.com/a.yaml\"\n".to_owned())
            ),
        ),
        ("emails", format!("{root}[alerts]\nemails = [{}]\n", lines(COUNT, |_| "\"a@contoso.com\", ".to_owned()))),
        (
            "addresses",
            format!(
                "{root}{}",
                lines(COUNT, |index| format!("[[ip-rules]]\nname = \"{index}\"\nrange = \"10.0.0.1/31\"\n"))
            ),
        ),
        (
            "accepted",
            format!(
                "{root}{}",
                lines(COUNT, |_| "[[accept]]\nid = \"TRI0309\"\nreason = \"none at all\"\n".to_owned())
                    + "[scale]\nmax = 2\n"
            ),
        ),
    ] {
        let diagnostics = diagnostics(&text);
        assert_eq!(diagnostics.len(), 201, "{kind}");
        let last = diagnostics.iter().last().expect("there are diagnostics");
        assert_eq!((last.id(), last.line()), ("TRI0300", None), "{kind}");
        assert!(last.message().ends_with(" more diagnostics are not shown"), "{kind}: {}", last.message());
        assert!(diagnostics.to_text(false).len() < 500_000 && diagnostics.to_json().len() < 500_000, "{kind}");
    }
}

#[test]
fn errors_are_counted_with_the_rest() {
    let text = "name = \"backstage\"\n".to_owned() + &lines(1000, |index| format!("key-{index} = 1\n"));
    let diagnostics = diagnostics(&text);
    assert_eq!(diagnostics.errors(), 1000);
    assert!(
        diagnostics
            .to_lines()
            .ends_with("error[TRI0300]: 800 more diagnostics are not shown (help: fix those above first)\n")
    );
}

#[test]
fn a_long_line_is_not_shown_and_a_long_word_is_not_a_near_miss() {
    let key = "k".repeat(100_000);
    let shown = diagnostics(&format!("name = \"backstage\"\n{key} = 1\n")).to_text(false);
    assert!(shown.contains("portal.toml:2:1"), "{}", &shown[..200]);
}
