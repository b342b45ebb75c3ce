//! `triceps modules check`: five things that can be wrong, each with a message of its own.

use std::fs;

use super::{STORAGE, TENANT, TYPES, VAULT, diagnostics, fine, modules, package, project, write};
use crate::{code, stderr};

#[test]
fn each_disagreement_has_its_own_message() {
    let project = project("check");
    fine(&project, &["add", VAULT]);
    let lock = fs::read_to_string(project.join("triceps.lock")).expect("it is there");
    let copy = project.join("modules/mcr.microsoft.com/bicep/avm/res/key-vault/vault/0.14.0.json");
    let bytes = fs::read(&copy).expect("it is there");
    let restore = || {
        write(&project.join("triceps.lock"), &lock);
        write(&copy, &bytes);
        let _ = fs::remove_file(project.join("main.bicep"));
        fine(&project, &["check"]);
    };

    // A lock that names what nothing uses.
    write(&project.join("triceps.lock"), lock.replace("name = \"vault\"\n", ""));
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("error[TRI0065]") && output.contains("no text and no bindings use it"), "{output}");
    restore();

    // Another copy than the locked one.
    write(&copy, "{}");
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("error[TRI0062]") && output.contains("but `triceps.lock` has sha256:"), "{output}");
    restore();

    // No copy.
    fs::remove_file(&copy).expect("it is there");
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("error[TRI0063]") && output.contains("0.14.0.json` is missing"), "{output}");
    restore();

    // Bindings that someone edited.
    write(&project.join("src/modules/vault.rs"), "// edited\n");
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("error[TRI0066]") && output.contains("vault.rs` is not what was generated"), "{output}");
    assert_eq!(output.matches("error[").count(), 1, "{output}");
    fs::remove_file(project.join("src/modules/vault.rs")).expect("it is there");
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("error[TRI0066]") && output.contains("vault.rs` is missing"), "{output}");
    fine(&project, &["add", VAULT]);
    write(&project.join("src/modules/mod.rs"), "");
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("mod.rs` is not what `triceps.lock`, `triceps.toml` and this version"), "{output}");
    fine(&project, &["sync"]);
    restore();

    // An edit of the bindings and of their digest together.
    let path = project.join("src/modules/vault.rs");
    let bindings = fs::read_to_string(&path).expect("it is there");
    let edited = bindings.replace("\"enableTelemetry\"", "\"enableTelemetry2\"");
    assert_ne!(edited, bindings);
    write(&path, &edited);
    let digest = |text: &str| triceps_modules::Digest::of(text.as_bytes()).hex();
    write(&project.join("triceps.lock"), lock.replace(&digest(&bindings), &digest(&edited)));
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("error[TRI0066]") && output.contains("vault.rs` is not what `triceps.lock`"), "{output}");
    fine(&project, &["sync"]);
    restore();

    // A text that names what is not locked.
    write(&project.join("main.bicep"), format!("module a '{STORAGE}' = {{}}\n"));
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("error[TRI0061]: the module is not in `triceps.lock`"), "{output}");
    assert!(output.contains("--> main.bicep(1,10)\n"), "{output}");
    assert!(output.contains(&format!("run `triceps modules add {STORAGE}`")), "{output}");
    restore();

    // A copy that nothing names.
    write(&project.join("modules/mcr.microsoft.com/old/1.json"), "{}");
    assert!(diagnostics(&project, &["check"]).contains("`triceps.lock` does not name this copy"));
}

#[test]
fn all_disagreements_come_at_once() {
    let project = project("check-all");
    fine(&project, &["add", VAULT, STORAGE]);
    write(&project.join("modules/mcr.microsoft.com/bicep/avm/res/key-vault/vault/0.14.0.json"), "{}");
    fs::remove_file(project.join("modules/mcr.microsoft.com/bicep/avm/res/storage/storage-account/0.25.0.json"))
        .expect("it is there");
    write(
        &project.join("main.bicep"),
        "module a 'br:contoso.azurecr.io/X:1' = {}\nmodule b 'br/public:avm/res/x:1' = {}\n",
    );
    let output = diagnostics(&project, &["check"]);
    for code in ["TRI0062", "TRI0063", "BCP195", "TRI0061"] {
        assert!(output.contains(code), "{code}: {output}");
    }
}

#[test]
fn what_agrees_is_counted() {
    let project = package("check-count");
    assert_eq!(fine(&project, &["check"]), "no module is locked, and no text names one\n");
    assert_eq!(fine(&project, &["restore"]), "no module is locked\n");
    assert_eq!(fine(&project, &["update"]), "no module is locked\n");
    assert_eq!(fine(&project, &["outdated"]), "no module of a registry is locked\n");
    let project = super::project("check-counts");
    fine(&project, &["add", TYPES]);
    assert_eq!(fine(&project, &["check"]), "1 module: lock, copies, bindings and texts agree\n");
    fine(&project, &["add", TENANT, "--no-bindings"]);
    assert_eq!(
        fine(&project, &["check", "--remote"]),
        "2 modules: lock, copies, bindings and texts agree, and with the registries\n"
    );
    assert_eq!(fine(&project, &["restore"]), "0 restored, 2 there already\n");
    assert_eq!(fine(&project, &["outdated"]), "all modules are at their newest versions\n");
}

#[test]
fn paths_of_modules_stay_in_the_project() {
    let project = project("check-outside");
    let inner = project.join("inner");
    write(&inner.join("Cargo.toml"), "[package]\n");
    write(&inner.join("triceps.toml"), fs::read_to_string(project.join("triceps.toml")).expect("it is there"));
    write(&project.join("outside.bicep"), "");
    fine(&inner, &["add", TYPES]);
    write(&inner.join("main.bicep"), "module a '../outside.bicep' = {}\n");
    let output = diagnostics(&inner, &["check"]);
    assert!(output.contains("error[TRI0069]") && output.contains("main.bicep(1,10)"), "{output}");
    fine(&inner, &["check", "--allow-outside"]);
}

#[test]
fn a_folder_in_place_of_bindings_keeps_a_command_from_its_work() {
    let project = project("check-folder");
    fine(&project, &["add", TYPES]);
    for (file, args) in [("types", &["check"][..]), ("mod", &["check"]), ("types", &["remove", "types"])] {
        let path = project.join(format!("src/modules/{file}.rs"));
        let text = fs::read_to_string(&path).expect("it is generated");
        fs::remove_file(&path).expect("it is there");
        fs::create_dir(&path).expect("it can be made");
        let output = modules(&project, args);
        let action = if args[0] == "check" { "read" } else { "remove" };
        let message = format!("error: could not {action} `{}`: ", path.display());
        assert!(code(&output) == 2 && stderr(&output).starts_with(&message), "{args:?}: {}", stderr(&output));
        fs::remove_dir(&path).expect("it is empty");
        write(&path, text);
    }
}
