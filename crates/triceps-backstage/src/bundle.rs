//! All files of a portal, in memory.

use std::collections::HashSet;
use std::path::Path;

use triceps::build::Files;
use triceps::{Diagnostic, Diagnostics, Severity, Template};

use triceps_portal::config::Portal;
use triceps_portal::{Repository, Stage, accept, blame};

use crate::file::BundleFile;
use crate::infra::Azd;
use crate::{app_config, delivery, infra};

/// Writing.
impl BundleFile {
    /// Adds it to the files that are written below a folder.
    pub fn add_to(self, files: Files, folder: &Path) -> Files {
        let path = folder.join(&self.path);
        if self.executable {
            files.executable(path, self.text)
        } else if self.path == app_config::LOCAL {
            files.seed(path, self.text)
        } else if self.path.starts_with(delivery::SCRIPTS) {
            files.exact(path, self.text)
        } else {
            files.file(path, self.text)
        }
    }
}

/// All files of a portal, and its warnings.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bundle {
    /// The files, sorted by their paths, each path once.
    pub files: Vec<BundleFile>,
    /// Diagnostics that refuse nothing and are not accepted.
    pub warnings: Diagnostics,
}

/// Checks a portal and makes all its files.
///
/// # Errors
///
/// All diagnostics, if one of them is an error. The path of a diagnostic is that of the configuration where the
/// configuration is the cause, else that of the template.
pub fn bundle(portal: &Portal) -> Result<Bundle, Diagnostics> {
    bundle_for(portal, &Repository::new())
}

/// As [`bundle`], for a repository of which something is known.
///
/// # Errors
///
/// As for [`bundle`].
pub fn bundle_for(portal: &Portal, repository: &Repository) -> Result<Bundle, Diagnostics> {
    let mut diagnostics = triceps_portal::check(portal, repository);
    if has_errors(&diagnostics) {
        return Err(accept(portal, diagnostics, Stage::Configuration));
    }
    let checked = match infra::infrastructure(portal).check() {
        Ok(checked) => checked,
        Err(refused) => {
            // A name that is taken twice is found at both declarations, and the configuration has one of them.
            let mut seen = HashSet::new();
            let refused = refused.into_iter().map(|diagnostic| blame(portal, diagnostic));
            diagnostics.extend(refused.filter(|diagnostic| {
                seen.insert((diagnostic.id(), diagnostic.path().to_owned(), diagnostic.message().to_owned()))
            }));
            return Err(accept(portal, diagnostics, Stage::Configuration));
        }
    };
    diagnostics.extend(checked.warnings().iter().cloned());
    let registration = infra::registration(portal).map(Template::check).transpose();
    let azd = infra::azd(portal).map(Azd::check).transpose();
    let (registration, azd) = match (registration, azd) {
        (Ok(registration), Ok(azd)) => (registration, azd),
        (Err(refused), _) | (_, Err(refused)) => {
            diagnostics.extend(refused);
            return Err(accept(portal, diagnostics, Stage::Configuration));
        }
    };
    let parts = registration.iter().chain(azd.iter().flat_map(|azd| [&azd.services, &azd.app]));
    for warning in parts.flat_map(|checked| checked.warnings().iter()) {
        // The same part of the template is in two of them.
        let is_known = diagnostics.iter().any(|known| {
            (known.id(), known.path(), known.message()) == (warning.id(), warning.path(), warning.message())
        });
        if !is_known {
            diagnostics.push(warning.clone());
        }
    }
    let diagnostics =
        accept(portal, diagnostics, if repository.release().is_some() { Stage::Repository } else { Stage::Template });
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let mut files: Vec<BundleFile> =
        checked.files()?.into_iter().map(|file| BundleFile::new(format!("infra/{}", file.path), file.text)).collect();
    files.push(BundleFile::new("infra/main.json", checked.to_arm_string()));
    if let Some(registration) = &registration {
        for file in registration.files_as("registration.bicep")? {
            files.push(BundleFile::new(format!("infra/{}", file.path), file.text));
        }
    }
    files
        .extend(registration.iter().map(|checked| BundleFile::new("infra/registration.json", checked.to_arm_string())));
    files.extend(app_config::files(portal, repository));
    files.extend(delivery::files(portal, &checked, registration.as_ref(), azd.as_ref()));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    debug_assert!(files.windows(2).all(|pair| pair[0].path != pair[1].path), "two files have one path");
    Ok(Bundle { files, warnings: diagnostics })
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}
