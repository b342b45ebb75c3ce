//! `triceps generate`.

use std::fs;
use std::path::Path;

use crate::{code, folder, listing, portals, stderr, stdout, triceps};

/// A folder with one of the good configurations in it.
fn with_portal(test: &str, portal: &str) -> std::path::PathBuf {
    let folder = folder(test);
    fs::copy(portals().join(portal), folder.join("portal.toml")).expect("the fixture can be copied");
    folder
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("it was written")
}

#[test]
fn the_bundle_is_beside_the_configuration_and_complete() {
    for name in ["minimal", "medium", "hardened"] {
        let folder = with_portal(&format!("generate-{name}"), &format!("{name}.toml"));
        let output = triceps(&folder, &["generate", "portal.toml"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let text = read(&portals(), &format!("{name}.toml"));
        let portal = triceps_backstage::config::Portal::from_toml("portal.toml", &text).expect("it has no errors");
        let bundle = triceps_backstage::bundle(&portal).expect("it has no errors");
        let mut expected: Vec<String> = bundle.files.iter().map(|file| file.path.clone()).collect();
        for file in &bundle.files {
            assert_eq!(read(&folder, &file.path), file.text, "{}", file.path);
        }
        expected.extend([".triceps-manifest".to_owned(), "portal.toml".to_owned()]);
        expected.sort();
        assert_eq!(listing(&folder), expected);
    }
}

#[test]
fn only_what_changed_is_written() {
    let folder = with_portal("generate-twice", "medium.toml");
    triceps(&folder, &["generate", "portal.toml"]);
    assert_eq!(stdout(&triceps(&folder, &["generate", "portal.toml"])), "all files are up to date\n");
    fs::remove_file(folder.join("infra/main.json")).expect("it was written");
    assert_eq!(stdout(&triceps(&folder, &["generate", "portal.toml"])), "wrote infra/main.json\n");
}

#[test]
fn a_check_names_what_is_stale_and_writes_nothing() {
    let folder = with_portal("generate-check", "medium.toml");
    let output = triceps(&folder, &["generate", "portal.toml", "--check", "--out", "team"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("`team/infra/main.bicep` is missing\n"), "{}", stderr(&output));
    assert!(stderr(&output).ends_with("run `triceps generate portal.toml --out team`\n"), "{}", stderr(&output));
    assert_eq!(listing(&folder), ["portal.toml"]);

    triceps(&folder, &["generate", "portal.toml"]);
    let output = triceps(&folder, &["generate", "portal.toml", "--check"]);
    assert_eq!((code(&output), stdout(&output)), (0, "all files are up to date\n"));
    let before = read(&folder, "portal.toml");
    fs::write(folder.join("portal.toml"), before.replace("max = 5", "max = 6")).expect("the folder can be written to");
    let output = triceps(&folder, &["generate", "portal.toml", "--check"]);
    assert_eq!((code(&output), stdout(&output)), (1, ""));
    let text = stderr(&output);
    assert!(text.contains("`infra/main.bicep` is out of date\n"), "{text}");
    assert!(text.contains("\n-      maxReplicas: 5") || text.contains("\n-        maxReplicas: 5"), "{text}");
    assert!(read(&folder, "infra/main.bicep").contains("maxReplicas: 5"));
}

#[test]
fn a_check_shows_no_secrets() {
    let folder = with_portal("generate-check-secrets", "minimal.toml");
    let before = read(&folder, "portal.toml");
    let env = |token: &str| format!("{before}\n[env]\nAPI_TOKEN = \"{token}\"\nLOG_LEVEL = \"info-{token}\"\n");
    fs::write(folder.join("portal.toml"), env("hunter2")).expect("the folder can be written to");
    triceps(&folder, &["generate", "portal.toml"]);
    let text = env("hunter3").replace("info-hunter3", "ghp_16C7e42F292c6912E7").replace("info-hunter2", "debug");
    fs::write(folder.join("portal.toml"), text).expect("the folder can be written to");
    let output = triceps(&folder, &["generate", "portal.toml", "--check", "--format", "json"]);
    let shown = stderr(&output).to_owned() + stdout(&output);
    assert!(shown.contains("API_TOKEN") && shown.contains("***"), "{shown}");
    for secret in ["'hunter2", "\"hunter2", "hunter3", "16C7e42F292c6912E7"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}

#[test]
fn every_portal_of_the_fixtures_is_without_diagnostics() {
    let folder = folder("generate-fixtures");
    let mut seen = 0;
    for entry in fs::read_dir(portals()).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|end| end == "toml") {
            let name = path.file_stem().and_then(|name| name.to_str()).expect("a plain name");
            let path = path.to_str().expect("a plain path");
            let output = triceps(&folder, &["generate", path, "--out", name]);
            assert_eq!((code(&output), stderr(&output)), (0, ""), "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 9, "{seen}");
}

#[test]
fn the_release_of_backstage_is_looked_at() {
    let folder = with_portal("generate-release", "medium.toml");
    for (release, found) in [("1.30.2", true), ("1.48.0-next.1", false), ("1.52.0", false), ("unknown", false)] {
        fs::write(folder.join("backstage.json"), format!("{{ \"version\": \"{release}\" }}"))
            .expect("it can be written");
        let output = triceps(&folder, &["generate", "portal.toml"]);
        assert_eq!(code(&output), 0);
        assert_eq!(stderr(&output).contains("warning[TRI0379]: the repository is of Backstage"), found, "{release}");
        // It is not about a line of the configuration.
        assert!(!stderr(&output).contains("--> portal.toml"), "{}", stderr(&output));
    }
}

#[test]
fn a_disk_that_refuses_leaves_everything_as_it_was() {
    let folder = with_portal("generate-disk", "minimal.toml");
    fs::create_dir_all(folder.join("out/infra/main.json")).expect("a folder can be made");
    let output = triceps(&folder, &["generate", "portal.toml", "--out", "out"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("could not read `out/infra/main.json`"), "{}", stderr(&output));
    assert_eq!(listing(&folder), ["portal.toml"]);
}

#[test]
fn diagnostics_read_as_asked_for() {
    let folder = folder("generate-formats");
    let text = "name = \"backstage\"\n[scale]\nmax = 2\n[catalog.microsoft-graph]\n";
    fs::write(folder.join("portal.toml"), text).expect("the folder can be written to");
    let summary = "1 error in `portal.toml`: nothing is written\n";

    let human = triceps(&folder, &["generate", "portal.toml"]);
    assert_eq!((code(&human), stdout(&human)), (1, ""));
    assert!(stderr(&human).starts_with("error[TRI0310]: "), "{}", stderr(&human));
    assert!(stderr(&human).contains("--> portal.toml:3:7\n"), "{}", stderr(&human));
    assert!(stderr(&human).ends_with(summary), "{}", stderr(&human));

    let json = triceps(&folder, &["generate", "portal.toml", "--format", "json"]);
    let diagnostics: serde_json::Value = serde_json::from_str(stdout(&json)).expect("it is JSON");
    assert_eq!((code(&json), stderr(&json)), (1, summary));
    assert_eq!((&diagnostics[0]["line"], &diagnostics[0]["path"]), (&3.into(), &"scale.max".into()));

    fs::write(folder.join("two.toml"), text.replace("max = 2", "maximum = 2\nminimum = 2")).expect("it can be written");
    let two = triceps(&folder, &["generate", "two.toml", "--format", "json"]);
    assert_eq!(stderr(&two), "2 errors in `two.toml`: nothing is written\n");

    let github = triceps(&folder, &["generate", "portal.toml", "--format", "github"]);
    assert_eq!(code(&github), 1);
    assert!(stdout(&github).starts_with("::error file=portal.toml,line=3,col=7,title=TRI0310::scale.max: "));
}

#[test]
fn warnings_refuse_nothing() {
    let folder = folder("generate-warnings");
    let text = "name = \"backstage\"\n[env]\nAPI_TOKEN = \"abcdef\"\n[catalog.microsoft-graph]\n";
    fs::write(folder.join("portal.toml"), text).expect("the folder can be written to");
    let output = triceps(&folder, &["generate", "portal.toml"]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).starts_with("warning[TRI0364]: "), "{}", stderr(&output));
    let json = triceps(&folder, &["generate", "portal.toml", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(stdout(&json)).expect("it is JSON").len(), 1);
    assert_eq!((code(&json), stderr(&json)), (0, "all files are up to date\n"));
}

#[test]
fn wrong_usage_is_told_apart() {
    let folder = folder("generate-usage");
    for args in
        [&[] as &[&str], &["generate"], &["generate", "missing.toml"], &["new"], &["generate", "x", "--format", "xml"]]
    {
        let output = triceps(&folder, args);
        assert_eq!((code(&output), stdout(&output)), (2, ""), "{args:?}");
        assert!(!stderr(&output).is_empty(), "{args:?}");
    }
    fs::write(folder.join("latin.toml"), b"name = \"caf\xe9\"\n").expect("the folder can be written to");
    let output = triceps(&folder, &["generate", "latin.toml"]);
    assert_eq!((code(&output), stderr(&output)), (2, "error: `latin.toml` is not UTF-8 text\n"));
    assert_eq!(code(&triceps(&folder, &["--help"])), 0);
}
