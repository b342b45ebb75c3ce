//! Writing and comparing files.

#[cfg(feature = "manifest")]
mod manifest;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use triceps::build::{Bundle, Error, Files, Mode, Outcome};
use triceps::{Module, Param, Template, TypeExpr};

/// A folder of its own for one test. A variable of the same name replaces the folder of cargo, so that two runs do not
/// meet.
fn folder(test: &str) -> PathBuf {
    let scratch = env::var_os("CARGO_TARGET_TMPDIR").map_or_else(|| env!("CARGO_TARGET_TMPDIR").into(), PathBuf::from);
    let folder = scratch.join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of the last run can be removed");
    }
    folder
}

fn greeting(text: &str) -> Template {
    let mut t = Template::for_resource_group();
    let name = t.param(Param::string("name"));
    t.output("greeting", triceps::interpolate!("{text} {name}"));
    t
}

/// A template with a module in a folder of its own.
fn with_module() -> Template {
    let mut t = Template::for_resource_group();
    let file = t.module_file("modules/greeting.bicep", greeting("hello").check().expect("no errors"));
    t.add("greeting", Module::new(&file).param("name", "world"));
    t
}

fn run(folder: &Path, template: Template, mode: Mode) -> Result<Outcome, Error> {
    Bundle::new(template)
        .bicep(folder.join("main.bicep"))
        .arm(folder.join("main.json"))
        .bicepparam(folder.join("main.bicepparam"))
        .command("make infra")
        .run(mode)
}

/// All files below a folder, relative to it, in order.
fn listing(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("below the folder").display().to_string());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_file_is_written_in_its_place() {
    let folder = folder("every_file");
    let outcome = run(&folder, with_module(), Mode::Write).expect("written");
    assert_eq!(outcome.written().len(), 4);
    assert_eq!(listing(&folder), ["main.bicep", "main.bicepparam", "main.json", "modules/greeting.bicep"]);
    let checked = with_module().check().expect("no errors");
    assert_eq!(fs::read_to_string(folder.join("main.bicep")).expect("text"), checked.to_bicep());
    assert_eq!(fs::read_to_string(folder.join("main.json")).expect("text"), checked.to_arm_string());
}

#[test]
fn the_main_file_may_have_another_name_and_the_parameters_another_folder() {
    let folder = folder("names");
    Bundle::new(with_module())
        .bicep(folder.join("infra/portal.bicep"))
        .bicepparam(folder.join("environments/test/portal.bicepparam"))
        .run(Mode::Write)
        .expect("written");
    assert_eq!(
        listing(&folder),
        ["environments/test/portal.bicepparam", "infra/modules/greeting.bicep", "infra/portal.bicep"]
    );
    let parameters = fs::read_to_string(folder.join("environments/test/portal.bicepparam")).expect("text");
    assert_eq!(parameters, "using '../../infra/portal.bicep'\n");
}

#[test]
fn only_what_changed_is_written() {
    let folder = folder("only_changed");
    run(&folder, greeting("hello"), Mode::Write).expect("written");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for file in listing(&folder) {
        let file = fs::File::options().write(true).open(folder.join(file)).expect("a file");
        file.set_modified(long_ago).expect("the time can be set");
    }
    let modified = |file: &str| fs::metadata(folder.join(file)).and_then(|data| data.modified()).expect("a time");

    assert!(run(&folder, greeting("hello"), Mode::Write).expect("fresh").written().is_empty());
    assert_eq!(modified("main.bicep"), long_ago);

    let outcome = run(&folder, greeting("goodbye"), Mode::Write).expect("written");
    assert_eq!(outcome.written(), [folder.join("main.bicep"), folder.join("main.json")]);
    assert_ne!(modified("main.bicep"), long_ago);
    assert_eq!(modified("main.bicepparam"), long_ago);
}

#[test]
fn a_check_writes_nothing_and_shows_the_differences() {
    let folder = folder("check");
    let error = run(&folder, greeting("hello"), Mode::Check).expect_err("nothing is there");
    assert!(!folder.exists());
    let message = error.to_string();
    assert!(message.contains("main.bicep` is missing"), "{message}");
    assert!(message.ends_with("run `make infra`"), "{message}");

    run(&folder, greeting("hello"), Mode::Write).expect("written");
    run(&folder, greeting("hello"), Mode::Check).expect("fresh");

    let error = run(&folder, greeting("goodbye"), Mode::Check).expect_err("stale");
    let stale: Vec<&Path> = error.stale().collect();
    assert_eq!(stale, [folder.join("main.bicep"), folder.join("main.json")]);
    let message = format!("{error:?}");
    assert!(message.contains("-output greeting string = 'hello ${name}'\n"), "{message}");
    assert!(message.contains("+output greeting string = 'goodbye ${name}'\n"), "{message}");
    assert!(fs::read_to_string(folder.join("main.bicep")).expect("text").contains("hello"));
}

#[test]
fn line_ends_of_version_control_make_no_difference() {
    let folder = folder("line_ends");
    run(&folder, greeting("hello"), Mode::Write).expect("written");
    let path = folder.join("main.bicep");
    let text = fs::read_to_string(&path).expect("text").replace('\n', "\r\n");
    fs::write(&path, text).expect("written");
    run(&folder, greeting("hello"), Mode::Check).expect("fresh");
}

#[test]
fn diagnostics_leave_the_old_files_alone() {
    let folder = folder("diagnostics");
    run(&folder, greeting("hello"), Mode::Write).expect("written");
    let mut refused = greeting("goodbye");
    refused.param(Param::string("name"));
    let error = run(&folder, refused, Mode::Write).expect_err("a name is taken");
    assert!(error.diagnostics().is_some_and(triceps::Diagnostics::has_errors));
    assert!(error.to_string().contains("BCP028"), "{error}");
    assert!(fs::read_to_string(folder.join("main.bicep")).expect("text").contains("hello"));
}

#[test]
fn a_disk_that_refuses_leaves_every_file_as_it_was() {
    let folder = folder("refusal");
    run(&folder, with_module(), Mode::Write).expect("written");
    fs::remove_dir_all(folder.join("modules")).expect("removed");
    fs::write(folder.join("modules"), "a file where a folder should be").expect("written");
    let before = fs::read_to_string(folder.join("main.bicep")).expect("text");

    let mut changed = with_module();
    changed.output("more", "text");
    let error = run(&folder, changed, Mode::Write).expect_err("no folder can be made");
    assert!(error.to_string().contains("modules"), "{error}");
    assert_eq!(fs::read_to_string(folder.join("main.bicep")).expect("text"), before);
    assert_eq!(listing(&folder), ["main.bicep", "main.bicepparam", "main.json", "modules"]);
}

#[test]
fn only_files_are_compared_and_replaced() {
    let folder = folder("not_a_file");
    fs::create_dir_all(folder.join("here")).expect("the folder can be made");
    let reason = |path: PathBuf| {
        let error = Files::new().file(path, "text\n").run(Mode::Check).unwrap_err();
        let source = std::error::Error::source(&error).map(ToString::to_string);
        assert!(source.as_ref().is_some_and(|source| error.to_string().ends_with(source)), "{error}");
        source.unwrap_or_default()
    };
    assert_eq!(reason(folder.join("here")), "it is a folder");
    #[cfg(unix)]
    {
        assert_eq!(reason("/dev/null".into()), "it is a pipe, a device or a socket");
        std::os::unix::fs::symlink(folder.join("nowhere"), folder.join("link")).expect("the link can be made");
        assert_eq!(reason(folder.join("link")), "it is a link that leads nowhere");
    }
    let stale = Files::new().file(folder.join("missing"), "").run(Mode::Check).unwrap_err();
    assert!(std::error::Error::source(&stale).is_none(), "nothing on the disk failed");
}

#[test]
fn a_seed_is_written_once() {
    let folder = folder("seed");
    let path = folder.join("config.toml");
    let run = |text: &str, mode| Files::new().seed(&path, text).run(mode);
    assert_eq!(run("port = 80\n", Mode::Check).unwrap_err().stale().count(), 1);
    assert_eq!(run("port = 80\n", Mode::Write).expect("written").written(), std::slice::from_ref(&path));
    fs::write(&path, "port = 81\n").expect("it can be edited");
    run("port = 80\n", Mode::Check).expect("an edited seed is fresh");
    assert_eq!(run("port = 80\n", Mode::Write).expect("fresh").written(), [] as [PathBuf; 0]);
    assert_eq!(fs::read_to_string(&path).expect("text"), "port = 81\n");
}

#[test]
fn another_run_is_seen_in_the_folder_that_all_files_share() {
    let folder = folder("shared");
    let files = || Files::new().file(folder.join("a/b/one.txt"), "1").file(folder.join("a/c/two.txt"), "2");
    files().run(Mode::Write).expect("the folder can be written to");
    for (elsewhere, is_seen) in [("a/b", false), ("a", true), ("", false)] {
        let run = folder.join(elsewhere).join(".triceps-run");
        fs::create_dir_all(&run).expect("the folder can be made");
        let result = files().run(Mode::Check);
        assert_eq!(result.is_err(), is_seen, "{elsewhere}");
        if let Err(error) = result {
            assert!(error.to_string().starts_with("another run is under way, or was interrupted\n"), "{error}");
        }
        fs::remove_dir_all(run).expect("it was made");
    }
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let folder = folder("refused");
    let alone = Bundle::new(greeting("hello")).bicepparam(folder.join("main.bicepparam")).run(Mode::Write);
    assert!(alone.expect_err("no Bicep file").to_string().contains("Bundle::bicep"));
    let same = Bundle::new(greeting("hello"))
        .bicep(folder.join("main.bicep"))
        .arm(folder.join("x/../main.bicep"))
        .run(Mode::Write);
    assert!(same.expect_err("one path").to_string().contains("two files"));
    let unrelated = Bundle::new(greeting("hello")).bicep("main.bicep").bicepparam(folder.join("main.bicepparam"));
    assert!(unrelated.run(Mode::Write).expect_err("no way from one to the other").to_string().contains("relative"));
    assert!(!folder.exists());
}

#[track_caller]
fn assigns(declared: TypeExpr, expected: &str) {
    let mut t = Template::for_resource_group();
    let value = t.param(Param::typed("theValue2Use", declared.clone()));
    t.output_of("copy", declared, value);
    let text = t.check().expect("no errors").to_bicepparam("./main.bicep");
    assert_eq!(text, format!("using './main.bicep'\n{expected}"));
}

#[test]
fn variables_are_converted_to_the_type_of_the_parameter() {
    let variable = "readEnvironmentVariable('THE_VALUE2_USE')";
    for text in ["string", "int", "bool", "object", "array"] {
        let expected = match text {
            "string" => variable.to_owned(),
            "int" | "bool" => format!("{text}({variable})"),
            _ => format!("json({variable})"),
        };
        assigns(TypeExpr::named(text), &format!("\nparam theValue2Use = {expected}\n"));
    }
    let stages = TypeExpr::union([TypeExpr::literal("test"), TypeExpr::literal("production")]);
    assigns(stages.clone(), &format!("\nparam theValue2Use = {variable}\n"));
    assigns(stages.clone().array(), &format!("\nparam theValue2Use = json({variable})\n"));
    let counts = TypeExpr::union([TypeExpr::literal(1), TypeExpr::literal(3)]);
    assigns(counts, &format!("\nparam theValue2Use = int({variable})\n"));
    assigns(stages.nullable(), "");
}

#[test]
fn names_that_make_one_variable_are_told_apart() {
    let mut t = Template::for_resource_group();
    for name in ["imageTag", "image_tag", "image__tag"] {
        let value = t.param(Param::string(name));
        t.output(format!("{name}Copy"), value);
    }
    let text = t.check().expect("no errors").to_bicepparam("./main.bicep");
    let values: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once(" = ")?.1)).collect();
    assert_eq!(
        values,
        [
            "readEnvironmentVariable('IMAGE_TAG')",
            "readEnvironmentVariable('IMAGE_TAG_2')",
            "readEnvironmentVariable('IMAGE_TAG_3')"
        ]
    );
}

#[test]
fn files_of_any_content_are_written_together() {
    let folder = folder("any");
    let files = || Files::new().file(folder.join("a/b.txt"), "b\n").executable(folder.join("run.sh"), "#!/bin/sh\n");
    let error = files().command("make").run(Mode::Check).unwrap_err();
    assert_eq!(error.stale().count(), 2);
    assert!(!folder.exists());
    assert_eq!(files().run(Mode::Write).expect("the folder can be written to").written().len(), 2);
    assert_eq!(files().run(Mode::Write).expect("nothing changed").written(), [] as [PathBuf; 0]);
    let twice = files().file(folder.join("a/../run.sh"), "").run(Mode::Write).unwrap_err();
    assert!(twice.to_string().contains("two files"), "{twice}");
}

#[cfg(unix)]
#[test]
fn what_is_run_can_be_run() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = folder("run");
    let path = folder.join("run.sh");
    Files::new().file(&path, "#!/bin/sh\n").run(Mode::Write).expect("the folder can be written to");
    let files = || Files::new().executable(&path, "#!/bin/sh\n");
    let error = files().run(Mode::Check).unwrap_err();
    assert!(error.to_string().contains("cannot be run"), "{error}");
    files().run(Mode::Write).expect("the folder can be written to");
    let mode = fs::metadata(&path).expect("it was written").permissions().mode();
    assert_eq!(mode & 0o100, 0o100);
    files().run(Mode::Check).expect("it is fresh");
}

#[test]
fn warnings_of_module_files_are_those_of_the_bundle() {
    let with_unused = |name: &'static str| {
        let mut t = greeting("hello");
        t.param(Param::string(name).default(""));
        t
    };
    let mut middle = with_unused("unusedInTheMiddle");
    let inner = middle.module_file("inner/deep.bicep", with_unused("unusedDeep").check().expect("no errors"));
    middle.add("deep", Module::new(&inner).param("name", "world"));
    let middle = middle.check().expect("no errors");
    let mut t = with_unused("unused");
    for path in ["modules/a.bicep", "modules/b.bicep"] {
        let file = t.module_file(path, middle.clone());
        let name = path.trim_start_matches("modules/").trim_end_matches(".bicep").to_owned();
        t.add(name, Module::new(&file).param("name", "world"));
    }
    let accepted = {
        let mut t = greeting("hello");
        let unused = t.param(Param::string("accepted").default(""));
        t.accept(&unused, "no-unused-params", "callers still give it");
        t.check().expect("no errors")
    };
    let file = t.module_file("accepted.bicep", accepted);
    t.add("accepted", Module::new(&file).param("name", "world"));

    let folder = folder("warnings_of_module_files");
    let outcome = run(&folder, t, Mode::Write).expect("written");
    let paths: Vec<&str> = outcome.warnings().iter().map(triceps::Diagnostic::path).collect();
    assert_eq!(
        paths,
        [
            "params.unused",
            "files['modules/a.bicep'].params.unusedInTheMiddle",
            "files['modules/b.bicep'].params.unusedInTheMiddle",
            "files['modules/inner/deep.bicep'].params.unusedDeep",
        ]
    );
}

#[test]
fn a_module_cannot_have_the_path_of_its_template() {
    let folder = folder("main-twice");
    let template = || {
        let mut t = Template::for_resource_group();
        let file = t.module_file("main.bicep", greeting("hello").check().expect("no errors"));
        t.add("greeting", Module::new(&file).param("name", "world"));
        t
    };
    let error = run(&folder, template(), Mode::Write).expect_err("one path cannot have two texts");
    assert!(error.to_string().contains("error[TRI0005]"), "{error}");
    assert!(!folder.exists());
    Bundle::new(template()).bicep(folder.join("app.bicep")).run(Mode::Write).expect("the paths differ");
    let written = fs::read_to_string(folder.join("app.bicep")).expect("it is written");
    assert!(written.starts_with("module greeting 'main.bicep' = {"), "{written}");
    assert_eq!(listing(&folder), ["app.bicep", "main.bicep"]);
}

#[cfg(feature = "read")]
mod loaded {
    use triceps::functions::load_text_content;
    use triceps::read::MemoryFiles;

    use super::*;

    fn with_script() -> Template {
        let mut t = Template::for_resource_group();
        let script = t.var("script", load_text_content("scripts/start.sh"));
        t.output("script", &script);
        t
    }

    #[test]
    fn files_are_loaded_from_where_the_text_is_written() {
        let folder = folder("loaded");
        let error = run(&folder, with_script(), Mode::Write).expect_err("the file is missing").to_string();
        assert!(error.contains("BCP091"), "{error}");
        fs::create_dir_all(folder.join("scripts")).expect("the folder is free");
        let script = folder.join("scripts/start.sh");
        fs::write(&script, "echo hello").expect("the folder is there");
        let outcome = run(&folder, with_script(), Mode::Write).expect("the file is there");
        assert_eq!(outcome.loaded(), [std::path::absolute(script).expect("a path")]);
        let json = fs::read_to_string(folder.join("main.json")).expect("it is written");
        assert!(json.contains("echo hello"), "{json}");
        run(&folder, with_script(), Mode::Check).expect("nothing changed");
    }

    #[test]
    fn a_checked_template_is_written_as_it_is() {
        let folder = folder("loaded-before");
        let files = MemoryFiles::new().with("scripts/start.sh", "echo memory");
        let checked = with_script().check_with(&files).expect("the file is there");
        let outcome = Bundle::checked(checked).arm(folder.join("main.json")).run(Mode::Write).expect("it is checked");
        assert!(outcome.loaded().is_empty());
        let json = fs::read_to_string(folder.join("main.json")).expect("it is written");
        assert!(json.contains("echo memory"), "{json}");
    }
}
