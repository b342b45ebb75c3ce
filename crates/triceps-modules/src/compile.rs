//! Modules of registries for texts that are compiled.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use triceps_compile::{Artifact, ArtifactKind, Files, Modules, Unresolved};
use triceps_diagnostics::codes;

use crate::config::BicepConfig;
use crate::module::Registry;
use crate::reference::{Flaw, Reference};

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
/// # Ok::<(), triceps_modules::Flaw>(())
/// ```
pub struct Resolver<'a> {
    registry: &'a dyn Registry,
    /// By folder: what the nearest configuration says.
    configs: Mutex<HashMap<String, Result<BicepConfig, Flaw>>>,
}

impl<'a> Resolver<'a> {
    /// Takes modules from a place.
    pub fn new(registry: &'a dyn Registry) -> Self {
        Self { registry, configs: Mutex::default() }
    }

    fn reference(&self, files: &dyn Files, from: &str, text: &str) -> Result<Reference, Flaw> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        let config = configs.entry(folder.to_owned()).or_insert_with(|| nearest(files, folder));
        config.as_ref().map_err(Clone::clone).and_then(|config| Reference::parse(text, config))
    }
}

/// The configuration of a folder, upwards from it.
fn nearest(files: &dyn Files, folder: &str) -> Result<BicepConfig, Flaw> {
    let mut folder = folder;
    loop {
        let place =
            if folder.is_empty() { "bicepconfig.json".to_owned() } else { format!("{folder}/bicepconfig.json") };
        if let Some(bytes) = files.read(&place) {
            return BicepConfig::read(&String::from_utf8_lossy(&bytes), &place);
        }
        match folder.rsplit_once('/') {
            Some((outer, _)) => folder = outer,
            None if folder.is_empty() => return Ok(BicepConfig::default()),
            None => folder = "",
        }
    }
}

impl Modules for Resolver<'_> {
    fn resolve(&self, files: &dyn Files, from: &str, reference: &str) -> Result<Artifact, Unresolved> {
        let reference =
            self.reference(files, from, reference).map_err(|Flaw { code, message }| Unresolved { code, message })?;
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
            Err(error) => {
                // The sentence of the compiler stands alone; what is ours says what to run.
                let message = match error.help().filter(|_| error.code() != codes::BCP190) {
                    Some(help) => format!("{}: {help}", error.message()),
                    None => error.message().to_owned(),
                };
                Err(Unresolved { code: error.code(), message })
            }
        }
    }
}
