//! Which files are written, and which are not.

use std::fs;
use std::path::{Path, PathBuf};

use crate::changes::without;
use crate::{code, folder, listing, portals, stderr, stdout, triceps};

/// A folder with the files of one of the good configurations.
fn generated(test: &str, portal: &str) -> PathBuf {
    let folder = folder(test);
    configure(&folder, portal);
    let output = triceps(&folder, &["generate", "portal.toml"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    folder
}

fn configure(folder: &Path, portal: &str) {
    fs::copy(portals().join(portal), folder.join("portal.toml")).expect("the fixture can be copied");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("it is there")
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("the folder can be written to");
}

/// Makes the files fresh, or says why not.
fn generate(folder: &Path, options: &[&str]) -> (i32, String) {
    let output = triceps(folder, &[&["generate", "portal.toml"], options].concat());
    (code(&output), stdout(&output).to_owned() + stderr(&output))
}

#[test]
fn a_clone_lacks_what_version_control_ignores_and_is_fresh() {
    let folder = generated("files-clone", "medium.toml");
    fs::remove_file(folder.join("app-config.local.yaml")).expect("it was written");
    assert_eq!(generate(&folder, &["--check"]).0, 1, "it is missing");
    write(&folder, "app-config.local.yaml", "app:\n  title: Mine\n");
    assert_eq!(generate(&folder, &["--check"]), (0, "all files are up to date\n".to_owned()));
}

#[test]
fn the_configuration_of_a_developer_is_never_overwritten() {
    let folder = folder("files-developer");
    configure(&folder, "medium.toml");
    write(&folder, "app-config.local.yaml", "app:\n  title: Mine\n");
    assert_eq!(generate(&folder, &["--force"]).0, 0);
    assert_eq!(read(&folder, "app-config.local.yaml"), "app:\n  title: Mine\n");
}

#[test]
fn a_file_of_someone_else_is_not_overwritten_and_nothing_else_is_written() {
    let folder = folder("files-foreign");
    configure(&folder, "medium.toml");
    write(&folder, "Dockerfile", "FROM scratch\n");
    let (code, text) = generate(&folder, &[]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("`Dockerfile` was there before") && text.contains("portal.toml --force`"), "{text}");
    assert_eq!(listing(&folder), ["Dockerfile", "portal.toml"]);
    assert_eq!(generate(&folder, &["--force"]).0, 0);
    assert!(read(&folder, "Dockerfile").contains("node"));
    assert_eq!(generate(&folder, &["--check"]).0, 0);
}

#[test]
fn a_file_that_someone_edited_is_not_overwritten() {
    let folder = generated("files-edited", "medium.toml");
    let edited = read(&folder, "app-config.production.yaml") + "# mine\n";
    write(&folder, "app-config.production.yaml", &edited);
    let (code, text) = generate(&folder, &["--check"]);
    assert!(code == 1 && text.contains("`app-config.production.yaml` is out of date, and someone edited it"), "{text}");
    let (code, text) = generate(&folder, &[]);
    assert!(code == 1 && text.contains("`app-config.production.yaml`"), "{text}");
    assert_eq!(read(&folder, "app-config.production.yaml"), edited);
}

#[test]
fn a_file_that_is_the_same_is_taken_over() {
    let folder = generated("files-taken-over", "medium.toml");
    fs::remove_file(folder.join(".triceps-manifest")).expect("it was written");
    let (code, text) = generate(&folder, &["--check"]);
    assert!(code == 1 && text.contains("`.triceps-manifest` is missing"), "{text}");
    assert_eq!(generate(&folder, &[]).0, 0);
    configure(&folder, "hardened.toml");
    assert_eq!(generate(&folder, &["--force"]).0, 0);
}

#[test]
fn what_is_not_made_any_more_is_removed_unless_someone_edited_it() {
    let folder = generated("files-obsolete", "hardened.toml");
    write(&folder, "queries/firewall.kql", "// mine\n");
    // A portal that gives up no data: that takes `--force`, which removes edited files too.
    let smaller =
        ["front-door", "domain", "github"].iter().fold(read(&folder, "portal.toml"), |t, table| without(&t, table));
    write(&folder, "portal.toml", &smaller);
    let (code, text) = generate(&folder, &["--check"]);
    assert!(code == 1 && text.contains("`.github/workflows/deploy.yaml` is not made any more\n"), "{text}");
    let (code, text) = generate(&folder, &[]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("removed .github/workflows/deploy.yaml\n"), "{text}");
    assert!(text.contains("`queries/firewall.kql` is not generated any more, and was edited"), "{text}");
    assert_eq!(read(&folder, "queries/firewall.kql"), "// mine\n");

    let fresh = generated("files-obsolete-fresh", "hardened.toml");
    write(&fresh, "portal.toml", &smaller);
    assert_eq!(generate(&fresh, &[]).0, 0);
    let mut expected = listing(&fresh);
    expected.push("queries/firewall.kql".to_owned());
    expected.sort();
    assert_eq!(listing(&folder), expected);
}

#[test]
fn the_list_names_no_file_elsewhere() {
    let folder = generated("files-list", "minimal.toml");
    fs::create_dir_all(folder.join("inner/.git")).expect("it can be made");
    configure(&folder.join("inner"), "minimal.toml");
    write(&folder, "precious", "text\n");
    write(&folder, "inner/.git/config", "text\n");
    // The SHA-256 of "text\n".
    let hash = "b9e68e1bea3e5b19ca6b2f98b73a54b73daafaa250484902e09982e07a12e733";
    let list = format!("{hash}  ../precious\n{hash}  {}\n{hash}  .git/config\n", folder.join("precious").display());
    write(&folder, "inner/.triceps-manifest", &list);
    assert_eq!(generate(&folder.join("inner"), &[]).0, 0);
    assert_eq!((read(&folder, "precious").as_str(), read(&folder, "inner/.git/config").as_str()), ("text\n", "text\n"));
    write(&folder, "inner/old", "text\n");
    write(&folder, "inner/.triceps-manifest", &format!("{}{hash}  old\n", read(&folder, "inner/.triceps-manifest")));
    assert_eq!(generate(&folder.join("inner"), &[]), (0, "removed inner/old\n".replace("inner/", "")));
}

#[test]
fn line_ends_of_windows_break_scripts_and_nothing_else() {
    let folder = generated("files-line-ends", "medium.toml");
    for path in ["scripts/deploy.sh", "scripts/settings.env", "infra/main.bicep", "app-config.production.yaml"] {
        let text = read(&folder, path).replace('\n', "\r\n");
        write(&folder, path, &text);
    }
    let (code, text) = generate(&folder, &["--check"]);
    assert_eq!(code, 1, "{text}");
    for path in ["scripts/deploy.sh", "scripts/settings.env"] {
        assert!(text.contains(&format!("`{path}` has line ends of Windows")), "{text}");
    }
    assert!(!text.contains("main.bicep") && !text.contains("app-config"), "{text}");
    assert_eq!(generate(&folder, &[]), (0, "wrote scripts/deploy.sh\nwrote scripts/settings.env\n".to_owned()));
    assert!(!read(&folder, "scripts/deploy.sh").contains('\r'));
    assert!(read(&folder, "scripts/.gitattributes").ends_with("* text eol=lf\n"));
}

#[cfg(unix)]
#[test]
fn permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = generated("files-permissions", "medium.toml");
    let mode = |path: &str| fs::metadata(folder.join(path)).expect("it was written").permissions().mode() & 0o777;
    for (path, mode) in [("infra/main.bicep", 0o600), ("scripts/settings.env", 0o664), ("scripts/deploy.sh", 0o750)] {
        fs::set_permissions(folder.join(path), fs::Permissions::from_mode(mode)).expect("it is ours");
    }
    let portal = read(&folder, "portal.toml").replace("name = \"backstage\"", "name = \"portal\"");
    write(&folder, "portal.toml", &portal);
    let (code, text) = generate(&folder, &["--force"]);
    assert!(code == 0 && text.contains("wrote scripts/settings.env"), "{text}");
    assert_eq!(
        [mode("infra/main.bicep"), mode("scripts/settings.env"), mode("scripts/deploy.sh")],
        [0o600, 0o664, 0o750]
    );
}

#[cfg(unix)]
#[test]
fn what_is_not_a_file_is_refused() {
    for (name, make) in [("pipe", &["mkfifo"] as &[&str]), ("link", &["ln", "-s", "nowhere"])] {
        let folder = folder(&format!("files-{name}"));
        configure(&folder, "medium.toml");
        let path = folder.join("azure.yaml");
        let made = std::process::Command::new(make[0]).args(&make[1..]).arg(&path).status().expect("it is a command");
        assert!(made.success());
        for options in [&[] as &[&str], &["--force"], &["--check"]] {
            let (code, text) = generate(&folder, options);
            assert!(code == 2 && text.contains("could not read `azure.yaml`"), "{name}: {text}");
        }
        assert_eq!(listing(&folder), ["azure.yaml", "portal.toml"]);
    }
    let folder = folder("files-device");
    configure(&folder, "medium.toml");
    std::os::unix::fs::symlink("/dev/zero", folder.join("azure.yaml")).expect("it can be made");
    assert!(generate(&folder, &[]).1.contains("it is a pipe, a device or a socket"));
}
