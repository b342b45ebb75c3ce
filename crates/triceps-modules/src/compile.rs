//! Modules of registries for texts that are compiled.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use triceps_compile::{Artifact, ArtifactKind, Files, Modules, Unresolved, configuration};
use triceps_diagnostics::codes;

use crate::config::{BicepConfig, FILE};
use crate::error::Error;
use crate::module::Registry;
use crate::reference::Reference;
use crate::reference_error::ReferenceError;

/// Modules of a [`Store`](crate::Store), a [`Cache`](crate::Cache) or [`Sources`](crate::Sources), for a compilation.
///
/// ```
/// use triceps_compile::{MemoryFiles, compile_with};
/// use triceps_modules::{BicepConfig, MemoryRegistry, Reference, Resolver};
///
/// let reference = Reference::parse("br:contoso.azurecr.io/net:1.0.0", &BicepConfig::default())?;
/// let template = r#"{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
///                     "contentVersion": "1.0.0.0", "resources": [] }"#;
/// let modules = MemoryRegistry::new().with(reference, template);
/// let files = MemoryFiles::new().with("main.bicep", "module net 'br:contoso.azurecr.io/net:1.0.0' = {}\n");
/// let compilation = compile_with(&files, &Resolver::new(&modules), "main.bicep");
/// assert!(compilation.checked().is_some());
/// # Ok::<(), triceps_modules::ReferenceError>(())
/// ```
pub struct Resolver<'a> {
    registry: &'a dyn Registry,
    /// By folder: what the nearest configuration says.
    configs: Mutex<HashMap<String, Result<BicepConfig, ReferenceError>>>,
}

impl<'a> Resolver<'a> {
    /// Takes modules from a place.
    pub fn new(registry: &'a dyn Registry) -> Self {
        Self { registry, configs: Mutex::default() }
    }

    fn reference(&self, files: &dyn Files, from: &str, text: &str) -> Result<Reference, ReferenceError> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        let config = configs.entry(folder.to_owned()).or_insert_with(|| config_of(files, from));
        config.as_ref().map_err(Clone::clone).and_then(|config| Reference::parse(text, config))
    }
}

/// The configuration that holds for a file, with its place if it is a file of its own.
fn config_of(files: &dyn Files, from: &str) -> Result<BicepConfig, ReferenceError> {
    // One that cannot be had is reported for the file.
    let Some(bytes) = configuration(files, from).ok().flatten() else { return Ok(BicepConfig::default()) };
    let place = files.config_path(from).unwrap_or_else(|| FILE.to_owned());
    BicepConfig::read(&String::from_utf8_lossy(&bytes), &place)
}

impl Modules for Resolver<'_> {
    fn resolve(&self, files: &dyn Files, from: &str, reference: &str) -> Result<Artifact, Unresolved> {
        let reference = self
            .reference(files, from, reference)
            .map_err(|error| Unresolved { code: error.code, message: error.with_advice() })?;
        let kind = match reference {
            Reference::Registry(_) => ArtifactKind::Template,
            Reference::TemplateSpec(_) => ArtifactKind::TemplateSpec,
            Reference::Path(_) => {
                let message = format!("`{reference}` is a file");
                return Err(Unresolved { code: codes::BCP091, message });
            }
        };
        match self.registry.fetch(&reference) {
            Ok(module) => Ok(Artifact { reference: reference.to_string(), kind, content: module.main }),
            Err(error) => Err(unresolved(&reference, &error)),
        }
    }
}

/// What a text that names the module is told.
fn unresolved(reference: &Reference, error: &Error) -> Unresolved {
    let code = error.code();
    // These the compiler has, or say what is wrong with the lock; all else is a restore that failed.
    let is_plain = matches!(code.id(), "BCP188" | "BCP190" | "BCP446" | "TRI0061" | "TRI0062" | "TRI0063" | "TRI0070");
    let message = match error.help().filter(|_| code != codes::BCP190) {
        Some(help) => format!("{}: {help}", error.message()),
        None => error.message().to_owned(),
    };
    if is_plain {
        return Unresolved { code, message };
    }
    let message = format!("Unable to restore the artifact with reference \"{reference}\": {message}");
    Unresolved { code: codes::BCP192, message }
}
