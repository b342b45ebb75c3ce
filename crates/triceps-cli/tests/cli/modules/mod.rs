//! `triceps modules`, with a registry in this process and a mirror of recorded modules.

mod build;
mod change;
mod check;
mod registry;
mod show;

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use registry::Registry;

use crate::{folder, root, scratch};

/// The recorded cache, unpacked once. Another process may do the same.
fn recorded() -> &'static Path {
    static CACHE: OnceLock<PathBuf> = OnceLock::new();
    CACHE.get_or_init(|| {
        let packed = fs::read(root().join("fixtures/conformance/registry/cache.tar.xz")).expect("the fixture is there");
        let mut hasher = DefaultHasher::new();
        packed.hash(&mut hasher);
        let place = scratch().join(format!("modules-recorded-{:x}", hasher.finish()));
        if !place.exists() {
            let mut archive = Vec::new();
            lzma_rs::xz_decompress(&mut packed.as_slice(), &mut archive).expect("it is xz");
            let unpacked = folder(&format!("modules-unpacked-{}", std::process::id()));
            tar::Archive::new(archive.as_slice()).unpack(&unpacked).expect("it is tar");
            if fs::rename(&unpacked, &place).is_err() {
                fs::remove_dir_all(&unpacked).expect("another process was first");
            }
        }
        place
    })
}

/// A project whose registries are folders of recorded modules.
fn project(test: &str) -> PathBuf {
    let project = package(test);
    let mirror = recorded().display();
    write(
        &project.join("triceps.toml"),
        format!("[modules.mirrors]\n\"mcr.microsoft.com\" = '{mirror}'\n\"contoso.azurecr.io\" = '{mirror}'\n"),
    );
    project
}

/// The folder of a package.
fn package(test: &str) -> PathBuf {
    let package = folder(&format!("modules-{test}"));
    write(&package.join("Cargo.toml"), "[package]\n");
    package
}

fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// Runs `triceps modules` in a project, whose home is its own.
fn modules(project: &Path, args: &[&str]) -> Output {
    run(project, &[&["modules"], args].concat())
}

/// Runs `triceps` in a project, whose home is its own.
fn run(project: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_triceps"))
        .args(args)
        .current_dir(project)
        .env("HOME", project.join("home"))
        .env("BICEP_TRUSTED_REGISTRIES", "127.0.0.1")
        // Whatever goes wrong, nothing leaves this machine.
        .env("HTTPS_PROXY", "http://127.0.0.1:9")
        .env("NO_PROXY", "127.0.0.1")
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("DOCKER_CONFIG")
        .output()
        .expect("the command starts")
}

/// What a command prints that has to end well.
fn fine(project: &Path, args: &[&str]) -> String {
    let output = modules(project, args);
    assert_eq!(crate::code(&output), 0, "{args:?}: {}", crate::stderr(&output));
    crate::stdout(&output).to_owned()
}

/// What a command says that has to find something.
fn diagnostics(project: &Path, args: &[&str]) -> String {
    let output = modules(project, args);
    assert_eq!(crate::code(&output), 1, "{args:?}: {}", crate::stdout(&output));
    crate::stderr(&output).to_owned()
}

const TYPES: &str = "br:contoso.azurecr.io/bicep/types:2.1.0";
const TENANT: &str = "br:contoso.azurecr.io/bicep/scopes/tenant:1.0.0";
const STORAGE: &str = "br:mcr.microsoft.com/bicep/avm/res/storage/storage-account:0.25.0";
const VAULT: &str = "br:mcr.microsoft.com/bicep/avm/res/key-vault/vault:0.14.0";

#[test]
fn a_module_is_pinned_copied_and_restored() {
    let project = project("add");
    let output = fine(&project, &["add", "br/public:avm/res/key-vault/vault:0.14.0"]);
    assert!(output.starts_with(&format!("locked {VAULT} as `vault`, sha256:c7aac337")), "{output}");
    let lock = fs::read_to_string(project.join("triceps.lock")).expect("it is written");
    assert!(lock.contains(&format!("[modules.\"{VAULT}\"]")) && lock.contains("name = \"vault\""), "{lock}");
    let copy = project.join("modules/mcr.microsoft.com/bicep/avm/res/key-vault/vault/0.14.0.json");
    let bytes = fs::read(&copy).expect("it is copied");
    fine(&project, &["add", VAULT]);
    assert_eq!(fs::read_to_string(project.join("triceps.lock")).expect("it is there"), lock, "the same bytes");
    let bindings = fs::read_to_string(project.join("src/modules/vault.rs")).expect("it is generated");
    assert!(bindings.contains("Vault") && bindings.contains("0.14.0.json"), "{bindings}");
    let list = fs::read_to_string(project.join("src/modules/mod.rs")).expect("it is written");
    assert!(list.ends_with("\npub mod vault;\n"), "{list}");
    fs::remove_file(&copy).expect("it is there");
    assert_eq!(fine(&project, &["restore", "--offline"]), "1 restored, 0 there already\n");
    assert_eq!(fs::read(&copy).expect("it is restored"), bytes);
    assert_eq!(fine(&project, &["restore", "--offline"]), "0 restored, 1 there already\n");
    fine(&project, &["check"]);
    fine(&project, &["check", "--remote"]);
    assert_eq!(fine(&project, &["remove", "vault"]), format!("removed {VAULT}\n"));
    assert!(!copy.exists() && !project.join("src/modules/vault.rs").exists());
}

#[test]
fn bindings_are_for_packages_that_want_them() {
    let project = project("no-bindings");
    fine(&project, &["add", VAULT, "--no-bindings"]);
    assert!(!project.join("src").exists());
    fs::remove_file(project.join("Cargo.toml")).expect("it is there");
    let output = modules(&project, &["add", STORAGE, "--project", "."]);
    assert_eq!(crate::code(&output), 0, "{}", crate::stderr(&output));
    assert_eq!(
        crate::stderr(&output),
        format!("note: no bindings are made, as `{}` has no `Cargo.toml`\n", project.display())
    );
    let output = modules(&project, &["add", TYPES, "--project", ".", "--no-bindings"]);
    assert_eq!((crate::code(&output), crate::stderr(&output)), (0, ""));
    assert!(!project.join("src").exists());
    fine(&project, &["check"]);
}

#[test]
fn a_project_sets_parameters_of_all_modules() {
    let project = project("defaults");
    fine(&project, &["add", VAULT]);
    let bindings = || fs::read_to_string(project.join("src/modules/vault.rs")).expect("it is generated");
    assert!(!bindings().contains(r#".set("enableTelemetry", false)"#));
    let settings = fs::read_to_string(project.join("triceps.toml")).expect("it is there");
    let with = |defaults: &str| {
        write(&project.join("triceps.toml"), format!("{settings}[modules.defaults]\n{defaults}\n"));
    };
    with("enableTelemetry = false");
    let output = diagnostics(&project, &["check"]);
    assert!(output.contains("error[TRI0066]") && output.contains("run `triceps modules sync`"), "{output}");
    fine(&project, &["sync"]);
    assert!(bindings().contains(r#".set("enableTelemetry", false)"#), "{}", bindings());
    fine(&project, &["check"]);
    with("enableTelemetri = false");
    let output = diagnostics(&project, &["check"]);
    assert!(
        output.contains("error[TRI0064]") && output.contains("no module has the parameter `enableTelemetri`"),
        "{output}"
    );
    with("enableTelemetry = 2024-01-01");
    assert!(crate::stderr(&modules(&project, &["check"])).contains("the default of `enableTelemetry` has a date"));
}

#[test]
fn without_copies_a_build_script_makes_the_bindings() {
    let project = project("not-vendored");
    let settings = fs::read_to_string(project.join("triceps.toml")).expect("it is there");
    write(&project.join("triceps.toml"), format!("[modules]\nvendor = false\n{settings}"));
    fine(&project, &["add", VAULT]);
    assert!(!project.join("src").exists() && !project.join("modules").exists());
    // Names of nested types are kept for the build script.
    let lock = fs::read_to_string(project.join("triceps.lock")).expect("it is there");
    assert!(lock.contains("roleAssignments[]\" = \"RoleAssignment\"") && !lock.contains("bindings"), "{lock}");
    fine(&project, &["restore"]);
    fine(&project, &["check"]);
    let out = project.join("out");
    // What Cargo would set, for a cache of its own.
    write(
        &project.join("bicepconfig.json"),
        format!("{{\"cacheRootDirectory\": {:?}}}", recorded().display().to_string()),
    );
    triceps_codegen::ModuleBindings::new().root(&project).out_dir(&out).generate().expect("all is in the cache");
    let text = fs::read_to_string(out.join("modules.rs")).expect("it is generated");
    assert!(text.contains("pub mod vault {") && text.contains("impl RoleAssignment {"), "{text}");
    let copy = fs::read_dir(out.join("modules")).expect("it is made").next().expect("a copy").expect("a file").path();
    assert!(text.contains(&format!("include_str!({:?})", copy.display().to_string())), "{text}");
    fs::remove_file(project.join("triceps.lock")).expect("it is there");
    let error = triceps_codegen::ModuleBindings::new().root(&project).out_dir(&out).generate().expect_err("no lock");
    assert!(error.to_string().contains("run `triceps modules add REFERENCE`"), "{error}");
}

/// A command that may be stopped at any moment.
fn started(project: &Path, args: &[&str]) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_triceps"))
        .arg("modules")
        .args(args)
        .current_dir(project)
        .env("HOME", project.join("home"))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the command starts")
}

#[test]
fn a_restore_that_is_killed_leaves_the_store_whole() {
    let project = project("killed");
    let references: Vec<String> = ["0.25.0", "0.26.2", "0.28.0", "0.29.0", "0.32.0", "0.32.1", "0.33.0"]
        .map(|tag| STORAGE.replace("0.25.0", tag))
        .into();
    let lines: Vec<String> =
        references.iter().enumerate().map(|(at, name)| format!("module m{at} '{name}' = {{}}\n")).collect();
    write(&project.join("main.bicep"), lines.concat());
    fine(&project, &["sync"]);
    let copies = project.join("modules");
    for round in 0..12 {
        fs::remove_dir_all(&copies).expect("it is there");
        let mut first = started(&project, &["restore", "--offline"]);
        let mut second = started(&project, &["restore", "--offline"]);
        std::thread::sleep(std::time::Duration::from_millis(round * 7));
        first.kill().expect("it was ours");
        if round % 2 == 0 {
            second.kill().expect("it was ours");
        }
        first.wait().expect("it was ours");
        second.wait().expect("it was ours");
        // Each copy is whole or absent: `check` finds no other content.
        let output = crate::stderr(&modules(&project, &["check"])).to_owned();
        assert!(!output.contains("TRI0062") && !output.contains("TRI0065"), "{output}");
        fine(&project, &["restore", "--offline"]);
        fine(&project, &["check"]);
        let left = crate::listing(&copies)
            .into_iter()
            .filter(|name| Path::new(name).extension().is_some_and(|end| end == "part"))
            .count();
        assert_eq!(left, 0);
    }
}

#[test]
fn names_clash_only_where_the_user_says_nothing() {
    let project = project("names");
    fine(&project, &["add", VAULT]);
    let second = diagnostics(&project, &["add", "br/public:avm/res/key-vault/vault:0.13.3"]);
    assert!(second.contains("error[TRI0074]") && second.contains("add `--as NAME`"), "{second}");
    let wrong = diagnostics(&project, &["add", VAULT, "--as", "My-Vault"]);
    assert!(wrong.contains("write `--as my_vault`"), "{wrong}");
    fine(&project, &["add", VAULT, "--as", "safe"]);
    let lock = fs::read_to_string(project.join("triceps.lock")).expect("it is there");
    assert!(lock.contains("name = \"safe\""), "{lock}");
}

#[test]
fn bad_references_are_diagnostics_with_the_codes_of_the_compiler() {
    let project = project("bad");
    for (text, part) in [
        ("br:contoso.azurecr.io/A:1", "error[BCP195]"),
        ("br/nope:x:1", "error[BCP213]"),
        ("br:contoso.azurecr.io/a:1?x", "error[TRI0060]"),
        ("./x.bicep", "only modules of registries and template specs are locked"),
        ("br:evil.example/a:1", "error[BCP446]"),
        ("br:contoso.azurecr.io/bicep/broken/not-json:1.0.0", "error[BCP188]"),
        ("br:contoso.azurecr.io/bicep/absent:1.0.0", "error[BCP190]"),
    ] {
        let output = diagnostics(&project, &["add", text]);
        assert!(output.contains(part), "{text}: {output}");
    }
    assert!(!project.join("triceps.lock").exists() && !project.join("modules").exists());
}

#[test]
fn texts_are_pinned_and_what_nothing_names_is_said() {
    let project = project("sync");
    write(
        &project.join("infra/main.bicep"),
        format!("module a '{STORAGE}' = {{}}\nmodule b 'br/public:avm/res/key-vault/vault:0.14.0' = {{}}\n"),
    );
    let output = fine(&project, &["sync", "infra"]);
    assert!(output.ends_with("2 modules named in `infra`, all locked\n"), "{output}");
    fine(&project, &["check"]);
    write(
        &project.join("infra/main.bicep"),
        format!("module a '{STORAGE}' = {{}}\nmodule c '../../outside.bicep' = {{}}\n"),
    );
    let output = modules(&project, &["sync", "infra"]);
    assert_eq!(crate::code(&output), 1);
    assert!(crate::stdout(&output).contains(&format!("nothing names {VAULT}")), "{}", crate::stdout(&output));
    assert!(crate::stderr(&output).contains("error[TRI0069]"), "{}", crate::stderr(&output));
    fine(&project, &["sync", "infra", "--allow-outside"]);
    write(&project.join("infra/main.bicep"), format!("module a '{STORAGE}' = {{}}\n"));
    let output = fine(&project, &["sync"]);
    assert!(output.ends_with(&format!("1 module named in `{}`, all locked\n", project.display())), "{output}");
    let output = modules(&project, &["sync", "infra/main.bicep"]);
    assert_eq!((crate::code(&output), crate::stderr(&output)), (2, "error: `infra/main.bicep` is not a folder\n"));
    // What can be locked is locked beside what cannot.
    write(
        &project.join("infra/main.bicep"),
        format!("module a '{TENANT}' = {{}}\nmodule b 'br:contoso.azurecr.io/bicep/absent:1.0.0' = {{}}\n"),
    );
    let output = modules(&project, &["sync"]);
    assert_eq!(crate::code(&output), 1);
    assert!(crate::stdout(&output).starts_with(&format!("locked {TENANT}, sha256:")), "{}", crate::stdout(&output));
    assert!(crate::stderr(&output).contains("error[BCP190]"), "{}", crate::stderr(&output));
}

#[test]
fn what_is_removed_and_still_named_is_listed() {
    let project = project("remove");
    write(&project.join("main.bicep"), format!("module a '{TENANT}' = {{}}\nmodule b '{STORAGE}' = {{}}\n"));
    fine(&project, &["add", TENANT, TYPES]);
    assert_eq!(
        fine(&project, &["remove", "tenant", TYPES]),
        format!("removed {TENANT}\nremoved {TYPES}\nmain.bicep(1,10) still names it\n")
    );
    assert_eq!(crate::listing(&project.join("src")), ["modules/mod.rs"]);
}

#[test]
fn the_project_is_the_nearest_lock_or_package() {
    let project = project("nearest");
    let inner = project.join("a/b");
    fs::create_dir_all(&inner).expect("it can be made");
    fine(&inner, &["add", TYPES]);
    assert!(project.join("triceps.lock").is_file() && project.join("src/modules/types.rs").is_file());
    write(&project.join("a/Cargo.toml"), "[package]\n");
    assert_eq!(fine(&inner, &["remove", "types"]), format!("removed {TYPES}\n"));
    let output = modules(&project, &["check", "--project", "none"]);
    assert_eq!(crate::stderr(&output), "error: `--project` names `none`, which is not a folder\n");
    assert_eq!(crate::code(&output), 2);
}

#[test]
fn a_text_is_published_with_the_files_that_it_is_made_of() {
    let registry = Registry::start();
    let project = package("publish-text");
    let files = [
        (
            "net/main.bicep",
            "import { size } from 'sizes.bicep'\nmodule m 'parts/m.bicep' = {}\nmodule o '../o.bicep' = {}\nparam a int\noutput b int = a + size\n",
        ),
        ("net/sizes.bicep", "@export()\nvar size = 1\n"),
        ("net/parts/m.bicep", "output a string = 'a'\n"),
        ("net/bicepconfig.json", "{}"),
        ("o.bicep", ""),
    ];
    files.iter().for_each(|(path, text)| write(&project.join(path), text));
    let target = registry.reference("team/net", "1.0.0");
    let publish = |flags: &[&str]| {
        let publish = ["publish", "net/main.bicep", "--target", &target, "--plain-http", "--with-source"];
        fine(&project, &[&publish, flags].concat())
    };
    assert!(publish(&[]).starts_with(&format!("published {target}, sha256:")));
    let manifest: serde_json::Value =
        serde_json::from_slice(&registry.content("/v2/team/net/manifests/1.0.0")).expect("it is JSON");
    let created = manifest["annotations"]["org.opencontainers.image.created"].as_str().expect("it has a time");
    assert!(created.starts_with("20") && created.ends_with('Z'), "{created}");
    fine(&project, &["add", &target, "--plain-http"]);
    // Besides the files there is their list.
    assert_eq!(fine(&project, &["show", "net", "--sources", "out", "--plain-http"]), "4 files in `out`\n");
    let sources: Vec<String> = crate::listing(&project.join("out/files"));
    assert_eq!(sources, ["main.bicep", "parts/m.bicep", "sizes.bicep"]);
    publish(&["--force"]);
    write(&project.join("net/sizes.bicep"), "@export()\nvar size = ''\n");
    let refused = modules(&project, &["publish", "net/main.bicep", "--target", &target, "--plain-http", "--force"]);
    assert_eq!(crate::code(&refused), 2);
    assert!(
        crate::stderr(&refused).contains("BCP")
            && crate::stderr(&refused).contains("`net/main.bicep` has errors, and is not published"),
        "{}",
        crate::stderr(&refused)
    );
    write(&project.join("main.json"), registry::TEMPLATE);
    let spec =
        modules(&project, &["publish", "main.json", "--target", "ts:00000000-0000-0000-0000-000000000000/g/s:1"]);
    assert!(crate::stderr(&spec).contains("is a template spec; `--target` takes `br:..`"), "{}", crate::stderr(&spec));
    assert_eq!(crate::code(&spec), 2);
}

#[test]
fn a_module_is_published_with_its_sources_and_used() {
    let registry = Registry::start();
    let project = package("publish");
    write(&project.join("main.json"), registry::TEMPLATE);
    let target = registry.reference("team/net", "1.0.0");
    let publish = [
        "publish",
        "main.json",
        "--target",
        &target,
        "--with-source",
        "--documentation-uri",
        "https://example.com/net",
        "--plain-http",
    ];
    let output = fine(&project, &publish);
    assert!(output.starts_with(&format!("published {target}, sha256:")), "{output}");
    let again = diagnostics(&project, &publish);
    assert!(again.contains("error[TRI0067]") && again.contains("--force"), "{again}");
    fine(&project, &["add", &target, "--plain-http"]);
    assert_eq!(
        fs::read_to_string(project.join(format!("modules/127.0.0.1${}/team/net/1.0.0.json", registry.port)))
            .expect("it is copied"),
        registry::TEMPLATE
    );
    assert_eq!(fine(&project, &["show", "net", "--sources", "out", "--plain-http"]), "2 files in `out`\n");
    assert_eq!(fs::read_to_string(project.join("out/files/main.json")).expect("it is unpacked"), registry::TEMPLATE);
}
