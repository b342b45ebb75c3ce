//! `triceps build`, with the flags, outputs and exit codes of the official command line.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::{code, folder, listing, root, stderr, stdout, triceps};

/// A folder with files.
fn with(test: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = folder(test);
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("the folder can be written to");
    }
    folder
}

/// A configuration with these rules of the linter.
fn rules(rules: &str) -> String {
    format!("{{ \"analyzers\": {{ \"core\": {{ \"rules\": {{ {rules} }} }} }} }}")
}

/// A template without what its generator writes of itself, which is part of what is hashed.
fn neutral(text: &str) -> Vec<&str> {
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let own =
        ["\"name\": \"bicep\"", "\"version\": \"0.49.2.45890\"", "\"name\": \"triceps\"", &version, "\"templateHash\""];
    let is_own = |line: &&str| own.iter().any(|own| line.trim_start().starts_with(own));
    text.lines().filter(|line| !is_own(line)).collect()
}

#[test]
fn recorded_programs_are_built_to_the_same_bytes() {
    let out = folder("build-recorded");
    let cases = root().join("fixtures/conformance/build");
    let output = triceps(&cases, &["build", "--pattern", "*/main.bicep", "--outdir", &out.display().to_string()]);
    assert_eq!((code(&output), stdout(&output)), (0, ""), "{}", stderr(&output));
    // The official compiler reports nothing for these programs, so only diagnostics of triceps are left.
    for line in stderr(&output).lines() {
        assert!(line.contains(" : Warning TRI"), "{line}");
    }
    let mut count = 0;
    for case in fs::read_dir(&cases).expect("the recorded programs") {
        let case = case.expect("an entry").path();
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let template = out.join(&name).join("main.json");
        let text = fs::read_to_string(&template).unwrap_or_else(|error| panic!("{name}: {error}"));
        let official = fs::read_to_string(case.join("main.json")).expect("a recorded template");
        assert!(neutral(&text) == neutral(&official), "{name} differs");
        count += 1;
    }
    assert_eq!(count, listing(&cases).iter().filter(|path| path.ends_with("/main.bicep")).count());
}

#[test]
fn the_template_goes_where_the_flags_say() {
    let hello = [("src/hello.bicep", "output text string = 'hello'\n")];
    for (flags, file) in [
        (&[][..], "src/hello.json"),
        (&["--outfile", "a/b.json"], "a/b.json"),
        (&["--outfile:c.json"], "c.json"),
        (&["--outdir", "new/folder"], "new/folder/hello.json"),
        (&["--outdir=new", "--no-restore"], "new/hello.json"),
    ] {
        let folder = with("build-target", &hello);
        let output = triceps(&folder, &[&["build", "src/hello.bicep"], flags].concat());
        assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""), "{flags:?}");
        let mut expected = vec![file.to_owned(), "src/hello.bicep".to_owned()];
        expected.sort();
        assert_eq!(listing(&folder), expected, "{flags:?}");
        let printed = triceps(&folder, &["build", "src/hello.bicep", "--stdout"]);
        assert_eq!(code(&printed), 0);
        assert_eq!(fs::read_to_string(folder.join(file)).expect("it was written"), stdout(&printed), "{flags:?}");
        assert!(stdout(&printed).ends_with('}'), "no line end at the end");
    }
}

#[test]
fn diagnostics_are_lines_that_programs_read() {
    let folder = with("build-lines", &[("main.bicep", "param size int\noutput text string = 'a${nmae}'\n")]);
    let output = triceps(&folder, &["build", "main.bicep"]);
    assert_eq!(code(&output), 1);
    let file = fs::canonicalize(&folder).expect("the folder").join("main.bicep").display().to_string();
    let lines: Vec<&str> = stderr(&output).lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let start = format!("{file}(1,7) : Warning no-unused-params: ");
    assert!(lines[0].starts_with(&start), "{lines:?}");
    assert!(lines[0].ends_with(" [https://aka.ms/bicep/linter-diagnostics#no-unused-params]"), "{lines:?}");
    assert!(lines[1].starts_with(&format!("{file}(2,26) : Error BCP057: ")), "{lines:?}");
    assert!(lines[1].ends_with(" [https://aka.ms/bicep/core-diagnostics#BCP057]"), "{lines:?}");
}

#[test]
fn diagnostics_are_sarif_where_that_is_asked_for() {
    let folder = with("build-sarif", &[("a b.bicep", "output text string = nmae\n")]);
    let output = triceps(&folder, &["build", "a b.bicep", "--diagnostics-format", "SARIF"]);
    assert_eq!((code(&output), stdout(&output)), (1, ""));
    let log: serde_json::Value = serde_json::from_str(stderr(&output)).expect("all of it is JSON");
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 1);
    assert_eq!((&results[0]["ruleId"], &results[0]["level"]), (&"BCP057".into(), &"error".into()));
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert!(place["artifactLocation"]["uri"].as_str().is_some_and(|uri| uri.ends_with("/a%20b.bicep")), "{place}");
    assert_eq!((&place["region"]["startLine"], &place["region"]["charOffset"]), (&1.into(), &22.into()));
}

#[test]
fn diagnostics_show_their_lines_where_that_is_asked_for() {
    let folder = with("build-full", &[("main.bicep", "output text string = nmae\n")]);
    let output = triceps(&folder, &["build", "main.bicep", "--diagnostics-format", "full"]);
    assert_eq!(code(&output), 1);
    assert!(
        stderr(&output).contains("1 | output text string = nmae\n  |                      ^^^^\n"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn each_level_has_its_word_in_each_format() {
    for (level, line, sarif) in
        [("info", "Info", "note"), ("warning", "Warning", "warning"), ("error", "Error", "error")]
    {
        let config = rules(&format!("\"no-unused-params\": {{ \"level\": \"{level}\" }}"));
        let folder = with("build-levels", &[("main.bicep", "param size int\n"), ("bicepconfig.json", &config)]);
        let shown = |format: &str| {
            let output = triceps(&folder, &["build", "main.bicep", "--quiet", "--diagnostics-format", format]);
            assert_eq!((code(&output), stdout(&output)), (i32::from(level == "error"), ""), "{level}");
            stderr(&output).to_owned()
        };
        assert!(shown("default").contains(&format!("(1,7) : {line} no-unused-params: ")), "{}", shown("default"));
        let full = shown("full");
        assert!(full.starts_with(&format!("{level}[no-unused-params]: ")), "{full}");
        assert!(
            full.ends_with("1 | param size int\n  |       ^^^^\n  |\n  = help: use it or leave it out\n\n"),
            "{full}"
        );
        let log: serde_json::Value = serde_json::from_str(&shown("sarif")).expect("all of it is JSON");
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["level"], sarif);
        assert_eq!(
            result["locations"][0]["physicalLocation"]["region"],
            serde_json::json!({ "startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 11, "charOffset": 7 })
        );
    }
}

#[test]
fn ages_of_versions_are_counted_up_to_today() {
    let text = "resource a 'Microsoft.Storage/storageAccounts@2019-04-01' existing = {\n  name: 'a'\n}\noutput b string = a.id\n";
    // The version is older than ten days and not older than 27 years.
    for (days, is_old) in [(10, true), (10_000, false)] {
        let rule = "\"use-recent-api-versions\": { \"level\": \"warning\", \"maxAgeInDays\": ";
        let config = rules(&format!("{rule}{days} }}"));
        let folder = with("build-day", &[("main.bicep", text), ("bicepconfig.json", &config)]);
        let output = triceps(&folder, &["build", "main.bicep"]);
        assert_eq!(stderr(&output).contains("use-recent-api-versions"), is_old, "{days}: {}", stderr(&output));
    }
}

#[test]
fn a_template_with_errors_leaves_the_file_as_it_is() {
    let folder = with("build-errors", &[("main.bicep", "output text string = nmae\n"), ("main.json", "old")]);
    assert_eq!(code(&triceps(&folder, &["build", "main.bicep"])), 1);
    assert_eq!(fs::read_to_string(folder.join("main.json")).expect("it is there"), "old");
    let printed = triceps(&folder, &["build", "main.bicep", "--stdout"]);
    assert_eq!((code(&printed), stdout(&printed)), (1, ""));
}

#[test]
fn warnings_alone_do_not_fail() {
    let folder = with("build-warnings", &[("main.bicep", "param size int\n")]);
    assert_eq!(code(&triceps(&folder, &["build", "main.bicep"])), 0);
    assert_eq!(listing(&folder), ["main.bicep", "main.json"]);
}

#[test]
fn the_configuration_is_the_nearest_or_the_one_given() {
    let rule = |level: &str| rules(&format!("\"no-unused-params\": {{ \"level\": \"{level}\" }}"));
    let (error, off) = (rule("error"), rule("off"));
    let files = [("infra/main.bicep", "param size int\n"), ("bicepconfig.json", &error), ("off.json", &off)];
    let folder = with("build-config", &files);
    assert_eq!(code(&triceps(&folder, &["build", "infra/main.bicep"])), 1);
    assert_eq!(code(&triceps(&folder.join("infra"), &["build", "main.bicep"])), 1, "it is found above the folder");
    let output = triceps(&folder, &["build", "infra/main.bicep", "--config", "off.json"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    // What a configuration extends is found from its own folder.
    let more = [
        ("infra/main.bicep", "param size int\n"),
        ("bicepconfig.json", "{ \"extends\": \"conf/base.json\" }"),
        ("conf/base.json", &error),
        ("conf/off.json", &off),
        ("conf/other.json", "{ \"extends\": \"off.json\" }"),
    ];
    let folder = with("build-extends", &more);
    assert_eq!(code(&triceps(&folder, &["build", "infra/main.bicep"])), 1);
    let output = triceps(&folder, &["build", "infra/main.bicep", "--config", "conf/other.json"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
}

#[test]
fn a_text_loads_files_and_lists_folders() {
    let text = "output text string = loadTextContent('data/a.txt')\noutput names array = map(loadDirectoryFileInfo('data'), file => file.baseName)\n";
    let folder = with("build-loads", &[("main.bicep", text), ("data/a.txt", "hello"), ("data/b.txt", "")]);
    let output = triceps(&folder, &["build", "main.bicep", "--stdout"]);
    assert_eq!((code(&output), stderr(&output)), (0, ""));
    for part in ["hello", "\"baseName\": \"a.txt\"", "\"baseName\": \"b.txt\""] {
        assert!(stdout(&output).contains(part), "{part}: {}", stdout(&output));
    }
}

#[test]
fn patterns_choose_files_as_the_official_program_does() {
    let text = "output text string = 'hello'\n";
    let files = [("a/x.bicep", text), ("a/b/Y.BICEP", text), ("a/b/z[1].bicep", text), ("a/x.txt", text)];
    for (pattern, built) in [
        ("a/*.bicep", &["a/x.json"][..]),
        ("**/*.bicep", &["a/b/Y.json", "a/b/z[1].json", "a/x.json"]),
        ("a/**/y.bicep", &["a/b/Y.json"]),
        ("a/b/z[1].bicep", &["a/b/z[1].json"]),
        ("a/b/z?1?.bicep", &[]),
        ("none/*.bicep", &[]),
    ] {
        let folder = with("build-pattern", &files);
        let output = triceps(&folder, &["build", "--pattern", pattern]);
        assert_eq!((code(&output), stderr(&output)), (0, ""), "{pattern}");
        let mut expected: Vec<&str> = files.iter().map(|(path, _)| *path).chain(built.iter().copied()).collect();
        expected.sort_unstable();
        assert_eq!(listing(&folder), expected, "{pattern}");
    }
}

#[test]
fn wrong_usage_and_files_that_cannot_be_read_end_with_1() {
    let folder =
        with("build-usage", &[("main.bicep", "param x string\n"), ("main.bicepparam", "using none\n"), ("x.txt", "")]);
    fs::create_dir(folder.join("folder.bicep")).expect("a folder can be made");
    fs::write(folder.join("latin.bicep"), b"var a = '\xe4'\n").expect("the folder can be written to");
    #[cfg(target_os = "linux")]
    std::os::unix::fs::symlink("/proc/self/mem", folder.join("locked.bicep")).expect("a link can be made");
    let before = listing(&folder);
    for (args, message) in [
        (&["build"][..], "<FILE>"),
        (&["build", "main.bicep", "--frobnicate"], "--frobnicate"),
        (&["build", "main.bicep", "other.bicep"], "other.bicep"),
        (&["build", "main.bicep", "--stdout", "--outdir", "x"], "--outdir"),
        (&["build", "main.bicep", "--stdout", "--outfile", "x"], "--outfile"),
        (&["build", "main.bicep", "--outdir", "x", "--outfile", "x"], "--outfile"),
        (&["build", "--pattern", "*.bicep", "--stdout"], "--stdout"),
        (&["build", "--pattern", "*.bicep", "--outfile", "x"], "--outfile"),
        (&["build", "--pattern", "*.txt"], "`x.txt` is not a `.bicep` file"),
        (&["build", "main.bicep", "--diagnostics-format", "xml"], "xml"),
        (&["build", "main.bicep", "--config", "none.json"], "could not read `none.json`"),
        (&["build", "none.bicep"], "could not read `none.bicep`"),
        (&["build", "."], "`.` is not a `.bicep` file"),
        (&["build", "main.bicepparam"], "`main.bicepparam` is not a `.bicep` file"),
        (&["build", "folder.bicep"], "could not read `folder.bicep`"),
        (&["build", "main.bicep/x.bicep"], "could not read `main.bicep/x.bicep`"),
        (&["build", "latin.bicep"], "`latin.bicep` is not UTF-8 text: byte 9"),
        #[cfg(target_os = "linux")]
        (&["build", "locked.bicep"], "could not read `locked.bicep`"),
        (&["build", "main.bicep", "--outfile", "x.txt/out.json"], "x.txt"),
        (&["build", "main.bicep", "--outfile", "folder.bicep"], "it is a folder"),
    ] {
        let output = triceps(&folder, args);
        assert_eq!((code(&output), stdout(&output)), (1, ""), "{args:?}");
        assert!(stderr(&output).contains(message), "{args:?}: {}", stderr(&output));
    }
    assert_eq!(listing(&folder), before);
    for args in [&["build", "--help"][..], &["format", "--help"]] {
        assert_eq!(code(&triceps(&folder, args)), 0);
    }
    assert_eq!(code(&triceps(&folder, &["frobnicate"])), 2);
}

#[cfg(unix)]
#[test]
fn devices_are_written_to_and_links_stay() {
    let folder = with("build-device", &[("main.bicep", "param x string\n"), ("real/out.json", "old")]);
    std::os::unix::fs::symlink("real/out.json", folder.join("out.json")).expect("a link can be made");
    assert_eq!(code(&triceps(&folder, &["build", "main.bicep", "--outfile", "/dev/null"])), 0);
    assert_eq!(code(&triceps(&folder, &["build", "main.bicep", "--outfile", "out.json"])), 0);
    assert!(folder.join("out.json").is_symlink());
    assert!(fs::read_to_string(folder.join("real/out.json")).expect("it is there").starts_with('{'));
}

#[test]
fn sizes_of_modules_are_listed() {
    let module = "param a string\noutput b string = a\n";
    let main = "module one 'm.bicep' = {\n  params: { a: '1' }\n}\nmodule two 'm.bicep' = {\n  params: { a: '2' }\n}\n";
    let folder = with("build-sizes", &[("main.bicep", main), ("m.bicep", module)]);
    let output = triceps(&folder, &["build", "main.bicep", "--sizes"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let output = stdout(&output);
    let lines: Vec<&str> = output.lines().collect();
    assert!(lines[0].ends_with(" bytes without blanks, of 4194304 that Azure takes"), "{output}");
    assert!(lines[1].ends_with("  one") && lines[2].ends_with("  two"), "{output}");
    assert!(lines[3].starts_with("equal: ") && lines[3].ends_with(" bytes 2 times: one, two"), "{output}");
    assert!(folder.join("main.json").is_file());
}

#[test]
fn nobody_has_to_read_the_output() {
    let folder = folder("nobody-reads");
    fs::write(folder.join("main.bicep"), "output port int = 7007\n").expect("the folder is there");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_triceps"));
    command.args(["build", "main.bicep", "--stdout"]).current_dir(&folder).stdout(writer);
    let output = command.output().expect("the command starts");
    assert_eq!(code(&output), 0);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("could not write"));
}
