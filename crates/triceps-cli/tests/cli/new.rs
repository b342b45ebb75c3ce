//! `triceps new`.

use std::fs;

use crate::{code, folder, listing, stderr, stdout, triceps};

#[test]
fn what_it_writes_is_read_without_diagnostics() {
    for preset in ["poc", "medium", "hardened"] {
        let folder = folder(&format!("new-{preset}"));
        let made = triceps(&folder, &["new", "backstage", "--preset", preset]);
        assert_eq!((code(&made), stderr(&made)), (0, ""));
        assert_eq!(listing(&folder), ["portal.schema.json", "portal.toml"]);
        let generated = triceps(&folder, &["generate", "portal.toml"]);
        assert_eq!((code(&generated), stderr(&generated)), (0, ""), "{preset}");
        assert!(stdout(&generated).contains("wrote infra/main.bicep\n"), "{}", stdout(&generated));
    }
}

#[test]
fn the_schema_is_where_the_first_line_says() {
    let folder = folder("new-schema");
    triceps(&folder, &["new", "backstage", "--out", "config/team.toml"]);
    let text = fs::read_to_string(folder.join("config/team.toml")).expect("it was written");
    let schema = text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("it names the schema");
    let schema = fs::read_to_string(folder.join("config").join(schema)).expect("the schema is there");
    assert_eq!(schema, stdout(&triceps(&folder, &["schema"])));
}

#[test]
fn a_file_that_exists_is_not_replaced() {
    let folder = folder("new-exists");
    fs::write(folder.join("portal.toml"), "name = \"mine\"\n").expect("the folder can be written to");
    let output = triceps(&folder, &["new", "backstage"]);
    assert_eq!(code(&output), 2);
    let text = stderr(&output);
    assert!(text.starts_with("error: `portal.toml` exists already, and is not replaced: "), "{text}");
    assert!(text.contains("`--out FILE`") && text.contains("`--out -`"), "{text}");
    assert_eq!(listing(&folder), ["portal.toml"]);
}

#[test]
fn a_hyphen_prints_it() {
    let folder = folder("new-print");
    let output = triceps(&folder, &["new", "backstage", "--preset", "medium", "--out", "-"]);
    assert!(stdout(&output).starts_with("#:schema ./portal.schema.json\n"));
    assert_eq!(listing(&folder), [] as [&str; 0]);
}
