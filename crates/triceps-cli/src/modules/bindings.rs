//! The typed bindings of locked modules.

use std::fs;
use std::path::PathBuf;

use triceps_codegen::{ProjectBindings, project_bindings};
use triceps_modules::{Digest, Entry, Error, Lock, Module, Reference};

use super::CommandError;
use super::context::Context;
use crate::output::Failure;

/// Files that belong to a lock, to be written before the lock, so that it never names what is not there.
pub(super) struct Bindings {
    files: Vec<(PathBuf, String)>,
    /// Files that no entry of the lock needs any longer.
    gone: Vec<PathBuf>,
}

impl Bindings {
    /// Makes the bindings of a lock, with those of new modules, and notes their names and digests in it. The new ones
    /// need not become files: a build script may make them.
    pub(super) fn make(
        context: &Context,
        lock: &mut Lock,
        fresh: &[(Reference, Module)],
        are_files: bool,
    ) -> Result<Self, CommandError> {
        let mut made = Self { files: Vec::new(), gone: Vec::new() };
        // Without a package nobody would compile them.
        if !context.store.root().join("Cargo.toml").is_file() {
            return Ok(made);
        }
        let is_new = |reference: &Reference| fresh.iter().any(|(known, _)| known == reference);
        let names = of_modules(context, lock, fresh, &|_, _| true)?;
        for module in names.modules {
            if let Some(entry) = lock.get_mut(&module.reference) {
                entry.types = module.names;
            }
        }
        // A template that is not in the project has no path that holds on every machine.
        let is_file = |reference: &Reference, entry: &Entry| {
            context.store.is_vendored(entry) && (entry.bindings.is_some() || (are_files && is_new(reference)))
        };
        let files = of_modules(context, lock, fresh, &is_file)?;
        let mut digests = Vec::new();
        for module in &files.modules {
            digests.push((module.reference.clone(), Digest::of(module.text.as_bytes())));
        }
        let references: Vec<Reference> = lock.entries().map(|(reference, _)| reference.clone()).collect();
        for reference in references {
            let digest = digests.iter().find(|(known, _)| *known == reference).map(|(_, digest)| *digest);
            if let Some(entry) = lock.get_mut(&reference) {
                entry.bindings = digest;
            }
        }
        let before = context.store.lock();
        if before.entries().any(|(_, entry)| entry.bindings.is_some()) || !files.modules.is_empty() {
            let file = |name: &str| context.store.bindings_file(name);
            made.files = files.files().into_iter().map(|(name, text)| (file(name), text)).collect();
            let written = before.entries().filter(|(_, entry)| entry.bindings.is_some());
            made.gone = written.filter_map(|(_, entry)| entry.name.as_deref()).map(file).collect();
            made.gone.push(file("shared"));
            made.gone.retain(|path| made.files.iter().all(|(kept, _)| kept != path));
        }
        Ok(made)
    }

    /// Writes the files, and removes those that are no longer needed.
    pub(super) fn write(self, context: &Context) -> Result<(), CommandError> {
        for (path, text) in self.files {
            context.store.write_bindings(&path, &text)?;
        }
        for path in self.gone {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Failure::disk("remove", &path, &error).into());
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// The bindings of those modules of a lock that are asked for, as they are committed.
pub(super) fn of_modules(
    context: &Context,
    lock: &Lock,
    fresh: &[(Reference, Module)],
    is_asked: &dyn Fn(&Reference, &Entry) -> bool,
) -> Result<ProjectBindings, Error> {
    let template = |reference: &Reference| format!("include_str!({:?})", context.store.file_from_bindings(reference));
    project_bindings(&context.store, lock, fresh, is_asked, &template)
}
