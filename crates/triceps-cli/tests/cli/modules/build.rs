//! `triceps build` of texts that name modules.

use std::fs;
use std::path::Path;

use super::{fine, project, recorded, run, write};
use crate::{code, stderr, stdout};

const GROUP: &str = "br:contoso.azurecr.io/bicep/scopes/subscription:1.0.0";

/// A text with a module of this reference.
fn text(reference: &str) -> String {
    format!(
        "targetScope = 'subscription'\nmodule a '{reference}' = {{\n  params: {{ groupName: 'g', location: 'l' }}\n}}\n"
    )
}

/// Builds `main.bicep`: the exit code, and the codes and the start of each message.
fn build(project: &Path, flags: &[&str]) -> (i32, String) {
    let output = run(project, &[&["build", "main.bicep", "-q", "--stdout"], flags].concat());
    assert_eq!(stdout(&output).contains("\"groupId\""), code(&output) == 0, "{}", stdout(&output));
    (code(&output), stderr(&output).to_owned())
}

#[test]
fn a_text_is_built_with_what_is_locked_and_nothing_else() {
    let project = project("build-locked");
    write(&project.join("main.bicep"), text(GROUP));
    fine(&project, &["sync"]);
    assert_eq!(build(&project, &[]), (0, String::new()));
    assert_eq!(build(&project, &["--no-restore"]), (0, String::new()));
    write(&project.join("main.bicep"), text("br:contoso.azurecr.io/bicep/scopes/tenant:1.0.0"));
    let (code, found) = build(&project, &[]);
    assert!(code == 1 && found.contains("(2,10) : Error TRI0061: "), "{found}");
}

#[test]
fn without_a_lock_modules_are_in_the_cache_or_fetched() {
    let project = project("build-cache");
    write(&project.join("main.bicep"), text(GROUP));
    let (code, found) = build(&project, &["--no-restore"]);
    assert!(code == 1 && found.contains("has not been restored."), "{found}");
    let (code, found) = build(&project, &[]);
    assert!(code == 1 && found.contains("(2,10) : Error BCP192: Unable to restore"), "{found}");
    let config = format!("{{\"cacheRootDirectory\": {:?}}}", recorded().display().to_string());
    write(&project.join("bicepconfig.json"), config);
    assert_eq!(build(&project, &["--no-restore"]), (0, String::new()));
    assert_eq!(build(&project, &[]), (0, String::new()));
    assert!(!project.join("triceps.lock").exists(), "nothing is pinned");
}

#[test]
fn paths_of_modules_stay_in_the_folder_of_the_lock() {
    let project = project("build-outside");
    let inner = project.join("inner");
    write(&project.join("outside.bicep"), "output groupId string = 'a'\n");
    write(&inner.join("main.bicep"), "module a '../outside.bicep' = {}\noutput groupId string = a.outputs.groupId\n");
    assert_eq!(build(&inner, &[]), (0, String::new()), "there is no lock");
    write(&inner.join("triceps.toml"), fs::read_to_string(project.join("triceps.toml")).expect("it is there"));
    fine(&inner, &["add", GROUP, "--project", "."]);
    let (code, found) = build(&inner, &[]);
    assert!(code == 1 && found.contains("error[TRI0069]") && found.contains("--> main.bicep(1,10)\n"), "{found}");
    assert_eq!(build(&inner, &["--allow-outside"]), (0, String::new()));
}
