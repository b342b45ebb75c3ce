//! `corpora format`: reads and formats recorded programs and Microsoft's own sources, and compares
//! with what the official compiler makes of them.

pub mod compile;
pub mod diagnostics;
mod order;
pub mod registry;
pub(crate) mod repository;
mod sources;
mod tally;
mod vectors;

use std::path::PathBuf;

use self::tally::Tally;
use crate::disk::folders;

/// Where the inputs are.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// A folder with all recorded programs, in place of those of the repository.
    pub vectors: Option<PathBuf>,
    /// A work tree or bare repository of Azure/bicep.
    pub bicep_repo: Option<PathBuf>,
    /// A work tree or bare repository of Azure/bicep-registry-modules.
    pub avm_repo: Option<PathBuf>,
}

impl Inputs {
    /// Reads the options of the command.
    ///
    /// # Errors
    ///
    /// An option that is not known or has no value.
    pub fn parse(args: &[String]) -> Result<Self, String> {
        let mut inputs = Self::default();
        let mut places = [
            ("--vectors", &mut inputs.vectors),
            ("--bicep-repo", &mut inputs.bicep_repo),
            ("--avm-repo", &mut inputs.avm_repo),
        ];
        folders("corpora format", args, &mut places)?;
        Ok(inputs)
    }
}

/// Formats everything that the inputs reach; one line a set, with the first difference of each
/// program that differs.
///
/// # Errors
///
/// The report, where a program differs from what is recorded, or an input cannot be read.
pub fn run(inputs: &Inputs) -> Result<String, String> {
    let tallies = tallies(inputs)?;
    let report: String = tallies.iter().map(Tally::report).collect();
    if tallies.iter().all(Tally::is_clean) { Ok(report) } else { Err(report) }
}

/// The outcome of each set.
///
/// # Errors
///
/// An input that cannot be read.
pub fn tallies(inputs: &Inputs) -> Result<Vec<Tally>, String> {
    let folder = match &inputs.vectors {
        Some(folder) => folder.clone(),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/conformance"),
    };
    let mut tallies = vectors::tallies(&folder)?;
    if let Some(repo) = &inputs.bicep_repo {
        tallies.extend(sources::tallies(&folder, repo, sources::Set::Samples)?);
    }
    if let Some(repo) = &inputs.avm_repo {
        tallies.extend(sources::tallies(&folder, repo, sources::Set::Avm)?);
    }
    Ok(tallies)
}
