//! `triceps format`, with the flags, outputs and exit codes of the official command line.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{code, folder, root, stderr, stdout, triceps};

/// The recorded cases: the file to lay out, and what the official formatter made of it.
fn cases() -> Vec<(PathBuf, PathBuf)> {
    let mut cases = Vec::new();
    for case in fs::read_dir(root().join("fixtures/conformance/format")).expect("the recorded cases") {
        let case = case.expect("an entry").path();
        let is_params = case.join("input.bicepparam").exists();
        let name = |start: &str| case.join(start).with_extension(if is_params { "bicepparam" } else { "bicep" });
        cases.push((name("input"), name("formatted")));
    }
    cases.sort();
    assert_eq!(cases.len(), 26);
    cases
}

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A copy of a case's folder, without the answer.
fn copy(folder: &Path, input: &Path) -> PathBuf {
    let case = input.parent().expect("a folder");
    let target = folder.join(case.file_name().expect("a name"));
    fs::create_dir_all(&target).expect("a folder can be made");
    for entry in fs::read_dir(case).expect("the case") {
        let path = entry.expect("an entry").path();
        if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("formatted.")) {
            fs::copy(&path, target.join(path.file_name().expect("a name"))).expect("it can be copied");
        }
    }
    target.join(input.file_name().expect("a name"))
}

#[test]
fn recorded_files_are_laid_out_to_the_same_bytes() {
    let folder = folder("format-recorded");
    for (input, formatted) in cases() {
        let file = copy(&folder, &input);
        let expected = bytes(&formatted);
        let printed = triceps(&folder, &["format", &file.display().to_string(), "--stdout"]);
        assert_eq!((code(&printed), stderr(&printed)), (0, ""), "{}", input.display());
        assert!(printed.stdout == expected, "{}", input.display());
        assert!(bytes(&file) == bytes(&input), "nothing is written");
    }
    // In place, a folder at once.
    let output = triceps(&folder, &["format", "."]);
    assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""));
    for (input, formatted) in cases() {
        let case = input.parent().and_then(Path::file_name).expect("a name");
        let file = folder.join(case).join(input.file_name().expect("a name"));
        assert!(bytes(&file) == bytes(&formatted), "{}", file.display());
    }
    let again = triceps(&folder, &["format", "--check", "."]);
    assert_eq!((code(&again), stdout(&again)), (0, ""), "{}", stderr(&again));
}

#[test]
fn the_text_goes_where_the_flags_say() {
    for (flags, file) in
        [(&["--outfile", "a/b.bicep"][..], "a/b.bicep"), (&["--outdir", "new"], "new/x.bicep"), (&[], "x.bicep")]
    {
        let folder = folder("format-target");
        fs::write(folder.join("x.bicep"), "param  a   string\n").expect("the folder can be written to");
        let output = triceps(&folder, &[&["format", "x.bicep"], flags].concat());
        assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""), "{flags:?}");
        assert_eq!(bytes(&folder.join(file)), b"param a string\n", "{flags:?}");
    }
}

#[test]
fn layout_flags_go_before_the_configuration() {
    let folder = folder("format-layout");
    fs::write(folder.join("bicepconfig.json"), "{ \"formatting\": { \"indentKind\": \"Tab\" } }").expect("writable");
    fs::write(folder.join("two.json"), "{ \"formatting\": { \"indentSize\": 8, \"newlineKind\": \"CRLF\" } }")
        .expect("writable");
    let widest = format!("var a = {{\n{}b: 1\n}}\n", " ".repeat(1000));
    fs::write(folder.join("x.bicep"), "var a = {\n b: 1 }\n").expect("writable");
    for (flags, text) in [
        (&[][..], "var a = {\n\tb: 1\n}\n"),
        (&["--indent-kind", "Space", "--indent-size", "4"], "var a = {\n    b: 1\n}\n"),
        (&["--newline-kind", "CRLF"], "var a = {\r\n\tb: 1\r\n}\r\n"),
        (&["--newline-kind", "cr"], "var a = {\r\tb: 1\r}\r"),
        (&["--insert-final-newline", "false"], "var a = {\n\tb: 1\n}"),
        (&["--insert-final-newline"], "var a = {\n\tb: 1\n}\n"),
        (&["--config", "two.json"], "var a = {\r\n        b: 1\r\n}\r\n"),
        (&["--config", "two.json", "--newline-kind", "lf"], "var a = {\n        b: 1\n}\n"),
        (&["--config", "two.json", "--indent-kind", "tab"], "var a = {\r\n\tb: 1\r\n}\r\n"),
        (&["--indent-kind", "Space", "--indent-size", "2000"], &widest),
    ] {
        let output = triceps(&folder, &[&["format", "x.bicep", "--stdout"], flags].concat());
        assert_eq!((code(&output), stdout(&output)), (0, text), "{flags:?}");
    }
}

#[test]
fn a_check_shows_the_differences_and_writes_nothing() {
    let folder = folder("format-check");
    for hidden in ["sub/.hidden", "sub/node_modules"] {
        fs::create_dir_all(folder.join(hidden)).expect("a folder can be made");
        fs::write(folder.join(hidden).join("d.bicep"), "param  d string\n").expect("the folder can be written to");
    }
    let files =
        [("a.bicep", "param a string\n"), ("b.bicep", "param  b string\n"), ("sub/c.bicepparam", "using  none\n")];
    for (path, text) in files.iter().chain(&[("sub/e.txt", "  ")]) {
        fs::write(folder.join(path), text).expect("the folder can be written to");
    }
    let output = triceps(&folder, &["format", "--check", "a.bicep", "b.bicep", "."]);
    assert_eq!((code(&output), stderr(&output)), (1, "2 files would change\n"));
    let expected = "--- b.bicep\n+++ b.bicep\n@@ -1 +1 @@\n-param  b string\n+param b string\n\
                    --- ./sub/c.bicepparam\n+++ ./sub/c.bicepparam\n@@ -1 +1 @@\n-using  none\n+using none\n";
    assert_eq!(stdout(&output), expected);
    for (path, text) in files {
        assert_eq!(bytes(&folder.join(path)), text.as_bytes());
    }
    let one = triceps(&folder, &["format", "--check", "b.bicep"]);
    assert_eq!((code(&one), stderr(&one)), (1, "1 file would change\n"));
    assert_eq!(code(&triceps(&folder, &["format", "--check", "a.bicep"])), 0);
}

#[test]
fn what_has_errors_stays_and_does_not_fail() {
    let folder = folder("format-errors");
    fs::write(folder.join("x.bicep"), "param  a\nvar  b  =  1\n").expect("the folder can be written to");
    let output = triceps(&folder, &["format", "x.bicep"]);
    assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""));
    assert_eq!(bytes(&folder.join("x.bicep")), b"param  a\nvar b = 1\n");
}

#[test]
fn wrong_usage_and_files_that_cannot_be_read_end_with_1() {
    let folder = folder("format-usage");
    fs::write(folder.join("x.bicep"), "param  a string\n").expect("the folder can be written to");
    fs::write(folder.join("latin.bicep"), b"var  a = '\xe4'\n").expect("the folder can be written to");
    fs::write(folder.join("x.txt"), "").expect("the folder can be written to");
    for (args, message) in [
        (&["format"][..], "<FILE>"),
        (&["format", "x.bicep", "--stdout", "--outfile", "y"], "--outfile"),
        (&["format", "x.bicep", "--stdout", "--outdir", "y"], "--outdir"),
        (&["format", "x.bicep", "--check", "--stdout"], "--check"),
        (&["format", "--pattern", "*.bicep", "--stdout"], "--stdout"),
        (&["format", "--pattern", "*.bicep", "--outdir", "y"], "--outdir"),
        (&["format", "--pattern", "*.txt"], "`x.txt` is neither"),
        (&["format", ".", "--stdout"], "for one file"),
        (&["format", ".", "--outdir", "y"], "for one file"),
        (&["format", "x.bicep", "x.bicep", "--outfile", "y"], "for one file"),
        (&["format", "x.txt"], "`x.txt` is neither"),
        (&["format", "none.bicep"], "could not read `none.bicep`"),
        (&["format", "x.bicep", "--newline-kind", "LFCR"], "LFCR"),
        (&["format", "x.bicep", "--indent-size", "many"], "many"),
        (&["format", "x.bicep", "--config", "none.json"], "none.json"),
    ] {
        let output = triceps(&folder, args);
        assert_eq!((code(&output), stdout(&output)), (1, ""), "{args:?}");
        assert!(stderr(&output).contains(message), "{args:?}: {}", stderr(&output));
        assert_eq!(bytes(&folder.join("x.bicep")), b"param  a string\n", "{args:?}");
    }
    // Of several files those that can be read are written.
    let output = triceps(&folder, &["format", "."]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("`./latin.bicep` is not UTF-8 text"), "{}", stderr(&output));
    assert_eq!(bytes(&folder.join("x.bicep")), b"param a string\n");
    assert_eq!(bytes(&folder.join("latin.bicep")), b"var  a = '\xe4'\n");
    assert_eq!(code(&triceps(&folder, &["format", "--pattern", "none/*.bicep"])), 0);
}
