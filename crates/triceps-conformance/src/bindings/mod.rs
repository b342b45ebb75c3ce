//! `bindings`: the bindings of all modules in a cache, and whether they compile.

pub(crate) mod hostile;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use triceps_codegen::{Binding, bindings};
use triceps_modules::{BicepConfig, Interface, Reference};

/// What generated bindings have to compile without.
const HEAD: &str = "#![deny(warnings, missing_docs, rustdoc::all)]\n//! Bindings.\n\n";

/// A module of the cache that was read.
struct Found {
    name: String,
    reference: String,
    template: String,
    interface: Interface,
}

/// Makes the bindings of every module in a cache and compiles them as one crate, with warnings and links of the
/// documentation denied.
///
/// # Errors
///
/// If the cache cannot be read, a binding cannot be made, or the crate does not compile.
pub(crate) fn run(cache: &Path) -> Result<String, String> {
    let folder = folder();
    let source = folder.join("src");
    let _ = fs::remove_dir_all(&source);
    fs::create_dir_all(&source).map_err(|error| error.to_string())?;
    let triceps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../triceps");
    let triceps = triceps.canonicalize().map_err(|error| error.to_string())?;
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    let start = Instant::now();
    for (at, (reference, path)) in modules(cache)?.into_iter().enumerate() {
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let parsed = Reference::parse(&reference, &BicepConfig::default()).map_err(|error| error.message)?;
        match Interface::read(&parsed, &bytes) {
            Ok(interface) => found.push(Found {
                name: format!("m{at}_{}", rust_name(&reference)),
                template: format!("include_str!({:?})", path.display().to_string()),
                reference,
                interface,
            }),
            Err(error) => unread.push(format!("{reference}: {}", error.message())),
        }
    }
    let read = start.elapsed();
    let (names, defaults) = (BTreeMap::new(), BTreeMap::new());
    let list: Vec<Binding<'_>> = found
        .iter()
        .map(|found| Binding {
            name: &found.name,
            reference: &found.reference,
            is_template_spec: false,
            template: &found.template,
            interface: &found.interface,
            names: &names,
            defaults: &defaults,
        })
        .collect();
    let mut slowest = (Duration::ZERO, "");
    for binding in &list {
        let start = Instant::now();
        let _ = triceps_codegen::binding(binding);
        slowest = slowest.max((start.elapsed(), binding.reference));
    }
    let start = Instant::now();
    let made = bindings(&list);
    let total = start.elapsed();
    let (mut root, mut lines, mut places, mut untyped) = (HEAD.to_owned(), 0, 0, Vec::new());
    for (found, made) in found.iter().zip(&made.modules) {
        let Found { name, reference, .. } = found;
        untyped.extend(made.untyped.iter().map(|what| format!("{reference}: {what}")));
        places += made.places;
        lines += made.text.lines().count();
        fs::write(source.join(format!("{name}.rs")), &made.text).map_err(|error| error.to_string())?;
        let _ = writeln!(root, "/// `{reference}`\npub mod {name};");
    }
    if let Some(shared) = &made.shared {
        fs::write(source.join("shared.rs"), shared).map_err(|error| error.to_string())?;
        root.push_str("pub mod shared;\n");
        lines += shared.lines().count();
    }
    fs::write(folder.join("Cargo.toml"), manifest("bindings", &triceps)).map_err(|error| error.to_string())?;
    fs::write(source.join("lib.rs"), root).map_err(|error| error.to_string())?;
    let mut text = format!(
        "{} bindings: read in {read:.2?}, made in {total:.2?}, alone the slowest in {:.2?} ({}); {lines} lines\n\
         {places} places, {} of them take or give any value although the template has a type for them\n",
        list.len(),
        slowest.0,
        slowest.1,
        untyped.len()
    );
    for line in &unread {
        let _ = writeln!(text, "not read: {line}");
    }
    for line in &untyped {
        let _ = writeln!(text, "any: {line}");
    }
    for task in ["check", "doc"] {
        let mut command = Command::new(env!("CARGO"));
        command.arg(task).current_dir(&folder).env("CARGO_TARGET_DIR", target());
        if task == "doc" {
            command.arg("--no-deps");
        }
        let status = command.status().map_err(|error| error.to_string())?;
        if !status.success() {
            return Err(format!("{text}cargo {task}: {status}"));
        }
    }
    Ok(text)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bindings")
}

/// Where crates with bindings are built.
pub(crate) fn target() -> PathBuf {
    folder().join("target")
}

/// The manifest of a crate with bindings.
pub(crate) fn manifest(name: &str, triceps: &Path) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         triceps = {{ path = {:?} }}\n\n[workspace]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        triceps.display().to_string()
    )
}

/// The modules of a cache in the layout of the compiler: reference and template.
pub(crate) fn modules(cache: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let list = |folder: &Path| -> Result<Vec<PathBuf>, String> {
        let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        Ok(paths)
    };
    let mut found = Vec::new();
    for host in list(&cache.join("br"))? {
        for repository in list(&host)? {
            for tag in list(&repository)? {
                let part = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
                let (Some(host), Some(path), Some(tag)) = (part(&host), part(&repository), part(&tag)) else {
                    continue;
                };
                // Behind the `$` stands which letters are capitals on file systems that do not tell.
                let Some((version, _)) = tag.rsplit_once('$') else { continue };
                let path = path.replace('$', "/");
                let reference = match path.strip_prefix("bicep/") {
                    Some(path) if host == "mcr.microsoft.com" => format!("br/public:{path}:{version}"),
                    _ => format!("br:{host}/{path}:{version}"),
                };
                found.push((reference, repository.join(&tag).join("main.json")));
            }
        }
    }
    Ok(found)
}

fn rust_name(reference: &str) -> String {
    let path = reference.rsplit_once(':').map_or(reference, |(path, _)| path);
    let name = path.rsplit('/').next().unwrap_or(path);
    name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' }).collect()
}
