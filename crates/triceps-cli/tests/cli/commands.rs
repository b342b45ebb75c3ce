//! The help of every command, and what it prints for wrong usage and wrong files, as recorded sessions.
//!
//! `TRYCMD=overwrite cargo test --package triceps-cli --test cli commands::` records them again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::{code, folder, listing, stderr, stdout, triceps};

const SESSIONS: &str = "tests/cli/commands";

#[test]
fn sessions_are_as_recorded() {
    let cases = trycmd::TestCases::new();
    cases.case(format!("{SESSIONS}/*.md")).insert_var("[VERSION]", env!("CARGO_PKG_VERSION")).expect("a good name");
    // What the machine of the test sets must not show.
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "BICEP_TRUSTED_REGISTRIES", "XDG_CONFIG_HOME"] {
        cases.env(name, "");
    }
    cases.env("HOME", "/home/user");
}

#[test]
fn every_command_has_its_help_and_its_errors() {
    let out = folder("commands-man");
    assert_eq!(code(&triceps(&out, &["man", "--out", "."])), 0);
    let commands: BTreeSet<String> = listing(&out)
        .iter()
        .filter_map(|page| page.strip_suffix(".1"))
        .filter(|page| !page.split('-').any(|word| word == "help"))
        .map(|page| page.replace('-', " "))
        .collect();
    assert!(commands.contains("triceps modules add"), "{commands:?}");
    let sessions = |name: &str| {
        fs::read_to_string(Path::new(SESSIONS).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let (help, errors) = (sessions("help.md"), sessions("errors.md"));
    for command in &commands {
        assert!(help.contains(&format!("$ {command} --help\n")), "help.md has no help of `{command}`");
        assert!(errors.contains(&format!("$ {command}")), "errors.md has no error of `{command}`");
    }
}

#[test]
fn completions_are_for_each_shell() {
    let folder = folder("commands-completions");
    for (shell, part) in [
        ("bash", "complete -F _triceps"),
        ("elvish", "edit:completion:arg-completer[triceps]"),
        ("fish", "complete -c triceps"),
        ("powershell", "Register-ArgumentCompleter"),
        ("zsh", "#compdef triceps"),
    ] {
        let output = triceps(&folder, &["completions", shell]);
        assert_eq!((code(&output), stderr(&output)), (0, ""), "{shell}");
        assert!(stdout(&output).contains(part) && stdout(&output).contains("outdated"), "{shell}");
    }
    let page = triceps(&folder, &["man"]);
    assert!(stdout(&page).contains(".TH triceps 1") && stdout(&page).contains("Exit codes:"), "{}", stdout(&page));
}

#[test]
fn colors_are_as_asked_for() {
    let folder = folder("commands-colors");
    fs::write(folder.join("main.bicep"), "output text string = nmae\n").expect("the folder can be written to");
    let build = ["build", "main.bicep", "--diagnostics-format", "full"];
    for (flags, has_colors) in
        [(&[][..], false), (&["--color", "auto"], false), (&["--color", "never"], false), (&["--color=always"], true)]
    {
        let before = triceps(&folder, &[flags, &build].concat());
        let after = triceps(&folder, &[&build, flags].concat());
        assert_eq!(stderr(&before).contains("\x1b["), has_colors, "{flags:?}");
        assert_eq!((code(&before), stderr(&before)), (1, stderr(&after)), "{flags:?}");
        let failure = triceps(&folder, &[flags, &["build", "none.bicep"]].concat());
        assert_eq!(stderr(&failure).contains("\x1b["), has_colors, "{flags:?}");
    }
}

#[test]
fn quiet_commands_print_results_and_diagnostics_alone() {
    let folder = folder("commands-quiet");
    fs::write(folder.join("main.bicep"), "output text string = 'a'\n").expect("the folder can be written to");
    for args in [&["new", "backstage"][..], &["generate", "portal.toml"], &["build", "main.bicep"]] {
        let output = triceps(&folder, &[args, &["--quiet"]].concat());
        assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""), "{args:?}");
    }
    let printed = triceps(&folder, &["-q", "build", "main.bicep", "--stdout"]);
    assert!(stdout(&printed).contains("\"outputs\""), "what was asked for is printed");
    fs::write(folder.join("main.bicep"), "param size int\n").expect("the folder can be written to");
    let warned = triceps(&folder, &["-q", "build", "main.bicep"]);
    assert!(stderr(&warned).contains("no-unused-params") && !stderr(&warned).contains("note:"), "{}", stderr(&warned));
}
