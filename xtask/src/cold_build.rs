//! `cold-build`: what a build script with triceps costs before it is cached, next to one with serde.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, io};

const TRICEPS: &str = "fn main() {
    triceps::build::bicep(\"main.bicep\", || {
        let mut t = triceps::Template::for_resource_group();
        let name = t.param(triceps::Param::string(\"name\"));
        t.output(\"greeting\", triceps::interpolate!(\"hello {name}\"));
        t
    });
}
";

const SERDE: &str = "#[derive(serde::Serialize)]
struct Greeting {
    name: &'static str,
}

fn main() {
    println!(\"{}\", serde_json::to_string(&Greeting { name: \"hello\" }).unwrap());
}
";

/// Builds both packages cold, each into a folder of its own, and gives the times. Dependencies are
/// downloaded before.
///
/// # Errors
///
/// If a package cannot be made or built.
pub(crate) fn run() -> Result<String, String> {
    let base = std::env::temp_dir().join(format!("triceps-cold-build-{}", std::process::id()));
    let outcome = measure(&base);
    // The folder is temporary; that it stays is not a failure of the measurement.
    let _ = fs::remove_dir_all(&base);
    outcome
}

fn measure(base: &Path) -> Result<String, String> {
    let triceps = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/triceps");
    let path = triceps.canonicalize().map_err(|error| error.to_string())?;
    let triceps = format!("triceps = {{ path = {:?} }}", path.display().to_string());
    let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"";
    let packages = [("triceps", &*triceps, TRICEPS), ("serde", serde, SERDE)];
    let mut folders = Vec::new();
    for (name, dependencies, script) in packages {
        folders.push((name, package(base, name, dependencies, script).map_err(|error| error.to_string())?));
    }
    for (_, folder) in &folders {
        cargo(folder, "fetch")?;
    }
    let mut text = String::new();
    for round in 1..=3 {
        for (name, folder) in &folders {
            let target = folder.join("target");
            if target.exists() {
                fs::remove_dir_all(&target).map_err(|error| error.to_string())?;
            }
            let time = cargo(folder, "build")?;
            writeln!(text, "round {round}: build script with {name}: {:.2} s", time.as_secs_f64())
                .map_err(|error| error.to_string())?;
        }
    }
    Ok(text)
}

fn package(base: &Path, name: &str, dependencies: &str, script: &str) -> io::Result<PathBuf> {
    let folder = base.join(name);
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"cold-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [build-dependencies]\n{dependencies}\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("build.rs"), script)?;
    fs::write(folder.join("src/lib.rs"), "")?;
    Ok(folder)
}

fn cargo(folder: &Path, task: &str) -> Result<Duration, String> {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO"));
    command.args([task, "--quiet"]).current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    // A cold build is one without caches, and in debug.
    command.env_remove("RUSTC_WRAPPER").env_remove("CARGO_BUILD_RUSTC_WRAPPER");
    // triceps is a path here. What comes from a registry, as serde does, is never built incrementally.
    command.env("CARGO_INCREMENTAL", "0");
    let output = command.output().map_err(|error| format!("could not start cargo: {error}"))?;
    if output.status.success() {
        Ok(start.elapsed())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}
